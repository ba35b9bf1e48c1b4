"""Posts go out once, whatever happens on the way, and as their person chose."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from brandcraft_desktop.domain.steps import Finding, Guard, Published, PublishedPart, Verdict
from brandcraft_desktop.errors import (
    ContentRefused,
    ErrorKind,
    MediaGone,
    NotSent,
    OutcomeUnknown,
    OwnerNeeded,
    PermissionMissing,
    PublishingError,
    RateLimited,
    SignInRevoked,
)
from brandcraft_desktop.publishers import given_address
from brandcraft_desktop.publishers.tiktok import uploads
from brandcraft_desktop.publishers.tiktok.hosts import UPLOADS
from tests.practice.pictures import MP4
from tests.publishers.support import MemorySteps, Waiting
from tests.publishers.tiktok.plans import photo
from tests.publishers.tiktok.world import World, sign_in

PIECE = 5_000_000
LARGE = MP4 + bytes(12_000_000 - len(MP4))  # two pieces, of 5 and of 7 MB
STATUS = "post/publish/status/fetch"
INIT = "post/publish/video/init"


class Behind(MemorySteps):
    """Steps behind a post that is out, as `services.follow_up_steps` gives them: nothing runs."""

    def once(self, name: str, action: Callable[[], str]) -> str:
        if name not in self.kept:
            raise Interrupted(name)
        return self.kept[name]

    def commit(
        self, name: str, action: Callable[[Guard], str], find: Callable[[datetime], Finding]
    ) -> str:
        return self.once(name, str)


class Interrupted(BaseException):
    """Something was asked for that was not done while the post went out."""


@pytest.fixture
def in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pieces as small as TikTok lets them be."""
    monkeypatch.setattr(uploads, "CHUNK", PIECE)


def link(world: World, post_id: str) -> str:
    return f"https://www.tiktok.com/@{world.account.handle}/video/{post_id}"


def test_a_video_goes_out_as_it_was_chosen(world: World) -> None:
    chosen = {"allow_comment": "true", "allow_duet": "true", "ai_generated": "true"}
    plan = world.plan("Film, with a #tag", [world.video()], cover_frame="1500", **chosen)
    (part,) = world.publish(plan).parts
    (one,) = world.posts()
    assert part == PublishedPart(one["post_id"], link(world, one["post_id"]))
    assert one["value"]["post_info"] == {
        "title": "Film, with a #tag",
        "privacy_level": "PUBLIC_TO_EVERYONE",
        "disable_comment": False,
        "disable_duet": False,
        "disable_stitch": True,
        "brand_content_toggle": False,
        "brand_organic_toggle": False,
        "is_aigc": True,
        "video_cover_timestamp_ms": 1500,
    }
    assert one["value"]["source_info"] == {
        "source": "FILE_UPLOAD",
        "video_size": len(MP4),
        "chunk_size": len(MP4),
        "total_chunk_count": 1,
    }
    assert world.waits == [5.0, 5.0]  # while TikTok processed it
    assert world.calls()["post/publish/creator_info/query"] == 1


def test_nothing_is_allowed_that_nobody_ticked(world: World) -> None:
    world.publish(world.plan("Film", [world.video()]))
    info = world.posts()[0]["value"]["post_info"]
    assert all(info[f"disable_{name}"] is True for name in ("comment", "duet", "stitch"))


def test_a_brand_is_disclosed_only_while_the_box_above_is_ticked(world: World) -> None:
    both = {"your_brand": "true", "branded_content": "true"}
    world.publish(world.plan("Film", [world.video()], disclose="true", **both))
    assert world.posts()[0]["value"]["post_info"]["brand_content_toggle"] is True
    world.publish(world.plan("Film", [world.video()], disclose="false", **both))
    info = world.posts()[0]["value"]["post_info"]
    assert (info["brand_content_toggle"], info["brand_organic_toggle"]) == (False, False)


def test_the_inbox_gets_the_video_alone(world: World) -> None:
    (part,) = world.publish(world.plan("Film", [world.video()], mode="inbox")).parts
    (one,) = world.posts()
    assert (one["mode"], "post_info" in one["value"]) == ("inbox", False)
    assert part.permalink == f"https://www.tiktok.com/@{world.account.handle}"
    assert "post/publish/creator_info/query" not in world.calls()


