"""The keys of an app of one's own: how to get them, what they allow and cost, and their fields."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from brandcraft_desktop.domain.platform import AppGuide, Return, SecretNeed
from brandcraft_desktop.ui.accounts.fields import hide_secret, show_trouble, unfolding
from brandcraft_desktop.ui.accounts.opening import Opener, opens
from brandcraft_desktop.ui.widgets import (
    Button,
    WrappedLabel,
    announce,
    field_label,
    set_look,
)

REGISTER = "Give the app this redirect address there, letter by letter"
KEPT = "A secret is kept, sealed. Leave this empty to keep it."
ONLY_ONCE = "Kept sealed on this computer, and sent nowhere but to the platform itself."
RELAY_HELP = (
    "Only where the platform refuses addresses of this computer: the https address of the relay "
    "page that you host yourself. It is then the redirect address."
)


@dataclass(frozen=True)
class Keys:
    """What is typed."""

    client_id: str
    secret: str = field(repr=False)
    relay: str = ""


class AppKeysForm(QWidget):
    """`submitted` on Enter, `edited` when something was typed, `grown` for another height."""

    submitted = Signal()
    edited = Signal()
    grown = Signal()

    def __init__(
        self,
        guide: AppGuide,
        redirect: str,
        returns: tuple[Return, ...],
        *,
        name: str,
        opener: Opener,
    ) -> None:
        super().__init__()
        self.setObjectName("scrolled")
        self._guide = guide
        self._redirect = redirect
        self._kept = False
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(6)
        self._explain(name, opener)
        self.address = QLineEdit(redirect)
        self.address.setReadOnly(True)
        self.address.setAccessibleName(REGISTER)
        self.copy = Button("Copy", icon_name="copy")
        self.copy.setAccessibleName("Copy the redirect address")
        self.copy.clicked.connect(self._copy)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.address, 1)
        row.addWidget(self.copy)
        self.column.addWidget(field_label(f"{REGISTER}:", self.address))
        self.column.addLayout(row)
        self.column.addSpacing(8)
        self.client_id, self._id_note = self._field(guide.id_label)
        self.secret, self._secret_note = self._field(_secret_label(guide), ONLY_ONCE)
        hide_secret(self.secret)
        for widget in (self._secret_label, self.secret, self._secret_note):
            widget.setVisible(guide.secret is not SecretNeed.NEVER)
        self.relay = QLineEdit()
        self._relay_note = WrappedLabel(RELAY_HELP, role="muted")
        self._advanced(relayed=Return.RELAY in returns, always=not redirect)

    def _explain(self, name: str, opener: Opener) -> None:
        steps = QGridLayout()
        steps.setHorizontalSpacing(8)
        steps.setVerticalSpacing(6)
        steps.setColumnStretch(1, 1)
        for place, words in enumerate(self._guide.steps):
            number = WrappedLabel(f"{place + 1}.", role="subtitle")
            steps.addWidget(number, place, 0, Qt.AlignmentFlag.AlignTop)
            steps.addWidget(WrappedLabel(words), place, 1)
        self.begin = Button(
            f"Open {name}'s page", kind="link", icon_name="arrow-up-right-from-square"
        )
        self.begin.setToolTip(self._guide.address)
        self.begin.clicked.connect(opens(opener, self._guide.address))
        self.column.addLayout(steps)
        self.column.addWidget(self.begin, 0, Qt.AlignmentFlag.AlignLeft)
        for title, words in (
            ("What it allows", self._guide.allows),
            ("What it costs", self._guide.costs),
        ):
            if words:
                self.column.addWidget(WrappedLabel(title, role="subtitle"))
                self.column.addWidget(WrappedLabel(words, role="secondary"))
        self.column.addSpacing(8)

    def _field(self, label: str, help_text: str = "") -> tuple[QLineEdit, WrappedLabel]:
        line = QLineEdit()
        line.setAccessibleName(label)
        line.setAccessibleDescription(help_text)
        line.returnPressed.connect(self.submitted)
        line.textEdited.connect(lambda _: self._edit(line))
        note = WrappedLabel(help_text, role="muted")
        note.setVisible(bool(help_text))
        title = field_label(label, line)
        for widget in (title, line, note):
            self.column.addWidget(widget)
        self.column.addSpacing(4)
        self._secret_label = title  # the last one made is the secret's
        return line, note

    def _advanced(self, *, relayed: bool, always: bool) -> None:
        self.relay.setAccessibleName("Relay address")
        self.relay.setPlaceholderText("https://…")
        self.relay.setAccessibleDescription(RELAY_HELP)
        self.relay.returnPressed.connect(self.submitted)
        self.relay.textEdited.connect(lambda _: self._edit(self.relay))
        self.relay.textChanged.connect(lambda _: self._show_redirect())
        self.fold, inside, below = unfolding(self.grown)
        self._inside = inside
        for widget in (field_label("Relay address", self.relay), self.relay, self._relay_note):
            below.addWidget(widget)
        self.column.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(inside)
        self.fold.setVisible(relayed)
        self.fold.setChecked(always)  # there is no other address to register

    def show_keys(self, client_id: str, *, has_secret: bool, relay: str) -> None:
        """What is kept already; a secret is never shown."""
        self._kept = has_secret
        self.client_id.setText(client_id)
        self.relay.setText(relay)
        if relay:
            self.fold.show()
            self.fold.setChecked(True)
        if has_secret:
            self.secret.setPlaceholderText("••••••••")
            self._secret_note.setText(KEPT)

    def keys(self) -> Keys:
        """What is typed."""
        return Keys(
            self.client_id.text().strip(), self.secret.text().strip(), self.relay.text().strip()
        )

    def missing(self) -> str:
        """The first field that is needed and empty, or ""."""
        typed = self.keys()
        if not typed.client_id:
            return "client_id"
        needed = self._guide.secret is SecretNeed.REQUIRED and not self._kept
        return "secret" if needed and not typed.secret else ""

    def show_problem(self, name: str, words: str) -> bool:
        """An error at its field; False where there is no such field."""
        lines = {
            "client_id": (self.client_id, self._id_note),
            "secret": (self.secret, self._secret_note),
            "relay": (self.relay, self._relay_note),
        }
        if name not in lines:
            return False
        if name == "relay":
            self.fold.setChecked(True)
        show_trouble(*lines[name], words)
        announce(self, words, assertive=True)
        self.grown.emit()
        return True

    def focus_first(self) -> None:
        """The first empty field."""
        (self.secret if self.client_id.text() and not self._kept else self.client_id).setFocus()

    def forget(self) -> None:
        """Empty the secret."""
        self.secret.clear()

    def _edit(self, line: QLineEdit) -> None:
        set_look(line, "state", "")
        self.edited.emit()

    def _show_redirect(self) -> None:
        self.address.setText(self.relay.text().strip() or self._redirect)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.address.text())
        self.copy.setText("Copied")
        announce(self, "Redirect address copied")


def _secret_label(guide: AppGuide) -> str:
    if guide.secret is SecretNeed.OPTIONAL:
        return f"{guide.secret_label} (if it has one)"
    return guide.secret_label
