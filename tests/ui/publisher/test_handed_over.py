"""What its platform has already stands as scheduled, with who has it and when it goes out."""

from __future__ import annotations

from sqlalchemy import insert

from brandcraft_desktop.domain.native_schedule import STEP
from brandcraft_desktop.domain.status import DeliveryStatus
from brandcraft_desktop.models import tables
from brandcraft_desktop.ui.publisher.chip import why_fixed
from brandcraft_desktop.ui.publisher.looks import looks_of
from brandcraft_desktop.ui.publisher.words import elsewhere, spoken_row, state_of
from tests.ui.publisher.conftest import Desk, hours
from tests.ui.publisher.world import Made


def hand_over(desk: Desk, made: Made) -> None:
    """As the engine leaves it once the platform has it."""
    now = desk.workspace.clock.now()
    (delivery_id,) = made.deliveries.values()
    kept = {"delivery_id": delivery_id, "state": "done", "attempt": 1, "lease_number": 1}
    at = hours(8)
    assert at is not None
    desk.workspace.database.write(
        lambda connection: connection.execute(
            insert(tables.steps),
            [
                {**kept, "name": STEP, "result": at.isoformat(), "armed_at": None},
                {**kept, "name": "send", "result": "1", "armed_at": now},
            ],
        )
    )


def test_it_is_scheduled_on_its_chip_and_in_the_list(desk: Desk) -> None:
    made = desk.add("Tour film", hours(8), to=("youtube",), status=DeliveryStatus.PROCESSING)
    hand_over(desk, made)
    desk.page.header.view.button("list").click()
    desk.wait(lambda: desk.page.list.items.posts == 1)
    desk.wait(lambda: bool(next(iter(desk.page.list.items.rows())).handed_to))
    (row,) = desk.page.list.items.rows()
    looks = looks_of(desk.workspace)
    assert state_of(row) == "scheduled"
    assert elsewhere(row, looks) == "YouTube has it; goes out there at 17:41."
    assert spoken_row(row, looks).endswith("Scheduled. YouTube has it; goes out there at 17:41")
    assert "Its platform has it already" in why_fixed(row)
