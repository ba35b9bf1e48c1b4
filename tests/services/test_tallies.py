"""A platform's daily allowance is counted once for a workspace, and anew each day."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from brandcraft_desktop.services.tallies import KeptTally
from brandcraft_desktop.services.workspace import Workspace
from tests.services.engine_fixtures import another, clock, kiosk, workspace

__all__ = ["another", "clock", "kiosk", "workspace"]

DAY, NEXT = "2026-11-22", "2026-11-23"


def test_it_adds_up_within_a_day_and_begins_anew_with_the_next(workspace: Workspace) -> None:
    tally = KeptTally(workspace, "kiosk")
    assert tally.used("uploads.a", DAY) == 0
    tally.add("uploads.a", DAY, 1)
    tally.add("uploads.a", DAY, 50)
    assert tally.used("uploads.a", DAY) == 51
    assert tally.used("uploads.a", NEXT) == 0
    tally.add("uploads.a", NEXT, 2)
    assert tally.used("uploads.a", NEXT) == 2


def test_each_app_and_each_platform_counts_by_itself(workspace: Workspace) -> None:
    KeptTally(workspace, "kiosk").add("uploads.a", DAY, 1)
    assert KeptTally(workspace, "kiosk").used("uploads.b", DAY) == 0
    assert KeptTally(workspace, "other").used("uploads.a", DAY) == 0
    # Another session of the same app goes on with the count.
    assert KeptTally(workspace, "kiosk").used("uploads.a", DAY) == 1


def test_nothing_is_lost_between_threads(workspace: Workspace) -> None:
    def count(number: int) -> None:
        KeptTally(workspace, "kiosk").add("units.a", DAY, number)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(count, range(1, 21)))
    assert KeptTally(workspace, "kiosk").used("units.a", DAY) == 210
