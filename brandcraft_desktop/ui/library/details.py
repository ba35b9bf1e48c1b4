"""All about the chosen file at the right: picture, words, facts, posts, platforms, what to do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from brandcraft_desktop.domain.media_rules import MediaKind, MediaState
from brandcraft_desktop.domain.views import MediaView
from brandcraft_desktop.ui.library.file_fields import FileFields
from brandcraft_desktop.ui.library.fit_lines import FitLines
from brandcraft_desktop.ui.library.preview import Preview
from brandcraft_desktop.ui.library.reading import FilePicture
from brandcraft_desktop.ui.library.use_lines import UseLines
from brandcraft_desktop.ui.library.words import (
    credit_words,
    facts_lines,
    several_words,
    trash_words,
)
from brandcraft_desktop.ui.widgets import Button, FlowLayout, SectionHeader, WrappedLabel, set_look

WIDE: Final = 316
NARROW: Final = 276
NOTHING: Final = "Choose a file to see where it is used and which platforms take it."
HOW: Final = (
    "Drag files onto Publisher and then onto a day, or onto Create, to begin a post with them."
)


class Details(QFrame):
    """Shows what it is given; the page reads."""

    use_asked = Signal()
    delete_asked = Signal()
    restore_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAccessibleName("Details")
        self._shown = ""
        self.preview = Preview()
        self.fields = FileFields()
        self.facts = WrappedLabel("", role="secondary")
        self.credit = WrappedLabel("", role="secondary")
        self.trouble = WrappedLabel("", role="error")
        self.trash = WrappedLabel("", role="warning")
        self.uses = UseLines()
        self.used_in = SectionHeader("Used in")
        self.fits = FitLines()
        self.nothing = WrappedLabel(NOTHING, role="secondary")
        self.how = WrappedLabel(HOW, role="caption")
        self.use = Button("Create post", kind="primary")
        self.use.clicked.connect(self.use_asked)
        self.delete = Button("Delete", kind="danger")
        self.delete.clicked.connect(self.delete_asked)
        self.restore = Button("Restore", kind="primary", icon_name="arrow-rotate-left")
        self.restore.clicked.connect(self.restore_asked)
        self._faces = QStackedWidget()
        self._faces.addWidget(self._quiet())
        self._faces.addWidget(self._file())
        self._acts = QWidget()
        acts = FlowLayout(self._acts)
        acts.setContentsMargins(14, 10, 14, 12)
        acts.addWidget(self.use)
        acts.addWidget(self.restore)
        acts.addWidget(self.delete)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._faces, 1)
        column.addWidget(self._acts)
        self.show_none()

    def _quiet(self) -> QWidget:
        face = QWidget()
        column = QVBoxLayout(face)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(10)
        column.addStretch(1)
        for label in (self.nothing, self.how):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        column.addStretch(2)
        return face

    def _file(self) -> QWidget:
        inner = QWidget()
        inner.setObjectName("scrolled")
        column = QVBoxLayout(inner)
        column.setContentsMargins(14, 14, 14, 14)
        column.setSpacing(8)
        column.addWidget(self.preview)
        for label in (self.trash, self.trouble, self.facts, self.credit):
            column.addWidget(label)
        column.addWidget(self.fields)
        column.addSpacing(4)
        column.addWidget(self.used_in)
        column.addWidget(self.uses)
        column.addSpacing(4)
        column.addWidget(SectionHeader("Platforms"))
        column.addWidget(self.fits)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setAccessibleName("Details of the file")
        self._area = area
        return area

    def sizeHint(self) -> QSize:
        return QSize(WIDE, 400)

    # What is shown

    def show_none(self) -> None:
        """No file is chosen."""
        self._quiet_with(NOTHING, acts=False)
        self.how.show()

    def show_several(self, views: Sequence[MediaView]) -> None:
        """More than one is chosen: how many and how large; the bar below does the rest."""
        self._quiet_with(several_words(list(views)), acts=False)
        self.how.show()

    def _quiet_with(self, words: str, *, acts: bool) -> None:
        self.fields.clear()
        self._shown = ""
        self.nothing.setText(words)
        self._faces.setCurrentIndex(0)
        self._acts.setVisible(acts)

    def show_file(self, view: MediaView, small: QPixmap | None, now: datetime) -> None:
        """What is known at once; posts, platforms and the large picture follow."""
        another = view.id != self._shown
        self._shown = view.id
        icon = "video" if view.kind is MediaKind.VIDEO else "image"
        if another:
            self.preview.show_picture(small, icon, view.alt or view.name)
            self.uses.setVisible(False)
            self.fits.setVisible(False)
            self._area.verticalScrollBar().setValue(0)
        self.fields.show_file(view)
        _put(self.facts, "\n".join(facts_lines(view)))
        _put(self.credit, credit_words(view.credit))
        _put(self.trouble, view.trouble if view.state is MediaState.FAILED else "")
        _put(self.trash, trash_words(view, now))
        gone = view.deleted_at is not None
        self.use.setVisible(not gone)
        self.use.setEnabled(view.state is not MediaState.FAILED)
        self.delete.setText("Delete for good…" if gone else "Delete")
        self.restore.setVisible(gone)
        self._acts.show()
        self._faces.setCurrentIndex(1)

    def show_rest(self, picture: FilePicture, now: datetime) -> None:
        """The rest of the file that is shown; of another one nothing is taken."""
        view = picture.view
        if view.id != self._shown:
            return
        self.show_file(view, None, now)
        if picture.shown is not None:
            icon = "video" if view.kind is MediaKind.VIDEO else "image"
            pixmap = QPixmap.fromImage(picture.shown)
            self.preview.show_picture(pixmap, icon, view.alt or view.name)
        count = len(picture.uses)
        self.used_in.set_title(f"Used in {count} posts" if count > 1 else "Used in")
        self.uses.show_uses(picture.uses, now)
        self.fits.show_fits(picture.fits)
        self.uses.show()
        self.fits.show()

    @property
    def shown(self) -> str:
        """The id of the file that is shown; "" for none."""
        return self._shown


def _put(label: WrappedLabel, words: str) -> None:
    if label.whole_text() != words:
        label.setText(words)
    label.setVisible(bool(words))
    set_look(label, "empty", not words)
