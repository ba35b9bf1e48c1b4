"""Which posts are shown: by platform, account, state and tag; and the panel to choose them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.domain.views import PostRow
from brandcraft_desktop.ui.publisher.looks import Looks, look_of
from brandcraft_desktop.ui.publisher.words import state_of
from brandcraft_desktop.ui.theme import live
from brandcraft_desktop.ui.widgets import Button, Popover, WrappedLabel, set_look
from brandcraft_desktop.ui.widgets.pill import WORDS

MOST_TAGS: Final = 40
WIDEST: Final = 230
"""Logical pixels that the words of a box may take at usual text size."""
STATES: Final = (
    "draft",
    "scheduled",
    "publishing",
    "published",
    "partially_published",
    "failed",
    "missed",
    "unconfirmed",
    "canceled",
)


@dataclass(frozen=True)
class Filters:
    """What is asked for; an empty set asks for nothing in its kind."""

    platforms: frozenset[str] = frozenset()
    accounts: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()

    @property
    def active(self) -> int:
        """How many boxes are ticked."""
        return len(self.platforms) + len(self.accounts) + len(self.states) + len(self.tags)

    def keep(self, rows: Iterable[PostRow]) -> tuple[PostRow, ...]:
        """The posts that pass."""
        return tuple(row for row in rows if self._passes(row))

    def _passes(self, row: PostRow) -> bool:
        if self.states and state_of(row) not in self.states:
            return False
        if self.tags and not self.tags.intersection(row.tags):
            return False
        if self.platforms and not any(mark.platform in self.platforms for mark in row.marks):
            return False
        return not self.accounts or any(mark.account_id in self.accounts for mark in row.marks)

    def account_ids(self, accounts: Sequence[Account]) -> frozenset[str]:
        """Platforms and accounts as accounts alone, for the list's query; empty asks for all."""
        if not self.platforms and not self.accounts:
            return frozenset()
        found = {
            one.id
            for one in accounts
            if (not self.platforms or one.platform in self.platforms)
            and (not self.accounts or one.id in self.accounts)
        }
        # Nothing can match both: an id no account has finds nothing, an empty set would find all.
        return frozenset(found or {"-"})


def tags_of(rows: Iterable[PostRow]) -> tuple[str, ...]:
    """The hashtags of these posts, the most used first, at most `MOST_TAGS`."""
    counted = Counter(tag for row in rows for tag in row.tags)
    return tuple(tag for tag, _ in counted.most_common(MOST_TAGS))


class FilterPanel(Popover):
    """Check boxes by kind; each takes effect at once."""

    changed = Signal(object)

    def __init__(
        self,
        filters: Filters,
        accounts: Sequence[Account],
        looks: Looks,
        parent: QWidget,
        *,
        with_states: bool = True,
        tags: Sequence[str] = (),
    ) -> None:
        super().__init__("Filters", parent)
        self._filters = filters
        self._boxes: list[QCheckBox] = []
        self.clear = Button("Clear", kind="link")
        self.clear.clicked.connect(self._clear)
        head = QHBoxLayout()
        title = QLabel("Show only")
        set_look(title, "role", "subtitle")
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(self.clear)
        self.body.addLayout(head)
        columns = QHBoxLayout()
        columns.setSpacing(24)
        used = sorted({one.platform for one in accounts}, key=lambda one: look_of(looks, one).order)
        first = QVBoxLayout()
        first.setSpacing(2)
        names = [(one, look_of(looks, one).name) for one in used]
        self._section(first, "Platform", "platforms", names)
        people = [
            (one.id, f"{look_of(looks, one.platform).name}: {one.handle or one.display_name}")
            for one in sorted(accounts, key=lambda one: look_of(looks, one.platform).order)
            # Where a platform has one account, its own box says it all.
            if sum(1 for other in accounts if other.platform == one.platform) > 1
        ]
        first.addStretch(1)
        if accounts:
            columns.addWidget(_scrolling(first, "Platforms"))
        if people:
            beside = QVBoxLayout()
            beside.setSpacing(2)
            self._section(beside, "Account", "accounts", people)
            beside.addStretch(1)
            columns.addWidget(_scrolling(beside, "Accounts"))
        if with_states:
            second = QVBoxLayout()
            second.setSpacing(2)
            states = [(one, WORDS[one].partition(":")[0]) for one in STATES]
            self._section(second, "State", "states", states)
            second.addStretch(1)
            columns.addLayout(second)
        offered = sorted({*tags, *filters.tags}) if with_states else []
        if offered:
            third = QVBoxLayout()
            third.setSpacing(2)
            self._section(third, "Tag", "tags", [(one, f"#{one}") for one in offered])
            third.addStretch(1)
            columns.addWidget(_scrolling(third, "Tags"))
        self.body.addLayout(columns)
        self._show()

    def box(self, words: str) -> QCheckBox:
        """The check box with these words."""
        return next(box for box in self._boxes if box.text() == words)

    def _section(
        self, column: QVBoxLayout, title: str, kind: str, choices: Sequence[tuple[str, str]]
    ) -> None:
        if not choices:
            return
        column.addWidget(WrappedLabel(title, role="muted"))
        chosen: frozenset[str] = getattr(self._filters, kind)
        for key, words in choices:
            room = round(WIDEST * live.text_scale)
            short = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideMiddle, room)
            box = QCheckBox(short)
            if short != words:
                box.setToolTip(words)
                box.setAccessibleName(words)
            box.setChecked(key in chosen)
            box.toggled.connect(lambda on, kind=kind, key=key: self._toggle(kind, key, on))
            self._boxes.append(box)
            column.addWidget(box)

    def _toggle(self, kind: str, key: str, on: bool) -> None:
        before: frozenset[str] = getattr(self._filters, kind)
        after = before | {key} if on else before - {key}
        parts = {
            "platforms": self._filters.platforms,
            "accounts": self._filters.accounts,
            "states": self._filters.states,
            "tags": self._filters.tags,
            kind: after,
        }
        self._filters = replace(self._filters, **parts)
        self._show()
        self.changed.emit(self._filters)

    def _clear(self) -> None:
        self._filters = Filters()
        for box in self._boxes:
            box.blockSignals(True)
            box.setChecked(False)
            box.blockSignals(False)
        self._show()
        self.changed.emit(self._filters)

    def _show(self) -> None:
        self.clear.setEnabled(self._filters.active > 0)


def _scrolling(column: QVBoxLayout, name: str) -> QScrollArea:
    """Many accounts scroll instead of making the panel higher than the screen."""
    inner = QWidget()
    inner.setObjectName("scrolled")
    inner.setLayout(column)
    column.setContentsMargins(0, 0, 8, 0)
    area = QScrollArea()
    area.setAccessibleName(name)
    area.setWidget(inner)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(area.horizontalScrollBarPolicy().ScrollBarAlwaysOff)
    area.setMinimumWidth(min(300, inner.sizeHint().width() + 12))
    area.setMinimumHeight(min(340, inner.sizeHint().height()))
    return area
