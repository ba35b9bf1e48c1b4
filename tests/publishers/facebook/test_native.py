"""Posts that are handed over to Facebook before their time."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from brandcraft_desktop.domain.plan import Plan
from brandcraft_desktop.errors import OutcomeUnknown
from brandcraft_desktop.publishers.base import Session
from tests.publishers.facebook.world import World
from tests.publishers.support import MemorySteps, Waiting


def _given(world: World, plan: Plan, session: Session, steps: MemorySteps) -> Waiting:
    with pytest.raises(Waiting) as wait:
        world.publisher.publish(plan, session, steps)
    return wait.value


def _asked_often(world: World, plan: Plan, session: Session, steps: MemorySteps) -> None:
    for _ in range(60):
        wait = _given(world, plan, session, steps)
        world.clock.moment += timedelta(seconds=wait.seconds)


def _until(world: World, moment: datetime) -> None:
    ahead = (moment - world.clock.moment).total_seconds()
    world.clock.moment = moment
    world.server.tell("clock", advance_seconds=ahead)


@pytest.mark.parametrize("kind", ["words", "photos", "video", "reel"])
def test_a_post_is_handed_over_and_looked_for_at_its_time(world: World, kind: str) -> None:
    media = {"words": [], "photos": [world.picture(1), world.picture(2)]}.get(kind, [world.video()])
    chosen = {"kind": "reel"} if kind == "reel" else {}
    plan = world.plan("Later", media, native="true", first_comment="More", **chosen)
    due = world.clock.now() + timedelta(hours=5)
    session, steps = world.session(due), world.steps()
    wait = _given(world, plan, session, steps)
    assert wait.seconds == pytest.approx(5 * 3600 + 20)
    assert wait.reason == "Facebook publishes it"
    (post,) = world.things()
    assert post["value"]["due"] == int(due.timestamp())
    assert world.things("comment") == []
    _until(world, due + timedelta(seconds=20))
    made = world.publish(plan, session, steps)
    assert made.parts[0].remote_id == post["id"]
    assert len(world.journal()) == 1
    assert len(world.things("comment")) == 1


def test_what_is_too_close_waits_for_its_time_here(world: World) -> None:
    due = world.clock.now() + timedelta(minutes=5)
    plan, session, steps = world.plan("Soon", native="true"), world.session(due), world.steps()
    assert _given(world, plan, session, steps).seconds == pytest.approx(300)
    _until(world, due)
    world.publish(plan, session, steps)
    assert world.things()[0]["value"]["due"] == 0


@pytest.mark.parametrize(("kind", "days"), [("post", 30), ("reel", 29)])
def test_what_is_too_far_waits_until_facebook_takes_it(world: World, kind: str, days: int) -> None:
    due = world.clock.now() + timedelta(days=days, hours=1)
    plan = world.plan("Far", [world.video()], kind=kind, native="true")
    wait = _given(world, plan, world.session(due), world.steps())
    assert wait.seconds == pytest.approx(3600 + 60)
    assert world.journal() == []


def test_a_lost_answer_is_found_among_what_is_planned(world: World) -> None:
    due = world.clock.now() + timedelta(hours=5)
    plan, session, steps = world.plan("Later", native="true"), world.session(due), world.steps()
    world.fault("feed", "reset", accepted=True)
    with pytest.raises(Exception, match="may have accepted"):
        world.publisher.publish(plan, session, steps)
    assert _given(world, plan, session, steps).reason == "Facebook publishes it"
    assert len(world.journal()) == 1


def test_a_planned_post_that_is_not_there_any_more_is_its_persons_to_judge(world: World) -> None:
    """Deleted there, or hidden from us: nobody here knows, so it is not sent again by itself."""
    due = world.clock.now() + timedelta(hours=5)
    plan, session, steps = world.plan("Later", native="true"), world.session(due), world.steps()
    _given(world, plan, session, steps)
    world.tell("delete", id=world.things()[0]["id"])
    _until(world, due + timedelta(seconds=20))
    with pytest.raises(OutcomeUnknown, match="does not tell what became of it"):
        world.publisher.publish(plan, session, steps)
    assert len(world.journal()) == 1
    steps.armed.clear()  # as its person's "it is not, post again" does
    made = world.publish(plan, session, steps)
    assert made.parts[0].remote_id == world.things()[0]["id"]
    assert len(world.journal()) == 2


def test_what_stays_hidden_at_its_time_is_taken_away_before_it_is_sent_again(
    world: World,
) -> None:
    due = world.clock.now() + timedelta(hours=5)
    plan, session, steps = world.plan("Later", native="true"), world.session(due), world.steps()
    _given(world, plan, session, steps)
    world.clock.moment = due + timedelta(hours=3)  # time stands still on Facebook
    with pytest.raises(OutcomeUnknown):
        world.publisher.publish(plan, session, steps)
    steps.armed.clear()
    world.publish(plan, session, steps)
    (post,) = world.things()
    assert post["value"]["due"] == 0
    assert len(world.journal()) == 2


def test_without_the_choice_it_goes_out_at_once(world: World) -> None:
    session = world.session(world.clock.now() + timedelta(hours=5))
    world.publish(world.plan("Now"), session)
    assert world.things()[0]["value"]["due"] == 0


@pytest.mark.parametrize("kind", ["words", "video"])
def test_a_network_that_is_away_at_its_time_is_no_failure(world: World, kind: str) -> None:
    """It was handed over: what can't be asked now is asked later, for as long as it takes."""
    due = world.clock.now() + timedelta(hours=5)
    media = [world.video()] if kind == "video" else []
    plan = world.plan("Later", media, native="true")
    session, steps = world.session(due), world.steps()
    _given(world, plan, session, steps)
    _until(world, due + timedelta(seconds=20))
    world.server.tell("origins", origin="https://graph.facebook.com", up=False)
    for _ in range(12):
        wait = _given(world, plan, session, steps)
        world.clock.moment += timedelta(seconds=wait.seconds)
    world.server.tell("origins", origin="https://graph.facebook.com", up=True)
    world.publish(plan, session, steps)
    assert len(world.journal()) == 1


