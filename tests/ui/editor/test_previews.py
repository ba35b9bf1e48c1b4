"""Previews: each layout, the fold, what becomes of files, and the options readers meet."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from brandcraft_desktop.domain.media_rules import MediaFacts, MediaKind, MediaState, Recipe
from brandcraft_desktop.domain.plan import AttachedMedia, Layout, Part, Plan, PlannedMedia
from brandcraft_desktop.domain.text.measure import Span, SpanKind, counted
from brandcraft_desktop.domain.views import AccountPlan
from brandcraft_desktop.publishers.registry import Registry
from brandcraft_desktop.ui.editor.picture_grid import Picture, clock_words, frames
from brandcraft_desktop.ui.editor.post_text import FOLD, LIVE, MORE, OVER, PostText, paragraphs
from brandcraft_desktop.ui.editor.preview_card import PreviewCard
from brandcraft_desktop.ui.editor.sent_as import chosen_options, sent_as
from brandcraft_desktop.ui.editor.thumbnails import Thumbnails
from tests.ui.editor.conftest import Desk

BLUESKY = Registry().get("bluesky")
PHOTO = MediaFacts(MediaKind.IMAGE, "image/jpeg", 400_000, 1600, 1200)
CLIP = MediaFacts(MediaKind.VIDEO, "video/mp4", 12_300_000, 1080, 1920, duration=65.2)


def part(text: str, **more: object) -> Part:
    made = Part(text, BLUESKY.spans(text), counted(len(text), 300))
    return replace(made, **more)  # type: ignore[arg-type]


def files(number: int, facts: MediaFacts = PHOTO) -> tuple[PlannedMedia, ...]:
    recipe = Recipe("image/jpeg", 1_000_000, 1080) if facts.kind is MediaKind.IMAGE else None
    return tuple(
        PlannedMedia(
            AttachedMedia(str(n), f"{n:064d}", f"{n}.jpg", MediaState.PROCESSED, facts, f"alt {n}"),
            recipe,
        )
        for n in range(number)
    )


class Drawer:
    """Has a picture of one colour for every file."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def get(self, sha256: str, size: object) -> QPixmap:
        self.asked.append(sha256)
        drawn = QPixmap(320, 180)
        drawn.fill(QColor("#ff0000"))
        return drawn


@pytest.fixture
def card(desk: Desk) -> PreviewCard:
    made = PreviewCard(BLUESKY.info, desk.page.thumbnails)
    desk.bot.addWidget(made)
    made.resize(360, 600)
    made.show()
    return made


def show(card: PreviewCard, *parts: Part, title: str = "", **options: str) -> None:
    plan = Plan("bluesky", parts, {"replies": "everyone", **options}, title=title)
    card.show_plan(AccountPlan("a", "bluesky", "you", "You", None, plan), "", BLUESKY)


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
    assert words.stretches(OVER)[-1].startswith(
        "… and 489 characters more"
    ) or words.text().endswith("characters more")


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


@pytest.mark.parametrize(
    ("layout", "shape"),
    [(Layout.TALL, 16 / 9), (Layout.STORY, 16 / 9), (Layout.WIDE, 9 / 16), (Layout.PIN, 1.5)],
)
def test_frames_have_the_shape_of_their_layout(layout: Layout, shape: float) -> None:
    pictures = [Picture("x", MediaKind.IMAGE, "", 1000, 1500)] * 2
    (place,) = frames(pictures, 340, layout)
    assert place.height() / place.width() == pytest.approx(shape, abs=0.02)
    assert abs(place.center().x() - 170) <= 1
    assert QRect(0, 0, 340, 10_000).contains(place)


def test_a_grid_has_as_many_frames_as_files() -> None:
    one = Picture("x", MediaKind.IMAGE, "", 1600, 1200)
    for number in (1, 2, 3, 4):
        found = frames([one] * number, 340)
        assert len(found) == number
        assert all(not a.intersects(b) for n, a in enumerate(found) for b in found[n + 1 :])
    assert len(frames([one] * 3, 340, Layout.CAROUSEL)) == 1


