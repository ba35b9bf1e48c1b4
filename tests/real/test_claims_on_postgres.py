"""The claim on PostgreSQL: any number of workers share one workspace."""

from __future__ import annotations

from pathlib import Path

from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.services.workspace import close
from tests.services import claim_races
from tests.services.engine_fixtures import open_kiosk, publish_due
from tests.services.engine_world import (
    SPLIT_AT,
    HandClock,
    Kiosk,
    KioskStore,
    add_account,
    add_delivery,
    lost,
    not_sent,
    row,
)


def test_four_threads(tmp_path: Path, postgres_url: str) -> None:
    claim_races.in_threads(tmp_path, postgres_url)


def test_two_processes(tmp_path: Path, postgres_url: str) -> None:
    claim_races.in_processes(tmp_path, postgres_url)


def test_a_delivery_goes_its_way(tmp_path: Path, postgres_url: str) -> None:
    """Retry, a lost answer, a pause of the platform and a look: every statement once."""
    clock, kiosk = HandClock(), Kiosk(KioskStore(tmp_path / "kiosk.sqlite"))
    workspace = open_kiosk(tmp_path / "home", clock, kiosk, database_url=postgres_url)
    try:
        delivery = add_delivery(workspace, add_account(workspace), text=SPLIT_AT.join("abc"))
        kiosk.uploads = 2
        kiosk.waits = [5.0]
        kiosk.next("upload", not_sent())
        kiosk.next("answer", None, lost())
        for _ in range(5):
            publish_due(workspace)
            moment = row(workspace, delivery).run_at
            if moment is not None:
                clock.advance_to(moment)
        assert row(workspace, delivery).status is D.PUBLISHED
        assert kiosk.store.arrived() == [(delivery, 1), (delivery, 2), (delivery, 3)]
    finally:
        close(workspace)
