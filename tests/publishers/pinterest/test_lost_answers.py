"""Two deliveries of the same Pin, of which one lost its answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from brandcraft_desktop.domain.steps import Verdict
from brandcraft_desktop.errors import OutcomeUnknown
from tests.publishers.pinterest.world import World


@pytest.mark.parametrize("arrived", [True, False])
def test_the_same_pin_of_another_delivery_is_not_taken_for_ours(
    world: World, arrived: bool
) -> None:
    plan, steps = world.plan("alike", [world.picture()]), world.steps()
    world.fault("pins/create", "reset", accepted=arrived)
    with pytest.raises(OutcomeUnknown):
        world.publisher.publish(plan, world.session(), steps)
    (other,) = world.publish(plan).parts
    session = replace(world.session(), taken=lambda: frozenset({other.remote_id}))
    since = session.created_at - timedelta(minutes=1)
    whole = world.publisher.find(plan, session, since)
    if arrived:
        (ours,) = world.publisher.publish(plan, session, steps).parts
        assert {ours.remote_id, other.remote_id} == {one["id"] for one in world.pins()}
        assert len(world.pins()) == 2
        assert whole.verdict is Verdict.FOUND
    else:
        with pytest.raises(OutcomeUnknown):
            world.publisher.publish(plan, session, steps)
        assert whole.verdict is Verdict.UNKNOWN
        assert len(world.journal()) == 1
