"""One account's line: who, how it stands, what to do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from brandcraft_desktop.domain.account import at
from brandcraft_desktop.domain.events import DeliveryProgress
from brandcraft_desktop.domain.status import DeliveryStatus
from brandcraft_desktop.domain.views import AttemptView, DeliveryView
from brandcraft_desktop.ui.delivery.follow_up_list import FollowUpList
from brandcraft_desktop.ui.delivery.words import (
    Act,
    Offer,
    history,
    offers,
    progress_words,
    sentence,
    too_late,
)
from brandcraft_desktop.ui.widgets import (
    Avatar,
    Button,
    ElidedLabel,
    Pill,
    ProgressBar,
    WrappedLabel,
    announce,
)

WHO_WIDTH = 170
LINK_ROOM = 6  # between the words of a link and its lower edge
PILL_WIDTH = 150
WORDS_WIDTH = 260  # less than this beside the buttons, and they go below the words
SPOKEN_SHARES = (0.0, 0.5, 1.0)


class DeliveryRow(QWidget):
    """Updates in place; says what was clicked through `chosen`."""

    chosen = Signal(str, str)  # delivery id, Act
    follow_up_chosen = Signal(str, str)  # delivery id, its name

    def __init__(
        self, platform: str, glyph: str, ground: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._platform = platform
        self._glyph = glyph
        self._ground = ground
        self._view: DeliveryView | None = None
        self._progress: DeliveryProgress | None = None
        self._alone = False
        self._offline = False
        self.avatar = Avatar("", glyph=glyph, ground=ground, size=32)
        self.site = ElidedLabel(platform, role="subtitle")
        self.who = ElidedLabel("", role="secondary")
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addStretch(1)
        for label in (self.site, self.who):
            label.setFixedWidth(WHO_WIDTH)
            names.addWidget(label)
        names.addStretch(1)
        self.pill = Pill("draft")
        holder = QWidget()
        holder.setMinimumWidth(PILL_WIDTH)
        holder.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        inner = QHBoxLayout(holder)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.pill)
        inner.addStretch(1)
        self.words = WrappedLabel("", role="secondary")
        self.bar = ProgressBar()
        self.bar.hide()
        self.more = Button("Details", kind="link")
        self.more.setCheckable(True)
        self.more.toggled.connect(self._fold)
        self.details = QPlainTextEdit()
        self.details.setReadOnly(True)
        self.details.setMaximumHeight(120)
        self.details.setAccessibleName("What happened, try by try")
        self.details.hide()
        self.follows = FollowUpList()
        self.follows.chosen.connect(self._follow)
        self._offered: list[Button] = []
        self._spoken_share = -1.0
        self._buttons = QWidget()
        beside = QHBoxLayout(self._buttons)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(8)
        middle = QVBoxLayout()
        middle.setSpacing(2)
        middle.addStretch(1)
        middle.addWidget(self.words)
        middle.addWidget(self.bar)
        self._below = QHBoxLayout()
        self._below.addWidget(self.more)
        self._below.addStretch(1)
        middle.addLayout(self._below)
        middle.addStretch(1)
        self._middle = middle
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.avatar)
        line.addLayout(names)
        line.addWidget(holder)
        line.addLayout(middle, 1)
        line.addWidget(self._buttons)
        self._line = line
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 6)
        column.addLayout(line)
        column.addWidget(self.details)
        column.addWidget(self.follows)

    def show_view(
        self,
        view: DeliveryView,
        now: datetime,
        *,
        alone: bool,
        picture: QPixmap | None = None,
        attempts: Sequence[AttemptView] = (),
        progress: DeliveryProgress | None = None,
    ) -> None:
        """Show how the delivery stands; a change is announced.

        `attempts`: its tries so far, `progress`: what was told last of its bytes.
        """
        before = self._view
        self._view = view
        self._progress = progress if view.status is DeliveryStatus.PUBLISHING else None
        self._alone = alone
        name = view.handle or view.display_name
        self.show_picture(picture)
        self.who.setText(at(name) if view.handle else name)
        self.pill.set_state("scheduled" if view.handed_over else view.status.value)
        self.refresh_words(now)
        if view.handed_over or view.status not in (
            DeliveryStatus.PUBLISHING,
            DeliveryStatus.PROCESSING,
        ):
            self.bar.hide()
        elif self._progress is None:
            self.bar.set_fraction(None)
            self.bar.show()
        if self._progress is not None:
            self.show_progress(self._progress)
        self._show_details(view, now, attempts)
        self.enable()
        self.follows.show_views(view.follow_ups, now)
        if before is None or _differs(before, view):
            self._spoken_share = -1.0
            self._offer(offers(view, self._platform, alone=alone))
        else:
            self._place_buttons()
        if before is not None and before.status is not view.status:
            failed = view.status is DeliveryStatus.FAILED
            said = f"{self._platform} {self.pill.text().lower()}: {self.words.whole_text()}"
            announce(self, said, assertive=failed)

    def _show_details(
        self, view: DeliveryView, now: datetime, attempts: Sequence[AttemptView]
    ) -> None:
        raw = view.error.raw if view.error is not None else ""
        whole = "\n\n".join(part for part in (history(attempts, now), raw) if part)
        self.more.setVisible(bool(whole))
        # The link's own room below its words would lift the lines above the middle of the row.
        self._middle.setContentsMargins(0, LINK_ROOM if whole else 0, 0, 0)
        self.more.setAccessibleName(f"Details: {self._platform}, {self.who.text()}")
        if whole != self.details.toPlainText():  # else a person would lose their place in it
            self.details.setPlainText(whole)
        if not whole:
            self.more.setChecked(False)

    def set_offline(self, offline: bool, now: datetime) -> None:
        """Say of what is due that it waits for the internet, or no longer."""
        self._offline = offline
        self.refresh_words(now)

    def show_picture(self, picture: QPixmap | None) -> None:
        """The account's picture; initials while there is none."""
        if self._view is not None:
            name = self._view.handle or self._view.display_name
            self.avatar.set_person(
                self._view.display_name or name,
                picture=picture,
                glyph=self._glyph,
                ground=self._ground,
                spoken=f"{self._platform}, {name}",
            )

    def refresh_words(self, now: datetime) -> None:
        """Say again how it stands; a countdown moves on."""
        if self._view is None:
            return
        told = self._progress
        if told is None:
            self.words.setText(sentence(self._view, now, offline=self._offline))
        else:
            self.words.setText(self._told(told))
        self.follows.refresh_words(now)
        self.setAccessibleName(
            f"{self._platform}, {self.who.text()}, {self.pill.text()}. {self.words.whole_text()}"
        )

    def show_progress(self, progress: DeliveryProgress) -> None:
        """Bytes on their way."""
        if self._view is None or self._view.status is not DeliveryStatus.PUBLISHING:
            return
        self._progress = progress
        self.words.setText(self._told(progress))
        share = progress.sent / progress.total if progress.total else None
        self.bar.set_fraction(share)
        self.bar.show()
        if share is not None:
            self._speak(progress.text, share)

    def _told(self, progress: DeliveryProgress) -> str:
        words = progress_words(progress.text, progress.sent, progress.total)
        return too_late(words) if self._view is not None and self._view.begun else words

    def _speak(self, text: str, share: float) -> None:
        """Bytes are announced at their start, half and end only."""
        reached = max(one for one in SPOKEN_SHARES if one <= share)
        if reached != self._spoken_share:
            self._spoken_share = reached
            announce(self, f"{self._platform}: {text}, {round(reached * 100)} %")

    def button(self, act: Act) -> Button | None:
        """The button that does `act`, if it is offered now."""
        for button in self._offered:
            if button.objectName() == act.value:
                return button
        return None

    def _offer(self, found: tuple[Offer, ...]) -> None:
        for button in self._offered:
            button.hide()
            button.deleteLater()
        self._offered.clear()
        for offer in found:
            button = Button(offer.words, kind="primary" if offer.primary else "")
            button.setObjectName(offer.act.value)
            button.setAccessibleName(f"{offer.words}: {self._platform}, {self.who.text()}")
            button.clicked.connect(lambda _=False, act=offer.act: self._choose(act))
            beside = self._buttons.layout()
            if beside is not None:
                beside.addWidget(button)
            self._offered.append(button)
        self._place_buttons()

    def _place_buttons(self) -> None:
        """Beside the words where these keep room, else below them."""
        fixed = self.avatar.sizeHint().width() + WHO_WIDTH + PILL_WIDTH + 5 * self._line.spacing()
        left = self.width() - fixed - self._buttons.sizeHint().width()
        words = self.words.fontMetrics().horizontalAdvance(self.words.whole_text())
        target = self._line if left >= min(WORDS_WIDTH, words + 4) else self._below
        if target.indexOf(self._buttons) < 0:
            other = self._below if target is self._line else self._line
            other.removeWidget(self._buttons)
            target.addWidget(self._buttons)
        self._buttons.setVisible(bool(self._offered))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width: the buttons may have to move."""
        super().resizeEvent(event)
        self._place_buttons()

    def _choose(self, act: Act) -> None:
        if self._view is None:
            return
        if act in (Act.RETRY, Act.POST_NOW, Act.IT_IS_NOT, Act.CANCEL):
            for button in self._offered:
                button.setEnabled(False)  # until the row is read again: never twice
        self.chosen.emit(self._view.id, act.value)

    def enable(self) -> None:
        """An answer was refused: the buttons work again."""
        for button in self._offered:
            button.setEnabled(True)
        self.follows.enable()

    def _follow(self, name: str) -> None:
        if self._view is not None:
            self.follow_up_chosen.emit(self._view.id, name)

    def _fold(self, shown: bool) -> None:
        self.details.setVisible(shown)
        self.more.setText("Hide details" if shown else "Details")


def _differs(before: DeliveryView, now: DeliveryView) -> bool:
    """Whether something else is offered."""
    return (before.status, before.error, before.begun) != (now.status, now.error, now.begun)
