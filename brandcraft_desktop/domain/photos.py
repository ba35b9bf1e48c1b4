"""Photos that are offered by Unsplash, and what can go wrong on the way to them.

PhotoTrouble                what Unsplash, or the way to it, answers      exit 1
├── KeyMissing              no key was given yet                          exit 4
├── KeyRefused              Unsplash does not know the key                exit 4
├── LimitReached            too many requests this hour; `again_at`
├── PhotoGone               the photo was taken away                      exit 3
├── PhotoUnreached          no network, no such server                    (also `Offline`)
├── PhotoTooSlow            no answer in time
└── PhotoStrange            an answer that is not as documented
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from brandcraft_desktop.domain.credit import Credit
from brandcraft_desktop.errors import BrandcraftError, NotFound, Offline, VaultLocked

PER_PAGE = 30
"""Photos of a page: the most Unsplash gives for one request (documentation, "Pagination")."""

KEY_PAGE = "https://unsplash.com/oauth/applications"
"""Where a person gets a key: join, then "New Application"."""


@dataclass(frozen=True)
class Photo:
    """A photo as it is offered; sizes in pixels.

    `thumb` and `raw` are addresses of pictures; `download` is asked once when the photo is used.
    """

    id: str
    width: int
    height: int
    colour: str  # "#60544D", or "" where none is told
    description: str
    credit: Credit
    thumb: str
    raw: str
    download: str


@dataclass(frozen=True)
class Allowance:
    """How many requests the key may make an hour, and how many are left; None: not told."""

    limit: int | None = None
    remaining: int | None = None


@dataclass(frozen=True)
class PhotoPage:
    """One page of what was found; `page` counts from 1, `pages` is how many there are."""

    query: str
    page: int
    pages: int
    total: int
    photos: tuple[Photo, ...]
    allowance: Allowance = Allowance()


@dataclass(frozen=True)
class KeyState:
    """Whether there is a key, and where it comes from: "vault", "environment", or ""."""

    source: str = ""

    @property
    def there(self) -> bool:
        """Whether photos can be searched."""
        return bool(self.source)


@dataclass(frozen=True)
class KeyKept:
    """A key was kept; `doubt` says why it could not be tried out, "" where Unsplash took it."""

    doubt: str = ""


class PhotoTrouble(BrandcraftError):
    """What Unsplash, or the way to it, answers."""


class KeyMissing(PhotoTrouble):
    """No key was given yet."""

    exit_code = VaultLocked.exit_code

    def __init__(self) -> None:
        super().__init__(
            "Unsplash needs a key of your own.",
            "It is free, and searches as you.",
            "Add an Unsplash key in Settings, or with: brandcraft unsplash key set",
        )


class KeyRefused(PhotoTrouble):
    """Unsplash does not know the key."""

    exit_code = VaultLocked.exit_code


class LimitReached(PhotoTrouble):
    """Too many requests this hour; not before `again_at` (UTC)."""

    def __init__(self, again_at: datetime, limit: int | None) -> None:
        known = f"Your key may ask {limit} times an hour." if limit else ""
        super().__init__(
            "Unsplash limit reached.",
            known or "Too many requests were made this hour.",
            f"More after {again_at:%H:%M} UTC.",
        )
        self.again_at = again_at


class PhotoGone(PhotoTrouble):
    """The photo was taken away."""

    exit_code = NotFound.exit_code


class PhotoUnreached(PhotoTrouble, Offline):
    """Nothing came back because nothing got there."""


class PhotoTooSlow(PhotoTrouble):
    """No answer in time."""


class PhotoStrange(PhotoTrouble):
    """An answer that is not as documented."""


def next_hour(now: datetime) -> datetime:
    """When an hourly limit begins anew: the next full hour, as no answer of Unsplash says."""
    return now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)


def allowance(headers: Mapping[str, str]) -> Allowance:
    """The limits told by an answer's headers, their names in lower case.

    X-Ratelimit-Limit and X-Ratelimit-Remaining (documentation, "Rate Limiting").
    """
    return Allowance(
        _number(headers.get("x-ratelimit-limit", "")),
        _number(headers.get("x-ratelimit-remaining", "")),
    )


def _number(text: str) -> int | None:
    text = text.strip()
    return int(text[:9]) if text.isascii() and text.isdigit() else None
