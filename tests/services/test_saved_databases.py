"""The database of every release still opens, and its content reads as it was written."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from brandcraft_desktop.domain.account import AccountState
from brandcraft_desktop.domain.events import PostChanged
from brandcraft_desktop.domain.status import DeliveryStatus, PostStatus
from brandcraft_desktop.paths import Home
from brandcraft_desktop.services import (
    accounts,
    brands,
    delivery_history,
    events,
    media,
    posts,
    settings,
)
from brandcraft_desktop.services.workspace import (
    Workspace,
    close,
    open_workspace,
    publishing_allowed,
    who,
)
from tests.models.times import StandingClock

SAVED = sorted((Path(__file__).parents[1] / "fixtures" / "databases").glob("*.sqlite"))
DUE = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)


def test_there_is_one_for_each_release() -> None:
    assert "0.1.0" in [path.stem for path in SAVED]


@pytest.fixture(params=SAVED, ids=lambda path: str(path.stem))
def workspace(home: Path, request: pytest.FixtureRequest) -> Iterator[Workspace]:
    """A workspace on a copy of a saved database."""
    shutil.copy(request.param, home / "brandcraft.sqlite")
    opened = open_workspace(Home(home), clock=StandingClock())
    yield opened
    close(opened)


def test_the_workspace_is_the_same_and_asks_who_publishes(workspace: Workspace) -> None:
    assert workspace.id == "saved"
    assert who(workspace).epoch == 1
    assert not publishing_allowed(workspace)


def test_posts_with_all_that_hangs_on_them(workspace: Workspace) -> None:
    ahead = posts.show(workspace, "ahead")
    assert ahead.status is PostStatus.SCHEDULED
    assert ahead.brand_name == "Bakery"
    assert ahead.content.text == "Fresh bread 🥖"
    assert ahead.content.scheduled_at == DUE
    assert ahead.content.zone == "Europe/Vienna"
    assert ahead.content.variants["bluesky"].text == "Fresh bread, baker"
    assert [(one.id, one.alt) for one in ahead.media] == [("photo", "A loaf")]
    assert {row.id for row in posts.page(workspace)} == {"ahead", "out", "draft"}


def test_what_went_out_and_what_did_not(workspace: Workspace) -> None:
    out = posts.show(workspace, "out")
    assert out.status is PostStatus.PARTIALLY_PUBLISHED
    published, failed = out.deliveries
    assert published.status is DeliveryStatus.PUBLISHED
    assert published.published_at == DUE
    assert failed.error is not None
    assert failed.error.title == "The sign-in has expired."
    (attempt,) = delivery_history.attempts(workspace, "d-out")
    assert attempt.outcome == "published"


def test_accounts_brands_media_settings_and_events(workspace: Workspace) -> None:
    first, second = accounts.list_accounts(workspace)
    assert first.state is AccountState.CONNECTED
    assert second.state is AccountState.NEEDS_RECONNECT
    assert [brand.name for brand in brands.list_brands(workspace)] == ["Bakery"]
    facts = media.show(workspace, "photo").facts
    assert facts is not None
    assert (facts.width, facts.height) == (1200, 800)
    # What was not looked at when the file was added is not known, and nothing is said against it.
    assert (facts.chroma, facts.frames, facts.audio_bit_rate, facts.fast_start) == (
        "",
        None,
        None,
        None,
    )
    assert settings.get(workspace, settings.HOURLY_CAP) == 12
    assert PostChanged("out") in [stored.event for stored in events.since(workspace, 0)]
