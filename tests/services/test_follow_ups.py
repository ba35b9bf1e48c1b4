"""What comes after a post is out: tried until done, never sent twice, never the post's fate."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import update

from brandcraft_desktop.domain.account import AccountState
from brandcraft_desktop.domain.follow_up import TRIES, FollowUpState, FollowUpView, over, pause
from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.domain.status import PostStatus
from brandcraft_desktop.domain.views import DeliveryView, PostView
from brandcraft_desktop.errors import (
    AppKeysRefused,
    ContentRefused,
    NotFound,
    NotSent,
    OwnerNeeded,
    PermissionMissing,
    Refused,
    SignInExpired,
    SignInRevoked,
    VaultLocked,
)
from brandcraft_desktop.models import tables
from brandcraft_desktop.services import accounts, copy_rows, follow_ups, pausing, posts
from brandcraft_desktop.services.account_rows import one_account
from brandcraft_desktop.services.deliveries import find
from brandcraft_desktop.services.follow_up_rows import LEASE
from brandcraft_desktop.services.workspace import Workspace
from tests.services.engine_fixtures import another, clock, kiosk, publish_due, workspace
from tests.services.engine_world import (
    HandClock,
    Kiosk,
    add_account,
    add_delivery,
    row,
    set_account,
)

__all__ = ["another", "clock", "kiosk", "workspace"]

NOT_YET = NotSent("The platform is not ready.", "It still looks at the post.")


def delivery_of(workspace: Workspace, delivery_id: str) -> tuple[PostView, DeliveryView]:
    return workspace.database.read(lambda connection: find(connection, delivery_id))


def follow_up(workspace: Workspace, delivery_id: str, name: str = "comment") -> FollowUpView:
    return next(
        one for one in delivery_of(workspace, delivery_id)[1].follow_ups if one.name == name
    )


def out_with(
    workspace: Workspace, kiosk: Kiosk, *troubles: Exception | Callable[[], None] | None
) -> str:
    """A delivery that is out, whose comment met `troubles`; gives its id."""
    kiosk.follows = ("comment",)
    kiosk.next("comment", *troubles)
    delivery = add_delivery(workspace, add_account(workspace))
    publish_due(workspace)
    assert row(workspace, delivery).status is D.PUBLISHED
    return delivery


def test_one_that_succeeds_at_once_is_done(workspace: Workspace, kiosk: Kiosk) -> None:
    delivery = out_with(workspace, kiosk)
    assert follow_up(workspace, delivery) == FollowUpView(
        "comment", "The comment", FollowUpState.DONE
    )
    assert kiosk.store.uploads() == ["comment"]
    assert follow_ups.run_due(workspace) is None
    assert delivery_of(workspace, delivery)[0].locked


def test_one_that_fails_never_fails_the_post_and_is_tried_again(
    workspace: Workspace, kiosk: Kiosk, clock: HandClock
) -> None:
    delivery = out_with(workspace, kiosk, NOT_YET, NOT_YET)
    post, _ = delivery_of(workspace, delivery)
    assert (post.status, post.locked) == (PostStatus.PUBLISHED, False)
    first = clock.now() + timedelta(minutes=1)
    assert follow_up(workspace, delivery) == FollowUpView(
        "comment",
        "The comment",
        FollowUpState.WAITING,
        "The platform is not ready.",
        "It still looks at the post.",
        "",
        first,
        "transient",
    )
    assert follow_ups.run_due(workspace) == first  # nothing before its time
    clock.advance(minutes=1)
    assert follow_ups.run_due(workspace) == clock.now() + timedelta(minutes=2)
    clock.advance(minutes=2)
    assert follow_ups.run_due(workspace) is None
    assert follow_up(workspace, delivery).state is FollowUpState.DONE
    assert follow_up(workspace, delivery).title == ""
    assert kiosk.store.arrived() == [(delivery, 1)]  # the post itself went once
    assert kiosk.store.uploads() == ["comment"]
    assert row(workspace, delivery).status is D.PUBLISHED
    assert delivery_of(workspace, delivery)[0].locked


@pytest.mark.parametrize(
    "trouble",
    [
        ContentRefused("No comments here."),
        PermissionMissing("Not allowed."),
        OwnerNeeded("Do it there."),
    ],
)
def test_never_means_failed_until_its_person_tries_again(
    workspace: Workspace, kiosk: Kiosk, trouble: Exception
) -> None:
    delivery = out_with(workspace, kiosk, trouble)
    assert follow_up(workspace, delivery).state is FollowUpState.FAILED
    assert follow_ups.run_due(workspace) is None
    post, _ = delivery_of(workspace, delivery)
    assert (post.status, post.locked) == (PostStatus.PUBLISHED, True)
    again = follow_ups.retry(workspace, delivery, "comment")
    assert again.deliveries[0].follow_ups[0].state is FollowUpState.WAITING
    assert again.deliveries[0].follow_ups[0].title == ""
    follow_ups.run_due(workspace)
    assert follow_up(workspace, delivery).state is FollowUpState.DONE


def test_tries_come_to_an_end(workspace: Workspace, kiosk: Kiosk, clock: HandClock) -> None:
    delivery = out_with(workspace, kiosk, *[NOT_YET] * 100)
    tried = 1
    while (moment := follow_ups.run_due(workspace)) is not None:
        clock.advance_to(moment)
        tried += 1
    assert tried == TRIES == kiosk.calls.count("comment")
    assert follow_up(workspace, delivery).state is FollowUpState.FAILED
    follow_ups.retry(workspace, delivery, "comment")
    follow_ups.run_due(workspace)
    assert follow_up(workspace, delivery).state is FollowUpState.WAITING  # a fresh count


def test_platform_that_says_when_is_asked_for_days() -> None:
    asked = timedelta(minutes=10)
    assert pause(1, asked) == asked
    assert pause(1, timedelta(days=1)) == timedelta(days=1)
    assert over(TRIES, None)
    assert not over(TRIES, asked)
    tries, waited = 1, timedelta()
    while not over(tries, asked):
        waited += pause(tries, asked)
        tries += 1
    assert timedelta(days=3) < waited < timedelta(days=7)


def test_expired_sign_in_is_renewed_once(workspace: Workspace, kiosk: Kiosk) -> None:
    delivery = out_with(workspace, kiosk, SignInExpired("Over."))
    assert follow_up(workspace, delivery).state is FollowUpState.WAITING
    kiosk.next("comment", SignInExpired("Over."))
    follow_ups.run_due(workspace)
    assert kiosk.calls.count("renew") == 1
    assert follow_up(workspace, delivery).state is FollowUpState.DONE


@pytest.mark.parametrize(
    "trouble", [SignInExpired("Over."), SignInRevoked("Taken back."), AppKeysRefused("Unknown.")]
)
def test_signed_out_account_lets_it_wait_and_costs_no_try(
    workspace: Workspace, kiosk: Kiosk, trouble: Exception
) -> None:
    delivery = out_with(workspace, kiosk, NOT_YET)
    account = delivery_of(workspace, delivery)[1].account_id
    follow_ups.retry(workspace, delivery, "comment")
    kiosk.next("comment", *[trouble] * 2)
    if isinstance(trouble, AppKeysRefused):
        kiosk.script["comment"] = []
        kiosk.next("renew", trouble)
        kiosk.next("comment", SignInExpired("Over."))
    assert follow_ups.run_due(workspace) is None  # its person brings it back
    assert row(workspace, delivery).status is D.PUBLISHED
    state = workspace.database.read(lambda connection: one_account(connection, account)).state
    assert state is not AccountState.CONNECTED
    assert follow_up(workspace, delivery).state is FollowUpState.WAITING
    kiosk.script["comment"] = []
    set_account(workspace, account, state=AccountState.CONNECTED.value)
    moment = follow_ups.run_due(workspace)
    assert moment is not None
    clock = workspace.clock
    assert isinstance(clock, HandClock)
    clock.advance_to(moment)
    assert follow_ups.run_due(workspace) is None
    assert follow_up(workspace, delivery).state is FollowUpState.DONE


def test_locked_vault_costs_no_try(workspace: Workspace, kiosk: Kiosk, clock: HandClock) -> None:
    delivery = out_with(workspace, kiosk, NOT_YET, *[VaultLocked("Locked.")] * TRIES)
    runs = 0
    while (moment := follow_ups.run_due(workspace)) is not None:
        clock.advance_to(moment)
        runs += 1
    assert runs == TRIES + 1
    assert follow_up(workspace, delivery).state is FollowUpState.DONE


def test_fault_of_ours_leaves_the_post_published(
    workspace: Workspace, kiosk: Kiosk, caplog: pytest.LogCaptureFixture
) -> None:
    delivery = out_with(workspace, kiosk, ZeroDivisionError("a secret"))
    found = follow_up(workspace, delivery)
    assert found.state is FollowUpState.WAITING
    assert "inside Brandcraft" in found.title
    assert "secret" not in found.message + caplog.text
    assert "ZeroDivisionError" in caplog.text


def test_link_that_comes_later_is_kept_and_never_lost(
    workspace: Workspace, kiosk: Kiosk, clock: HandClock
) -> None:
    kiosk.follows = ("link",)
    kiosk.next("link", NOT_YET)
    delivery = add_delivery(workspace, add_account(workspace))
    publish_due(workspace)
    before = row(workspace, delivery).parts
    clock.advance(minutes=1)
    follow_ups.run_due(workspace)
    assert before != [[f"{delivery}/1", "https://kiosk.example/link"]]
    assert row(workspace, delivery).parts == [[f"{delivery}/1", "https://kiosk.example/link"]]
    _, view = delivery_of(workspace, delivery)
    assert view.permalink == "https://kiosk.example/link"


def test_others_of_the_same_delivery_stay_as_they_are(
    workspace: Workspace, kiosk: Kiosk, clock: HandClock
) -> None:
    kiosk.follows = ("comment", "thumbnail", "link")
    kiosk.next("thumbnail", NOT_YET)
    kiosk.next("link", ContentRefused("No link."))
    delivery = add_delivery(workspace, add_account(workspace))
    publish_due(workspace)
    clock.advance(minutes=1)
    assert follow_ups.run_due(workspace) is None
    assert kiosk.store.uploads() == ["comment", "thumbnail"]
    assert follow_up(workspace, delivery, "link").state is FollowUpState.FAILED


def test_what_was_never_done_is_not_done_behind_a_post_that_is_out(
    workspace: Workspace, kiosk: Kiosk, clock: HandClock
) -> None:
    delivery = out_with(workspace, kiosk, NOT_YET)
    kiosk.uploads = 1  # the publisher asks for a step that nobody kept
    clock.advance(minutes=1)
    assert follow_ups.run_due(workspace) is None
    assert kiosk.store.uploads() == []
    found = follow_up(workspace, delivery)
    assert (found.state, found.title) == (FollowUpState.FAILED, "It can't be done any more.")


def test_publisher_that_waits_is_come_back_to(
    workspace: Workspace, kiosk: Kiosk, clock: HandClock
) -> None:
    kiosk.waits = [5]
    kiosk.follows = ("comment",)
    kiosk.next("comment", NOT_YET)
    delivery = add_delivery(workspace, add_account(workspace))
    publish_due(workspace)
    clock.advance(seconds=5)
    publish_due(workspace)
    clock.advance(minutes=1)
    kiosk.waits = [90]
    assert follow_ups.run_due(workspace) == clock.now() + timedelta(seconds=90)
    assert follow_up(workspace, delivery).state is FollowUpState.WAITING
    clock.advance(seconds=90)
    assert follow_ups.run_due(workspace) is None
    assert follow_up(workspace, delivery).state is FollowUpState.DONE


def test_one_that_the_publisher_no_longer_comes_to_ends(
    workspace: Workspace, kiosk: Kiosk, clock: HandClock
) -> None:
    delivery = out_with(workspace, kiosk, NOT_YET)
    kiosk.follows = ()
    clock.advance(minutes=1)
    assert follow_ups.run_due(workspace) is None
    assert follow_up(workspace, delivery).state is FollowUpState.FAILED


def test_two_processes_never_do_it_side_by_side(
    workspace: Workspace, kiosk: Kiosk, clock: HandClock, another: Callable[[], Workspace]
) -> None:
    delivery = out_with(workspace, kiosk, NOT_YET)
    clock.advance(minutes=1)
    second = another()
    seen: list[object] = []
    kiosk.next("comment", lambda: seen.append(follow_ups.run_due(second)))
    assert follow_ups.run_due(workspace) is None
    assert seen == [clock.now() + LEASE]  # the other sees a moment, and leaves it alone
    assert kiosk.calls.count("comment") == 2
    assert follow_up(workspace, delivery).state is FollowUpState.DONE


def test_lease_of_one_that_died_runs_out(
    workspace: Workspace, kiosk: Kiosk, clock: HandClock
) -> None:
    class Died(BaseException):
        pass

    def die() -> None:
        raise Died

    delivery = out_with(workspace, kiosk, NOT_YET)
    kiosk.next("comment answered", die)
    clock.advance(minutes=1)
    with pytest.raises(Died):
        follow_ups.run_due(workspace)
    assert follow_ups.run_due(workspace) == clock.now() + LEASE
    clock.advance_to(clock.now() + LEASE)
    follow_ups.run_due(workspace)
    assert follow_up(workspace, delivery).state is FollowUpState.DONE
    assert kiosk.store.arrived() == [(delivery, 1)]


def test_program_that_ends_gives_it_back_at_once(
    workspace: Workspace, kiosk: Kiosk, clock: HandClock
) -> None:
    out_with(workspace, kiosk, NOT_YET)
    clock.advance(minutes=1)
    answers = iter([False, True])  # before taking it, then before trying it
    assert follow_ups.run_due(workspace, stopping=lambda: next(answers, True)) is None
    assert kiosk.calls.count("comment") == 1
    follow_ups.run_due(workspace)
    assert kiosk.calls.count("comment") == 2


def test_pause_and_trash_hold_it_back(workspace: Workspace, kiosk: Kiosk, clock: HandClock) -> None:
    delivery = out_with(workspace, kiosk, NOT_YET)
    clock.advance(minutes=1)
    pausing.pause(workspace, until=clock.now() + timedelta(hours=1))
    assert follow_ups.run_due(workspace) == clock.now() + timedelta(hours=1)
    pausing.resume(workspace)
    post, _ = delivery_of(workspace, delivery)
    posts.delete(workspace, post.id)
    assert follow_ups.run_due(workspace) is None
    with pytest.raises(Refused, match="trash"):
        follow_ups.retry(workspace, delivery, "comment")
    assert kiosk.calls.count("comment") == 1


def test_after_a_restore_its_person_decides(
    workspace: Workspace, kiosk: Kiosk, clock: HandClock
) -> None:
    delivery = out_with(workspace, kiosk, NOT_YET)
    clock.advance(minutes=1)
    workspace.database.write(
        lambda connection: connection.execute(
            update(tables.workspace).values(
                epoch=tables.workspace.c.epoch + 1, restored_at=clock.now()
            )
        )
    )
    assert follow_ups.run_due(workspace) is None
    assert kiosk.calls.count("comment") == 1
    found = follow_up(workspace, delivery)
    assert (found.state, found.title) == (FollowUpState.FAILED, "It may be done already.")
    follow_ups.retry(workspace, delivery, "comment")
    follow_ups.run_due(workspace)
    assert follow_up(workspace, delivery).state is FollowUpState.DONE


def test_retry_of_what_is_done_or_not_there_is_refused(workspace: Workspace, kiosk: Kiosk) -> None:
    delivery = out_with(workspace, kiosk)
    with pytest.raises(Refused, match="done already"):
        follow_ups.retry(workspace, delivery, "comment")
    with pytest.raises(NotFound, match="thumbnail"):
        follow_ups.retry(workspace, delivery, "thumbnail")
    with pytest.raises(NotFound):
        follow_ups.retry(workspace, "nobody", "comment")


def test_files_in_the_bucket_stay_while_something_follows(
    workspace: Workspace, kiosk: Kiosk, clock: HandClock
) -> None:
    delivery = out_with(workspace, kiosk, NOT_YET)
    post, _ = delivery_of(workspace, delivery)

    def open_posts() -> set[str]:
        return workspace.database.read(
            lambda connection: copy_rows._open_posts(connection, {post.id})
        )

    assert open_posts() == {post.id}
    clock.advance(minutes=1)
    follow_ups.run_due(workspace)
    assert open_posts() == set()


def test_account_that_is_disconnected_leaves_nothing_waiting(
    workspace: Workspace, kiosk: Kiosk
) -> None:
    delivery = out_with(workspace, kiosk, NOT_YET)
    account = delivery_of(workspace, delivery)[1].account_id
    accounts.disconnect(workspace, account)
    found = follow_up(workspace, delivery)
    assert (found.state, found.title) == (FollowUpState.FAILED, "@ann was disconnected.")
    assert delivery_of(workspace, delivery)[0].locked
