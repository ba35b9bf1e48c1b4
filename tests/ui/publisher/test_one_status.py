"""A post's status is the same word on its chip, in the list, in its pop-up and on its own page."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from brandcraft_desktop.domain.status import DeliveryStatus, Stage, post_status
from brandcraft_desktop.services.workspace import Workspace
from brandcraft_desktop.ui.delivery import DeliveryPage
from brandcraft_desktop.ui.publisher import PublisherPage
from brandcraft_desktop.ui.publisher.words import state_of
from brandcraft_desktop.ui.shell.places import DELIVERY, PUBLISHER
from brandcraft_desktop.ui.widgets.pill import WORDS
from tests.ui.publisher.world import NOW, Made, add_accounts, add_post
from tests.ui.stage import stage

D = DeliveryStatus
MIXES = (
    (D.PUBLISHED, D.FAILED),
    (D.FAILED, D.FAILED),
    (D.UNCONFIRMED, D.PUBLISHED),
    (D.PUBLISHED, D.SCHEDULED),
    (D.CANCELED, D.PUBLISHED),
    (D.MISSED, D.CANCELED),
)


@pytest.mark.parametrize("layout", ["month", "list"])
def test_one_word_everywhere(qtbot: QtBot, tmp_path: Path, layout: str) -> None:
    made: dict[tuple[D, D], Made] = {}

    def prepare(workspace: Workspace) -> None:
        accounts = add_accounts(workspace)
        for one, other in MIXES:
            made[one, other] = add_post(
                workspace,
                accounts,
                f"{one} {other}",
                at=NOW,
                to=("x", "linkedin"),
                status=one,
                other={"linkedin": other},
            )

    with stage(tmp_path, prepare=prepare) as at:
        assert at.program.session is not None
        asked = at.program.session.greeting.dialog
        if asked is not None:
            asked.reject()
        page = at.page(PUBLISHER)
        assert isinstance(page, PublisherPage)
        page.header.view.button(layout).click()
        at.settle()
        for mix, post in made.items():
            status = post_status(Stage.COMMITTED, mix).value
            word = WORDS[status].partition(":")[0]
            row = page.row_of(post.id)
            assert row is not None
            assert state_of(row) == status
            if layout == "list":
                items = page.list.items
                index = items.index(items.line_of(post.id), 0)
                assert f". {word}. " in str(index.data(_SPOKEN))
            else:
                chip = page.calendar.month.chip_of(post.id)
                assert chip is None or word in QWidget.accessibleName(chip)
            page.detail.open(post.id)
            at.settle()
            assert page.detail.popover.pill.state() == status
            page.detail.popover.close()
        if layout == "month":
            for mix, post in made.items():
                at.window.open_delivery(post.id)
                at.settle()
                there = at.window.page(DELIVERY)
                assert isinstance(there, DeliveryPage)
                assert there.pill.state() == post_status(Stage.COMMITTED, mix).value


_SPOKEN = Qt.ItemDataRole.AccessibleTextRole