def test_a_carousel_is_turned_by_mouse_and_keys(card: PreviewCard) -> None:
    show(card, part("Words", media=files(3), layout=Layout.CAROUSEL))
    carousel = card.parts[0].carousel
    assert not carousel.isHidden()
    assert carousel.where.accessibleName() == "1 of 3"
    assert not carousel.back.isEnabled()
    QTest.mouseClick(carousel.on, Qt.MouseButton.LeftButton)
    QTest.keyClick(carousel, Qt.Key.Key_Right)
    QTest.keyClick(carousel, Qt.Key.Key_Right)  # there is no fourth
    assert carousel.where.accessibleName() == "3 of 3"
    assert carousel.accessibleName() == "File 3 of 3: alt 2"
    assert not carousel.on.isEnabled()
    QTest.keyClick(carousel, Qt.Key.Key_Left)
    assert carousel.page == 1
    show(card, part("Words", media=files(2), layout=Layout.CAROUSEL))
    assert carousel.where.accessibleName() == "1 of 2"
    show(card, part("Words", media=files(1), layout=Layout.CAROUSEL))
    assert carousel.isHidden()
    assert not card.parts[0].pictures.isHidden()


def test_files_stand_where_the_platform_has_them(card: PreviewCard) -> None:
    show(card, part("Words", media=files(1)))
    view = card.parts[0]
    column = view.layout()
    assert column is not None
    assert column.indexOf(view.words) < column.indexOf(view.pictures)
    show(card, part("Words", media=files(1, CLIP), layout=Layout.WIDE), title="A title")
    assert column.indexOf(view.pictures) < column.indexOf(view.title) < column.indexOf(view.words)
    assert view.title.whole_text() == "A title"
    show(card, part("Words", media=files(1)))
    assert view.title.isHidden()
    assert column.indexOf(view.words) < column.indexOf(view.pictures)


def test_a_telephone_shows_the_whole_film_between_bars(card: PreviewCard) -> None:
    card.parts.clear()
    show(card, part("", media=files(1, CLIP), layout=Layout.TALL))
    grid = card.parts[0].pictures
    grid._thumbnails = cast(Thumbnails, Drawer())
    grid.resize(340, grid.height())
    drawn = grid.grab().toImage()
    (place,) = frames([Picture("x", MediaKind.VIDEO, "", 320, 180)], 340, Layout.TALL)
    red = drawn.pixelColor(place.left() + 20, place.center().y())
    bar = drawn.pixelColor(place.center().x(), place.top() + 20)
    assert red.red() > 200
    assert bar.lightness() < 40


def test_what_becomes_of_the_files_is_said() -> None:
    assert sent_as(()) == ""
    assert sent_as(files(1)) == "Sent as JPEG, 1080 × 810"
    assert sent_as(files(3)) == "3 files, sent as JPEG"
    assert sent_as(files(1, CLIP)) == "Sent as it is, 1080 × 1920, 12.3 MB"
    assert clock_words(65.2) == "1:05"
    assert clock_words(3723) == "1:02:03"


def test_options_that_readers_meet_are_said(card: PreviewCard) -> None:
    options = {"replies": "mentioned", "labels": "none", "languages": "de,en"}
    options["link_card"] = "false"
    assert list(chosen_options(BLUESKY.info.options, options)) == [
        ("Languages", "Deutsch, English"),
        ("Who can reply", "Mentioned people"),
        ("Show a card for the first link", "no"),
    ]
    show(card, part("Words"), replies="nobody")
    assert card.chosen.whole_text() == "Who can reply: Nobody"
    show(card, part("Words"))
    assert card.chosen.isHidden()


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
    desk.wait(lambda: last.visibleRegion().isEmpty())  # it lies below the window's edge
    desk.type("s")
    desk.page.show_previews()
    assert last.parts[0].words.text() == f"{long}A word"
    preview.ensureWidgetVisible(last)
    assert last.parts[0].words.text() == f"{long}A words"
    desk.type("!")
    desk.wait(lambda: says("A words!"))
