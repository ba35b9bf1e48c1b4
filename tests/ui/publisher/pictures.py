"""Draws the publisher in both themes, both sizes and mirrored into PNG files, to be looked at.

Run ``QT_QPA_PLATFORM=offscreen python -m tests.ui.publisher.pictures <folder>``.
"""

from __future__ import annotations

import sys
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path

from PIL import Image, ImageDraw
from PySide6.QtCore import QLocale, QPoint, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from brandcraft_desktop.domain.posting_times import read_slot
from brandcraft_desktop.domain.status import DeliveryStatus
from brandcraft_desktop.services import brands, media, posting_times
from brandcraft_desktop.services.workspace import Workspace, close
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.bridge import Bridge
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.publisher import PublisherPage
from brandcraft_desktop.ui.publisher.list_table import TOGGLE
from brandcraft_desktop.ui.tasks import Tasks
from tests.ui.publisher.world import SHORT, StandingClock, Way, add_accounts, add_post, open_world

D = DeliveryStatus
SLOTS = (
    ("bluesky", ["Sun 12:00", "Mon 09:00", "Tue 09:00", "Wed 17:30", "Fri 12:00"]),
    ("x", ["Mon 09:00", "Thu 11:15"]),
)
WIDE, NARROW = QSize(1196, 752), QSize(940, 592)
LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen" * 2
POSTS: tuple[tuple[int, int, int, str, str, D, dict[str, D]], ...] = (
    (2, 9, 0, "Studio tour reel", "ity", D.PUBLISHED, {}),
    (4, 18, 30, "Q&A thread: pricing your work", "xhbm", D.PUBLISHED, {}),
    (6, 12, 0, "New preset pack is live", "xflp", D.PUBLISHED, {"linkedin": D.FAILED}),
    (10, 8, 15, "Monday sketch", "ih", D.PUBLISHED, {}),
    (10, 12, 0, "Brush poll", "xb", D.PUBLISHED, {}),
    (10, 15, 30, "Palette of the week", "ip", D.PUBLISHED, {}),
    (10, 19, 0, "Evening stream", "y", D.PUBLISHED, {}),
    (13, 10, 0, "Workshop announcement", "xfihtylbmp", D.PUBLISHED, {}),
    (17, 9, 30, "Behind the brush", "bm", D.FAILED, {}),
    (18, 14, 0, "Poster giveaway", "xb", D.UNCONFIRMED, {"bluesky": D.PUBLISHED}),
    (19, 16, 45, "Colour theory carousel", "fi", D.PUBLISHED, {}),
    (21, 20, 0, "Saturday speed paint", "ity", D.MISSED, {}),
    (
        22,
        9,
        30,
        "Sunday sketchbook",
        "xit",
        D.PUBLISHING,
        {"x": D.PUBLISHED, "tiktok": D.SCHEDULED},
    ),
    (22, 18, 0, "Reply thread about pricing", "xh", D.SCHEDULED, {}),
    (24, 9, 0, "Black Friday teaser", "xfih", D.SCHEDULED, {}),
    (25, 12, 30, "Commission slots", "b", D.DRAFT, {}),
    (27, 7, 0, "Black Friday: 40% off all brushes", "xfihlp", D.SCHEDULED, {}),
    (27, 19, 0, "Reminder", "xb", D.SCHEDULED, {}),
    (30, 11, 0, "Process video", "ty", D.SCHEDULED, {}),
)


def settle(tasks: Tasks, seconds: float = 0.5) -> None:
    """Let threads and timers have their turn."""
    end = time.monotonic() + seconds
    while time.monotonic() < end or tasks.busy:
        QApplication.processEvents()
        time.sleep(0.005)


def drawing(folder: Path, name: str, colours: tuple[int, int, int]) -> Path:
    """A gradient with a disc."""
    image = Image.new("RGB", (640, 480))
    draw = ImageDraw.Draw(image)
    for row in range(480):
        share = 1 - row / 800
        draw.line((0, row, 640, row), fill=tuple(round(one * share) for one in colours))
    draw.ellipse((200, 90, 440, 330), fill="white")
    image.save(folder / name)
    return folder / name


