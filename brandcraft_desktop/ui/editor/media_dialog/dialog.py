"""One file of a post: cropped, trimmed, described, and who takes it; nothing counts until Save."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from brandcraft_desktop.domain.media_edit import Framing
from brandcraft_desktop.domain.media_rules import MediaState, ThumbnailSize
from brandcraft_desktop.services.media_takers import Liking, Taker
from brandcraft_desktop.ui.editor.media_dialog.alt_words import AltWords
from brandcraft_desktop.ui.editor.media_dialog.crop_desk import CropDesk
from brandcraft_desktop.ui.editor.media_dialog.decision import Decision
from brandcraft_desktop.ui.editor.media_dialog.film_desk import FilmDesk
from brandcraft_desktop.ui.editor.media_dialog.framing_row import FramingRow, asked_shapes
from brandcraft_desktop.ui.editor.media_dialog.sent_view import SentView, finished_size
from brandcraft_desktop.ui.editor.media_dialog.subject import Decided, Subject, facts_line
from brandcraft_desktop.ui.editor.media_dialog.takers_list import TakersList
from brandcraft_desktop.ui.editor.previews.finished import FinishedFiles
from brandcraft_desktop.ui.editor.thumbnails import Thumbnails
from brandcraft_desktop.ui.widgets import (
    Button,
    ElidedLabel,
    IconButton,
    SegmentedControl,
    WrappedLabel,
    stops,
)

PAUSE_MS = 80
"""After the last change before the platforms are asked again."""
ASIDE = 348
SMALL = 256
SIZE = QSize(1000, 640)
FILM, CROP, SENT = "film", "crop", "sent"


class MediaDialog(QDialog):
    """`chosen` carries what was decided; `left` the same where it was thrown away."""

    chosen = Signal(object)  # Decided
    left = Signal(object)  # Decided

    def __init__(self, subject: Subject, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Edit {subject.view.name}")
        self.setModal(True)
        self.subject, self._thumbnails = subject, thumbnails
        self.decision = Decision(subject.edit, subject.thumbnail, self)
        self.takers: tuple[Taker, ...] = ()
        self._small: QPixmap | None = None
        self.finished_files = FinishedFiles(thumbnails, self)
        self.finished_files.arrived.connect(lambda _: self._show_takers())
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(PAUSE_MS)
        self._later.timeout.connect(self._judge)
        self.crop = CropDesk(subject.view, self.decision, thumbnails.context, self)
        self.sent = SentView(self.finished_files, self)
        self.alt = AltWords(subject.view.name, subject.alt, subject.limits, self)
        self.words, self.counter = self.alt.words, self.alt.counter
        self.alt.changed.connect(self._later.start)
        self.framing = FramingRow(self)
        self.framing.chosen.connect(self._frame)
        self.list = TakersList(self)
        self.list.chosen.connect(self._choose_taker)
        self.film: FilmDesk | None = None
        if subject.is_video:
            self.film = FilmDesk(subject, self.decision, thumbnails, self)
        self._make_pages()
        self._make_buttons()
        self._arrange(parent)
        pages = [*self.film.rows] if self.film is not None else []
        self._stops: list[QWidget] = [self.tabs, self.undo, self.redo, *pages, *self.crop.rows]
        self._stops += [self.sent, self.alt, self.framing, self.list, self.cancel, self.save]
        self._ordered: list[QWidget] = []
        if self.film is not None:
            self.film.covers.arrived.connect(self._order_focus)
        self.decision.changed.connect(self._changed)
        self.decision.steps_changed.connect(self._show_steps)
        thumbnails.loaded.connect(self._draw)
        self._draw(subject.view.sha256)
        self._show_steps()
        self._judge()
        tasks = thumbnails.context.tasks
        tasks.read(subject.likings, self._show_likings, failed=lambda _: None, owner=self)
        if self.film is not None:
            tasks.read(
                subject.lengths, self.film.show_limits, failed=lambda _: None, owner=self.film
            )

    # Building

    def _make_pages(self) -> None:
        self.pages = QStackedWidget(self)
        self._places: dict[str, QWidget] = {CROP: self.crop, SENT: self.sent}
        choices = [(CROP, "Crop"), (SENT, "As it is sent")]
        if self.film is not None:
            self._places = {FILM: self.film, **self._places}
            choices.insert(0, (FILM, "Trim and cover"))
        for page in self._places.values():
            self.pages.addWidget(page)
        self.tabs = SegmentedControl(choices, name="What is shown", parent=self)
        self.tabs.chosen.connect(self.show_page)

    def _make_buttons(self) -> None:
        self.undo = IconButton("arrow-rotate-left", "Undo", parent=self)
        self.undo.setToolTip("Undo (Ctrl+Z)")
        self.undo.clicked.connect(self.decision.undo)
        self.redo = IconButton("arrow-rotate-left", "Redo", parent=self)
        self.redo.set_icon_name("rotate-right")
        self.redo.setToolTip("Redo (Ctrl+Shift+Z)")
        self.redo.clicked.connect(self.decision.redo)
        self.save = Button("Save", kind="primary", parent=self)
        self.save.setDefault(True)
        self.save.clicked.connect(self._save)
        self.cancel = Button("Cancel", parent=self)
        self.cancel.clicked.connect(self.reject)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self._save)
        QShortcut(QKeySequence.StandardKey.Undo, self, self.decision.undo)
        QShortcut(QKeySequence.StandardKey.Redo, self, self.decision.redo)

    def _arrange(self, window: QWidget) -> None:
        head = QHBoxLayout()
        head.addWidget(self.tabs)
        head.addStretch(1)
        head.addWidget(self.undo)
        head.addWidget(self.redo)
        self.facts = ElidedLabel(
            facts_line(self.subject.view),
            role="caption",
            mode=Qt.TextElideMode.ElideMiddle,
            parent=self,
        )
        work = QVBoxLayout()
        work.setSpacing(8)
        work.addLayout(head)
        work.addWidget(self.pages, 1)
        who = WrappedLabel("Who takes it", role="subtitle", parent=self)
        aside = QWidget(self)
        aside.setFixedWidth(ASIDE)
        side = QVBoxLayout(aside)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(6)
        side.addWidget(self.alt)
        side.addSpacing(6)
        side.addWidget(self.framing)
        side.addSpacing(6)
        side.addWidget(who)
        side.addWidget(self.list, 1)
        body = QHBoxLayout()
        body.setSpacing(16)
        body.addLayout(work, 1)
        body.addWidget(aside)
        row = QHBoxLayout()
        row.addWidget(self.facts, 1)
        row.addWidget(self.cancel)
        row.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(12)
        column.addLayout(body, 1)
        column.addLayout(row)
        self.resize(SIZE.boundedTo(window.window().size() - QSize(24, 24)))
        self.setMinimumSize(760, 460)

    def _order_focus(self) -> None:
        """As it is read: what is shown, its page, the words, who takes it, the buttons."""
        every = [stop for one in self._stops for stop in stops(one)]
        if every != self._ordered:
            self._ordered = every
            for first, second in pairwise(every):
                QWidget.setTabOrder(first, second)

    # Showing

    def show_alt(self) -> None:
        """Go to the words for people who can't see it."""
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_page(self, key: str) -> None:
        """Show the trim, the crop, or the file as one account is sent it."""
        self.tabs.set_current(key)
        self.pages.setCurrentWidget(self._places[key])
        if key == SENT and not self.list.current:
            self.list.current = next((one.account.id for one in self.takers if one.planned), "")
        elif key != SENT:
            self.list.let_go()
        self._show_takers()

    def _choose_taker(self, account_id: str) -> None:
        self.show_page(SENT if account_id else next(iter(self._places)))

    def _draw(self, sha256: str) -> None:
        view = self.subject.view
        if sha256 != view.sha256:
            return
        picture = self._thumbnails.get(sha256, ThumbnailSize.LARGE)
        waiting = "" if picture is not None else _waiting(view.state, view.trouble)
        if picture is not None:
            self._small = picture.scaled(
                SMALL,
                SMALL,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        self.crop.show_picture(picture, waiting)
        self._show_takers()

    def _show_likings(self, likings: Mapping[str, Liking]) -> None:
        self.crop.show_likings(likings)

    def _changed(self) -> None:
        self.crop.show_edit(focus=self._crops())
        if self.film is not None:
            self.film.show_edit()
        self._later.start()

    def _show_steps(self) -> None:
        self.undo.setEnabled(self.decision.can_undo)
        self.redo.setEnabled(self.decision.can_redo)

    def _judge(self) -> None:
        self.takers = self.subject.judge(self.decision.edit, self.alt.text())
        self.crop.show_edit(focus=self._crops())
        self._show_takers()

    def _show_takers(self) -> None:
        edit = self.decision.edit
        self.framing.show_shapes(asked_shapes(self.takers, edit), edit, self._small)
        sizes = [finished_size(one, self.finished_files) for one in self.takers]
        self.list.show_takers(self.takers, sizes)
        self._order_focus()
        current = (one for one in self.takers if one.account.id == self.list.current)
        self.sent.show_taker(next(current, None))

    def _crops(self) -> bool:
        """Whether a platform will cut the file to its shape."""
        asked = any(one.asks is not None for one in self.takers)
        return asked and self.decision.edit.framing in (None, Framing.CROP)

    # Deciding

    def _frame(self, framing: object) -> None:
        if isinstance(framing, Framing):
            self.decision.settle()
            self.decision.put(replace(self.decision.edit, framing=framing))

    def decided(self) -> Decided:
        """What stands in the dialog now."""
        return Decided(self.alt.text(), self.decision.edit, self.decision.thumbnail)

    def _save(self) -> None:
        wrong = self.film.trim.unreadable() if self.film is not None else None
        if wrong is not None:
            self.show_page(FILM)
            wrong.setFocus(Qt.FocusReason.OtherFocusReason)
            wrong.selectAll()
            return
        self.accept()
        self.chosen.emit(self.decided())

    def done(self, result: int) -> None:
        if self.film is not None:
            self.film.loader.leave()
        super().done(result)

    def reject(self) -> None:
        super().reject()
        subject = self.subject
        if self.decided() != Decided(subject.alt.strip(), subject.edit, subject.thumbnail):
            self.left.emit(self.decided())


def _waiting(state: MediaState, trouble: str) -> str:
    if state is MediaState.FAILED:
        return trouble or "This file can't be used."
    if state is MediaState.PENDING:
        return "Being prepared. Open this again in a moment to crop it."
    return "Loading the picture…"
