"""Posts that really arrive on the practice server, as people wrote them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from brandcraft_desktop.errors import (
    ContentRefused,
    DuplicateRefused,
    ErrorKind,
    MediaGone,
    NotSent,
    OutcomeUnknown,
    PermissionMissing,
    RateLimited,
    SignInExpired,
    SignInRevoked,
)
from brandcraft_desktop.practice.platforms.linkedin.little_text import words_of
from brandcraft_desktop.publishers.linkedin import uploads
from tests.publishers.linkedin.pictures import film, jpeg
from tests.publishers.linkedin.world import COMPANY, World
from tests.publishers.support import Waiting

SITE = "https://practice-site.example"
CREATE = "POST /rest/posts"


def test_a_text_arrives_whole_with_everything_live(world: World) -> None:
    text = (
        "Grüße (an) @[Acme {x}](urn:li:organization:12) #tag a_b* <c> | ~d [e] back\\slash 100% 👋"
    )
    published = world.publish(world.plan(text))
    (body,) = world.bodies()
    words, cut = words_of(body["commentary"])
    assert not cut
    assert "".join(word.text for word in words) == text.replace(
        "@[Acme {x}](urn:li:organization:12)", "Acme {x}"
    )
    assert [(word.kind, word.target) for word in words if word.kind] == [
        ("mention", "urn:li:organization:12"),
        ("tag", "tag"),
    ]
    assert body["author"] == world.author
    assert body["visibility"] == "PUBLIC"
    assert body["isReshareDisabledByAuthor"] is False
    assert "content" not in body
    (urn,) = world.urns()
    assert published.parts[0].remote_id == urn
    assert published.parts[0].permalink == f"https://www.linkedin.com/feed/update/{urn}/"


def test_who_sees_it_and_who_may_repost(world: World) -> None:
    world.publish(world.plan("hi", visibility="CONNECTIONS", reshares="false"))
    (body,) = world.bodies()
    assert body["visibility"] == "CONNECTIONS"
    assert body["isReshareDisabledByAuthor"] is True


def test_one_picture_and_its_words(world: World) -> None:
    world.publish(world.plan("one", world.file("a.jpg", jpeg(), "image/jpeg", alt="A square")))
    (body,) = world.bodies()
    media = body["content"]["media"]
    assert media["altText"] == "A square"
    assert world.server.fetch(f"linkedin/file?urn={media['id']}") == jpeg()
    assert world.waits == ["LinkedIn is processing the picture."]
    assert "GET /rest/images/{id}" not in world.calls()


@pytest.mark.parametrize("count", [2, 20])
def test_several_pictures_in_their_order(world: World, count: int) -> None:
    media = [
        world.file(f"{n}.jpg", jpeg(n), "image/jpeg", alt=f"Number {n}" if n else "")
        for n in range(count)
    ]
    steps = world.steps()
    world.publish(world.plan("many", *media), steps=steps)
    images = world.bodies()[0]["content"]["multiImage"]["images"]
    assert [one.get("altText", "") for one in images] == [
        "",
        *(f"Number {n}" for n in range(1, count)),
    ]
    sent = [world.server.fetch(f"linkedin/file?urn={one['id']}") for one in images]
    assert sent == [jpeg(n) for n in range(count)]
    assert world.calls()["PUT /dms-uploads"] == count
    assert steps.told[-1][0] == steps.told[-1][1]


def test_pictures_as_a_document(world: World) -> None:
    media = [world.file(f"{n}.jpg", jpeg(n), "image/jpeg", alt=f"Page {n}") for n in range(3)]
    plan = world.plan("swipe", *media, document="true", document_title="Three “pages” (draft)")
    assert plan.title == "Three “pages” (draft)"
    world.publish(plan)
    media_sent = world.bodies()[0]["content"]["media"]
    assert media_sent["title"] == "Three “pages” (draft)"
    assert media_sent["id"].startswith("urn:li:document:")
    pages = [
        world.server.fetch(f"linkedin/file?urn={media_sent['id']}&page={n}") for n in (1, 2, 3)
    ]
    assert pages == [jpeg(n) for n in range(3)]
    assert world.calls()["PUT /dms-uploads"] == 1


def test_a_video_goes_out_in_parts_and_comes_together(world: World) -> None:
    world.change(part_bytes=30_000, video_polls=2)
    data = film(100_000)
    world.publish(world.plan("film", world.file("v.mp4", data, "video/mp4", duration=5)))
    media = world.bodies()[0]["content"]["media"]
    assert world.server.fetch(f"linkedin/file?urn={media['id']}") == data
    assert world.calls()["PUT /dms-uploads"] == 4
    assert world.urns()[0].startswith("urn:li:ugcPost:")
    assert world.waits == ["LinkedIn is processing the video."] * 2


def test_a_video_goes_on_with_its_next_part(world: World) -> None:
    world.change(part_bytes=30_000)
    plan = world.plan("film", world.file("v.mp4", film(), "video/mp4", duration=5))
    steps = world.steps()
    world.fault("PUT /dms-uploads", "status", nth=3, status=500)
    with pytest.raises(NotSent):
        world.publisher.publish(plan, world.session("one"), steps)
    world.publish(plan, world.session("one"), steps)
    assert world.calls()["PUT /dms-uploads"] == 5
    assert world.calls()["POST /rest/videos"] == 2
    assert len(world.bodies()) == 1


def test_a_poll(world: World) -> None:
    plan = world.plan(
        "What now?",
        poll="true",
        poll_question="Tea or coffee?",
        poll_answer_1="Tea",
        poll_answer_2="Coffee",
        poll_answer_4="Neither",
        poll_duration="THREE_DAYS",
    )
    world.publish(plan)
    assert world.bodies()[0]["content"]["poll"] == {
        "question": "Tea or coffee?",
        "options": [{"text": "Tea"}, {"text": "Coffee"}, {"text": "Neither"}],
        "settings": {"duration": "THREE_DAYS"},
    }


def test_a_link_card_is_our_own(world: World) -> None:
    world.publish(world.plan(f"read {SITE}/article now"))
    card = world.bodies()[0]["content"]["article"]
    assert card["source"] == f"{SITE}/article"
    assert card["title"] == "How to plan a week of posts"
    assert card["description"].startswith("Seven small habits")
    assert world.server.fetch(f"linkedin/file?urn={card['thumbnail']}")[:4] == b"\x89PNG"


def test_a_card_with_a_title_of_the_persons_own(world: World) -> None:
    world.publish(world.plan(f"read {SITE}/nothing now", link_title="Mine"))
    assert world.bodies()[0]["content"]["article"] == {
        "source": f"{SITE}/nothing",
        "title": "Mine",
    }
    world.publish(world.plan(f"see {SITE}/nothing now"))
    assert "content" not in world.bodies()[1]


def test_a_picture_that_is_not_ready_is_waited_for(world: World) -> None:
    world.change(image_polls=2)
    steps = world.steps()
    world.publish(world.plan("one", world.file("a.jpg", jpeg(), "image/jpeg")), steps=steps)
    assert world.calls()[CREATE] == 3
    assert len(world.bodies()) == 1
    assert world.waits[1:] == ["LinkedIn is still processing a file of this post."] * 2


def test_a_picture_that_never_gets_ready_is_given_up(world: World) -> None:
    world.change(image_polls=1000)
    plan, steps = world.plan("one", world.file("a.jpg", jpeg(), "image/jpeg")), world.steps()
    for _ in range(1 + uploads.EARLY_TRIES):
        with pytest.raises(Waiting):
            world.publisher.publish(plan, world.session("one"), steps)
    with pytest.raises(NotSent) as caught:
        world.publisher.publish(plan, world.session("one"), steps)
    assert caught.value.kind is ErrorKind.MEDIA_PROCESSING
    assert not world.bodies()


def test_a_video_that_is_processed_for_ever_is_given_up(world: World) -> None:
    world.change(video_polls=1000)
    plan = world.plan("film", world.file("v.mp4", film(), "video/mp4", duration=5))
    steps = world.steps()
    session, seconds = world.session("one"), 0.0
    for _ in range(uploads.MOST_POLLS):
        with pytest.raises(Waiting) as wait:
            world.publisher.publish(plan, session, steps)
        seconds += wait.value.seconds
    assert 3600 < seconds < 4000
    with pytest.raises(ContentRefused) as gone:
        world.publisher.publish(plan, world.session("one"), steps)
    assert gone.value.kind is ErrorKind.MEDIA_PROCESSING


@pytest.mark.parametrize("author", ["person", "page"])
def test_a_file_that_can_not_be_processed_is_final(world: World, page: World, author: str) -> None:
    one = page if author == "page" else world
    one.change(processing_fails=True)
    with pytest.raises(ContentRefused) as caught:
        one.publish(one.plan("bad", one.file("a.jpg", jpeg(), "image/jpeg")))
    assert caught.value.kind is ErrorKind.MEDIA_PROCESSING
    assert not one.bodies()


def test_a_page_asks_how_far_its_pictures_are(page: World) -> None:
    page.change(image_polls=1)
    media = [page.file(f"{n}.jpg", jpeg(n), "image/jpeg") for n in range(2)]
    page.publish(page.plan("from the page", *media))
    (body,) = page.bodies()
    assert (body["author"], body["visibility"]) == (COMPANY, "PUBLIC")
    assert page.waits == ["LinkedIn is processing the picture."] * 2
    assert page.calls()[CREATE] == 1


def test_a_page_is_always_public(page: World) -> None:
    plan = page.plan("hi", visibility="CONNECTIONS")
    assert plan.options["visibility"] == "PUBLIC"
    page.publish(plan)
    assert page.bodies()[0]["visibility"] == "PUBLIC"


def test_an_address_that_ran_out_is_asked_for_anew(world: World) -> None:
    world.fault("PUT /dms-uploads", "status", status=401)
    world.publish(world.plan("one", world.file("a.jpg", jpeg(), "image/jpeg")))
    assert [type(one) for one in world.troubles] == [MediaGone]
    assert world.calls()["POST /rest/images"] == 2
    assert len(world.bodies()) == 1


def test_addresses_of_a_video_that_ran_out_begin_it_anew(world: World) -> None:
    world.change(part_bytes=30_000)
    plan = world.plan("film", world.file("v.mp4", film(), "video/mp4", duration=5))
    steps = world.steps()
    world.fault("PUT /dms-uploads", "status", nth=3, status=500)
    with pytest.raises(NotSent):
        world.publisher.publish(plan, world.session("one"), steps)
    world.server.tell("linkedin/expire_addresses")
    world.publish(plan, world.session("one"), steps)
    media = world.bodies()[0]["content"]["media"]
    assert world.server.fetch(f"linkedin/file?urn={media['id']}") == film()


def test_a_file_goes_only_to_linkedin() -> None:
    assert uploads.checked("https://www.linkedin.com/dms-uploads/x")
    for url in (
        "http://www.linkedin.com/x",
        "https://linkedin.com.example/x",
        "https://evillinkedin.com/x",
        "https://www.linkedin.com@example.com/x",
        "ftp://www.linkedin.com/x",
    ):
        with pytest.raises(NotSent, match="strange address"):
            uploads.checked(url)


def test_a_version_that_was_retired_names_the_setting(world: World) -> None:
    world.settings = {"version": "202401"}
    with pytest.raises(ContentRefused) as caught:
        world.publish(world.plan("old"))
    assert caught.value.kind is ErrorKind.API_RETIRED
    assert "API version" in caught.value.cause
    assert "202401" in caught.value.cause
    assert "YYYYMM" in caught.value.action
    world.settings = {"version": "202610"}
    world.publish(world.plan("new"))
    assert len(world.bodies()) == 1


def test_the_day_is_over_at_midnight_utc(world: World) -> None:
    world.change(daily_limit=1)
    world.publish(world.plan("first"))
    with pytest.raises(RateLimited) as caught:
        world.publisher.publish(world.plan("second"), world.session(), world.steps())
    assert caught.value.retry_after is not None
    moment = world.clock.now() + caught.value.retry_after
    assert (moment.hour, moment.minute, moment.second, moment.microsecond) == (0, 0, 0, 0)
    assert timedelta() < caught.value.retry_after <= timedelta(days=1)


@pytest.mark.parametrize(
    ("kind", "error"), [("expired_token", SignInExpired), ("revoked", SignInRevoked)]
)
def test_a_sign_in_that_is_over(world: World, kind: str, error: type[SignInExpired]) -> None:
    world.fault(CREATE, kind, times=0)
    with pytest.raises(SignInExpired) as caught:
        world.publish(world.plan("hi"))
    assert type(caught.value) is error
    assert not world.bodies()


def test_a_token_without_the_right_to_post(world: World) -> None:
    given: Any = world.server.tell("linkedin/token", scopes="openid profile")
    world.secrets.values["access"] = given["access_token"]
    with pytest.raises(PermissionMissing) as caught:
        world.publish(world.plan("hi"))
    assert "posts.CREATE" in caught.value.cause


def test_the_same_post_again_is_refused_and_named(world: World) -> None:
    world.publish(world.plan("twice"))
    world.server.tell("clock", advance_seconds=-30)
    try:
        first = world.urns()[0]
        world.clock.moment += timedelta(minutes=1)
        with pytest.raises(DuplicateRefused) as caught:
            world.publish(world.plan("twice"))
    finally:
        world.server.tell("clock", advance_seconds=30)
    assert first in caught.value.cause
    assert len(world.bodies()) == 1


@pytest.mark.parametrize(
    "trouble",
    [
        {"kind": "reset", "accepted": True},
        {"kind": "close"},
        {"kind": "status", "status": 503, "accepted": True},
        {"kind": "status", "status": 500},
        {"kind": "garbage", "accepted": True},
        {"kind": "garbage"},
    ],
)
def test_a_person_whose_answer_was_lost_is_asked(world: World, trouble: dict[str, Any]) -> None:
    world.fault(CREATE, **trouble)
    with pytest.raises(OutcomeUnknown):
        world.publish(world.plan("lost"))
    assert world.calls()[CREATE] == 1
    assert len(world.bodies()) == (1 if trouble.get("accepted") else 0)


def test_posting_again_finds_what_was_out_already(world: World) -> None:
    """The person says "It is not, post again", and LinkedIn knows better."""
    plan, session, steps = world.plan("lost"), world.session("one"), world.steps()
    world.fault(CREATE, "reset", accepted=True)
    with pytest.raises(OutcomeUnknown):
        world.publisher.publish(plan, session, steps)
    steps.armed.clear()
    published = world.publisher.publish(plan, session, steps)
    assert [one.remote_id for one in published.parts] == world.urns()
    assert len(world.bodies()) == 1


def test_posting_again_where_an_older_one_is_in_the_way_stays_open(world: World) -> None:
    world.publish(world.plan("lost"))
    world.clock.moment += timedelta(minutes=5)
    plan, session, steps = world.plan("lost"), world.session("one"), world.steps()
    world.fault(CREATE, "reset")
    with pytest.raises(OutcomeUnknown):
        world.publisher.publish(plan, session, steps)
    steps.armed.clear()
    with pytest.raises(OutcomeUnknown, match="already"):
        world.publisher.publish(plan, session, steps)
    assert len(world.bodies()) == 1
