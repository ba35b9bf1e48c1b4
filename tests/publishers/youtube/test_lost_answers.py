"""The last piece went out and nobody heard of it: the upload's session knows, or the list."""

from __future__ import annotations

from datetime import timedelta

import pytest

from brandcraft_desktop.domain.steps import Verdict
from brandcraft_desktop.errors import ContentRefused, NotSent, OutcomeUnknown
from tests.publishers.youtube.world import World

UPLOAD = "videos/upload"


def test_the_session_gives_the_video_that_is_there(world: World) -> None:
    world.fault(UPLOAD, "reset", accepted=True)
    steps = world.steps()
    published = world.publish(world.plan(), steps=steps)
    assert steps.looks == 1
    assert [one["id"] for one in world.videos()] == [published.parts[0].remote_id]
    assert "playlistItems/list" not in world.calls()


@pytest.mark.parametrize("kind", ["reset", "garbage"])
def test_the_session_says_that_nothing_came(world: World, kind: str) -> None:
    world.fault(UPLOAD, kind)
    world.publish(world.plan())
    assert len(world.journal()) == 1
    assert world.calls()["videos/insert"] == 1


@pytest.mark.parametrize("status", [400, 403, 404, 410])
def test_the_session_is_asked_before_a_refusal_is_believed(world: World, status: int) -> None:
    world.fault(UPLOAD, "status", status=status, accepted=True)
    published = world.publish(world.plan())
    assert [one["id"] for one in world.videos()] == [published.parts[0].remote_id]
    assert len(world.journal()) == 1
    assert world.calls()["videos/insert"] == 1


def lost_with_its_session(world: World) -> tuple[object, ...]:
    """All arrived, no answer came, and the session is forgotten."""
    plan, session, steps = world.plan("Grüße"), world.session(), world.steps()
    world.fault(UPLOAD, "reset", accepted=True)
    with pytest.raises(OutcomeUnknown):
        world.publisher.publish(plan, session, steps)
    world.tell("forget-sessions")
    return plan, session, steps


def test_a_session_that_is_gone_leaves_the_list(world: World) -> None:
    plan, session, steps = lost_with_its_session(world)
    published = world.publish(plan, session, steps)  # type: ignore[arg-type]
    assert published.parts[0].remote_id == world.videos()[0]["id"]
    assert len(world.journal()) == 1
    assert world.calls()["playlistItems/list"] == 1


def test_what_is_in_no_list_is_never_sent_again(world: World) -> None:
    plan, session, steps = lost_with_its_session(world)
    world.tell("settings", lag=3600.0)
    with pytest.raises(OutcomeUnknown):
        world.publish(plan, session, steps)  # type: ignore[arg-type]
    assert len(world.journal()) == 1


def test_the_same_words_of_before_are_not_taken_for_it(world: World) -> None:
    world.publish(world.plan("Grüße"))
    world.clock.moment += timedelta(hours=1)
    since = world.clock.now()
    found = world.publisher.find(world.plan("Grüße"), world.session(), since)
    assert found.verdict is Verdict.UNKNOWN
    early = since - timedelta(hours=2)
    assert world.publisher.find(world.plan("Grüße"), world.session(), early).verdict is (
        Verdict.FOUND
    )
    other = world.publisher.find(world.plan("Hallo"), world.session(), early)
    assert other.verdict is Verdict.UNKNOWN


def test_a_session_that_ran_out_before_its_end_is_begun_anew(world: World) -> None:
    plan, session, steps = world.plan(), world.session(), world.steps()
    world.fault(UPLOAD, "reset")
    with pytest.raises(OutcomeUnknown):
        world.publisher.publish(plan, session, steps)
    world.tell("forget-sessions")
    # Nobody can tell whether the last piece arrived: the list is no proof that it did not.
    with pytest.raises(OutcomeUnknown):
        world.publisher.publish(plan, session, steps)
    assert world.journal() == []


def test_a_begin_whose_answer_was_lost_leaves_nothing_behind(world: World) -> None:
    world.fault("videos/insert", "reset", accepted=True)
    world.publish(world.plan())
    assert len(world.journal()) == 1
    assert world.calls()["videos/insert"] == 2


def test_a_refusal_of_the_last_piece_can_be_tried_again(world: World) -> None:
    plan, session, steps = world.plan(), world.session(), world.steps()
    world.fault(UPLOAD, "status", status=429)
    with pytest.raises(NotSent):
        world.publisher.publish(plan, session, steps)
    world.publish(plan, session, steps)
    assert len(world.journal()) == 1


def test_a_title_that_youtube_refuses_uploads_nothing(world: World) -> None:
    world.fault("videos/insert", "status", status=400, error="invalidTitle")
    with pytest.raises(ContentRefused) as caught:
        world.publish(world.plan())
    assert caught.value.title == "YouTube refused the title."
    assert "videos/upload" not in world.calls()
