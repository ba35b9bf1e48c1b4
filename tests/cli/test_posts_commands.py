"""`posts …`: looking at posts and acting on them."""

from __future__ import annotations

import json
import sqlite3
import time
from contextlib import closing
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.cli.shell import Shell


def set_delivery(shell: Shell, delivery: str, **columns: object) -> None:
    """Put a delivery where a test needs it, as the engine would."""
    (place,) = shell.home.glob("*.sqlite")
    store = sqlite3.connect(place)
    try:
        for name, value in columns.items():
            store.execute(f"UPDATE deliveries SET {name} = ? WHERE id = ?", (value, delivery))
        store.commit()
    finally:
        store.close()


def made(shell: Shell, account: str, *words: str) -> tuple[str, str]:
    """A post's id and its delivery's."""
    said = shell.json("post", "Hello", "--to", account, *words)
    found = said.fields["deliveries"]
    assert isinstance(found, list)
    return said.text("id"), str(found[0]["id"])


def test_listing(shell: Shell, account: str) -> None:
    assert shell.json("posts", "list").document == []
    assert shell("posts", "list").out == "No posts.\n"
    soon, _ = made(shell, account, "--at", "+1h", "--title", "Soon\nand so on")
    later, _ = made(shell, account, "--at", "+3d", "--title", "Later")
    idea, _ = made(shell, account, "--draft", "--title", "Idea")

    def ids(*words: str) -> list[str]:
        found = shell.json("posts", "list", *words).document
        assert isinstance(found, list)
        return [one["id"] for one in found]

    assert ids() == [later, soon, idea]
    assert ids("--status", "scheduled") == [later, soon]
    assert ids("--status", "draft") == [idea]
    assert ids("--from", "+2h") == [later]
    assert ids("--from", "now", "--to", "+2h") == [soon]
    assert ids("--from", "2020-01-01T00:00:00Z", "--to", "2020-01-02T00:00:00+02:00") == []
    lines = shell("posts", "list").out.splitlines()
    assert lines[0].split() == ["ID", "STATUS", "AT", "TITLE"]
    assert len(lines) == 4
    for bad in (("--status", "nonsense"), ("--from", "sometime"), ("--to", "25:00")):
        said = shell.json("posts", "list", *bad)
        assert (said.code, bool(said.error["title"])) == (2, True)


def test_showing(shell: Shell, account: str) -> None:
    post, delivery = made(shell, account, "--at", "+1h")
    shown = shell("posts", "show", post).out
    assert post in shown
    assert delivery in shown
    assert shell.json("posts", "show", post).text("status") == "scheduled"


COMMANDS = ["show", "retry", "publish-now", "cancel", "delete", "duplicate"]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_post_that_is_not_there(shell: Shell, account: str, command: str) -> None:
    said = shell.json("posts", command, "nothing")
    assert said.code == 3
    assert "There is no such post." in said.err


def test_retrying(shell: Shell, account: str) -> None:
    post, delivery = made(shell, account, "--at", "+1h")
    assert shell.json("posts", "retry", post).code == 1
    set_delivery(shell, delivery, status="failed", run_at=None, error_kind="transient")
    failed = shell.json("posts", "show", post)
    assert failed.text("status") == "failed"
    errors = failed.fields["deliveries"]
    assert isinstance(errors, list)
    assert set(errors[0]["error"]) == {"kind", "title", "message", "action", "retry_at"}
    assert shell.json("posts", "retry", post).text("status") == "scheduled"
    set_delivery(shell, delivery, status="missed", run_at=None)
    assert shell.json("posts", "retry", post, "--delivery", "nothing").code == 3
    assert shell.json("posts", "retry", post, "--delivery", delivery).code == 0


def test_retrying_all_that_failed_on_an_account(shell: Shell, account: str) -> None:
    none = {"id": account, "retried": 0}
    assert shell.json("accounts", "retry", account).fields == none
    assert "nothing to try again" in shell("posts", "retry", "--account", account).out
    for kind, going in (("auth_expired", 1), ("invalid_content", 0)):
        _, delivery = made(shell, account, "--at", "+1h")
        set_delivery(shell, delivery, status="failed", run_at=None, error_kind=kind)
        said = shell.json("posts", "retry", "--account", account)
        assert (said.code, said.fields) == (0, {"id": account, "retried": going})
    for wrong in ((), ("x", "--account", account)):
        assert shell.json("posts", "retry", *wrong).code == 2
    for words in (("accounts", "retry", "nobody"), ("posts", "retry", "--account", "nobody")):
        assert shell.json(*words).code == 3


