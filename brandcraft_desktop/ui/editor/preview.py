"""One card for each chosen account, in the fixed platform order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from brandcraft_desktop.domain.platform import PlatformInfo
from brandcraft_desktop.domain.views import AccountPlan
from brandcraft_desktop.ui.editor.judge import Rules
from brandcraft_desktop.ui.editor.preview_card import PreviewCard
from brandcraft_desktop.ui.editor.thumbnails import Thumbnails
from brandcraft_desktop.ui.widgets import Button, WrappedLabel

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
        self.cards: dict[str, PreviewCard] = {}
        self._waiting: dict[str, tuple[AccountPlan, str]] = {}
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(OUT_OF_SIGHT_MS)
        self._later.timeout.connect(self._show_all)
        self.verticalScrollBar().valueChanged.connect(lambda _: self._show_in_sight())
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Preview")
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
                found = PreviewCard(self._infos[planned.platform], self._thumbnails, self.widget())
                found.clicked.connect(self.platform_chosen)
                self.cards[planned.account_id] = found
            if self._column.indexOf(found) != place:
                self._column.removeWidget(found)
                self._column.insertWidget(place, found)
            self._waiting[planned.account_id] = (planned, when)
        words = CAPTION if plans else NOBODY
        if self.caption.whole_text() != words:
            self.caption.setText(words)
        self._show_in_sight()
        if self._waiting:
            self._later.start()

    def _show_in_sight(self) -> None:
        """Bring the cards that can be seen up to date; a new one takes its place at once."""
        for account_id in tuple(self._waiting):
            card = self.cards[account_id]
            if not card.parts or not card.visibleRegion().isEmpty():
                self._bring_up(account_id)

    def _show_all(self) -> None:
        for account_id in tuple(self._waiting):
            self._bring_up(account_id)

    def _bring_up(self, account_id: str) -> None:
        planned, when = self._waiting.pop(account_id)
        self.cards[account_id].show_plan(planned, when, self._rules[planned.platform])