def test_a_video_whose_answer_was_lost_is_not_out_before_its_time(world: World) -> None:
    due = world.clock.now() + timedelta(hours=5)
    plan = world.plan("Later", [world.video()], native="true")
    session, steps = world.session(due), world.steps()
    world.fault("videos", "reset", accepted=True)
    with pytest.raises(Exception, match="may have accepted"):
        world.publisher.publish(plan, session, steps)
    assert _given(world, plan, session, steps).reason == "Facebook publishes it"
    _until(world, due + timedelta(seconds=20))
    world.publish(plan, session, steps)
    assert len(world.journal()) == 1


def test_what_facebook_does_not_tell_for_a_day_is_its_persons_to_judge(world: World) -> None:
    """Neither asked for ever, nor called failed, nor handed over twice."""
    due = world.clock.now() + timedelta(hours=5)
    plan, session, steps = world.plan("Later", native="true"), world.session(due), world.steps()
    _given(world, plan, session, steps)
    _until(world, due + timedelta(seconds=20))
    world.fault("get", "status", status=500, times=200)
    with pytest.raises(OutcomeUnknown, match="does not tell what became of it"):
        _asked_often(world, plan, session, steps)
    assert world.clock.now() - due > timedelta(days=1)
    world.server.tell("faults/clear")
    world.publish(plan, session, steps)
    assert len(world.journal()) == 1


@pytest.mark.parametrize("error", ["10", "368", "100", "190"])
def test_a_look_that_is_refused_is_no_failure_of_what_was_handed_over(
    world: World, error: str
) -> None:
    due = world.clock.now() + timedelta(hours=5)
    plan, session, steps = world.plan("Later", native="true"), world.session(due), world.steps()
    _given(world, plan, session, steps)
    _until(world, due + timedelta(seconds=20))
    world.fault("get", "status", status=400, error=error)
    with pytest.raises(OutcomeUnknown, match="does not tell what became of it"):
        world.publisher.publish(plan, session, steps)
    world.publish(plan, session, steps)
    assert len(world.journal()) == 1
