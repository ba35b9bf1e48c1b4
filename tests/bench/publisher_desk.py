"""The publisher page on very many posts, and what is measured of it.

Everything is processor time: of the main thread for frames, of the process for opening; wall time
is only printed. A machine whose processors are shared just now needs more of it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import insert

from brandcraft_desktop.models import tables
from brandcraft_desktop.services import media
from brandcraft_desktop.services.workspace import Workspace, close
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.bridge import Bridge
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.publisher import PublisherPage
from brandcraft_desktop.ui.tasks import Tasks
from tests.bench.size import FULL
from tests.media.files import noise
from tests.services.many_posts import add_posts
from tests.ui.publisher.world import StandingClock, Way, add_accounts, open_world

FRAME_MS = 33.0
ALLOWED = 1.0 if FULL else 6.0
"""In the suite other work shares the machine: a sample only tells that nothing is far off."""


@contextmanager
def publisher_of(
    folder: Path,
    qtbot: QtBot,
    count: int,
    *,
    until: datetime,
    every: timedelta,
    pictures: int = 0,
) -> Iterator[PublisherPage]:
    """The page, shown and at rest, over `count` posts that end at `until`.

    Two of three show one of so many `pictures`, in turn.
    """
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.apply(application, theme.Scheme.LIGHT, reduced_motion=True)
    workspace = open_world(folder, StandingClock())
    ids = add_posts(workspace, add_accounts(workspace), count, until=until, every=every)
    if pictures:
        add_pictures(workspace, ids, folder, pictures)
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


def add_pictures(workspace: Workspace, ids: Sequence[str], folder: Path, count: int) -> None:
    """Let two of three posts show one of `count` pictures, in turn."""
    files = [noise(folder / f"{number}.jpg", (640, 480), seed=number) for number in range(count)]
    kept = media.add(workspace, files)
    for one in kept:
        media.process(workspace, one.id)
    rows = [
        {"post_id": post_id, "position": 0, "media_id": kept[number % count].id}
        for number, post_id in enumerate(ids)
        if number % 3
    ]
    workspace.database.write(lambda link: link.execute(insert(tables.post_media), rows))


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
