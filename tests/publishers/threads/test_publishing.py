"""Posts that arrive on Threads, once each, whatever happens on the way."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import httpx
import pytest

from brandcraft_desktop.domain.plan import AttachedMedia
from brandcraft_desktop.errors import (
    BadInput,
    ContentRefused,
    ErrorKind,
    MediaGone,
    NotSent,
    OwnerNeeded,
    PermissionMissing,
    PublishingError,
    RateLimited,
)
from brandcraft_desktop.publishers.threads.errors import CONTAINER
from brandcraft_desktop.publishers.threads.posting import LONGEST_EARLY
from brandcraft_desktop.publishers.threads.waiting import LONGEST, pause
from tests.publishers.support import Waiting
from tests.publishers.threads.world import World

API = "https://graph.threads.net"


def value(world: World) -> dict[str, Any]:
    """The one post that is there."""
    (post,) = world.posts()
    found: dict[str, Any] = post["value"]
    return found


def test_a_text_with_everything_that_can_be_chosen(world: World) -> None:
    plan = world.plan(
        "Hello #tag",
        topic_tag="#garden notes",
        reply_control="mentioned_only",
        enable_reply_approvals="true",
        link_attachment="example.org/a",
    )
    out = world.publish(plan)
    found = value(world)
    found.pop("shortcode")
    assert found == {
        "media_type": "TEXT",
        "text": "Hello #tag",
        "topic_tag": "garden notes",
        "reply_control": "mentioned_only",
        "enable_reply_approvals": "true",
        "link_attachment": "https://example.org/a",
    }
    (part,) = out.parts
    assert part.remote_id == world.posts()[0]["id"]
    assert part.permalink.startswith("https://www.threads.net/@practice.studio/post/")


def test_a_plain_text_says_nothing_of_what_nobody_chose(world: World) -> None:
    world.publish(world.plan("Hello"))
    assert set(value(world)) == {"media_type", "text", "shortcode"}


def test_a_poll_and_an_attached_text(world: World) -> None:
    world.publish(world.plan("Tea?", poll="true", poll_1="Yes", poll_2="Nö", poll_4="Perhaps"))
    assert json.loads(value(world)["poll_attachment"]) == {
        "option_a": "Yes",
        "option_b": "Nö",
        "option_c": "Perhaps",
    }
    world.server.tell("forget")
    world.publish(world.plan("Long", text_attachment="Many “words”", is_ghost_post="true"))
    assert json.loads(value(world)["text_attachment"]) == {"plaintext": "Many “words”"}
    assert value(world)["is_ghost_post"] == "true"


def test_a_picture_with_its_words(world: World) -> None:
    picture = world.picture(1, alt="A sketch")
    world.publish(world.plan("See", [picture], is_spoiler_media="true"))
    found = value(world)
    assert (found["media_type"], found["alt_text"]) == ("IMAGE", "A sketch")
    assert found["is_spoiler_media"] == "true"
    assert [one.seconds for one in world.waits] == [3.0]


def test_a_video_is_waited_for_without_a_lane(world: World) -> None:
    world.tell("settings", media_polls=4)
    world.publish(world.plan("Film", [world.video()]))
    assert value(world)["media_type"] == "VIDEO"
    assert len(world.waits) == 4
    assert world.calls()["container/create"] == 1
    assert world.calls()["threads/publish"] == 1


def test_looking_grows_rare() -> None:
    ages = [timedelta(seconds=one) for one in (0, 19, 20, 119, 120, 3600)]
    assert [pause(one) for one in ages] == [3.0, 3.0, 15.0, 15.0, 60.0, 60.0]


def test_a_carousel_of_both_kinds(world: World) -> None:
    files = [world.picture(1, alt="one"), world.video(), world.picture(2, alt="two")]
    world.publish(world.plan("Three", files))
    found = value(world)
    assert (found["media_type"], found["text"]) == ("CAROUSEL", "Three")
    items = [(one["media_type"], one["alt_text"]) for one in found["items"]]
    assert items == [("IMAGE", "one"), ("VIDEO", "a sketch"), ("IMAGE", "two")]
    assert world.calls()["container/create"] == 4


def test_a_thread_goes_out_reply_by_reply(world: World) -> None:
    picture = world.picture()
    plan = world.plan(
        "one #first\n---\ntwo\n---\nthree",
        [picture],
        thread=True,
        reply_control="followers_only",
        topic_tag="news",
    )
    out = world.publish(plan)
    third, second, first = world.posts()
    assert [one["value"]["text"] for one in (first, second, third)] == [
        "one #first",
        "two",
        "three",
    ]
    assert [one["parent"] for one in (first, second, third)] == ["", first["id"], second["id"]]
    assert [one.remote_id for one in out.parts] == [first["id"], second["id"], third["id"]]
    assert len({one.permalink for one in out.parts}) == 3
    for answer in (second, third):  # what belongs to the post itself is not said again
        assert set(answer["value"]) == {"media_type", "text", "reply_to_id", "shortcode"}


def test_an_address_is_asked_anew_for_each_request(world: World) -> None:
    """A file that could not be fetched is offered at another address, in a new container."""
    plan, steps, session = world.plan("See", [world.picture()]), world.steps(), world.session()
    whole = world.staging.base
    world.staging.base = f"{whole}/nowhere"
    with pytest.raises(Waiting):
        world.publisher.publish(plan, session, steps)
    with pytest.raises(MediaGone) as caught:
        world.publisher.publish(plan, session, steps)
    assert caught.value.kind is ErrorKind.MEDIA_EXPIRED
    world.staging.base = whole
    world.publish(plan, session, steps)
    assert len(world.posts()) == 1
    assert len(set(world.staging.given)) == 2
    assert not any(one in str(steps.kept) for one in world.staging.given)


def test_too_early_waits_and_repeats_the_same_container(world: World) -> None:
    plan, steps, session = world.plan("Hello"), world.steps(), world.session()
    world.fault("threads/publish", times=2, status=400, error="24/4279009")
    world.publish(plan, session, steps)
    assert len(world.posts()) == 1
    assert world.calls()["container/create"] == 1
    assert world.calls()["threads/publish"] == 3
    assert [one.seconds for one in world.waits] == [5.0, 5.0]
    assert world.troubles == []
    # It is not repeated for ever within one try.
    world.fault("threads/publish", times=0, status=400, error="24/4279009")
    steps, session = world.steps(), world.session()
    with pytest.raises(Waiting):
        world.publisher.publish(plan, session, steps)
    world.clock.moment += LONGEST_EARLY + timedelta(seconds=1)
    with pytest.raises(NotSent) as caught:
        world.publisher.publish(plan, session, steps)
    assert caught.value.kind is ErrorKind.MEDIA_PROCESSING


@pytest.mark.parametrize("message", sorted(CONTAINER))
def test_a_container_that_fails_says_why(world: World, message: str) -> None:
    world.tell("settings", outcome=message)
    plan, steps, session = world.plan("Film", [world.video()]), world.steps(), world.session()
    with pytest.raises(Waiting):
        world.publisher.publish(plan, session, steps)
    with pytest.raises(PublishingError) as caught:
        world.publisher.publish(plan, session, steps)
    error = caught.value
    assert error.title
    assert error.action
    again = isinstance(error, NotSent)
    assert again is (message in ("FAILED_DOWNLOADING_VIDEO", "UNKNOWN"))
    world.tell("settings", outcome="")
    world.publish(plan, session, steps)  # a new container, with the same words
    assert len(world.posts()) == 1


def test_a_container_that_ran_out_is_made_anew(world: World) -> None:
    plan, steps, session = world.plan("See", [world.picture()]), world.steps(), world.session()
    with pytest.raises(Waiting):
        world.publisher.publish(plan, session, steps)
    world.tell("forget-containers")
    world.publish(plan, session, steps)
    assert [type(one) for one in world.troubles] == [MediaGone]
    assert len(world.posts()) == 1
    assert world.calls()["container/create"] == 2


def test_a_container_as_old_as_a_day_is_not_even_published(world: World) -> None:
    plan, steps, session = world.plan("Hello"), world.steps(), world.session()
    world.fault("threads/publish", "status", status=429)
    with pytest.raises(RateLimited):
        world.publisher.publish(plan, session, steps)
    world.clock.moment += timedelta(hours=24)
    with pytest.raises(MediaGone):
        world.publisher.publish(plan, session, steps)
    world.publish(plan, session, steps)
    assert len(world.posts()) == 1


def test_what_never_gets_ready_is_begun_anew(world: World) -> None:
    world.tell("settings", media_polls=1000)
    plan, steps, session = world.plan("Film", [world.video()]), world.steps(), world.session()
    with pytest.raises(Waiting):
        world.publisher.publish(plan, session, steps)
    world.clock.moment += LONGEST + timedelta(seconds=1)
    with pytest.raises(NotSent) as caught:
        world.publisher.publish(plan, session, steps)
    assert caught.value.kind is ErrorKind.MEDIA_PROCESSING
    assert not [name for name in steps.kept if "container" in name]


def test_the_quota_is_asked_before_anything_is_made(world: World) -> None:
    world.tell("settings", posts_a_day=0)
    plan = world.plan("Hello")
    with pytest.raises(RateLimited) as caught:
        world.publisher.publish(plan, world.session(), world.steps())
    assert caught.value.kind is ErrorKind.QUOTA
    assert caught.value.retry_after
    assert world.calls() == {"publishing_limit": 1}
    world.tell("settings", posts_a_day=250, replies_a_day=1)
    with pytest.raises(RateLimited):
        world.publisher.publish(
            world.plan("a\n---\nb\n---\nc", thread=True), world.session(), world.steps()
        )
    world.publish(world.plan("a\n---\nb", thread=True))


def test_a_quota_nobody_can_read_is_no_reason_to_stop(world: World) -> None:
    world.fault("publishing_limit", status=400)
    world.publish(world.plan("Hello"))
    assert len(world.posts()) == 1


def test_a_count_that_is_used_up_is_waited_for(world: World) -> None:
    """Meta tells of it in headers: the next call is not even made."""
    world.tell("settings", used=100)
    with pytest.raises(RateLimited) as caught:
        world.publisher.profile(world.account_session)
    assert caught.value.retry_after
    world.tell("settings", used=0)
    before = world.calls()
    with pytest.raises(RateLimited):
        world.publisher.profile(world.account_session)
    assert world.calls() == before
    world.clock.moment += timedelta(hours=1)
    world.publisher.profile(world.account_session)


def test_a_restricted_account_is_told(world: World) -> None:
    world.tell("settings", restricted=True)
    with pytest.raises(OwnerNeeded) as caught:
        world.publish(world.plan("Hello"))
    assert caught.value.title == "Threads has restricted this account."
    assert world.posts() == []


def test_the_address_of_a_post_may_come_later(world: World) -> None:
    plan, steps, session = world.plan("Hello"), world.steps(), world.session()
    world.fault("object/get", nth=2)  # the first asks for the container
    out = world.publish(plan, session, steps)
    assert out.parts[0].permalink == "https://www.threads.net/@practice.studio"
    assert list(steps.left) == ["permalink 1"]
    assert "/post/" in world.publish(plan, session, steps).parts[0].permalink
    assert len(world.posts()) == 1


def test_deleting(world: World) -> None:
    out = world.publish(world.plan("Hello"))
    for _ in range(2):  # gone already is fine
        world.publisher.delete(out.parts[0].remote_id, world.account_session)
    assert world.posts() == []
    with pytest.raises(BadInput):
        world.publisher.delete("https://www.threads.net/@a/post/b", world.account_session)


def test_deleting_needs_its_permission(world: World) -> None:
    out = world.publish(world.plan("Hello"))
    scopes = "threads_basic threads_content_publish"
    told = world.tell("grant", person=world.account.did, scopes=scopes)
    world.secrets.values["access"] = told["access_token"]
    with pytest.raises(PermissionMissing):
        world.publisher.delete(out.parts[0].remote_id, world.account_session)
    with pytest.raises(PermissionMissing):
        world.publisher.publish(
            world.plan("a\n---\nb", thread=True), world.session(), world.steps()
        )


def test_too_many_links_are_told_in_words(world: World) -> None:
    """What the plan could not see: the error names no code, only a word."""
    world.fault(
        "container/create",
        status=400,
        message="THREADS_API__LINK_LIMIT_EXCEEDED",
    )
    with pytest.raises(ContentRefused) as caught:
        world.publish(world.plan("Hello"))
    assert caught.value.title == "This post has too many links for Threads."


def test_the_page_shows_what_arrived(world: World) -> None:
    files: list[AttachedMedia] = [world.picture(1, alt="A <b> sketch"), world.video()]
    out = world.publish(world.plan("Hello & welcome", files, topic_tag="garden"))
    page = httpx.get(f"{world.server.control}/", trust_env=False).text
    site = world.server.origins["https://www.threads.net"]
    path = out.parts[0].permalink.removeprefix("https://www.threads.net")
    for shown in (page, httpx.get(f"{site}{path}", trust_env=False).text):
        assert "Hello &amp; welcome" in shown
        assert "A &lt;b&gt; sketch" in shown
        assert "Topic: garden" in shown
        assert "<video" in shown


def test_the_file_that_a_carousel_stumbles_over_is_named(world: World) -> None:
    world.tell("settings", outcome="INVALID_BIT_RATE")
    media = [world.picture(1), world.video(), world.picture(2)]
    with pytest.raises(ContentRefused) as caught:
        world.publish(world.plan("Three", media))
    assert caught.value.cause.startswith("It is file 1 of 3. ")
    world.tell("settings", outcome="")
    world.publish(world.plan("Three", media))
    assert len(world.posts()) == 1
