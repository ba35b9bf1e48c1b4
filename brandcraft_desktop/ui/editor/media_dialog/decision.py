"""What a person decides in the media dialog, step by step, until it is taken or thrown away."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from brandcraft_desktop.domain.media_edit import MediaEdit


class Decision(QObject):
    """`changed` follows every change; steps are what Undo takes back.

    A drag or a held key is one step: it ends with `settle`.
    """

    changed = Signal()
    steps_changed = Signal()

    def __init__(self, edit: MediaEdit, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.edit = edit
        self._undo: list[MediaEdit] = []
        self._redo: list[MediaEdit] = []
        self._open = False

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._undo)

    @property
    def can_redo(self) -> bool:
        """Whether a step was taken back."""
        return bool(self._redo)

    def put(self, edit: MediaEdit, *, going_on: bool = False) -> None:
        """Decide; `going_on`: more of the same movement follows, so all of it is one step."""
        if edit != self.edit:
            if not self._open:
                self._undo.append(self.edit)
            self._redo.clear()
            self.edit = edit
            self._open = going_on
            self.steps_changed.emit()
            self.changed.emit()
        elif not going_on:
            self._open = False

    def settle(self) -> None:
        """The movement is over: what comes next is a step of its own."""
        self._open = False

    def undo(self) -> None:
        """Take the last step back."""
        self._turn(self._undo, self._redo)

    def redo(self) -> None:
        """Do again what was taken back."""
        self._turn(self._redo, self._undo)

    def _turn(self, source: list[MediaEdit], other: list[MediaEdit]) -> None:
        if not source:
            return
        other.append(self.edit)
        self.edit = source.pop()
        self._open = False
        self.steps_changed.emit()
        self.changed.emit()
