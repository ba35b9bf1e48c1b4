"""The rows of an options form: who posts, one option each, and what is left from before."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from brandcraft_desktop.domain.account import Account, at
from brandcraft_desktop.domain.media_rules import ThumbnailSize
from brandcraft_desktop.domain.platform import OptionField, OptionKind, PlatformInfo
from brandcraft_desktop.ui.editor.option_editors import (
    ChoiceEditor,
    ChoicesEditor,
    FlagEditor,
    OptionEditor,
    TextEditor,
)
from brandcraft_desktop.ui.editor.option_offers import Offer
from brandcraft_desktop.ui.editor.option_pictures import FileEditor, MomentEditor
from brandcraft_desktop.ui.editor.thumbnails import Thumbnails
from brandcraft_desktop.ui.widgets import (
    Avatar,
    Button,
    ElidedLabel,
    IconButton,
    WrappedLabel,
    set_look,
)

LABEL_WIDTH = 120
_WIDE = (OptionKind.TEXT, OptionKind.MOMENT, OptionKind.FILE)


class Posters(QWidget):
    """The accounts that these options are for, with their pictures."""

    def __init__(self, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self._shown: tuple[tuple[Account, ...], PlatformInfo] | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 4)
        self._column.setSpacing(4)
        self.lines: list[QWidget] = []
        self._faces: list[tuple[Avatar, Account]] = []
        thumbnails.loaded.connect(self._draw)

    def show_accounts(self, accounts: tuple[Account, ...], info: PlatformInfo) -> None:
        """Name these."""
        if (accounts, info) == self._shown:
            return
        self._shown = (accounts, info)
        for line in self.lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.lines, self._faces = [], []
        for account in accounts:
            line = QWidget(self)
            name = account.display_name or account.handle
            face = Avatar(name, glyph=info.glyph, size=24, parent=line)
            words = ElidedLabel(f"{name}  {at(account.handle)}", role="secondary", parent=line)
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.addWidget(face)
            row.addWidget(words, 1)
            self._column.addWidget(line)
            self.lines.append(line)
            self._faces.append((face, account))
        self.setVisible(bool(accounts))
        self._draw()

    def _draw(self, sha256: str = "") -> None:
        for face, account in self._faces:
            picture = account.avatar_sha256
            if picture and sha256 in ("", picture):
                found = self._thumbnails.get(picture, ThumbnailSize.AVATAR)
                glyph = self._shown[1].glyph if self._shown is not None else ""
                face.set_person(account.display_name, picture=found, glyph=glyph)


class Strangers(QWidget):
    """Options that were chosen once and that the platform does not have any more."""

    drop_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = WrappedLabel("", role="error", parent=self)
        self.drop = Button("Remove", parent=self)
        self.drop.setAccessibleName("Remove what is no option any more")
        self.drop.clicked.connect(self.drop_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.words, 1)
        row.addWidget(self.drop, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def show_names(self, names: tuple[str, ...]) -> None:
        """Name these; none hides the row."""
        self.words.setText(f"Not an option any more: {', '.join(names)}." if names else "")
        self.setVisible(bool(names))


class OptionRow(QWidget):
    """One option: its name, its field, and below it what a person should know."""

    chosen = Signal(str, str)  # name, value
    file_wanted = Signal(str)
    library_wanted = Signal(str, object)
    frame_wanted = Signal(str, int)
    ask_wanted = Signal()

    def __init__(self, field: OptionField, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self.field = field
        self.label = WrappedLabel(field.label, role="secondary", parent=parent)
        self.label.setFixedWidth(LABEL_WIDTH)
        self.label.setMargin(4)
        self.editor = self._make(thumbnails)
        self.editor.chosen.connect(lambda value: self.chosen.emit(field.name, value))
        self.label.setBuddy(self.editor.control)
        self.note = WrappedLabel("", role="caption", parent=self)
        self.told = WrappedLabel("", parent=self)
        self.ask = Button("", parent=self)
        self.ask.clicked.connect(self.ask_wanted)
        self.again = IconButton("arrows-rotate", f"Refresh: {field.label}", size=14, parent=self)
        self.again.clicked.connect(self.ask_wanted)
        self.again.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        if field.kind in _WIDE:
            self.editor.setMaximumWidth(520)
            column.addWidget(self.editor)
        else:
            beside = QHBoxLayout()
            beside.setSpacing(4)
            beside.addWidget(self.editor)
            beside.addWidget(self.again)
            beside.addStretch(1)
            column.addLayout(beside)
        column.addWidget(self.told)
        column.addWidget(self.note)
        column.addWidget(self.ask, 0, Qt.AlignmentFlag.AlignLeading)

    def _make(self, thumbnails: Thumbnails) -> OptionEditor:
        kind = self.field.kind
        if kind is OptionKind.FILE:
            picker = FileEditor(self.field, thumbnails, self)
            picker.file_wanted.connect(self.file_wanted)
            picker.library_wanted.connect(self.library_wanted)
            return picker
        if kind is OptionKind.MOMENT:
            moment = MomentEditor(self.field, self)
            moment.frame_wanted.connect(self.frame_wanted)
            return moment
        plain = {
            OptionKind.CHOICE: ChoiceEditor,
            OptionKind.CHOICES: ChoicesEditor,
            OptionKind.FLAG: FlagEditor,
            OptionKind.TEXT: TextEditor,
        }
        return plain[kind](self.field, self)

    def show_offer(self, offer: Offer | None, platform: str) -> None:
        """Show what can be chosen; None: the option does not apply now."""
        self.setVisible(offer is not None)
        self.label.setVisible(offer is not None)
        if offer is None:
            return
        self.editor.show_offer(offer)
        name = f"{self.field.label} *" if self.field.default is None else self.field.label
        if self.label.whole_text() != name:
            self.label.setText(name)
        notes = [offer.trouble or self.field.help]
        labels = {one.value: one.label for one in offer.choices}
        notes += [f"{labels[value]}: {reason}" for value, reason in offer.barred.items()]
        words = "\n".join(note for note in notes if note)
        if self.note.whole_text() != words:
            self.note.setText(words)
        self.note.setVisible(bool(words))
        self.again.setVisible(bool(self.field.asked and offer.choices and not offer.locked))
        self.again.set_name(f"Ask {platform} again for: {self.field.label}")
        self.ask.setText(f"Ask {platform} now")
        self.ask.setVisible(offer.ask)
        # That something is missing yet needs no red: the field says "Choose…".
        told = () if offer.unanswered else offer.told
        said = "\n".join(one.words for one in told)
        if self.told.whole_text() != said:
            self.told.setText(said)
        set_look(self.told, "role", "error" if any(one.blocks for one in told) else "warning")
        self.told.setVisible(bool(said))
        missing = "Must be chosen." if offer.unanswered else ""
        control = self.editor.control
        control.setAccessibleDescription("\n".join(one for one in (missing, said, words) if one))
        control.setToolTip(offer.trouble)

    def show_asking(self, asking: bool) -> None:
        """The platform is being asked what can be chosen."""
        self.again.setEnabled(not asking)
        self.ask.setEnabled(not asking)

    def place(self) -> QWidget | None:
        """Where the option is answered, or helped with; None where nothing can be done."""
        control = self.editor.control
        if control.isEnabled() and not self.editor.isHidden():
            return control
        return None if self.ask.isHidden() else self.ask
