"""Posts, carousels, reels and stories as they arrive, and exactly once whatever happens."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from brandcraft_desktop.domain.steps import Verdict
from brandcraft_desktop.errors import (
    ContentRefused,
    ErrorKind,
    MediaGone,
    OwnerNeeded,
    PermissionMissing,
    PublishingError,
    RateLimited,
)
from brandcraft_desktop.publishers.instagram.containers import PREFIX
from brandcraft_desktop.publishers.instagram.posting import LISTED_WITHIN
from tests.publishers.instagram.world import World, jpeg
from tests.publishers.support import Waiting

PUBLISH, STATUS = "media.publish", "container.status"


def test_a_picture_with_all_that_goes_with_it(world: World) -> None:
    plan = world.plan(
        "A walk #garden",
        [world.picture(alt="A path")],
        collaborators="@anna, bert",
        ai_generated="true",
        paid_partnership="true",
    )
    published = world.publish(plan)
    (post,) = world.posts()
    assert published.parts[0].remote_id == post["id"]
    assert published.parts[0].permalink == post["permalink"]
    value = post["value"]
    address = value.pop("image_url")
    assert address.startswith(world.staging.address_of)
    assert value == {
        "caption": "A walk #garden",
        "alt_text": "A path",
        "collaborators": '["anna", "bert"]',
        "is_ai_generated": "true",
        "is_paid_partnership": "true",
    }
    assert "facebookexternalhit/1.1" in world.staging.agents
    assert world.calls()["publishing_limit"] == 1


def test_a_carousel_of_pictures_and_a_video(world: World) -> None:
    media = [world.picture(1, alt="One"), world.video(height=1080), world.picture(2)]
    world.publish(world.plan("Three", media))
    (post,) = world.posts()
    assert post["value"]["media_type"] == "CAROUSEL"
    assert len(post["value"]["children"].split(",")) == 3
    assert len(post["files"]) == 3
    containers = world.server.ask("instagram/containers")["containers"]
    assert isinstance(containers, list)
    assert len(containers) == 4
    assert world.waits


def test_a_reel_goes_as_bytes_and_its_cover_by_address(world: World) -> None:
    plan = world.plan(
        "A film",
        [world.video()],
        cover="c",
        share_to_feed="false",
        audio_name="Rain",
        trial="MANUAL",
    )
    published = world.publish(world.with_cover(plan, world.picture(9)))
    (post,) = world.posts()
    value = post["value"]
    assert value["upload_type"] == "resumable"
    assert (value["media_type"], value["share_to_feed"]) == ("REELS", "false")
    assert value["cover_url"].startswith(world.staging.address_of)
    assert (value["audio_name"], json.loads(value["trial_params"])) == (
        "Rain",
        {"graduation_strategy": "MANUAL"},
    )
    assert "thumb_offset" not in value
    assert "/reel/" in published.parts[0].permalink
    assert world.calls()["media.rupload"] == 1


def test_a_moment_may_be_the_cover(world: World) -> None:
    world.publish(world.plan("", [world.video()], cover_frame="1500"))
    assert world.posts()[0]["value"]["thumb_offset"] == "1500"


@pytest.mark.parametrize("video", [False, True])
def test_stories_have_no_words(world: World, video: bool) -> None:
    media = world.video() if video else world.picture(alt="")
    published = world.publish(world.plan("left out", [media], kind="story"))
    (post,) = world.posts()
    assert post["media_product_type"] == "STORY"
    assert set(post["value"]) == {"media_type", "upload_type" if video else "image_url"}
    assert "/stories/" in published.parts[0].permalink


def test_a_first_comment_follows_once(world: World) -> None:
    plan, steps, session = (
        world.plan("Hello", [world.picture()], first_comment="More below"),
        world.steps(),
        world.session(),
    )
    world.fault("comments.create", "reset", accepted=True)
    world.publish(plan, session, steps)
    assert [*steps.left] == ["first comment"]
    world.publisher.publish(plan, session, steps)
    assert not steps.left
    assert world.posts()[0]["comments"] == ["More below"]
    assert len(world.journal()) == 1


def test_bytes_that_are_refused_lead_to_the_address(world: World) -> None:
    world.tell("settings", bytes_taken="facebook")
    world.publish(world.plan("A film", [world.video()]))
    (post,) = world.posts()
    assert post["value"]["video_url"].startswith(world.staging.address_of)
    assert "media.rupload" not in world.calls()


def test_without_a_storage_a_refused_video_tells_what_to_do(world: World) -> None:
    world.tell("settings", bytes_taken="none")
    world.staging.open = False
    with pytest.raises(OwnerNeeded) as caught:
        world.publish(world.plan("A film", [world.video()]))
    assert caught.value.title == "Instagram takes no video files from your app."
    assert "Media storage" in caught.value.action


def test_an_upload_that_broke_goes_on(world: World) -> None:
    world.fault("media.rupload", "reset", after_bytes=10)
    world.publish(world.plan("A film", [world.video()]))
    assert world.calls()["media.rupload"] == 2
    assert len(world.journal()) == 1


@pytest.mark.parametrize("kind", ["reset", "close", "garbage", "status"])
@pytest.mark.parametrize("accepted", [True, False])
def test_a_lost_answer_is_no_riddle(world: World, kind: str, accepted: bool) -> None:
    world.fault(PUBLISH, kind, accepted=accepted)
    published = world.publish(world.plan("Once", [world.picture()]))
    (post,) = world.posts()
    assert published.parts[0].remote_id == post["id"]
    assert len(world.journal()) == 1


@pytest.mark.parametrize("error", ["-1/2207001", "2", "-2/2207003"])
def test_an_error_of_theirs_may_have_published(world: World, error: str) -> None:
    world.fault(PUBLISH, "status", status=400, error=error, accepted=True)
    published = world.publish(world.plan("Once", [world.picture()]))
    assert len(world.journal()) == 1
    assert published.parts[0].remote_id == world.posts()[0]["id"]


def test_a_story_whose_answer_was_lost_is_found_by_its_container(world: World) -> None:
    world.fault(PUBLISH, "reset", accepted=True)
    published = world.publish(world.plan("", [world.picture()], kind="story"))
    assert published.parts[0].remote_id == world.posts()[0]["id"]


def test_what_is_not_listed_yet_is_looked_for_again_and_never_sent_again(world: World) -> None:
    world.tell("settings", lag=3600.0)
    world.fault(PUBLISH, "reset", accepted=True)
    plan, steps, session = world.plan("Late", [world.picture()]), world.steps(), world.session()
    with pytest.raises(AssertionError, match="does not list it yet"):
        world.publish(plan, session, steps)
    world.clock.moment += LISTED_WITHIN + timedelta(seconds=1)
    published = world.publish(plan, session, steps)
    assert published.parts[0].remote_id == ""
    assert published.parts[0].permalink == "https://www.instagram.com/practice.studio/"
    assert len(world.journal()) == 1
    assert [*steps.left] == ["which post"]
    world.tell("settings", lag=0.0)
    later = world.publish(plan, session, steps)
    assert later.parts[0].remote_id == world.posts()[0]["id"]
    assert not steps.left


def test_a_killed_program_goes_on_with_the_same_container(world: World) -> None:
    world.tell("settings", image_polls=1)
    plan, steps, session = world.plan("Hello", [world.picture()]), world.steps(), world.session()
    with pytest.raises(Waiting):
        world.publisher.publish(plan, session, steps)
    world.publish(plan, session, steps)
    assert world.calls()["media.create"] == 1


def test_containers_that_ran_out_are_made_anew(world: World) -> None:
    plan, steps, session = world.plan("Hello", [world.picture()]), world.steps(), world.session()
    world.tell("settings", image_polls=1)
    with pytest.raises(Waiting):
        world.publisher.publish(plan, session, steps)
    world.tell("settings", container_seconds=0.0)
    with pytest.raises(MediaGone):
        world.publisher.publish(plan, session, steps)
    assert not [name for name in steps.kept if name.startswith(PREFIX)]
    world.tell("settings", container_seconds=86_400.0)
    world.publish(plan, session, steps)
    assert len(world.journal()) == 1
    assert world.staging.asked == 2


def test_a_container_that_is_not_known_yet_is_waited_for(world: World) -> None:
    plan, steps, session = world.plan("Hello", [world.picture()]), world.steps(), world.session()
    world.fault(PUBLISH, "status", status=400, error="24/2207008")
    world.fault(PUBLISH, "status", status=400, error="9007/2207027")
    world.publish(plan, session, steps)
    assert [seconds for seconds, _ in world.waits] == [30.0, 10.0]
    assert world.calls()["media.create"] == 1


def test_a_container_that_is_gone_for_long_is_made_anew(world: World) -> None:
    plan, steps, session = world.plan("Hello", [world.picture()]), world.steps(), world.session()
    world.fault(PUBLISH, "status", status=400, error="9007/2207027")
    with pytest.raises(Waiting):
        world.publisher.publish(plan, session, steps)
    world.tell("forget-containers")
    world.clock.moment += timedelta(minutes=3)
    world.publish(plan, session, steps)
    assert world.calls()["media.create"] == 2
    assert len(world.journal()) == 1


def test_a_video_that_takes_too_long_ends(world: World) -> None:
    world.tell("settings", video_polls=1000)
    plan, steps, session = world.plan("Film", [world.video()]), world.steps(), world.session()
    pauses: list[float] = []

    def go_on() -> None:
        while len(pauses) < 50:
            try:
                world.publisher.publish(plan, session, steps)
            except Waiting as wait:
                pauses.append(wait.seconds)
                world.clock.moment += timedelta(seconds=wait.seconds)

    with pytest.raises(ContentRefused) as caught:
        go_on()
    assert caught.value.kind is ErrorKind.MEDIA_PROCESSING
    assert (pauses[0], pauses[-1]) == (3.0, 60.0)
    assert pauses == sorted(pauses)
    assert 900 < sum(pauses) < 1000


@pytest.mark.parametrize(
    ("outcome", "kind"),
    [
        ("2207026", ErrorKind.INVALID_CONTENT),
        ("2207053", ErrorKind.MEDIA_PROCESSING),
        ("9999999", ErrorKind.MEDIA_PROCESSING),
    ],
)
def test_why_a_container_failed_is_told(world: World, outcome: str, kind: ErrorKind) -> None:
    world.tell("settings", outcome=outcome, video_polls=0)
    plan, steps = world.plan("Film", [world.video()]), world.steps()
    with pytest.raises(PublishingError) as caught:
        world.publisher.publish(plan, world.session(), steps)
    assert caught.value.kind is kind
    assert not [name for name in steps.kept if name.startswith(PREFIX)]


def test_the_quota_is_asked_before_anything_is_handed_over(world: World) -> None:
    world.tell("settings", quota=1)
    world.publish(world.plan("One", [world.picture()]))
    with pytest.raises(RateLimited) as caught:
        world.publisher.publish(
            world.plan("Two", [world.picture()]), world.session(), world.steps()
        )
    assert caught.value.kind is ErrorKind.QUOTA
    assert caught.value.retry_after == timedelta(hours=3)
    assert world.calls()["media.create"] == 1


@pytest.mark.parametrize(
    ("subcode", "kind"),
    [("2207051", ErrorKind.INVALID_CONTENT), ("2207050", ErrorKind.NEEDS_USER)],
)
def test_moderation_stops_the_post(world: World, subcode: str, kind: ErrorKind) -> None:
    world.tell("settings", moderation=subcode)
    with pytest.raises(PublishingError) as caught:
        world.publish(world.plan("Hm", [world.picture()]))
    assert caught.value.kind is kind
    assert not world.journal()


def test_a_storage_that_lets_nobody_in_is_named(world: World) -> None:
    world.staging.robots = "User-agent: *\nDisallow: /"
    plan = world.plan("Hm", [world.picture()])
    with pytest.raises(MediaGone) as caught:
        world.publisher.publish(plan, world.session(), world.steps())
    assert caught.value.kind is ErrorKind.MEDIA_EXPIRED
    assert "Media storage" in caught.value.action


def test_a_picture_they_do_not_take_is_told(world: World) -> None:
    picture = world.picture(data=jpeg(1, 1000, 4000))
    with pytest.raises(ContentRefused) as caught:
        world.publish(world.plan("Hm", [picture]))
    assert "shape" in caught.value.title


def test_a_count_that_is_used_up_is_waited_for(world: World) -> None:
    world.tell("settings", usage_minutes=7)
    plan, steps, session = world.plan("Hm", [world.picture()]), world.steps(), world.session()
    with pytest.raises(RateLimited) as caught:
        world.publisher.publish(plan, session, steps)
    assert caught.value.retry_after == timedelta(minutes=7)
    world.tell("settings", usage_minutes=0)
    world.clock.moment += timedelta(minutes=8)
    world.publish(plan, session, steps)
    assert len(world.journal()) == 1


def test_after_a_restore_a_post_is_known_by_its_words(world: World) -> None:
    session, plan = world.session(), world.plan("Known words", [world.picture()])
    published = world.publish(plan, session)
    found = world.publisher.find(plan, session, session.created_at)
    assert found.verdict is Verdict.FOUND
    part = published.parts[0]
    assert json.loads(found.result) == [[part.remote_id, part.permalink]]
    later = session.created_at + timedelta(hours=1)
    assert world.publisher.find(plan, session, later).verdict is Verdict.UNKNOWN
    for other in (
        world.plan("Other words", [world.picture()]),
        world.plan("", [world.picture()]),
        world.plan("", [world.picture()], kind="story"),
    ):
        assert world.publisher.find(other, session, session.created_at).verdict is Verdict.UNKNOWN


def test_only_the_other_door_deletes(world: World, pages: World) -> None:
    published = pages.publish(pages.plan("Gone", [pages.picture()]))
    media_id = published.parts[0].remote_id
    with pytest.raises(PermissionMissing):
        world.publisher.delete(media_id, world.account_session)
    pages.publisher.delete(media_id, pages.account_session)
    pages.publisher.delete(media_id, pages.account_session)
    assert not pages.posts()


def test_a_reel_through_facebook_goes_as_bytes(pages: World) -> None:
    pages.publish(pages.plan("A film", [pages.video()]))
    (post,) = pages.posts()
    assert post["value"]["upload_type"] == "resumable"


def test_the_file_that_a_carousel_of_ten_stumbles_over_is_named(world: World) -> None:
    """Nothing is out, and once it is mended all ten go, as one post."""
    media = [world.picture(number) for number in range(1, 11)]
    bad = world.picture(7, data=jpeg(7, 1000, 4000))
    with pytest.raises(ContentRefused) as caught:
        world.publish(world.plan("Ten", [*media[:6], bad, *media[7:]]))
    assert caught.value.cause.startswith("It is file 7 of 10. ")
    assert world.journal() == []
    world.publish(world.plan("Ten", [*media[:6], world.picture(7), *media[7:]]))
    (post,) = world.posts()
    assert len(post["files"]) == 10


def test_a_file_of_a_carousel_that_fails_later_is_named(world: World) -> None:
    world.tell("settings", outcome="2207026")
    media = [world.picture(1), world.video(height=1080)]
    with pytest.raises(ContentRefused) as caught:
        world.publish(world.plan("Two", media))
    assert caught.value.cause.startswith("It is file 1 of 2. ")
