"""Previews for everybody: what readers must open, what is said to them, keys and spoken words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from brandcraft_desktop.domain.plan import Composition, Layout, PlannedMedia
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.editor.previews.card import PreviewCard
from tests.media.files import photo
from tests.ui.editor.cards import CLIP, PLATFORMS, card, files, part, show
from tests.ui.editor.conftest import Desk
from tests.ui.editor.test_preview_files import SMALL, added, attached

__all__ = ["card"]


def of_platform(desk: Desk, platform: str, composition: Composition) -> PreviewCard:
    planner = PLATFORMS.get(platform)
    made = PreviewCard(planner.info, desk.page.thumbnails, desk.view.preview.files)
    desk.bot.addWidget(made)
    made.show()
    desk.bot.waitExposed(made)
    show(made, plan=planner.plan(composition), platform=platform)
    return made


def test_a_content_warning_stands_before_the_post(desk: Desk) -> None:
    media = tuple(one.media for one in files(1))
    options = {"spoiler_text": "Spiders"}
    made = of_platform(desk, "mastodon", Composition("Eight legs", media, options))
    view = made.parts[0]
    assert view.veil.words.whole_text() == "Spiders"
    assert (view.veil.isVisible(), view.words.isVisible(), view.files.isVisible()) == (
        True,
        False,
        False,
    )
    assert view.title.isHidden()  # it is the warning itself
    view.veil.button.setFocus()
    QTest.keyClick(view.veil.button, Qt.Key.Key_Space)
    assert view.words.isVisible()
    assert view.files.isVisible()
    assert view.veil.button.text() == "Hide"
    assert "Behind the warning: Spiders. Eight legs" in made.accessibleName()


def test_sensitive_files_are_blurred_until_they_are_clicked(
    desk: Desk, card: PreviewCard, tmp_path: Path
) -> None:
    view = added(desk, photo(tmp_path / "a.jpg", (320, 240)))
    planned = PlannedMedia(attached(view, "Two colours"), SMALL)
    show(card, part("", media=(planned,)), labels="graphic-media")
    grid = card.parts[0].files.grid
    assert grid is not None
    desk.wait(lambda: desk.view.preview.files.facts(planned) is not None)
    assert grid.hidden_words() == "Content warning: Graphic media"
    assert grid.accessibleName() == "picture, hidden: Content warning: Graphic media"
    hidden = grid.grab().toImage()
    QTest.keyClick(grid, Qt.Key.Key_Return)
    seen = grid.grab().toImage()
    assert edge(seen) > 3 * edge(hidden)  # the border of red and blue is sharp again
    assert grid.hidden_words() == ""


def edge(image: QImage) -> int:
    """The largest step of red between neighbours, on a line above the words."""
    row = image.height() // 5
    reds = [image.pixelColor(across, row).red() for across in range(10, image.width() - 10)]
    return max(abs(one - two) for one, two in zip(reds, reds[2:], strict=False))


def test_what_readers_see_of_the_options_is_said(desk: Desk) -> None:
    options = {"reply_settings": "mentionedUsers", "paid_partnership": "true"}
    made = of_platform(desk, "x", Composition("Words", options=options))
    assert made.chosen.whole_text() == "Who can reply: Mentioned people · Paid partnership"
    assert made.accessibleName().endswith("Paid partnership")
    usual = of_platform(desk, "x", Composition("Words"))
    assert usual.chosen.isHidden()


def test_a_card_reads_all_of_itself(card: PreviewCard) -> None:
    show(card, part("One", media=files(2)), part("Two", link_card="https://example.com/a"))
    assert card.accessibleName() == (
        "Preview for Bluesky, @you. Part 1 of 2. One. picture: alt 0, picture: alt 1. "
        "Part 2 of 2. Two. Link card: https://example.com/a"
    )
    interface = QAccessible.queryAccessibleInterface(card)
    assert interface.text(QAccessible.Text.Name) == card.accessibleName()
    show(card, part("a" * 310, media=files(1, CLIP), layout=Layout.WIDE), title="T")
    assert card.accessibleName().endswith(
        "Title: T. " + "a" * 310 + ". 10 characters too long. video: alt 0"
    )


def test_enter_on_a_card_goes_to_its_tab_as_a_click_does(card: PreviewCard) -> None:
    chosen: list[str] = []
    card.clicked.connect(chosen.append)
    show(card, part("Words"))
    QTest.keyClick(card, Qt.Key.Key_Return)
    QTest.mouseClick(card, Qt.MouseButton.LeftButton, pos=card.rect().topLeft())
    assert chosen == ["bluesky", "bluesky"]


def test_the_tab_key_goes_through_the_cards_as_they_stand(desk: Desk) -> None:
    desk.new()
    platforms = {one.id: one.platform for one in desk.page.controller.accounts}
    chips = {platforms[chip.account_id]: chip for chip in desk.view.accounts.chips}
    for platform in ("bluesky", "x", "linkedin"):  # not in their fixed order
        chips[platform].click()
        desk.page.show_previews()
    preview = desk.view.preview
    cards = [preview.cards[one.account_id] for one in desk.page.controller.judgement.plans]
    reached = stops_from(desk.view.side.tabBar(), preview.elsewhere)
    assert [one for one in reached if isinstance(one, PreviewCard)] == cards
    assert reached[-1] is preview.elsewhere


def test_what_can_be_opened_follows_its_card(desk: Desk) -> None:
    desk.new()
    desk.choose_all()
    desk.settle()
    preview = desk.view.preview
    desk.page.show_previews()
    desk.wait(lambda: all(one.isVisible() for one in preview.cards.values()))
    desk.page.show_previews()
    plans = list(desk.page.controller.judgement.plans)
    shown = part("The beginning and more", fold=13, media=files(3), layout=Layout.CAROUSEL)
    plans[0] = replace(plans[0], plan=replace(plans[0].plan, parts=(shown,)))
    preview.show_plans(plans, "")
    first, second = (preview.cards[one.account_id] for one in plans[:2])
    reached = stops_from(desk.view.side.tabBar(), preview.elsewhere)
    view = first.parts[0]
    assert reached[reached.index(first) : reached.index(second)] == [
        first,
        view.words,
        view.files.carousel,
    ]


def stops_from(start: QWidget, end: QWidget) -> list[QWidget]:
    """What the keys reach behind a widget, up to another one."""
    QApplication.processEvents()
    found: list[QWidget] = []
    place = start.nextInFocusChain()
    while place is not None and place is not start and end not in found:
        if place.focusPolicy() is not Qt.FocusPolicy.NoFocus and place.isVisible():
            found.append(place)
        place = place.nextInFocusChain()
    return found


@pytest.mark.parametrize("scheme", [theme.Scheme.LIGHT, theme.Scheme.DARK])
def test_a_focused_card_has_a_ring_in_both_themes(
    qapp: QApplication, card: PreviewCard, scheme: theme.Scheme
) -> None:
    theme.apply(qapp, scheme, reduced_motion=True)
    show(card, part("Words"))
    card.activateWindow()
    before = card.grab().toImage()
    card.setFocus()
    after = card.grab().toImage()
    middle = card.height() // 2
    ring = QColor(theme.live.tokens["focus"])
    assert before.pixelColor(1, middle) != ring
    assert after.pixelColor(1, middle) == ring
