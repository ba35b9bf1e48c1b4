"""Stories: a photo or a video, never twice."""

from __future__ import annotations

import pytest

from brandcraft_desktop.errors import OutcomeUnknown
from tests.publishers.facebook.world import World


def test_a_photo_becomes_a_story(world: World) -> None:
    made = world.publish(world.plan("", [world.picture(alt="Sketch")], kind="story"))
    (story,) = world.things("story")
    (photo,) = world.things("photo")
    assert story["value"] == {"media": photo["id"], "type": "photo"}
    (part,) = made.parts
    page = world.page.remote_id
    assert (part.remote_id, part.permalink) == (
        story["id"],
        f"https://www.facebook.com/stories/{page}/{story['id']}/",
    )


def test_a_video_becomes_a_story(world: World) -> None:
    made = world.publish(world.plan("", [world.video()], kind="story"))
    (story,) = world.things("story")
    assert story["value"]["type"] == "video"
    assert made.parts[0].remote_id == story["id"]
    assert world.waits


@pytest.mark.parametrize(
    ("endpoint", "video"), [("photo_stories", False), ("video_stories/finish", True)]
)
def test_a_story_whose_answer_was_lost_is_found_by_its_file(
    world: World, endpoint: str, video: bool
) -> None:
    world.fault(endpoint, "reset", accepted=True)
    media = world.video() if video else world.picture()
    made = world.publish(world.plan("", [media], kind="story"))
    assert [one["thing"] for one in world.journal("story")] == [made.parts[0].remote_id]


def test_a_story_that_is_not_seen_may_be_there(world: World) -> None:
    world.fault("photo_stories", "reset")
    with pytest.raises(OutcomeUnknown):
        world.publish(world.plan("", [world.picture()], kind="story"))


def test_a_story_is_deleted(world: World) -> None:
    made = world.publish(world.plan("", [world.picture()], kind="story"))
    world.publisher.delete(made.parts[0].remote_id, world.account)
    assert world.things("story") == []
