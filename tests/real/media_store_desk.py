"""A workspace with a bucket on a real S3 server, and a platform that fetches files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from sqlalchemy import update

from brandcraft_desktop.domain.media_store import Addressing, BucketSettings, tidied
from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.models import tables
from brandcraft_desktop.services import bucket as buckets
from brandcraft_desktop.services.staging import Use, staged
from brandcraft_desktop.services.workspace import Workspace
from tests.accounts.memory import MemoryStore
from tests.real.radosgw import ACCESS, S3, SECRET
from tests.services.engine_world import (
    HandClock,
    KioskStore,
)
from tests.services.puller import PULLS, Puller, planned, pulling


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def puller(tmp_path: Path) -> Puller:
    return Puller(KioskStore(tmp_path / "kiosk.sqlite"))


@pytest.fixture
def settings(s3: S3) -> BucketSettings:
    return tidied(BucketSettings(s3.endpoint, s3.bucket(), ACCESS, addressing=Addressing.PATH))


@pytest.fixture
def workspace(
    tmp_path: Path, clock: HandClock, puller: Puller, settings: BucketSettings
) -> Iterator[Workspace]:
    with pulling(tmp_path / "home", clock, puller, keyring=MemoryStore()) as opened:
        buckets.save(opened, settings, SECRET)
        yield opened


def quiet(sent: int, total: int) -> None:
    """Progress that nobody watches."""


def put(workspace: Workspace, delivery: str, media: str, **more: timedelta) -> str:
    one, file = planned(workspace, media)
    return staged(workspace, Use(delivery, one, PULLS), file, progress=quiet, **more)


def fetched(address: str) -> httpx.Response:
    return httpx.get(address, trust_env=False)


def refusal(action: Callable[[], object]) -> BrandcraftError:
    with pytest.raises(BrandcraftError) as caught:
        action()
    return caught.value


def finish(workspace: Workspace, delivery: str, status: D = D.PUBLISHED) -> None:
    workspace.database.write(
        lambda connection: connection.execute(
            update(tables.deliveries)
            .where(tables.deliveries.c.id == delivery)
            .values(status=status.value)
        )
    )
