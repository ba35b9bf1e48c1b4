"""The page where one sign-in brought several pages or channels: which of them to connect."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent, QPixmap
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout

from brandcraft_desktop.domain.account import MAX_ACCOUNTS_PER_PLATFORM, at
from brandcraft_desktop.domain.platform import PlatformInfo
from brandcraft_desktop.services.sign_in import Candidate
from brandcraft_desktop.ui.accounts.step import Step
from brandcraft_desktop.ui.widgets import Avatar, ElidedLabel, WrappedLabel

KNOWN = "Connected already; its sign-in is renewed"


class ChannelLine(QFrame):
    """One page or channel; a click anywhere on it takes or leaves it."""

    def __init__(self, info: PlatformInfo, one: Candidate) -> None:
        super().__init__()
        self.setObjectName("card")
        self.candidate = one
        about = " · ".join(part for part in (at(one.handle), one.about) if part)
        name = one.display_name or one.handle
        known = KNOWN if one.known is not None else ""
        self.box = QCheckBox()
        self.box.setAccessibleName(", ".join(part for part in (name, about, known) if part))
        picture = QPixmap()
        if one.avatar is not None:
            picture.loadFromData(one.avatar)
        avatar = Avatar(name, picture=picture, glyph=info.glyph, ground=info.colour, size=36)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedLabel(name, role="subtitle"))
        words.addWidget(ElidedLabel(about, role="secondary"))
        if known:
            words.addWidget(ElidedLabel(known, role="success"))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(12)
        row.addWidget(self.box)
        row.addWidget(avatar)
        row.addLayout(words, 1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.box.toggle()
        super().mouseReleaseEvent(event)


class ChannelsStep(Step):
    """Those that are connected already are chosen from the start; the rest is for the person."""

    going_back = False

    def __init__(
        self,
        info: PlatformInfo,
        found: Sequence[Candidate],
        *,
        taken: int,
    ) -> None:
        super().__init__(info, f"Choose what to connect on {info.name}")
        self._info = info
        self._room = MAX_ACCOUNTS_PER_PLATFORM - taken
        self.lines = [ChannelLine(info, one) for one in found]
        for line in self.lines:
            line.box.setChecked(line.candidate.known is not None)
            line.box.toggled.connect(lambda _: self._count())
            self.column.addWidget(line)
        self.note = WrappedLabel("", role="muted")
        self.column.addWidget(self.note)
        self.column.addStretch(1)
        self._count()

    def chosen(self) -> tuple[str, ...]:
        """The ids of those taken."""
        return tuple(one.candidate.remote_id for one in self.lines if one.box.isChecked())

    @property
    def can_go(self) -> bool:
        return bool(self.chosen()) and self._fresh() <= self._room

    def focus_first(self) -> None:
        self.lines[0].box.setFocus()

    def _fresh(self) -> int:
        return sum(one.box.isChecked() and one.candidate.known is None for one in self.lines)

    def _count(self) -> None:
        count = len(self.chosen())
        self.primary = f"Connect {count} accounts" if count > 1 else "Connect"
        left = self._room - self._fresh()
        room = "1 more" if left == 1 else f"{max(left, 0)} more"
        words = f"There is room for {room} on {self._info.name}."
        if left < 0:
            over = "1 fewer" if left == -1 else f"{-left} fewer"
            words = (
                f"At most {MAX_ACCOUNTS_PER_PLATFORM} {self._info.name} accounts: choose {over}."
            )
        self.note.setText(words)
        self.changed.emit()
