"""The publisher page on very many posts, and what is measured of it.

Everything is processor time: of the main thread for frames, of the process for opening; wall time
is only printed. A machine whose processors are shared just now needs more of it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from brandcraft_desktop.services.workspace import close
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.bridge import Bridge
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.publisher import PublisherPage
from brandcraft_desktop.ui.tasks import Tasks
from tests.bench.size import FULL
from tests.services.many_posts import add_posts
from tests.ui.publisher.world import StandingClock, Way, add_accounts, open_world

FRAME_MS = 33.0
ALLOWED = 1.0 if FULL else 6.0
"""In the suite other work shares the machine: a sample only tells that nothing is far off."""


@contextmanager
def publisher_of(
    folder: Path, qtbot: QtBot, count: int, *, until: datetime, every: timedelta
) -> Iterator[PublisherPage]:
    """The page, shown and at rest, over `count` posts that end at `until`."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.apply(application, theme.Scheme.LIGHT, reduced_motion=True)
    workspace = open_world(folder, StandingClock())
    add_posts(workspace, add_accounts(workspace), count, until=until, every=every)
    tasks, bridge = Tasks(), Bridge()
    page = PublisherPage(Context(workspace, tasks, bridge, Way()))
    page.resize(1196, 752)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitExposed(page)
    qtbot.waitUntil(lambda: not tasks.busy, timeout=60_000)
    try:
        yield page
        qtbot.waitUntil(lambda: not tasks.busy, timeout=60_000)
    finally:  # the page itself has been closed by `qtbot` then
        tasks.close()
        close(workspace)


def thread_ms(work: Callable[[], object]) -> float:
    """Milliseconds of this thread."""
    begun = time.thread_time()
    work()
    return (time.thread_time() - begun) * 1000


def process_ms(work: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds of the process, and on the wall."""
    wall, processor = time.perf_counter(), time.process_time()
    work()
    return (time.process_time() - processor) * 1000, (time.perf_counter() - wall) * 1000
