"""Photos of Unsplash on a post, and their credit in its text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from brandcraft_desktop.domain.media_rules import MediaState
from brandcraft_desktop.publishers.bluesky.publisher import Bluesky
from brandcraft_desktop.publishers.registry import Registry
from brandcraft_desktop.services.workspace import Workspace, close
from brandcraft_desktop.ui.editor.media_intake import ChoiceDialog
from brandcraft_desktop.ui.unsplash import UnsplashDialog
from tests.integrations.unsplash_stand import UnsplashStand, unsplash_stand
from tests.ui.editor.conftest import Desk
from tests.ui.editor.world import Neighbour, StandingClock, add_account
from tests.ui.unsplash.house import open_beside

TWO = Registry((Neighbour("linkedin", "LinkedIn", 6, 3000), Bluesky()))
CREDIT = "Photo by Tomás Ferreira on Unsplash"


@pytest.fixture
def stand() -> Iterator[UnsplashStand]:
    with unsplash_stand() as made:
        yield made


@pytest.fixture
def workspace(tmp_path: Path, clock: StandingClock, stand: UnsplashStand) -> Iterator[Workspace]:
    opened = open_beside(tmp_path / "home", clock, stand, platforms=TWO)
    add_account(opened, "bluesky", "demo.bsky.social")
    add_account(opened, "linkedin", "demo-studio")
    yield opened
    close(opened)


def choose(desk: Desk, *rows: int) -> UnsplashDialog:
    """Open the dialog from the menu, search, choose; not added yet."""
    menu = desk.view.strip.sources()
    next(one for one in menu.actions() if one.text() == "From Unsplash…").trigger()
    dialog = desk.page.photos.dialog
    assert dialog is not None
    desk.settle()
    desk.bot.keyClicks(dialog.panel.search, "boat")
    desk.bot.keyClick(dialog.panel.search, Qt.Key.Key_Return)
    desk.settle()
    for row in rows:
        place = dialog.panel.grid.visualRect(dialog.panel.items.index(row)).center()
        view = dialog.panel.grid.viewport()
        desk.bot.mouseClick(view, Qt.MouseButton.LeftButton, pos=place)
    return dialog


def add(desk: Desk, *rows: int) -> None:
    before = len(desk.view.strip.items.tiles)
    dialog = choose(desk, *rows)
    dialog.panel.take.click()
    desk.wait(lambda: len(desk.view.strip.items.tiles) == before + len(rows))
    desk.settle()


def tile_action(desk: Desk, words: str) -> None:
    menu = desk.view.strip.list.menu_for(desk.view.strip.items.tiles[0])
    next(one for one in menu.actions() if one.text() == words).trigger()


def test_a_photo_joins_the_post_with_its_words(desk: Desk, stand: UnsplashStand) -> None:
    desk.new()
    desk.type("look")
    when = desk.page.controller.when
    add(desk, 1)
    (tile,) = desk.view.strip.items.tiles
    assert tile.state is MediaState.PROCESSED
    assert tile.alt == "Red bicycle at a wall"
    assert tile.credit == CREDIT
    assert desk.view.composer.text() == "look"
    assert desk.page.controller.when == when
    assert set(stand.downloads.values()) == {1}
    desk.wait(lambda: len(desk.stored().content.media) == 1)
    assert desk.way.toasts[-1] == "Added the photo from Unsplash."


def test_the_credit_joins_the_text_once_and_comes_out_again(desk: Desk) -> None:
    desk.new()
    desk.type("look")
    add(desk, 1)
    assert desk.way.action is not None
    label, act = desk.way.action
    assert label == "Add credit to text"
    act()
    assert desk.view.composer.text() == f"look\n\n{CREDIT}"
    act()
    assert desk.view.composer.text() == f"look\n\n{CREDIT}"
    assert desk.way.toasts[-1] == "The credit is in the text already."
    desk.view.composer.undo()
    assert desk.view.composer.text() == "look"
    desk.view.composer.redo()
    assert desk.view.composer.text() == f"look\n\n{CREDIT}"
    desk.wait(lambda: desk.stored().content.text == f"look\n\n{CREDIT}")


def test_undo_of_the_toast_keeps_what_was_typed_since(desk: Desk) -> None:
    desk.new()
    desk.type("look")
    add(desk, 1)
    tile_action(desk, "Add credit to text")
    undo = desk.way.undo
    assert undo is not None
    desk.view.composer.textCursor().insertText("\U0001f389 ")
    undo()
    assert CREDIT not in desk.view.composer.text()
    assert desk.view.composer.text().replace("\U0001f389 ", "") == "look"
    undo()  # nothing is left to take out
    assert "look" in desk.view.composer.text()


def test_several_photographers_share_one_line(desk: Desk) -> None:
    desk.new()
    add(desk, 1, 2)
    assert desk.way.action is not None
    desk.way.action[1]()
    line = "Photos by Tomás Ferreira and Ines & Jo Okafor on Unsplash"
    assert desk.view.composer.text() == line
    tile_action(desk, "Add credit to text")
    assert desk.view.composer.text() == line


def test_a_link_may_go_along(desk: Desk) -> None:
    desk.new()
    add(desk, 1)
    tile_action(desk, "Add credit and link to text")
    link = "https://unsplash.com/@user1?utm_source=brandcraft&utm_medium=referral"
    assert desk.view.composer.text() == f"{CREDIT}: {link}"


def test_in_a_thread_the_credit_joins_the_part_of_its_photo(desk: Desk) -> None:
    desk.new()
    desk.view.composer.insertPlainText("one\n---\ntwo")
    desk.page.controller.set_thread(True)
    desk.view.composer.select(1, 1)
    add(desk, 1)
    tile_action(desk, "Add credit to text")
    assert desk.view.composer.text() == f"one\n\n{CREDIT}\n---\ntwo"


def test_a_text_of_its_own_gets_the_credit_where_it_is_shown(desk: Desk) -> None:
    desk.new()
    desk.choose_all()
    desk.type("shared")
    add(desk, 1)
    desk.page.tools.open_tab("linkedin")
    desk.view.composer.insertPlainText(" and longer")
    tile_action(desk, "Add credit to text")
    documents = desk.page.controller.documents
    assert documents.text("linkedin") == f"shared and longer\n\n{CREDIT}"
    assert documents.text("") == "shared"
    desk.page.tools.open_tab("bluesky")
    tile_action(desk, "Add credit to text")
    assert documents.text("") == documents.text("bluesky") == f"shared\n\n{CREDIT}"
    assert not documents.is_customised("bluesky")


def test_too_many_are_judged_before_anything_is_fetched(desk: Desk, stand: UnsplashStand) -> None:
    desk.new()
    dialog = choose(desk, 0, 1, 2, 3, 4)
    dialog.panel.take.click()
    choice = dialog.findChildren(ChoiceDialog)[0]
    assert choice.accessibleName() == "That's 5 images. The first 4 fit."
    assert stand.downloads == {}
    choice.buttons[0].click()
    desk.wait(lambda: len(desk.view.strip.items.tiles) == 4)
    desk.settle()
    assert sum(stand.downloads.values()) == 4
    assert desk.view.strip.more.isHidden()


def test_a_photo_on_the_post_is_not_there_twice(desk: Desk, stand: UnsplashStand) -> None:
    desk.new()
    add(desk, 1)
    dialog = choose(desk, 1)
    dialog.panel.take.click()
    desk.wait(lambda: desk.page.photos.dialog is None)
    desk.settle()
    assert len(desk.view.strip.items.tiles) == 1
    assert set(stand.fetched.values()) == {1}
    assert set(stand.downloads.values()) == {2}


def test_own_files_offer_no_credit(desk: Desk, tmp_path: Path) -> None:
    from tests.media.files import photo

    desk.new()
    desk.page.intake.add_files([photo(tmp_path / "own.jpg")])
    desk.wait(lambda: len(desk.view.strip.items.tiles) == 1)
    desk.settle()
    menu = desk.view.strip.list.menu_for(desk.view.strip.items.tiles[0])
    assert not any("credit" in one.text() for one in menu.actions())
    menu.deleteLater()
