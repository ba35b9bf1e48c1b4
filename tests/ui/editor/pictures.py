"""Draws the editor in both themes and both sizes into PNG files, to be looked at.

Run ``QT_QPA_PLATFORM=offscreen python -m tests.ui.editor.pictures <folder>``.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageDraw
from PySide6.QtCore import QSize
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

from brandcraft_desktop.domain.account import AccountState
from brandcraft_desktop.services.workspace import Workspace, close
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.bridge import Bridge
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.editor import EditorPage
from brandcraft_desktop.ui.editor.shared_changed import MINE, CompareDialog
from brandcraft_desktop.ui.editor.thread_sheet import ThreadSheet
from brandcraft_desktop.ui.tasks import Tasks
from tests.ui.editor.world import StandingClock, Way, add_account, open_world

SIZES = {"1280": QSize(1196, 752), "1024": QSize(940, 592)}
STORY = (
    "All brush packs 40% off for 72 hours. I made every one of them for a real client piece, "
    "and the process videos are included."
)
TEXT = f"""It starts Friday 🎉

{STORY} Write to @anna.bsky.social if a pack does not open.

Set a reminder: demo-studio.example.com/friday

#illustration #procreate #brushes, and a thank-you to everyone who asked"""


def settle(tasks: Tasks, seconds: float = 0.6) -> None:
    """Let threads and timers have their turn."""
    end = time.monotonic() + seconds
    while time.monotonic() < end or tasks.busy:
        QApplication.processEvents()
        time.sleep(0.005)


