"""The accounts of a brand, and the ways to get more of them into it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QMenu, QWidget

from brandcraft_desktop.domain.account import Account, at
from brandcraft_desktop.domain.platform import PlatformInfo
from brandcraft_desktop.ui.brand.account_tile import AccountTile
from brandcraft_desktop.ui.brand.reading import BrandPicture
from brandcraft_desktop.ui.brand.tile_grid import TileGrid
from brandcraft_desktop.ui.brand.words import account_words
from brandcraft_desktop.ui.widgets import Button, Card, WrappedLabel, set_look

LETTERS = 54  # that a tile has room for


class AccountsCard(Card):
    """`moved(account id, brand id or None)`, `mended(account id)`, `connect_wanted()`."""

    moved = Signal(str, object)
    mended = Signal(str)
    connect_wanted = Signal()
    all_wanted = Signal()

    def __init__(self, infos: Mapping[str, PlatformInfo], parent: QWidget | None = None) -> None:
        super().__init__("Accounts", parent=parent)
        self._infos = infos
        self._tiles: dict[str, AccountTile] = {}
        self._picture: BrandPicture | None = None
        self.take = Button("Move an account here", kind="ghost")
        set_look(self.take, "menu", "true")
        self._menu = QMenu(self.take)
        self.take.setMenu(self._menu)
        self.connect_button = Button("Connect", icon_name="plus")
        self.connect_button.setAccessibleName("Connect an account")
        self.connect_button.clicked.connect(self.connect_wanted)
        self.nobody = WrappedLabel("", role="secondary")
        self.grid = TileGrid(LETTERS)
        if self.header is not None:
            self.header.add_action(self.take)
            self.header.add_action(self.connect_button)
        self.body.addWidget(self.nobody)
        self.body.addWidget(self.grid)

    def show_accounts(self, picture: BrandPicture, now: datetime) -> None:
        """Show those of the brand that is shown."""
        self._picture = picture
        brand, found = picture.brand, picture.accounts
        if self.header is not None:
            self.header.set_title(account_words(len(found), brand=brand.name if brand else ""))
        for gone in [one for one in self._tiles if one not in {a.id for a in found}]:
            tile = self._tiles.pop(gone)
            tile.hide()
            tile.deleteLater()
        taken = picture.taken
        for account in found:
            path = picture.pictures.get(account.avatar_sha256 or "")
            self._tile(account).show_account(
                account,
                picture.brands,
                now,
                taken.get(account.platform, 0),
                QPixmap(path) if path is not None else None,
            )
        self.grid.show_tiles([self._tiles[one.id] for one in found])
        self.grid.setVisible(bool(found))
        name = brand.name if brand is not None else ""
        self.nobody.setText(f"No account belongs to {name} yet." if brand is not None else "")
        self.nobody.setVisible(not found)
        self._show_others(picture)

    def tile(self, account_id: str) -> AccountTile:
        """The tile of an account."""
        return self._tiles[account_id]

    def _tile(self, account: Account) -> AccountTile:
        if account.id not in self._tiles:
            tile = AccountTile(self._infos[account.platform])
            tile.moved.connect(self.moved)
            tile.mended.connect(self.mended)
            tile.all_wanted.connect(self.all_wanted)
            self._tiles[account.id] = tile
        return self._tiles[account.id]

    def _show_others(self, picture: BrandPicture) -> None:
        """Accounts of other brands, or of none, that could be moved here."""
        brand = picture.brand
        others = [one for one in picture.every if brand is not None and one.brand_id != brand.id]
        self.take.setVisible(bool(others))
        self._menu.clear()
        names = {one.id: one.name for one in picture.brands}
        for account in others:
            where = names.get(account.brand_id or "", "no brand")
            info = self._infos[account.platform]
            words = f"{info.name}: {at(account.handle)} ({where})".replace("&", "&&")
            action = self._menu.addAction(words)
            action.triggered.connect(
                lambda _=False, one=account.id: self.moved.emit(one, picture.wish.brand_id)
            )
