"""Words are never clipped in silence, and numbers warn in time."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale, QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QPixmap
from PySide6.QtWidgets import QApplication, QCalendarWidget, QStyle, QTableView, QWidget
from pytestqt.qtbot import QtBot

from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.theme.status import LOOKS
from brandcraft_desktop.ui.widgets import (
    Avatar,
    Button,
    Card,
    CounterLabel,
    ElidedLabel,
    FlowLayout,
    Pill,
    ProgressRow,
    SearchField,
    WrappedLabel,
    quiet_calendar,
    spread,
)
from brandcraft_desktop.ui.widgets.avatar import initials
from brandcraft_desktop.ui.widgets.pill import WORDS

LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen" * 2


def test_an_elided_label_tells_the_rest_in_its_tooltip(window: QWidget) -> None:
    label = ElidedLabel(LONG, parent=window)
    label.resize(120, 20)
    label.show()
    label.grab()
    assert label.shown_text().endswith("…")
    assert label.toolTip() == LONG
    assert label.accessibleName() == LONG
    label.resize(5000, 20)
    label.grab()
    assert label.shown_text() == LONG
    assert label.toolTip() == ""


def test_a_wrapped_label_breaks_words_that_fit_nowhere(window: QWidget) -> None:
    label = WrappedLabel(LONG, parent=window)
    assert label.minimumSizeHint().width() < 200
    assert label.heightForWidth(240) > 2 * label.fontMetrics().height()
    assert label.whole_text() == LONG
    assert label.accessibleName() == LONG


@pytest.mark.parametrize("state", LOOKS)
def test_a_pill_shows_every_state_by_word_shape_and_colour(state: str, qtbot: QtBot) -> None:
    pill = Pill(state)
    qtbot.addWidget(pill)
    pill.resize(pill.sizeHint())
    assert pill.text() == WORDS[state]
    assert pill.accessibleName() == WORDS[state]
    image = pill.grab().toImage()
    middle = image.height() // 2
    assert image.pixelColor(image.width() - 5, middle) == theme.color(LOOKS[state].ground)
    shown = {
        image.pixelColor(x, y).name() for x in range(8, 20) for y in range(4, image.height() - 4)
    }
    assert theme.color(LOOKS[state].token).name() in shown


def test_a_pill_takes_better_words_and_mirrors(qtbot: QtBot) -> None:
    pill = Pill("missed", "Missed (computer was off)")
    qtbot.addWidget(pill)
    pill.resize(pill.sizeHint())
    assert pill.text() == "Missed (computer was off)"
    before = pill.grab().toImage()
    pill.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert pill.grab().toImage() != before


@pytest.mark.parametrize(
    ("used", "state", "text", "said"),
    [
        (100, "normal", "X 180", "X: 180 characters left"),
        (241, "near", "X 39", "X: 39 characters left"),
        (280, "near", "X 0", "X: 0 characters left"),
        (311, "over", "X −31", "X: 31 characters too long"),
    ],
)
def test_a_counter_warns_before_and_after_the_limit(
    qtbot: QtBot, used: int, state: str, text: str, said: str
) -> None:
    counter = CounterLabel("X")
    qtbot.addWidget(counter)
    counter.set_count(used, 280)
    assert (counter.state(), counter.text(), counter.accessibleName()) == (state, text, said)


def test_a_counter_is_red_when_over(window: QWidget) -> None:
    counter = CounterLabel(parent=window)
    counter.show()
    counter.set_count(300, 280)
    assert counter.palette().color(counter.foregroundRole()) == theme.color("failed")


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Demo Studio", "DS"), ("@anna_example", "AE"), ("x", "X"), ("", "?"), ("@", "?")],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_an_avatar_shows_its_picture_round_and_its_site(qtbot: QtBot) -> None:
    picture = QPixmap(64, 32)
    picture.fill(Qt.GlobalColor.green)
    avatar = Avatar("Demo", picture=picture, glyph="x-twitter", size=40, spoken="X, @demo")
    qtbot.addWidget(avatar)
    avatar.resize(avatar.sizeHint())
    image = avatar.grab().toImage()
    assert image.pixelColor(20, 20) == Qt.GlobalColor.green
    assert image.pixelColor(1, 1) != Qt.GlobalColor.green
    assert image.pixelColor(avatar.width() - 3, avatar.height() - 8) == theme.color("surface")
    assert avatar.accessibleName() == "X, @demo"


def test_progress_has_a_value_and_a_name_for_the_ear(window: QWidget) -> None:
    progress = ProgressRow(parent=window)
    progress.set_progress("Uploading image 2 of 3", 0.64)
    heard = QAccessible.queryAccessibleInterface(progress.bar)
    assert heard.role() == QAccessible.Role.ProgressBar
    assert heard.text(QAccessible.Text.Name) == "Uploading image 2 of 3"
    assert progress.bar.value() == 640
    progress.set_progress("The platform is processing", None)
    assert progress.bar.is_busy()
    progress.show()
    progress.grab()


def test_search_tells_once_the_typing_pauses(window: QWidget, qtbot: QtBot) -> None:
    search = SearchField("Search posts", parent=window)
    search.show()
    with qtbot.waitSignal(search.searched) as told:
        qtbot.keyClicks(search, "preset")
    assert told.args == ["preset"]
    with qtbot.waitSignal(search.searched) as told:
        qtbot.keyClick(search, Qt.Key.Key_Escape)
    assert told.args == [""]
    assert search.text() == ""


def test_return_searches_at_once(window: QWidget, qtbot: QtBot) -> None:
    search = SearchField(parent=window)
    search.show()
    told: list[str] = []
    search.searched.connect(told.append)
    qtbot.keyClicks(search, "a")
    qtbot.keyClick(search, Qt.Key.Key_Return)
    assert told == ["a"]


def flow(window: QWidget, count: int) -> tuple[QWidget, list[Button]]:
    """A row of buttons in the window."""
    holder = QWidget(window)
    layout = FlowLayout(holder)
    buttons = [Button(f"Button {number}") for number in range(count)]
    for button in buttons:
        layout.addWidget(button)
    spread(holder)
    return holder, buttons


def test_a_flow_wraps_when_the_line_is_full(window: QWidget, qapp: QApplication) -> None:
    holder, buttons = flow(window, 6)
    holder.setGeometry(QRect(0, 0, 260, 300))
    holder.show()
    qapp.processEvents()
    lines = {button.y() for button in buttons}
    assert len(lines) > 1
    assert all(holder.rect().contains(button.geometry()) for button in buttons)
    assert holder.heightForWidth(2000) < holder.heightForWidth(260)
    assert buttons[0].x() == 0


def test_a_flow_mirrors(window: QWidget, qapp: QApplication) -> None:
    holder, buttons = flow(window, 2)
    holder.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    holder.setGeometry(QRect(0, 0, 400, 60))
    holder.show()
    qapp.processEvents()
    assert buttons[0].geometry().right() == holder.rect().right()
    assert buttons[1].x() < buttons[0].x()


def test_a_flow_can_take_a_widget_in_the_middle(window: QWidget, qapp: QApplication) -> None:
    holder, buttons = flow(window, 2)
    layout = holder.layout()
    assert isinstance(layout, FlowLayout)
    middle = Button("middle")
    layout.insertWidget(1, middle)
    holder.setGeometry(QRect(QRect(0, 0, 600, 60)))
    holder.show()
    qapp.processEvents()
    assert buttons[0].x() < middle.x() < buttons[1].x()
    layout.removeWidget(middle)
    assert layout.count() == 2


def test_a_card_has_its_title_in_its_header(qtbot: QtBot) -> None:
    card = Card("Delivery")
    qtbot.addWidget(card)
    assert card.header is not None
    card.header.set_caption("2 of 5 published.")
    card.header.add_action(Button("Copy details"))
    assert card.accessibleName() == "Delivery"
    assert card.sizeHint().expandedTo(QSize(0, 0)).height() > 60


def test_the_head_of_a_card_keeps_to_its_own_height(window: QWidget, qapp: QApplication) -> None:
    card = Card("Delivery", parent=window)
    assert card.header is not None
    card.body.addWidget(Button("Retry"))
    card.resize(300, 400)
    card.show()
    qapp.processEvents()
    one_line = card.header.height()
    assert 10 < one_line < 40
    card.header.set_caption("2 of 5 published. Nothing is posted twice. " * 3)
    qapp.processEvents()
    narrow = card.header.height()
    assert narrow > 3 * one_line
    card.resize(1200, 400)
    qapp.processEvents()
    assert one_line < card.header.height() < narrow


def test_a_shorter_text_stands_in_where_the_whole_has_no_room(window: QWidget) -> None:
    label = ElidedLabel("November 2026", parent=window)
    label.set_shorter("Nov 2026")
    label.resize(label.sizeHint())
    assert label.shown_text() == "November 2026"
    label.resize(label.minimumSizeHint())
    assert label.shown_text() == "Nov 2026"
    assert label.accessibleName() == "November 2026"


@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("language", ["en_GB", "de_DE", "pt_BR"])
def test_the_days_of_a_calendar_are_named(
    window: QWidget, qapp: QApplication, scale: float, language: str
) -> None:
    theme.apply(qapp, theme.Scheme.LIGHT, scale, reduced_motion=True)
    calendar = QCalendarWidget(window)
    calendar.setLocale(QLocale(language))
    quiet_calendar(calendar)
    calendar.show()
    calendar.resize(calendar.minimumSize())
    table = calendar.findChildren(QTableView)[0]
    words = table.fontMetrics()
    names = [calendar.locale().dayName(day, QLocale.FormatType.ShortFormat) for day in range(1, 8)]
    widest = max(words.horizontalAdvance(name) for name in names)
    frame = table.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin) + 1
    assert table.viewport().width() // 7 >= widest + 2 * frame
    theme.apply(qapp, theme.Scheme.LIGHT, reduced_motion=True)
