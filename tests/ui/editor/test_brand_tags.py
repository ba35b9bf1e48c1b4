"""The default hashtags of a brand in the editor: offered, and put in with one click."""

from __future__ import annotations

from PySide6.QtCore import Qt

from brandcraft_desktop.domain.events import BrandChanged
from brandcraft_desktop.services import accounts, brands
from brandcraft_desktop.ui.bridge import Bridge
from tests.ui.editor.conftest import Desk


def begin(desk: Desk, *tags: str) -> str:
    """A new post of a brand with these hashtags."""
    brand = brands.add(desk.workspace, "Demo Studio", hashtags=tags)
    for account in accounts.list_accounts(desk.workspace):
        brands.link(desk.workspace, brand.id, account.id)
    desk.way.brand_id = brand.id
    desk.new()
    desk.settle()
    return brand.id


def test_one_click_puts_the_missing_ones_behind_the_text_and_one_undo_takes_them_away(
    desk: Desk,
) -> None:
    begin(desk, "illustration", "brushes")
    chip = desk.view.brand_tags
    desk.wait(chip.isVisible)
    assert chip.text() == "#illustration +1"
    assert chip.accessibleName() == "Add the hashtags of Demo Studio: #illustration #brushes"
    desk.type("New pack. #Brushes")
    assert chip.text() == "#illustration"
    desk.bot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert desk.view.composer.text() == "New pack. #Brushes #illustration"
    assert not chip.isVisible(), "nothing is missing any more"
    assert desk.view.composer.hasFocus() or desk.view.focusWidget() is desk.view.composer
    desk.view.composer.undo()
    assert desk.view.composer.text() == "New pack. #Brushes"
    assert chip.isVisible()


def test_they_stand_apart_from_words_and_alone_where_there_are_none(desk: Desk) -> None:
    begin(desk, "illustration", "brushes")
    chip = desk.view.brand_tags
    desk.wait(chip.isVisible)
    assert desk.view.composer.text() == "", "nothing is put in by itself"
    desk.bot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert desk.view.composer.text() == "#illustration #brushes"
    desk.view.composer.selectAll()
    desk.type("Words.")
    desk.bot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert desk.view.composer.text() == "Words.\n\n#illustration #brushes"


def test_a_platform_s_own_text_is_looked_at_by_itself(desk: Desk) -> None:
    begin(desk, "brushes")
    desk.choose_all()
    chip = desk.view.brand_tags
    desk.wait(chip.isVisible)
    desk.type("Pack #brushes")
    assert not chip.isVisible()
    platform = desk.page.presenter.platforms()[0]
    desk.page.tools.open_tab(platform)
    desk.view.composer.selectAll()
    desk.type("Other words")
    assert chip.isVisible()
    desk.view.tabs.set_current("")
    assert desk.view.composer.text() == "Pack #brushes"
    assert not chip.isVisible()


def test_without_a_brand_or_without_hashtags_there_is_no_chip(desk: Desk) -> None:
    brands.add(desk.workspace, "Demo Studio", hashtags=["brushes"])
    desk.new()
    desk.settle()
    assert not desk.view.brand_tags.isVisible()
    begin_of = brands.add(desk.workspace, "Night Garden")
    desk.way.brand_id = begin_of.id
    desk.new()
    desk.settle()
    assert not desk.view.brand_tags.isVisible()


def test_hashtags_given_to_the_brand_meanwhile_are_offered(desk: Desk) -> None:
    brand_id = begin(desk)
    assert not desk.view.brand_tags.isVisible()
    bridge = desk.page._context.bridge
    assert isinstance(bridge, Bridge)
    brands.edit(desk.workspace, brand_id, hashtags=["moon"])
    bridge.hear(BrandChanged(brand_id))
    desk.wait(desk.view.brand_tags.isVisible)
    assert desk.view.brand_tags.text() == "#moon"
