"""Make a reel: the form at one side, the reel as it will look at the other."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from brandcraft_desktop.domain.reel import Reel
from brandcraft_desktop.domain.reel_made import HURRIED, ReelPicture, left_out
from brandcraft_desktop.domain.views import PostView
from brandcraft_desktop.errors import BadInput, BrandcraftError
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.reel.drawing import Drawer, image_of
from brandcraft_desktop.ui.reel.form import ReelForm
from brandcraft_desktop.ui.reel.making import Making
from brandcraft_desktop.ui.reel.phone import Phone
from brandcraft_desktop.ui.widgets import (
    Button,
    IconButton,
    NoticeBar,
    ProgressRow,
    ToggleSwitch,
    WrappedLabel,
    set_look,
)

AFTER = "It becomes a draft for your accounts that show reels. You can choose others there."


class ReelDialog(QDialog):
    """What is changed is drawn anew after a short pause; nothing is kept before it is made.

    `left` carries the reel where a person leaves one that is not `begun` any more: the one it
    opened with, or the one that was left before.
    """

    left = Signal(object)  # Reel

    def __init__(
        self, context: Context, reel: Reel, parent: QWidget, *, begun: Reel | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Make a reel")
        self.setModal(True)
        self._context = context
        self._card = 0
        self._cards = 1
        self._refused_at = 0
        self.form = ReelForm(context, reel, self)
        self.begun = begun or self.form.reel
        self.phone = Phone(self)
        self.drawer = Drawer(context, self)
        self.making = Making(context, self)
        self.covered = ToggleSwitch("Show what apps cover", parent=self)
        self.facts = QLabel(self)
        set_look(self.facts, "role", "caption")
        self.facts.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.before = IconButton("chevron-left", "Card before", size=14, parent=self)
        self.after = IconButton("chevron-right", "Next card", size=14, parent=self)
        self.place = QLabel(self)
        set_look(self.place, "role", "secondary")
        self.notice = NoticeBar("warning", closable=False, parent=self)
        self.notice.hide()
        self.progress = ProgressRow("", self)
        self.progress.hide()
        self.make = Button("Make the reel", kind="primary", parent=self)
        self.cancel = Button("Cancel", parent=self)
        self.note = WrappedLabel(AFTER, role="secondary", parent=self)
        self._arrange()
        self._wire()
        self.resize(960, 628)
        self.form.looks.draw(reel)
        self._ask()

    def done(self, result: int) -> None:
        self.drawer.stop()
        self.making.stop()
        super().done(result)

    # What it looks like

    def _arrange(self) -> None:
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self.form)
        steps = QHBoxLayout()
        steps.setSpacing(6)
        for widget in (self.before, self.place, self.after):
            policy = widget.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            widget.setSizePolicy(policy)
        steps.addStretch(1)
        steps.addWidget(self.before)
        steps.addWidget(self.place)
        steps.addWidget(self.after)
        steps.addStretch(1)
        seen = QVBoxLayout()
        seen.setSpacing(6)
        seen.addWidget(self.phone, 1)
        seen.addLayout(steps)
        seen.addWidget(self.facts)
        seen.addWidget(self.covered, 0, Qt.AlignmentFlag.AlignHCenter)
        middle = QHBoxLayout()
        middle.setSpacing(20)
        middle.addWidget(scroll, 3)
        middle.addLayout(seen, 2)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.note, 1)
        foot.addWidget(self.progress, 1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.make)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(10)
        column.addWidget(WrappedLabel("Make a reel of these words", role="heading", parent=self))
        column.addWidget(self.notice)
        column.addLayout(middle, 1)
        column.addLayout(foot)
        self.phone.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._show_steps()

    def _wire(self) -> None:
        self.form.changed.connect(self._ask)
        self.form.refused.connect(self._tell)
        self.covered.toggled.connect(self.phone.show_covered)
        self.before.clicked.connect(lambda: self._step(-1))
        self.after.clicked.connect(lambda: self._step(1))
        self.drawer.drawn.connect(self._show)
        self.drawer.refused.connect(self._refuse)
        self.making.progressed.connect(self._tell_progress)
        self.making.finished.connect(self._open)
        self.making.refused.connect(self._not_made)
        self.making.stopped.connect(self._rest)
        self.make.clicked.connect(self._make)
        self.cancel.clicked.connect(self._cancel)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self._make)

    # Drawing

    def _ask(self) -> None:
        self.drawer.ask(self.form.reel, self._card)

    def _step(self, by: int) -> None:
        self._card = min(max(self._card + by, 0), self._cards - 1)
        self._show_steps()
        self._ask()

    def _show(self, picture: object) -> None:
        if not isinstance(picture, ReelPicture):
            return
        self.phone.show_image(image_of(picture))
        self._card, self._cards = picture.card, len(picture.times)
        self._show_steps()
        reel = self.form.reel
        facts = "1080 × 1920"
        if not reel.still:
            facts += f" · {picture.seconds:.1f} s"
            if reel.seconds is None:
                self.form.tell_length(picture.seconds)
        self.facts.setText(facts)
        self.make.setEnabled(not self.making.running)
        if self.drawer.drawing > self._refused_at:
            self._warn(picture)

    def _warn(self, picture: ReelPicture) -> None:
        words = [left_out(picture.undrawable), HURRIED if picture.hurried else ""]
        told = " ".join(one for one in words if one)
        if told:
            self.notice.show_notice("warning", told)
        else:
            self.notice.hide()

    def _show_steps(self) -> None:
        several = self._cards > 1
        for widget in (self.before, self.place, self.after):
            widget.setVisible(several)
        self.place.setText(f"Card {self._card + 1} of {self._cards}")
        self.before.setEnabled(self._card > 0)
        self.after.setEnabled(self._card < self._cards - 1)

    def _tell(self, error: BrandcraftError) -> None:
        """Until something newer is drawn: what was asked for before knows nothing of this."""
        self._refused_at = self.drawer.asked
        self.notice.show_notice("error", error.message)

    def _refuse(self, error: BrandcraftError) -> None:
        self._tell(error)
        self.make.setEnabled(not isinstance(error, BadInput))

    # Making

    def _make(self) -> None:
        if self.making.running or not self.make.isEnabled():
            return
        self.notice.hide()
        self._lock(True)
        self._tell_progress(0.0)
        self.making.start(self.form.reel)

    def _cancel(self) -> None:
        """While it is being made: stop that. Otherwise: leave."""
        if self.making.running:
            self.cancel.setEnabled(False)
            self.making.stop()
        else:
            self.reject()

    def reject(self) -> None:
        """Escape stops what is being made first."""
        if self.making.running:
            self._cancel()
            return
        super().reject()
        if self.form.reel != self.begun:
            self.left.emit(self.form.reel)

    def _tell_progress(self, part: float) -> None:
        still = self.form.reel.still
        words = "Drawing the picture" if still else f"Making the video: {part:.0%}"
        self.progress.set_progress(words, None if still or not part else part)

    def _open(self, post: object) -> None:
        self._lock(False)
        self.accept()
        if isinstance(post, PostView):
            self._context.navigator.open_editor(post.id)
            self._context.navigator.toast("The reel is made and stands on this draft.")

    def _not_made(self, error: BrandcraftError) -> None:
        self._lock(False)
        self._tell(error)

    def _rest(self) -> None:
        self._lock(False)

    def _lock(self, busy: bool) -> None:
        self.form.setEnabled(not busy)
        self.make.setEnabled(not busy)
        self.note.setVisible(not busy)
        self.progress.setVisible(busy)
        self.cancel.setEnabled(True)
        self.cancel.setText("Stop" if busy else "Cancel")
