"""Quiet hours, over midnight too."""

from __future__ import annotations

from datetime import datetime, time

import pytest

from brandcraft_desktop.domain.quiet_hours import QuietHours

NIGHT = QuietHours(time(22), time(7))
NOON = QuietHours(time(12), time(13, 30))


def at(words: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-{words}")


@pytest.mark.parametrize(
    ("quiet", "wall", "over"),
    [
        (NIGHT, "05T21:59", None),
        (NIGHT, "05T22:00", "06T07:00"),
        (NIGHT, "05T00:00", "05T07:00"),
        (NIGHT, "05T06:59:59", "05T07:00"),
        (NIGHT, "05T07:00", None),
        (NOON, "05T12:00", "05T13:30"),
        (NOON, "05T13:30", None),
        (QuietHours(time(9), time(9)), "05T09:00", None),
    ],
)
def test_when_it_is_over(quiet: QuietHours, wall: str, over: str | None) -> None:
    assert quiet.over(at(wall)) == (at(over) if over else None)
