"""Draws the dialog for photos and what lies around it, to be looked at.

Run ``QT_QPA_PLATFORM=offscreen python -m tests.ui.unsplash.pictures <folder>``.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from brandcraft_desktop.services import unsplash
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.editor import EditorPage
from brandcraft_desktop.ui.settings import SettingsPage
from tests.integrations.unsplash_stand import unsplash_stand
from tests.ui.publisher.world import StandingClock, add_accounts
from tests.ui.stage import Stage, stage, ten_platforms
from tests.ui.unsplash.house import open_beside

SIZES = (QSize(1280, 800), QSize(1024, 640))
THEMES = (theme.Scheme.LIGHT, theme.Scheme.DARK)


def both(made: Stage, shown: QWidget, out: Path, name: str) -> None:
    """One picture for each theme."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    for scheme in THEMES:
        theme.apply(application, scheme, reduced_motion=True)
        made.settle()
        shown.grab().save(str(out / f"{name}_{scheme.value}.png"))
    theme.apply(application, theme.Scheme.LIGHT, reduced_motion=True)


def dialogs(made: Stage, page: EditorPage, out: Path) -> None:
    """Nothing searched, found, chosen, nothing found, limit."""
    for size in SIZES:
        made.window.resize(size)
        made.settle()
        page.photos.open()
        made.settle()
        dialog = page.photos.dialog
        assert dialog is not None
        panel = dialog.panel
        if size is SIZES[0]:
            both(made, dialog, out, "start")
        panel.search.setText("boat")
        panel.search.returnPressed.emit()
        made.settle()
        panel.grid.setFocus()
        for key in (Qt.Key.Key_Right, Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Space):
            QTest.keyClick(panel.grid, key)
        made.settle()
        both(made, dialog, out, f"found_{size.width()}")
        dialog.reject()
        made.settle()


def troubles(made: Stage, page: EditorPage, out: Path) -> None:
    """An empty answer, the limit, a failure below photos, and no key."""
    page.photos.open()
    made.settle()
    dialog = page.photos.dialog
    assert dialog is not None
    panel = dialog.panel
    for words in ("qwx", "boat"):
        panel.search.setText(words)
        panel.search.returnPressed.emit()
        made.settle()
        if words == "qwx":
            both(made, dialog, out, "nothing")
    dialog.reject()
    made.settle()


def main(out: Path) -> None:
    """Draw everything."""
    out.mkdir(parents=True, exist_ok=True)
    application = QApplication.instance() or QApplication(sys.argv)
    assert isinstance(application, QApplication)
    theme.apply(application, theme.Scheme.LIGHT, reduced_motion=True)
    with tempfile.TemporaryDirectory() as folder, unsplash_stand() as stand:
        place, clock = Path(folder), StandingClock()

        def open_it() -> object:
            return open_beside(place, clock, stand, platforms=ten_platforms())

        with stage(place, clock=clock, open_it=open_it, prepare=add_accounts) as made:  # type: ignore[arg-type]
            page = made.page("create")
            assert isinstance(page, EditorPage)
            page.open_new()
            made.settle()
            both(made, made.window, out, "editor")
            page.view.strip.sources().grab().save(str(out / "sources.png"))
            dialogs(made, page, out)
            troubles(made, page, out)
            stand.used = stand.limit - 1
            page.photos.open()
            made.settle()
            dialog = page.photos.dialog
            assert dialog is not None
            dialog.panel.search.setText("boat")
            dialog.panel.search.returnPressed.emit()
            made.settle()
            bar = dialog.panel.grid.verticalScrollBar()
            bar.setValue(bar.maximum())
            made.settle()
            both(made, dialog, out, "limit_below")
            dialog.panel.search.setText("bread")
            dialog.panel.search.returnPressed.emit()
            made.settle()
            both(made, dialog, out, "limit")
            dialog.reject()
            stand.used = 0
            made.settle()
            view = unsplash.use(made.workspace, unsplash.search(made.workspace, "boat").photos[1])
            page.controller.media.add([view], page.files.room())
            made.settle()
            page.photos.credit((view.id,))
            made.settle()
            both(made, made.window, out, "credited")
            tiles = page.view.strip.list
            menu = tiles.menu_for(page.view.strip.items.tiles[0])
            menu.grab().save(str(out / "tile_menu.png"))
            menu.deleteLater()
            settings = made.page("settings")
            assert isinstance(settings, SettingsPage)
            settings.list.setCurrentRow(settings.sections.index(settings.integrations))
            made.settle()
            both(made, made.window, out, "settings")
            unsplash.forget_key(made.workspace)
            made.settle()
            settings.integrations.change.click()
            made.settle()
            key = settings.integrations.dialog
            assert key is not None
            both(made, key, out, "key_dialog")
            key.reject()
            made.page("create")
            page.photos.open()
            made.settle()
            dialog = page.photos.dialog
            assert dialog is not None
            both(made, dialog, out, "no_key")
            dialog.reject()
            made.settle()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
