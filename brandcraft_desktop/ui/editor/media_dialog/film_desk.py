"""Trimming a video and choosing its cover: a frame, the film, its times, its covers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QVBoxLayout, QWidget

from brandcraft_desktop.domain.film import Span, ended, started, written
from brandcraft_desktop.services.media_lengths import LengthLimit
from brandcraft_desktop.ui.editor.media_dialog.cover_row import CoverRow
from brandcraft_desktop.ui.editor.media_dialog.decision import Decision
from brandcraft_desktop.ui.editor.media_dialog.film_loader import FilmLoader
from brandcraft_desktop.ui.editor.media_dialog.film_track import FilmTrack
from brandcraft_desktop.ui.editor.media_dialog.picture_well import PictureWell
from brandcraft_desktop.ui.editor.media_dialog.subject import Subject
from brandcraft_desktop.ui.editor.media_dialog.thumbnail_row import ThumbnailRow
from brandcraft_desktop.ui.editor.media_dialog.track_handle import Held
from brandcraft_desktop.ui.editor.media_dialog.trim_row import TrimRow
from brandcraft_desktop.ui.editor.thumbnails import Thumbnails

DIGITS = 3
"""Of a trim's seconds: thousandths, as they are written."""


class FilmDesk(QWidget):
    """Shows and changes the trim and the cover of a decision."""

    def __init__(
        self,
        subject: Subject,
        decision: Decision,
        thumbnails: Thumbnails,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._decision = decision
        facts = subject.view.facts
        self.seconds = round((facts.duration or 0.0) if facts is not None else 0.0, DIGITS)
        rate = (facts.frame_rate or 0.0) if facts is not None else 0.0
        self.loader = FilmLoader(subject.view, thumbnails.context, self)
        self.frame = PictureWell(self)
        self.track = FilmTrack(self.seconds, rate, self)
        self.trim = TrimRow(self.seconds, self)
        self.covers = CoverRow(self)
        self.covers.show_users(subject.moment_users)
        self.thumbnail = ThumbnailRow(subject.thumbnail_users, thumbnails, self)
        self.head = decision.edit.start or 0.0
        self._wire()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.frame, 1)
        below = (self.track, self.trim, self.covers, self.thumbnail)
        for row in below:
            column.addWidget(row)
        handles = (self.track.handles[one] for one in (Held.START, Held.HEAD, Held.END))
        self.rows: tuple[QWidget, ...] = (*handles, *below[1:])
        self.setEnabled(self.seconds > 0)
        self.show_edit()
        if self.seconds > 0:
            self.loader.begin()
            self._look(self.head)
        else:
            self.covers.show_trouble("How long this video is could not be told yet.")

    def _wire(self) -> None:
        decision, track = self._decision, self.track
        track.started.connect(self._start)
        track.ended.connect(self._end)
        track.looked.connect(self._look)
        track.settled.connect(decision.settle)
        self.trim.started.connect(lambda at: self._start(at, going_on=False))
        self.trim.ended.connect(lambda at: self._end(at, going_on=False))
        self.trim.all_wanted.connect(lambda: self._put(Span(0.0, self.seconds), going_on=False))
        self.covers.chosen.connect(self._cover)
        self.covers.here_wanted.connect(lambda: self._cover(round(self.head * 1000)))
        self.thumbnail.chosen.connect(decision.put_thumbnail)
        self.thumbnail.refused.connect(self.covers.show_trouble)
        self.loader.arrived.connect(self._arrived)
        self.loader.finished.connect(self._finished)
        self.loader.failed.connect(self.covers.show_trouble)
        self.loader.exact.connect(self._exact)

    # Showing

    @property
    def span(self) -> Span:
        """What is kept."""
        edit = self._decision.edit
        end = self.seconds if edit.end is None else min(edit.end, self.seconds)
        return Span(min(edit.start or 0.0, end), end)

    def show_edit(self) -> None:
        """Show what is decided."""
        edit, span = self._decision.edit, self.span
        cover = None if edit.cover is None else edit.cover / 1000
        self.track.show_span(span, self.head, cover)
        self.trim.show_span(span)
        self.covers.show_cover(edit.cover)
        self.thumbnail.show_picture(self._decision.thumbnail)

    def show_limits(self, limits: Sequence[LengthLimit]) -> None:
        """How long platforms let it be."""
        self.track.show_limits(limits)
        self.trim.show_limits(limits)

    def _arrived(self) -> None:
        self.covers.show_progress(self.loader.share)
        self.track.show_frames(self.loader.pictures)
        if self.frame.picture is None:
            self._show_frame(self.loader.nearest(round(self.head * 1000)))

    def _finished(self) -> None:
        strip, pictures = self.loader.strip, self.loader.pictures
        if strip is not None:
            every = [(one.moment, pictures.get(one.moment)) for one in strip.candidates]
            self.covers.show_candidates([(at, one) for at, one in every if one is not None])
            self.covers.show_cover(self._decision.edit.cover)

    def _exact(self, milliseconds: int, picture: object) -> None:
        if isinstance(picture, QPixmap) and milliseconds == round(self.head * 1000):
            self._show_frame(picture)

    def _show_frame(self, picture: QPixmap | None) -> None:
        self.frame.show_picture(picture, f"Frame at {written(self.head)}")

    # Deciding

    def _look(self, seconds: float) -> None:
        self.head = min(max(seconds, 0.0), self.seconds)
        moment = round(self.head * 1000)
        self._show_frame(self.loader.nearest(moment))
        self.loader.want(moment)
        self.show_edit()

    def _start(self, seconds: float, going_on: bool = True) -> None:
        span = started(self.span, round(seconds, DIGITS))
        self._put(span, going_on=going_on)
        self._look(span.start)

    def _end(self, seconds: float, going_on: bool = True) -> None:
        span = ended(self.span, round(seconds, DIGITS), self.seconds)
        self._put(span, going_on=going_on)
        self._look(span.end)

    def _put(self, span: Span, *, going_on: bool) -> None:
        start = round(span.start, DIGITS) or None
        end = None if span.end >= self.seconds else round(span.end, DIGITS)
        self._decision.put(replace(self._decision.edit, start=start, end=end), going_on=going_on)

    def _cover(self, milliseconds: object) -> None:
        self._decision.settle()
        cover = milliseconds if isinstance(milliseconds, int) else None
        self._decision.put(replace(self._decision.edit, cover=cover))
        if cover is not None:
            self._look(cover / 1000)
