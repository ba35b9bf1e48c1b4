"""One card for each chosen account, in the fixed platform order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from brandcraft_desktop.domain.platform import PlatformInfo
from brandcraft_desktop.domain.views import AccountPlan
from brandcraft_desktop.ui.editor.judge import Rules
from brandcraft_desktop.ui.editor.previews.card import PreviewCard
from brandcraft_desktop.ui.editor.previews.finished import FinishedFiles
from brandcraft_desktop.ui.editor.thumbnails import Thumbnails
from brandcraft_desktop.ui.widgets import Button, FocusRing, WrappedLabel

CAPTION = "Words, parts and pictures exactly as sent; the platform's frame may differ"
OUT_OF_SIGHT_MS = 300
"""After the last key press before the cards that are scrolled away follow."""
NOBODY = "Choose an account to see what it will be sent."


class Preview(QScrollArea):
    """Cards are kept and refilled, so that typing does not rebuild them."""

    platform_chosen = Signal(str)

    def __init__(
        self,
        infos: Mapping[str, PlatformInfo],
        rules: Mapping[str, Rules],
        thumbnails: Thumbnails,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._infos, self._rules, self._thumbnails = infos, rules, thumbnails
        self.files = FinishedFiles(thumbnails, self)
        self.cards: dict[str, PreviewCard] = {}
        self._order: tuple[str, ...] = ()
        self._stops: tuple[QWidget, ...] = ()
        self._waiting: dict[str, tuple[AccountPlan, str]] = {}
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._show_next)
        self.verticalScrollBar().valueChanged.connect(lambda _: self._show_in_sight())
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Preview")
        FocusRing(self)
        inner = QWidget()
        inner.setObjectName("scrolled")
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 10, 0, 8)
        self._column.setSpacing(10)
        self.caption = WrappedLabel(NOBODY, role="caption", parent=inner)
        self._column.addWidget(self.caption)
        self.elsewhere = Button("Show other platforms…", kind="link", parent=inner)
        self.elsewhere.setToolTip("See what a platform would make of it without an account there")
        self._column.addWidget(self.elsewhere, 0, Qt.AlignmentFlag.AlignLeading)
        self._column.addStretch(1)
        self.setWidget(inner)

    def show_plans(self, plans: Sequence[AccountPlan], when: str) -> None:
        """Show what each account will be sent."""
        wanted = {planned.account_id: planned for planned in plans}
        for account_id in [one for one in self.cards if one not in wanted]:
            card = self.cards.pop(account_id)
            self._waiting.pop(account_id, None)
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        for place, planned in enumerate(plans):
            found = self.cards.get(planned.account_id)
            if found is None:
                info = self._infos[planned.platform]
                found = PreviewCard(info, self._thumbnails, self.files, self.widget())
                found.clicked.connect(self.platform_chosen)
                self.cards[planned.account_id] = found
            if self._column.indexOf(found) != place:
                self._column.removeWidget(found)
                self._column.insertWidget(place, found)
            self._waiting[planned.account_id] = (planned, when)
        self._order = tuple(wanted)
        words = CAPTION if plans else NOBODY
        if self.caption.whole_text() != words:
            self.caption.setText(words)
        self._show_in_sight()
        self._order_focus()
        if self._waiting:
            self._later.start(OUT_OF_SIGHT_MS)

    def _order_focus(self) -> None:
        """The keys go through the cards as they stand, whichever was made first."""
        every = (stop for account_id in self._order for stop in self.cards[account_id].stops())
        # Qt takes no widget into the order that has no focus; a text has one while it is folded.
        stops = tuple(stop for stop in every if stop.focusPolicy() is not Qt.FocusPolicy.NoFocus)
        if stops != self._stops:
            self._stops = stops
            for first, second in pairwise((*stops, self.elsewhere)):
                QWidget.setTabOrder(first, second)

    def _show_in_sight(self) -> None:
        """Bring the cards that can be seen up to date; a new one takes its place at once."""
        for account_id in tuple(self._waiting):
            card = self.cards[account_id]
            if not card.parts or not card.visibleRegion().isEmpty():
                self._bring_up(account_id)

    def _show_next(self) -> None:
        """One card at a time, so that a key pressed meanwhile waits for one at most."""
        if self._waiting and self.isVisible():
            self._bring_up(next(iter(self._waiting)))
            self._order_focus()
            self._later.start(0)

    def _bring_up(self, account_id: str) -> None:
        planned, when = self._waiting.pop(account_id)
        self.cards[account_id].show_plan(planned, when, self._rules[planned.platform])

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._waiting:
            self._later.start(0)
