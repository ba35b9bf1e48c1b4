"""Posts that their platform puts live by itself: handed over early, then left alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from brandcraft_desktop.domain.native_schedule import held_words
from brandcraft_desktop.domain.platform import NativeSchedule
from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.domain.status import PostStatus
from brandcraft_desktop.domain.views import PostContent, PostView, VariantContent
from brandcraft_desktop.errors import Refused
from brandcraft_desktop.models import tables
from brandcraft_desktop.services import deliveries, missed, pausing, posts, settings
from brandcraft_desktop.services.limits import current_limits
from brandcraft_desktop.services.overview import overview
from brandcraft_desktop.services.publishing import mark_missed
from brandcraft_desktop.services.waiting import waiting_of
from brandcraft_desktop.services.workspace import Workspace
from tests.services.engine_fixtures import another, clock, kiosk, publish_due, workspace
from tests.services.engine_world import KIOSK, START, HandClock, Kiosk, add_account, not_sent, row

__all__ = ["another", "clock", "kiosk", "workspace"]

NATIVE = NativeSchedule("later", timedelta(minutes=15), timedelta(days=30), "Kiosk publishes it")
DUE = START + timedelta(days=2)
ON = {KIOSK: VariantContent(options={"later": "true"})}


@pytest.fixture(autouse=True)
def native(kiosk: Kiosk) -> None:
    kiosk.info = replace(Kiosk.info, native=NATIVE)


def scheduled(workspace: Workspace, *, on: bool = True, at: timedelta = DUE - START) -> PostView:
    content = PostContent(
        text="hello",
        account_ids=(add_account(workspace),),
        variants=ON if on else {},
        scheduled_at=START + at,
    )
    return posts.create(workspace, content, mode=posts.Mode.SCHEDULE)


def test_it_is_handed_over_at_once_with_its_time_and_published_at_it(
    workspace: Workspace, kiosk: Kiosk, clock: HandClock
) -> None:
    post = scheduled(workspace)
    (delivery,) = post.deliveries
    assert row(workspace, delivery.id).run_at == START
    assert delivery.due_at == DUE
    assert publish_due(workspace) == 1
    assert kiosk.handed == {delivery.id: DUE}
    (held,) = posts.show(workspace, post.id).deliveries
    assert (held.status, held.doing) == (D.PROCESSING, held_words(NATIVE, DUE))
    assert held.handed_over
    assert waiting_of(workspace, posts.show(workspace, post.id)) is None, "nobody here is needed"
    assert row(workspace, delivery.id).lease_owner is None
    clock.advance_to(DUE)
    assert publish_due(workspace) == 0
    clock.advance(minutes=1)
    assert publish_due(workspace) == 1
    assert row(workspace, delivery.id).status is D.PUBLISHED
    assert (kiosk.calls.count("send"), kiosk.calls.count("look")) == (1, 1)
    assert kiosk.store.arrived() == [(delivery.id, 1)]


def test_without_the_option_or_too_soon_it_goes_at_its_time(
    workspace: Workspace, kiosk: Kiosk
) -> None:
    for post in (
        scheduled(workspace, on=False),
        scheduled(workspace, at=timedelta(minutes=14)),
    ):
        (delivery,) = post.deliveries
        assert row(workspace, delivery.id).run_at == delivery.due_at
    assert publish_due(workspace) == 0


def test_what_lies_too_far_ahead_waits_until_the_platform_takes_it(
    workspace: Workspace, kiosk: Kiosk
) -> None:
    (delivery,) = scheduled(workspace, at=timedelta(days=40)).deliveries
    assert row(workspace, delivery.id).run_at == START + timedelta(days=10)


def test_computer_that_was_off_at_its_time_misses_and_repeats_nothing(
    workspace: Workspace, kiosk: Kiosk, clock: HandClock
) -> None:
    (delivery,) = scheduled(workspace).deliveries
    publish_due(workspace)
    clock.advance(days=5)
    assert mark_missed(workspace) == ()
    assert publish_due(workspace) == 1
    assert row(workspace, delivery.id).status is D.PUBLISHED
    assert kiosk.store.arrived() == [(delivery.id, 1)]


def test_computer_that_was_off_before_it_was_handed_over_does_it_late(
    workspace: Workspace, kiosk: Kiosk, clock: HandClock
) -> None:
    (delivery,) = scheduled(workspace).deliveries
    missed.tick(workspace)
    clock.advance(days=1)
    assert mark_missed(workspace) == ()  # its time has not come
    publish_due(workspace)
    assert kiosk.handed == {delivery.id: DUE}


def test_one_that_nobody_handed_over_in_time_is_missed(
    workspace: Workspace, kiosk: Kiosk, clock: HandClock
) -> None:
    (delivery,) = scheduled(workspace).deliveries
    missed.tick(workspace)
    clock.advance(days=3)
    assert mark_missed(workspace) == (delivery.id,)
    assert kiosk.calls == []


def test_what_the_platform_has_is_changed_there(workspace: Workspace, kiosk: Kiosk) -> None:
    post = scheduled(workspace)
    (delivery,) = post.deliveries
    publish_due(workspace)
    words = "Kiosk publishes it on"
    with pytest.raises(Refused, match=words):
        posts.move(workspace, post.id, at=DUE + timedelta(days=1))
    with pytest.raises(Refused, match=words):
        posts.cancel(workspace, post.id)
    with pytest.raises(Refused, match=words):
        deliveries.cancel(workspace, delivery.id)
    with pytest.raises(Refused, match=words):
        posts.make_draft(workspace, post.id)
    with pytest.raises(Refused, match=words):
        posts.delete(workspace, post.id)
    with pytest.raises(Refused, match=words):
        posts.save(workspace, post.id, replace(post.content, text="other"))


def test_before_it_is_handed_over_everything_works_as_usual(
    workspace: Workspace, kiosk: Kiosk
) -> None:
    pausing.pause(workspace)
    post = scheduled(workspace)
    (delivery,) = post.deliveries
    assert publish_due(workspace) == 0  # a pause holds it, too
    later = START + timedelta(days=3)
    posts.move(workspace, post.id, at=later)
    assert row(workspace, delivery.id).run_at == START
    off = replace(posts.show(workspace, post.id).content, variants={})
    posts.save(workspace, post.id, off)
    assert row(workspace, delivery.id).run_at == later
    posts.save(workspace, post.id, replace(off, variants=ON))
    assert row(workspace, delivery.id).run_at == START
    posts.delete(workspace, post.id)
    posts.undelete(workspace, post.id)
    assert row(workspace, delivery.id).run_at == START
    posts.cancel(workspace, post.id)
    assert row(workspace, delivery.id).status is D.CANCELED


def test_one_that_could_not_be_handed_over_is_tried_again(
    workspace: Workspace, kiosk: Kiosk, clock: HandClock
) -> None:
    (delivery,) = scheduled(workspace).deliveries
    kiosk.next("send", not_sent())
    publish_due(workspace)
    moment = row(workspace, delivery.id).run_at
    assert moment is not None
    assert moment > START
    clock.advance_to(moment)
    publish_due(workspace)
    assert kiosk.handed == {delivery.id: DUE}
    assert kiosk.store.arrived() == [(delivery.id, 1)]


def test_one_that_came_late_to_its_call_goes_out_at_its_time(
    workspace: Workspace, kiosk: Kiosk, clock: HandClock
) -> None:
    """Its upload took so long that the platform would refuse the moment."""
    (delivery,) = scheduled(workspace).deliveries
    kiosk.next("send", not_sent())
    publish_due(workspace)
    clock.advance_to(DUE - timedelta(minutes=1))
    publish_due(workspace)
    assert kiosk.store.arrived() == []  # never before its time
    assert row(workspace, delivery.id).run_at == DUE
    clock.advance_to(DUE)
    publish_due(workspace)
    assert kiosk.handed == {}
    assert kiosk.store.arrived() == [(delivery.id, 1)]
    clock.advance(minutes=1)
    publish_due(workspace)
    assert row(workspace, delivery.id).status is D.PUBLISHED


def test_cap_holds_what_is_handed_over(workspace: Workspace, kiosk: Kiosk) -> None:
    settings.put(workspace, settings.HOURLY_CAP, 1)
    assert current_limits(workspace).hourly_cap == 1
    post = scheduled(workspace)
    publish_due(workspace)
    second = posts.create(
        workspace,
        replace(post.content, text="again"),
        mode=posts.Mode.SCHEDULE,
    )
    assert publish_due(workspace) == 0
    (held,) = posts.show(workspace, second.id).deliveries
    assert held.hold_reason.startswith("The hourly limit is reached")


def test_files_that_become_ready_let_it_go_at_once(workspace: Workspace, kiosk: Kiosk) -> None:
    (delivery,) = scheduled(workspace).deliveries
    workspace.database.write(
        lambda connection: connection.execute(
            update(tables.deliveries).values(status=D.WAITING_MEDIA.value)
        )
    )
    publish_due(workspace)
    assert kiosk.handed == {delivery.id: DUE}


def test_twenty_that_are_processed_leave_the_only_lane_free(
    workspace: Workspace, kiosk: Kiosk, clock: HandClock
) -> None:
    held = [scheduled(workspace).deliveries[0].id for _ in range(20)]
    publish_due(workspace)
    assert {row(workspace, one).status for one in held} == {D.PROCESSING}
    assert {row(workspace, one).lease_owner for one in held} == {None}
    before = len(kiosk.calls)
    kiosk.info = replace(Kiosk.info, native=None)
    now = scheduled(workspace, on=False, at=timedelta()).deliveries[0].id
    assert publish_due(workspace) == 1
    assert row(workspace, now).status is D.PUBLISHED
    assert len(kiosk.calls) - before == 2  # nobody polled the others meanwhile


def test_what_the_platform_has_is_ahead_in_every_list(
    workspace: Workspace, kiosk: Kiosk, clock: HandClock
) -> None:
    post = scheduled(workspace)
    publish_due(workspace)
    (listed,) = posts.page(workspace, tab=posts.Tab.SCHEDULED)
    whole = posts.show(workspace, post.id)
    assert (listed.status, whole.status) == (PostStatus.PUBLISHING, PostStatus.PUBLISHING)
    assert (listed.shown, whole.shown) == (PostStatus.SCHEDULED, PostStatus.SCHEDULED)
    assert listed.handed_to == (KIOSK,)
    following = overview(workspace).next_post
    assert following is not None
    assert (following.post_id, following.at, following.handed_to) == (post.id, DUE, (KIOSK,))
    clock.advance_to(DUE + timedelta(minutes=1))
    assert overview(workspace).next_post is None, "its time is over"
    publish_due(workspace)
    (listed,) = posts.page(workspace)
    assert (listed.shown, listed.handed_to) == (PostStatus.PUBLISHED, ())
