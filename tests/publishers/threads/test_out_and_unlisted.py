"""A post that Threads has published and does not list: never failed, and never sent twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.domain.views import DeliveryView
from brandcraft_desktop.services import deliveries
from tests.publishers.stand import Stand, stand
from tests.publishers.threads.flows import FLOWS, SHEET

TOO_EARLY = "24/4279009"
LASTING = ("10", "368", "100/33", "9/2207051", "-1/2207001", "100")
TEXT, THREAD = FLOWS[0], FLOWS[-1]


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stand]:
    with stand(tmp_path_factory.mktemp("stand"), SHEET) as made:
        made.connect()
        yield made


@pytest.fixture(autouse=True)
def _quiet(here: Stand) -> Iterator[None]:
    yield
    here.server.tell("faults/clear")
    SHEET.quiet(here.server)


def published_unseen(here: Stand, *, nth: int = 1, **lists: Any) -> None:
    """Threads publishes and says "too early"; its lists are of no use then."""
    here.server.tell(
        "faults",
        endpoint="threads/publish",
        kind="status",
        status=400,
        error=TOO_EARLY,
        accepted=True,
        nth=nth,
    )
    if lists:
        here.server.tell("faults", endpoint="threads/list", times=0, **lists)
    else:
        here.server.tell("threads/settings", lag=10_000_000)


def refuse(here: Stand, error: str, *, accepted: bool, nth: int = 1) -> None:
    """Threads refuses to publish, for good, as it says."""
    here.server.tell(
        "faults",
        endpoint="threads/publish",
        kind="status",
        status=400,
        error=error,
        accepted=accepted,
        nth=nth,
    )


def told(ended: DeliveryView) -> str:
    assert ended.error is not None
    return f"{ended.error.title} {ended.error.action}"


@pytest.mark.parametrize(
    "lists",
    [
        {},
        {"kind": "status", "status": 500},
        {"kind": "status", "status": 403, "error": "10"},
        {"kind": "garbage"},
    ],
)
def test_it_ends_unconfirmed_and_is_said_to_be_out(here: Stand, lists: dict[str, Any]) -> None:
    published_unseen(here, **lists)
    ended, mark = here.publish(TEXT)
    assert ended.status is D.UNCONFIRMED
    if not lists:
        assert told(ended) == (
            "Threads has published this post, but does not list it. "
            "Look at your profile on Threads, then say that it is live."
        )
    assert len(here.arrived(mark)) == 1


def test_it_is_found_once_it_is_listed(here: Stand) -> None:
    published_unseen(here)
    delivery, mark = here.post(TEXT)
    here.run_once()
    here.skip(10)
    here.run_once()
    here.server.tell("threads/settings", lag=0)
    ended = here.drive(delivery)
    assert ended.status is D.PUBLISHED
    assert ended.parts[0].permalink.startswith("https://www.threads.net/@")
    assert len(here.arrived(mark)) == 1


def test_even_where_its_person_says_no_it_is_not_sent_twice(here: Stand) -> None:
    published_unseen(here)
    ended, mark = here.publish(TEXT)
    deliveries.resolve(here.workspace, ended.id, published_url=None)
    again = here.drive(ended)
    assert again.status is D.UNCONFIRMED
    assert len(here.arrived(mark)) == 1


def test_the_second_of_a_thread_stops_it_there(here: Stand) -> None:
    published_unseen(here, nth=2)
    ended, mark = here.publish(THREAD)
    assert ended.status is D.UNCONFIRMED
    assert [text.split()[-1] for text in here.arrived(mark)] == ["one", "two"]


def test_a_sign_in_that_ends_meanwhile_is_no_failure(here: Stand) -> None:
    """It waits for its owner, and is found once they are back."""
    published_unseen(here, kind="revoked")
    delivery, mark = here.post(TEXT)
    held = here.drive(delivery)
    assert held.status is D.PROCESSING
    here.server.tell("faults/clear")
    here.connect(again=delivery.account_id)
    assert here.drive(delivery).status is D.PUBLISHED
    assert len(here.arrived(mark)) == 1


def test_a_computer_that_slept_for_a_day_does_not_send_it_again(here: Stand) -> None:
    """A container that ran out is made anew; one that is published never is."""
    published_unseen(here)
    delivery, mark = here.post(TEXT)
    here.run_once()
    here.skip(25 * 3600)
    here.server.tell("threads/settings", lag=0)
    ended = here.drive(delivery)
    assert ended.status is D.PUBLISHED
    assert len(here.arrived(mark)) == 1


@pytest.mark.parametrize("error", LASTING)
def test_what_was_refused_and_is_out_is_found_and_never_sent_again(here: Stand, error: str) -> None:
    refuse(here, error, accepted=True)
    ended, mark = here.publish(TEXT)
    assert ended.status is D.PUBLISHED, ended.error
    assert ended.parts[0].remote_id
    assert len(here.arrived(mark)) == 1


@pytest.mark.parametrize("error", LASTING)
def test_what_was_refused_and_is_not_out_goes_out_on_its_persons_word(
    here: Stand, error: str
) -> None:
    refuse(here, error, accepted=False)
    ended, mark = here.publish(TEXT)
    assert ended.status is D.FAILED
    assert here.arrived(mark) == []
    deliveries.retry(here.workspace, ended.id)
    assert here.drive(ended).status is D.PUBLISHED
    assert len(here.arrived(mark)) == 1


def test_the_second_of_a_thread_is_found_as_well(here: Stand) -> None:
    refuse(here, LASTING[0], accepted=True, nth=2)
    ended, mark = here.publish(THREAD)
    assert ended.status is D.PUBLISHED, ended.error
    assert len(here.arrived(mark)) == 3


@pytest.mark.parametrize("answer", [{"status": 500}, {"status": 403, "error": "10"}])
def test_what_was_refused_and_can_not_be_asked_has_not_failed(
    here: Stand, answer: dict[str, Any]
) -> None:
    """Its container is asked again before anything else, and it is never sent twice."""
    refuse(here, LASTING[1], accepted=True)
    here.server.tell("faults", endpoint="object/get", kind="status", nth=2, **answer)
    ended, mark = here.publish(TEXT)
    assert ended.status is D.PUBLISHED, ended.error
    assert len(here.arrived(mark)) == 1


def test_a_container_that_is_gone_as_well_is_refused(here: Stand) -> None:
    """That no such thing is there is an answer too."""
    refuse(here, "100/33", accepted=False)
    here.server.tell(
        "faults", endpoint="object/get", kind="status", status=400, error="100/33", nth=2
    )
    ended, mark = here.publish(TEXT)
    assert ended.status is D.FAILED
    assert here.arrived(mark) == []
