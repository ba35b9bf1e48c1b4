"""The delivery page: the tries so far, a report to attach, all that failed, and being offline."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import insert

from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.errors import ErrorKind
from brandcraft_desktop.models import tables
from brandcraft_desktop.services import deliveries
from brandcraft_desktop.services.workspace import Workspace
from brandcraft_desktop.ui.widgets import Button
from tests.ui.delivery.posts import fail, put
from tests.ui.delivery.test_page import made, open_page, row, stands, with_post
from tests.ui.publisher.world import NOW, add_accounts, add_post
from tests.ui.stage import stage


def tried(workspace: Workspace, delivery_id: str, number: int, outcome: str, title: str) -> None:
    """One try, as the engine notes it."""
    workspace.database.write(
        lambda connection: connection.execute(
            insert(tables.attempts).values(
                id=f"{delivery_id[:20]}{number}",
                delivery_id=delivery_id,
                number=number,
                started_at=NOW - timedelta(minutes=10 - number),
                ended_at=NOW,
                outcome=outcome,
                error_kind="transient" if title else "",
                error_title=title,
            )
        )
    )


def test_every_try_is_told_under_details(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(tmp_path, prepare=with_post(("x", "linkedin"), D.FAILED)) as at:
        delivery = made[0].deliveries["x"]
        tried(at.workspace, delivery, 1, "waiting", "X did not answer.")
        tried(at.workspace, delivery, 2, "failed", "X refused it.")
        page = open_page(at)
        shown = row(page, "x")
        assert row(page, "linkedin").more.isHidden()
        qtbot.mouseClick(shown.more, Qt.MouseButton.LeftButton)
        assert shown.details.isVisible()
        assert shown.details.toPlainText().splitlines() == [
            "Try 1, today 09:32:00: waits and comes again. X did not answer.",
            "Try 2, today 09:33:00: failed. X refused it.",
        ]


def test_a_report_is_saved_where_the_person_says(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(tmp_path / "home", prepare=with_post(("x",), D.FAILED)) as at:
        page = open_page(at)
        assert page.report.isVisible()
        place = tmp_path / "report.json"
        page.save_report(place)
        at.settle()
        told = json.loads(place.read_text(encoding="utf-8"))
        assert told["deliveries"][0]["status"] == "failed"
        page.save_report(tmp_path / "nowhere" / "report.json")
        at.settle()
        assert "can't be written" in at.window.notice.text()
        first, below = at.window.notice.text().splitlines()
        assert first.endswith("report.json”.")
        assert below == "No such file or directory. Choose another place."


def test_all_that_failed_on_an_account_is_retried_from_here(qtbot: QtBot, tmp_path: Path) -> None:
    def prepare(workspace: Workspace) -> None:
        accounts = add_accounts(workspace)
        made[:] = [
            add_post(workspace, accounts, f"Pack {n}", at=NOW, to=("linkedin",), status=D.FAILED)
            for n in range(3)
        ]

    with stage(tmp_path, prepare=prepare) as at:
        page = open_page(at)
        assert page.again.isVisible()
        button = page.again.findChild(Button)
        assert button is not None
        assert button.text() == "Retry 3 failed posts on LinkedIn"
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        at.settle()
        assert stands(at, "linkedin") is D.SCHEDULED
        assert not page.again.isVisible()
        assert deliveries.failed_of(at.workspace, _account(at.workspace)) == 0


def _account(workspace: Workspace) -> str:
    found = workspace.database.read(
        lambda connection: deliveries.find(connection, made[0].deliveries["linkedin"])
    )
    return found[1].account_id


def test_what_a_person_has_to_mend_is_not_offered_for_all(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(tmp_path, prepare=with_post(("x",), D.FAILED)) as at:
        fail(at.workspace, made[0].deliveries["x"], "Too long.", kind=ErrorKind.INVALID_CONTENT)
        page = open_page(at)
        assert not page.again.isVisible()


def test_what_is_due_waits_for_the_internet(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(tmp_path, prepare=with_post(("x", "linkedin"), D.SCHEDULED)) as at:
        at.window.show_offline(True)  # before the page was ever built
        page = open_page(at)
        assert row(page, "x").words.whole_text() == "Waiting for the internet"
        assert "Waiting for the internet" in row(page, "x").accessibleName()
        put(at.workspace, made[0].deliveries["linkedin"], D.PUBLISHED, published_at=NOW)
        at.wait(lambda: row(page, "linkedin").words.whole_text() == "Today 09:41:00")
        at.window.show_offline(False)
        assert row(page, "x").words.whole_text() == "Goes out today 08:41"