def picture(folder: Path, name: str, colours: tuple[int, int, int], size: tuple[int, int]) -> Path:
    """A gradient with a few shapes."""
    image = Image.new("RGB", size)
    draw = ImageDraw.Draw(image)
    for row in range(size[1]):
        share = 1 - 0.6 * row / size[1]
        draw.line((0, row, size[0], row), fill=tuple(round(one * share) for one in colours))
    draw.ellipse((size[0] // 3, size[1] // 4, size[0] // 3 + 300, size[1] // 4 + 300), fill="white")
    image.save(folder / name)
    return folder / name


def fill(page: EditorPage, workspace: Workspace, folder: Path, tasks: Tasks) -> None:
    """A rich post."""
    page.open_new()
    settle(tasks)
    page.view.title.setText("Black Friday: 40% off all brushes")
    page.controller.set_title("Black Friday: 40% off all brushes")
    ids = tuple(one.id for one in page.controller.accounts if one.state is AccountState.CONNECTED)
    page.controller.set_accounts(ids)
    page.presenter.show_accounts()
    page.view.composer.insertPlainText(TEXT)
    page.tools.open_tab("linkedin")
    page.view.composer.insertPlainText("\n\nA longer story for LinkedIn.")
    page.tools.open_tab("bluesky")
    page.tools.open_tab("x")
    page.view.composer.selectAll()
    page.view.composer.insertPlainText(TEXT.replace(STORY, "All brush packs 40% off."))
    page.view.tabs.set_current("")
    page.intake.add_files(
        [
            picture(folder, "packs-cover.png", (232, 120, 88), (1600, 1000)),
            picture(folder, "process.png", (88, 152, 232), (1000, 1000)),
            picture(folder, "forest_study.png", (120, 192, 104), (1200, 1600)),
        ]
    )
    settle(tasks, 1.0)
    media = page.controller.content.media
    page.controller.media.set_alt(media[0].media_id, "The covers of three brush packs")
    page.controller.media.set_alt(media[1].media_id, "A hand drawing on a tablet")
    settle(tasks)


def variants(page: EditorPage, folder: Path, draw: Callable[[str], None]) -> None:
    """A variant that the shared text left behind, with files of its own, and the panel."""
    page.view.tabs.set_current("")
    page.view.composer.moveCursor(QTextCursor.MoveOperation.End)
    page.view.composer.insertPlainText(" so far")
    page.tools.open_tab("linkedin")
    page.tools.use_own_media("linkedin")
    draw("variant")
    page.shared_changed.compare()
    dialog = page.findChildren(CompareDialog)[0]
    dialog.grab().save(str(folder / "compare_since.png"))
    dialog.show_pair(MINE)
    dialog.grab().save(str(folder / "compare_mine.png"))
    dialog.reject()


def thread(
    page: EditorPage, folder: Path, application: QApplication, draw: Callable[[str], None]
) -> None:
    """A thread in three parts, its files in their parts, and the sheet."""
    page.view.tabs.set_current("")
    page.view.composer.selectAll()
    page.view.composer.insertPlainText(TEXT)
    page.threads.open_sheet()
    sheet = page.findChildren(ThreadSheet)[0]
    sheet.grab().save(str(folder / "sheet_fit.png"))
    sheet.modes.button("blank").click()
    sheet.numbers.setChecked(True)
    sheet.grab().save(str(folder / "sheet_blank.png"))
    sheet.split.click()
    media = page.controller.content.media
    page.view.strip.items.send(media[2].media_id, 1)
    for scheme in (theme.Scheme.LIGHT, theme.Scheme.DARK):
        theme.apply(application, scheme)
        for label, size in SIZES.items():
            page.resize(size)
            page.view.composer.moveCursor(QTextCursor.MoveOperation.Start)
            draw(f"thread_{scheme.value}_{label}")
    theme.apply(application, theme.Scheme.LIGHT)
    page.tools.open_tab("threads")
    page.tools.set_thread("threads", on=False)
    draw("joined")


def main(folder: Path) -> None:
    """Draw everything."""
    folder.mkdir(parents=True, exist_ok=True)
    application = QApplication.instance() or QApplication(sys.argv)
    assert isinstance(application, QApplication)
    theme.apply(application, theme.Scheme.LIGHT)
    with tempfile.TemporaryDirectory() as home:
        workspace = open_world(Path(home) / "home", StandingClock())
        add_account(workspace, "x", "demo_studio")
        add_account(workspace, "threads", "demo_studio")
        add_account(workspace, "linkedin", "demo-studio")
        add_account(workspace, "bluesky", "demo-studio.bsky.social")
        add_account(
            workspace, "bluesky", "old.bsky.social", name="Old", state=AccountState.NEEDS_RECONNECT
        )
        tasks, bridge = Tasks(), Bridge()
        page = EditorPage(Context(workspace, tasks, bridge, Way()))
        page.resize(SIZES["1280"])
        page.show()
        if "--widths" in sys.argv:
            from PySide6.QtWidgets import QWidget

            for one in page.findChildren(QWidget):
                if one.minimumSizeHint().width() > 500 or one.minimumWidth() > 500:
                    print(type(one).__name__, one.minimumSizeHint().width(), one.isVisible())
        fill(page, workspace, Path(home), tasks)

        def draw(name: str) -> None:
            settle(tasks, 0.3)
            page.grab().save(str(folder / f"{name}.png"))

        for scheme in (theme.Scheme.LIGHT, theme.Scheme.DARK):
            theme.apply(application, scheme)
            for label, size in SIZES.items():
                page.resize(size)
                draw(f"editor_{scheme.value}_{label}")
        page.view.show_section("preview")
        draw("narrow_preview")
        page.view.show_section("checks")
        draw("narrow_checks")
        theme.apply(application, theme.Scheme.LIGHT)
        page.resize(SIZES["1280"])
        page.view.show_section("checks")
        page.tools.open_tab("bluesky")
        page.view.options.header.setChecked(True)
        draw("options_and_checks")
        page.view.show_section("preview")
        page.controller.set_thread(True)
        page.view.tabs.set_current("")
        page.view.overlay.cover()
        draw("drop_overlay")
        page.view.overlay.hide()
        variants(page, folder, draw)
        thread(page, folder, application, draw)
        page.resize(SIZES["1280"])
        page.open_new()
        draw("fresh")
        page.leave()
        settle(tasks)
        page.close()
        tasks.close()
        close(workspace)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
