"""Draws the media dialog in its states into PNG files, to be looked at.

Run ``QT_QPA_PLATFORM=offscreen python -m tests.ui.editor.media_pictures <folder>``.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication

from brandcraft_desktop.domain.media_edit import Framing
from brandcraft_desktop.publishers.registry import Registry
from brandcraft_desktop.services.workspace import close
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.bridge import Bridge
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.editor import EditorPage
from brandcraft_desktop.ui.editor.media_dialog import MediaDialog
from brandcraft_desktop.ui.editor.media_dialog.track_handle import Held
from brandcraft_desktop.ui.tasks import Tasks
from tests.media.files import encoded
from tests.ui.editor.pictures import picture, settle
from tests.ui.editor.test_media_dialog import Square
from tests.ui.editor.world import StandingClock, Way, add_account, open_home

FILM = ("-f", "lavfi", "-i", "testsrc2=size=540x960:rate=25:duration=8")
HUM = ("-f", "lavfi", "-i", "sine=duration=8:sample_rate=44100")
LONG = "a name that somebody gave a file without any thought of those who must show it.png"


class Album:
    """The page with a dialog of its first file, drawn as often as wanted."""

    def __init__(self, folder: Path, page: EditorPage, tasks: Tasks) -> None:
        self.folder, self.page, self.tasks = folder, page, tasks

    def open(self) -> MediaDialog:
        self.page.files.edit(self.page.view.strip.items.tiles[0].media_id)
        settle(self.tasks)
        return next(one for one in self.page.findChildren(MediaDialog) if one.isVisible())

    def draw(self, dialog: MediaDialog, name: str) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        for scheme in (theme.Scheme.LIGHT, theme.Scheme.DARK):
            theme.apply(application, scheme, reduced_motion=True)
            settle(self.tasks, 0.4)
            dialog.grab().save(str(self.folder / f"{name}_{scheme.value}.png"))
        theme.apply(application, theme.Scheme.LIGHT, reduced_motion=True)


def of_picture(album: Album) -> None:
    """Cropped, framed, sent, small, mirrored."""
    dialog = album.open()
    dialog.crop.crop.setFocus()
    album.draw(dialog, "picture")
    dialog.crop.ratios.buttons["4:5"].click()
    dialog.framing.choices.button(Framing.BLUR.value).click()
    dialog.words.setPlainText("Three brush packs on a desk, and a hand that paints with one")
    album.draw(dialog, "cropped")
    dialog.framing.choices.button(Framing.CROP.value).click()
    settle(album.tasks, 0.3)
    dialog.list.rows[1].click()
    album.draw(dialog, "sent")
    dialog.show_page("crop")
    dialog.resize(QSize(1000, 616))
    album.draw(dialog, "small")
    dialog.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    album.draw(dialog, "mirrored")
    dialog.reject()


def of_video(album: Album) -> None:
    """Trimmed, with a cover, small, mirrored."""
    dialog = album.open()
    film = dialog.film
    assert film is not None
    settle(album.tasks, 1.0)
    film.trim.start.setFocus()
    album.draw(dialog, "film")
    film.trim.started.emit(1.5)
    film.trim.ended.emit(5.25)
    film.covers.buttons[1].click()
    film.track.handles[Held.START].setFocus()
    album.draw(dialog, "film_trimmed")
    dialog.resize(QSize(1000, 616))
    dialog.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    album.draw(dialog, "film_mirrored")
    dialog.show_page("sent")
    album.draw(dialog, "film_sent")
    dialog.reject()


def main(folder: Path) -> None:
    """Draw everything."""
    folder.mkdir(parents=True, exist_ok=True)
    application = QApplication.instance() or QApplication(sys.argv)
    assert isinstance(application, QApplication)
    theme.apply(application, theme.Scheme.LIGHT, reduced_motion=True)
    with tempfile.TemporaryDirectory() as home:
        real = [one for one in Registry().all() if one.info.id != "threads"]
        workspace = open_home(Path(home) / "home", StandingClock(), Registry((*real, Square())))
        for platform in (
            "x",
            "instagram",
            "threads",
            "tiktok",
            "youtube",
            "bluesky",
            "pinterest",
            "facebook",
        ):
            add_account(workspace, platform, f"demo.{platform}")
        tasks, bridge = Tasks(), Bridge()
        page = EditorPage(Context(workspace, tasks, bridge, Way()))
        page.resize(QSize(1196, 752))
        page.show()
        page.open_new()
        settle(tasks)
        page.controller.set_accounts(tuple(one.id for one in page.controller.accounts))
        page.intake.add_files([picture(Path(home), LONG, (232, 120, 88), (1600, 1000))])
        settle(tasks, 1.0)
        album = Album(folder, page, tasks)
        of_picture(album)
        page.controller.media.remove(page.controller.content.media[0].media_id)
        film = encoded(
            Path(home) / "process video.mp4", "-pix_fmt", "yuv420p", sources=(*FILM, *HUM)
        )
        page.intake.add_files([film])
        settle(tasks, 2.0)
        of_video(album)
        page.leave()
        settle(tasks)
        page.close()
        tasks.close()
        close(workspace)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
