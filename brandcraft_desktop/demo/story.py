"""The main job, acted out on the real window with mouse and keys: connect, write, see it go out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from brandcraft_desktop.demo.choosing import Takes, choose
from brandcraft_desktop.demo.connecting import keep_practice_storage
from brandcraft_desktop.demo.mending import mend
from brandcraft_desktop.demo.naming import FailedOn, on_platform, unpublished
from brandcraft_desktop.demo.signing_in import connect
from brandcraft_desktop.demo.stage import Stage
from brandcraft_desktop.demo.world import everywhere
from brandcraft_desktop.domain.media_rules import MediaState
from brandcraft_desktop.domain.platform import PlatformInfo
from brandcraft_desktop.domain.status import PostStatus
from brandcraft_desktop.domain.views import PostView
from brandcraft_desktop.services import posts
from brandcraft_desktop.services.workspace import Workspace
from brandcraft_desktop.ui import robot
from brandcraft_desktop.ui.delivery import DeliveryPage
from brandcraft_desktop.ui.editor import EditorPage
from brandcraft_desktop.ui.editor.media_dialog import MediaDialog
from brandcraft_desktop.ui.editor.thread_sheet import ThreadSheet
from brandcraft_desktop.ui.shell.places import CREATE, DELIVERY, PUBLISHER
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
FILM_TEXT = "A sunset over the hills, in three seconds."
TITLE, FILM_TITLE = "Four paintings", "Sunset"


@dataclass(frozen=True)
class Told:
    """The posts of the story."""

    with_pictures: str
    with_film: str  # "" where every platform takes pictures
    thread: str

    @property
    def posts(self) -> tuple[str, ...]:
        """All of them, as they were sent one after the other."""
        return tuple(filter(None, (self.with_pictures, self.with_film, self.thread)))


def act(stage: Stage) -> Told:
    """Play the whole story.

    Raises `robot.GaveUp` where the window does not do its part, `FailedOn` where that is about one
    platform.
    """
    robot.wait_for("the workspace to open", lambda: stage.program.workspace)
    robot.wait_for("the first page", lambda: stage.program.window.current_key)
    keep_practice_storage(stage.workspace)
    for account in everywhere(stage.world.server):
        with on_platform(stage.workspace.platforms.get(account.platform).info.name):
            connect(stage, account)
    stage.picture("accounts")
    first = _write_with_pictures(stage)
    _see_it_published(stage, first, "delivery")
    film = _write_with_film(stage) if _for_films_only(stage) else ""
    if film:
        _see_it_published(stage, film, "film")
    second = _write_thread(stage)
    _see_it_published(stage, second, "thread")
    stage.go(PUBLISHER)
    robot.pass_time(400)
    stage.picture("calendar")
    return Told(first, film, second)


def _takes_pictures(info: PlatformInfo) -> bool:
    return info.media.image is not None


def _takes_films_only(info: PlatformInfo) -> bool:
    return info.media.image is None


def _takes_threads(info: PlatformInfo) -> bool:
    return info.threads


def _for_films_only(stage: Stage) -> bool:
    every = stage.workspace.platforms.publishers()
    return any(_takes_films_only(one.info) for one in every)


def _new_post(stage: Stage, takes: Takes) -> EditorPage:
    """An empty post to every account whose platform takes such a post."""
    stage.go(CREATE)
    page = stage.program.window.page(CREATE)
    if not isinstance(page, EditorPage):
        raise robot.GaveUp("The editor is not there.")
    robot.wait_for("an open post", lambda: page.controller.post)
    robot.wait_for("the accounts", lambda: page.view.accounts.chips)
    choose(stage, page.view.accounts, takes)
    return page


def _write_with_pictures(stage: Stage) -> str:
    page = _new_post(stage, _takes_pictures)
    view = page.view
    robot.type_text(view.title, TITLE)
    robot.type_text(view.composer, TEXT)
    strip = view.strip
    _drop(page, stage.world.pictures)
    for row, words in enumerate(ALTS):
        strip.list.setFocus()
        strip.list.setCurrentIndex(strip.items.index(row))
        robot.press(strip.list, "Return")
        dialog = robot.find(stage.program.window, MediaDialog)
        robot.type_text(dialog.words, words)
        robot.click(dialog.save)
        robot.wait_for("the dialog to close", partial(_gone, dialog))
    stage.settle()
    robot.pass_time(400)
    stage.picture("editor")
    mend(stage, page, TITLE)
    return _post_now(stage, page)


def _drop(page: EditorPage, files: Sequence[Path]) -> None:
    """Let files fall into the post, and wait until they are looked at."""
    tiles = page.view.strip.items
    robot.drop_files(page, files)
    robot.wait_for("the files", lambda: len(tiles.tiles) == len(files))
    robot.wait_for(
        "the files to be ready",
        lambda: all(tile.state is MediaState.PROCESSED for tile in tiles.tiles),
    )


def _gone(dialog: MediaDialog) -> bool:
    try:
        return not dialog.isVisible()
    except RuntimeError:  # Qt has deleted it already
        return True


def _write_with_film(stage: Stage) -> str:
    page = _new_post(stage, _takes_films_only)
    robot.type_text(page.view.title, FILM_TITLE)
    robot.type_text(page.view.composer, FILM_TEXT)
    _drop(page, [stage.world.film])
    stage.settle()
    mend(stage, page, FILM_TITLE)
    stage.picture("editor_film")
    return _post_now(stage, page)


def _write_thread(stage: Stage) -> str:
    page = _new_post(stage, _takes_threads)
    robot.type_text(page.view.title, "Painting outdoors")
    robot.type_text(page.view.composer, THREAD)
    robot.click(page.view.split)
    sheet = robot.find(stage.program.window, ThreadSheet)
    robot.click(sheet.switch, robot.at_left(sheet.switch))
    robot.press(sheet, "Esc")
    robot.wait_for("the thread", lambda: page.controller.content.thread)
    robot.pass_time(400)
    stage.picture("editor_thread")
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


def _see_it_published(stage: Stage, post_id: str, name: str) -> None:
    stage.program.window.open_delivery(post_id)
    page = stage.program.window.page(DELIVERY)
    if not isinstance(page, DeliveryPage):
        raise robot.GaveUp("The delivery page is not there.")
    workspace = stage.workspace

    def settled() -> PostView | None:
        view = posts.show(workspace, post_id)
        return None if view.status in (PostStatus.SCHEDULED, PostStatus.PUBLISHING) else view

    try:
        view = robot.wait_for("the post to be published", settled)
    except robot.GaveUp as error:
        raise FailedOn(error.title, _missing(workspace, post_id)) from error
    if view.status is not PostStatus.PUBLISHED:
        raise FailedOn("The post was not published everywhere.", _missing(workspace, post_id))
    robot.wait_for("the page to say so", lambda: page.pill.state() == PostStatus.PUBLISHED.value)
    stage.picture(name)


def _missing(workspace: Workspace, post_id: str) -> str:
    names = {one.info.id: one.info.name for one in workspace.platforms.all()}
    return unpublished(posts.show(workspace, post_id), names)
