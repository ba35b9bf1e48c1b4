"""One account in the post pop-up: where, how it stands, and the one thing to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from brandcraft_desktop.domain.status import DeliveryStatus
from brandcraft_desktop.domain.views import DeliveryView
from brandcraft_desktop.ui.delivery.words import Act, Offer, offers, sentence
from brandcraft_desktop.ui.publisher.looks import PlatformLook
from brandcraft_desktop.ui.theme import live, look
from brandcraft_desktop.ui.widgets import Button, ElidedLabel, IconButton, Mark, WrappedLabel
from brandcraft_desktop.ui.widgets.pill import WORDS

WHO: Final = 124
WIDEST: Final = 176
"""Logical pixels that the handles may take at usual text size; sentences break into lines."""
_QUIET = {Act.SEPARATE, Act.EDIT, Act.COPY_LINK, Act.CANCEL, Act.PICK_TIME, Act.SKIP, Act.POST_NOW}
"""Left to the delivery page and to the pop-up's own buttons."""


def who_width(views: Iterable[DeliveryView], font: QFont) -> int:
    """How wide the column of handles is, so that none is cut without need."""
    metrics = QFontMetrics(font)
    widest = max((metrics.horizontalAdvance(_name(view)) for view in views), default=0) + 4
    return max(WHO, min(widest, round(WIDEST * live.text_scale)))


def _name(view: DeliveryView) -> str:
    return view.handle or view.display_name


def line_offers(view: DeliveryView, platform: str) -> tuple[Offer, ...]:
    """The few acts that belong into the line."""
    return tuple(offer for offer in offers(view, platform, alone=True) if offer.act not in _QUIET)


class DeliveryLine(QWidget):
    """Says what was clicked through ``chosen``."""

    chosen = Signal(str, str)  # delivery id, Act

    def __init__(
        self,
        view: DeliveryView,
        platform: PlatformLook,
        now: datetime,
        parent: QWidget | None = None,
        *,
        who_width: int = WHO,
    ) -> None:
        super().__init__(parent)
        name = _name(view)
        who = ElidedLabel(name)
        who.setFixedWidth(who_width)
        state = "scheduled" if view.handed_over else view.status.value
        shown = look(state)
        word = WORDS[state].partition(":")[0]
        said = sentence(view, now)
        self.words = WrappedLabel(_joined(view, word, said), role="secondary")
        top = QHBoxLayout()
        top.setSpacing(8)
        out = view.status is DeliveryStatus.PUBLISHED
        align = Qt.AlignmentFlag.AlignVCenter if out else Qt.AlignmentFlag.AlignTop
        top.addWidget(Mark(platform.glyph, "text2", 16), 0, align)
        top.addWidget(who, 0, align)
        top.addWidget(Mark(shown.shape, shown.token, 14), 0, align)
        top.addWidget(self.words, 1, align)
        self.buttons: dict[Act, Button | IconButton] = {}
        found = line_offers(view, platform.name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(2)
        column.addLayout(top)
        link = [offer for offer in found if offer.act is Act.OPEN]
        if link:
            button = IconButton(
                "arrow-up-right-from-square", f"Open post on {platform.name}", size=14
            )
            button.setFixedSize(24, 24)
            self._connect(button, link[0], view)
            top.addWidget(button, 0, align)
        elif found:
            acts = QHBoxLayout()
            acts.setSpacing(8)
            acts.addStretch(1)
            for offer in found:
                # The pop-up's own buttons do the rest; this one it has not.
                strong = offer.primary and offer.act is Act.RECONNECT
                press = Button(offer.words, kind="primary" if strong else "")
                press.setProperty("density", "compact")
                press.setAccessibleName(f"{offer.words}: {platform.name}, {name}")
                self._connect(press, offer, view)
                acts.addWidget(press)
            column.addLayout(acts)
        self.setAccessibleName(f"{platform.name}, {name}, {word}. {said}")

    def enable(self) -> None:
        """The buttons work again."""
        for button in self.buttons.values():
            button.setEnabled(True)

    def _connect(self, button: Button | IconButton, offer: Offer, view: DeliveryView) -> None:
        button.setObjectName(f"{view.id}:{offer.act.value}")

        def choose() -> None:
            if offer.act in (Act.RETRY, Act.IT_IS_NOT):
                button.setEnabled(False)  # until the post is read again: never twice
            self.chosen.emit(view.id, offer.act.value)

        button.clicked.connect(choose)
        self.buttons[offer.act] = button


def _joined(view: DeliveryView, word: str, said: str) -> str:
    """ "Published today 12:00:04", "Failed: your sign-in expired." without saying it twice."""
    if not said or said.lower().startswith(word.lower()):
        return said or word
    if view.status is DeliveryStatus.PUBLISHED:
        return f"{word} {said[:1].lower()}{said[1:]}"
    if view.status in (DeliveryStatus.FAILED, DeliveryStatus.MISSED):
        return f"{word}: {said}"
    return said
