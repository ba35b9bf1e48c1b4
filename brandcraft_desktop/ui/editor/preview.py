"""One card for each chosen account, in the fixed platform order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from brandcraft_desktop.domain.platform import PlatformInfo
from brandcraft_desktop.domain.views import AccountPlan
from brandcraft_desktop.ui.editor.judge import Rules
from brandcraft_desktop.ui.editor.preview_card import PreviewCard
from brandcraft_desktop.ui.editor.thumbnails import Thumbnails
from brandcraft_desktop.ui.widgets import WrappedLabel

CAPTION = "Words, parts and pictures exactly as sent; the platform's frame may differ"
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
        self._column.addStretch(1)
        self.setWidget(inner)

    def show_plans(self, plans: Sequence[AccountPlan], when: str) -> None:
        """Show what each account will be sent."""
        wanted = {planned.account_id: planned for planned in plans}
        for account_id in [one for one in self.cards if one not in wanted]:
            card = self.cards.pop(account_id)
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
            found.show_plan(planned, when, self._rules[planned.platform])
        words = CAPTION if plans else NOBODY
        if self.caption.whole_text() != words:
            self.caption.setText(words)
