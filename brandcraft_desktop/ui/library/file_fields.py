"""Name, alt text and tags of a file; what is typed is kept by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from brandcraft_desktop.domain.views import MediaView
from brandcraft_desktop.errors import BadInput, BrandcraftError
from brandcraft_desktop.ui.editor.documents import text_of
from brandcraft_desktop.ui.widgets import (
    WrappedLabel,
    field_label,
    set_look,
)

PAUSE: Final = 700
"""Milliseconds without a key after which it is kept."""
ALT_HIGH: Final = 76


@dataclass(frozen=True)
class Written:
    """What stands in the fields of a file; None where it was not changed."""

    media_id: str
    name: str | None = None
    alt: str | None = None
    tags: str | None = None


class FileFields(QWidget):
    """`written` carries what is to be kept; answer with `kept` or `refuse`."""

    written = Signal(object)  # Written

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._id = ""
        self._known = ("", "", "")  # as it is in the library
        self._handed = ("", "", "")  # as it was last handed over: on its way, kept or refused
        self.name = QLineEdit(self)
        self.alt = QPlainTextEdit(self)
        self.alt.setTabChangesFocus(True)
        self.alt.setFixedHeight(ALT_HIGH)
        self.alt.setPlaceholderText("What is in it, and any words on it")
        self.tags = QLineEdit(self)
        self.tags.setPlaceholderText("beach summer")
        self.state = WrappedLabel("", role="caption", parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for words, field, note in (
            ("&Name", self.name, ""),
            ("A&lt text", self.alt, "Its alt text on new posts"),
            ("&Tags", self.tags, "Words to find it by, apart by spaces"),
        ):
            label = field_label(words, field, role="muted", parent=self)
            field.setAccessibleName(words.replace("&", ""))
            field.setAccessibleDescription(note)
            field.setToolTip(note)
            field.installEventFilter(self)
            column.addWidget(label)
            column.addWidget(field)
        column.addWidget(self.state)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.keep)
        for line in (self.name, self.tags):
            line.textEdited.connect(lambda _: self._typed())
            line.returnPressed.connect(self.keep)
        self.alt.textChanged.connect(self._typed)

    def show_file(self, view: MediaView) -> None:
        """Show a file's words; what a person is just typing about the same file stays."""
        fresh = (view.name, view.alt, " ".join(view.tags))
        if view.id != self._id:
            self.keep()
            self._id, self._known, self._handed = view.id, fresh, fresh
            self._put(fresh)
            self._say("")
            for field in (self.name, self.alt, self.tags):
                set_look(field, "state", "")
            return
        before, self._known = self._known, fresh
        shown, handed = self._shown(), self._handed
        same = [now == old for now, old in zip(shown, before, strict=True)]
        name, alt, tags = (
            new if take else old for take, new, old in zip(same, fresh, handed, strict=True)
        )
        self._handed = (name, alt, tags)
        self._put(
            tuple(new if take else now for take, new, now in zip(same, fresh, shown, strict=True))
        )

    def clear(self) -> None:
        """No file; what was typed is kept before."""
        self.keep()
        self._id = ""

    def keep(self) -> None:
        """Hand over what was changed, now."""
        self._timer.stop()
        shown = self._shown()
        handed = self._handed
        if not self._id or shown == handed:
            return
        changed = [now if now != old else None for now, old in zip(shown, handed, strict=True)]
        self._handed = shown
        self.written.emit(Written(self._id, *changed))

    def kept(self, view: MediaView) -> None:
        """It is in the library now."""
        if view.id != self._id:
            return
        self._say("Saved")
        self._known = self._handed  # what was handed over may come back tidied
        self.show_file(view)
        for field in (self.name, self.alt, self.tags):
            set_look(field, "state", "")

    def refuse(self, media_id: str, error: BrandcraftError) -> None:
        """It could not be kept: say why; what was typed stays to be mended."""
        if media_id != self._id:
            return
        self._say(error.message, bad=True)
        fields = {"name": self.name, "alt": self.alt, "tags": self.tags}
        wrong = fields.get(error.field) if isinstance(error, BadInput) else None
        if wrong is not None:
            set_look(wrong, "state", "error")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.keep()
        return super().eventFilter(watched, event)

    def _typed(self) -> None:
        if self._id and self._shown() != self._handed:
            self._say("")
            self._timer.start()

    def _shown(self) -> tuple[str, str, str]:
        return self.name.text(), text_of(self.alt.document()), self.tags.text()

    def _put(self, words: tuple[str, ...]) -> None:
        name, alt, tags = words
        if self.name.text() != name:
            self.name.setText(name)
            self.name.setCursorPosition(0)
        if text_of(self.alt.document()) != alt:
            self.alt.blockSignals(True)
            self.alt.setPlainText(alt)
            self.alt.blockSignals(False)
        if self.tags.text() != tags:
            self.tags.setText(tags)

    def _say(self, words: str, *, bad: bool = False) -> None:
        self.state.setText(words)
        self.state.setVisible(bool(words))
        set_look(self.state, "role", "error" if bad else "caption")

    def focus_name(self) -> None:
        """Ready to be renamed."""
        self.name.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.name.selectAll()

    def focus_alt(self) -> None:
        """Ready to be described."""
        self.alt.setFocus(Qt.FocusReason.ShortcutFocusReason)
