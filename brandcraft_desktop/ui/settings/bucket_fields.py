"""The fields of a bucket, and what is typed into them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from brandcraft_desktop.domain.media_store import (
    KEPT_DAYS,
    USUAL_PREFIX,
    Addressing,
    BucketSettings,
)
from brandcraft_desktop.ui.settings.rows import Section, let_give_way
from brandcraft_desktop.ui.widgets import ToggleSwitch

WIDTH = 300
KEPT = "Kept. Leave empty to keep it."
_LINES = (
    (
        "endpoint",
        "Address of the storage",
        "https://s3.eu-central-1.amazonaws.com",
        "Without the bucket, as your provider's page shows it.",
    ),
    ("bucket", "Bucket", "my-media", "It may hold other things too: they are left alone."),
    ("access_key", "Access key", "", "The public half of a pair of keys for this bucket."),
    ("secret", "Secret key", "", "Sealed with your sign-ins and never shown again."),
    ("region", "Region", "found by itself", "A short word like eu-central-1, or auto."),
    ("prefix", "Folder in the bucket", USUAL_PREFIX, "Everything of Brandcraft lies below it."),
    (
        "media_domain",
        "Your own domain",
        "https://media.example.com",
        "If one leads to the bucket and everybody may read there. Some platforms ask for it.",
    ),
)
_PLACES = (
    ("In front of the host", Addressing.VIRTUAL),
    ("In the path", Addressing.PATH),
)


class BucketFields:
    """Adds its rows to a section. `edited` is called when a person changes something."""

    def __init__(self, section: Section, edited: Callable[[], object]) -> None:
        self.lines: dict[str, QLineEdit] = {}
        for name, label, example, words in _LINES:
            line = QLineEdit()
            let_give_way(line, WIDTH)
            line.setPlaceholderText(example)
            line.textEdited.connect(lambda _: edited())
            self.lines[name] = line
            section.add(label, words, line)
        self.lines["secret"].setEchoMode(QLineEdit.EchoMode.Password)
        self.place = QComboBox()
        let_give_way(self.place, WIDTH)
        for words, addressing in _PLACES:
            self.place.addItem(words, addressing.value)
        self.place.activated.connect(lambda _: edited())
        self.lifecycle = ToggleSwitch(name="Delete what is left over")
        self.robots = ToggleSwitch(name="Let crawlers in")
        for switch in (self.lifecycle, self.robots):
            switch.setChecked(True)
            switch.clicked.connect(lambda _: edited())
        section.add(
            "Bucket's name in addresses",
            "In front of the host works almost everywhere; small servers want it in the path.",
            self.place,
        )
        section.add(
            "Delete what is left over",
            f"A rule in the bucket deletes files of Brandcraft after {KEPT_DAYS} days, should "
            "this computer never come to it.",
            self.lifecycle,
        )
        section.add(
            "Let crawlers in",
            "Puts a robots.txt into the bucket where none is: without it some platforms fetch "
            "nothing.",
            self.robots,
        )

    def show(self, found: BucketSettings | None, *, secret: bool) -> None:
        """Show what is kept; the secret is never shown."""
        texts = {
            "endpoint": found.endpoint if found else "",
            "bucket": found.bucket if found else "",
            "access_key": found.access_key if found else "",
            "region": found.region if found else "",
            "prefix": found.prefix if found else "",
            "media_domain": found.media_domain if found else "",
            "secret": "",
        }
        for name, line in self.lines.items():
            with QSignalBlocker(line):
                line.setText(texts[name])
        self.lines["secret"].setPlaceholderText(KEPT if secret else "")
        addressing = found.addressing if found else Addressing.VIRTUAL
        self.place.setCurrentIndex(max(0, self.place.findData(addressing.value)))
        self.lifecycle.setChecked(found is None or found.lifecycle)
        self.robots.setChecked(found is None or found.robots)

    def set_enabled(self, on: bool) -> None:
        """Off while what is typed is on its way: nothing typed meanwhile can get lost."""
        for control in (*self.lines.values(), self.place, self.lifecycle, self.robots):
            control.setEnabled(on)

    def typed(self) -> tuple[BucketSettings, str]:
        """The settings as they stand there, and the secret ("" to keep the present one)."""
        texts = {name: line.text() for name, line in self.lines.items()}
        secret = texts.pop("secret")
        made = BucketSettings(
            **texts,
            addressing=Addressing(str(self.place.currentData())),
            lifecycle=self.lifecycle.isChecked(),
            robots=self.robots.isChecked(),
        )
        return made, secret

    def forget_secret(self) -> None:
        """It was kept: nothing of it stays in the window."""
        self.lines["secret"].clear()

    def of(self, field: str) -> QWidget | None:
        """The control an error is about."""
        if field == "addressing":
            return self.place
        return self.lines.get(field)