def test_photos_are_fetched_from_the_persons_own_domain(world: World) -> None:
    plan = world.plan("Words", [photo("1.jpg"), photo("2.jpg")], title="Two")
    (part,) = world.publish(plan).parts
    (one,) = world.posts()
    assert part.remote_id == one["post_id"]
    assert one["value"] == {
        "media_type": "PHOTO",
        "post_mode": "DIRECT_POST",
        "post_info": {
            "title": "Two",
            "description": "Words",
            "privacy_level": "PUBLIC_TO_EVERYONE",
            "disable_comment": True,
            "brand_content_toggle": False,
            "brand_organic_toggle": False,
            "auto_add_music": False,
        },
        "source_info": {
            "source": "PULL_FROM_URL",
            "photo_images": world.shelf.given,
            "photo_cover_index": 0,
        },
    }


def test_a_domain_that_is_not_verified_is_told(world: World) -> None:
    world.shelf.domain = "bucket.s3.amazonaws.com"
    with pytest.raises(PermissionMissing, match="does not fetch photos") as caught:
        world.publish(world.plan("Words", [photo()]))
    assert "URL properties" in caught.value.action
    assert world.out() == []


@pytest.mark.usefixtures("in_pieces")
def test_a_large_video_goes_out_in_pieces(world: World) -> None:
    steps = world.steps()
    world.publish(world.plan("Film", [world.video(LARGE)]), steps=steps)
    (one,) = world.posts()
    source = one["value"]["source_info"]
    assert (source["chunk_size"], source["total_chunk_count"]) == (PIECE, 2)
    assert world.calls()["upload"] == 2
    pieces = {name: at for name, at in steps.kept.items() if " piece " in name}
    assert pieces == {"video 0 session piece 0": "0", "video 0 session piece 1": str(PIECE)}
    assert steps.kept["video 0 session taken 0"] == str(PIECE)
    assert max(sent for sent, _, _ in steps.told) == len(LARGE)


@pytest.mark.usefixtures("in_pieces")
@pytest.mark.parametrize("accepted", [True, False])
@pytest.mark.parametrize("nth", [1, 2])
def test_a_broken_piece_is_gone_on_with(world: World, nth: int, accepted: bool) -> None:
    """Also the last, which publishes: whether it arrived is asked, never guessed."""
    world.fault("upload", "reset", nth=nth, accepted=accepted)
    steps = world.steps()
    world.publish(world.plan("Film", [world.video(LARGE)]), steps=steps)
    assert len(world.out()) == 1
    assert len(world.posts()) == 1  # the same upload
    assert steps.looks == (1 if nth == 2 else 0)


@pytest.mark.usefixtures("in_pieces")
@pytest.mark.parametrize("accepted", [True, False])
def test_without_a_word_on_how_far_it_is_our_own_count_holds(world: World, accepted: bool) -> None:
    world.tell("settings", tells_bytes=False)
    world.fault("upload", "reset", accepted=accepted)
    world.publish(world.plan("Film", [world.video(LARGE)]))
    assert (len(world.out()), len(world.posts())) == (1, 1)


@pytest.mark.parametrize("accepted", [True, False])
def test_a_last_piece_that_may_have_arrived_never_goes_again(world: World, accepted: bool) -> None:
    """Where TikTok does not say how far it is, only its final word decides."""
    world.tell("settings", tells_bytes=False)
    world.fault("upload", "reset", accepted=accepted)
    plan, session, steps = (
        world.plan("Film", [world.video()], privacy="SELF_ONLY"),
        world.session(),
        world.steps(),
    )
    for _ in range(3):
        with pytest.raises(OutcomeUnknown):
            world.publisher.publish(plan, session, steps)
    if accepted:
        assert len(world.publisher.publish(plan, session, steps).parts) == 1
    assert world.calls()["upload"] == 1
    assert len(world.out()) == accepted


