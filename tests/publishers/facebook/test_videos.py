"""Videos and reels: uploads that go on, processing, lost answers."""

from __future__ import annotations

from datetime import timedelta

import pytest

from brandcraft_desktop.errors import ContentRefused, ErrorKind, OutcomeUnknown
from tests.publishers.facebook.world import World
from tests.publishers.support import Waiting


def test_a_video_with_all_that_belongs_to_it(world: World) -> None:
    plan = world.plan(
        "Film", [world.video()], title="A film", cover_frame="2500", ai_generated="true"
    )
    made = world.publish(plan)
    (video,) = world.things("video")
    assert (video["value"]["title"], video["value"]["ai"]) == ("A film", True)
    assert video["value"]["thumb"]
    (post,) = world.things()
    assert made.parts[0].remote_id == post["id"]
    assert made.parts[0].permalink == f"https://www.facebook.com/reel/{video['id']}/"
    assert {reason for _, reason in world.waits} == {"Facebook is processing the video"}


@pytest.mark.parametrize("kind", ["post", "reel"])
def test_an_upload_goes_on_where_it_broke_off(world: World, kind: str) -> None:
    world.tell("settings", partly=20)
    world.publish(world.plan("Film", [world.video()], kind=kind))
    endpoint = "upload" if kind == "post" else "video-upload"
    assert world.calls()[endpoint] == 2
    assert len(world.journal()) == 1
    (video,) = world.things("video")
    assert video["value"]["file"]


def test_a_lost_handle_begins_the_upload_anew(world: World) -> None:
    world.fault("upload", "reset", accepted=True)
    world.publish(world.plan("Film", [world.video()]))
    assert world.calls()["uploads"] == 2
    assert len(world.journal()) == 1


def test_when_the_persons_token_has_ended_the_file_goes_with_the_call(world: World) -> None:
    world.tell("end-user-tokens")
    world.publish(world.plan("Film", [world.video()]))
    assert "upload" not in world.calls()
    assert len(world.journal()) == 1
    (video,) = world.things("video")
    assert video["value"]["file"]


def test_a_video_that_cannot_be_processed_is_told(world: World) -> None:
    world.tell("settings", outcome="error")
    with pytest.raises(ContentRefused) as told:
        world.publish(world.plan("Film", [world.video()], kind="reel"))
    assert told.value.kind is ErrorKind.MEDIA_PROCESSING
    assert "could not be read" in told.value.cause


def test_a_lost_answer_of_a_reel_is_asked_of_its_video(world: World) -> None:
    world.fault("video_reels/finish", "reset", accepted=True)
    made = world.publish(world.plan("", [world.video()], kind="reel"))
    assert [one["thing"] for one in world.journal()] == [made.parts[0].remote_id]


def test_a_reel_that_was_not_finished_is_not_published_again_by_itself(world: World) -> None:
    world.fault("video_reels/finish", "reset")
    with pytest.raises(OutcomeUnknown):
        world.publish(world.plan("Reel", [world.video()], kind="reel"))
    assert world.journal() == []


def test_a_video_that_ran_out_is_uploaded_again(world: World) -> None:
    steps = world.steps()
    world.fault("video_reels/finish", "status", status=429)
    plan, session = world.plan("Reel", [world.video()], kind="reel"), world.session()
    with pytest.raises(Exception, match="slow down"):
        world.publisher.publish(plan, session, steps)
    world.tell("forget-uploads")
    world.publish(plan, session, steps)
    assert world.calls()["video_reels/start"] == 2
    assert len(world.journal()) == 1


@pytest.mark.parametrize("kind", ["post", "reel"])
def test_a_video_that_facebook_never_tells_of_is_out_all_the_same(world: World, kind: str) -> None:
    """It was accepted: it is asked ever more seldom, for a day, and not for ever."""
    plan, session = world.plan("Film", [world.video()], kind=kind), world.session()
    steps, began = world.steps(), world.clock.now()
    world.fault("get", "status", status=500, times=200)
    for _ in range(60):
        try:
            made = world.publisher.publish(plan, session, steps)
            break
        except Waiting as wait:
            world.clock.moment += timedelta(seconds=wait.seconds)
    assert made.parts[0].remote_id == world.things("video")[0]["id"]
    assert timedelta(days=1) < world.clock.now() - began < timedelta(days=1, hours=2)
    assert len(world.journal()) == 1
