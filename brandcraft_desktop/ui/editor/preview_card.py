"""What one account will be sent."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from brandcraft_desktop.domain.media_rules import ThumbnailSize
from brandcraft_desktop.domain.plan import Layout, Part
from brandcraft_desktop.domain.platform import PlatformInfo
from brandcraft_desktop.domain.views import AccountPlan
from brandcraft_desktop.services.planning import is_sample
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.editor.carousel import Carousel
from brandcraft_desktop.ui.editor.judge import Rules, over_index
from brandcraft_desktop.ui.editor.link_card import LinkCard
from brandcraft_desktop.ui.editor.picture_grid import PictureGrid, picture_of
from brandcraft_desktop.ui.editor.post_text import PostText
from brandcraft_desktop.ui.editor.sent_as import chosen_options, sent_as
from brandcraft_desktop.ui.editor.thumbnails import Thumbnails
from brandcraft_desktop.ui.editor.variant_tabs import MINUS
from brandcraft_desktop.ui.widgets import Avatar, Card, ElidedLabel, WrappedLabel, set_look

MOST_PARTS = 25
WIDEST = 560


class PartView(QWidget):
    """One message: words, pictures, link card; in a thread with its number and count."""

    def __init__(self, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._head = QLabel(self)
        self._head.setObjectName("counter")
        self._head.setFont(theme.tabular(self._head.font()))
        self.words = PostText(self)
        self.pictures = PictureGrid(thumbnails, self)
        self.pictures.hide()
        self.carousel = Carousel(thumbnails, self)
        self.carousel.hide()
        self.fitted = ElidedLabel(role="caption", parent=self)
        self.fitted.hide()
        self.title = WrappedLabel(role="subtitle", parent=self)
        self.title.hide()
        self.card = LinkCard(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._pictures_first: bool | None = None
        self._arrange(pictures_first=False)

    def _arrange(self, *, pictures_first: bool) -> None:
        """Words over the files, or below them, as the platform has it."""
        if pictures_first is self._pictures_first:
            return
        self._pictures_first = pictures_first
        files = (self.pictures, self.carousel, self.fitted)
        words = (self.title, self.words)
        order = (*files, *words) if pictures_first else (*words, *files)
        for widget in (self._head, *order, self.card):
            self._column.removeWidget(widget)
            self._column.addWidget(widget)

    def show_part(self, part: Part, number: int, total: int, rules: Rules, title: str = "") -> None:
        """Show a part, `number` counted from 1."""
        self._arrange(pictures_first=part.layout is not Layout.GRID)
        over = over_index(rules, part.text)
        measure = part.measure
        self._head.setVisible(total > 1)
        if total > 1:
            count = (
                f"{MINUS}{-measure.remaining}"
                if measure.remaining < 0
                else f"{measure.length} / {measure.limit}"
            )
            self._head.setText(f"Part {number} of {total}  ·  {count}")
            set_look(self._head, "state", "over" if measure.remaining < 0 else "normal")
        self.words.show_part(part, over)
        self._show_files(part)
        self.title.setText(title)
        self.title.setVisible(bool(title))
        self.card.show_address(part.link_card)

    def _show_files(self, part: Part) -> None:
        pictures = [picture_of(planned) for planned in part.media]
        swiped = part.layout is Layout.CAROUSEL and len(pictures) > 1
        self.carousel.setVisible(swiped)
        if swiped:
            self.carousel.show_pictures(pictures)
        self.pictures.show_pictures([] if swiped else pictures, part.layout)
        words = sent_as(part.media)
        if words != self.fitted.text():
            self.fitted.setText(words)
        self.fitted.setVisible(bool(words))


class PreviewCard(Card):
    """Clicking it goes to the platform's text."""

    clicked = Signal(str)

    def __init__(
        self, info: PlatformInfo, thumbnails: Thumbnails, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        self._info = info
        self._thumbnails = thumbnails
        self._shown: tuple[AccountPlan, str] | None = None
        self.parts: list[PartView] = []
        self._face = Avatar(size=36, parent=self)
        thumbnails.loaded.connect(self._show_face)
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
        self._more = QLabel(self)
        set_look(self._more, "role", "muted")
        self._more.hide()
        self.body.addWidget(self._more)
        self.chosen = WrappedLabel(role="caption", parent=self)
        self.chosen.hide()
        self.body.addWidget(self.chosen)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMaximumWidth(WIDEST)

    def show_plan(self, planned: AccountPlan, when: str, rules: Rules) -> None:
        """Show a plan; `when` is the day it goes out."""
        if (planned, when) == self._shown:
            return
        self._shown = (planned, when)
        name = planned.display_name or planned.handle
        handle = planned.handle if planned.handle.startswith("@") else f"@{planned.handle}"
        spoken = f"{self._info.name}, {handle}"
        self._show_face()
        self._name.setText(name)
        looked_at = is_sample(planned.account_id)
        who = "Not chosen: only to look at" if looked_at else handle
        self._who.setText(f"{who} · {when}" if when and not looked_at else who)
        self.setAccessibleName(f"Preview for {spoken}")
        parts = planned.plan.parts
        self._show_parts(parts[:MOST_PARTS], len(parts), rules, planned.plan.title)
        options = chosen_options(self._info.options, planned.plan.options)
        words = " · ".join(
            f"{label}: {value}" for label, value in options if value != planned.plan.title
        )
        if looked_at:  # the checks are about the chosen accounts
            found = [one.message for one in planned.plan.problems[:2]]
            words = "\n".join(filter(None, (words, *found)))
        if words != self.chosen.whole_text():
            self.chosen.setText(words)
        self.chosen.setVisible(bool(words))
        self._more.setVisible(len(parts) > MOST_PARTS)
        self._more.setText(f"and {len(parts) - MOST_PARTS} parts more")

    def _show_face(self) -> None:
        if self._shown is None:
            return
        planned, sha256 = self._shown[0], self._shown[0].avatar_sha256
        self._face.set_person(
            planned.display_name or planned.handle,
            picture=self._thumbnails.get(sha256, ThumbnailSize.AVATAR) if sha256 else None,
            glyph=self._info.glyph,
        )

    def _show_parts(self, parts: tuple[Part, ...], total: int, rules: Rules, title: str) -> None:
        while len(self.parts) > len(parts):
            view = self.parts.pop()
            self.body.removeWidget(view)
            view.hide()
            view.deleteLater()
        while len(self.parts) < len(parts):
            view = PartView(self._thumbnails, self)
            self.body.insertWidget(len(self.parts) + 1, view)
            self.parts.append(view)
        for number, (view, part) in enumerate(zip(self.parts, parts, strict=True), start=1):
            view.show_part(part, number, total, rules, title if number == 1 else "")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        sample = self._shown is not None and is_sample(self._shown[0].account_id)
        inside = self.rect().contains(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and inside and not sample:
            self.clicked.emit(self._info.id)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self.updateGeometry()
