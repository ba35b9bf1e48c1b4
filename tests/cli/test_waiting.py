"""What commands say of posts that wait: that nothing publishes, and why each one stands."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import update

from brandcraft_desktop.models import tables
from brandcraft_desktop.paths import Home
from brandcraft_desktop.services import accounts, pausing
from brandcraft_desktop.services.workspace import close, open_workspace
from tests.cli.shell import Shell

NOBODY = "Nothing is publishing: no window and no worker is open."
ONCE = "brandcraft worker --once"


@pytest.mark.parametrize("at", [(), ("--at", "now"), ("--at", "+0s")])
def test_posting_while_nothing_publishes(shell: Shell, account: str, at: tuple[str, ...]) -> None:
    said = shell("post", "Hello", "--to", account, *at)
    assert said.code == 0
    assert said.out.endswith("  scheduled\n")
    assert said.err == f"{NOBODY} Open the window, or run: {ONCE}\n"
    post_id = said.out.split()[0]
    shown = shell.json("posts", "show", post_id)
    waits = shown.fields["waiting"]
    assert isinstance(waits, dict)
    assert (waits["kind"], waits["message"]) == ("nobody_publishes", NOBODY)
    assert NOBODY in shell("posts", "list").out
    rows = shell.json("posts", "list").document
    assert isinstance(rows, list)
    assert [one["hold_reason"] for one in rows] == [waits["message"] + " " + waits["action"]]


def test_posting_for_later_while_nothing_publishes(shell: Shell, account: str) -> None:
    said = shell.json("post", "Hello", "--to", account, "--at", "+2h")
    assert "before the post is due" in said.err
    assert NOBODY not in shell("posts", "list").out, "it is not due yet"


def test_nothing_is_said_of_drafts_or_while_something_publishes(shell: Shell, account: str) -> None:
    draft = shell.json("post", "Hello", "--to", account, "--draft")
    assert (draft.err, draft.fields["waiting"]) == ("", None)
    workspace = open_workspace(Home(shell.home))
    mark = workspace.presence.publishes()
    said = shell.json("post", "Later", "--to", account, "--at", "+2h")
    assert (said.err, said.fields["waiting"]) == ("", None)
    mark.close()
    assert NOBODY in shell("posts", "publish-now", draft.text("id")).err
    close(workspace)


def test_each_post_says_why_it_waits(shell: Shell, account: str) -> None:
    post_id = shell.json("post", "Hello", "--to", account).text("id")
    workspace = open_workspace(Home(shell.home))
    mark = workspace.presence.publishes()
    accounts.pause(workspace, account, paused=True)
    reason = "Waiting: @row.example is paused."
    assert reason in shell("posts", "list").out
    assert reason in shell("posts", "show", post_id).out
    deliveries = shell.json("posts", "show", post_id).fields["deliveries"]
    assert isinstance(deliveries, list)
    assert deliveries[0]["hold_reason"] == reason
    accounts.pause(workspace, account, paused=False)
    pausing.pause(workspace)
    assert "Publishing is paused." in shell("posts", "list").out
    mark.close()
    close(workspace)


def test_a_worker_says_what_it_leaves_and_why(
    shell: Shell, account: str, capsys: pytest.CaptureFixture[str]
) -> None:
    from brandcraft_desktop.scheduler.worker import work

    shell("post", "Hello", "--to", account)
    workspace = open_workspace(Home(shell.home))
    accounts.pause(workspace, account, paused=True)
    capsys.readouterr()
    assert work(workspace, once=True, name="night") == 0
    told = capsys.readouterr().err
    assert "is scheduled: Waiting: @row.example is paused." in told
    assert "is due and not out: Waiting: @row.example is paused." in told
    pausing.pause(workspace)
    assert work(workspace, once=True, name="") == 0
    assert (
        "worker: Publishing is paused. Resume it in the window, or run: brandcraft resume"
        in capsys.readouterr().err
    )
    close(workspace)


def test_the_planned_text_stands_there_before_it_is_sent(shell: Shell, account: str) -> None:
    said = shell.json(
        "post", "Hello  \n\n\nall", "--to", account, "--draft", "--variant", "bluesky=Only there"
    )
    deliveries = said.fields["deliveries"]
    assert isinstance(deliveries, list)
    assert [one["text"] for one in deliveries] == ["Only there"]
    workspace = open_workspace(Home(shell.home))
    workspace.database.write(
        lambda connection: connection.execute(update(tables.deliveries).values(text="As it went"))
    )
    close(workspace)
    shown = shell.json("posts", "show", said.text("id")).fields["deliveries"]
    assert isinstance(shown, list)
    assert shown[0]["text"] == "As it went"


def test_what_its_platform_has_is_listed_as_scheduled_there(shell: Shell, account: str) -> None:
    post_id = shell.json("post", "Hello", "--to", account, "--at", "+2h").text("id")
    (place,) = shell.home.glob("*.sqlite")
    with closing(sqlite3.connect(place)) as store:
        store.execute("UPDATE deliveries SET status = 'processing'")
        for name, armed in (("hand over", "NULL"), ("send", "due_at")):
            store.execute(
                "INSERT INTO steps (delivery_id, name, state, result, attempt, lease_number,"
                f" armed_at) SELECT id, '{name}', 'done', 'x', 1, 1, {armed} FROM deliveries"
            )
        store.commit()
    has_it = "Bluesky has it; goes out there at 20"
    listed = shell("posts", "list").out
    assert "  scheduled  " in listed
    assert has_it in listed
    assert post_id in shell("posts", "list", "--status", "scheduled").out
    (row,) = rows(shell.json("posts", "list").document)
    assert (row["status"], row["handed_over"]) == ("publishing", ["bluesky"])
    assert str(row["words"]).startswith(has_it)
    assert "  scheduled" in shell("posts", "show", post_id).out
    assert has_it in shell("status").out
    following = shell.json("status").fields["next"]
    assert isinstance(following, dict)
    assert (following["post_id"], following["handed_over"]) == (post_id, ["bluesky"])


def rows(document: object) -> list[dict[str, object]]:
    assert isinstance(document, list)
    return document
