"""Texts per platform and per account: who follows, who is left alone, and every way back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu

from brandcraft_desktop.domain.views import PostContent, VariantContent
from brandcraft_desktop.services import accounts, posts
from brandcraft_desktop.services.workspace import Workspace
from brandcraft_desktop.ui.editor.shared_changed import MINE, CompareDialog
from brandcraft_desktop.ui.widgets import Button
from tests.ui.editor.conftest import Desk
from tests.ui.editor.world import add_account

CTRL = Qt.KeyboardModifier.ControlModifier


def pick(menu: QMenu, words: str) -> None:
    """Choose an entry of a menu, as a click on it does."""
    actions: list[QAction] = [one for one in menu.actions() if one.text() == words]
    assert actions, [one.text() for one in menu.actions()]
    actions[0].trigger()
    menu.deleteLater()


def choose(desk: Desk, target: str, words: str) -> None:
    pick(desk.view.tabs.menu_for(target), words)


def press(desk: Desk, words: str) -> None:
    """A verb of the bar under the tabs."""
    (button,) = [one for one in desk.view.outdated.findChildren(Button) if one.text() == words]
    button.click()


def on(desk: Desk, target: str, text: str) -> None:
    """Type at the end of a target's text."""
    desk.page.tools.open_tab(target)
    desk.bot.keyClick(desk.view.composer, Qt.Key.Key_End, CTRL)
    desk.type(text)


def outdated(desk: Desk) -> None:
    """X has words of its own, and the shared text went on."""
    desk.new()
    desk.choose_all()
    desk.type("Hello")
    on(desk, "x", " on X")
    desk.view.tabs.set_current("")
    on(desk, "", " world")
    desk.view.tabs.set_current("x")


def test_the_bar_says_when_the_shared_text_changed_and_takes_it_in_one_step(desk: Desk) -> None:
    outdated(desk)
    assert desk.view.outdated.text() == "The shared text changed since."
    assert "shared text changed since" in desk.view.tabs.bar.accessibleTabName(1)
    press(desk, "Take it")
    assert desk.view.composer.text() == "Hello world"
    assert desk.view.outdated.isHidden()
    desk.bot.keyClick(desk.view.composer, Qt.Key.Key_Z, CTRL)
    assert desk.view.composer.text() == "Hello on X"
    assert not desk.view.outdated.isHidden(), "undone, it is as old as before"


def test_keep_mine_is_saved_and_asks_again_only_after_another_change(desk: Desk) -> None:
    outdated(desk)
    press(desk, "Keep mine")
    assert desk.view.outdated.isHidden()
    desk.wait(lambda: not desk.page.controller.autosave.unsaved)
    assert desk.stored().content.variants["x"].based_on == "Hello world"
    on(desk, "", "!")
    desk.view.tabs.set_current("x")
    assert not desk.view.outdated.isHidden()
    assert desk.view.composer.text() == "Hello on X"


def test_the_shared_text_changed_back_asks_nothing(desk: Desk) -> None:
    outdated(desk)
    desk.view.tabs.set_current("")
    for _ in " world":
        desk.bot.keyClick(desk.view.composer, Qt.Key.Key_Backspace)
    desk.view.tabs.set_current("x")
    assert desk.view.composer.text() == "Hello on X"
    assert desk.view.outdated.isHidden()


def test_compare_shows_all_three_texts(desk: Desk) -> None:
    outdated(desk)
    press(desk, "Compare")
    (dialog,) = desk.page.findChildren(CompareDialog)
    assert dialog.compared.words.accessibleName() == "Hello added: world"
    dialog.which.button(MINE).click()
    assert "removed: world added: on X" in dialog.compared.words.accessibleName()
    assert "line-through" in dialog.compared.words.text()
    dialog.keep.click()
    assert desk.view.outdated.isHidden()
    assert desk.page.controller.documents.based_on("x") == "Hello world"


