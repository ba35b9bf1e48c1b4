"""Times without an offset are those of the person's own clocks, and every answer names the zone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.cli.shell import Shell

LATER = (datetime.now(UTC) + timedelta(days=20)).date()


def berlin(wall: str) -> str:
    """The same moment as UTC, as the JSON has it."""
    from zoneinfo import ZoneInfo

    at = datetime.fromisoformat(f"{LATER}T{wall}").replace(tzinfo=ZoneInfo("Europe/Berlin"))
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


@pytest.fixture
def own(shell: Shell) -> Shell:
    assert shell("settings", "set", "ui.zone", "Europe/Berlin").code == 0
    return shell


@pytest.mark.parametrize("typed", [f"{LATER}T09:00", f"{LATER} 09:00:00"])
def test_a_time_without_an_offset_is_on_the_own_clocks(
    own: Shell, account: str, typed: str
) -> None:
    said = own("post", "Hello", "--to", account, "--at", typed)
    assert said.code == 0, said.err
    assert f"{LATER} 09:00 Europe/Berlin" in said.out
    post_id = said.out.split()[0]
    assert own.json("posts", "show", post_id).text("scheduled_at") == berlin("09:00")
    assert f"{LATER} 09:00" in own("posts", "list").out

    moved = own("posts", "move", post_id, f"{LATER}T10:30")
    assert f"{LATER} 10:30 Europe/Berlin" in moved.out
    assert own.json("posts", "show", post_id).text("scheduled_at") == berlin("10:30")


def test_an_offset_means_what_it_says(own: Shell, account: str) -> None:
    said = own("post", "Hello", "--to", account, "--at", f"{LATER}T09:00:00Z")
    shown = own.json("posts", "show", said.out.split()[0])
    assert shown.text("scheduled_at") == f"{LATER}T09:00:00Z"


def test_the_list_of_a_span_is_of_the_own_days(own: Shell, account: str) -> None:
    own("post", "Hello", "--to", account, "--at", f"{LATER}T00:30")
    assert "Hello" in own("posts", "list", "--from", f"{LATER}T00:00").out
    assert "Hello" not in own("posts", "list", "--from", f"{LATER}T00:31").out
