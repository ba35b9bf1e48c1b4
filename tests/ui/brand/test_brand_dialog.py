"""Adding, editing and deleting a brand in its dialog."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from brandcraft_desktop.domain.brand import BRAND_COLOURS, Brand
from brandcraft_desktop.domain.posting_times import read_slot
from brandcraft_desktop.services import accounts, brands, posts
from brandcraft_desktop.services.workspace import Workspace
from brandcraft_desktop.ui.accounts.slots_dialog import SlotsDialog
from brandcraft_desktop.ui.brand import BrandPage
from brandcraft_desktop.ui.brand.brand_dialog import BrandDialog
from brandcraft_desktop.ui.shell.places import BRAND
from tests.ui.brand.world import give
from tests.ui.publisher.world import NOW, add_accounts, add_post
from tests.ui.shell.reaching import nameless, tiny
from tests.ui.stage import Stage, stage


@dataclass
class Desk:
    """The page with its dialog."""

    at: Stage
    bot: QtBot
    page: BrandPage
    folder: Path

    def click(self, button: object) -> None:
        self.bot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.at.settle()

    def dialog(self) -> BrandDialog:
        found = self.page.doing.dialog
        assert isinstance(found, BrandDialog)
        return found

    def new(self) -> BrandDialog:
        self.click(self.page.header.new)
        return self.dialog()

    def edit(self, name: str) -> BrandDialog:
        self.at.window.show_brand(self.brand(name).id)
        self.at.settle()
        self.click(self.page.header.edit)
        return self.dialog()

    def brand(self, name: str) -> Brand:
        return next(one for one in brands.list_brands(self.at.workspace) if one.name == name)


def prepare(workspace: Workspace) -> None:
    ids = add_accounts(workspace)
    studio = brands.add(workspace, "Demo Studio", colour=BRAND_COLOURS[0], hashtags=["brushes"])
    brands.link(workspace, studio.id, ids["x"])
    made = add_post(workspace, ids, "Pack", at=NOW.replace(hour=20), to=("x",))
    give(workspace, studio, posts=(made.id,))


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with stage(tmp_path / "home", prepare=prepare) as at:
        page = at.page(BRAND)
        assert isinstance(page, BrandPage)
        yield Desk(at, qtbot, page, tmp_path)


def test_a_new_brand_gets_the_first_free_colour_and_is_shown_at_once(desk: Desk) -> None:
    dialog = desk.new()
    assert dialog.windowTitle() == "New brand"
    assert dialog.colours.colour == BRAND_COLOURS[1]
    assert not dialog.save.isEnabled()
    assert not dialog.delete.isVisible()
    assert nameless(dialog) == []
    assert tiny(dialog) == []
    desk.bot.keyClicks(dialog.name, "Night Garden")
    desk.bot.mouseClick(dialog.colours.swatches[4], Qt.MouseButton.LeftButton)
    desk.bot.keyClicks(dialog.hashtags, "#Moon flowers, #moon")
    desk.bot.keyClick(dialog.name, Qt.Key.Key_Return)
    desk.at.settle()
    assert not dialog.isVisible()
    made = desk.brand("Night Garden")
    assert (made.colour, made.hashtags) == (BRAND_COLOURS[4], ("Moon", "flowers"))
    assert desk.at.window.brand_id == made.id
    assert desk.page.header.chooser.currentText() == "Night Garden"
    assert desk.page.header.new.text() == "New brand (2 of 5)"


def test_a_taken_name_is_told_at_its_field_and_nothing_is_lost(desk: Desk) -> None:
    dialog = desk.new()
    desk.bot.keyClicks(dialog.name, "demo studio")
    desk.bot.keyClicks(dialog.hashtags, "#moon")
    desk.click(dialog.save)
    assert dialog.isVisible()
    assert dialog.why.whole_text().startswith("There is a brand called “Demo Studio” already.")
    assert dialog.name.property("state") == "error"
    assert dialog.hashtags.text() == "#moon"
    dialog.name.clear()
    desk.bot.keyClicks(dialog.name, "Moon")
    desk.bot.keyClicks(dialog.hashtags, " #!")
    desk.click(dialog.save)
    assert dialog.hashtags.property("state") == "error"
    assert dialog.name.property("state") != "error"
    assert len(brands.list_brands(desk.at.workspace)) == 1
    dialog.hashtags.setText("#moon")
    desk.click(dialog.save)
    assert desk.brand("Moon").hashtags == ("moon",)


def test_everything_of_a_brand_is_changed_in_one_go(desk: Desk) -> None:
    picture = desk.folder / "face.png"
    Image.new("RGB", (80, 60), (200, 40, 90)).save(picture)
    dialog = desk.edit("Demo Studio")
    assert dialog.name.text() == "Demo Studio"
    assert dialog.hashtags.text() == "#brushes"
    assert dialog.times.text() == "None"
    dialog.name.setText("Studio Demo")
    dialog.picture.take_file(picture)
    desk.at.settle()
    assert dialog.picture.remove.isVisible()
    desk.bot.mouseClick(dialog.change_times, Qt.MouseButton.LeftButton)
    slots = dialog.findChild(SlotsDialog)
    assert slots is not None
    slots.add(read_slot("Mon 09:00"))
    desk.click(slots.save)
    assert dialog.times.text().startswith("Mon ")
    desk.bot.mouseClick(dialog.campaign.choose, Qt.MouseButton.LeftButton)
    desk.click(dialog.save)
    now = desk.brand("Studio Demo")
    assert now.avatar_sha256
    assert now.times == (read_slot("Mon 09:00"),)
    assert now.campaign_start == date(2026, 11, 22)
    assert desk.at.window.top_bar.brands.currentText() == "Studio Demo"
    dialog = desk.edit("Studio Demo")
    desk.bot.mouseClick(dialog.picture.remove, Qt.MouseButton.LeftButton)
    desk.bot.mouseClick(dialog.campaign.clear, Qt.MouseButton.LeftButton)
    desk.click(dialog.save)
    assert desk.brand("Studio Demo").avatar_sha256 is None
    assert desk.brand("Studio Demo").campaign_start is None


def test_a_file_that_is_no_picture_is_refused_with_the_reason(desk: Desk) -> None:
    broken = desk.folder / "notes.png"
    broken.write_text("no picture")
    dialog = desk.edit("Demo Studio")
    dialog.picture.take_file(broken)
    desk.at.settle()
    assert "“notes.png” can't be read as a picture" in dialog.why.whole_text()
    assert not dialog.picture.remove.isVisible()
    desk.click(dialog.save)
    assert desk.brand("Demo Studio").avatar_sha256 is None


def test_a_picture_that_is_too_large_is_refused_when_it_is_chosen(desk: Desk) -> None:
    large, small = desk.folder / "large.png", desk.folder / "small.png"
    Image.new("RGB", (80, 60), (200, 40, 90)).save(small)
    large.write_bytes(small.read_bytes() + bytes(10_000_000))
    dialog = desk.new()
    desk.bot.keyClicks(dialog.name, "Night Garden")
    dialog.picture.take_file(large)
    desk.at.settle()
    assert "“large.png” is too large." in dialog.why.whole_text()
    assert "up to 10 MB" in dialog.why.whole_text()
    assert not dialog.picture.remove.isVisible()
    dialog.picture.take_file(small)
    desk.at.settle()
    assert not dialog.why.isVisible()
    desk.click(dialog.save)
    assert not dialog.isVisible()
    assert desk.brand("Night Garden").avatar_sha256


def test_a_file_that_broke_meanwhile_saves_nothing_and_the_next_click_saves_all(desk: Desk) -> None:
    picture = desk.folder / "face.png"
    Image.new("RGB", (80, 60), (200, 40, 90)).save(picture)
    dialog = desk.new()
    desk.bot.keyClicks(dialog.name, "Night Garden")
    for spoil in (lambda: picture.write_text("no picture"), picture.unlink):
        Image.new("RGB", (80, 60), (200, 40, 90)).save(picture)
        dialog.picture.take_file(picture)
        desk.at.settle()
        spoil()
        desk.click(dialog.save)
        assert dialog.why.isVisible()
        assert len(brands.list_brands(desk.at.workspace)) == 1, "no half of it"
    desk.click(dialog.picture.remove)
    desk.click(dialog.save)
    assert not dialog.isVisible()
    assert desk.brand("Night Garden").avatar_sha256 is None
    assert desk.page.header.new.text() == "New brand (2 of 5)"


def test_deleting_keeps_posts_and_accounts_and_undo_brings_all_of_it_back(desk: Desk) -> None:
    dialog = desk.edit("Demo Studio")
    desk.click(dialog.delete)
    workspace = desk.at.workspace
    assert brands.list_brands(workspace) == ()
    assert not dialog.isVisible()
    assert desk.at.window.brand_id is None
    assert len(accounts.list_accounts(workspace)) == 10
    assert [row.title for row in posts.page(workspace)] == ["Pack"]
    said = "Deleted Demo Studio. Its posts and accounts stay, without a brand."
    assert desk.at.window.toasts.text() == said
    desk.click(desk.at.window.toasts._action)
    back = desk.brand("Demo Studio")
    assert desk.at.window.brand_id == back.id, "it is shown again, as before"
    assert [row.title for row in posts.page(workspace, brand_id=back.id)] == ["Pack"]
    assert len(accounts.list_accounts(workspace, brand_id=back.id)) == 1


def test_escape_changes_nothing(desk: Desk) -> None:
    dialog = desk.edit("Demo Studio")
    dialog.name.setText("Other")
    desk.bot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.result() == QDialog.DialogCode.Rejected
    assert desk.brand("Demo Studio").name == "Demo Studio"


def test_arrow_keys_go_through_the_palette(desk: Desk) -> None:
    dialog = desk.edit("Demo Studio")
    first = dialog.colours.swatches[0]
    first.setFocus()
    desk.bot.keyClick(first, Qt.Key.Key_Right)
    assert dialog.colours.colour == BRAND_COLOURS[1]
    assert dialog.colours.swatches[1].accessibleName() == "Teal"
