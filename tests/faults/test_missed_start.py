"""Nobody ran when posts were due: they are missed, and their person chooses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pytestqt.qtbot import QtBot

from brandcraft_desktop.domain.missed import MissedPolicy
from brandcraft_desktop.domain.schedule import Double, Gap, resolve_wall_time
from brandcraft_desktop.domain.status import DeliveryStatus
from brandcraft_desktop.domain.views import PostContent
from brandcraft_desktop.services import posts, settings
from brandcraft_desktop.services.workspace import Workspace
from brandcraft_desktop.ui import robot
from brandcraft_desktop.ui.shell.missed_dialog import MissedDialog
from brandcraft_desktop.ui.widgets import Button
from tests.faults.practice_place import (
    Place,
    connect_all,
    practice_place,
    schedule,
    wait_until,
    window,
)
from tests.faults.shifted_clock import ShiftedClock
from tests.services import engine_fixtures
from tests.services.engine_fixtures import publish_due
from tests.services.engine_world import HandClock, Kiosk, add_account

pytestmark = pytest.mark.contract

clock, kiosk, workspace = (
    engine_fixtures.clock,
    engine_fixtures.kiosk,
    engine_fixtures.workspace,
)
TEXTS = ("Wanted now", "Wanted later", "Not wanted any more")
LATE = timedelta(minutes=10)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """Ten minutes ago, three posts were scheduled for a minute later; then nobody ran."""
    with practice_place(tmp_path) as made:
        with made.opened(clock=ShiftedClock(-LATE)) as workspace:
            account = connect_all(workspace, made.server)
            for number, text in enumerate(TEXTS):
                at = workspace.clock.now() + timedelta(minutes=1, seconds=number)
                schedule(workspace, text, account, at)
        yield made


def ids(place: Place) -> dict[str, str]:
    with place.opened() as workspace:
        found = posts.everything(workspace, start=None, end=None)
        return {posts.show(workspace, row.id).content.text: row.id for row in found}


def test_a_worker_sends_nothing_late_and_the_command_line_answers(place: Place) -> None:
    with place.command.worker():
        wait_until("all three", lambda: set(place.statuses().values()) == {"missed"})
        assert place.writes() == 0
        number = ids(place)
        now, later, never = (number[text] for text in TEXTS)
        assert place.command.run("posts", "publish-now", now).code == 0
        said = place.command.run("posts", "move", later, "--at", "+2h", "--json")
        assert said.code == 0, said.errors
        at = datetime.fromisoformat(str(said.document["scheduled_at"]))
        assert timedelta(hours=1.9) < at - datetime.now(at.tzinfo) <= timedelta(hours=2)
        assert place.command.run("posts", "cancel", never).code == 0
        expected = dict(zip(TEXTS, ("published", "scheduled", "canceled"), strict=True))
        wait_until("the choices", lambda: place.statuses() == expected)
    assert place.counted() == {TEXTS[0]: 1}


def test_the_window_asks_and_does_as_told(
    place: Place, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    with window(place, monkeypatch, qtbot) as program:
        session = program.session
        assert session is not None
        dialog = robot.wait_for("the question", lambda: session.greeting.dialog)
        assert isinstance(dialog, MissedDialog)
        assert len(dialog.answers()) == len(TEXTS)
        assert place.writes() == 0
        for word, text in zip(("Post now", "Move to next free time", "Skip"), TEXTS, strict=True):
            robot.click(robot.find(dialog, Button, name=f"{word}: {text}"))
        expected = dict(zip(TEXTS, ("published", "scheduled", "canceled"), strict=True))
        robot.wait_for("the choices", lambda: place.statuses() == expected)
    assert place.counted() == {TEXTS[0]: 1}


@pytest.mark.parametrize(
    ("policy", "minutes", "status"),
    [
        (MissedPolicy.ASK, 1, "missed"),
        (MissedPolicy.SKIP, 1, "canceled"),
        (MissedPolicy.PUBLISH, 5, "missed"),
        (MissedPolicy.PUBLISH, 60, "published"),
    ],
)
def test_the_persons_own_rule(
    place: Place, policy: MissedPolicy, minutes: int, status: str
) -> None:
    with place.opened() as workspace:
        settings.put(workspace, settings.MISSED_POLICY, policy.value)
        settings.put(workspace, settings.MISSED_MINUTES, minutes)
    place.publish_due()
    assert set(place.statuses().values()) == {status}
    assert place.counted() == (dict.fromkeys(TEXTS, 1) if status == "published" else {})


def test_it_can_fail(place: Place) -> None:
    """The planted bug: a sign that somebody ran all the time; then late ones simply go out."""
    from brandcraft_desktop.services.missed import write_tick

    with place.opened() as workspace:
        now = workspace.clock.now()
        workspace.database.write(lambda connection: write_tick(connection, now))
    place.publish_due()
    assert set(place.statuses().values()) == {"published"}


BERLIN = ZoneInfo("Europe/Berlin")
GAP = datetime(2027, 3, 28, 2, 30)  # noqa: DTZ001 - a wall time
TWICE = datetime(2026, 10, 25, 2, 30)  # noqa: DTZ001 - a wall time


@pytest.mark.parametrize(
    ("wall", "fold", "kind", "moment"),
    [
        (GAP, 0, Gap, "2027-03-28T01:30:00+00:00"),  # 03:30 on that day's clocks
        (TWICE, 0, Double, "2026-10-25T00:30:00+00:00"),
        (TWICE, 1, Double, "2026-10-25T01:30:00+00:00"),
    ],
)
def test_nights_on_which_clocks_change(
    workspace: Workspace,
    clock: HandClock,
    kiosk: Kiosk,
    wall: datetime,
    fold: int,
    kind: type[Gap | Double],
    moment: str,
) -> None:
    due = datetime.fromisoformat(moment)
    night = HandClock(due - timedelta(hours=6))
    clock.sleep(seconds=(night.now() - clock.now()).total_seconds())
    found = resolve_wall_time(wall, BERLIN, fold)
    assert isinstance(found, kind)
    assert found.at == due
    content = PostContent(text="At night", account_ids=(add_account(workspace),))
    draft = posts.create(workspace, content, mode=posts.Mode.DRAFT)
    posts.schedule(
        workspace, draft.id, at=found.at, zone="Europe/Berlin", wall_time=wall.isoformat()
    )
    clock.advance_to(due - timedelta(seconds=1))
    assert publish_due(workspace) == 0
    clock.advance_to(due)
    assert publish_due(workspace) == 1
    assert len(kiosk.store.arrived()) == 1
    (delivery,) = posts.show(workspace, draft.id).deliveries
    assert delivery.status is DeliveryStatus.PUBLISHED
    assert delivery.published_at == due
