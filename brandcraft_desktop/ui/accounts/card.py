"""One account's line on the accounts page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from brandcraft_desktop.domain.account import Account, AccountState, at
from brandcraft_desktop.domain.brand import Brand
from brandcraft_desktop.domain.platform import PlatformInfo
from brandcraft_desktop.ui.accounts.words import state_icon, state_look, state_words
from brandcraft_desktop.ui.widgets import (
    Avatar,
    Button,
    Card,
    ElidedLabel,
    IconButton,
    Mark,
    set_look,
)


class AccountCard(Card):
    """Says what was chosen: `chosen(account id, act)`, `brand_chosen(account id, brand id)`."""

    chosen = Signal(str, str)  # account id and "refresh", "pause", "slots", "disconnect" …
    brand_chosen = Signal(str, object)

    def __init__(self, info: PlatformInfo, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._info = info
        self._account: Account | None = None
        self._brands: tuple[Brand, ...] | None = None
        self.avatar = Avatar("", glyph=info.glyph, ground=info.colour, size=40)
        self.name = ElidedLabel("", role="subtitle")
        self.handle = ElidedLabel("", role="muted")
        self.mark = Mark("status-published", "published")
        self.state = ElidedLabel("", role="muted")
        self.brand = QComboBox()
        self.brand.setMinimumWidth(140)
        self.brand.activated.connect(self._choose_brand)
        self.reconnect = Button("Reconnect", kind="primary")
        self.reconnect.clicked.connect(lambda: self._emit("reconnect"))
        self.more = IconButton("ellipsis", "More actions")
        self.more.clicked.connect(self._open_menu)
        who = QVBoxLayout()
        who.setSpacing(0)
        who.addWidget(self.name)
        who.addWidget(self.handle)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.avatar)
        row.addLayout(who, 3)
        row.addWidget(self.brand)
        state = QHBoxLayout()
        state.setSpacing(6)
        state.addWidget(self.mark)
        state.addWidget(self.state, 1)
        state.addWidget(self.reconnect)
        row.addLayout(state, 4)
        row.addWidget(self.more)
        self.body.addLayout(row)

    def show_account(
        self,
        account: Account,
        brands: Sequence[Brand],
        now: datetime,
        picture: QPixmap | None = None,
    ) -> None:
        """Show who it is and how it stands."""
        self._account = account
        self.set_busy(False)
        name = account.display_name or account.handle
        spoken = f"{self._info.name}, {account.handle}"
        self.avatar.set_person(
            name, picture=picture, glyph=self._info.glyph, ground=self._info.colour, spoken=spoken
        )
        self.name.setText(name)
        self.handle.setText(at(account.handle))
        words = state_words(account, now)
        self.state.setText(words)
        set_look(self.state, "role", state_look(account))
        self.state.setToolTip(words if not account.trouble else f"{words}\n{account.trouble}")
        self.mark.set_mark(*state_icon(account))
        broken = account.state is not AccountState.CONNECTED
        self.reconnect.setVisible(broken)
        self.reconnect.setAccessibleName(f"Reconnect {spoken}")
        self.more.set_name(f"More actions for {spoken}")
        self.brand.setAccessibleName(f"Brand of {spoken}")
        if self._brands != tuple(brands):  # an open list must not be emptied under the pointer
            self._brands = tuple(brands)
            self.brand.clear()
            self.brand.addItem("No brand", None)
            for brand in brands:
                self.brand.addItem(brand.name, brand.id)
        self.brand.setCurrentIndex(max(0, self.brand.findData(account.brand_id)))
        self.setAccessibleName(f"{spoken}. {words}")

    def set_busy(self, busy: bool) -> None:
        """The platform is being asked about it."""
        self.more.setEnabled(not busy)
        if busy:
            self.mark.set_mark("spinner", "text2")
            self.state.setText("Checking…")

    def menu(self) -> QMenu:
        """The menu behind "...", as it is now."""
        menu = QMenu(self)
        if self._account is None:
            return menu
        pause = ("Resume posting", "resume") if self._account.paused else ("Pause posting", "pause")
        for words, act in (
            ("Refresh name and picture", "refresh"),
            pause,
            ("Weekly posting times…", "slots"),
            ("Open profile", "profile"),
            ("Reconnect", "reconnect"),
        ):
            menu.addAction(words).triggered.connect(lambda _=False, act=act: self._emit(act))
        menu.addSeparator()
        menu.addAction("Disconnect…").triggered.connect(lambda: self._emit("disconnect"))
        return menu

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _emit(self, act: str) -> None:
        if self._account is not None:
            self.chosen.emit(self._account.id, act)

    def _choose_brand(self, index: int) -> None:
        if self._account is not None:
            self.brand_chosen.emit(self._account.id, self.brand.itemData(index))
