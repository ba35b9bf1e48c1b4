"""The bar at the top: brand filter, search, what is next, what needs attention."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QStyleOptionButton,
    QWidget,
)

from brandcraft_desktop.domain.brand import Brand
from brandcraft_desktop.domain.views import AttentionItem
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.language import isolated
from brandcraft_desktop.ui.shell.brand_list import BrandList
from brandcraft_desktop.ui.widgets import Button, SearchField, announce, set_look

HEIGHT = 48
ELSEWHERE = "Outside the brand that is shown"
LEAST_LETTERS = 24  # of what comes next that stay readable
AROUND = 26  # border and padding of a button on both sides
RECONNECT = "reconnect"  # the kind of what is about an account
SHOWN = 20  # entries of the attention menu
GLYPHS = {
    RECONNECT: "key",
    "unconfirmed": "status-unconfirmed",
    "missed": "status-missed",
    "media": "image",
}


class NextButton(Button):
    """Ends in an ellipsis where there is no room for all of it; the tooltip has the whole."""

    def minimumSizeHint(self) -> QSize:
        hint = super().sizeHint()
        few = self.fontMetrics().averageCharWidth() * LEAST_LETTERS
        return QSize(min(few, hint.width()), hint.height())

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        super().initStyleOption(option)
        room = self.width() - AROUND
        option.text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)


class TopBar(QWidget):
    """Says what the person asked for through its signals; knows no services."""

    brand_chosen = Signal(object)  # a brand's id, or None for all
    searched = Signal(str)
    next_clicked = Signal()
    resume_clicked = Signal()
    attention_chosen = Signal(object)  # an AttentionItem
    more_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(8)
        self.brands = BrandList(self)
        self.brands.setAccessibleName("Brand filter")
        self.brands.setMinimumWidth(150)
        self.brands.setToolTip("Show one brand or all of them")
        self.brands.activated.connect(self._choose_brand)
        self.search = SearchField("Search posts (Ctrl+F)", name="Search posts")
        self.search.setMaximumWidth(300)
        self.search.searched.connect(self.searched)
        self.next = NextButton("", kind="ghost")
        self.next.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.next.clicked.connect(self._next)
        self.attention = Button("", icon_name="triangle-exclamation")
        self.attention.setObjectName("attention")
        self._menu = QMenu(self.attention)
        self.attention.setMenu(self._menu)
        set_look(self.attention, "menu", "true")
        row.addWidget(self.brands)
        row.addWidget(self.search, 10)
        row.addStretch(1)
        row.addWidget(self.next)
        row.addWidget(self.attention)
        self._paused = False
        self._asking = ""  # what the attention button says
        self._brands: tuple[Brand, ...] | None = None
        self._items: tuple[tuple[AttentionItem, ...], tuple[AttentionItem, ...]] = ((), ())
        self.set_brands((), None)
        self.set_next("", paused="")
        self.attention.hide()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self.next.setText(isolated(self.next.accessibleName(), self))
            self.attention.setText(isolated(self._asking, self))

    def set_brands(self, brands: Sequence[Brand], chosen: str | None) -> None:
        """List the brands after "All brands" and show which one is on."""
        if self._brands != tuple(brands):  # an open list must not be emptied under the pointer
            self._brands = tuple(brands)
            self.brands.clear()
            self.brands.addItem("All brands", None)
            for brand in brands:
                self.brands.addItem(_dot(brand.colour), brand.name, brand.id)
        self.brands.setCurrentIndex(max(0, self.brands.findData(chosen)))

    def _choose_brand(self, index: int) -> None:
        self.brand_chosen.emit(self.brands.itemData(index))

    def set_next(self, sentence: str, *, paused: str) -> None:
        """Say what goes out next, or that posting is `paused` (words; "" while it is not)."""
        self._paused = bool(paused)
        words = f"{paused} · Resume" if paused else sentence
        self.next.setText(isolated(words, self))
        self.next.setVisible(bool(sentence or paused))
        self.next.setAccessibleName(words)
        does = "Resume posting" if paused else "Show that day"
        self.next.setToolTip(f"{words}\n{does}")

    def _next(self) -> None:
        (self.resume_clicked if self._paused else self.next_clicked).emit()

    def set_attention(
        self, items: Sequence[AttentionItem], elsewhere: Sequence[AttentionItem] = ()
    ) -> None:
        """List what needs its person; hidden when nothing does. New things are announced.

        `elsewhere` is outside the brand that is filtered by: listed below the rest.
        """
        shown = (tuple(items), tuple(elsewhere))
        before, self._items = self._items, shown
        if shown == before:
            return
        self._menu.clear()
        self._list(items)
        if elsewhere:
            if items:
                self._menu.addSeparator()
            heading = self._menu.addAction(ELSEWHERE)
            heading.setEnabled(False)
            self._list(elsewhere)
        words = attention_words(len(items), len(elsewhere))
        self._asking = words
        self.attention.setText(isolated(words, self))
        told = attention_told((*items, *elsewhere))
        self.attention.setToolTip(told)
        self.attention.setAccessibleName(f"{words}: {told}")
        self.attention.setVisible(bool(items or elsewhere))
        if {*items, *elsewhere} - {*before[0], *before[1]}:
            announce(self, words)

    def _list(self, items: Sequence[AttentionItem]) -> None:
        for item in items[:SHOWN]:
            words = isolated(item.text, self)
            action = QAction(theme.icon(GLYPHS.get(item.kind, "status-failed")), words)
            action.setParent(self._menu)
            action.triggered.connect(lambda _=False, item=item: self.attention_chosen.emit(item))
            self._menu.addAction(action)
        if len(items) > SHOWN:
            more = self._menu.addAction(f"{len(items) - SHOWN} more in the list")
            more.triggered.connect(self.more_chosen)


def attention_words(count: int, elsewhere: int = 0) -> str:
    """ "2 need attention", "2 need attention, 3 elsewhere", "3 need attention elsewhere"."""
    first = count or elsewhere
    words = f"{first} needs attention" if first == 1 else f"{first} need attention"
    if not elsewhere:
        return words
    return f"{words}, {elsewhere} elsewhere" if count else f"{words} elsewhere"


def attention_told(items: Sequence[AttentionItem]) -> str:
    """What the number counts: "2 posts and 1 account"."""
    accounts = sum(1 for one in items if one.kind == RECONNECT)
    posts = len(items) - accounts
    words = [
        f"{count} {what}" if count == 1 else f"{count} {what}s"
        for count, what in ((posts, "post"), (accounts, "account"))
        if count
    ]
    return " and ".join(words)


def _dot(colour: str) -> QIcon:
    """A brand's colour as a small round picture."""
    picture = QPixmap(24, 24)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(colour))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawEllipse(4, 4, 16, 16)
    painter.end()
    return QIcon(picture)
