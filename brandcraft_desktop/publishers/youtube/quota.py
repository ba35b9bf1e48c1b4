"""What Google lets one app do in a day, counted here: its answers do not say what is left.

Sources: developers.google.com/youtube/v3/determine_quota_cost, revision history to 2026-11: since
2026-06-01 uploads have 100 calls of their own, all else 10,000 units; both begin anew at midnight
Pacific Time, for each Google Cloud project. A person may have been granted more: see `INFO`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from brandcraft_desktop.errors import RateLimited
from brandcraft_desktop.publishers.base import Tally

UPLOADS, UNITS = "uploads", "units"
SETTINGS = {UPLOADS: "daily_uploads", UNITS: "daily_units"}
LIST_COST = 1
CHANGE_COST = 50
_ZONE = "America/Los_Angeles"


@dataclass(frozen=True)
class Quota:
    """One app's allowances; `most` by what is counted."""

    tally: Tally
    app: str
    most: Mapping[str, int]

    def spend(self, what: str, amount: int, now: datetime) -> None:
        """Count a call that is about to be made.

        Raises `errors.RateLimited` where the day has nothing left for it.
        """
        day = day_of(now)
        if self.tally.used(self._name(what), day) + amount > self.most[what]:
            raise used_up(now)
        self.tally.add(self._name(what), day, amount)

    def _name(self, what: str) -> str:
        return f"{what}.{self.app}"


def quota_of(tally: Tally, client_id: str, settings: Mapping[str, str]) -> Quota:
    """Those of the app with this client ID, as far as a person has not set others."""
    return Quota(
        tally,
        hashlib.sha256(client_id.encode()).hexdigest()[:16],
        {what: int(settings[name]) for what, name in SETTINGS.items()},
    )


def day_of(now: datetime) -> str:
    """The day of Google's count, as an ISO date."""
    return now.astimezone(ZoneInfo(_ZONE)).date().isoformat()


def until_midnight(now: datetime) -> timedelta:
    """How long until Google's count begins anew; also on the days when clocks are changed."""
    here = now.astimezone(ZoneInfo(_ZONE))
    midnight = datetime.combine(here.date() + timedelta(days=1), time(), ZoneInfo(_ZONE))
    return midnight.astimezone(now.tzinfo) - now


def used_up(now: datetime, raw: str = "") -> RateLimited:
    """Nothing is left of the day."""
    return RateLimited(
        "Your Google app has used up its calls for today.",
        "Google counts uploads and other calls for each app, anew at midnight Pacific Time.",
        "Brandcraft goes on by itself then.",
        retry_after=until_midnight(now),
        raw=raw,
    )
