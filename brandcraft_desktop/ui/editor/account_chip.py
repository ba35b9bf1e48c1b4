"""One account to post to: a face with its platform's glyph, on or off."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from brandcraft_desktop.domain.account import Account, AccountState, at
from brandcraft_desktop.domain.platform import PlatformInfo
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.editor.results import Result
from brandcraft_desktop.ui.widgets import Avatar, paint_focus

AROUND = 4


def spoken_name(account: Account, info: PlatformInfo) -> str:
    """ "Bluesky, @anna.example"."""
    return f"{info.name}, {at(account.handle)}"


class AccountChip(QAbstractButton):
    """Checkable; a signed-out account asks to be reconnected instead."""

    reconnect_wanted = Signal(str)

    def __init__(
        self,
        account: Account,
        info: PlatformInfo,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.account_id = account.id
        self.avatar = account.avatar_sha256
        self._spoken = spoken_name(account, info)
        self._connected = account.state is AccountState.CONNECTED
        self._name, self._glyph = account.display_name or account.handle, info.glyph
        self._face = Avatar(
            self._name,
            glyph=self._glyph,
            size=32,
            spoken=self._spoken,
            parent=self,
        )
        self._face.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column = QVBoxLayout(self)
        column.setContentsMargins(AROUND + 1, AROUND, AROUND, AROUND)
        column.addWidget(self._face)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.toggled.connect(self._tell)
        self._tell()

    def show_picture(self, picture: QPixmap) -> None:
        """The account's own picture, once it is here."""
        self._face.set_person(self._name, picture=picture, glyph=self._glyph, spoken=self._spoken)

    def show_result(self, result: Result) -> None:
        """The post is here already, or failed here: what became of it, in place of a choice."""
        ResultMark(self, result.state)
        told = f"{self._spoken}: {result.words}"
        self.setAccessibleName(told)
        self.setToolTip(told)

    @property
    def connected(self) -> bool:
        """Whether the account can publish."""
        return self._connected

    def sizeHint(self) -> QSize:
        face = self._face.sizeHint()
        return QSize(face.width() + 2 * AROUND + 1, face.height() + 2 * AROUND)

    def _tell(self) -> None:
        self._face.set_faded(not self.isChecked() or not self._connected)
        if not self._connected:
            self.setAccessibleName(f"{self._spoken}, signed out")
            self.setToolTip(f"Reconnect {self._spoken}")
            return
        self.setAccessibleName(self._spoken)
        state = "chosen" if self.isChecked() else "not chosen"
        self.setToolTip(f"{self._spoken} ({state})")

    def nextCheckState(self) -> None:
        """A signed-out account can be taken off, never put on."""
        if self._connected or self.isChecked():
            super().nextCheckState()
        else:
            self.reconnect_wanted.emit(self.account_id)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self.isChecked():
            painter.setPen(QPen(theme.color("accent"), 1.5))
            painter.setBrush(theme.color("accent_soft"))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 9, 9)
        elif self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("hover"))
            painter.drawRoundedRect(box, 9, 9)
        if self.hasFocus():
            paint_focus(painter, box, 9)
        painter.end()


class ResultMark(QWidget):
    """The shape of a delivery's state over its account's chip."""

    def __init__(self, chip: AccountChip, state: str) -> None:
        super().__init__(chip)
        self.look = theme.look(state)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setGeometry(AROUND + 20, 0, 18, 18)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("surface"))
        painter.drawEllipse(self.rect())
        inner = self.rect().adjusted(2, 2, -2, -2)
        theme.paint_icon(painter, self.look.shape, inner, self.look.token)
        painter.end()


class SignedOutMark(QWidget):
    """The "!" over a chip whose account is signed out."""

    def __init__(self, chip: AccountChip) -> None:
        super().__init__(chip)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setGeometry(AROUND + 20, 0, 18, 18)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("surface"))
        painter.drawEllipse(self.rect())
        theme.paint_icon(
            painter, "circle-exclamation", self.rect().adjusted(2, 2, -2, -2), "failed"
        )
        painter.end()