@pytest.mark.parametrize("status", [403, 404])
def test_an_upload_that_ran_out_is_begun_anew(world: World, status: int) -> None:
    world.fault("upload", "status", status=status)
    world.publish(world.plan("Film", [world.video()]))
    (trouble,) = world.troubles
    assert isinstance(trouble, MediaGone)
    assert trouble.kind is ErrorKind.MEDIA_PROCESSING
    assert (len(world.posts()), len(world.out())) == (2, 1)


@pytest.mark.parametrize("status", [403, 404])
def test_a_last_piece_that_was_refused_and_has_arrived_is_not_sent_anew(
    world: World, status: int
) -> None:
    world.fault("upload", "status", status=status, accepted=True)
    world.publish(world.plan("Film", [world.video()]))
    assert (len(world.posts()), len(world.out())) == (1, 1)


def test_a_last_piece_that_was_refused_and_can_not_be_asked_for_is_not_sent_anew(
    world: World,
) -> None:
    world.fault("upload", "status", status=403, accepted=True)
    world.fault(STATUS, "status", status=500)
    world.publish(world.plan("Film", [world.video()]))
    assert (len(world.posts()), len(world.out())) == (1, 1)


def test_an_upload_that_is_forgotten_is_begun_anew(world: World) -> None:
    world.fault("upload", "status", status=500)
    plan, session, steps = world.plan("Film", [world.video()]), world.session(), world.steps()
    with pytest.raises(OutcomeUnknown):
        world.publisher.publish(plan, session, steps)
    world.tell("forget-uploads")
    with pytest.raises(OutcomeUnknown):  # not among the public ones: that is no proof
        world.publisher.publish(plan, session, steps)
    assert world.calls()["video/list"] == 1
    assert world.out() == []


def test_a_post_that_failed_goes_out_in_another_round(world: World) -> None:
    plan, session, steps = world.plan("Film", [world.video()]), world.session(), world.steps()
    world.tell("settings", outcome="internal")
    with pytest.raises(NotSent, match="could not process"):
        until_it_ends(world, plan, session, steps)
    world.tell("settings", outcome="")
    (part,) = until_it_ends(world, plan, session, steps).parts
    assert (len(world.posts()), len(world.out())) == (2, 1)
    assert part.remote_id == world.posts()[0]["post_id"]
    # What is out stays out, however often it is asked.
    assert until_it_ends(world, plan, session, steps).parts == (part,)
    assert len(world.out()) == 1


def until_it_ends(world: World, plan: Any, session: Any, steps: MemorySteps) -> Published:
    while True:
        try:
            return world.publisher.publish(plan, session, steps)
        except Waiting as wait:
            world.clock.moment += timedelta(seconds=wait.seconds)


@pytest.mark.parametrize(
    ("reason", "error"),
    [
        ("file_format_check_failed", ContentRefused),
        ("spam_risk_text", ContentRefused),
        ("spam_risk_too_many_posts", RateLimited),
        ("spam_risk_user_banned_from_posting", OwnerNeeded),
        ("something_new_failed", ContentRefused),
    ],
)
def test_why_it_failed_is_told(world: World, reason: str, error: type[PublishingError]) -> None:
    world.tell("settings", outcome=reason)
    with pytest.raises(error):
        until_it_ends(world, world.plan("Film", [world.video()]), world.session(), world.steps())
    assert world.out() == []


def test_what_may_no_longer_be_chosen_stops_it(world: World) -> None:
    plan = world.plan("Film", [world.video()], allow_comment="true")
    world.tell("settings", privacy="FOLLOWER_OF_CREATOR,SELF_ONLY")
    with pytest.raises(ContentRefused, match="Choose privacy again"):
        world.publish(plan)
    world.tell("settings", privacy="PUBLIC_TO_EVERYONE", comment_off=True)
    with pytest.raises(ContentRefused, match="no longer allows comments"):
        world.publish(plan)
    assert world.posts() == []


def test_a_video_too_long_for_the_account_stops_it(world: World) -> None:
    plan = world.plan("Film", [world.video(duration=120.0)])
    world.tell("settings", longest=60)
    with pytest.raises(ContentRefused, match="too long for this account") as caught:
        world.publish(plan)
    assert "2:00" in caught.value.cause
    assert "1:00" in caught.value.cause
    assert world.posts() == []


