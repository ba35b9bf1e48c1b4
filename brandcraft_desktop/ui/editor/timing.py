"""What is known about the chosen time: suggestions, and other posts that go out nearby."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QObject, QTimer

from brandcraft_desktop.domain.schedule import zone_named
from brandcraft_desktop.services import posting_times
from brandcraft_desktop.services.posting_times import Nearby, Suggestion
from brandcraft_desktop.ui.editor.controller import EditorController
from brandcraft_desktop.ui.editor.schedule_bar import ScheduleBar
from brandcraft_desktop.ui.editor.suggested_times import SuggestedTimes
from brandcraft_desktop.ui.editor.when import When, stored
from brandcraft_desktop.ui.times import short_time

PAUSE_MS = 150
"""After the last change before the database is asked what goes out nearby."""


class Timing(QObject):
    """Reads on a thread; nothing of it changes the post but a suggestion that is chosen."""

    def __init__(self, controller: EditorController, bar: ScheduleBar) -> None:
        super().__init__(bar)
        self._post, self._bar = controller, bar
        self._asked: tuple[str, tuple[str, ...], datetime | None] = ("", (), None)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        controller.changed.connect(self._changed)
        bar.time.suggest.clicked.connect(self.open_suggestions)

    def open_suggestions(self) -> None:
        """Open the panel once the moments are known."""
        post = self._post
        workspace, ids, zone, but = post.workspace, post.content.account_ids, post.when.zone, ""
        if post.post is not None:
            but = post.post.id
        post.context.tasks.read(
            lambda: posting_times.suggestions(workspace, ids, zone, but=but),
            lambda found: self._show(found, zone),
            owner=self,
        )

    def _show(self, found: Sequence[Suggestion], zone: str) -> None:
        if not self._bar.time.suggest.isVisible():
            return
        panel = SuggestedTimes(self._bar)
        panel.show_suggestions(found, zone)
        panel.chosen.connect(self._take)
        panel.slots_wanted.connect(self._post.context.navigator.open_accounts)
        panel.open_at(self._bar.time.suggest)

    def _take(self, at: object) -> None:
        if not isinstance(at, datetime):
            return
        zone = self._post.when.zone
        found = stored(at, zone, "", fallback=zone)
        when = When(found.wall, zone, found.fold)
        self._bar.time.show_when(when)
        self._post.set_when(when)

    # What goes out nearby

    def _changed(self) -> None:
        if self._state() != self._asked:
            self._pause.start()

    def _state(self) -> tuple[str, tuple[str, ...], datetime | None]:
        post = self._post
        own = post.post.id if post.post is not None else ""
        at = None if post.delivery_id is not None else post.when.at
        return own, post.content.account_ids, at

    def _ask(self) -> None:
        own, ids, at = self._asked = self._state()
        workspace = self._post.workspace
        if at is None or not ids:
            self._bar.time.show_hint("")
            return
        asked, moment = self._asked, at
        self._post.context.tasks.read(
            lambda: posting_times.nearby(workspace, ids, moment, but=own),
            lambda found: self._tell(found) if asked == self._state() else None,
            failed=lambda _: None,  # only a hint: the next change asks again
            owner=self,
        )

    def _tell(self, found: Sequence[Nearby]) -> None:
        self._bar.time.show_hint(self.words(found, self._post.when.zone))

    def words(self, found: Sequence[Nearby], zone: str) -> str:
        """ "Another post goes to X at 07:05." """
        if not found:
            return ""
        first = found[0]
        local = first.at.astimezone(zone_named(zone))
        clock = short_time(local.time())
        names = dict.fromkeys(
            self._post.workspace.platforms.get(one.platform).info.name
            for one in found
            if one.at == first.at
        )
        more = len({one.post_id for one in found}) - 1
        others = f", and {more} more close to it" if more else ""
        return f"Another post goes to {' and '.join(names)} at {clock}{others}."
