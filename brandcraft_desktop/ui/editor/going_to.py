"""Where a post will go: face, platform and handle of each account, one below the other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from brandcraft_desktop.domain.account import Account, at
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.delivery.faces import Faces
from brandcraft_desktop.ui.widgets import Avatar, ElidedLabel

FACE = 28
ROWS = 7
"""More accounts than these are scrolled."""


def in_order(context: Context, accounts: Sequence[Account]) -> list[Account]:
    """In the order of every list: the platforms' fixed one, then the age of the account."""
    platforms = context.workspace.platforms
    return sorted(accounts, key=lambda one: (platforms.get(one.platform).info.order, one.id))


class GoingTo(QWidget):
    """`names` are the same in words, for a screen reader."""

    def __init__(
        self, context: Context, accounts: Sequence[Account], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._accounts = in_order(context, accounts)
        platforms = context.workspace.platforms
        self._infos = infos = [platforms.get(one.platform).info for one in self._accounts]
        self.names = tuple(
            f"{info.name} {at(one.handle)}" for info, one in zip(infos, self._accounts, strict=True)
        )
        self._pictures = Faces(context, self)
        self._pictures.arrived.connect(self._show_pictures)
        self._avatars: list[Avatar] = []
        holder = QWidget()
        holder.setObjectName("scrolled")
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(2, 1)
        for row, (info, one) in enumerate(zip(infos, self._accounts, strict=True)):
            name = one.display_name or one.handle
            avatar = Avatar(name, glyph=info.glyph, size=FACE, spoken=self.names[row])
            self._avatars.append(avatar)
            grid.addWidget(avatar, row, 0)
            grid.addWidget(ElidedLabel(info.name, role="subtitle"), row, 1)
            grid.addWidget(ElidedLabel(at(one.handle), role="secondary"), row, 2)
        rows = len(self._accounts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(holder if rows <= ROWS else _scrolled(holder, rows))
        self.setAccessibleName(", ".join(self.names))
        self._pictures.want(one.avatar_sha256 for one in self._accounts)

    def _show_pictures(self) -> None:
        for row, one in enumerate(self._accounts):
            picture = self._pictures.get(one.avatar_sha256)
            if picture is not None:
                self._avatars[row].set_person(
                    one.display_name or one.handle,
                    picture=picture,
                    glyph=self._infos[row].glyph,
                    spoken=self.names[row],
                )


def _scrolled(holder: QWidget, rows: int) -> QScrollArea:
    area = QScrollArea()
    area.setAccessibleName("Accounts")
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(holder)
    area.setWidgetResizable(True)
    area.setFixedHeight(holder.sizeHint().height() * ROWS // rows)
    return area