def test_unconfirmed_is_only_moved_by_an_answer(shell: Shell, account: str) -> None:
    post, delivery = made(shell, account, "--at", "+1h")
    set_delivery(shell, delivery, status="unconfirmed", run_at=None)
    for words in (("retry", post), ("retry", post, "--delivery", delivery), ("publish-now", post)):
        assert shell.json("posts", *words).code == 5, words
    for answer in ([], ["--published", "https://x.example/1", "--not-published"]):
        assert shell.json("posts", "resolve", delivery, *answer).code == 2
    assert shell.json("posts", "resolve", delivery, "--published", "nonsense").code == 2
    assert shell.json("posts", "resolve", "nothing", "--not-published").code == 3
    again = shell.json("posts", "resolve", delivery, "--not-published")
    assert (again.code, again.text("status")) == (0, "scheduled")
    set_delivery(shell, delivery, status="unconfirmed", run_at=None)
    live = shell.json("posts", "resolve", delivery, "--published", "https://x.example/1")
    assert (live.code, live.text("status")) == (0, "published")
    assert shell.json("posts", "resolve", delivery, "--not-published").code == 1
    assert shell.json("posts", "publish-now", post).code == 1


def test_now_cancel_duplicate_delete(shell: Shell, account: str) -> None:
    post, _ = made(shell, account, "--draft")
    assert shell.json("posts", "cancel", post).code == 1
    assert shell.json("posts", "publish-now", post).text("status") == "scheduled"
    assert shell.json("posts", "cancel", post).text("status") == "canceled"
    assert shell.json("posts", "cancel", post).code == 1
    copy = shell.json("posts", "duplicate", post)
    assert copy.text("status") == "draft"
    assert copy.text("id") != post
    assert shell.json("posts", "delete", post).fields == {"id": post, "deleted": True}
    listed = shell.json("posts", "list").document
    assert isinstance(listed, list)
    assert [one["id"] for one in listed] == [copy.text("id")]
    assert shell.json("posts", "publish-now", post).code == 1
    empty = shell.json("post", "", "--to", account, "--draft").text("id")
    blocked = shell.json("posts", "publish-now", empty)
    assert blocked.code == 2
    assert blocked.error["problems"]


def test_trying_again_what_comes_after_a_post(shell: Shell, account: str) -> None:
    post, delivery = made(shell, account, "--at", "+1h")
    set_delivery(shell, delivery, status="published", run_at=None)
    error = ("error_kind", "error_title", "error_message", "error_action")
    (place,) = shell.home.glob("*.sqlite")
    with closing(sqlite3.connect(place)) as database, database:
        database.execute(
            "INSERT INTO follow_ups (delivery_id, name, state, words, "
            f"{', '.join(error)}) VALUES (?, 'thumbnail', 'failed', 'The thumbnail', ?, ?, ?, ?)",
            (delivery, "permission", "It was refused.", "Not allowed.", "Ask the owner."),
        )
    shown = shell.json("posts", "show", post)
    assert shown.text("status") == "published"
    deliveries = shown.fields["deliveries"]
    assert isinstance(deliveries, list)
    assert deliveries[0]["follow_ups"] == [
        {
            "name": "thumbnail",
            "words": "The thumbnail",
            "state": "failed",
            "error": {
                "kind": "permission",
                "title": "It was refused.",
                "message": "Not allowed.",
                "action": "Ask the owner.",
            },
            "next_try_at": None,
        }
    ]
    line = "thumbnail  The thumbnail  failed  It was refused. Not allowed. Ask the owner."
    assert line in shell("posts", "show", post).out
    for wrong, code in ((("comment",), 3), (("thumbnail", "--delivery", "nothing"), 3)):
        assert shell.json("posts", "retry", post, "--follow-up", *wrong).code == code
    again = ("posts", "retry", "--account", account, "--follow-up", "thumbnail")
    assert shell.json(*again).code == 2
    said = shell.json("posts", "retry", post, "--follow-up", "thumbnail")
    deliveries = said.fields["deliveries"]
    assert isinstance(deliveries, list)
    waiting = deliveries[0]["follow_ups"][0]
    assert (waiting["state"], waiting["error"]) == ("waiting", None)
    assert waiting["next_try_at"] is not None


def test_a_person_reads_the_time_on_their_own_clock(
    shell: Shell, account: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(shell, account, "--at", "+40d", "--title", "Far")
    listed = shell.json("posts", "list").document
    assert isinstance(listed, list)
    moment = datetime.fromisoformat(listed[0]["at"])
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    try:
        line = shell("posts", "list").out.splitlines()[1]
        there = moment.astimezone(ZoneInfo("America/New_York"))
        assert f"  {there:%Y-%m-%d %H:%M}  Far" in line
    finally:
        monkeypatch.undo()
        time.tzset()


def test_renaming_and_a_report_to_attach(shell: Shell, account: str, tmp_path: Path) -> None:
    post, _ = made(shell, account, "--at", "+1h", "--title", "Old")
    assert shell.json("posts", "rename", post, "New").text("title") == "New"
    assert shell.json("posts", "rename", "nothing", "New").code == 3
    made(shell, account, "--at", "+2h", "--title", "A first one")
    listed = shell.json("posts", "list", "--sort", "title").document
    assert isinstance(listed, list)
    assert [one["title"] for one in listed] == ["A first one", "New"]
    assert shell.json("posts", "list", "--sort", "colour").code == 2
    place = tmp_path / "report.json"
    said = shell.json("posts", "report", post, "--file", str(place))
    assert said.document == {"id": post, "file": str(place)}
    assert json.loads(place.read_text(encoding="utf-8"))["post"]["id"] == post
    assert shell.json("posts", "report", post, "--file", str(tmp_path)).code == 2
