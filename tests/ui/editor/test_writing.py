"""Writing a post, by what a person sees and does."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QImage, QTextCharFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from brandcraft_desktop.domain.status import Stage
from brandcraft_desktop.services import posts
from brandcraft_desktop.ui.editor.autosave import SaveState
from brandcraft_desktop.ui.editor.incoming import holds_media, text_in
from brandcraft_desktop.ui.theme import color
from tests.punctuality import allowed
from tests.ui.editor.conftest import Desk


@pytest.mark.bench
def test_typing_is_in_the_database_half_a_second_later(desk: Desk) -> None:
    desk.new()
    desk.type("It starts Friday")
    begun = time.monotonic()
    desk.wait(lambda: desk.stored().content.text == "It starts Friday", int(1000 * allowed(0.6)))
    assert time.monotonic() - begun < allowed(0.6)
    desk.wait(lambda: desk.view.saved.text().startswith("Saved"))


def test_words_typed_before_the_row_exists_are_kept(desk: Desk) -> None:
    desk.page.open_new()
    desk.type("at once")
    desk.wait(lambda: desk.page.controller.post is not None)
    desk.wait(lambda: desk.stored().content.text == "at once")


def test_a_change_made_during_a_save_is_saved_too(desk: Desk) -> None:
    desk.new()
    desk.type("a")
    desk.page.controller.autosave.save_now()
    desk.type("b")
    desk.wait(lambda: desk.stored().content.text == "ab")
    desk.wait(lambda: desk.page.controller.autosave.state is SaveState.SAVED)


def test_counters_tell_the_tightest_platform_first_and_mark_too_much(desk: Desk) -> None:
    desk.new()
    desk.choose_all()
    desk.view.composer.insertPlainText("a" * 290)
    first = desk.view.counters.labels[0]
    assert first.text() == "X \u221210"
    assert first.property("state") == "over"
    assert "10 characters over X's limit of 280" in desk.view.counters.accessibleDescription()
    assert desk.view.counters.labels[1].text() == "Bluesky 290 / 300"
    assert desk.view.counters.labels[1].property("state") == "near"
    formats = desk.view.composer.document().firstBlock().layout().formats()
    grounds = [one for one in formats if _ground(one.format) == color("failed_bg").name()]
    assert min(one.start for one in grounds) == 280


def _ground(look: QTextCharFormat) -> str:
    return look.background().color().name()


def test_positions_of_emoji_are_marked_where_they_are(desk: Desk) -> None:
    desk.new()
    desk.choose_all()
    desk.view.composer.insertPlainText("👩\u200d👩\u200d👧" * 2 + " #tag")
    formats = desk.view.composer.document().firstBlock().layout().formats()
    assert [(one.start, one.length) for one in formats] == [(17, 4)]


def test_tabs_show_state_and_keep_their_own_undo(desk: Desk) -> None:
    desk.new()
    desk.choose_all()
    desk.type("shared")
    desk.page.tools.open_tab("x")
    desk.type(" for X")
    assert desk.view.tabs.bar.tabText(1) == "X •"
    assert desk.view.tabs.bar.accessibleTabName(1) == "X, customised"
    assert desk.view.composer.accessibleName() == "Post text for X"
    desk.view.tabs.set_current("")
    desk.type(" more")
    assert desk.view.composer.text() == "shared more"
    desk.bot.keyClick(desk.view.composer, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert desk.view.composer.text() == "shared for X"
    assert not desk.view.outdated.isHidden()
    desk.wait(lambda: desk.page.controller.autosave.state is SaveState.SAVED)
    assert desk.stored().content.variants["x"].text == "shared for X"
    desk.page.controller.documents.reset("x")
    assert desk.view.composer.text() == "shared more"
    desk.view.composer.undo()
    assert desk.view.composer.text() == "shared for X"


def test_alt_and_a_number_opens_a_platforms_text(desk: Desk) -> None:
    desk.new()
    desk.choose_all()
    desk.type("hello")
    alt = Qt.KeyboardModifier.AltModifier
    desk.bot.keyClick(desk.view.composer, Qt.Key.Key_1, alt)
    assert desk.view.tabs.current() == "x"
    desk.bot.keyClick(desk.view.composer, Qt.Key.Key_0, alt)
    assert desk.view.tabs.current() == ""


def test_formatted_words_come_in_plain(desk: Desk) -> None:
    desk.new()
    mime = QMimeData()
    mime.setHtml("<p>One <b>bold</b> word</p>")
    assert text_in(mime) == "One bold word"
    desk.view.composer.insertFromMimeData(mime)
    assert desk.view.composer.text() == "One bold word"


def test_a_picture_of_copied_words_is_words(desk: Desk) -> None:
    mime = QMimeData()
    mime.setText("cells")
    mime.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    assert not holds_media(mime)


def test_a_long_text_becomes_a_thread_and_parts_move(desk: Desk) -> None:
    desk.new()
    desk.choose_all()
    desk.view.composer.insertPlainText("first\n---\nsecond")
    desk.page.controller.set_thread(True)
    count = desk.page.controller.judgement.count("bluesky")
    assert count is not None
    assert count.parts == 2
    desk.bot.keyClick(desk.view.composer, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert desk.view.composer.text() == "second\n---\nfirst"
    desk.view.composer.undo()
    assert desk.view.composer.text() == "first\n---\nsecond"


def test_leaving_keeps_a_draft_and_an_empty_post_goes(desk: Desk) -> None:
    desk.new()
    empty = desk.stored().id
    desk.page.leave()
    desk.settle()
    assert empty not in [row.id for row in posts.page(desk.workspace)]
    desk.new()
    desk.type("keep me")
    kept = desk.stored().id
    desk.page.leave()
    desk.wait(lambda: desk.way.toasts == ["Kept as draft."])
    view = posts.show(desk.workspace, kept)
    assert (view.stage, view.content.text) == (Stage.DRAFT, "keep me")
    assert desk.way.undo is not None
    desk.way.undo()
    assert desk.way.went == [f"editor {kept}"]


def test_another_window_changed_it(desk: Desk) -> None:
    desk.new()
    desk.type("mine")
    desk.wait(lambda: desk.page.controller.autosave.state is SaveState.SAVED)
    view = desk.stored()
    posts.save(desk.workspace, view.id, view.content.__class__(text="theirs"))
    desk.wait(lambda: not desk.view.banner.isHidden())
    assert "changed in another window" in desk.view.banner.text()
    assert desk.view.composer.text() == "mine"


def test_the_keys_path_is_fast(desk: Desk) -> None:
    desk.new()
    desk.choose_all()
    desk.view.composer.insertPlainText("Some words, #tags and https://example.com/links 🎉 " * 5)
    desk.page.controller.judge()
    times = []
    for _ in range(20):
        begun = time.thread_time()
        desk.view.composer.insertPlainText("a")
        times.append(time.thread_time() - begun)
    assert sorted(times)[10] < 0.02  # the goal is 5 ms; shared machines are slower


def test_tab_goes_round_the_whole_page(desk: Desk) -> None:
    desk.new()
    desk.choose_all()
    desk.type("Hello")
    desk.view.title.setFocus()
    seen: list[QWidget] = []
    for _ in range(80):
        QTest.keyClick(QApplication.focusWidget() or desk.page, Qt.Key.Key_Tab)
        there = QApplication.focusWidget()
        assert there is not None
        if there is desk.view.title:
            break
        seen.append(there)
    assert there is desk.view.title, "the focus never comes round"
    for wanted in (
        desk.view.composer,
        desk.view.emoji,
        desk.view.bar.time.suggest,
        desk.view.bar.schedule,
        desk.view.side.tabBar(),
    ):
        assert wanted in seen
