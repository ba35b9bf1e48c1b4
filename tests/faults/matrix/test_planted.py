"""The matrix finds what it is there to find: publishers with a planted bug turn it red."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from brandcraft_desktop.domain.plan import Plan
from brandcraft_desktop.domain.steps import Finding, Guard, Published, Steps, Verdict
from brandcraft_desktop.errors import ContentRefused, NotSent
from brandcraft_desktop.publishers.base import Publisher, Session
from brandcraft_desktop.publishers.bluesky.publisher import Bluesky
from brandcraft_desktop.publishers.registry import Registry
from tests.faults.matrix.cells import Cell, play
from tests.faults.matrix.troubles import TROUBLES
from tests.publishers.bluesky.flows import FLOWS, PUT, SHEET
from tests.publishers.stand import stand

pytestmark = pytest.mark.contract


class Blind(Bluesky):
    """Sends again whatever has no answer: each try under a key of its own."""

    _numbers = itertools.count()

    def publish(self, plan: Plan, session: Session, steps: Steps) -> Published:
        own = replace(session, key=f"{session.key}-{next(self._numbers)}")
        return super().publish(plan, own, steps)


class Believing(Bluesky):
    """Takes every lost answer for a success."""

    def publish(self, plan: Plan, session: Session, steps: Steps) -> Published:
        return super().publish(plan, session, _Sure(steps))


class _Sure:
    """The steps, but what is looked for is found."""

    def __init__(self, steps: Steps) -> None:
        self._steps = steps
        self.once, self.together, self.wait = steps.once, steps.together, steps.wait
        self.forget, self.progress = steps.forget, steps.progress
        self.follow_up, self.go_on, self.result = steps.follow_up, steps.go_on, steps.result

    def commit(
        self, name: str, action: Callable[[Guard], str], find: Callable[[datetime], Finding]
    ) -> str:
        found = Finding(Verdict.FOUND, '{"uri": "at://a/b/c", "cid": "d"}')
        return self._steps.commit(name, action, lambda since: found)


class Faint(Bluesky):
    """Gives up where it should come again."""

    def publish(self, plan: Plan, session: Session, steps: Steps) -> Published:
        try:
            return super().publish(plan, session, steps)
        except NotSent as error:
            raise ContentRefused(error.title, error.cause, error.action) from error


@pytest.mark.parametrize(
    ("publisher", "trouble", "said"),
    [
        (Blind(), "accepted, then dropped", "is there 2 times"),
        (Believing(), "reset before", "with 0 of 1 messages there"),
        (Faint(), "429", "ended failed"),
    ],
)
def test_a_planted_bug_is_found(
    tmp_path: Path, publisher: Publisher, trouble: str, said: str
) -> None:
    met = next(one for one in TROUBLES if one.name == trouble)
    with stand(tmp_path, SHEET, Registry([publisher])) as here:
        here.connect()
        wrong = play(here, Cell(FLOWS[0], PUT, 1, met))
    assert any(said in one for one in wrong), wrong
