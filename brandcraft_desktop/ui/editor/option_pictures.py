"""The fields of an options form that show something: a picture to pick, a moment of the video."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QSignalBlocker, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPixmap, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSlider, QVBoxLayout, QWidget

from brandcraft_desktop.domain.media_rules import MediaState
from brandcraft_desktop.domain.platform import OptionField
from brandcraft_desktop.domain.views import MediaView
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.editor.option_editors import OptionEditor
from brandcraft_desktop.ui.editor.option_offers import Offer
from brandcraft_desktop.ui.editor.thumbnails import Thumbnails
from brandcraft_desktop.ui.widgets import Button, ElidedLabel, set_look

THUMB = QSize(92, 72)
FRAME = QSize(160, 120)
STEP_MS = 100
PAUSE_MS = 250
"""Without moving the slider, until its frame is asked for: each costs a decoder."""


def _well(size: QSize, parent: QWidget) -> QLabel:
    shown = QLabel(parent)
    shown.setObjectName("well")
    shown.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
    shown.setFixedSize(size)
    return shown


def _fitted(picture: QPixmap, size: QSize) -> QPixmap:
    return picture.scaled(
        size,
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )


class FileEditor(OptionEditor):
    """A picture of one's own: from this computer or the library."""

    file_wanted = Signal(str)  # the option's name
    library_wanted = Signal(str, object)  # and the widget to open at

    def __init__(
        self, field: OptionField, thumbnails: Thumbnails, parent: QWidget | None = None
    ) -> None:
        super().__init__(field, parent)
        self._thumbnails = thumbnails
        self._sha256 = ""
        self.shown = _well(THUMB, self)
        self.name = ElidedLabel("", role="caption", parent=self)
        self.pick = Button("Choose a picture…", parent=self)
        self.pick.clicked.connect(self._open_menu)
        self.remove = Button("Remove", kind="ghost", parent=self)
        self.remove.setAccessibleName(f"Remove {field.label.lower()}")
        self.remove.clicked.connect(lambda: self.chosen.emit(""))
        self.control = self.pick
        self.setFocusProxy(self.pick)
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        buttons.addWidget(self.pick)
        buttons.addWidget(self.remove)
        buttons.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self.name)
        words.addLayout(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.shown)
        row.addLayout(words, 1)
        thumbnails.loaded.connect(self._draw)

    def show_offer(self, offer: Offer) -> None:
        view, label = offer.picture, self.field.label
        chosen = bool(offer.value)
        self._sha256 = view.sha256 if view is not None else ""
        words = view.name if view is not None else "It is no longer there" if chosen else ""
        if view is not None and view.state is MediaState.PENDING:
            words = f"{view.name} is being prepared"
        if self.name.text() != words:
            self.name.setText(words)
        self.name.setVisible(bool(words))
        self.shown.setVisible(view is not None)
        self.pick.setText("Replace…" if chosen else "Choose a picture…")
        self.pick.setAccessibleName(f"{label}: {words or 'none'}. {self.pick.text()}")
        self.pick.setEnabled(not offer.locked)
        self.remove.setVisible(chosen and not offer.locked)
        self._draw(self._sha256)

    def _draw(self, sha256: str) -> None:
        if not sha256 or sha256 != self._sha256:
            return
        picture = self._thumbnails.get(sha256)
        if picture is not None:
            self.shown.setPixmap(_fitted(picture, THUMB))

    def menu(self) -> QMenu:
        """Where a picture comes from."""
        menu = QMenu(self)
        name = self.field.name
        here = menu.addAction(theme.icon("folder-open"), "From this computer…")
        here.triggered.connect(lambda: self.file_wanted.emit(name))
        library = menu.addAction(theme.icon("images"), "From the library…")
        library.triggered.connect(lambda: self.library_wanted.emit(name, self.pick))
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _open_menu(self) -> None:
        self.menu().popup(self.pick.mapToGlobal(QPoint(0, self.pick.height())))


def moment_words(milliseconds: int) -> str:
    """ "1:05.3"."""
    whole, rest = divmod(max(milliseconds, 0), 1000)
    return f"{whole // 60}:{whole % 60:02d}.{rest // 100}"


class QuietSlider(QSlider):
    """Scrolling the form past it chooses nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._lead()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._lead()

    def _lead(self) -> None:
        """The style sheet fills the left of the handle, wherever the slider begins."""
        set_look(self, "rtl", self.layoutDirection() == Qt.LayoutDirection.RightToLeft)


class MomentEditor(OptionEditor):
    """A place in the video, with the frame that is there."""

    frame_wanted = Signal(str, int)  # sha256, milliseconds

    def __init__(self, field: OptionField, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._video: MediaView | None = None
        self._value = ""
        self.frame = _well(FRAME, self)
        self.slider = QuietSlider(self)
        self.slider.setMinimumWidth(180)
        self.slider.setSingleStep(1)
        self.slider.setPageStep(10)
        self.slider.setAccessibleName(field.label)
        self.slider.valueChanged.connect(self._moved)
        self.words = QLabel(self)
        set_look(self.words, "role", "secondary")
        self.clear = Button("Clear", kind="ghost", parent=self)
        self.clear.setAccessibleName(f"Clear {field.label.lower()}")
        self.clear.clicked.connect(lambda: self.chosen.emit(""))
        self.control = self.slider
        self.setFocusProxy(self.slider)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        below = QHBoxLayout()
        below.addWidget(self.words)
        below.addStretch(1)
        below.addWidget(self.clear)
        column = QVBoxLayout()
        column.addWidget(self.slider)
        column.addLayout(below)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.frame)
        row.addLayout(column, 1)

    def show_offer(self, offer: Offer) -> None:
        usable = not offer.trouble and offer.video is not None and not offer.locked
        self.setVisible(usable)
        before, self._video, self._value = self._video, offer.video, offer.value
        if not usable or offer.video is None or offer.video.facts is None:
            return
        length = int((offer.video.facts.duration or 0.0) * 1000)
        at = int(offer.value) if offer.value.isdecimal() else 0
        with QSignalBlocker(self.slider):
            self.slider.setRange(0, length // STEP_MS)
            self.slider.setValue(at // STEP_MS)
        self.clear.setVisible(bool(offer.value) and offer.field.default == "")
        self._name(at)
        if before is None or before.sha256 != offer.video.sha256:
            self.frame.clear()
            self._ask()

    def show_frame(self, sha256: str, milliseconds: int, picture: QPixmap) -> None:
        """The frame of a moment has come; of another moment it is no longer wanted."""
        if self._video is not None and (sha256, milliseconds) == (self._video.sha256, self._at()):
            self.frame.setPixmap(_fitted(picture, FRAME))

    def _at(self) -> int:
        return self.slider.value() * STEP_MS

    def _moved(self) -> None:
        self._name(self._at())
        self._pause.start()
        self.chosen.emit(str(self._at()))

    def _name(self, at: int) -> None:
        words = moment_words(at) if self._value or self.field.default else "Not chosen"
        self.words.setText(words)
        self.slider.setAccessibleName(f"{self.field.label}, {words}")

    def _ask(self) -> None:
        if self._video is not None:
            self.frame_wanted.emit(self._video.sha256, self._at())
