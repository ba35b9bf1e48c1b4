"""What a person decides in the media dialog, step by step, until it is taken or thrown away."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from brandcraft_desktop.domain.media_edit import MediaEdit
from brandcraft_desktop.domain.views import MediaView

_State = tuple[MediaEdit, MediaView | None]


class Decision(QObject):
    """`changed` follows every change; steps are what Undo takes back.

    A drag or a held key is one step: it ends with `settle`. `thumbnail` is the picture that stands
    for a video where a platform takes one.
    """

    changed = Signal()
    steps_changed = Signal()

    def __init__(
        self,
        edit: MediaEdit,
        thumbnail: MediaView | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.edit = edit
        self.thumbnail = thumbnail
        self._undo: list[_State] = []
        self._redo: list[_State] = []
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
        self._put((edit, self.thumbnail), going_on=going_on)

    def put_thumbnail(self, thumbnail: MediaView | None) -> None:
        """Choose a picture that stands for the video, or none."""
        self.settle()
        self._put((self.edit, thumbnail), going_on=False)

    def settle(self) -> None:
        """The movement is over: what comes next is a step of its own."""
        self._open = False

    def undo(self) -> None:
        """Take the last step back."""
        self._turn(self._undo, self._redo)

    def redo(self) -> None:
        """Do again what was taken back."""
        self._turn(self._redo, self._undo)

    def _put(self, state: _State, *, going_on: bool) -> None:
        if state != (self.edit, self.thumbnail):
            if not self._open:
                self._undo.append((self.edit, self.thumbnail))
            self._redo.clear()
            self._open = going_on
            self._show(state)
        elif not going_on:
            self._open = False

    def _turn(self, source: list[_State], other: list[_State]) -> None:
        if source:
            other.append((self.edit, self.thumbnail))
            self._open = False
            self._show(source.pop())

    def _show(self, state: _State) -> None:
        self.edit, self.thumbnail = state
        self.steps_changed.emit()
        self.changed.emit()
