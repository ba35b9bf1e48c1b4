"""One account of a brand: who, how it stands, and what can be done with it here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from brandcraft_desktop.domain.account import MAX_ACCOUNTS_PER_PLATFORM, Account, at
from brandcraft_desktop.domain.brand import Brand
from brandcraft_desktop.domain.platform import PlatformInfo
from brandcraft_desktop.ui.accounts.card_menu import add_brands
from brandcraft_desktop.ui.accounts.words import line_words, mending_verb, state_icon, state_look
from brandcraft_desktop.ui.widgets import (
    Avatar,
    Button,
    Card,
    ElidedLabel,
    IconButton,
    Mark,
    set_look,
)

SIDE = 32


class AccountTile(Card):
    """`moved(account id, brand id or None)`, `mended(account id)`, `all_wanted()`."""

    moved = Signal(str, object)
    mended = Signal(str)
    all_wanted = Signal()

    def __init__(self, info: PlatformInfo, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._info = info
        self._account: Account | None = None
        self._brands: tuple[Brand, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        set_look(self, "row", True)
        self.body.setContentsMargins(12, 8, 6, 8)
        self.avatar = Avatar("", glyph=info.glyph, ground=info.colour, size=SIDE)
        self.handle = ElidedLabel("", role="subtitle")
        self.places = ElidedLabel("", role="caption")
        self.mark = Mark("status-published", "published")
        self.state = ElidedLabel("", role="muted")
        self.mend = Button("Reconnect")
        self.mend.clicked.connect(self._mend)
        self.more = IconButton("ellipsis", "More actions")
        self.more.clicked.connect(
            lambda: self._pop_up(self.more.mapToGlobal(self.more.rect().bottomLeft()))
        )
        standing = QHBoxLayout()
        standing.setSpacing(4)
        standing.addWidget(self.mark)
        standing.addWidget(self.state, 1)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.handle)
        names.addWidget(self.places)
        names.addLayout(standing)  # below: beside the name it would leave it no room
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.avatar)
        row.addLayout(names, 1)
        row.addWidget(self.mend)
        row.addWidget(self.more)
        self.body.addLayout(row)

    def show_account(
        self,
        account: Account,
        brands: Sequence[Brand],
        now: datetime,
        taken: int,
        picture: QPixmap | None = None,
    ) -> None:
        """Show who it is and how it stands; its platform has `taken` accounts over all brands."""
        self._account, self._brands = account, tuple(brands)
        name = account.display_name or account.handle
        spoken = f"{self._info.name}, {account.handle}"
        self.avatar.set_person(
            name, picture=picture, glyph=self._info.glyph, ground=self._info.colour, spoken=spoken
        )
        self.handle.setText(at(account.handle))
        places = f"{self._info.name} {taken}/{MAX_ACCOUNTS_PER_PLATFORM}"
        self.places.setText(places)
        words = line_words(account, self._info, now)
        verb = mending_verb(account, self._info, now)
        self.state.setText(words)
        self.state.setToolTip(words)
        set_look(self.state, "role", state_look(account, self._info, now))
        self.mark.set_mark(*state_icon(account, self._info, now))
        self.mend.setText(verb or "Reconnect")
        self.mend.setVisible(bool(verb))
        self.mend.setToolTip(words)
        self.mend.setAccessibleName(f"{verb} {spoken}")
        self.more.set_name(f"More actions for {spoken}")
        self.setAccessibleName(
            f"{spoken}. {words}. {taken} of {MAX_ACCOUNTS_PER_PLATFORM} accounts on "
            f"{self._info.name}"
        )

    def menu(self) -> QMenu:
        """The menu behind "...", as it is now."""
        menu = QMenu(self)
        if self._account is not None:
            account_id = self._account.id
            add_brands(
                menu, self._account, self._brands, lambda one: self.moved.emit(account_id, one)
            )
            menu.addSeparator()
            menu.addAction("Show on the accounts page").triggered.connect(
                lambda _=False: self.all_wanted.emit()
            )
        return menu

    def _pop_up(self, where: QPoint) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(where)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self._pop_up(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the menu, as on the accounts page."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._pop_up(self.more.mapToGlobal(self.more.rect().bottomLeft()))
        else:
            super().keyPressEvent(event)

    def _mend(self) -> None:
        if self._account is not None:
            self.mended.emit(self._account.id)
