"""A workspace that moved away and comes back: what was done there holds, nothing goes out twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert

from brandcraft_desktop.domain.native_schedule import STEP
from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.models import tables
from brandcraft_desktop.services import accounts, posts, settings
from brandcraft_desktop.services.attention import attention
from brandcraft_desktop.services.exporting import export
from brandcraft_desktop.services.importing import Imported, import_file
from brandcraft_desktop.services.workspace import Workspace, claim_machine, close
from tests.services.desk import Stall, add_step, ann, bob, clock, force, scheduled, stall, workspace
from tests.services.engine_fixtures import open_kiosk, publish_due
from tests.services.engine_world import HandClock, add_account, set_account
from tests.services.test_exporting import by_text

__all__ = ["ann", "bob", "clock", "stall", "workspace"]

WEEK = timedelta(days=7)


@pytest.fixture
def other(tmp_path: Path, clock: HandClock, stall: Stall) -> Iterator[Workspace]:
    opened = open_kiosk(tmp_path / "other", clock, stall)
    yield opened
    close(opened)


def carry(away: Workspace, to: Workspace, file: Path, clock: HandClock) -> Imported:
    """Move to another computer, which publishes from then on."""
    clock.advance(minutes=1)
    export(away, file, moving=True)
    done = import_file(to, file)
    claim_machine(to)
    for account in accounts.list_accounts(to):
        set_account(to, account.id, state="connected", trouble="")
    clock.advance(minutes=1)
    return done


def test_what_was_published_there_is_not_sent_again_here(
    workspace: Workspace, ann: str, other: Workspace, tmp_path: Path, clock: HandClock, stall: Stall
) -> None:
    post = scheduled(workspace, ann, text="P", at=clock.now() + WEEK)
    carry(workspace, other, tmp_path / "there.zip", clock)
    posts.publish_now(other, post.id)
    publish_due(other)
    assert len(stall.store.arrived()) == 1
    carry(other, workspace, tmp_path / "back.zip", clock)
    assert by_text(workspace)["P"].status.value == "published"
    clock.advance_to(clock.now() + 2 * WEEK)
    publish_due(workspace)
    assert len(stall.store.arrived()) == 1


def test_what_was_changed_there_holds(
    workspace: Workspace, ann: str, other: Workspace, tmp_path: Path, clock: HandClock, stall: Stall
) -> None:
    later = scheduled(workspace, ann, text="Later", at=clock.now() + WEEK)
    gone = scheduled(workspace, ann, text="Gone", at=clock.now() + WEEK)
    same = scheduled(workspace, ann, text="Same", at=clock.now() + WEEK)
    carry(workspace, other, tmp_path / "there.zip", clock)
    clock.advance(minutes=1)
    posts.move(other, later.id, at=clock.now() + 2 * WEEK)
    posts.delete(other, gone.id)
    carry(other, workspace, tmp_path / "back.zip", clock)
    moved_to = posts.show(workspace, later.id).content.scheduled_at
    assert moved_to is not None
    assert moved_to > clock.now() + WEEK
    assert posts.show(workspace, gone.id).deleted_at is not None
    due = same.content.scheduled_at
    assert due is not None
    clock.advance_to(due)
    publish_due(workspace)
    assert {one for one, _ in stall.store.arrived()} == {same.deliveries[0].id}


def test_what_was_changed_on_both_waits_for_its_person(
    workspace: Workspace, ann: str, other: Workspace, tmp_path: Path, clock: HandClock, stall: Stall
) -> None:
    post = scheduled(workspace, ann, text="Both", at=clock.now() + WEEK)
    carry(workspace, other, tmp_path / "there.zip", clock)
    posts.publish_now(other, post.id)
    publish_due(other)
    # This computer took over again and tried as well, in vain.
    force(workspace, post.deliveries[0].id, D.SCHEDULED, attempts=1)
    done = carry(other, workspace, tmp_path / "back.zip", clock)
    assert any("both computers" in one for one in done.notices)
    assert by_text(workspace)["Both"].status.value == "unconfirmed"
    clock.advance_to(clock.now() + 2 * WEEK)
    publish_due(workspace)
    assert len(stall.store.arrived()) == 1


def test_the_same_move_twice_changes_nothing(
    workspace: Workspace, ann: str, other: Workspace, tmp_path: Path, clock: HandClock
) -> None:
    scheduled(workspace, ann, text="P", at=clock.now() + WEEK)
    carry(workspace, other, tmp_path / "there.zip", clock)
    assert import_file(other, tmp_path / "there.zip").changed is False


def test_what_a_platform_has_already_is_watched_on(
    workspace: Workspace, ann: str, other: Workspace, tmp_path: Path, clock: HandClock
) -> None:
    post = scheduled(workspace, ann, text="Handed", at=clock.now() + WEEK)
    delivery = post.deliveries[0].id
    step = {
        "delivery_id": delivery,
        "name": STEP,
        "state": "done",
        "result": (clock.now() + WEEK).isoformat(),
        "attempt": 1,
        "lease_number": 1,
        "done_at": clock.now(),
    }
    workspace.database.write(lambda connection: connection.execute(insert(tables.steps), step))
    add_step(workspace, delivery, "publish", armed=True)
    force(workspace, delivery, D.PROCESSING, run_at=clock.now() + WEEK, attempts=1)
    assert posts.show(workspace, post.id).deliveries[0].handed_over
    carry(workspace, other, tmp_path / "there.zip", clock)
    there = posts.show(other, post.id).deliveries[0]
    assert (there.status, there.handed_over) == (D.PROCESSING, True)


def test_a_pause_comes_only_with_a_whole_workspace(
    workspace: Workspace, other: Workspace, tmp_path: Path, clock: HandClock
) -> None:
    until = clock.now() + WEEK
    settings.put(workspace, settings.PAUSED_UNTIL, until)
    export(workspace, tmp_path / "x.zip")
    import_file(other, tmp_path / "x.zip")
    assert settings.get(other, settings.PAUSED_UNTIL) is None
    export(workspace, tmp_path / "x.zip", moving=True)
    import_file(other, tmp_path / "x.zip")
    assert settings.get(other, settings.PAUSED_UNTIL) == until


def test_disconnected_accounts_take_no_place(
    workspace: Workspace, other: Workspace, tmp_path: Path
) -> None:
    for number in range(6):
        account = add_account(workspace, name=f"a{number}")
        if number == 5:
            set_account(workspace, account, state="disconnected")
    export(workspace, tmp_path / "x.zip")
    assert import_file(other, tmp_path / "x.zip").accounts == 6


def test_an_account_that_was_disconnected_here_is_seen_again(
    workspace: Workspace, other: Workspace, ann: str, clock: HandClock, tmp_path: Path
) -> None:
    (mine,) = accounts.list_accounts(workspace)
    theirs = add_account(other, name="ann")
    set_account(other, theirs, remote_id=mine.remote_id, state="disconnected")
    post = scheduled(workspace, ann)
    export(workspace, tmp_path / "x.zip", moving=True)
    done = import_file(other, tmp_path / "x.zip")
    assert any("Connect the accounts again" in said for said in done.notices)
    claim_machine(other)
    clock.advance(hours=1)
    publish_due(other)
    assert [one.account_id for one in posts.show(other, post.id).deliveries] == [theirs]
    (item,) = attention(other)
    assert (item.kind, item.account_id) == ("reconnect", theirs)
    assert [one.id for one in accounts.list_accounts(other)] == [theirs]


def test_without_posts_to_send_it_stays_disconnected(
    workspace: Workspace, other: Workspace, ann: str, tmp_path: Path
) -> None:
    (mine,) = accounts.list_accounts(workspace)
    theirs = add_account(other, name="ann")
    set_account(other, theirs, remote_id=mine.remote_id, state="disconnected")
    out = scheduled(workspace, ann)
    force(workspace, out.deliveries[0].id, D.PUBLISHED)
    export(workspace, tmp_path / "x.zip", moving=True)
    import_file(other, tmp_path / "x.zip")
    assert accounts.list_accounts(other) == ()
