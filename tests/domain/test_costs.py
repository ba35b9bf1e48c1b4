"""What sending costs is told once, and for how many accounts."""

from __future__ import annotations

from brandcraft_desktop.domain.costs import costs
from brandcraft_desktop.domain.plan import Plan


def plan(cost: str) -> Plan:
    return Plan("x", (), {}, cost=cost)


def test_each_cost_is_told_once() -> None:
    assert costs([]) == ()
    assert costs([plan(""), plan("It costs 1.")]) == ("It costs 1.",)
    assert costs([plan("It costs 1."), plan("It costs 2."), plan("It costs 1.")]) == (
        "It costs 1. That is for each of 2 accounts.",
        "It costs 2.",
    )
