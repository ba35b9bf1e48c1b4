"""`brands show|set|recolour|unlink|activity`."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.cli.shell import Shell


def test_set_changes_what_is_named_and_keeps_the_rest(shell: Shell) -> None:
    shell.json("brands", "add", "Bakery")
    said = shell.json(
        "brands", "set", "bakery", "--hashtags", "#bread #rolls", "--times", "Tue 09:30, Fri 18:00",
        "--campaign", "2026-03-31",
    )  # fmt: skip
    assert said.code == 0
    shell.json("brands", "set", "bakery", "--name", "Café")
    shown = shell.json("brands", "show", "café").fields
    assert shown["hashtags"] == ["bread", "rolls"]
    assert shown["times"] == ["Tue 09:30", "Fri 18:00"]
    assert shown["campaign_start"] == "2026-03-31"
    cleared = shell.json(
        "brands", "set", "café", "--hashtags", "none", "--times", "none", "--campaign", "none"
    ).fields
    assert (cleared["hashtags"], cleared["times"], cleared["campaign_start"]) == ([], [], None)
    assert "Café" in shell("brands", "show", "café").out


def test_a_wrong_word_changes_nothing(shell: Shell, tmp_path: Path) -> None:
    shell.json("brands", "add", "Bakery")
    before = shell.json("brands", "show", "bakery").fields
    notes = tmp_path / "notes.png"
    notes.write_text("no picture")
    for wrong in (
        ("--times", "Someday 9"),
        ("--campaign", "soon"),
        ("--picture", str(tmp_path / "none.png")),
        ("--picture", str(notes)),
        ("--colour", ""),
        ("--hashtags", "#12"),
    ):
        said = shell.json("brands", "set", "bakery", "--name", "Other", *wrong)
        assert said.code == 2, wrong
        assert shell.json("brands", "show", "bakery").fields == before


def test_times_are_suggested_for_so_many_posts_a_week(shell: Shell) -> None:
    shell.json("brands", "add", "Bakery")
    said = shell.json("brands", "set", "bakery", "--a-week", "3")
    assert said.fields["times"] == ["Mon 09:00", "Wed 09:00", "Fri 09:00"]
    for wrong in (("--a-week", "0"), ("--a-week", "22"), ("--a-week", "2", "--times", "none")):
        assert shell.json("brands", "set", "bakery", *wrong).code == 2
    assert shell.json("brands", "show", "bakery").fields["times"] == said.fields["times"]


def test_recolour(shell: Shell) -> None:
    shell.json("brands", "add", "Bakery")
    assert shell.json("brands", "recolour", "bakery", "#0e8a7d").text("colour") == "#0E8A7D"
    assert shell.json("brands", "recolour", "bakery", "red").code == 2
    assert shell.json("brands", "recolour", "nobody", "#0E8A7D").code == 3


def test_unlink_takes_only_an_account_of_the_brand(shell: Shell, account: str) -> None:
    shell.json("brands", "add", "Bakery")
    assert shell.json("brands", "unlink", "bakery", account).code == 2
    shell.json("brands", "link", "bakery", account)
    assert "bluesky:row.example" in shell("brands", "show", "bakery").out
    assert shell.json("brands", "unlink", "bakery", account).fields["accounts"] == []


def test_activity_tells_the_scheduled_day(shell: Shell, account: str) -> None:
    shell.json("brands", "add", "Bakery")
    shell.json("brands", "add", "Garage")
    shell.json("brands", "link", "bakery", account)
    at = datetime.now(UTC) + timedelta(days=3)
    day = at.date().isoformat()
    posted = shell.json(
        "post", "x", "--to", account, "--brand", "bakery", "--at", at.isoformat(timespec="seconds")
    )
    assert posted.code == 0, posted
    asked = ("--year", day[:4], "--zone", "UTC")
    found = shell.json("brands", "activity", "bakery", *asked).fields
    assert (found["scheduled"], found["scheduled_ahead"]) == ({day: 1}, 1)
    assert (found["total"], found["streak"], found["busiest"]) == (0, 0, [])
    assert day in shell("brands", "activity", "bakery", *asked).out
    other = shell.json("brands", "activity", "garage", *asked).fields
    assert (other["scheduled"], other["scheduled_ahead"]) == ({}, 0)
    assert shell.json("brands", "activity", "bakery", "--zone", "Nowhere").code == 2


def test_link_takes_the_posts_to_come_along_where_that_is_wanted(
    shell: Shell, account: str
) -> None:
    at = (datetime.now(UTC) + timedelta(days=3)).isoformat(timespec="seconds")
    shell.json("brands", "add", "Bakery")
    shell.json("brands", "add", "Garage")
    shell.json("brands", "link", "bakery", account)
    post = shell.json("post", "x", "--to", account, "--brand", "bakery", "--at", at)
    assert shell.json("brands", "link", "garage", account).code == 0
    assert shell.json("posts", "show", post.text("id")).text("brand") == "Bakery"
    shell.json("brands", "link", "bakery", account)
    assert shell.json("brands", "link", "garage", account, "--with-posts").code == 0
    assert shell.json("posts", "show", post.text("id")).text("brand") == "Garage"
