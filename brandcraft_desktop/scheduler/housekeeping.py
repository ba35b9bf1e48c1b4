"""Which chores the engine does besides publishing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from brandcraft_desktop.services import copy_cleaning, events, guards, renewal, tidying

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

MEDIA = "media"
RENEW = "renew"
TIDY = "tidy"
BACKUP = "backup"
CAP = "cap"
AHEAD = "ahead"
COPIES = "copies"
SWEEP = "sweep"
_NOT_SOONER = timedelta(minutes=1)


def chores_of(
    workspace: Workspace, plan_renewal: Callable[[datetime | None], None]
) -> Mapping[str, Callable[[], None]]:
    """Chores by name; `plan_renewal` hears when tokens should be renewed next."""

    def process_media() -> None:
        from brandcraft_desktop.services import media

        while media.process_pending(workspace):
            pass

    def prepare_ahead() -> None:
        from brandcraft_desktop.services import media

        media.prepare_soon(workspace)

    def renew_tokens() -> None:
        all_done = renewal.renew_due(workspace)
        now = workspace.clock.now()
        moment = renewal.next_renewal(workspace)
        if not all_done:
            plan_renewal(now + renewal.AGAIN)
        elif moment is None:
            plan_renewal(None)
        else:
            plan_renewal(max(moment, now + _NOT_SOONER))

    def tidy() -> None:
        from brandcraft_desktop.services import conversion_work, media

        events.prune(workspace)
        tidying.tidy(workspace)
        media.purge(workspace)
        conversion_work.sweep(workspace)

    def make_backup() -> None:
        from brandcraft_desktop.services import backup

        backup.daily(workspace)

    def judge_cap() -> None:
        now = workspace.clock.now()
        workspace.database.write(lambda connection: guards.release_capped(connection, now))

    def release_copies() -> None:
        copy_cleaning.release_quietly(workspace)

    def sweep_bucket() -> None:
        copy_cleaning.daily(workspace)

    return {
        MEDIA: process_media,
        RENEW: renew_tokens,
        TIDY: tidy,
        BACKUP: make_backup,
        CAP: judge_cap,
        AHEAD: prepare_ahead,
        COPIES: release_copies,
        SWEEP: sweep_bucket,
    }
