"""`posts …`: looking at posts and acting on them."""

from __future__ import annotations

import sqlite3

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
