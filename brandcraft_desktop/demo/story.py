"""The main job, acted out on the real window with mouse and keys: connect, write, see it go out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from brandcraft_desktop.demo.world import World
from brandcraft_desktop.domain.media_rules import MediaState
from brandcraft_desktop.domain.status import PostStatus
from brandcraft_desktop.domain.views import PostView
from brandcraft_desktop.practice.platform import PracticeAccount
from brandcraft_desktop.services import posts
from brandcraft_desktop.ui import robot
from brandcraft_desktop.ui.accounts import AccountsPage
from brandcraft_desktop.ui.accounts.connect_dialog import ConnectDialog
from brandcraft_desktop.ui.application import Program
from brandcraft_desktop.ui.delivery import DeliveryPage
from brandcraft_desktop.ui.editor import EditorPage
from brandcraft_desktop.ui.editor.media_dialog import MediaDialog
from brandcraft_desktop.ui.editor.thread_sheet import ThreadSheet
from brandcraft_desktop.ui.shell.places import ACCOUNTS, CREATE, DELIVERY, PUBLISHER
from brandcraft_desktop.ui.widgets import Button, ConfirmDialog

TEXT = (
    "Four small paintings from this week: hills, a lake, a plant and a town at night.\n\n"
    "How they were made: https://practice-site.example/\n\n#painting #sketchbook"
)
THREAD = (
    "Five things I learned painting outdoors this year.\n---\n"
    "Start with the big shapes. Details can wait, the light can't.\n---\n"
    "Pack half of what you think you need. #painting"
)
ALTS = (
    "A pale sun over violet hills.",
    "A small sailing boat on a blue lake in front of green mountains.",
    "A plant with pointed leaves in a red clay pot.",
    "A town at night with many lit windows.",
)


@dataclass(frozen=True)
class Told:
    """What the story did: its posts, and where the pictures of it lie."""

    with_pictures: str
    thread: str
    pictures: tuple[Path, ...]


@dataclass(frozen=True)
class Stage:
    """The window the story is acted on, and the folder for its pictures."""

    program: Program
    world: World
    out: Path

    def picture(self, name: str) -> Path:
        """A picture of the window as it is now, without what it says in passing."""
        while self.program.window.toasts.text():
            self.program.window.toasts.dismiss()
        return robot.save_picture(self.program.window, self.out / f"{name}.png")


def act(stage: Stage) -> Told:
    """Play the whole story. Raises `robot.GaveUp` where the window does not do its part."""
    robot.wait_for("the workspace to open", lambda: stage.program.workspace)
    robot.wait_for("the first page", lambda: stage.program.window.current_key)
    shots: list[Path] = []
    for account in stage.world.server.accounts:
        _connect(stage, account, shots)
    shots.append(stage.picture("accounts"))
    first = _write_with_pictures(stage, shots)
    _see_it_published(stage, first, "delivery", shots)
    second = _write_thread(stage, shots)
    _see_it_published(stage, second, "thread", shots)
    _go(stage, PUBLISHER)
    robot.pass_time(400)
    shots.append(stage.picture("calendar"))
    return Told(first, second, tuple(shots))


def _go(stage: Stage, key: str) -> None:
    word = {PUBLISHER: "Publisher", ACCOUNTS: "Accounts", CREATE: "Create"}[key]
    robot.click(robot.find(stage.program.window.rail, robot.RailButton, name=word))
    robot.wait_for(f"the page {word}", lambda: stage.program.window.current_key == key)


def _settled(stage: Stage) -> None:
    robot.wait_for("the window to be quiet", lambda: not stage.program.tasks.busy)


def _connect(stage: Stage, account: PracticeAccount, shots: list[Path]) -> None:
    _go(stage, ACCOUNTS)
    page = stage.program.window.page(ACCOUNTS)
    if not isinstance(page, AccountsPage):
        raise robot.GaveUp("The accounts page is not there.")
    _settled(stage)
    robot.click(page.connect_button)
    dialog = robot.wait_for("the connect dialog", lambda: _dialog(page))
    form = robot.wait_for("its form", lambda: dialog.form)
    robot.type_text(form.line("identifier"), account.handle)
    robot.type_text(form.line("app_password"), account.app_password)
    if not shots:
        shots.append(robot.save_picture(dialog, stage.out / "connect.png"))
    robot.press(form.line("app_password"), "Return")
    robot.wait_for(
        f"{account.handle} to be connected",
        lambda: not dialog.isVisible() and account.handle in handles(page),
    )
    _settled(stage)


def handles(page: AccountsPage) -> list[str]:
    """Whom the accounts page shows."""
    return [card.handle.text().lstrip("@") for card in page.cards() if card.isVisible()]


def _dialog(page: AccountsPage) -> ConnectDialog | None:
    found = page.dialog
    return found if isinstance(found, ConnectDialog) and found.isVisible() else None


def _new_post(stage: Stage) -> EditorPage:
    _go(stage, CREATE)
    page = stage.program.window.page(CREATE)
    if not isinstance(page, EditorPage):
        raise robot.GaveUp("The editor is not there.")
    robot.wait_for("an open post", lambda: page.controller.post)
    robot.wait_for("the accounts", lambda: page.view.accounts.chips)
    for chip in list(page.view.accounts.chips):
        if not chip.isChecked():
            robot.click(chip)
    return page


def _write_with_pictures(stage: Stage, shots: list[Path]) -> str:
    page = _new_post(stage)
    view = page.view
    robot.type_text(view.title, "Four paintings")
    robot.type_text(view.composer, TEXT)
    robot.drop_files(page, stage.world.pictures)
    strip = view.strip
    robot.wait_for("the pictures", lambda: len(strip.items.tiles) == len(ALTS))
    robot.wait_for(
        "the pictures to be ready",
        lambda: all(tile.state is MediaState.PROCESSED for tile in strip.items.tiles),
    )
    for row, words in enumerate(ALTS):
        strip.list.setFocus()
        strip.list.setCurrentIndex(strip.items.index(row))
        robot.press(strip.list, "Return")
        dialog = robot.find(stage.program.window, MediaDialog)
        robot.type_text(dialog.words, words)
        robot.click(dialog.save)
        robot.wait_for("the dialog to close", partial(_gone, dialog))
    _settled(stage)
    robot.pass_time(400)
    shots.append(stage.picture("editor"))
    return _post_now(stage, page)


def _gone(dialog: MediaDialog) -> bool:
    try:
        return not dialog.isVisible()
    except RuntimeError:  # Qt has deleted it already
        return True


def _write_thread(stage: Stage, shots: list[Path]) -> str:
    page = _new_post(stage)
    robot.type_text(page.view.title, "Painting outdoors")
    robot.type_text(page.view.composer, THREAD)
    robot.click(page.view.split)
    sheet = robot.find(stage.program.window, ThreadSheet)
    robot.click(sheet.switch, robot.at_left(sheet.switch))
    robot.press(sheet, "Esc")
    robot.wait_for("the thread", lambda: page.controller.content.thread)
    robot.pass_time(400)
    shots.append(stage.picture("editor_thread"))
    return _post_now(stage, page)


def _post_now(stage: Stage, page: EditorPage) -> str:
    post = page.controller.post
    if post is None:
        raise robot.GaveUp("The editor holds no post.")
    robot.click(page.view.bar.now)
    dialog = robot.find(stage.program.window, ConfirmDialog)
    button: Button = dialog.confirm_button
    robot.click(button)
    robot.wait_for("the editor to be left", lambda: stage.program.window.current_key != CREATE)
    return post.id


def _see_it_published(stage: Stage, post_id: str, name: str, shots: list[Path]) -> None:
    stage.program.window.open_delivery(post_id)
    page = stage.program.window.page(DELIVERY)
    if not isinstance(page, DeliveryPage):
        raise robot.GaveUp("The delivery page is not there.")
    workspace = stage.program.workspace
    if workspace is None:
        raise robot.GaveUp("The workspace is closed.")

    def published() -> PostView | None:
        view = posts.show(workspace, post_id)
        return view if view.status is PostStatus.PUBLISHED else None

    robot.wait_for("the post to be published", published)
    robot.wait_for("the page to say so", lambda: page.pill.state() == PostStatus.PUBLISHED.value)
    shots.append(stage.picture(name))
