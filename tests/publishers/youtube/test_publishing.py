"""What arrives on YouTube, and what becomes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest

from brandcraft_desktop.errors import (
    BadInput,
    ContentRefused,
    ErrorKind,
    OwnerNeeded,
    PermissionMissing,
    RateLimited,
)
from brandcraft_desktop.publishers.base import Rendition
from brandcraft_desktop.publishers.youtube.metadata import insert
from brandcraft_desktop.publishers.youtube.sign_in import CHANGE, READ, UPLOAD
from tests.practice.pictures import JPEG, MP4
from tests.publishers.youtube.world import World

HOUR = timedelta(hours=1)


def test_a_video_arrives_byte_for_byte_with_all_that_is_said(world: World) -> None:
    plan = world.plan("Grüße & mehr", tags="one, two words", category="28", notify="false")
    published = world.publish(plan)
    (video,) = world.videos()
    assert video["sha256"] == sha256(MP4).hexdigest()
    assert video["value"] == {
        "snippet": {
            "title": "A day",
            "description": "Grüße & mehr",
            "tags": ["one", "two words"],
            "categoryId": "28",
        },
        "status": {
            "privacyStatus": "public",
            "selfDeclaredMadeForKids": False,
            "license": "youtube",
            "embeddable": True,
            "publicStatsViewable": True,
            "containsSyntheticMedia": False,
        },
    }
    assert video["notify"] is False
    (part,) = published.parts
    assert part.remote_id == video["id"]
    assert part.permalink == f"https://www.youtube.com/watch?v={video['id']}"
    assert world.calls() == {"videos/insert": 1, "videos/upload": 1, "videos/list": 1}


def test_a_short_has_an_address_of_its_own(world: World) -> None:
    published = world.publish(world.plan(video=world.video(width=1080, height=1920)))
    assert published.parts[0].permalink.startswith("https://www.youtube.com/shorts/")


def test_no_place_is_sent_unless_somebody_says_so(world: World) -> None:
    said = {"place": "Berlin", "coordinates": "52.5163, 13.3777", "recorded_on": "2026-11-20"}
    film = world.video()
    quiet = world.plan("Hello", film, **said)
    assert set(insert(quiet, None).body) == {"snippet", "status"}
    told = insert(world.plan("Hello", film, location="true", **said), None)
    assert told.body["recordingDetails"] == {
        "location": {"latitude": 52.5163, "longitude": 13.3777},
        "locationDescription": "Berlin",
        "recordingDate": "2026-11-20T00:00:00Z",
    }
    assert dict(told.query)["part"] == "snippet,status,recordingDetails"
    assert set(insert(world.plan(location="true"), None).body) == {"snippet", "status"}


def test_youtube_itself_publishes_what_was_handed_over(world: World) -> None:
    """Between the upload and the time nothing of ours needs to run."""
    due = world.clock.now().replace(microsecond=0) + 5 * HOUR
    session, steps = world.session(due), world.steps()
    plan = world.plan(native="true")
    world.publish(plan, session, steps)
    (video,) = world.videos()
    status = video["value"]["status"]
    assert (status["privacyStatus"], status["publishAt"]) == (
        "private",
        due.strftime("%Y-%m-%dT%H:%M:%SZ"),
    )
    assert video["privacy"] == "public"
    # It waited for that in one piece, and looked once after it.
    (wait,) = world.waits
    assert 5 * 3600 <= wait.seconds <= 5 * 3600 + 120
    assert wait.reason.startswith("YouTube publishes it on ")
    # Once for the processing; the access token ran out meanwhile, so the second is asked twice.
    assert world.calls()["videos/list"] == 3


def test_what_is_due_already_is_public_at_once(world: World) -> None:
    world.publish(world.plan(native="true"), world.session(world.clock.now() - HOUR))
    assert world.videos()[0]["value"]["status"]["privacyStatus"] == "public"
    assert not world.waits


def test_only_public_videos_are_handed_over(world: World) -> None:
    plan = world.plan(native="true", visibility="unlisted")
    world.publish(plan, world.session(world.clock.now() + HOUR))
    status = world.videos()[0]["value"]["status"]
    assert status["privacyStatus"] == "unlisted"
    assert "publishAt" not in status


def test_what_nobody_may_look_at_behind_its_time_is_published(world: World) -> None:
    due = world.clock.now() + HOUR
    session, steps = world.session(due), world.steps()
    plan = world.plan(native="true")
    world.fault("videos/list", "status", status=403, nth=2, times=0)
    world.publish(plan, session, steps)
    assert steps.kept["public"] == "unseen"


def test_a_file_is_the_thumbnail(world: World) -> None:
    plan = replace(world.plan(cover_frame="1500"), files={"thumbnail": world.picture()})
    world.publish(plan)
    (set_one,) = world.journal("thumbnail")
    data = world.renditions.files["cover.png"].path.read_bytes()
    assert set_one["value"]["file"] == sha256(data).hexdigest()
    assert world.calls()["thumbnails/set"] == 1


def test_a_frame_is_the_thumbnail(world: World) -> None:
    plan = world.plan(cover_frame="1500")
    path = world.folder / "still.jpg"
    path.write_bytes(JPEG)
    world.renditions.files["film.mp4@1500"] = Rendition(path, "image/jpeg", len(JPEG), 1920, 1080)
    world.publish(plan)
    assert world.journal("thumbnail")[0]["value"]["file"] == sha256(JPEG).hexdigest()


def test_a_refused_thumbnail_never_fails_the_video(world: World) -> None:
    world.tell("settings", thumbnails=False)
    plan = replace(world.plan(), files={"thumbnail": world.picture()})
    steps = world.steps()
    published = world.publish(plan, steps=steps)
    assert published.parts[0].remote_id == world.videos()[0]["id"]
    left = steps.left["thumbnail"]
    assert isinstance(left, PermissionMissing)
    assert "youtube.com/verify" in left.action


def test_a_thumbnail_that_failed_is_tried_again_without_a_second_video(world: World) -> None:
    plan = replace(world.plan(), files={"thumbnail": world.picture()})
    session, steps = world.session(), world.steps()
    world.fault("thumbnails/set", "status", status=503)
    first = world.publish(plan, session, steps)
    assert set(steps.left) == {"thumbnail"}
    assert world.publish(plan, session, steps) == first
    assert not steps.left
    assert len(world.journal()) == len(world.journal("thumbnail")) == 1


def test_processing_is_looked_at_slowly(world: World) -> None:
    world.tell("settings", polls=6)
    world.publish(world.plan())
    waited = [wait.seconds for wait in world.waits]
    assert len(waited) == 5
    assert waited[0] == 30
    assert waited == sorted(waited)
    assert waited[-1] <= 300


def test_processing_that_never_ends_is_left_alone(world: World) -> None:
    """The video is there: it is published, whatever YouTube still does with it."""
    world.tell("settings", polls=10_000)
    session, steps = world.session(), world.steps()
    with pytest.raises(AssertionError, match="gave up"):
        world.publish(world.plan(), session, steps)
    world.clock.moment += 6 * HOUR
    world.publish(world.plan(), session, steps)
    assert steps.kept["settled"] == "unseen"
    assert len(world.journal()) == 1


@pytest.mark.parametrize(
    ("settings", "kind", "words"),
    [
        ({"fails": "codec"}, ErrorKind.INVALID_CONTENT, "does not know its format"),
        ({"fails": "tooSmall"}, ErrorKind.INVALID_CONTENT, "too small"),
        ({"rejected": "duplicate"}, ErrorKind.DUPLICATE, "this video already"),
        ({"rejected": "copyright"}, ErrorKind.INVALID_CONTENT, "rights"),
        ({"rejected": "length"}, ErrorKind.INVALID_CONTENT, "longer than"),
    ],
)
def test_what_youtube_can_not_use_is_told(
    world: World, settings: dict[str, str], kind: ErrorKind, words: str
) -> None:
    world.tell("settings", **settings)
    with pytest.raises(ContentRefused) as caught:
        world.publish(world.plan())
    assert caught.value.kind is kind
    assert words in caught.value.cause
    assert "YouTube Studio" in caught.value.action


@pytest.mark.parametrize("status", [401, 403])
def test_a_video_that_nobody_may_look_at_is_out_all_the_same(world: World, status: int) -> None:
    world.fault("videos/list", "status", status=status, times=0)
    steps = world.steps()
    published = world.publish(world.plan(), steps=steps)
    assert published.parts[0].remote_id == world.videos()[0]["id"]
    assert steps.kept["settled"] == "unseen"


def test_what_google_counts_is_counted_here(world: World) -> None:
    plan = replace(world.plan(), files={"thumbnail": world.picture()})
    world.publish(plan)
    spent = {one["what"]: one["amount"] for one in world.spent()}
    assert world.tally.total("uploads") == spent["uploads"] == 1
    # The first call of a sign-in is made before its account is there to count for.
    assert world.tally.total("units") == spent["units"] - 1 == 51


def test_a_used_up_day_waits_for_midnight_in_california(world: World) -> None:
    world.settings = {**world.settings, "daily_uploads": "1"}
    world.publish(world.plan())
    before = world.calls()
    with pytest.raises(RateLimited) as caught:
        world.publisher.publish(world.plan(), world.session(), world.steps())
    assert world.calls() == before
    assert caught.value.retry_after is not None
    assert timedelta() < caught.value.retry_after <= timedelta(hours=25)
    world.clock.moment += caught.value.retry_after
    world.publish(world.plan())
    assert len(world.journal()) == 2


def test_googles_own_word_on_the_quota(world: World) -> None:
    world.tell("settings", quota=True, uploads_a_day=0)
    with pytest.raises(RateLimited) as caught:
        world.publisher.publish(world.plan(), world.session(), world.steps())
    assert "midnight Pacific Time" in caught.value.cause
    assert caught.value.retry_after is not None
    assert caught.value.retry_after > timedelta()


def test_a_channel_that_uploaded_enough_waits_a_day(world: World) -> None:
    world.tell("settings", upload_limit=True)
    with pytest.raises(RateLimited) as caught:
        world.publisher.publish(world.plan(), world.session(), world.steps())
    assert caught.value.retry_after == timedelta(hours=24)


def test_an_api_that_is_off_is_told_with_what_to_do(world: World) -> None:
    world.tell("settings", enabled=False)
    with pytest.raises(OwnerNeeded) as caught:
        world.publisher.publish(world.plan(), world.session(), world.steps())
    assert "YouTube Data API v3" in caught.value.action


def test_a_video_is_deleted_once_and_for_all(world: World) -> None:
    (part,) = world.publish(world.plan()).parts
    world.publisher.delete(part.remote_id, world.account_session)
    world.publisher.delete(part.remote_id, world.account_session)
    assert world.videos() == []
    assert len(world.journal("delete")) == 1
    with pytest.raises(BadInput):
        world.publisher.delete("no video", world.account_session)


def test_deleting_needs_its_own_permission(world: World) -> None:
    (part,) = world.publish(world.plan()).parts
    given = world.tell("grant", person=world.account.did, scopes=f"{UPLOAD} {READ}")
    world.secrets.values["access"] = given["access_token"]
    with pytest.raises(PermissionMissing) as caught:
        world.publisher.delete(part.remote_id, world.account_session)
    assert "every box" in caught.value.action
    assert CHANGE not in given["scope"]
