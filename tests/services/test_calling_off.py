"""A cancel while a delivery is on its way: what the platform's own store holds decides."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from brandcraft_desktop.domain.events import DeliveryChanged, Event
from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.errors import Refused
from brandcraft_desktop.services import deliveries, posts
from brandcraft_desktop.services.publishing import claim_due, run
from brandcraft_desktop.services.workspace import Workspace
from tests.services.engine_fixtures import another, clock, kiosk, publish_due, workspace
from tests.services.engine_world import (
    SPLIT_AT,
    HandClock,
    Kiosk,
    add_account,
    add_delivery,
    outcomes,
    row,
)

__all__ = ["another", "clock", "kiosk", "workspace"]


def canceling(workspace: Workspace, delivery: str) -> Callable[[], None]:
    """What a person does in the middle of a call."""

    def act() -> None:
        deliveries.cancel(workspace, delivery)

    return act


def test_a_cancel_while_uploading_lands_between_two_steps(
    workspace: Workspace, kiosk: Kiosk
) -> None:
    kiosk.uploads = 1
    delivery = add_delivery(workspace, add_account(workspace))
    kiosk.next("upload", canceling(workspace, delivery))
    publish_due(workspace)
    found = row(workspace, delivery)
    assert (found.status, found.lease_owner, found.run_at) == (D.CANCELED, None, None)
    assert "send" not in kiosk.calls
    assert kiosk.store.arrived() == []
    assert outcomes(workspace, delivery) == ["canceled"]


def test_a_cancel_by_another_process_stops_the_worker_as_well(
    workspace: Workspace, kiosk: Kiosk, another: Callable[[], Workspace]
) -> None:
    elsewhere = another()
    delivery = add_delivery(workspace, add_account(workspace))
    kiosk.uploads = 1
    kiosk.next("upload", canceling(elsewhere, delivery))
    publish_due(workspace)
    assert row(workspace, delivery).status is D.CANCELED
    assert kiosk.store.arrived() == []


def test_what_the_platform_processes_before_it_is_sent_can_be_canceled(
    workspace: Workspace, kiosk: Kiosk, clock: HandClock
) -> None:
    kiosk.waits = [60]
    delivery = add_delivery(workspace, add_account(workspace))
    publish_due(workspace)
    assert row(workspace, delivery).status is D.PROCESSING
    deliveries.cancel(workspace, delivery)
    clock.advance(minutes=10)
    assert publish_due(workspace) == 0
    assert row(workspace, delivery).status is D.CANCELED
    assert kiosk.store.arrived() == []


@pytest.mark.parametrize("moment", ["send", "answer"])
def test_what_is_being_sent_is_not_canceled_and_goes_out_once(
    workspace: Workspace, kiosk: Kiosk, moment: str
) -> None:
    delivery = add_delivery(workspace, add_account(workspace))
    refusals: list[str] = []

    def cancel() -> None:
        with pytest.raises(Refused) as caught:
            deliveries.cancel(workspace, delivery)
        refusals.append(caught.value.title)

    kiosk.next(moment, cancel)
    publish_due(workspace)
    assert refusals == ["It is too late to cancel this."]
    assert row(workspace, delivery).status is D.PUBLISHED
    assert kiosk.store.arrived() == [(delivery, 1)]


def test_between_two_parts_of_a_thread_it_is_too_late(workspace: Workspace, kiosk: Kiosk) -> None:
    delivery = add_delivery(workspace, add_account(workspace), text=SPLIT_AT.join(["one", "two"]))

    def cancel() -> None:
        with pytest.raises(Refused):
            deliveries.cancel(workspace, delivery)

    kiosk.next("send", None, cancel)
    publish_due(workspace)
    assert row(workspace, delivery).status is D.PUBLISHED
    assert kiosk.store.arrived() == [(delivery, 1), (delivery, 2)]


def test_what_was_canceled_on_its_way_goes_out_once_when_it_is_wanted_after_all(
    workspace: Workspace, kiosk: Kiosk
) -> None:
    kiosk.uploads = 2
    delivery = add_delivery(workspace, add_account(workspace))
    kiosk.next("upload", canceling(workspace, delivery))
    publish_due(workspace)
    assert kiosk.store.arrived() == []
    deliveries.retry(workspace, delivery)
    publish_due(workspace)
    assert row(workspace, delivery).status is D.PUBLISHED
    assert kiosk.store.arrived() == [(delivery, 1)]


def test_the_old_worker_sends_nothing_while_the_new_one_does(
    workspace: Workspace, kiosk: Kiosk
) -> None:
    """Canceled and wanted again while the first upload still runs: one post."""
    kiosk.uploads = 1
    delivery = add_delivery(workspace, add_account(workspace))

    def again() -> None:
        deliveries.cancel(workspace, delivery)
        deliveries.retry(workspace, delivery)
        (claim,) = claim_due(workspace)
        run(workspace, claim)

    kiosk.next("upload", again)
    publish_due(workspace)
    assert row(workspace, delivery).status is D.PUBLISHED
    assert kiosk.store.arrived() == [(delivery, 1)]


def test_canceling_a_post_takes_what_is_uploaded_and_leaves_what_is_sent(
    workspace: Workspace, kiosk: Kiosk
) -> None:
    kiosk.uploads = 1
    delivery = add_delivery(workspace, add_account(workspace))
    post = deliveries_post(workspace, delivery)

    def cancel() -> None:
        posts.cancel(workspace, post)

    kiosk.next("upload", cancel)
    publish_due(workspace)
    assert row(workspace, delivery).status is D.CANCELED
    assert kiosk.store.arrived() == []


def test_the_moment_from_which_it_cannot_be_canceled_is_told(
    workspace: Workspace, kiosk: Kiosk
) -> None:
    """Else a window would go on offering the cancel until its next reading."""
    delivery = add_delivery(workspace, add_account(workspace))
    heard: list[Event] = []
    stop = workspace.bus.subscribe(heard.append)
    last: list[Event] = []
    kiosk.next("send", lambda: last.extend(heard[-1:]))
    publish_due(workspace)
    stop()
    (told,) = last
    assert isinstance(told, DeliveryChanged)
    assert (told.delivery_id, told.status) == (delivery, D.PUBLISHING)
    assert row(workspace, delivery).status is D.PUBLISHED


def test_what_the_platform_does_is_told_while_it_is_asked_and_no_longer_when_it_is_sent(
    workspace: Workspace, kiosk: Kiosk, clock: HandClock
) -> None:
    kiosk.waits = [60]
    kiosk.uploads = 1
    delivery = add_delivery(workspace, add_account(workspace))
    publish_due(workspace)
    seen: list[tuple[D, str]] = []

    def look() -> None:
        view = workspace.database.read(lambda one: deliveries.find(one, delivery)[1])
        seen.append((view.status, view.doing))

    kiosk.next("upload", look)
    kiosk.next("send", look)
    clock.advance(minutes=10)
    publish_due(workspace)
    assert seen == [(D.PUBLISHING, "Kiosk is thinking"), (D.PUBLISHING, "")]


def deliveries_post(workspace: Workspace, delivery: str) -> str:
    return workspace.database.read(lambda connection: deliveries.find(connection, delivery)[0].id)
