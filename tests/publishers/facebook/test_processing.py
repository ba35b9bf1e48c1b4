"""A video that Facebook has taken: how long it is waited for, and what can end it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.errors import ContentRefused
from brandcraft_desktop.services import deliveries
from tests.publishers.facebook.flows import FLOWS, SHEET
from tests.publishers.facebook.world import World
from tests.publishers.flow import Flow
from tests.publishers.stand import Stand, stand
from tests.publishers.support import Waiting

FILM, REEL = FLOWS[3], FLOWS[4]
FOR_EVER = 1_000_000
DAY = timedelta(days=1)


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
        SHEET.quiet(found.server)


@pytest.mark.parametrize("flow", [FILM, REEL], ids=lambda flow: flow.name)
def test_what_is_processed_for_more_than_a_day_is_unconfirmed_and_no_failure(
    here: Stand, flow: Flow
) -> None:
    here.server.tell("facebook/settings", polls=FOR_EVER)
    delivery, mark = here.post(flow)
    began = here.clock.now()
    here.run_once()
    here.skip(7 * 3600)
    here.run_once()
    assert here.look(delivery).status is D.PROCESSING
    here.skip(18 * 3600)
    ended = here.drive(delivery)
    assert ended.status is D.UNCONFIRMED
    assert ended.error is not None
    assert ended.error.title == "Facebook took this post, and does not tell what became of it."
    assert here.clock.now() - began > DAY
    assert len(here.arrived(mark)) == 1


def test_where_its_person_says_no_it_is_sent_anew_and_the_first_is_taken_away(here: Stand) -> None:
    here.server.tell("facebook/settings", polls=FOR_EVER)
    delivery, mark = here.post(REEL)
    here.run_once()
    here.skip(25 * 3600)
    ended = here.drive(delivery)
    assert ended.status is D.UNCONFIRMED
    deliveries.resolve(here.workspace, ended.id, published_url=None)
    while len(here.arrived(mark)) < 2:
        here.skip(60)
        here.run_once()
    here.server.tell("facebook/settings", polls=0)
    again = here.drive(delivery)
    assert again.status is D.PUBLISHED, again.error
    assert len(here.arrived(mark)) == 2
    assert [deleted(here), again.parts[0].remote_id] == [1, newest(here)]


def test_a_video_that_could_not_be_processed_can_be_tried_again(here: Stand) -> None:
    here.server.tell("facebook/settings", outcome="error")
    ended, mark = here.publish(REEL)
    assert ended.status is D.FAILED
    here.server.tell("facebook/settings", outcome="ready")
    deliveries.retry(here.workspace, ended.id)
    again = here.drive(ended)
    assert again.status is D.PUBLISHED, again.error
    assert again.parts[0].remote_id == newest(here)
    assert len(here.arrived(mark)) == 2


@pytest.mark.parametrize(
    "trouble",
    [
        {"kind": "status", "status": 403, "error": "10"},
        {"kind": "status", "status": 400, "error": "190"},
        {"kind": "status", "status": 400, "error": "368"},
        {"kind": "status", "status": 400, "error": "100"},
    ],
    ids=["permission", "expired", "blocked", "strange"],
)
def test_not_to_be_told_how_far_it_is_is_no_failure(here: Stand, trouble: dict[str, Any]) -> None:
    here.server.tell("facebook/settings", polls=5)
    delivery, mark = here.post(REEL)
    here.run_once()
    here.server.tell("faults", endpoint="get", times=0, **trouble)
    ended = here.drive(delivery)
    assert ended.status is D.PUBLISHED, ended.error
    assert len(here.arrived(mark)) == 1


def test_one_that_is_deleted_while_it_is_processed_is_its_persons_to_judge(here: Stand) -> None:
    here.server.tell("facebook/settings", polls=5)
    delivery, mark = here.post(REEL)
    here.run_once()
    (video,) = [one for one in things(here, "video") if one["value"].get("post") == newest(here)]
    here.server.tell("facebook/delete", id=video["id"])
    ended = here.drive(delivery)
    assert ended.status is D.UNCONFIRMED
    assert ended.error is not None
    assert ended.error.title == "Facebook took this post, and does not tell what became of it."
    assert len(here.arrived(mark)) == 1


def test_it_is_asked_ever_more_seldom(world: World) -> None:
    world.tell("settings", polls=FOR_EVER)
    plan, session, steps = world.plan("Film", [world.video()]), world.session(), world.steps()
    pauses: list[float] = []
    while sum(pauses) < 6 * 3600:
        with pytest.raises(Waiting) as wait:
            world.publisher.publish(plan, session, steps)
        pauses.append(wait.value.seconds)
        world.clock.moment += timedelta(seconds=wait.value.seconds)
    assert (pauses[0], pauses[-1]) == (4.0, 600.0)
    assert pauses == sorted(pauses)
    assert len(pauses) < 130


def test_an_error_that_facebook_names_is_told_at_once(world: World) -> None:
    world.tell("settings", outcome="error")
    with pytest.raises(ContentRefused, match="could not process"):
        world.publish(world.plan("Film", [world.video()]))


def things(here: Stand, kind: str) -> list[dict[str, Any]]:
    found: Any = here.server.ask(f"facebook/things?kind={kind}")["things"]
    return list(found)


def newest(here: Stand) -> str:
    return str(things(here, "post")[0]["id"])


def deleted(here: Stand) -> int:
    journal: Any = here.server.ask("facebook/journal")["journal"]
    return sum(one["action"] == "delete" for one in journal)
