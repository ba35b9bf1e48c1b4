"""What the page of a brand shows, read off the main thread as one frozen picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.domain.activity import last_year, whole_year
from brandcraft_desktop.domain.brand import Brand
from brandcraft_desktop.domain.media_rules import ThumbnailSize
from brandcraft_desktop.domain.schedule import zone_named
from brandcraft_desktop.domain.views import PostRow
from brandcraft_desktop.services import accounts, activity, attention, brands, media, posts
from brandcraft_desktop.services.activity import Activity

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

UPCOMING = 5


@dataclass(frozen=True)
class Wish:
    """What is asked for: a brand (None: all), a year (None: the last one), a platform (None: all).

    `zone` (IANA) is whose midnight ends a day; weeks begin on `first_weekday`, 0 is Monday.
    """

    brand_id: str | None
    zone: str
    first_weekday: int = 0
    year: int | None = None
    platform: str | None = None


@dataclass(frozen=True)
class BrandPicture:
    """`shown` is what the heat map shows, `past` the last year of the brand everywhere.

    `every` are the accounts of all brands, `pictures` files by the hash of an avatar.
    """

    wish: Wish
    brands: tuple[Brand, ...]
    shown: Activity
    past: Activity
    years: tuple[int, ...]
    ahead: int
    attention: int
    every: tuple[Account, ...]
    upcoming: tuple[PostRow, ...]
    pictures: Mapping[str, str]

    @property
    def brand(self) -> Brand | None:
        """The brand that is shown; None for all."""
        return next((one for one in self.brands if one.id == self.wish.brand_id), None)

    @property
    def accounts(self) -> tuple[Account, ...]:
        """Those of the brand."""
        brand = self.brand
        return tuple(one for one in self.every if brand is None or one.brand_id == brand.id)

    @property
    def taken(self) -> Mapping[str, int]:
        """How many accounts each platform has, over all brands."""
        return Counter(one.platform for one in self.every)


def read(workspace: Workspace, wish: Wish) -> BrandPicture:
    """Everything at once; each part a windowed query."""
    brand_id = wish.brand_id
    today = workspace.clock.now().astimezone(zone_named(wish.zone)).date()
    last = last_year(today, wish.first_weekday)
    past = activity.activity(workspace, last, wish.zone, brand_id=brand_id)
    shown = past
    if wish.year is not None or wish.platform is not None:
        period = last if wish.year is None else whole_year(wish.year)
        shown = activity.activity(
            workspace, period, wish.zone, brand_id=brand_id, platform=wish.platform
        )
    found, every = brands.list_brands(workspace), accounts.list_accounts(workspace)
    return BrandPicture(
        wish,
        found,
        shown,
        past,
        activity.years(workspace, wish.zone, brand_id=brand_id),
        activity.ahead(workspace, brand_id=brand_id),
        len(attention.attention(workspace, brand_id=brand_id)),
        every,
        posts.page(workspace, tab=posts.Tab.SCHEDULED, brand_id=brand_id, limit=UPCOMING),
        _pictures(workspace, found, every),
    )


def _pictures(
    workspace: Workspace, brands: tuple[Brand, ...], every: tuple[Account, ...]
) -> Mapping[str, str]:
    hashes = {one.avatar_sha256 for one in brands} | {one.avatar_sha256 for one in every}
    found = {one: media.thumbnail(workspace, one, ThumbnailSize.AVATAR) for one in hashes if one}
    return {one: str(path) for one, path in found.items() if path is not None}
