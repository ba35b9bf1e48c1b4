"""The options form: every kind of answer, by keys and mouse, and what it keeps to itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QWidget,
)

from brandcraft_desktop.domain.platform import NO_FACTS, AccountFacts, Choice
from brandcraft_desktop.domain.views import VariantContent
from brandcraft_desktop.services import accounts, media
from brandcraft_desktop.services.workspace import Workspace
from brandcraft_desktop.ui.editor.library_picker import LibraryPicker
from brandcraft_desktop.ui.editor.option_offers import offers
from brandcraft_desktop.ui.editor.option_pictures import FileEditor, MomentEditor
from brandcraft_desktop.ui.editor.option_states import form_state
from brandcraft_desktop.ui.widgets import ConfirmDialog, Popover, ToggleSwitch
from tests.media.files import photo, video
from tests.services.market import (
    AGREED,
    BOARDS,
    INDICATE,
    MARKET,
    NEVER_PRIVATE,
    add_trader,
    tell,
)
from tests.ui.editor.conftest import Desk
from tests.ui.editor.stalls import line, lines, market_tab, workspace

__all__ = ["workspace"]


def chosen(desk: Desk, target: str = MARKET) -> Mapping[str, str]:
    return desk.page.controller.content.variants.get(target, VariantContent()).options


def combo(desk: Desk, name: str) -> QComboBox:
    found = desk.view.options.fields[name]
    assert isinstance(found, QComboBox)
    return found


def switch(desk: Desk, name: str) -> ToggleSwitch:
    found = desk.view.options.fields[name]
    assert isinstance(found, ToggleSwitch)
    return found


def cover(desk: Desk) -> FileEditor:
    found = desk.view.options.rows["cover"].editor
    assert isinstance(found, FileEditor)
    return found


def shown(desk: Desk) -> list[str]:
    return [name for name, row in desk.view.options.rows.items() if not row.isHidden()]


def test_only_what_must_be_chosen_opens_the_form(desk: Desk) -> None:
    market_tab(desk)
    assert desk.view.options.header.isChecked()
    assert combo(desk, "board").currentIndex() == -1
    assert combo(desk, "board").placeholderText() == "Choose…"
    assert "Must be chosen" in combo(desk, "board").accessibleDescription()
    desk.page.tools.open_tab("bluesky")
    assert not desk.view.options.header.isChecked()


def test_a_choice_by_keyboard_is_kept_and_taken_back(desk: Desk) -> None:
    market_tab(desk)
    board = combo(desk, "board")
    board.setFocus(Qt.FocusReason.TabFocusReason)
    desk.bot.keyClick(board, Qt.Key.Key_Down)
    assert chosen(desk) == {"board": "b1"}
    assert desk.view.options.header.text() == " Market options · 1 set"
    assert desk.view.options.header.isChecked()
    desk.wait(lambda: MARKET in desk.stored().content.variants)
    assert desk.stored().content.variants[MARKET].options == {"board": "b1"}
    privacy = combo(desk, "privacy")
    privacy.setFocus(Qt.FocusReason.TabFocusReason)
    desk.bot.keyClick(privacy, Qt.Key.Key_Down)
    assert chosen(desk)["privacy"] == "self"
    desk.bot.keyClick(privacy, Qt.Key.Key_Up)
    assert "privacy" not in chosen(desk)  # the default is nobody's choice


def test_scrolling_past_a_list_chooses_nothing(desk: Desk) -> None:
    market_tab(desk)
    privacy = combo(desk, "privacy")
    desk.view.composer.setFocus()
    turn = QWheelEvent(
        QPoint(5, 5),
        privacy.mapToGlobal(QPoint(5, 5)),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(privacy, turn)
    assert chosen(desk) == {}


def test_what_depends_on_an_answer_comes_and_goes_and_keeps_what_was_chosen(desk: Desk) -> None:
    market_tab(desk)
    assert "branded" not in shown(desk)
    switch(desk, "disclose").click()
    assert {"own", "branded"} <= set(shown(desk))
    assert any(INDICATE in one for one in lines(desk))
    assert INDICATE in desk.view.bar.schedule.toolTip()
    assert desk.view.options.rows["disclose"].told.text() == INDICATE
    assert INDICATE in switch(desk, "disclose").accessibleDescription()
    assert desk.view.options.rows["board"].told.isHidden()  # missing yet: no red for that
    assert desk.view.agreement.text() == AGREED
    assert not desk.view.agreement.isHidden()
    switch(desk, "branded").click()
    assert not any(INDICATE in one for one in lines(desk))
    note = desk.view.options.rows["branded"].note
    assert note.text() == "Your photo/video will be labeled as 'Paid partnership'"
    switch(desk, "disclose").click()
    assert "branded" not in shown(desk)
    assert chosen(desk) == {"branded": "true"}
    assert desk.view.agreement.isHidden()
    switch(desk, "disclose").click()
    assert switch(desk, "branded").isChecked()


def test_a_choice_that_can_t_be_taken_says_why(desk: Desk) -> None:
    market_tab(desk)
    switch(desk, "disclose").click()
    switch(desk, "branded").click()
    privacy = combo(desk, "privacy")
    model = privacy.model()
    assert isinstance(model, QStandardItemModel)
    assert not model.item(1).isEnabled()
    assert NEVER_PRIVATE in privacy.itemData(1, Qt.ItemDataRole.AccessibleTextRole)
    assert NEVER_PRIVATE in desk.view.options.rows["privacy"].note.text()
    assert NEVER_PRIVATE in privacy.accessibleDescription()
    privacy.setFocus(Qt.FocusReason.TabFocusReason)
    desk.bot.keyClick(privacy, Qt.Key.Key_Down)
    assert "privacy" not in chosen(desk)


def test_what_the_account_s_settings_turn_off_is_greyed_with_the_reason(desk: Desk) -> None:
    market_tab(desk)
    comments = switch(desk, "comments")
    assert not comments.isEnabled()
    reason = "Turned off in the Market settings of @ann."
    assert comments.toolTip() == reason
    assert desk.view.options.rows["comments"].note.text() == reason


def test_who_posts_stands_at_the_head(desk: Desk) -> None:
    market_tab(desk)
    (head,) = desk.view.options.posters.lines
    names = [one.accessibleName() for one in head.findChildren(QWidget)]
    assert names == ["Ann", "Ann  @ann"]


def test_a_list_nobody_asked_for_yet_says_what_to_do(desk: Desk, workspace: Workspace) -> None:
    mine = [one.id for one in accounts.list_accounts(workspace) if one.platform == MARKET]
    tell(workspace, mine, NO_FACTS)
    market_tab(desk)
    row = desk.view.options.rows["board"]
    assert row.note.text() == "Market has not told yet what @ann can choose here."
    assert not combo(desk, "board").isEnabled()
    assert row.ask.text() == "Ask Market now"
    assert not row.ask.isHidden()
    line(desk, "board").click()
    assert QApplication.focusWidget() is row.ask


def test_a_list_can_be_asked_for_again_beside_it(desk: Desk) -> None:
    market_tab(desk)
    row = desk.view.options.rows["board"]
    assert combo(desk, "board").isEnabled()
    assert not row.again.isHidden()
    assert row.again.accessibleName() == "Ask Market again for: Board"
    assert desk.view.options.rows["privacy"].again.isHidden(), "nothing is asked for it"
    row.again.click()
    assert not row.again.isEnabled(), "while the platform is asked"
    desk.settle()
    assert row.again.isEnabled()
    (error,) = desk.way.errors  # nobody can be asked at this market
    assert "can't be published to yet" in error.message


def test_accounts_with_other_lists_are_asked_one_by_one(desk: Desk, workspace: Workspace) -> None:
    other = AccountFacts(choices={"boards": (Choice("c1", "Coats"),)})
    bob = add_trader(workspace, "bob", facts=other)
    market_tab(desk)
    assert "Choose for each of them alone" in desk.view.options.rows["board"].note.text()
    tell(workspace, [bob], BOARDS)
    desk.page.presenter.take_accounts(accounts.list_accounts(workspace))
    assert combo(desk, "board").count() == 2
    assert combo(desk, "board").isEnabled()


def test_an_account_s_own_answer_stands_over_its_platform_s(desk: Desk) -> None:
    market_tab(desk)
    controller = desk.page.controller
    controller.set_options(MARKET, {"board": "b1", "privacy": "self"})
    ann = next(one.id for one in controller.accounts if one.platform == MARKET)
    infos = {one.info.id: one.info for one in desk.workspace.platforms.all()}
    desk.view.options.show_state(form_state(controller, infos, ann))
    assert combo(desk, "board").currentData() == "b1"
    combo(desk, "privacy").activated.emit(0)
    assert chosen(desk, ann) == {"privacy": "all"}
    assert chosen(desk) == {"board": "b1", "privacy": "self"}
    desk.view.options.show_state(form_state(controller, infos, ann))
    combo(desk, "privacy").activated.emit(1)
    assert chosen(desk, ann) == {}


def test_words_may_be_too_many_and_the_cursor_stays(desk: Desk) -> None:
    market_tab(desk)
    title = desk.view.options.fields["title"]
    assert isinstance(title, QLineEdit)
    title.setFocus()
    desk.bot.keyClicks(title, "A title far too long")
    counter = desk.view.options.rows["title"].editor.counter  # type: ignore[attr-defined]
    assert counter.state() == "near"
    desk.bot.keyClicks(title, "er")
    assert (counter.text(), counter.isHidden()) == ("\u22122", False)
    assert any("Market: title is 2 characters too long." in one for one in lines(desk))
    assert desk.view.options.rows["title"].told.text() == "Title is 2 characters too long."
    title.setCursorPosition(0)
    desk.bot.keyClicks(title, "X")
    assert title.text() == "XA title far too longer"
    assert title.cursorPosition() == 1
    story = desk.view.options.fields["story"]
    assert isinstance(story, QPlainTextEdit)
    desk.bot.keyClicks(story, "once")
    desk.bot.keyClick(story, Qt.Key.Key_Return)
    desk.bot.keyClicks(story, "upon")
    assert chosen(desk)["story"] == "once\nupon"


def test_several_of_a_list_up_to_the_most(desk: Desk) -> None:
    market_tab(desk)
    button = desk.view.options.fields["topics"]
    desk.bot.keyClick(button, Qt.Key.Key_Space)
    panel = desk.view.options.findChildren(Popover)[0]
    found = panel.findChildren(QListWidget)[0]
    found.setCurrentRow(0)
    for row in range(3):
        found.setCurrentRow(row)
        desk.bot.keyClick(found, Qt.Key.Key_Space)
    assert chosen(desk)["topics"] == "art,food"
    assert button.accessibleName() == "Topics: Art, Food"
    panel.close()


def test_a_picture_of_this_computer_is_shown_replaced_and_removed(
    desk: Desk, tmp_path: Path
) -> None:
    market_tab(desk)
    editor = cover(desk)
    assert [one.text() for one in editor.menu().actions()] == [
        "From this computer…",
        "From the library…",
    ]
    desk.page.option_help.take_file(MARKET, "cover", photo(tmp_path / "cat.jpg", (320, 240)))
    desk.wait(lambda: "cover" in chosen(desk))
    assert editor.name.text() == "cat.jpg"
    desk.wait(lambda: not editor.shown.pixmap().isNull())
    assert editor.pick.accessibleName() == "Cover: cat.jpg. Replace…"
    desk.wait(lambda: bool(desk.stored().own_files))
    post_id = desk.stored().id
    desk.page.leave()
    desk.settle()
    desk.page.open_post(post_id)
    desk.wait(lambda: desk.page.controller.post is not None)
    desk.page.tools.open_tab(MARKET)
    desk.view.options.reveal("cover")
    editor = cover(desk)
    assert editor.name.text() == "cat.jpg"
    editor.remove.click()
    assert "cover" not in chosen(desk)


def test_a_picture_of_the_library_by_keyboard(desk: Desk, tmp_path: Path) -> None:
    view = media.add(desk.workspace, [photo(tmp_path / "dog.jpg", (320, 240))])[0]
    media.process(desk.workspace, view.id)
    market_tab(desk)
    editor = cover(desk)
    editor.library_wanted.emit("cover", editor.pick)
    desk.wait(lambda: bool(desk.view.options.findChildren(LibraryPicker)))
    picker = desk.view.options.findChildren(LibraryPicker)[0]
    desk.wait(lambda: picker.list.count() == 1)
    picker.list.setCurrentRow(0)
    desk.bot.keyClick(picker.list, Qt.Key.Key_Return)
    assert chosen(desk)["cover"] == view.id


def test_a_moment_is_chosen_in_the_video_with_its_frame(desk: Desk, tmp_path: Path) -> None:
    market_tab(desk)
    assert "moment" not in shown(desk)
    desk.page.intake.add_files([video(tmp_path / "clip.mp4", seconds=2)])
    desk.wait(lambda: "moment" in shown(desk))
    editor = desk.view.options.rows["moment"].editor
    assert isinstance(editor, MomentEditor)
    desk.wait(lambda: not editor.isHidden())
    assert editor.slider.maximum() == 20
    assert editor.words.text() == "Not chosen"
    desk.wait(lambda: not editor.frame.pixmap().isNull(), 15_000)
    first = editor.frame.pixmap().toImage()
    editor.slider.setFocus()
    desk.bot.keyClick(editor.slider, Qt.Key.Key_PageUp)
    assert chosen(desk)["moment"] == "1000"
    assert editor.slider.accessibleName() == "Cover frame, 0:01.0"
    desk.wait(lambda: editor.frame.pixmap().toImage() != first, 15_000)
    editor.clear.click()
    assert "moment" not in chosen(desk)


def test_a_video_that_is_not_ready_is_said(desk: Desk, tmp_path: Path) -> None:
    market_tab(desk)
    state = desk.view.options.state
    assert state is not None
    moment = next(
        one for one in offers(replace(state, surface="film")) if one.field.name == "moment"
    )
    assert moment.trouble == "Add a video first; then its moment can be chosen."


def test_what_is_no_option_any_more_can_be_taken_away(desk: Desk) -> None:
    market_tab(desk)
    desk.page.controller.set_options(MARKET, {"board": "b1", "colour": "red"})
    assert not desk.view.options.strangers.isHidden()
    assert "colour" in desk.view.options.strangers.words.text()
    desk.view.options.reveal("colour")
    desk.view.options.strangers.drop.click()
    assert chosen(desk) == {"board": "b1"}
    assert desk.view.options.strangers.isHidden()


def test_posting_now_repeats_what_one_agrees_to(desk: Desk) -> None:
    market_tab(desk)
    desk.view.composer.insertPlainText("Hello")
    desk.page.controller.set_options(MARKET, {"board": "b1", "disclose": "true", "own": "true"})
    desk.page.finishing.ask_post_now()
    dialog = desk.page.findChildren(ConfirmDialog)[0]
    assert AGREED in dialog.accessibleDescription()
    dialog.reject()


def test_another_post_starts_with_the_form_as_it_is_meant_to_be(desk: Desk) -> None:
    market_tab(desk)
    desk.page.tools.open_tab("bluesky")
    desk.view.options.header.click()
    assert desk.view.options.header.isChecked()
    desk.new()
    desk.choose_all()
    desk.page.tools.open_tab("bluesky")
    assert not desk.view.options.header.isChecked()


def test_in_a_low_window_the_open_form_takes_the_place_of_the_files(desk: Desk) -> None:
    market_tab(desk)
    desk.page.resize(940, 592)
    assert desk.view.strip.isHidden()
    desk.view.options.header.click()
    assert not desk.view.strip.isHidden()
    desk.view.options.header.click()
    desk.view.tabs.set_current("")
    assert not desk.view.strip.isHidden()
