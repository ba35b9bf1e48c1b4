"""A post goes out once, or it is said that nobody knows."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from brandcraft_desktop.domain.plan import Plan
from brandcraft_desktop.domain.steps import Verdict
from brandcraft_desktop.errors import OutcomeUnknown, RateLimited
from brandcraft_desktop.publishers.base import Session
from brandcraft_desktop.publishers.mastodon import statuses
from tests.practice.pictures import JPEG
from tests.publishers.mastodon.world import STATUSES, World
from tests.publishers.support import MemorySteps

HOUR = timedelta(hours=1)
LIST = "GET /api/v1/accounts/{id}/statuses"


def lose(world: World, plan: Plan, session: Session, steps: MemorySteps, **more: object) -> None:
    """The call is made and its answer never comes."""
    world.fault(STATUSES, "reset", accepted=True, **more)
    with pytest.raises(OutcomeUnknown):
        world.publisher.publish(plan, session, steps)


def pass_time(world: World, by: timedelta) -> None:
    """For us and for the servers."""
    world.clock.moment += by
    world.server.tell("clock", advance_seconds=by.total_seconds())


@pytest.mark.parametrize("kind", ["reset", "close", "garbage", "cut", "status"])
@pytest.mark.parametrize("accepted", [True, False])
def test_a_lost_answer_is_asked_for_with_the_same_key(
    world: World, kind: str, accepted: bool
) -> None:
    world.fault(STATUSES, kind, accepted=accepted, status=503)
    published = world.publish(world.plan("once"))
    assert [type(one) for one in world.troubles] == [OutcomeUnknown]
    (status,) = world.statuses()
    assert published.parts[0].remote_id == status["id"]
    assert len(world.made()) == 1
    assert LIST not in world.calls()


def test_afterwards_it_is_looked_for(world: World) -> None:
    text = (
        "Grüße @practice_2@social.practice.example, @anna@other.example & <you>!\n"
        "https://example.com/a/very/long/address?with=query#and-more\n\n#Tag 👩‍👩‍👧  two  spaces"
    )
    media = [world.picture("a.jpg", JPEG, "image/jpeg")]
    plan, session, steps = (
        world.plan(text, media, spoiler_text="cw 1"),
        world.session(),
        world.steps(),
    )
    lose(world, plan, session, steps)
    pass_time(world, HOUR)
    published = world.publish(plan, session, steps)
    assert published.parts[0].remote_id == world.statuses()[0]["id"]
    assert len(world.made()) == 1
    assert world.calls()[LIST] == 1


def test_what_is_not_seen_is_not_sent_again(world: World) -> None:
    world.server.tell("mastodon/settings", list_seconds=100_000)
    plan, session, steps = world.plan("slow list"), world.session(), world.steps()
    lose(world, plan, session, steps)
    pass_time(world, HOUR)
    for _ in range(3):
        with pytest.raises(OutcomeUnknown):
            world.publisher.publish(plan, session, steps)
    assert len(world.made()) == 1


def test_a_list_that_lags_shows_it_in_the_end(world: World) -> None:
    soon = timedelta(seconds=20)
    world.server.tell("mastodon/settings", list_seconds=(HOUR + soon).total_seconds())
    plan, session, steps = world.plan("soon listed"), world.session(), world.steps()
    lose(world, plan, session, steps)
    pass_time(world, HOUR)
    with pytest.raises(OutcomeUnknown):
        world.publisher.publish(plan, session, steps)
    pass_time(world, soon)
    published = world.publish(plan, session, steps)
    assert published.parts[0].remote_id == world.statuses()[0]["id"]
    assert len(world.made()) == 1


def test_what_never_arrived_is_not_sent_again_either(world: World) -> None:
    plan, session, steps = world.plan("lost on the way"), world.session(), world.steps()
    world.fault(STATUSES, "reset")
    with pytest.raises(OutcomeUnknown):
        world.publisher.publish(plan, session, steps)
    pass_time(world, HOUR)
    with pytest.raises(OutcomeUnknown):
        world.publisher.publish(plan, session, steps)
    assert world.made() == []


def test_many_lost_answers_reach_no_further_than_the_first(world: World) -> None:
    """Each repeated call is armed anew, but the server counts its hour from the first."""
    plan, session, steps = world.plan("again"), world.session(), world.steps()
    lose(world, plan, session, steps)
    pass_time(world, timedelta(minutes=45))
    lose(world, plan, session, steps)
    steps.armed["post 1"] = world.clock.now()  # as the engine arms it again
    pass_time(world, timedelta(minutes=45))
    published = world.publish(plan, session, steps)
    assert len(world.made()) == 1
    assert published.parts[0].remote_id == world.statuses()[0]["id"]


def test_a_refusal_after_a_lost_answer_proves_nothing(world: World) -> None:
    world.server.tell("mastodon/settings", list_seconds=100_000)
    plan, session, steps = world.plan("again"), world.session(), world.steps()
    lose(world, plan, session, steps)
    world.fault(STATUSES, "status", status=429)
    with pytest.raises(RateLimited):
        world.publisher.publish(plan, session, steps)
    assert steps.armed == {}
    pass_time(world, HOUR)
    with pytest.raises(OutcomeUnknown):
        world.publisher.publish(plan, session, steps)
    assert len(world.made()) == 1


def test_it_is_posted_again_when_its_person_says_so(world: World) -> None:
    plan, session, steps = world.plan("again"), world.session(), world.steps()
    world.fault(STATUSES, "reset")
    with pytest.raises(OutcomeUnknown):
        world.publisher.publish(plan, session, steps)
    pass_time(world, HOUR)
    with pytest.raises(OutcomeUnknown):
        world.publisher.publish(plan, session, steps)
    steps.armed.clear()  # "It is not, post again"
    lose(world, plan, session, steps)
    world.publish(plan, session, steps)
    assert len(world.made()) == 1


def test_only_the_same_message_counts(world: World) -> None:
    """Another text, another answer, an older one: none of them is it."""
    world.publish(world.plan("hello there"))
    pass_time(world, HOUR)
    since = world.clock.now()
    world.publish(world.plan("hello"))
    world.publish(world.plan("hello there", spoiler_text="cw"))
    world.publish(world.plan("first\n---\nhello there", thread=True))
    plan = world.plan("hello there")
    found = world.publisher.find(plan, world.session(), since)
    assert found.verdict is Verdict.UNKNOWN
    world.publish(plan)
    found = world.publisher.find(plan, world.session(), since)
    assert found.verdict is Verdict.FOUND


def test_a_whole_thread_is_found(world: World) -> None:
    plan = world.plan("one\n---\ntwo", thread=True)
    since = world.clock.now()
    published = world.publish(plan)
    found = world.publisher.find(plan, world.session(), since)
    assert found.verdict is Verdict.FOUND
    assert json.loads(found.result) == [
        [part.remote_id, part.permalink] for part in published.parts
    ]
    world.publisher.delete(published.parts[1].remote_id, world.account_session)
    assert world.publisher.find(plan, world.session(), since).verdict is Verdict.UNKNOWN


def test_a_poll_is_found_by_its_answers(world: World) -> None:
    since = world.clock.now()
    chosen: dict[str, Any] = {"poll": "true", "poll_choices": "yes\nno"}
    world.publish(world.plan("ask", **chosen))
    same = world.publisher.find(world.plan("ask", **chosen), world.session(), since)
    other = world.plan("ask", poll="true", poll_choices="yes\nno\nperhaps")
    assert same.verdict is Verdict.FOUND
    assert world.publisher.find(other, world.session(), since).verdict is Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>a<br />b</p><p>c</p>", "a\nb\n\nc"),
        ("<p>5 &lt; 6 &amp; 7</p>", "5 < 6 & 7"),
        (
            '<p><a href="x"><span class="invisible">https://</span><span class="ellipsis">'
            'example.com/a</span><span class="invisible">bc</span></a></p>',
            "https://example.com/abc",
        ),
        ('<p><span class="h-card"><a href="x">@<span>anna</span></a></span> hi</p>', "@anna hi"),
        ("plain, without any tag", "plain, without any tag"),
        ("<p>broken <b", "broken"),
    ],
)
def test_what_a_person_reads_of_a_post(html: str, text: str) -> None:
    assert statuses.words_of(html).startswith(text)


def test_mentions_are_compared_without_their_server() -> None:
    assert statuses.comparable("@anna@b.example, see\nhttps://a.example/@x@y.z") == (
        statuses.comparable("@anna, see https://a.example/@x@y.z")
    )


@pytest.mark.parametrize("arrived", [True, False])
def test_the_same_words_of_another_delivery_are_not_taken_for_ours(
    world: World, arrived: bool
) -> None:
    plan, session, steps = world.plan("alike"), world.session(), world.steps()
    world.fault(STATUSES, "reset", accepted=arrived)
    with pytest.raises(OutcomeUnknown):
        world.publisher.publish(plan, session, steps)
    (other,) = world.publish(plan).parts
    pass_time(world, HOUR)
    knowing = replace(session, taken=lambda: frozenset({other.remote_id}))
    whole = world.publisher.find(plan, knowing, session.created_at)
    if arrived:
        (ours,) = world.publisher.publish(plan, knowing, steps).parts
        assert ours.remote_id == world.statuses()[0]["id"] != other.remote_id
        assert whole.verdict is Verdict.FOUND
    else:
        with pytest.raises(OutcomeUnknown):
            world.publisher.publish(plan, knowing, steps)
        assert whole.verdict is Verdict.UNKNOWN
        steps.armed.clear()  # a call after it was refused: what is armed is not known any more
        steps.kept.pop("told 1.")
        with pytest.raises(OutcomeUnknown):
            world.publisher.publish(plan, knowing, steps)
        assert len(world.made()) == 1