def test_what_it_was_based_on_is_known_the_next_day(desk: Desk) -> None:
    outdated(desk)
    desk.wait(lambda: not desk.page.controller.autosave.unsaved)
    post_id = desk.stored().id
    assert desk.stored().content.variants["x"].based_on == "Hello"
    desk.page.leave()
    desk.settle()
    desk.page.open_post(post_id)
    desk.wait(lambda: desk.page.controller.post is not None)
    assert desk.view.outdated.isHidden()
    desk.view.tabs.set_current("x")
    assert not desk.view.outdated.isHidden()


def test_copy_to_all_is_one_step_in_each_text_and_comes_back_by_its_toast(desk: Desk) -> None:
    outdated(desk)
    on(desk, "linkedin", ", dear network")
    choose(desk, "x", "Copy to all platforms")
    texts = [desk.page.controller.documents.text(one) for one in ("", "x", "linkedin")]
    assert texts == ["Hello on X"] * 3
    assert desk.view.tabs.current() == ""
    desk.view.composer.undo()
    assert desk.view.composer.text() == "Hello world"
    assert desk.page.controller.documents.text("x") == "Hello on X"
    desk.view.composer.redo()
    assert desk.way.undo is not None
    desk.way.undo()
    texts = [desk.page.controller.documents.text(one) for one in ("", "x", "linkedin")]
    assert texts == ["Hello world", "Hello on X", "Hello world, dear network"]


def test_a_removed_text_comes_back_with_its_history(desk: Desk) -> None:
    outdated(desk)
    desk.bot.keyClick(desk.view.composer, Qt.Key.Key_End, CTRL)
    desk.type("!")
    choose(desk, "x", "Remove")
    assert desk.view.tabs.bar.count() == 1
    assert "x" not in desk.page.controller.content.variants
    assert desk.way.undo is not None
    desk.way.undo()
    assert desk.view.tabs.current() == "x"
    assert desk.view.composer.text() == "Hello on X!"
    assert desk.page.controller.content.variants["x"].based_on == "Hello"
    desk.view.composer.undo()
    assert desk.view.composer.text() in ("Hello on X", "Hello")


def test_editing_one_platform_never_overwrites_another_variant(desk: Desk) -> None:
    """The backlog bug "they are overridden by the update"."""
    desk.new()
    desk.choose_all()
    desk.type("Base")
    on(desk, "x", " X")
    on(desk, "linkedin", " in")
    on(desk, "bluesky", "")
    on(desk, "", " more")
    on(desk, "x", "!")
    on(desk, "linkedin", "?")
    on(desk, "", ".")
    wanted = {"": "Base more.", "x": "Base X!", "linkedin": "Base in?", "bluesky": "Base more."}
    documents = desk.page.controller.documents
    assert {one: documents.text(one) for one in documents.targets()} == wanted
    for target in ("x", "linkedin"):  # not by undo of the others, either
        documents.document("").undo()
        assert documents.text(target) == wanted[target]
    desk.wait(lambda: not desk.page.controller.autosave.unsaved)
    stored = desk.stored().content.variants
    assert {one: stored[one].text for one in stored} == {"x": "Base X!", "linkedin": "Base in?"}


# Two accounts on one platform


@pytest.fixture
def second(workspace: Workspace) -> str:
    return add_account(workspace, "x", "second_studio")


def split(desk: Desk) -> tuple[str, str]:
    """Both accounts of X have texts of their own; their ids, by handle."""
    desk.new()
    desk.choose_all()
    desk.type("Hello")
    on(desk, "x", " X")
    choose(desk, "x", "Split by account")
    first, other = [one.target for one in desk.view.tabs._tabs if one.target not in ("", "x")]
    return first, other


