"""A key press in the editor with an account on every platform and 3,000 characters.

From the key to updated counters, checks, tabs and previews, as processor time of the main thread:
the goal is 16 ms at the median and 33 ms at the 99th of a hundred.
"""

from __future__ import annotations

import gc
import random
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from brandcraft_desktop.publishers.registry import Registry
from brandcraft_desktop.services.workspace import close
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.bridge import Bridge
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.editor import EditorPage
from brandcraft_desktop.ui.memory import spare_what_stays
from brandcraft_desktop.ui.tasks import Tasks
from tests.bench.size import FULL
from tests.ui.editor.world import StandingClock, Way, add_account, open_home

pytestmark = pytest.mark.bench

KEYS = 300 if FULL else 20
CHARACTERS = 3_000
MEDIAN_MS = 16.0
WORST_MS = 33.0
# Beside other work a machine's caches are not ours: a sample only tells that nothing is far off.
ELSEWHERE = 8.0
WORDS = (
    "today we show you how the new collection came to be and why every small step counts",
    "heute zeigen wir euch wie die neue Kollektion entstanden ist und warum jeder Schritt zählt",
)
EMOJI = ("😀", "👨\u200d👩\u200d👧", "🇩🇪", "❤\ufe0f", "👍🏽")


def long_post() -> str:
    """Words, links, tags, mentions and emoji, as long as LinkedIn takes."""
    chance, words = random.Random(7), " ".join(WORDS).split()
    text = ""
    while len(text) < CHARACTERS:
        kind = chance.random()
        if kind < 0.02:
            text += f"https://example.com/{chance.randrange(10**6)} "
        elif kind < 0.05:
            text += f"#{chance.choice(words)} "
        elif kind < 0.06:
            text += f"@{chance.choice(words)} "
        elif kind < 0.12:
            text += f"{chance.choice(EMOJI)} "
        else:
            text += chance.choice(words) + chance.choice([" ", " ", " ", ", ", ". ", "\n"])
    return text[:CHARACTERS]


@pytest.fixture
def page(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[EditorPage]:
    theme.apply(qapp, theme.Scheme.LIGHT, reduced_motion=True)
    platforms = Registry()
    workspace = open_home(tmp_path / "home", StandingClock(), platforms)
    for one in platforms.all():
        add_account(workspace, one.info.id, f"demo.{one.info.id}")
    shell = QObject()
    tasks, bridge = Tasks(shell), Bridge(shell)
    made = EditorPage(Context(workspace, tasks, bridge, Way()))
    made.resize(1196, 752)
    made.show()
    qtbot.waitExposed(made)
    made.open_new()
    qtbot.waitUntil(lambda: made.controller.post is not None)
    yield made
    gc.unfreeze()
    made.leave()
    qtbot.waitUntil(lambda: not tasks.busy)
    made.close()
    tasks.close()
    made.deleteLater()
    shell.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    close(workspace)


def test_a_key_press_with_every_platform(
    page: EditorPage, qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    for chip in page.view.accounts.chips:
        if not chip.isChecked():
            chip.click()
    page.view.composer.insertPlainText(long_post())
    page.show_previews()
    QApplication.processEvents()
    spare_what_stays()  # as the window does once it is open
    keys = random.Random(3).choices("abcdefgh .#", k=KEYS)
    taken: list[float] = []
    for key in keys:
        begun = time.thread_time()
        qtbot.keyClicks(page.view.composer, key)
        QApplication.processEvents()
        page.show_previews()
        QApplication.processEvents()
        taken.append((time.thread_time() - begun) * 1000)
    middle, worst = median(taken), quantiles(taken, n=100)[98]
    with capsys.disabled():
        print(
            f"\n  a key press, {len(page.controller.chosen_accounts())} platforms, "
            f"{CHARACTERS} characters: {middle:.1f} ms at the median, {worst:.1f} ms at p99"
        )
    assert page.controller.judgement.counts, "nothing was counted"
    assert middle < MEDIAN_MS * (1 if FULL else ELSEWHERE)
    assert worst < WORST_MS * (1 if FULL else ELSEWHERE)
