"""Previews: the words and files of each layout, and the options that readers meet."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from brandcraft_desktop.domain.plan import Composition, Layout, Part
from brandcraft_desktop.domain.text.measure import Measure, Span, SpanKind, counted
from brandcraft_desktop.publishers.registry import Registry
from brandcraft_desktop.ui.editor.previews.card import PreviewCard
from brandcraft_desktop.ui.editor.previews.frames import frames
from brandcraft_desktop.ui.editor.previews.over_limit import beyond
from brandcraft_desktop.ui.editor.previews.part import NO_TITLE
from brandcraft_desktop.ui.editor.previews.phone import clamped
from brandcraft_desktop.ui.editor.previews.post_text import (
    FOLD,
    LIVE,
    MORE,
    OVER,
    PostText,
    leading_side,
    paragraphs,
)
from tests.ui.editor.cards import CLIP, card, files, part, show
from tests.ui.editor.conftest import Desk

__all__ = ["card"]
PLATFORMS = Registry()


def test_the_text_is_cut_at_the_fold_until_it_is_opened(qtbot: QtBot) -> None:
    words = PostText()
    qtbot.addWidget(words)
    words.resize(300, 400)
    words.show()
    text = "The beginning #tag and what readers have to ask for"
    words.show_part(part(text, fold=18), None)
    assert words.text() == f"{text[:18]}{MORE}"
    assert (words.stretches(FOLD), words.stretches(LIVE)) == ([MORE], ["#tag"])
    assert words.focusPolicy() is Qt.FocusPolicy.TabFocus
    assert words.accessibleDescription() == "Folded after “The beginning #tag”"
    QTest.keyClick(words, Qt.Key.Key_Return)
    assert (words.text(), words.folded) == (text, False)
    words.show_part(part(f"{text}!", fold=18), None)
    assert words.text() == f"{text}!"  # it stays open while it is written
    other = PostText()
    qtbot.addWidget(other)
    other.show_part(part(text, fold=18), None)
    QTest.mouseClick(other, Qt.MouseButton.LeftButton)
    assert other.text() == text


def test_what_is_too_much_is_marked_and_never_folded_away(qtbot: QtBot) -> None:
    words = PostText()
    qtbot.addWidget(words)
    words.show_part(part("0123456789", fold=6), 4)
    assert (words.text(), words.stretches(OVER)) == ("0123456789", ["456789"])
    words.show_part(part("0123456789\n" * 100), 10)
    assert words.stretches(OVER)[-1].endswith("… and 490 characters more")


def test_what_is_too_much_is_counted_as_the_plan_counted_it() -> None:
    rules = PLATFORMS.get("mastodon")
    roomy = Part("a" * 600, (), counted(600, 5000))
    assert beyond(rules, roomy) is None  # this server takes more than most
    tight = Part("a" * 60, (), counted(60, 50))
    assert beyond(rules, tight) == 50
    warned = rules.plan(Composition("a" * 490, options={"spoiler_text": "x" * 20})).parts[0]
    assert beyond(rules, warned, more_is_counted=True) == 480
    usual = rules.plan(Composition("a" * 510)).parts[0]
    assert beyond(rules, usual) == 500


def test_looks_follow_their_characters_over_lines_and_wide_letters() -> None:
    text = "😀 #one\n#two 👩\u200d👩\u200d👧 end"
    spans = (
        Span(SpanKind.TAG, 2, 6, 0, 0, "one"),
        Span(SpanKind.TAG, 7, 11, 0, 0, "two"),
    )
    lines = paragraphs(Part(text, spans, counted(20, 300)), 12)
    shown = [[_piece(line.text, one.start, one.length) for one in line.stretches] for line in lines]
    assert shown == [["#one"], ["#two", "👩\u200d👩\u200d👧 end"]]


def _piece(text: str, start: int, length: int) -> str:
    return text.encode("utf-16-le")[2 * start : 2 * (start + length)].decode("utf-16-le")


def test_paragraphs_begin_where_their_language_begins() -> None:
    assert leading_side("40% הנחה to all") is Qt.AlignmentFlag.AlignRight
    assert leading_side("40% off הנחה") is Qt.AlignmentFlag.AlignLeft
    assert leading_side("مرحبا") is Qt.AlignmentFlag.AlignRight
    assert leading_side("12 🎉") is Qt.AlignmentFlag.AlignLeft


@pytest.mark.parametrize("words", ["שלום", "A short line"])
def test_lines_are_drawn_at_the_side_of_their_language(qtbot: QtBot, words: str) -> None:
    shown = PostText()
    qtbot.addWidget(shown)
    shown.resize(300, 40)
    shown.show_part(part(words), None)
    image = shown.grab().toImage()
    ground = image.pixelColor(150, 39)
    inked = [
        across
        for across in range(image.width())
        if any(image.pixelColor(across, row) != ground for row in range(image.height()))
    ]
    assert min(inked) > 150 if words == "שלום" else max(inked) < 150


def test_a_word_longer_than_the_panel_is_broken(qtbot: QtBot) -> None:
    shown = PostText()
    qtbot.addWidget(shown)
    shown.show_part(part("w" * 400), None)
    assert shown.heightForWidth(200) > 4 * shown.heightForWidth(10_000)


@pytest.mark.parametrize(
    ("layout", "shape"),
    [(Layout.TALL, 16 / 9), (Layout.STORY, 16 / 9), (Layout.WIDE, 9 / 16), (Layout.PIN, 1.5)],
)
def test_frames_have_the_shape_of_their_layout(layout: Layout, shape: float) -> None:
    (place,) = frames([1.5, 1.5], 340, layout)
    assert place.height() / place.width() == pytest.approx(shape, abs=0.02)
    assert abs(place.center().x() - 170) <= 1
    assert QRect(0, 0, 340, 10_000).contains(place)


@pytest.mark.parametrize("width", [200, 334, 528])
@pytest.mark.parametrize("number", [1, 2, 3, 4, 6])
def test_a_grid_has_a_frame_a_file_up_to_four(number: int, width: int) -> None:
    found = frames([0.75] * number, width)
    assert len(found) == min(number, 4)
    assert all(not a.intersects(b) for n, a in enumerate(found) for b in found[n + 1 :])
    assert all(one.left() >= 0 and one.right() < width for one in found)
    assert max(one.bottom() for one in found) < 470  # a post is not as tall as the window
    assert len(frames([0.75] * number, width, Layout.CAROUSEL)) == 1


def test_the_words_of_a_platform_stand_where_it_has_them(desk: Desk) -> None:
    def order(platform: str, layout: Layout) -> bool:
        info = PLATFORMS.get(platform).info
        made = PreviewCard(info, desk.page.thumbnails, desk.view.preview.files)
        desk.bot.addWidget(made)
        show(made, part("Words", media=files(2), layout=layout), platform=platform)
        view = made.parts[0]
        made.resize(360, 800)
        made.show()
        desk.bot.waitExposed(made)
        top = view.words.mapTo(made, view.words.rect().topLeft()).y()
        return top < view.files.mapTo(made, view.files.rect().topLeft()).y()

    assert order("x", Layout.GRID)
    assert order("threads", Layout.CAROUSEL)
    assert not order("instagram", Layout.GRID)
    assert not order("youtube", Layout.WIDE)


def test_a_title_stands_under_the_film(card: PreviewCard) -> None:
    show(card, part("Words", media=files(1, CLIP), layout=Layout.WIDE), title="A title")
    view = card.parts[0]
    assert view.title.whole_text() == "A title"
    assert view.files.geometry().bottom() < view.title.geometry().top()
    assert view.title.geometry().bottom() < view.words.mapTo(view, view.words.rect().topLeft()).y()
    show(card, part("Words", media=files(1, CLIP), layout=Layout.WIDE))
    assert view.title.whole_text() == NO_TITLE
    show(card, part("Words", media=files(1)))
    assert view.title.isHidden()


def test_a_thread_counts_its_parts_and_marks_the_long_one(card: PreviewCard) -> None:
    long = replace(part("Two"), measure=Measure(310, 300, -10, "characters", valid=False))
    show(card, part("One"), long, part("Three"))
    heads = [view.head.text() for view in card.parts]
    assert heads == ["Part 1 of 3  ·  3 / 300", "Part 2 of 3  ·  −10", "Part 3 of 3  ·  5 / 300"]
    assert [view.head.property("state") for view in card.parts] == ["normal", "over", "normal"]
    first = card.parts[0]
    drawn = first.grab().toImage()
    line = drawn.pixelColor(7, first.height() - 2)
    assert line != drawn.pixelColor(14, first.height() - 2)  # it leads to the next part
    last = card.parts[-1]
    after = last.grab().toImage()
    assert after.pixelColor(7, last.height() - 2) == after.pixelColor(14, last.height() - 2)
    show(card, part("One"))
    assert card.parts[0].head.isHidden()


def test_a_caption_that_fits_no_telephone_is_opened_below_it(card: PreviewCard) -> None:
    text = "A caption of many words that goes on and on " * 6
    show(card, part(text, media=files(1, CLIP), layout=Layout.TALL))
    view, phone = card.parts[0], card.parts[0].files.phone
    assert phone is not None
    assert len(phone.shown_lines()) == 2
    assert phone.shown_lines()[-1].endswith(MORE)
    assert not view.words.isVisible()
    assert phone.focusPolicy() is Qt.FocusPolicy.TabFocus
    QTest.keyClick(phone, Qt.Key.Key_Return)
    assert view.words.isVisible()
    assert view.words.text() == text
    show(card, part("Short", media=files(1, CLIP), layout=Layout.TALL))
    assert phone.shown_lines() == ("Short",)


def test_a_long_caption_is_marked_under_the_telephone_unasked(card: PreviewCard) -> None:
    text = "a" * 310
    show(card, part(text, media=files(1, CLIP), layout=Layout.TALL))
    assert card.parts[0].words.isVisible()
    assert card.parts[0].words.stretches(OVER) == ["a" * 10]


def test_what_fits_a_telephone_is_cut_between_characters(qtbot: QtBot, card: PreviewCard) -> None:
    family = "👩\u200d👩\u200d👧"
    for width in range(90, 140, 3):
        lines = clamped(f"{family} " * 40, card.font(), width)
        assert len(lines) == 2
        shown = "".join(lines).removesuffix(MORE).replace("…", "").replace(" ", "")
        assert shown == family * (len(shown) // len(family))
    assert clamped("One\n\nTwo", card.font(), 200) == ("One", f"{MORE}")
    assert clamped("", card.font(), 200) == ()


def test_a_story_says_that_its_text_is_left_out(desk: Desk) -> None:
    instagram = PLATFORMS.get("instagram")
    made = PreviewCard(instagram.info, desk.page.thumbnails, desk.view.preview.files)
    desk.bot.addWidget(made)
    media = tuple(one.media for one in files(1))
    plan = instagram.plan(Composition("Words", media, {"kind": "story"}))
    show(made, plan=plan, platform="instagram")
    view = made.parts[0]
    assert view.left_out.whole_text() == "Instagram: a story has no caption; the text is left out."
    assert not view.left_out.isHidden()
    assert view.words.isHidden() or not view.words.text()
    silent = instagram.plan(Composition("", media, {"kind": "story"}))
    show(made, plan=silent, platform="instagram")
    assert view.left_out.isHidden()


def test_cards_out_of_sight_follow_when_they_come_into_sight(desk: Desk) -> None:
    desk.page.resize(1196, 420)
    desk.new()
    desk.choose_all()
    long = "A line\n" * 12
    desk.view.composer.insertPlainText(f"{long}A word")
    preview = desk.view.preview

    def says(text: str) -> bool:
        shown = [card.parts[0].words.text() for card in preview.cards.values() if card.parts]
        return shown == [f"{long}{text}"] * 3

    desk.wait(lambda: says("A word"))
    last = list(preview.cards.values())[-1]
    # It lies below the window's edge.
    desk.wait(lambda: last.geometry().top() > preview.viewport().height())
    desk.wait(lambda: preview.verticalScrollBar().maximum() > 0)
    desk.type("s")
    desk.page.show_previews()
    assert last.parts[0].words.text() == f"{long}A word"
    preview.ensureWidgetVisible(last)
    assert last.parts[0].words.text() == f"{long}A words"
    desk.type("!")
    desk.wait(lambda: says("A words!"))


def test_previews_behind_another_tab_wait_for_it(desk: Desk) -> None:
    desk.new()
    desk.choose_all()
    desk.type("Hello")
    desk.page.show_previews()
    card = next(iter(desk.view.preview.cards.values()))
    desk.wait(lambda: card.parts[0].words.text() == "Hello")
    desk.view.show_section("checks")
    desk.type("!")
    desk.page.show_previews()
    assert card.parts[0].words.text() == "Hello"
    desk.view.show_section("preview")
    desk.wait(lambda: card.parts[0].words.text() == "Hello!")
