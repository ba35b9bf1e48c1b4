"""The full list of accounts to post to, with a search."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from brandcraft_desktop.domain.account import Account, AccountState
from brandcraft_desktop.domain.platform import PlatformInfo
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.editor.account_chip import spoken_name
from brandcraft_desktop.ui.widgets import Button, Popover, SearchField

WIDTH = 300
AROUND = 56
"""What a style puts around the words of a row, and the bar that scrolls."""
_ID = Qt.ItemDataRole.UserRole


class AccountPicker(Popover):
    """Says which account was switched on or off; signed-out ones cannot be switched on."""

    switched = Signal(str, bool)
    connect_wanted = Signal()

    def __init__(
        self,
        accounts: Sequence[Account],
        infos: Mapping[str, PlatformInfo],
        chosen: Sequence[str],
        parent: QWidget,
    ) -> None:
        super().__init__("Choose accounts", parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._search = SearchField("Search accounts", name="Search accounts")
        self._search.searched.connect(self._filter)
        self.list = QListWidget()
        self.list.setAccessibleName("Accounts")
        self.list.setIconSize(QSize(16, 16))
        self.list.setMinimumHeight(min(44 + 34 * len(accounts), 320))
        for account in accounts:
            self.list.addItem(self._row(account, infos[account.platform], account.id in chosen))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMinimumWidth(max(WIDTH, self.list.sizeHintForColumn(0) + AROUND))
        self.list.itemChanged.connect(self._changed)
        self.list.itemActivated.connect(self._toggle)
        connect = Button("Connect another account", kind="link")
        connect.clicked.connect(self._connect)
        self.body.addWidget(self._search)
        self.body.addWidget(self.list)
        self.body.addWidget(connect)

    def _row(self, account: Account, info: PlatformInfo, chosen: bool) -> QListWidgetItem:
        connected = account.state is AccountState.CONNECTED
        words = spoken_name(account, info) + ("" if connected else " (signed out)")
        item = QListWidgetItem(theme.icon(info.glyph), words)
        item.setData(_ID, account.id)
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        if connected or chosen:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        item.setFlags(flags)
        item.setCheckState(Qt.CheckState.Checked if chosen else Qt.CheckState.Unchecked)
        return item

    def _changed(self, item: QListWidgetItem) -> None:
        self.switched.emit(item.data(_ID), item.checkState() is Qt.CheckState.Checked)

    def _toggle(self, item: QListWidgetItem) -> None:
        if item.flags() & Qt.ItemFlag.ItemIsUserCheckable:
            checked = item.checkState() is Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if checked else Qt.CheckState.Checked)

    def _filter(self, words: str) -> None:
        needle = words.strip().casefold()
        for number in range(self.list.count()):
            item = self.list.item(number)
            item.setHidden(needle not in item.text().casefold())

    def _connect(self) -> None:
        self.close()
        self.connect_wanted.emit()
