"""One account's line on the accounts page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPixmap, QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from brandcraft_desktop.domain.account import Account, at
from brandcraft_desktop.domain.brand import Brand
from brandcraft_desktop.domain.platform import PlatformInfo
from brandcraft_desktop.ui.accounts.card_menu import account_menu
from brandcraft_desktop.ui.accounts.glyph_tile import GlyphTile
from brandcraft_desktop.ui.accounts.platform_words import places_words
from brandcraft_desktop.ui.accounts.words import (
    below_words,
    line_words,
    mending_verb,
    state_icon,
    state_look,
)
from brandcraft_desktop.ui.widgets import (
    Avatar,
    Button,
    Card,
    ElidedLabel,
    IconButton,
    Mark,
    set_look,
)

TILE = 28
BETWEEN = 8
LONGEST_NAME = "Instagram"  # of the platforms' names, as wide as their column
LONGEST_VERB = "Reconnect"
BRAND_LETTERS = 15
BOLD = 1.15  # how much wider semibold letters are


class AccountCard(Card):
    """Says what was chosen: `chosen(account id, act)`, `brand_chosen(account id, brand id)`.

    `another` wants one more account of its platform; `step_wanted` moves the focus a line on.
    """

    chosen = Signal(str, str)  # account id and "refresh", "pause", "slots", "disconnect" …
    brand_chosen = Signal(str, object)
    another = Signal(str)
    step_wanted = Signal(int)

    def __init__(
        self, info: PlatformInfo, parent: QWidget | None = None, *, own_app: bool = False
    ) -> None:
        super().__init__(parent=parent)
        self._info = info
        self._own_app = own_app
        self._account: Account | None = None
        self._brands: tuple[Brand, ...] | None = None
        self._taken = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        set_look(self, "row", True)
        self.body.setContentsMargins(12, 8, 8, 8)
        self.avatar = Avatar("", glyph=info.glyph, ground=info.colour, size=36)
        self.name = ElidedLabel("", role="subtitle")
        self.handle = ElidedLabel("", role="muted")
        self.mark = Mark("status-published", "published")
        self.state = ElidedLabel("", role="muted")
        self.below = ElidedLabel("", role="caption")
        self.brand = QComboBox()
        self.brand.activated.connect(self._choose_brand)
        self.reconnect = Button("Reconnect", kind="primary")
        self.reconnect.clicked.connect(lambda: self._emit("reconnect"))
        policy = self.reconnect.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.reconnect.setSizePolicy(policy)
        self.more = IconButton("ellipsis", "More actions")
        self.more.clicked.connect(self._open_menu)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._platform())
        row.addWidget(self.avatar)
        row.addLayout(_lines(self.name, self.handle), 3)
        row.addWidget(self.brand)
        row.addWidget(self.mark)
        row.addLayout(_lines(self.state, self.below), 4)
        row.addWidget(self.reconnect)
        row.addWidget(self.more)
        self.body.addLayout(row)

    def _platform(self) -> QWidget:
        """Glyph and name of the platform, shown in the first line of its accounts."""
        self._column = QWidget()
        self.group = QWidget()
        self.places = ElidedLabel("", role="caption")
        inner = QHBoxLayout(self.group)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(BETWEEN)
        inner.addWidget(GlyphTile(self._info, TILE))
        inner.addLayout(_lines(ElidedLabel(self._info.name, role="subtitle"), self.places), 1)
        outer = QHBoxLayout(self._column)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.group)
        return self._column

    def changeEvent(self, event: QEvent) -> None:
        """Larger text needs wider columns."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._set_widths()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._set_widths()

    def _set_widths(self) -> None:
        """The same columns in every line, whatever stands in them."""
        metrics = self.fontMetrics()
        name = round(metrics.horizontalAdvance(LONGEST_NAME) * BOLD)
        self._column.setFixedWidth(TILE + BETWEEN + name)
        self.brand.setFixedWidth(metrics.averageCharWidth() * BRAND_LETTERS + 40)
        verb = round(metrics.horizontalAdvance(LONGEST_VERB) * BOLD)
        self.reconnect.setFixedWidth(verb + 28)

    def show_group(self, *, first: bool, taken: int) -> None:
        """Whether it is its platform's first line, and how many accounts that platform has."""
        self._taken = taken
        self.group.setVisible(first)
        self.places.setText(places_words(taken))

    def show_account(
        self,
        account: Account,
        brands: Sequence[Brand],
        now: datetime,
        picture: QPixmap | None = None,
        waiting: int = 0,
        words: str = "",
    ) -> None:
        """Show who it is and how it stands; `waiting` posts are to go out from it.

        `words` say its state where more is known of it than stands in the account.
        """
        self._account = account
        self.set_busy(False)
        name = account.display_name or account.handle
        spoken = f"{self._info.name}, {account.handle}"
        self.avatar.set_person(
            name, picture=picture, glyph=self._info.glyph, ground=self._info.colour, spoken=spoken
        )
        self.name.setText(name)
        self.handle.setText(at(account.handle))
        words = words or line_words(account, self._info, now)
        self.state.setText(words)
        below = below_words(account, waiting, now)
        self.below.setText(below)
        set_look(self.state, "role", state_look(account, self._info, now))
        self.state.setToolTip(words if not account.trouble else f"{words}\n{account.trouble}")
        self.mark.set_mark(*state_icon(account, self._info, now))
        verb = mending_verb(account, self._info, now)
        self.reconnect.setVisible(bool(verb))
        self.reconnect.setText(verb or "Reconnect")
        self.reconnect.set_kind("" if verb == "Renew" else "primary")
        self.reconnect.setAccessibleName(f"{verb or 'Reconnect'} {spoken}")
        self.more.set_name(f"More actions for {spoken}")
        self.brand.setAccessibleName(f"Brand of {spoken}")
        if self._brands != tuple(brands):  # an open list must not be emptied under the pointer
            self._brands = tuple(brands)
            self.brand.clear()
            self.brand.addItem("No brand", None)
            for brand in brands:
                self.brand.addItem(brand.name, brand.id)
        self.brand.setCurrentIndex(max(0, self.brand.findData(account.brand_id)))
        self.setAccessibleName(f"{spoken}. {words}. {below}")

    def set_busy(self, busy: bool) -> None:
        """The platform is being asked about it."""
        self.more.setEnabled(not busy)
        if busy:
            self.mark.set_mark("spinner", "text2")
            self.state.setText("Checking…")

    def menu(self) -> QMenu:
        """The menu behind "...", as it is now."""
        if self._account is None:
            return QMenu(self)
        return account_menu(
            self,
            self._account,
            self._brands or (),
            self._info,
            taken=self._taken,
            own_app=self._own_app,
            act=self._emit,
            another=lambda: self.another.emit(self._info.id),
            move=lambda brand_id: self.brand_chosen.emit(self._id, brand_id),
        )

    @property
    def _id(self) -> str:
        return self._account.id if self._account is not None else ""

    def _open_menu(self) -> None:
        self._pop_up(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _pop_up(self, where: QPoint) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(where)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self._pop_up(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the menu, the arrows go from line to line."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.more.isEnabled():
            self._open_menu()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.step_wanted.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def _emit(self, act: str) -> None:
        if self._account is not None:
            self.chosen.emit(self._account.id, act)

    def _choose_brand(self, index: int) -> None:
        if self._account is not None:
            self.brand_chosen.emit(self._account.id, self.brand.itemData(index))


def _lines(first: QWidget, second: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addWidget(first)
    column.addWidget(second)
    return column
