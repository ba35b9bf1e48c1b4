"""The real servers. Everything in this folder carries the mark `real`."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.real import bluesky_server, postgres_server, radosgw, text_rules_server
from tests.real import secret_service as keyring_service
from tests.real.bluesky_server import Pds
from tests.real.radosgw import S3
from tests.real.text_rules_server import TextRules

HERE = Path(__file__).parent
_databases = itertools.count(1)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks the tests of this folder, so that none is forgotten."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.real)


@pytest.fixture(scope="session")
def pds() -> Iterator[Pds]:
    """A Bluesky PDS with the account `alice.test`; other tests use it too: count your own posts."""
    with bluesky_server.running() as server:
        yield server


@pytest.fixture(scope="session")
def text_rules() -> Iterator[TextRules]:
    """The platforms' own JavaScript, for questions about texts."""
    with text_rules_server.running() as rules:
        yield rules


@pytest.fixture(scope="session")
def postgres_address() -> Iterator[str]:
    """One PostgreSQL for the whole run."""
    with postgres_server.running() as server:
        yield server


@pytest.fixture
def postgres_url(postgres_address: str) -> Iterator[str]:
    """The SQLAlchemy URL of an empty database of this test's own."""
    with postgres_server.fresh_database(postgres_address, f"test_{next(_databases)}") as url:
        yield url


@pytest.fixture(scope="session")
def s3() -> Iterator[S3]:
    """An S3 server for the whole run; make a bucket of your own."""
    with radosgw.running() as server:
        yield server


@pytest.fixture
def secret_service() -> Iterator[dict[str, str]]:
    """The environment for a subprocess that shall find an unlocked, empty keyring."""
    with keyring_service.running() as environment:
        yield environment
