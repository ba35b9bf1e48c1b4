"""What is out although Instagram refused it, or can't be told from others: once, and told so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from brandcraft_desktop.domain.follow_up import FollowUpState
from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.domain.views import DeliveryView
from brandcraft_desktop.errors import NotSent
from brandcraft_desktop.publishers.instagram import own_posts
from brandcraft_desktop.publishers.instagram.api import of as api_of
from brandcraft_desktop.publishers.instagram.posting import LISTED_WITHIN, LONGEST_EARLY
from brandcraft_desktop.services import deliveries, follow_ups
from tests.publishers.flow import PICTURE, Flow
from tests.publishers.instagram.flows import FLOWS, SHEET
from tests.publishers.instagram.world import World
from tests.publishers.stand import Stand, stand
from tests.publishers.support import Waiting

PUBLISH = "media.publish"
POST, CAROUSEL = FLOWS[0], FLOWS[1]
LASTING = ("4/2207051", "1/2207050", "10/2207006", "10", "100", "368")
REFUSALS = ("9007/2207027", "24/2207008", "-2/2207020", *LASTING)


def story() -> Flow:
    return Flow("a story", "", (PICTURE,), options=lambda _: {"kind": "story"})


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stand]:
    with stand(tmp_path_factory.mktemp("stand"), SHEET) as made:
        made.connect()
        yield made


@pytest.fixture(autouse=True)
def _anew(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    if "here" in request.fixturenames:
        found: Stand = request.getfixturevalue("here")
        found.server.tell("faults/clear")
        found.server.tell("forget")
        SHEET.quiet(found.server)


def refuse_what_goes_out(here: Stand, error: str) -> None:
    here.server.tell(
        "faults", endpoint=PUBLISH, kind="status", status=400, error=error, accepted=True
    )


def lose(here: Stand) -> None:
    here.server.tell("faults", endpoint=PUBLISH, kind="reset", accepted=True)


def posts(here: Stand) -> list[dict[str, Any]]:
    found: Any = here.server.ask("instagram/posts")["posts"]
    return list(found)


def published(here: Stand) -> int:
    journal = here.server.ask("instagram/journal")["journal"]
    assert isinstance(journal, list)
    return sum(isinstance(one, dict) and one["action"] == "publish" for one in journal)


@pytest.mark.parametrize("flow", [POST, CAROUSEL], ids=["a picture", "a carousel"])
@pytest.mark.parametrize("error", REFUSALS)
def test_what_was_refused_and_is_out_is_found_and_never_sent_again(
    here: Stand, error: str, flow: Flow
) -> None:
    refuse_what_goes_out(here, error)
    ended, mark = here.publish(flow)
    assert ended.status is D.PUBLISHED, ended.error
    assert len(here.arrived(mark)) == 1
    assert ended.parts[0].remote_id


@pytest.mark.parametrize("error", REFUSALS)
def test_where_it_is_not_listed_it_has_not_failed_either(here: Stand, error: str) -> None:
    here.server.tell("instagram/settings", lag=10_000_000.0)
    refuse_what_goes_out(here, error)
    ended, mark = here.publish(POST)
    assert ended.status is D.PUBLISHED, ended.error
    assert ended.parts[0].remote_id == ""
    assert len(here.arrived(mark)) == 1


def test_lists_that_nobody_can_read_are_no_failure_of_the_post(here: Stand) -> None:
    refuse_what_goes_out(here, REFUSALS[0])
    here.server.tell(
        "faults", endpoint="media.list", kind="status", status=403, error="10", times=0
    )
    ended, mark = here.publish(POST)
    assert ended.status is D.UNCONFIRMED
    assert len(here.arrived(mark)) == 1


@pytest.mark.parametrize("answer", [{"status": 500}, {"status": 403, "error": "10"}])
def test_what_was_refused_and_can_not_be_asked_has_not_failed(
    here: Stand, answer: dict[str, Any]
) -> None:
    """Its container is asked again before anything else, and it is never sent twice."""
    refuse_what_goes_out(here, LASTING[0])
    here.server.tell("faults", endpoint="container.status", kind="status", nth=2, **answer)
    ended, mark = here.publish(POST)
    assert ended.status is D.PUBLISHED, ended.error
    assert len(here.arrived(mark)) == 1


@pytest.mark.parametrize("error", LASTING)
def test_what_was_refused_and_is_not_out_has_failed_and_goes_out_on_its_persons_word(
    here: Stand, error: str
) -> None:
    here.server.tell("faults", endpoint=PUBLISH, kind="status", status=400, error=error)
    ended, mark = here.publish(POST)
    assert ended.status is D.FAILED
    assert len(here.arrived(mark)) == 0
    deliveries.retry(here.workspace, ended.id)
    assert here.drive(ended).status is D.PUBLISHED
    assert len(here.arrived(mark)) == 1


def test_stories_are_told_apart_by_what_they_are(world: World) -> None:
    plans = [world.plan("", [media], kind="story") for media in (world.picture(), world.video())]
    made = [world.publish(plan).parts[0].remote_id for plan in plans]
    api, since = api_of(world.account_session), world.clock.now() - timedelta(seconds=5)
    for plan, media_id in zip(plans, made, strict=True):
        assert own_posts.candidates(plan, api, since, frozenset()) == (media_id,)


def test_two_stories_that_are_alike_are_out_and_it_is_said_what_to_do(here: Stand) -> None:
    ended: list[DeliveryView] = []
    for _ in range(2):
        lose(here)
        ended.append(here.post(story())[0])
    here.server.tell("instagram/settings", lag=60.0)  # neither is seen before both are out
    done = [here.drive(one) for one in ended]
    assert [one.status for one in done] == [D.PUBLISHED, D.PUBLISHED]
    assert published(here) == 2
    # Where a second ended between the two, the later one is told apart; the other never is.
    newest = max(str(one["id"]) for one in posts(here))
    unknown = [one for one in done if one.parts[0].remote_id != newest]
    assert unknown
    for one in unknown:
        assert (one.parts[0].remote_id, one.parts[0].permalink) == (
            "",
            "https://www.instagram.com/practice.studio/",
        )
        (told,) = here.look(one).follow_ups
        assert (told.words, told.state) == ("The link to the post", FollowUpState.FAILED)
        assert told.title == "Instagram does not tell which post of the account this one is."
        assert told.action == "It is out: look at it, comment on it or delete it on Instagram."


def test_what_is_listed_late_gets_its_link_and_its_comment_late(here: Stand) -> None:
    here.server.tell("instagram/settings", lag=3600.0)
    lose(here)
    ended, _ = here.publish(POST)
    assert [one.state for one in ended.follow_ups] == [FollowUpState.WAITING]
    here.skip(3600)
    follow_ups.run_due(here.workspace)
    known = here.look(ended)
    (post,) = posts(here)
    assert known.parts[0].remote_id == post["id"]
    assert known.parts[0].permalink == post["permalink"]
    assert post["comments"] == ["More of it below"]


def test_being_told_too_early_for_ever_comes_to_an_end(world: World) -> None:
    world.fault(PUBLISH, "status", status=400, error=REFUSALS[0], times=0)
    plan, steps, session = world.plan("Hello", [world.picture()]), world.steps(), world.session()

    def go_on() -> None:
        while True:
            try:
                world.publisher.publish(plan, session, steps)
            except Waiting as wait:
                world.clock.moment += timedelta(seconds=wait.seconds)

    began = world.clock.now()
    with pytest.raises(NotSent, match="still works on the files"):
        go_on()
    assert LONGEST_EARLY < world.clock.now() - began < LONGEST_EARLY + LISTED_WITHIN


@pytest.mark.parametrize("words", ["Good morning", ""])
def test_another_deliverys_post_like_it_is_not_ours(world: World, words: str) -> None:
    first = world.publish(world.plan(words, [world.picture()])).parts[0].remote_id
    world.server.tell("clock", advance_seconds=5)  # the older one comes first
    world.fault(PUBLISH, "reset", accepted=True)
    session = replace(world.session(), taken=lambda: frozenset({first}))
    out = world.publish(world.plan(words, [world.picture()]), session)
    assert out.parts[0].remote_id not in ("", first)
    assert len(world.posts()) == 2
