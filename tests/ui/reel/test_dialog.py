"""The reel dialog as a person uses it: changed, looked at, made, stopped."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage
from PySide6.QtWidgets import QAbstractButton, QApplication

from brandcraft_desktop.domain.reel_templates import TEMPLATES
from brandcraft_desktop.media.reel_film import Quality
from brandcraft_desktop.services import media, posts, reels
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.reel import open_reel_of_post
from brandcraft_desktop.ui.reel.dialog import ReelDialog
from brandcraft_desktop.ui.reel.looks import PICTURE
from tests.media.files import photo
from tests.ui.editor.conftest import Desk, clock, desk, workspace
from tests.ui.stalls import watch_turns

__all__ = ["clock", "desk", "workspace"]
WORDS = "Ship the small thing today."


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reels, "BEST", Quality(108, 192, 10, "ultrafast"))


def opened(desk: Desk, words: str = WORDS) -> ReelDialog:
    """By the button of the editor, with words in it, until the reel is drawn."""
    desk.new()
    desk.choose_all()
    desk.view.composer.setPlainText(words)
    desk.bot.mouseClick(desk.view.reel, Qt.MouseButton.LeftButton)
    desk.wait(lambda: bool(desk.page.findChildren(ReelDialog)))
    dialog = desk.page.findChildren(ReelDialog)[0]
    desk.wait(lambda: not dialog.phone.image.isNull())
    return dialog


def drawn_anew(desk: Desk, dialog: ReelDialog, before: QImage) -> QImage:
    desk.wait(lambda: dialog.phone.image != before)
    return dialog.phone.image


def closed(desk: Desk, dialog: ReelDialog) -> None:
    dialog.reject()
    desk.settle()


def test_each_change_is_drawn(desk: Desk, tmp_path: Path) -> None:
    dialog = opened(desk)
    form = dialog.form
    assert (form.text.toPlainText(), form.name.text()) == (WORDS, "Demo Studio")
    assert dialog.width() <= 1024
    assert dialog.height() <= 640
    for widget in dialog.findChildren(QAbstractButton):
        assert widget.accessibleName() or widget.text()
    desk.wait(lambda: dialog.facts.text().endswith("4.0 s"))
    covered_is_shown(desk, dialog)
    assert "(4 s)" in form.length.text()
    image = dialog.phone.image
    form.looks.setFocus()
    desk.bot.keyClick(form.looks, Qt.Key.Key_Right)
    assert dialog.form.reel.template == TEMPLATES[1].id
    image = drawn_anew(desk, dialog, image)
    desk.bot.mouseClick(form.ground.swatches[3], Qt.MouseButton.LeftButton)
    image = drawn_anew(desk, dialog, image)
    form.ground.take_colour(QColor("#aa2244"))
    assert form.ground.name.text() == "Colour #aa2244"
    image = drawn_anew(desk, dialog, image)
    form.ground.take_file(photo(tmp_path / "beach.jpg"))
    image = drawn_anew(desk, dialog, image)
    assert form.ground.name.text() == "beach.jpg"
    desk.bot.mouseClick(form.author, Qt.MouseButton.LeftButton)
    assert not form.name.isEnabled()
    image = drawn_anew(desk, dialog, image)
    desk.bot.keyClicks(form.text, " Yes")
    image = drawn_anew(desk, dialog, image)
    desk.bot.mouseClick(form.kind.button("still"), Qt.MouseButton.LeftButton)
    assert form.length.isHidden()
    desk.wait(lambda: dialog.facts.text() == "1080 × 1920")
    closed(desk, dialog)


def covered_is_shown(desk: Desk, dialog: ReelDialog) -> None:
    before = dialog.phone.grab().toImage()
    desk.bot.mouseClick(dialog.covered, Qt.MouseButton.LeftButton)
    after = dialog.phone.grab().toImage()
    middle, low = after.rect().center(), after.rect().center()
    low.setY(after.height() - 30)
    assert after.pixelColor(middle) == before.pixelColor(middle)
    assert after.pixelColor(low).lightness() < before.pixelColor(low).lightness()


def test_a_long_text_is_walked_through_card_by_card(desk: Desk) -> None:
    text = "".join(f"Sentence {number} of a few ordinary words. " for number in range(14))
    dialog = opened(desk, text)
    desk.wait(dialog.after.isVisible)
    assert dialog.place.text() == "Card 1 of 2"
    assert not dialog.before.isEnabled()
    image = dialog.phone.image
    desk.bot.mouseClick(dialog.after, Qt.MouseButton.LeftButton)
    drawn_anew(desk, dialog, image)
    assert dialog.place.text() == "Card 2 of 2"
    closed(desk, dialog)


def test_what_can_not_be_made_says_why(desk: Desk, tmp_path: Path) -> None:
    dialog = opened(desk)
    dialog.form.text.setPlainText("")
    desk.wait(lambda: not dialog.make.isEnabled())
    assert "no words" in dialog.notice.accessibleName() or dialog.notice.isVisible()
    dialog.form.text.setPlainText("Words \ue000")
    desk.wait(dialog.make.isEnabled)
    desk.wait(dialog.notice.isVisible)
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"\xff\xd8\xff\xe0 no picture")
    dialog.form.ground.take_file(broken)
    desk.settle()
    assert dialog.form.reel.ground is None
    dialog.form.take_sound(broken)
    desk.wait(lambda: dialog.make.isEnabled() and not desk.tasks.busy)
    desk.bot.mouseClick(dialog.make, Qt.MouseButton.LeftButton)
    desk.wait(lambda: not dialog.making.running)
    assert dialog.isVisible()
    assert dialog.notice.isVisible()
    assert not media.list_media(desk.workspace)
    closed(desk, dialog)


def test_enter_in_a_field_makes_nothing(desk: Desk) -> None:
    dialog = opened(desk)
    for field in (dialog.form.name, dialog.form.handle, dialog.form.length):
        field.setFocus()
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            desk.bot.keyClick(field, key)
            assert not dialog.making.running
    assert dialog.isVisible()
    desk.bot.keyClick(dialog.form.name, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desk.wait(lambda: bool(desk.way.went))


def test_two_fast_clicks_open_one_dialog(desk: Desk) -> None:
    desk.new()
    desk.view.composer.setPlainText(WORDS)
    for _ in range(2):
        desk.bot.mouseClick(desk.view.reel, Qt.MouseButton.LeftButton)
    desk.wait(lambda: bool(desk.page.findChildren(ReelDialog)))
    desk.settle()
    (dialog,) = desk.page.findChildren(ReelDialog)
    desk.bot.mouseClick(desk.view.reel, Qt.MouseButton.LeftButton)
    open_reel_of_post(desk.page.controller.context, desk.view, desk.stored().id)
    desk.settle()
    assert desk.page.findChildren(ReelDialog) == [dialog]
    closed(desk, dialog)
    desk.bot.mouseClick(desk.view.reel, Qt.MouseButton.LeftButton)
    desk.wait(lambda: any(one.isVisible() for one in desk.page.findChildren(ReelDialog)))
    closed(desk, desk.page.findChildren(ReelDialog)[-1])


def test_what_was_left_opens_again(desk: Desk, tmp_path: Path) -> None:
    dialog = opened(desk)
    form = dialog.form
    desk.bot.keyClicks(form.text, "Typed. ")
    form.looks.setFocus()
    desk.bot.keyClick(form.looks, Qt.Key.Key_Right)
    form.ground.take_file(photo(tmp_path / "beach.jpg"))
    form.length.setValue(20)
    form.take_sound(tmp_path / "song.mp3")
    desk.bot.mouseClick(form.author, Qt.MouseButton.LeftButton)
    desk.bot.mouseClick(form.kind.button("still"), Qt.MouseButton.LeftButton)
    desk.wait(lambda: form.ground.name.text() == "beach.jpg")
    made = form.reel
    for _ in range(2):  # leaving it once more without a change loses nothing either
        desk.bot.keyClick(dialog, Qt.Key.Key_Escape)
        assert desk.way.action is not None
        words, again = desk.way.action
        desk.way.action = None
        assert words == "Open it again"
        again()
        dialog = desk.page.findChildren(ReelDialog)[-1]
        form = dialog.form
        assert form.reel == made
        assert form.text.toPlainText().startswith("Typed. ")
        assert (form.ground.name.text(), form.sound_name.text()) == ("beach.jpg", "song.mp3")
        assert not any(one.isChecked() for one in form.ground.swatches)
        assert form.length.isHidden()
        assert not form.name.isEnabled()
    closed(desk, dialog)


def test_what_was_not_changed_is_left_without_a_word(desk: Desk) -> None:
    dialog = opened(desk)
    desk.bot.keyClick(dialog, Qt.Key.Key_Escape)
    desk.settle()
    assert not desk.way.toasts


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_the_looks_are_as_high_as_their_pictures(
    desk: Desk, qapp: QApplication, scale: float
) -> None:
    theme.apply(qapp, text_scale=scale)
    try:
        dialog = opened(desk)
        looks = dialog.form.looks
        cell, bar = looks.visualItemRect(looks.item(0)), looks.horizontalScrollBar()
        assert cell.height() >= PICTURE.height() + QFontMetrics(looks.item(0).font()).height()
        assert looks.height() == cell.height() + bar.isVisible() * bar.height()
        corner = looks.grab().toImage().pixelColor(looks.width() - 2, 2)
        assert corner != theme.color("surface"), "what is behind it shines through"
        closed(desk, dialog)
    finally:
        theme.apply(qapp)


def test_a_drawing_asked_for_before_leaves_a_refusal_standing(desk: Desk, tmp_path: Path) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"\xff\xd8\xff\xe0 no picture")
    dialog = opened(desk)
    desk.settle()
    image = dialog.phone.image
    desk.bot.keyClicks(dialog.form.text, " Yes")  # drawn after a pause; the file is looked at now
    dialog.form.ground.take_file(broken)
    desk.wait(dialog.notice.isVisible)
    assert dialog.phone.image == image, "the refusal came first"
    image = drawn_anew(desk, dialog, image)
    assert dialog.notice.isVisible()
    assert dialog.make.isEnabled(), "the reel is as it was"
    desk.bot.keyClicks(dialog.form.text, " now")
    drawn_anew(desk, dialog, image)
    assert not dialog.notice.isVisible()
    closed(desk, dialog)


def test_it_is_made_and_opens_as_a_new_post(desk: Desk) -> None:
    dialog = opened(desk)
    first = desk.stored().id
    desk.bot.mouseClick(dialog.make, Qt.MouseButton.LeftButton)
    assert dialog.cancel.text() == "Stop"
    desk.wait(lambda: not dialog.making.running)
    (went,) = desk.way.went
    post = posts.show(desk.workspace, went.removeprefix("editor "))
    assert post.id != first
    assert post.content.text == WORDS
    assert [one.alt for one in post.media] == [WORDS]
    assert "reel" in desk.way.toasts[0]
    assert desk.view.composer.text() == WORDS, "the post it was made from stays as it is"


def test_it_is_stopped(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reels, "BEST", Quality(1080, 1920, 30, "slow"))
    dialog = opened(desk)
    dialog.form.length.setValue(180)
    desk.bot.mouseClick(dialog.make, Qt.MouseButton.LeftButton)
    desk.wait(lambda: "%" in dialog.progress.label.text() and dialog.making.running)
    desk.bot.keyClick(dialog, Qt.Key.Key_Escape)
    desk.wait(lambda: not dialog.making.running)
    assert dialog.isVisible()
    assert dialog.make.isEnabled()
    assert not desk.way.went
    assert not media.list_media(desk.workspace)
    closed(desk, dialog)


def test_no_turn_of_the_window_is_long_while_it_is_changed(desk: Desk) -> None:
    dialog = opened(desk)
    desk.settle()
    with watch_turns() as turns:
        for letter in " and more words":
            desk.bot.keyClick(dialog.form.text, letter)
            turns.run_for(30)
        turns.run_until(lambda: not desk.tasks.busy)
        turns.run_for(300)
    turns.assert_quick()
    closed(desk, dialog)