def fill(workspace: Workspace, folder: Path) -> None:
    """A rich November."""
    accounts = add_accounts(workspace)
    colours = ((232, 120, 88), (88, 152, 232), (120, 190, 120))
    files = [drawing(folder, f"sketch_{n}.png", colour) for n, colour in enumerate(colours)]
    views = media.add(workspace, files)
    for view in views:
        media.process(workspace, view.id)
    for number, (day, hour, minute, title, to, status, other) in enumerate(POSTS):
        words = (
            f"{title}. Everything is made for a real client piece, and the process videos are "
            "included. Write to us if something does not open, we answer within a day. "
        )
        add_post(
            workspace,
            accounts,
            title,
            at=datetime(2026, 11, day, hour, minute, tzinfo=UTC),
            to=[SHORT[one] for one in to],
            status=status,
            other=other,
            text=words + (LONG if number == 14 else "#illustration #brushes"),
            notes="Reuse in January" if day == 6 else "",
            media=[view.id for view in views][: 1 + number % 3] if number % 4 else (),
        )
    for platform, times in SLOTS:
        slots = [read_slot(one) for one in times]
        posting_times.set_slots(workspace, accounts[platform], slots)
    brand = brands.add(workspace, "Demo Studio")
    brands.start_campaign(workspace, brand.id, date(2026, 11, 24))
    for number in range(5):
        at = datetime(2026, 11, 28, 10, 5 * number, tzinfo=UTC)
        add_post(workspace, accounts, f"Launch {number + 1}", at=at, to=["bluesky", "x"])
    for title in ("Ideas for December", "Interview with a printer", "Thank-you post"):
        add_post(workspace, accounts, title, at=None, to=["instagram", "bluesky"], status=D.DRAFT)


def save(page: QWidget, over: QWidget | None, file: Path) -> None:
    """The page, with a panel where it lies over it."""
    shot = page.grab()
    if over is not None:
        whole = QPixmap(shot)
        painter = QPainter(whole)
        painter.drawPixmap(over.pos() - page.mapToGlobal(QPoint(0, 0)), over.grab())
        painter.end()
        shot = whole
    shot.save(str(file))


def shots(page: PublisherPage, tasks: Tasks, folder: Path, name: str, *, wide: bool) -> None:
    """Every face of the page in the present theme."""
    settle(tasks)
    save(page, None, folder / f"month_{name}.png")
    if wide:
        chip = page.calendar.month.chip_of(next(r.id for r in page.rows() if "preset" in r.title))
        assert chip is not None
        chip.click()
        settle(tasks)
        save(page, page.detail.popover, folder / f"popover_{name}.png")
        page.detail.popover.close()
        page.header.tray.click()
        settle(tasks, 0.2)
        save(page, None, folder / f"tray_{name}.png")
        page.header.tray.click()
        for _ in range(3):
            page.header.after.click()
        settle(tasks, 0.3)
        save(page, None, folder / f"far_{name}.png")
        page.header.today.click()
        settle(tasks, 0.3)
        page.header.filter.click()
        settle(tasks, 0.3)
        panel = QApplication.activePopupWidget()
        save(page, panel, folder / f"filter_{name}.png")
        if panel is not None:
            panel.close()
    for view in ("week", "day"):
        page.header.view.button(view).click()
        settle(tasks)
        save(page, None, folder / f"{view}_{name}.png")
    page.header.view.button("list").click()
    settle(tasks)
    table = page.list.table
    chosen = table.model().index(4, 0)
    table.selectionModel().setCurrentIndex(chosen, TOGGLE)
    table.setFocus()
    settle(tasks, 0.3)
    save(page, None, folder / f"list_{name}.png")
    table.clearSelection()
    page.header.view.button("month").click()
    settle(tasks)


def main(folder: Path) -> None:
    """All pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    application = QApplication([])
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    theme.apply(application, theme.Scheme.LIGHT, reduced_motion=True)
    with tempfile.TemporaryDirectory() as scratch:
        workspace = open_world(Path(scratch) / "home", StandingClock())
        fill(workspace, Path(scratch))
        tasks, bridge = Tasks(), Bridge()
        page = PublisherPage(Context(workspace, tasks, bridge, Way()))
        page.resize(WIDE)
        page.show()
        for scheme in (theme.Scheme.LIGHT, theme.Scheme.DARK):
            theme.apply(application, scheme, reduced_motion=True)
            for size in (WIDE, NARROW):
                page.resize(size)
                name = f"{scheme.name.lower()}_{'1280' if size == WIDE else '1024'}"
                shots(page, tasks, folder, name, wide=size == WIDE)
        theme.apply(application, theme.Scheme.LIGHT, reduced_motion=True)
        application.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        page.resize(WIDE)
        shots(page, tasks, folder, "rtl_1280", wide=True)
        page.close()
        tasks.close()
        close(workspace)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
