"""The quota at its edges, and answers about it that nobody can read."""

from __future__ import annotations

import pytest

from brandcraft_desktop.errors import ErrorKind, RateLimited
from brandcraft_desktop.publishers.json_value import Json
from tests.publishers.changed_answers import changed
from tests.publishers.instagram.world import World


@pytest.mark.parametrize("error", ["10", "100"])
def test_not_to_be_told_the_quota_is_no_reason_not_to_try(world: World, error: str) -> None:
    world.fault("publishing_limit", "status", status=400, error=error)
    world.publish(world.plan("Hello", [world.picture()]))
    assert len(world.journal()) == 1


@pytest.mark.parametrize(("used", "total"), [(0, 0), (100, 100), (101, 100), (50, 10)])
def test_the_edges_of_the_quota(world: World, used: int, total: int) -> None:
    rows: list[Json] = [{"config": {"quota_total": total}, "quota_usage": used}]
    with changed({"data": rows}), pytest.raises(RateLimited) as caught:
        world.publisher.publish(
            world.plan("Hello", [world.picture()]), world.session(), world.steps()
        )
    assert caught.value.kind is ErrorKind.QUOTA
    assert "media.create" not in world.calls()


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [{}],
        [{"config": None, "quota_usage": 5}],
        [{"config": {"quota_total": "100"}, "quota_usage": 100}],
        [{"config": {"quota_total": 100}, "quota_usage": None}],
        [{"config": {"quota_total": 100}, "quota_usage": 99}],
        [{"config": {"quota_total": 10**400}, "quota_usage": -1}],
    ],
)
def test_a_strange_quota_stops_nobody(world: World, rows: Json) -> None:
    with changed({"data": rows}):
        world.publish(world.plan("Hello", [world.picture()]))
    assert len(world.journal()) == 1
