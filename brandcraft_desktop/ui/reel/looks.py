"""The templates as small pictures of one's own words."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QIcon, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from brandcraft_desktop.domain.reel import Reel
from brandcraft_desktop.domain.reel_made import ReelPicture
from brandcraft_desktop.domain.reel_templates import TEMPLATES
from brandcraft_desktop.domain.text import graphemes
from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.services import reels
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.reel.drawing import image_of
from brandcraft_desktop.ui.widgets import scaled_font

_ID = Qt.ItemDataRole.UserRole
PICTURE = QSize(54, 96)
SHORT = 90
"""Letters of the words that a small picture shows."""
SAMPLE = "Your words, large enough to read."


class Looks(QListWidget):
    """Arrows walk; what is walked to is chosen. Small pictures are drawn one after another."""

    chosen = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setObjectName("looks")
        self.setAccessibleName("Template")
        self.setViewMode(QListWidget.ViewMode.IconMode)
        self.setFlow(QListWidget.Flow.LeftToRight)
        self.setWrapping(False)
        self.setMovement(QListWidget.Movement.Static)
        self.setIconSize(PICTURE)
        self.setHorizontalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for one in TEMPLATES:
            item = QListWidgetItem(_blank(), one.name)
            item.setData(_ID, one.id)
            self.addItem(item)
        self._fit()
        self.currentItemChanged.connect(lambda item, _: self._tell(item))

    def choose(self, template: str) -> None:
        """Show this one as chosen, without telling."""
        names = [one.id for one in TEMPLATES]
        self.blockSignals(True)
        self.setCurrentRow(names.index(template) if template in names else 0)
        self.blockSignals(False)

    def current(self) -> str:
        """The id of the chosen one."""
        item = self.currentItem()
        return TEMPLATES[0].id if item is None else str(item.data(_ID))

    def draw(self, reel: Reel) -> None:
        """Draw all small pictures of these words."""
        words = graphemes.cut(" ".join(reel.text.split()), SHORT).strip()
        self._draw_next(replace(reel, text=words or SAMPLE, ground=None, still=False), 0)

    def _draw_next(self, reel: Reel, row: int) -> None:
        if row >= self.count():
            return
        one = replace(reel, template=TEMPLATES[row].id, seconds=None, sound=None)

        def arrived(picture: ReelPicture) -> None:
            self.item(row).setIcon(_untinted(QPixmap.fromImage(image_of(picture))))
            self._draw_next(reel, row + 1)

        def failed(_: BrandcraftError) -> None:
            self._draw_next(reel, row + 1)  # a plain field stands there, with its name below

        self._context.tasks.read(
            lambda: reels.preview(one, height=2 * PICTURE.height()),
            arrived,
            failed=failed,
            owner=self,
        )

    def _tell(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(str(item.data(_ID)))

    def _fit(self) -> None:
        """As high as a picture with its name, and the scroll bar where they need one."""
        self.ensurePolished()
        small = scaled_font(self.font(), 0.82)
        for row in range(self.count()):
            self.item(row).setFont(small)
        metrics = QFontMetrics(small)
        width = max(
            PICTURE.width() + 16,
            *(metrics.horizontalAdvance(one.name) + 24 for one in TEMPLATES),
        )
        height = max(self.sizeHintForIndex(self.indexFromItem(one)).height() for one in self._all())
        self.setGridSize(QSize(width, height))
        bar = self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(height + (bar if width * self.count() > self.width() else 0))

    def _all(self) -> list[QListWidgetItem]:
        return [self.item(row) for row in range(self.count())]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.count():
            self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel goes along the row where there is more of it, else it is the form's."""
        bar = self.horizontalScrollBar()
        step = event.angleDelta().y() or event.angleDelta().x()
        before = bar.value()
        bar.setValue(before - step)
        event.setAccepted(bar.value() != before)


def _untinted(picture: QPixmap) -> QIcon:
    """The same colours whether it is chosen or not."""
    icon = QIcon(picture)
    icon.addPixmap(picture, QIcon.Mode.Selected)
    return icon


def _blank() -> QIcon:
    empty = QPixmap(PICTURE)
    empty.fill(QColor(theme.color("hover")))
    return QIcon(empty)
