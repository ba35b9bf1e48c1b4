"""What the accounts page shows, read off the main thread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from brandcraft_desktop.domain.account import Account, AccountState
from brandcraft_desktop.domain.brand import Brand
from brandcraft_desktop.domain.media_rules import ThumbnailSize
from brandcraft_desktop.services import account_health, account_waiting, accounts, brands, media

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


@dataclass(frozen=True)
class Shown:
    """`accounts` of the chosen brand, `every` of all; the rest by account id.

    `words` name what is missing where an account may not do all that it needs to.
    """

    accounts: tuple[Account, ...] = ()
    every: tuple[Account, ...] = ()
    brands: tuple[Brand, ...] = ()
    pictures: Mapping[str, str] = field(default_factory=dict)
    waiting: Mapping[str, int] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def taken(self) -> Mapping[str, int]:
        """How many accounts each platform has."""
        return Counter(one.platform for one in self.every)

    def brand_name(self, brand_id: str | None) -> str:
        """What a brand is called; "" for all."""
        return next((one.name for one in self.brands if one.id == brand_id), "")

    def account(self, account_id: str) -> Account | None:
        """One of them."""
        return next((one for one in self.every if one.id == account_id), None)


def read(workspace: Workspace, brand_id: str | None) -> Shown:
    """Everything at once."""
    every = accounts.list_accounts(workspace)
    pictures = {}
    for one in every:
        if one.avatar_sha256:
            path = media.thumbnail(workspace, one.avatar_sha256, ThumbnailSize.AVATAR)
            if path is not None:
                pictures[one.id] = str(path)
    return Shown(
        tuple(one for one in every if brand_id is None or one.brand_id == brand_id),
        every,
        brands.list_brands(workspace),
        pictures,
        account_waiting.waiting_posts(workspace),
        {one.id: words for one in every if (words := _missing(workspace, one))},
    )


def _missing(workspace: Workspace, account: Account) -> str:
    """Which permission an account lacks, where it is known; "" where it lacks none."""
    if account.state is not AccountState.MISSING_PERMISSION:
        return ""
    found = account_health.health(workspace, account.id)
    return found.words if found.missing else ""
