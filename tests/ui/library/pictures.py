"""Draws the library in both themes and sizes into PNG files, to be looked at.

Run ``QT_QPA_PLATFORM=offscreen python -m tests.ui.library.pictures <folder>``.
"""

from __future__ import annotations

import sys
import tempfile
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QLocale, QSize
from PySide6.QtWidgets import QApplication

from brandcraft_desktop.domain.library import Shelf
from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.publishers.registry import Registry
from brandcraft_desktop.services import media
from brandcraft_desktop.services.workspace import Workspace, close
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.bridge import Bridge
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.library import LibraryPage
from brandcraft_desktop.ui.tasks import Tasks
from tests.media.files import video
from tests.ui.editor.world import open_home
from tests.ui.publisher.pictures import drawing, settle
from tests.ui.publisher.world import NOW, StandingClock, Way, add_accounts, add_post

WIDE, NARROW = QSize(1196, 752), QSize(940, 592)
COLOURS = ((91, 63, 214), (20, 97, 58), (174, 29, 26), (11, 85, 99), (255, 170, 60), (138, 17, 104))
NAMES = ("sketch", "beach_at_noon_with_a_long_name", "palette", "studio", "brush", "portrait")


def fill(workspace: Workspace, clock: StandingClock, folder: Path) -> list[str]:
    """Two dozen pictures and a film; some of them are used."""
    accounts = add_accounts(workspace)
    ids = []
    for number in range(23):
        clock.moment += timedelta(seconds=1)
        red, green, blue = COLOURS[number % len(COLOURS)]
        colour = (red, green, (blue + number * 9) % 256)
        name = f"{NAMES[number % len(NAMES)]}_{number:02}.png"
        path = video(folder / "reel.mp4") if number == 20 else drawing(folder, name, colour)
        view = media.add(workspace, [path])[0]
        media.process(workspace, view.id)
        ids.append(view.id)
    media.edit(workspace, ids[-2], alt="A white disc on green", tags="sketch green disc")
    for title, at, to, status in (
        ("Brush poll with a title that is far too long to be shown whole", 30, "xb", D.SCHEDULED),
        ("Palette of the week", -48, "ib", D.PUBLISHED),
        ("Idea for December", None, "b", D.DRAFT),
    ):
        add_post(
            workspace,
            accounts,
            title,
            at=None if at is None else NOW + timedelta(hours=at),
            to=["bluesky", "x"][: len(to)],
            status=status,
            media=[ids[-2]],
        )
    media.delete_many(workspace, [ids[0], ids[1]])
    return ids


def main(out: Path) -> None:
    """Draw everything."""
    out.mkdir(parents=True, exist_ok=True)
    application = QApplication(sys.argv[:1])
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    with tempfile.TemporaryDirectory() as place:
        clock = StandingClock()
        workspace = open_home(Path(place) / "home", clock, Registry())
        ids = fill(workspace, clock, Path(place))
        tasks = Tasks()
        page = LibraryPage(Context(workspace, tasks, Bridge(), Way()))
        for scheme in (theme.Scheme.LIGHT, theme.Scheme.DARK):
            theme.apply(application, scheme, reduced_motion=True)
            for size, name in ((WIDE, "wide"), (NARROW, "narrow")):
                page.resize(size)
                page.show()
                page.grid.clearSelection()
                settle(tasks)
                page.grab().save(str(out / f"library_none_{scheme.value}_{name}.png"))
                page.grid.choose([ids[-2]], ids[-2])
                page.grid.setFocus()
                settle(tasks)
                page.grab().save(str(out / f"library_{scheme.value}_{name}.png"))
                page.grid.choose(ids[5:9], ids[5])
                settle(tasks)
                page.grab().save(str(out / f"library_several_{scheme.value}_{name}.png"))
            bar = page.details._area.verticalScrollBar()
            page.grid.choose([ids[-2]], ids[-2])
            settle(tasks)
            bar.setValue(bar.maximum())
            settle(tasks)
            page.grab().save(str(out / f"library_bottom_{scheme.value}.png"))
        page.header.set_shelf(Shelf.TRASH)
        page._turn()
        settle(tasks)
        page.grid.choose([ids[0]], ids[0])
        settle(tasks)
        page.grab().save(str(out / "library_trash.png"))
        page.header.search.setText("nothing like it")
        settle(tasks)
        page.grab().save(str(out / "library_empty.png"))
        page.close()
        tasks.close()
        close(workspace)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
