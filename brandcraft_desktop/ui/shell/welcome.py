"""What stands in the window before there is any workspace: the demo, or one's own accounts."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.widgets import Button, Card, Mark, NoticeBar, WrappedLabel

WIDTH = 720
LOGO = 56


class Welcome(QWidget):
    """Two ways to begin; nothing is made on this computer before one is chosen."""

    own_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAccessibleName("Welcome")
        logo = QLabel()
        logo.setPixmap(theme.logo().pixmap(LOGO, LOGO))
        logo.setAccessibleName("Brandcraft Desktop")
        title = WrappedLabel("Welcome to Brandcraft", role="title")
        words = WrappedLabel(
            "Write a post once, tailor it per platform, and have it published on time, exactly "
            "once, from this computer.",
            role="secondary",
        )
        self.own = Button("Start with my own accounts", kind="primary", icon_name="user-plus")
        self.own.clicked.connect(self.own_wanted)
        self.demo = Button("Try the demo", icon_name="play")
        self.notice = NoticeBar(closable=False, parent=self)
        cards = QHBoxLayout()
        cards.setSpacing(16)
        cards.addWidget(
            _card(
                "user-plus",
                "For real",
                "Connect the accounts you post to. Their passwords stay on this computer, sealed.",
                self.own,
            )
        )
        cards.addWidget(
            _card(
                "wand-magic-sparkles",
                "Just looking",
                "A throw-away workspace with practice accounts opens in a window of its own. "
                "Nothing in it reaches the real platforms.",
                self.demo,
            )
        )
        inner = QWidget()
        inner.setMaximumWidth(WIDTH)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for label in (logo, title, words):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        column.addSpacing(12)
        column.addLayout(cards)
        column.addWidget(self.notice)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(inner, 6)
        row.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(32, 32, 32, 32)
        outer.addStretch(2)
        outer.addLayout(row)
        outer.addStretch(3)

    def offer_demo(self, start: Callable[[], bool]) -> None:
        """What starts the demo, and says whether that worked."""
        self.demo.clicked.connect(
            lambda: self._say_demo_opens() if start() else self._say_demo_failed()
        )

    def _say_demo_opens(self) -> None:
        """The demo was started; this window waits for what comes after it."""
        self.notice.show_notice(
            "info",
            "The demo opens in a window of its own in a few seconds. Start with your own accounts "
            "here whenever you like.",
        )

    def _say_demo_failed(self) -> None:
        """The demo's process could not be started."""
        self.notice.show_notice(
            "error", "The demo could not be started. You can start it with: brandcraft demo"
        )


def _card(glyph: str, title: str, words: str, button: Button) -> Card:
    card = Card()
    card.body.setSpacing(8)
    card.body.addWidget(Mark(glyph, "accent", 28), 0, Qt.AlignmentFlag.AlignLeft)
    card.body.addWidget(WrappedLabel(title, role="heading"))
    card.body.addWidget(WrappedLabel(words, role="secondary"))
    card.body.addStretch(1)
    card.body.addWidget(button)
    return card
