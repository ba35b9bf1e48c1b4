"""The accounts a post goes to: chips in the fixed platform order, and a picker for all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.domain.media_rules import ThumbnailSize
from brandcraft_desktop.domain.platform import PlatformInfo
from brandcraft_desktop.ui.editor.account_chip import AccountChip, SignedOutMark
from brandcraft_desktop.ui.editor.account_picker import AccountPicker
from brandcraft_desktop.ui.editor.results import Result
from brandcraft_desktop.ui.editor.thumbnails import Thumbnails
from brandcraft_desktop.ui.widgets import Button, FlowLayout, IconButton, set_look, spread

MOST_CHIPS = 22  # two lines beside a preview; whoever has more finds the rest in the list


class AccountsRow(QWidget):
    """`chosen` carries all chosen ids, in the order of the row."""

    chosen = Signal(object)  # tuple[str, ...]
    reconnect_wanted = Signal(str)
    connect_wanted = Signal()

    def __init__(
        self,
        infos: Mapping[str, PlatformInfo],
        thumbnails: Thumbnails,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        thumbnails.loaded.connect(self._show_faces)
        self._infos = infos
        self._accounts: tuple[Account, ...] = ()
        self._ids: tuple[str, ...] = ()
        self._brand: str | None = None
        self._results: Mapping[str, Result] = {}
        self._results_words = ""
        self.chips: list[AccountChip] = []
        self._holder = QWidget(self)
        self._flow = FlowLayout(self._holder, spacing=4)
        spread(self._holder)
        self.more = IconButton("plus", "Choose accounts", parent=self)
        self.more.clicked.connect(self.open_picker)
        self.connect_button = Button(
            "Connect an account", kind="primary", icon_name="user-plus", parent=self
        )
        self.connect_button.clicked.connect(self.connect_wanted)
        self._summary = QLabel(self)
        set_look(self._summary, "role", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._holder, 1)
        row.addWidget(self.connect_button)
        row.addWidget(self._summary, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch()
        self.show_accounts((), (), None)

    def show_accounts(
        self,
        accounts: Sequence[Account],
        chosen: Sequence[str],
        brand_id: str | None,
        *,
        results: Mapping[str, Result] | None = None,
        results_words: str = "",
    ) -> None:
        """Show the accounts of a brand (all without one) and every chosen one.

        With `results` those alone, each with what became of the post there.
        """
        self._results = results or {}
        self._results_words = results_words
        self._accounts = tuple(
            sorted(accounts, key=lambda one: (self._infos[one.platform].order, one.handle))
        )
        self._ids = tuple(chosen)
        self._brand = brand_id
        self._build()

    def summary(self) -> str:
        """ "2 of 5 accounts"."""
        return self._summary.text()

    def _wanted(self) -> list[Account]:
        if self._results:
            return [one for one in self._accounts if one.id in self._results]
        return [
            one
            for one in self._accounts
            if one.id in self._ids or self._brand is None or one.brand_id == self._brand
        ]

    def _shown(self) -> tuple[Account, ...]:
        wanted = self._wanted()
        wanted.sort(key=lambda one: one.id not in self._ids)  # keeps chosen ones from the cut
        kept = {one.id for one in wanted[:MOST_CHIPS]}
        return tuple(one for one in self._accounts if one.id in kept)

    def _build(self) -> None:
        self._flow.removeWidget(self.more)
        for chip in self.chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = []
        for account in self._shown():
            chip = AccountChip(account, self._infos[account.platform], self._holder)
            chip.setChecked(account.id in self._ids)
            result = self._results.get(account.id)
            if result is not None:
                chip.show_result(result)
            elif not chip.connected:
                SignedOutMark(chip)
            chip.toggled.connect(lambda on, one=account.id: self._switch(one, on))
            chip.reconnect_wanted.connect(self.reconnect_wanted)
            self._flow.addWidget(chip)
            chip.show()
            self.chips.append(chip)
        self._flow.addWidget(self.more)
        self._show_faces()
        self._summarise()

    def _show_faces(self) -> None:
        for chip in self.chips:
            found = self._thumbnails.get(chip.avatar, ThumbnailSize.AVATAR) if chip.avatar else None
            if found is not None:
                chip.show_picture(found)

    def _switch(self, account_id: str, on: bool) -> None:
        ids = set(self._ids) - {account_id} | ({account_id} if on else set())
        self._ids = tuple(one.id for one in self._accounts if one.id in ids)
        shown = {chip.account_id for chip in self.chips}
        if account_id not in shown:
            self._build()
        for chip in self.chips:
            if chip.account_id == account_id and chip.isChecked() is not on:
                chip.setChecked(on)
        self._summarise()
        self.chosen.emit(self._ids)

    def _summarise(self) -> None:
        number = len(self._accounts)
        some = bool(number)
        words = f"{len(self._ids)} of {number} account{'' if number == 1 else 's'}"
        rest = len(self._wanted()) - len(self.chips)
        words += f", {rest} only in the list" if rest > 0 else ""
        outside = sum(
            1
            for one in self._accounts
            if self._brand is not None and one.brand_id != self._brand and one.id not in self._ids
        )
        words += f" · {outside} outside the brand" if outside else ""
        words = self._results_words or words
        self._summary.setText(words if some else "")
        more = [f"{rest} more"] if rest > 0 else []
        more += [f"{outside} more outside the brand"] if outside else []
        self.more.set_name(", ".join(["Choose accounts", *more]))
        self.more.setVisible(some and not self._results)
        self.connect_button.setVisible(not some)

    def open_picker(self) -> None:
        """Open the full list."""
        picker = AccountPicker(self._accounts, self._infos, self._ids, self)
        picker.switched.connect(self._switch)
        picker.connect_wanted.connect(self.connect_wanted)
        picker.open_at(self.more)

    def focus_first(self) -> None:
        """Put the keyboard onto the first chip."""
        target = self.chips[0] if self.chips else self.connect_button
        target.setFocus(Qt.FocusReason.OtherFocusReason)
