"""Looking for posts of a page, deleting, and what a post's number tells."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from brandcraft_desktop.domain.steps import Verdict
from brandcraft_desktop.errors import BadInput, OutcomeUnknown, RateLimited
from brandcraft_desktop.publishers.linkedin import own_posts
from tests.publishers.linkedin.world import World

CREATE = "POST /rest/posts"
SOON = timedelta(minutes=1)


def test_a_page_finds_what_arrived(page: World) -> None:
    page.fault(CREATE, "reset", accepted=True)
    published = page.publish(page.plan("from the page (really) #tag"))
    assert [one.remote_id for one in published.parts] == page.urns()
    assert page.calls()[CREATE] == 1
    assert page.calls()["GET /rest/posts"] == 1


def test_a_page_that_does_not_see_it_knows_nothing(page: World) -> None:
    page.fault(CREATE, "reset")
    with pytest.raises(OutcomeUnknown):
        page.publish(page.plan("never arrived"))
    assert page.calls()[CREATE] == 1
    assert not page.bodies()


def test_an_older_post_with_the_same_words_does_not_count(page: World) -> None:
    page.publish(page.plan("the same words"))
    since = page.clock.now() + SOON
    finding = page.publisher.find(page.plan("the same words"), page.session(), since)
    assert finding.verdict is Verdict.UNKNOWN
    earlier = page.clock.now() - SOON
    found = page.publisher.find(page.plan("the same words"), page.session(), earlier)
    assert found.verdict is Verdict.FOUND
    (urn,) = page.urns()
    assert json.loads(found.result) == [[urn, f"https://www.linkedin.com/feed/update/{urn}/"]]
    other = page.publisher.find(page.plan("other words"), page.session(), earlier)
    assert other.verdict is Verdict.UNKNOWN


def test_a_post_that_is_not_listed_yet_is_not_taken_for_missing(page: World) -> None:
    page.change(list_delay=60)
    page.fault(CREATE, "reset", accepted=True)
    with pytest.raises(OutcomeUnknown):
        page.publish(page.plan("soon there"))
    assert len(page.bodies()) == 1


def test_a_person_can_not_be_looked_at(world: World) -> None:
    world.publish(world.plan("mine"))
    since = world.clock.now() - SOON
    finding = world.publisher.find(world.plan("mine"), world.session(), since)
    assert finding.verdict is Verdict.UNKNOWN
    assert "GET /rest/posts" not in world.calls()


def test_deleting_and_deleting_what_is_gone(world: World) -> None:
    world.publish(world.plan("short"))
    (urn,) = world.urns()
    world.publisher.delete(urn, world.account_session)
    assert world.urns() == []
    world.publisher.delete(urn, world.account_session)
    world.publisher.delete("urn:li:share:1", world.account_session)
    with pytest.raises(BadInput):
        world.publisher.delete("urn:li:image:1", world.account_session)
    with pytest.raises(BadInput):
        world.publisher.delete("urn:li:share:1/../../x", world.account_session)


def test_a_number_tells_its_moment() -> None:
    moment = datetime(2026, 11, 22, 12, tzinfo=UTC)
    urn = f"urn:li:share:{int(moment.timestamp() * 1000) << 22}"
    assert own_posts.is_newer(urn, moment - timedelta(minutes=1))
    assert own_posts.is_newer(urn, moment)
    assert not own_posts.is_newer(urn, moment + timedelta(minutes=1))
    assert not own_posts.is_newer("urn:li:share:1", moment)
    assert not own_posts.is_newer(f"urn:li:share:{10**40}", moment)


@pytest.mark.parametrize("arrived", [True, False])
def test_the_same_words_of_another_delivery_are_not_taken_for_ours(
    page: World, arrived: bool
) -> None:
    page.change(duplicate_seconds=0)
    plan, steps = page.plan("alike"), page.steps()
    page.fault(CREATE, "reset", accepted=arrived)
    with pytest.raises(OutcomeUnknown):
        page.publisher.publish(plan, page.session(), steps)
    (other,) = page.publish(plan).parts
    session = replace(page.session(), taken=lambda: frozenset({other.remote_id}))
    whole = page.publisher.find(plan, session, session.created_at - SOON)
    if arrived:
        (ours,) = page.publisher.publish(plan, session, steps).parts
        assert sorted(page.urns()) == sorted([ours.remote_id, other.remote_id])
        assert whole.verdict is Verdict.FOUND
    else:
        with pytest.raises(OutcomeUnknown):
            page.publisher.publish(plan, session, steps)
        assert whole.verdict is Verdict.UNKNOWN
        assert page.urns() == [other.remote_id]


def test_a_refusal_that_names_anothers_post_is_no_success(page: World) -> None:
    page.change(duplicate_seconds=600)
    plan, steps = page.plan("said twice"), page.steps()
    page.fault(CREATE, "status", status=429)
    with pytest.raises(RateLimited):
        page.publisher.publish(plan, page.session(), steps)
    (other,) = page.publish(plan).parts
    session = replace(page.session(), taken=lambda: frozenset({other.remote_id}))
    with pytest.raises(OutcomeUnknown):
        page.publisher.publish(plan, session, steps)
    assert page.urns() == [other.remote_id]
