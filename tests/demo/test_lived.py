"""The demo's workspace looks lived in, and nothing of it is claimed to lie where it does not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

import pytest

from brandcraft_desktop.demo.connecting import connect_all
from brandcraft_desktop.demo.lived import BRANDS, PAST_DAYS, fill
from brandcraft_desktop.demo.world import World, world
from brandcraft_desktop.domain.status import Origin, PostStatus
from brandcraft_desktop.services import accounts, brands, posts, settings
from brandcraft_desktop.services.workspace import Workspace, close, open_workspace


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    for name in ("HOME", "ORIGINS", "VAULT_PASSPHRASE"):
        monkeypatch.setenv(f"BRANDCRAFT_{name}", "")  # the world sets them; then they go again
    with world() as made:
        yield made


@pytest.fixture
def workspace(place: World) -> Iterator[Workspace]:
    connect_all(place)
    opened = open_workspace(place.home)
    fill(opened)
    yield opened
    close(opened)


def test_the_demo_is_lived_in_and_sends_nothing(place: World, workspace: Workspace) -> None:
    first, second = brands.list_brands(workspace)
    assert ((first.name, first.colour), (second.name, second.colour)) == BRANDS
    assert first.campaign_start is not None
    shared = Counter(one.brand_id for one in accounts.list_accounts(workspace))
    assert set(shared) == {first.id, second.id}
    assert abs(shared[first.id] - shared[second.id]) <= 1

    now = workspace.clock.now()
    past = posts.month(workspace, start=now - timedelta(days=PAST_DAYS), end=now)
    assert {(one.origin, one.status) for one in past} == {(Origin.IMPORTED, PostStatus.PUBLISHED)}
    assert len({one.at.date() for one in past if one.at is not None}) > 150
    ahead = posts.month(workspace, start=now, end=now + timedelta(days=31))
    assert Counter(one.status for one in ahead) == {PostStatus.SCHEDULED: 7}
    assert posts.unscheduled(workspace)
    assert not settings.get(workspace, settings.PAST_DAILY)

    for platform in {one.platform for one in accounts.list_accounts(workspace)}:
        assert place.server.ask(f"{platform}/arrived")["arrived"] == []
