"""Everything that is decided about a reel, as a form."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from brandcraft_desktop.domain.reel import LONGEST, SHORTEST, Film, Gradient, Picture, Plain, Reel
from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.editor.documents import text_of
from brandcraft_desktop.ui.reel.ground_row import GroundRow
from brandcraft_desktop.ui.reel.looks import Looks
from brandcraft_desktop.ui.widgets import (
    Button,
    ElidedLabel,
    SegmentedControl,
    ToggleSwitch,
    field_label,
)

SOUNDS = "Sound (*.mp3 *.m4a *.aac *.wav *.ogg *.oga *.opus *.flac *.mp4 *.mov);;All files (*)"
_BY_READING = SHORTEST - 0.5
"""One step below the shortest length stands for the reading time."""


class ReelForm(QWidget):
    """`changed` tells that `reel` is another one now."""

    changed = Signal()
    refused = Signal(object)  # BrandcraftError

    def __init__(self, context: Context, reel: Reel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reel = reel
        self.looks = Looks(context, self)
        self.looks.choose(reel.template)
        self.text = QPlainTextEdit(self)
        self.text.setPlainText(reel.text)
        self.text.setAccessibleName("Words of the reel")
        self.text.setPlaceholderText("The words of the reel")
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(72)
        self.text.setMaximumHeight(120)
        self.ground = GroundRow(context, self)
        self.author = ToggleSwitch("Show the author", parent=self)
        self.author.setChecked(reel.author)
        self.name = QLineEdit(reel.name, self)
        self.name.setPlaceholderText("Name")
        self.name.setAccessibleName("Name of the author")
        self.handle = QLineEdit(reel.handle, self)
        self.handle.setPlaceholderText("@handle")
        self.handle.setAccessibleName("Handle of the author")
        self.kind = SegmentedControl([("film", "Video"), ("still", "Picture")], name="Made as")
        self.length = _length(self)
        self.sound_name = ElidedLabel("Silent", role="secondary", parent=self)
        self.sound = Button("Add sound…", parent=self)
        self.no_sound = Button("Remove", kind="ghost", parent=self)
        self.no_sound.setAccessibleName("Remove the sound")
        self.no_sound.hide()
        self._moving: list[QWidget] = []
        self._arrange()
        self._show_rest(reel)
        self._wire()

    @property
    def reel(self) -> Reel:
        """What is decided now."""
        seconds = self.length.value()
        return replace(
            self._reel,
            text=text_of(self.text.document()),
            name=self.name.text(),
            handle=self.handle.text(),
            author=self.author.isChecked(),
            template=self.looks.current(),
            seconds=None if seconds < SHORTEST else seconds,
            still=self.kind.current() == "still",
        )

    def tell_length(self, seconds: float) -> None:
        """How long reading takes, for the line that stands for it."""
        self.length.setSpecialValueText(f"As long as reading takes ({seconds:.0f} s)")

    def take_sound(self, path: Path | None) -> None:
        """Another sound, or none."""
        self._reel = replace(self._reel, sound=path)
        self._show_sound(path)
        self.changed.emit()

    def _show_rest(self, reel: Reel) -> None:
        """What only a reel that was decided about before has."""
        self.ground.show_ground(reel.ground)
        self.length.setValue(_BY_READING if reel.seconds is None else reel.seconds)
        self._show_sound(reel.sound)
        self.name.setEnabled(reel.author)
        self.handle.setEnabled(reel.author)
        if reel.still:
            self.kind.set_current("still")
            self._show_moving(False)

    def _show_sound(self, path: Path | None) -> None:
        self.sound_name.setText("Silent" if path is None else path.name)
        self.sound.setText("Add sound…" if path is None else "Replace…")
        self.no_sound.setVisible(path is not None)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(6)
        column.addWidget(self.looks)
        column.addWidget(_heading("Words", self.text))
        column.addWidget(self.text, 1)
        column.addWidget(_heading("Background", self.ground.swatches[0]))
        column.addWidget(self.ground)
        column.addSpacing(2)
        who = QHBoxLayout()
        who.setSpacing(8)
        who.addWidget(self.author)
        who.addWidget(self.name, 1)
        who.addWidget(self.handle, 1)
        column.addLayout(who)
        column.addSpacing(2)
        made = QHBoxLayout()
        made.setSpacing(10)
        made.addWidget(self.kind)
        made.addWidget(self.length, 1)
        column.addLayout(made)
        heard = QHBoxLayout()
        heard.setSpacing(8)
        heard.addWidget(self.sound)
        heard.addWidget(self.no_sound)
        heard.addWidget(self.sound_name, 1)
        column.addLayout(heard)
        self._moving = [self.length, self.sound, self.sound_name]

    def _wire(self) -> None:
        self.looks.chosen.connect(lambda _: self.changed.emit())
        self.text.textChanged.connect(self.changed)
        self.ground.chosen.connect(self._take_ground)
        self.ground.refused.connect(self._refuse)
        self.author.toggled.connect(self._show_author)
        self.name.textEdited.connect(lambda _: self.changed.emit())
        self.handle.textEdited.connect(lambda _: self.changed.emit())
        self.kind.chosen.connect(self._show_kind)
        self.length.valueChanged.connect(lambda _: self.changed.emit())
        self.sound.clicked.connect(self._ask_sound)
        self.no_sound.clicked.connect(lambda: self.take_sound(None))

    def _take_ground(self, ground: object) -> None:
        if ground is None or isinstance(ground, Plain | Gradient | Picture | Film):
            self._reel = replace(self._reel, ground=ground)
            self.changed.emit()

    def _show_author(self, on: bool) -> None:
        self.name.setEnabled(on)
        self.handle.setEnabled(on)
        self.changed.emit()

    def _show_kind(self, kind: str) -> None:
        self._show_moving(kind == "film")
        self.changed.emit()

    def _show_moving(self, film: bool) -> None:
        for widget in self._moving:
            widget.setVisible(film)
        self.no_sound.setVisible(film and self._reel.sound is not None)

    def _ask_sound(self) -> None:
        dialog = QFileDialog(self, "Sound", "", SOUNDS)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAccessibleName("Sound")
        dialog.fileSelected.connect(lambda name: self.take_sound(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _refuse(self, error: BrandcraftError) -> None:
        self.refused.emit(error)


def _heading(words: str, buddy: QWidget) -> QWidget:
    return field_label(words, buddy, role="caption")


def _length(parent: QWidget) -> QDoubleSpinBox:
    box = QDoubleSpinBox(parent)
    box.setRange(_BY_READING, LONGEST)
    box.setSingleStep(0.5)
    box.setDecimals(1)
    box.setSuffix(" s")
    box.setSpecialValueText("As long as reading takes")
    box.setValue(_BY_READING)
    box.setKeyboardTracking(False)
    box.setAccessibleName("Length")
    return box
