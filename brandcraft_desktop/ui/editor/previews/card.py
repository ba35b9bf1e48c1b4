"""What one account will be sent."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from brandcraft_desktop.domain import reader_words
from brandcraft_desktop.domain.account import at
from brandcraft_desktop.domain.media_rules import ThumbnailSize
from brandcraft_desktop.domain.plan import Plan, Severity
from brandcraft_desktop.domain.platform import PlatformInfo, Veil
from brandcraft_desktop.domain.views import AccountPlan
from brandcraft_desktop.services.planning import is_sample
from brandcraft_desktop.ui.editor.judge import Rules
from brandcraft_desktop.ui.editor.previews.finished import Cover, FinishedFiles
from brandcraft_desktop.ui.editor.previews.over_limit import beyond
from brandcraft_desktop.ui.editor.previews.part import PartView, Showing
from brandcraft_desktop.ui.editor.previews.spoken import spoken_part
from brandcraft_desktop.ui.editor.thumbnails import Thumbnails
from brandcraft_desktop.ui.widgets import (
    Avatar,
    Card,
    ElidedLabel,
    WrappedLabel,
    paint_focus,
    set_look,
)

MOST_PARTS = 25
WIDEST = 560


class PreviewCard(Card):
    """Clicking it, or Enter, goes to the platform's text."""

    clicked = Signal(str)

    def __init__(
        self,
        info: PlatformInfo,
        thumbnails: Thumbnails,
        files: FinishedFiles,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self._info = info
        self._thumbnails, self._files = thumbnails, files
        self._shown: tuple[AccountPlan, str] | None = None
        self.parts: list[PartView] = []
        self._face = Avatar(size=36, parent=self)
        thumbnails.loaded.connect(self._avatar_came)
        self._name = ElidedLabel(role="subtitle", parent=self)
        self._who = ElidedLabel(role="muted", parent=self)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._name)
        names.addWidget(self._who)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._face)
        head.addLayout(names, 1)
        self.body.addLayout(head)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self.body.addLayout(self._column)
        self._more = QLabel(self)
        set_look(self._more, "role", "muted")
        self._more.hide()
        self.body.addWidget(self._more)
        self.chosen = WrappedLabel(role="caption", parent=self)
        self.chosen.hide()
        self.body.addWidget(self.chosen)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMaximumWidth(WIDEST)

    def show_plan(self, planned: AccountPlan, when: str, rules: Rules) -> None:
        """Show a plan; `when` is the day it goes out."""
        if (planned, when) == self._shown:
            return
        known, self._shown = self._shown, (planned, when)
        plan, looked_at = planned.plan, is_sample(planned.account_id)
        handle = at(planned.handle)
        who = "Not chosen: only to look at" if looked_at else handle
        if known is None or _face(known[0]) != _face(planned):
            self._show_face()
        self._name.setText(planned.display_name or planned.handle)
        self._who.setText(f"{who} · {when}" if when and not looked_at else who)
        showings = tuple(self._showings(plan, handle, rules))
        self._show_parts(showings)
        captions = " · ".join(reader_words.captions(self._info.options, plan.options))
        if looked_at:  # the checks are about the chosen accounts
            found = [one.message for one in plan.problems[:2]]
            captions = "\n".join(filter(None, (captions, *found)))
        if captions != self.chosen.whole_text():
            self.chosen.setText(captions)
        self.chosen.setVisible(bool(captions))
        left = len(plan.parts) - len(showings)
        self._more.setVisible(left > 0)
        self._more.setText(f"and {left} parts more")
        name = f"Preview for {self._info.name}, {handle}"
        said = [name, *map(spoken_part, showings), captions.replace("\n", ". ")]
        self.setAccessibleName(". ".join(filter(None, said)))

    def _showings(self, plan: Plan, handle: str, rules: Rules) -> Iterator[Showing]:
        fields = self._info.options
        chosen = reader_words.cover(fields, plan.options)
        cover = Cover(*chosen) if chosen is not None else None
        hidden = reader_words.veil(fields, plan.options, Veil.MEDIA)
        warning = reader_words.veil(fields, plan.options, Veil.ALL)
        left_out = _left_out(plan)
        for number, part in enumerate(plan.parts[:MOST_PARTS], start=1):
            yield Showing(
                part,
                number,
                len(plan.parts),
                beyond(rules, part, more_is_counted=bool(warning)),
                title=plan.title if number == 1 else "",
                who=handle,
                cover=cover,
                hidden=hidden,
                warning=warning,
                left_out=left_out if number == 1 else "",
                words_below=self._info.words_below,
            )

    def _avatar_came(self, sha256: str) -> None:
        if self._shown is not None and self._shown[0].avatar_sha256 == sha256:
            self._show_face()

    def _show_face(self) -> None:
        if self._shown is None:
            return
        planned, sha256 = self._shown[0], self._shown[0].avatar_sha256
        self._face.set_person(
            planned.display_name or planned.handle,
            picture=self._thumbnails.get(sha256, ThumbnailSize.AVATAR) if sha256 else None,
            glyph=self._info.glyph,
        )

    def _show_parts(self, showings: tuple[Showing, ...]) -> None:
        while len(self.parts) > len(showings):
            view = self.parts.pop()
            self._column.removeWidget(view)
            view.hide()
            view.deleteLater()
        while len(self.parts) < len(showings):
            view = PartView(self._files, self)
            self._column.addWidget(view)
            self.parts.append(view)
        for view, showing in zip(self.parts, showings, strict=True):
            view.show_part(showing)

    def stops(self) -> tuple[QWidget, ...]:
        """What the keys reach, as it stands from top to bottom."""
        return (self, *(stop for view in self.parts for stop in view.stops()))

    def _choose(self) -> None:
        if self._shown is not None and not is_sample(self._shown[0].account_id):
            self.clicked.emit(self._info.id)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        inside = self.rect().contains(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and inside:
            self._choose()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            paint_focus(painter, QRectF(self.rect()), 10)
            painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self.updateGeometry()


def _face(planned: AccountPlan) -> tuple[str, str, str | None]:
    return planned.display_name, planned.handle, planned.avatar_sha256


def _left_out(plan: Plan) -> str:
    """The sentence that says that the text is not sent, where the plan has it."""
    if any(part.text for part in plan.parts):
        return ""
    told = (
        one.message
        for one in plan.problems
        if one.severity is Severity.WARNING and one.field == "text"
    )
    return next(told, "")
