"""What becomes of a post whose answer was lost: X has no key to ask by, only the account's list."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandcraft_desktop.domain.plan import Composition
from brandcraft_desktop.domain.steps import Verdict
from brandcraft_desktop.errors import DuplicateRefused, OutcomeUnknown, PublishingError
from brandcraft_desktop.publishers.json_value import Json, JsonObject
from brandcraft_desktop.publishers.x import finding
from brandcraft_desktop.publishers.x.publisher import X
from tests.practice.pictures import JPEG, MP4
from tests.publishers.x.world import CREATE, World

LIST = "GET /2/users/{id}/tweets"


@pytest.mark.parametrize("kind", ["reset", "close", "garbage", "cut", "status"])
def test_a_lost_answer_is_found_and_nothing_goes_out_twice(world: World, kind: str) -> None:
    text = "Tea & cake <3 at example.com/Ä and https://example.com/ 👩‍👩‍👧 e\u0301  twice"
    world.fault(CREATE, kind, accepted=True)
    published = world.publish(world.plan(text))
    (post,) = world.posts()
    assert published.parts[0].remote_id == post["id"]
    assert [type(error) for error in world.troubles] == [OutcomeUnknown]
    assert world.calls()[CREATE] == 1


def test_files_and_their_address_are_no_part_of_the_text(world: World) -> None:
    picture = world.file("a.jpg", JPEG, "image/jpeg")
    world.fault(CREATE, "reset", accepted=True)
    world.publish(world.plan("look https://example.com", [picture, replace(picture, alt="b")]))
    assert len(world.posts()) == 1


def test_a_post_without_words_is_known_by_its_files(world: World) -> None:
    before = world.file("a.jpg", JPEG, "image/jpeg")
    world.publish(world.plan("", [before]))
    clip = world.file("clip.mp4", MP4, "video/mp4", duration=5.0, width=720, height=720)
    world.fault(CREATE, "reset", accepted=True)
    published = world.publish(world.plan("", [clip]))
    assert published.parts[0].remote_id == world.posts()[1]["id"]


@pytest.mark.parametrize("trouble", ["reset", "status"])
def test_what_is_not_in_the_list_stays_unknown(world: World, trouble: str) -> None:
    """No document says that a post is in the list at once: its absence proves nothing."""
    world.fault(CREATE, trouble, accepted=False)
    with pytest.raises(AssertionError, match="gave up"):
        world.publish(world.plan("perhaps"))
    assert world.calls()[CREATE] == 1
    assert world.posts() == []


def test_a_post_that_the_list_does_not_show_yet_is_not_sent_again(world: World) -> None:
    world.settings(timeline_hides=1)
    world.fault(CREATE, "reset", accepted=True)
    plan, session, steps = world.plan("hidden"), world.session(), world.steps()
    for _ in range(2):
        with pytest.raises(OutcomeUnknown):
            world.publisher.publish(plan, session, steps)
    world.settings(timeline_hides=0)
    world.publisher.publish(plan, session, steps)
    assert len(world.posts()) == world.calls()[CREATE] == 1


def test_every_part_of_a_thread_is_found_in_its_place(world: World) -> None:
    for number in (1, 2, 3):
        world.fault(CREATE, "reset", nth=number, accepted=True)
    published = world.publish(world.plan("one\n---\ntwo\n---\nthree", thread=True))
    assert [part.remote_id for part in published.parts] == [one["id"] for one in world.posts()]
    assert [post["text"] for post in world.posts()] == ["one", "two", "three"]


def test_the_same_words_in_another_thread_are_not_taken_for_it(world: World) -> None:
    world.settings(duplicate_seconds=0)
    world.publish(world.plan("before\n---\nwords", thread=True))
    world.fault(CREATE, "reset")
    with pytest.raises(AssertionError, match="gave up"):
        world.publish(world.plan("words"))
    world.settings(duplicate_seconds=86_400)
    assert len(world.posts()) == 2


def test_another_post_of_the_same_second_is_no_success(world: World) -> None:
    """Numbers of posts tell the millisecond; whole seconds would take the older one for ours."""
    world.publish(world.plan("hello"))
    world.clock.moment = datetime.now(UTC) + timedelta(milliseconds=5)
    with pytest.raises(DuplicateRefused):
        world.publish(world.plan("hello"))
    assert len(world.posts()) == 1


def test_older_names_of_fields_are_understood(world: World) -> None:
    world.settings(old_names=True)
    world.fault(CREATE, "reset", accepted=True)
    world.publish(world.plan("old names"))
    assert len(world.posts()) == 1
    assert world.calls()[LIST] == 2


def test_more_than_one_page_is_read(world: World) -> None:
    world.fault(CREATE, "reset", accepted=True)
    plan, session, steps = world.plan("first"), world.session(), world.steps()
    with pytest.raises(OutcomeUnknown):
        world.publisher.publish(plan, session, steps)
    for number in range(6):
        world.publish(world.plan(f"later {number}"))
    published = world.publisher.publish(plan, session, steps)
    assert published.parts[0].remote_id == world.posts()[0]["id"]


def test_a_whole_plan_is_found_after_a_restore(world: World) -> None:
    plan = world.plan("one\n---\ntwo", thread=True)
    published = world.publish(plan)
    world.publish(world.plan("something else"))
    found = world.publisher.find(plan, world.session(), world.clock.now())
    assert found.verdict is Verdict.FOUND
    assert json.loads(found.result) == [
        [part.remote_id, part.permalink] for part in published.parts
    ]


def test_half_a_plan_is_not_the_whole(world: World) -> None:
    world.publish(world.plan("one"))
    plan = world.plan("one\n---\ntwo", thread=True)
    found = world.publisher.find(plan, world.session(), world.clock.now())
    assert found.verdict is Verdict.UNKNOWN


def test_only_what_is_newer_counts(world: World) -> None:
    plan = world.plan("hello")
    world.publish(plan)
    later = datetime.now(UTC) + timedelta(seconds=2)
    assert world.publisher.find(plan, world.session(), later).verdict is Verdict.UNKNOWN


def _wrong(why: str) -> PublishingError:
    return PublishingError(why)


def _told(text: str, **more: Json) -> JsonObject:
    return JsonObject({"id": "1", "text": text, **more}, _wrong)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])))
def test_any_text_is_known_again(text: str) -> None:
    """As X gives it back: escaped, composed, without spaces at its ends."""
    import html
    import unicodedata

    plan = X().plan(Composition(text))
    part = plan.parts[0]
    links = [span for span in part.spans if span.kind.value == "link"]
    back, end = "", 0
    urls: list[Json] = []
    for number, span in enumerate(links):
        short = f"https://t.co/{number:010d}"
        back += html.escape(part.text[end : span.start], quote=False) + short
        whole = span.target if "://" in span.target else f"http://{span.target}"
        urls.append({"url": short, "expanded_url": whole})
        end = span.end
    back += html.escape(part.text[end:], quote=False)
    entities: dict[str, Json] = {"urls": urls}
    post = _told(unicodedata.normalize("NFC", back).strip(), entities=entities)
    assert finding._text_of(post) == finding._ours(part)


def test_a_reply_without_its_thread_is_compared_by_words_alone() -> None:
    part = X().plan(Composition("hello")).parts[0]
    assert finding._is(_told("hello"), part, (), ["7"])
    assert not finding._is(_told("hello", conversation_id="8"), part, (), ["7"])


@pytest.mark.parametrize("arrived", [True, False])
def test_the_same_words_of_another_delivery_are_not_taken_for_ours(
    world: World, arrived: bool
) -> None:
    world.settings(duplicate_seconds=0)
    plan, steps = world.plan("twice"), world.steps()
    world.fault(CREATE, "reset", accepted=arrived)
    with pytest.raises(OutcomeUnknown):
        world.publisher.publish(plan, world.session(), steps)
    other = world.publish(world.plan("twice")).parts[0].remote_id
    session = replace(world.session(), taken=lambda: frozenset({other}))
    if arrived:
        (ours,) = world.publisher.publish(plan, session, steps).parts
        assert ours.remote_id == world.posts()[0]["id"] != other
    else:
        with pytest.raises(OutcomeUnknown):
            world.publisher.publish(plan, session, steps)
    whole = world.publisher.find(plan, session, session.created_at - timedelta(minutes=1))
    assert whole.verdict is (Verdict.FOUND if arrived else Verdict.UNKNOWN)
    world.settings(duplicate_seconds=86_400)
    assert world.calls()[CREATE] == 2


def test_the_oldest_of_two_alike_is_ours(world: World) -> None:
    """The other one may not be known to be out yet."""
    world.settings(duplicate_seconds=0)
    plan, session, steps = world.plan("alike"), world.session(), world.steps()
    world.fault(CREATE, "reset", accepted=True)
    with pytest.raises(OutcomeUnknown):
        world.publisher.publish(plan, session, steps)
    world.publish(world.plan("alike"))
    world.settings(duplicate_seconds=86_400)
    (ours,) = world.publisher.publish(plan, session, steps).parts
    assert ours.remote_id == world.posts()[0]["id"]


def test_the_same_words_with_other_files_are_not_ours(world: World) -> None:
    world.settings(duplicate_seconds=0)
    picture = world.file("a.jpg", JPEG, "image/jpeg")
    clip = world.file("clip.mp4", MP4, "video/mp4", duration=5.0, width=720, height=720)
    plan, session, steps = world.plan("look", [picture]), world.session(), world.steps()
    world.fault(CREATE, "reset")
    with pytest.raises(OutcomeUnknown):
        world.publisher.publish(plan, session, steps)
    world.publish(world.plan("look", [clip]))
    world.settings(duplicate_seconds=86_400)
    with pytest.raises(OutcomeUnknown):
        world.publisher.publish(plan, session, steps)
