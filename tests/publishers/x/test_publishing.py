"""Posts that really arrive on the practice X."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from brandcraft_desktop.errors import (
    BadInput,
    ContentRefused,
    DuplicateRefused,
    ErrorKind,
    OwnerNeeded,
    PermissionMissing,
    PublishingError,
    RateLimited,
)
from brandcraft_desktop.publishers.x.limits import SEGMENT
from tests.practice.pictures import JPEG, MP4, PNG
from tests.publishers.x.world import CREATE, GIF, World


def test_a_text_goes_out_as_it_is_written(world: World) -> None:
    text = "Tea & cake for @practice_x_2 <3 https://example.com/ä #tag $ABC 👩‍👩‍👧"
    published = world.publish(world.plan(text))
    assert world.bodies() == [{"text": text}]
    (post,) = world.posts()
    (part,) = published.parts
    assert part.remote_id == post["id"]
    assert part.permalink == f"https://x.com/{world.person.handle}/status/{post['id']}"


def test_options_become_fields(world: World) -> None:
    world.publish(
        world.plan(
            "hello",
            reply_settings="following",
            made_with_ai="true",
            paid_partnership="true",
            community="https://x.com/i/communities/1493446837214187523",
        )
    )
    assert world.bodies() == [
        {
            "text": "hello",
            "reply_settings": "following",
            "made_with_ai": True,
            "paid_partnership": True,
            "community_id": "1493446837214187523",
        }
    ]


def test_a_poll(world: World) -> None:
    world.publish(
        world.plan(
            "Which?", poll="true", poll_1="Tea", poll_2="Coffee", poll_4=" No ", poll_minutes="5"
        )
    )
    assert world.bodies()[0]["poll"] == {
        "options": ["Tea", "Coffee", "No"],
        "duration_minutes": 5,
    }


def test_four_pictures_with_alt_texts(world: World) -> None:
    media = [
        world.file("a.jpg", JPEG, "image/jpeg", alt="first"),
        world.file("b.png", PNG, "image/png", alt=""),
        world.file("c.png", PNG + b"c", "image/png", alt="third"),
        world.file("d.jpg", JPEG + b"d", "image/jpeg", alt="fourth"),
    ]
    steps = world.steps()
    world.publish(world.plan("pictures", media), steps)
    there = {one["id"]: one for one in world.media()}
    order = [there[one] for one in world.bodies()[0]["media"]["media_ids"]]
    assert [one["alt"] for one in order] == ["first", "", "third", "fourth"]
    assert [one["kind"] for one in order] == ["image/jpeg", "image/png", "image/png", "image/jpeg"]
    assert {one["category"] for one in order} == {"tweet_image"}
    calls = world.calls()
    assert (calls["POST /2/media/upload"], calls["POST /2/media/metadata"]) == (4, 3)
    total = sum(len(one) for one in (JPEG, PNG, PNG + b"c", JPEG + b"d"))
    assert (total, total, "Uploading file 4 of 4") in steps.told


def test_the_same_picture_twice_has_its_own_words_each_time(world: World) -> None:
    first = world.file("a.jpg", JPEG, "image/jpeg", alt="one")
    world.publish(world.plan("twice", [first, replace(first, alt="two")]))
    assert sorted(one["alt"] for one in world.media()) == ["one", "two"]


def test_a_video_in_pieces_is_waited_for(world: World) -> None:
    world.settings(processing_polls=3)
    data = MP4 + bytes(2 * SEGMENT)
    clip = world.file("clip.mp4", data, "video/mp4", duration=5.0, width=720, height=720)
    steps = world.steps()
    world.publish(world.plan("watch", [clip]), steps)
    (media,) = world.media()
    assert (media["category"], media["size"], media["alt"]) == (
        "tweet_video",
        len(data),
        "a sketch",
    )
    assert world.server.fetch(f"x/file?id={media['id']}") == data
    calls = world.calls()
    assert calls["POST /2/media/upload/initialize"] == 1
    assert calls["POST /2/media/upload/{id}/append"] == 3
    assert world.waits == [
        (1.0, "X is processing the file (40 %)."),
        (1.0, "X is processing the file (80 %)."),
    ]
    sent = [done for done, _, words in steps.told if words == "Uploading the file"]
    assert sent == sorted(sent)
    assert sent[-1] == len(data)


def test_a_broken_piece_is_sent_again_alone(world: World) -> None:
    data = MP4 + bytes(2 * SEGMENT)
    clip = world.file("clip.mp4", data, "video/mp4", duration=5.0, width=720, height=720)
    world.fault("POST /2/media/upload/{id}/append", "reset", nth=2)
    world.publish(world.plan("watch", [clip]))
    assert world.calls()["POST /2/media/upload/{id}/append"] == 4
    assert len(world.troubles) == 1


def test_a_moving_picture(world: World) -> None:
    moving = world.file("a.gif", GIF, "image/gif", animated=True, width=400, height=300)
    world.publish(world.plan("it moves", [moving]))
    assert [one["category"] for one in world.media()] == ["tweet_gif"]


def test_a_video_that_can_not_be_processed(world: World) -> None:
    world.settings(processing_outcome="failed")
    clip = world.file("clip.mp4", MP4, "video/mp4", duration=5.0, width=720, height=720)
    with pytest.raises(ContentRefused) as caught:
        world.publish(world.plan("watch", [clip]))
    assert caught.value.kind is ErrorKind.MEDIA_PROCESSING
    assert caught.value.cause == "X says: Unsupported video format."
    assert world.posts() == []


def test_a_processing_without_end_begins_anew(world: World) -> None:
    world.settings(processing_polls=3)
    clip = world.file("clip.mp4", MP4, "video/mp4", duration=5.0, width=720, height=720)
    plan, steps, session = world.plan("watch", [clip]), world.steps(), world.session()
    with pytest.raises(BaseException, match="processing the file"):
        world.publisher.publish(plan, session, steps)
    world.clock.moment += timedelta(hours=2)
    with pytest.raises(Exception, match="takes too long"):
        world.publisher.publish(plan, session, steps)
    assert not [name for name in steps.kept if name.startswith("upload")]


def test_alt_text_that_a_video_may_not_have_harms_nothing(world: World) -> None:
    world.settings(alt_on_videos=False)
    clip = world.file("clip.mp4", MP4, "video/mp4", duration=5.0, width=720, height=720)
    world.publish(world.plan("watch", [clip]))
    assert len(world.posts()) == 1


def test_uploads_that_ran_out_are_made_again(world: World) -> None:
    picture = world.file("a.jpg", JPEG, "image/jpeg")
    world.fault(CREATE, "status", status=429)
    plan, steps, session = world.plan("later", [picture]), world.steps(), world.session()
    with pytest.raises(RateLimited):
        world.publisher.publish(plan, session, steps)
    world.clock.moment += timedelta(hours=24)
    world.publish(plan, steps)
    assert [error.title for error in world.troubles] == ["An upload to X ran out."]
    assert world.calls()["POST /2/media/upload"] == 2
    assert len(world.posts()) == 1


def test_uploads_that_x_forgot_are_made_again_once(world: World) -> None:
    picture = world.file("a.jpg", JPEG, "image/jpeg")
    world.fault(CREATE, "status", status=429)
    plan, steps, session = world.plan("later", [picture]), world.steps(), world.session()
    with pytest.raises(RateLimited):
        world.publisher.publish(plan, session, steps)
    world.server.tell("x/forget_uploads")
    world.publish(plan, steps)
    assert [error.kind for error in world.troubles] == [ErrorKind.MEDIA_EXPIRED]
    assert len(world.posts()) == 1


def test_files_that_x_refuses_twice_are_refused(world: World) -> None:
    picture = world.file("a.jpg", JPEG, "image/jpeg")
    for _ in range(2):
        world.fault(CREATE, "status", status=400, message="Your media IDs are invalid.")
    with pytest.raises(ContentRefused) as caught:
        world.publish(world.plan("refused", [picture]))
    assert caught.value.kind is ErrorKind.INVALID_CONTENT
    assert world.calls()["POST /2/media/upload"] == 2


def test_a_thread_hangs_together(world: World) -> None:
    picture = world.file("a.jpg", JPEG, "image/jpeg")
    plan = world.plan(
        "one\n---\ntwo\n---\nthree",
        [replace(picture, part=1)],
        thread=True,
        reply_settings="verified",
        made_with_ai="true",
        poll="true",
        poll_1="Yes",
        poll_2="No",
    )
    published = world.publish(plan)
    posts = world.posts()
    assert [post["text"] for post in posts] == ["one", "two", "three"]
    assert [part.remote_id for part in published.parts] == [post["id"] for post in posts]
    assert [post["parent"] for post in posts] == ["", posts[0]["id"], posts[1]["id"]]
    assert {post["conversation"] for post in posts} == {posts[0]["id"]}
    bodies = world.bodies()
    assert [sorted(body) for body in bodies] == [
        ["made_with_ai", "poll", "reply_settings", "text"],
        ["made_with_ai", "media", "reply", "text"],
        ["made_with_ai", "reply", "text"],
    ]


def test_a_parent_that_is_not_visible_yet_is_waited_for(world: World) -> None:
    world.settings(invisible_parents=2)
    world.publish(world.plan("one\n---\ntwo", thread=True))
    assert [post["text"] for post in world.posts()] == ["one", "two"]
    assert world.waits == [(5.0, "X does not show the part before yet.")] * 2


def test_a_parent_that_stays_away_ends_it(world: World) -> None:
    world.settings(invisible_parents=50)
    plan, steps, session = world.plan("one\n---\ntwo", thread=True), world.steps(), world.session()
    with pytest.raises(BaseException, match="does not show the part before"):
        world.publisher.publish(plan, session, steps)
    world.clock.moment += timedelta(minutes=3)
    with pytest.raises(ContentRefused) as caught:
        world.publisher.publish(plan, session, steps)
    assert caught.value.title == "X does not show the post that this one answers."
    assert [post["text"] for post in world.posts()] == ["one"]


def test_a_thread_goes_on_with_its_next_part(world: World) -> None:
    world.fault(CREATE, "status", nth=2, status=429)
    steps = world.steps()
    world.publish(world.plan("one\n---\ntwo\n---\nthree", thread=True), steps)
    assert [post["text"] for post in world.posts()] == ["one", "two", "three"]
    assert world.calls()[CREATE] == 4
    assert steps.looks == 0


@pytest.mark.parametrize(
    ("status", "fields", "error", "kind"),
    [
        (403, {"message": "Your account is not permitted to do this."}, PermissionMissing, None),
        (403, {"error": "client-forbidden", "message": "no"}, PermissionMissing, None),
        (402, {}, OwnerNeeded, ErrorKind.QUOTA),
        (429, {"error": "usage-capped", "message": "no"}, OwnerNeeded, ErrorKind.QUOTA),
        (400, {"message": "invalid URL"}, ContentRefused, ErrorKind.INVALID_CONTENT),
        (400, {"message": "video longer than 2 minutes"}, ContentRefused, None),
        (400, {"message": "a maximum of one cashtag"}, ContentRefused, None),
    ],
)
def test_what_x_refuses(
    world: World,
    status: int,
    fields: dict[str, Any],
    error: type[PublishingError],
    kind: ErrorKind | None,
) -> None:
    world.fault(CREATE, "status", status=status, **fields)
    with pytest.raises(error) as caught:
        world.publish(world.plan("no"))
    assert caught.value.title.startswith("X ") or caught.value.title.startswith("The video")
    assert caught.value.action
    assert kind is None or caught.value.kind is kind
    assert world.posts() == []


def test_credits_that_are_used_up(world: World) -> None:
    world.settings(credits=100)
    with pytest.raises(OwnerNeeded) as caught:
        world.publish(world.plan("see https://example.com"))
    assert caught.value.kind is ErrorKind.QUOTA
    assert "console.x.com" in caught.value.action
    world.publish(world.plan("without"))
    assert len(world.posts()) == 1


def test_a_used_up_count_is_waited_for_here(world: World) -> None:
    world.settings(rate_limits=True, posts_a_window=1)
    world.publish(world.plan("one"))
    plan, session, steps = world.plan("two"), world.session(), world.steps()
    with pytest.raises(RateLimited) as caught:
        world.publisher.publish(plan, session, steps)
    assert caught.value.retry_after is not None
    assert timedelta(minutes=14) < caught.value.retry_after <= timedelta(minutes=15)
    assert world.calls()[CREATE] == 1
    assert world.publisher.profile(world.account).handle == world.person.handle


def test_the_same_text_again_is_a_duplicate_and_no_success(world: World) -> None:
    world.publish(world.plan("hello"))
    (post,) = world.posts()
    # The earlier post lies before the moment of arming.
    world.clock.moment += timedelta(seconds=60)
    with pytest.raises(DuplicateRefused) as caught:
        world.publish(world.plan("hello"))
    assert caught.value.kind is ErrorKind.DUPLICATE
    assert [one["id"] for one in world.posts()] == [post["id"]]


def test_what_is_told_is_what_x_charges(world: World) -> None:
    """The stand-in counts for itself: its own prices, its own eye for addresses."""
    picture = world.file("a.jpg", JPEG, "image/jpeg")
    plan = world.plan("one\n---\nsee example.com/a\n---\nthree", [picture], thread=True)
    before: Any = world.server.ask("x/spent")["thousandths"]  # signing in is charged as well
    world.publish(plan)
    after: Any = world.server.ask("x/spent")["thousandths"]
    dollars = Decimal(plan.cost.split(" USD")[0].rpartition(" ")[2])
    assert dollars * 1000 == after - before == 235


def test_deleting_and_gone_already(world: World) -> None:
    published = world.publish(world.plan("hello"))
    remote = published.parts[0].remote_id
    world.publisher.delete(remote, world.account)
    assert world.posts() == []
    world.publisher.delete(remote, world.account)
    with pytest.raises(BadInput):
        world.publisher.delete("https://x.com/1", world.account)


def test_a_permalink_leads_to_the_post(world: World) -> None:
    import httpx

    picture = world.file("a.png", PNG, "image/png", alt="a <dot>")
    published = world.publish(world.plan("see <this> https://example.com", [picture]))
    path = published.parts[0].permalink.removeprefix("https://x.com")
    page = httpx.get(world.server.origins["https://x.com"] + path, trust_env=False)
    assert page.status_code == 200
    assert "see &lt;this&gt;" in page.text
    assert "a &lt;dot&gt;" in page.text
    (media,) = world.media()
    shown = httpx.get(
        f"{world.server.origins['https://x.com']}/file/{media['id']}", trust_env=False
    )
    assert shown.content == PNG
