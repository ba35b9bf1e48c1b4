"""Brands: named sets of accounts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from brandcraft_desktop.domain.posting_times import Slot

MAX_BRANDS = 5
MAX_HASHTAGS = 30


@dataclass(frozen=True)
class Brand:
    """A named set of accounts; `colour` is "#RRGGBB".

    `hashtags` (without their sign) are offered for its new posts; `times` are the weekly posting
    times of its accounts that have none of their own.
    """

    id: str
    name: str
    colour: str
    campaign_start: date | None = None
    avatar_sha256: str | None = None
    hashtags: tuple[str, ...] = ()
    times: tuple[Slot, ...] = ()

    @property
    def tag_words(self) -> str:
        """The hashtags as they are written into a post: "#one #two"."""
        return " ".join(f"#{tag}" for tag in self.hashtags)


@dataclass(frozen=True)
class DeletedBrand:
    """A brand that was deleted, with all that was linked to it: enough to bring it back."""

    brand: Brand
    position: int
    created_at: datetime
    account_ids: tuple[str, ...]
    post_ids: tuple[str, ...]
    snippet_ids: tuple[str, ...]


@dataclass(frozen=True)
class AccountMove:
    """What moving an account to another brand would leave behind.

    `scheduled` posts of the brand it leaves go to it alone and may come along; `shared` ones also
    go to other accounts of that brand and stay there.
    """

    account_id: str
    handle: str
    before: str  # the names of the two brands; "" without one
    after: str
    scheduled: int
    shared: int


# Distinct from each other and, at 3:1 and more, from the light and the dark card.
BRAND_COLOURS = (
    "#2F6FDE",
    "#0E8A7D",
    "#B2580E",
    "#A0439C",
    "#5B7F17",
    "#C2374E",
    "#6A5ACD",
    "#7A6A52",
)
MAX_BRAND_NAME = 60