def test_two_accounts_share_a_text_until_they_are_split(desk: Desk, second: str) -> None:
    first, other = split(desk)
    assert second in (first, other)
    names = [desk.view.tabs.bar.tabText(number) for number in range(desk.view.tabs.bar.count())]
    assert names == ["All platforms", "X @demo_studio •", "X @second_studio •"]
    assert desk.view.tabs.current() == first
    desk.bot.keyClick(desk.view.composer, Qt.Key.Key_End, CTRL)
    desk.type(" one")
    on(desk, "", " all")
    documents = desk.page.controller.documents
    texts = (documents.text(first), documents.text(other), documents.text(""))
    assert texts == ("Hello X one", "Hello X", "Hello all")
    plans = {one.account_id: one.plan.parts[0].text for one in desk.page.controller.judgement.plans}
    assert (plans[first], plans[other]) == ("Hello X one", "Hello X")
    desk.view.tabs.set_current(other)
    assert not desk.view.outdated.isHidden()
    press(desk, "Take it")
    assert documents.text(other) == "Hello all"
    assert documents.text(first) == "Hello X one"


def test_splitting_and_uniting_can_be_taken_back(desk: Desk, second: str) -> None:
    first, other = split(desk)
    assert desk.way.undo is not None
    desk.way.undo()
    assert desk.page.controller.documents.targets() == ("", "x")
    assert desk.page.controller.documents.text("x") == "Hello X"
    choose(desk, "x", "Split by account")
    on(desk, other, " two")
    choose(desk, other, "Use one text for all accounts")
    assert desk.view.tabs.current() == "x"
    assert desk.view.composer.text() == "Hello X two"
    variants = desk.page.controller.content.variants
    assert {one: own.text for one, own in variants.items()} == {"x": "Hello X two"}
    desk.way.undo()
    documents = desk.page.controller.documents
    assert (documents.text(first), documents.text(other)) == ("Hello X", "Hello X two")
    assert "x" not in desk.page.controller.content.variants


def test_options_of_split_accounts_are_their_own(desk: Desk, second: str) -> None:
    desk.new()
    desk.choose_all()
    desk.type("Hello")
    desk.page.controller.set_options("x", {"labels": "nudity"})
    desk.page.tools.open_tab("x")
    choose(desk, "x", "Split by account")
    controller = desk.page.controller
    first, other = controller.documents.targets()[1:]
    controller.set_options(first, {})
    variants = controller.content.variants
    assert "x" not in variants
    assert dict(variants[other].options) == {"labels": "nudity"}
    assert first not in variants


def test_a_text_per_account_from_elsewhere_opens_as_it_is_sent(desk: Desk, second: str) -> None:
    """The command line may give a platform a text, and one of its accounts another."""
    everyone = accounts.list_accounts(desk.workspace)
    first = next(one.id for one in everyone if one.handle == "demo_studio")
    view = posts.open_new(desk.workspace)
    variants = {"x": VariantContent("for X"), second: VariantContent(options={"labels": "a"})}
    posts.save(
        desk.workspace,
        view.id,
        PostContent(text="all", account_ids=(first, second), variants=variants),
    )
    desk.page.open_post(view.id)
    desk.wait(lambda: desk.page.controller.post is not None)
    documents = desk.page.controller.documents
    assert {one: documents.text(one) for one in documents.targets()} == {
        "": "all",
        "x": "for X",
        second: "for X",
    }
    assert not desk.page.controller.touched_since_open


def test_the_menu_opens_by_its_button_and_by_the_mouse(desk: Desk) -> None:
    outdated(desk)
    desk.view.tabs.more.click()
    menus = [one for one in desk.view.tabs.findChildren(QMenu) if one.isVisible()]
    assert [one.text() for one in menus[0].actions() if one.text()] == [
        "Reset to shared text",
        "Copy to all platforms",
        "Use different media for X",
        "Remove",
    ]
    menus[0].close()
    place = desk.view.tabs.bar.tabRect(1).center()
    desk.view.tabs.bar.customContextMenuRequested.emit(QPoint(place))
    menus = [one for one in desk.view.tabs.findChildren(QMenu) if one.isVisible()]
    menus[0].close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    desk.view.tabs.set_current("")
    assert desk.view.tabs.more.isHidden()