def test_too_many_posts_are_told_with_a_success(world: World) -> None:
    """creator_info answers 200 with an error: nothing may be posted then."""
    world.tell("settings", rate_limits=True, posts_a_day=1)
    world.publish(world.plan("One", [world.video()]))
    with pytest.raises(RateLimited, match="no more posts") as caught:
        world.publisher.publish(world.plan("Two", [world.video()]), world.session(), world.steps())
    assert caught.value.retry_after == timedelta(hours=3)
    assert len(world.posts()) == 1


def test_an_app_that_is_not_audited_is_told_what_to_do(world: World) -> None:
    world.tell("settings", audited=False)
    with pytest.raises(PermissionMissing, match="private accounts only") as caught:
        world.publish(world.plan("Film", [world.video()]))
    assert "Only me" in caught.value.action
    world.tell("settings", private=True)
    world.publish(world.plan("Film", [world.video()], privacy="SELF_ONLY"))
    world.publish(world.plan("Film", [world.video()], mode="inbox"))
    assert len(world.out()) == 2


def test_the_link_follows_once_everybody_may_see_it(world: World) -> None:
    world.tell("settings", moderation_seconds=7200.0)
    plan, session, steps = world.plan("Film", [world.video()]), world.session(), world.steps()
    (part,) = world.publish(plan, session, steps).parts
    assert part.permalink == f"https://www.tiktok.com/@{world.account.handle}"
    pauses = []
    for _ in range(3):
        waits = steps.left["permalink"]
        assert isinstance(waits, NotSent)
        assert waits.retry_after is not None
        pauses.append(waits.retry_after)
        world.clock.moment += waits.retry_after
        world.publish(plan, session, Behind(world.clock, steps.kept, left=steps.left))
    assert pauses[0] == timedelta(minutes=1)
    assert pauses == sorted(pauses)  # ever more slowly
    world.tell("settings", moderation_seconds=0.0)
    (part,) = world.publish(plan, session, steps).parts
    (one,) = world.posts()
    assert part == PublishedPart(one["post_id"], link(world, one["post_id"]))
    assert len(world.out()) == 1


def test_what_is_not_public_is_not_asked_for_a_link(world: World) -> None:
    steps = world.steps()
    plan = world.plan("Film", [world.video()], privacy="SELF_ONLY")
    (part,) = world.publish(plan, steps=steps).parts
    assert part.permalink == f"https://www.tiktok.com/@{world.account.handle}"
    assert steps.left == {}


def test_a_post_that_tiktok_no_longer_tells_of_is_looked_for(world: World) -> None:
    world.tell("settings", polls=0)
    world.fault(STATUS, "status", status=400, error="invalid_publish_id", nth=2)
    (part,) = world.publish(world.plan("Film", [world.video()])).parts
    assert part.remote_id == world.posts()[0]["post_id"]
    assert (len(world.posts()), len(world.out())) == (1, 1)


def test_a_private_post_that_tiktok_no_longer_tells_of_is_its_persons_to_judge(
    world: World,
) -> None:
    """It is never sent again by itself: all of its bytes were taken."""
    plan = world.plan("Film", [world.video()], privacy="SELF_ONLY")
    session, steps = world.session(), world.steps()
    world.fault(STATUS, "status", status=400, error="invalid_publish_id", nth=1, times=3)
    for _ in range(2):
        with pytest.raises(OutcomeUnknown):
            world.publisher.publish(plan, session, steps)
    assert (len(world.posts()), len(world.out())) == (1, 1)
    steps.armed.clear()  # "it is not there": what is open is dropped, and nothing else
    with pytest.raises(NotSent, match="did not publish this"):
        world.publisher.publish(plan, session, steps)
    until_it_ends(world, plan, session, steps)
    assert (len(world.posts()), len(world.out())) == (2, 2)


@pytest.mark.parametrize(
    "error", ["token_not_authorized_for_specified_publish_id", "scope_not_authorized"]
)
def test_a_post_that_nobody_may_ask_for_has_not_failed(world: World, error: str) -> None:
    plan = world.plan("Film", [world.video()], privacy="SELF_ONLY")
    session, steps = world.session(), world.steps()
    world.fault(STATUS, "status", status=401, error=error)
    with pytest.raises(OutcomeUnknown, match="does not tell what became of it"):
        world.publisher.publish(plan, session, steps)
    until_it_ends(world, plan, session, steps)
    assert (len(world.posts()), len(world.out())) == (1, 1)


