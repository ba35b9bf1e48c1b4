"""Which chores the engine does besides publishing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from brandcraft_desktop.services import (
    account_endings,
    account_profiles,
    copy_cleaning,
    events,
    follow_ups,
    guards,
    past_posts,
    renewal,
    tidying,
)

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

MEDIA = "media"
RENEW = "renew"
PROFILES = "profiles"
TIDY = "tidy"
BACKUP = "backup"
CAP = "cap"
AHEAD = "ahead"
COPIES = "copies"
SWEEP = "sweep"
FOLLOW = "follow"
PAST = "past"
_NOT_SOONER = timedelta(minutes=1)


def chores_of(
    workspace: Workspace,
    plan: Callable[[str, datetime | None], None],
    stopping: Callable[[], bool] = lambda: False,
) -> Mapping[str, Callable[[], None]]:
    """Chores by name; `plan` hears which of them should be done again, and when (None: never).

    `stopping` is asked between two parts of a long one.
    """

    def process_media() -> None:
        from brandcraft_desktop.services import media

        while media.process_pending(workspace):
            pass

    def prepare_ahead() -> None:
        from brandcraft_desktop.services import media

        media.prepare_soon(workspace)

    def renew_tokens() -> None:
        renewal.renew_due(workspace)
        moments = [renewal.next_renewal(workspace), account_endings.tell(workspace)]
        plan(RENEW, _soonest(workspace.clock.now(), moments))

    def read_profiles() -> None:
        moment = account_profiles.read_next(workspace)
        plan(PROFILES, _soonest(workspace.clock.now(), [moment]))

    def read_past() -> None:
        plan(PAST, past_posts.read_next(workspace))

    def tidy() -> None:
        from brandcraft_desktop.services import backups, conversion_work, media

        events.prune(workspace)
        tidying.tidy(workspace)
        media.purge(workspace)
        conversion_work.sweep(workspace)
        backups.sweep(workspace.home, workspace.clock.now())

    def make_backup() -> None:
        from brandcraft_desktop.services import backup

        backup.daily(workspace)

    def judge_cap() -> None:
        now = workspace.clock.now()
        workspace.database.write(lambda connection: guards.release_capped(connection, now))

    def release_copies() -> None:
        copy_cleaning.release_quietly(workspace)

    def follow_up() -> None:
        plan(FOLLOW, follow_ups.run_due(workspace, stopping=stopping))

    def sweep_bucket() -> None:
        copy_cleaning.daily(workspace)

    return {
        MEDIA: process_media,
        RENEW: renew_tokens,
        PROFILES: read_profiles,
        TIDY: tidy,
        BACKUP: make_backup,
        CAP: judge_cap,
        AHEAD: prepare_ahead,
        COPIES: release_copies,
        SWEEP: sweep_bucket,
        FOLLOW: follow_up,
        PAST: read_past,
    }


def _soonest(now: datetime, moments: Iterable[datetime | None]) -> datetime | None:
    found = [moment for moment in moments if moment is not None]
    return max(min(found), now + _NOT_SOONER) if found else None
