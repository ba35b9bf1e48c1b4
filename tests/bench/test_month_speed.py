"""A month of very many posts beside a bare table of Qt with as many lines.

The goal at 10,000 posts in the month is 33 ms for painting all of it. Turning to it costs a layout
of every chip besides: judged as a turn of the main thread, and printed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QHeaderView, QTableView, QWidget
from pytestqt.qtbot import QtBot

from brandcraft_desktop.ui.publisher import PublisherPage
from tests.bench.publisher_desk import ALLOWED, FRAME_MS, publisher_of, thread_ms
from tests.bench.size import FULL
from tests.ui.stalls import slowness

pytestmark = pytest.mark.bench

MANY = 10_000 if FULL else 1_000
LAST = datetime(2026, 11, 30, 23, 30, tzinfo=UTC)
DAYS = 30
TIMES_BARE = 12.0
ROUNDS = 40 if FULL else 8
TURN_MS = 50.0


@pytest.fixture
def page(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[PublisherPage]:
    every = timedelta(days=DAYS) / MANY
    with publisher_of(tmp_path / "home", qtbot, MANY, until=LAST, every=every) as made:
        yield made


def bare(beside: QWidget, lines: int, qtbot: QtBot) -> QTableView:
    """A table of as many cells as the month, each with so many lines of plain words."""
    view = QTableView()
    model = QStandardItemModel(6, 7, view)
    for row in range(6):
        for column in range(7):
            words = "\n".join(f"{9 + n}:00 Post {n}" for n in range(lines))
            item = QStandardItem(words)
            item.setTextAlignment(Qt.AlignmentFlag.AlignTop)
            model.setItem(row, column, item)
    view.setModel(model)
    for header in (view.horizontalHeader(), view.verticalHeader()):
        header.hide()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    view.resize(beside.size())
    qtbot.addWidget(view)
    view.show()
    qtbot.waitExposed(view)
    return view


def paintings(widget: QWidget) -> list[float]:
    """Milliseconds of the main thread for painting all of it, again and again."""

    def paint() -> None:
        widget.repaint()  # now, not when the platform finds time
        QApplication.processEvents()

    return [thread_ms(paint) for _ in range(ROUNDS)]


def test_a_full_month_paints_within_a_frame(
    page: PublisherPage, qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    month = page.calendar.month
    chips = [chip for cell in month.cells if cell.isVisible() for chip in cell.shown()]
    assert sum(len(cell.rows) for cell in month.cells) >= MANY * 0.9, "the posts are not there"
    plain = bare(month, max(1, len(chips) // DAYS), qtbot)
    paintings(month)
    ours, theirs = paintings(month), paintings(plain.viewport())
    ratio, slow = median(ours) / max(median(theirs), 0.05), slowness()

    turns: list[float] = []
    for step in (-1, 1) * 3:
        button = page.header.before if step < 0 else page.header.after
        turns.append(thread_ms(button.click))
        while page._context.tasks.busy:
            turns.append(thread_ms(QApplication.processEvents))
        turns.append(thread_ms(QApplication.processEvents))
    with capsys.disabled():
        print(
            f"\n  a month of {MANY:,} posts, {len(chips)} chips in view: painted in "
            f"{median(ours):.1f} ms at the median, {max(ours):.1f} ms at worst, bare "
            f"{median(theirs):.2f} ms, {ratio:.1f} times; turning the page at most "
            f"{max(turns):.1f} ms in one turn; the machine {slow:.1f} times slower than usual"
        )
    assert median(ours) < FRAME_MS * ALLOWED * slow
    assert max(turns) < TURN_MS * ALLOWED * slow
    assert ratio < TIMES_BARE