def test_a_sign_in_that_ends_while_it_is_processed_sends_nothing_twice(world: World) -> None:
    plan, session, steps = world.plan("Film", [world.video()]), world.session(), world.steps()
    with pytest.raises(Waiting):
        world.publisher.publish(plan, session, steps)
    world.tell("revoke")
    with pytest.raises(SignInRevoked, match="took this post") as caught:
        world.publisher.publish(plan, session, steps)
    assert "not sent twice" in caught.value.cause
    again = sign_in(world.server, world.http, world.clock)
    world.secrets.values.update(again.secrets)
    until_it_ends(world, plan, session, steps)
    assert len(world.out()) == 1


@pytest.mark.parametrize("silent", [True, False])
def test_a_post_that_never_comes_to_an_end_is_its_persons_to_judge(
    world: World, silent: bool
) -> None:
    """Whether TikTok answers with errors for a day or goes on processing: not asked for ever."""
    plan = world.plan("Film", [world.video()], privacy="SELF_ONLY")
    session, steps = world.session(), world.steps()
    if silent:
        world.fault(STATUS, "status", status=500, times=500)
    else:
        world.tell("settings", polls=500)
    began = world.clock.now()
    with pytest.raises(OutcomeUnknown, match="does not tell what became of it"):
        until_it_ends(world, plan, session, steps)
    assert timedelta(days=1) < world.clock.now() - began < timedelta(days=1, hours=2)
    assert world.calls()[STATUS] < 300
    world.server.tell("faults/clear")
    assert world.calls()["upload"] == 1


def test_an_edit_after_a_failure_begins_anew(world: World) -> None:
    """It drops what was prepared, and keeps what was sent."""
    plan, session, steps = world.plan("Film", [world.video()]), world.session(), world.steps()
    world.tell("settings", outcome="spam_risk_text")
    with pytest.raises(ContentRefused):
        until_it_ends(world, plan, session, steps)
    world.tell("settings", outcome="")
    steps.kept = {
        name: one for name, one in steps.kept.items() if name in ("video 0 last", "failed 0")
    }
    edited = world.plan("A better film", [world.video()])
    until_it_ends(world, edited, session, steps)
    (one,) = world.out()
    assert one["value"]["post_info"]["title"] == "A better film"


@pytest.mark.parametrize("accepted", [True, False])
def test_lost_photos_are_looked_for_and_never_sent_twice(world: World, accepted: bool) -> None:
    world.tell("settings", polls=0)
    world.fault("post/publish/content/init", "reset", accepted=accepted)
    plan = world.plan("Words", [photo()])
    if accepted:
        (part,) = world.publish(plan).parts
        assert part.remote_id == world.posts()[0]["post_id"]
    else:
        with pytest.raises(OutcomeUnknown):
            world.publish(plan)
    assert world.calls()["post/publish/content/init"] == 1
    assert len(world.out()) == accepted


def test_after_a_restore_a_public_post_is_found(world: World) -> None:
    plan, session = world.plan("Film", [world.video()]), world.session()
    (part,) = world.publish(plan, session).parts
    found = world.publisher.find(plan, session, session.created_at)
    assert (found.verdict, part.remote_id in found.result) == (Verdict.FOUND, True)
    later = session.created_at + timedelta(days=1)
    assert world.publisher.find(plan, session, later).verdict is Verdict.UNKNOWN
    other = world.plan("Another", [world.video()])
    assert world.publisher.find(other, session, session.created_at).verdict is Verdict.UNKNOWN


def test_a_strange_address_gets_no_bytes(world: World) -> None:
    with pytest.raises(NotSent, match="strange address"):
        given_address.checked("https://tiktokapis.com.example/video/", "TikTok", UPLOADS)
    assert given_address.fits("https://upload.us.tiktokapis.com/v?x=1", UPLOADS)


def test_nothing_can_be_deleted_by_a_program(world: World) -> None:
    assert not world.publisher.info.can_delete
    with pytest.raises(ContentRefused, match="no program"):
        world.publisher.delete("1", world.account_session)
