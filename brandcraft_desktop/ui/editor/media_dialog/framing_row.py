"""How a file is brought into a shape that a platform asks for, with a sample of each shape."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from brandcraft_desktop.domain import media_words
from brandcraft_desktop.domain.media_edit import Framing, MediaEdit
from brandcraft_desktop.domain.media_rules import Frame
from brandcraft_desktop.services.media_takers import Taker
from brandcraft_desktop.ui.editor.media_dialog.framed import FramedSample
from brandcraft_desktop.ui.widgets import (
    FlowLayout,
    SegmentedControl,
    WrappedLabel,
    set_look,
    spread,
)

CHOICES = [
    (Framing.CROP.value, "Crop"),
    (Framing.BARS.value, "Borders"),
    (Framing.BLUR.value, "Blurred borders"),
]


@dataclass(frozen=True)
class Asked:
    """A shape that platforms ask for, and who they are."""

    frame: Frame
    names: tuple[str, ...]

    @property
    def words(self) -> str:
        """ "4:5 · Instagram"."""
        return f"{media_words.ratio(self.frame.shape)} · {', '.join(self.names)}"


def asked_shapes(takers: Sequence[Taker], edit: MediaEdit) -> tuple[Asked, ...]:
    """Every shape that is asked for, each once, as the file would be brought into it."""
    found: dict[Frame, list[str]] = {}
    for one in takers:
        if one.asks is None:
            continue
        recipe = one.planned.recipe if one.planned is not None else None
        frame = recipe.frame if recipe is not None else None
        if frame is None:  # nobody has decided: cropping is what it would look like
            frame = Frame(one.asks, Framing.CROP, edit.focus_x, edit.focus_y)
        found.setdefault(frame, []).append(one.name)
    return tuple(Asked(frame, tuple(dict.fromkeys(names))) for frame, names in found.items())


class FramingRow(QWidget):
    """Hidden while every chosen platform takes the shape as it is."""

    chosen = Signal(object)  # Framing

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = WrappedLabel("", role="subtitle", parent=self)
        self.choices = SegmentedControl(CHOICES, name="How it gets another shape", parent=self)
        self.choices.chosen.connect(lambda key: self.chosen.emit(Framing(key)))
        self.undecided = WrappedLabel(
            "Choose one, or crop it yourself.", role="warning", parent=self
        )
        self._samples = QWidget(self)
        self._flow = FlowLayout(self._samples, spacing=10)
        spread(self._samples)
        self.samples: list[FramedSample] = []
        self._labels: list[QLabel] = []
        self._boxes: list[QWidget] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.title)
        row = QHBoxLayout()
        row.addWidget(self.choices)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.undecided)
        column.addWidget(self._samples)

    def show_shapes(self, asked: Sequence[Asked], edit: MediaEdit, picture: QPixmap | None) -> None:
        """Show who asks for what, and the picture in each of these shapes."""
        self.setVisible(bool(asked))
        names = dict.fromkeys(name for one in asked for name in one.names)
        needs = "needs" if len(names) == 1 else "need"
        self.title.setText(f"{media_words.joined(list(names), last='and')} {needs} another shape")
        self._choose(edit.framing)
        self.undecided.setVisible(edit.framing is None)
        while len(self.samples) < len(asked):
            self._add()
        for place, box in enumerate(self._boxes):
            box.setVisible(place < len(asked))
            if place < len(asked):
                one = asked[place]
                who = media_words.joined(list(one.names), last="and")
                self.samples[place].show_sample(picture, edit.crop, one.frame, who)
                self._labels[place].setText(one.words)

    def _choose(self, framing: Framing | None) -> None:
        if framing is not None:
            self.choices.set_current(framing.value)
            return
        group = self.choices.button(Framing.CROP.value).group()
        group.setExclusive(False)  # Qt lets go of the last choice in no other way
        for key, _ in CHOICES:
            self.choices.button(key).setChecked(False)
        group.setExclusive(True)

    def _add(self) -> None:
        box = QWidget(self._samples)
        sample, label = FramedSample(box), QLabel(box)
        set_look(label, "role", "caption")
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(sample)
        column.addWidget(label)
        self._flow.addWidget(box)
        self.samples.append(sample)
        self._labels.append(label)
        self._boxes.append(box)
