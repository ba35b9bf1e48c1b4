"""Videos being made, as the window follows them: how far each is, and the way to stop it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from brandcraft_desktop.domain.conversion import Asker
from brandcraft_desktop.domain.events import ConversionState, MediaProgress
from brandcraft_desktop.domain.media_rules import VideoRecipe
from brandcraft_desktop.domain.plan import PlannedMedia
from brandcraft_desktop.services import conversions
from brandcraft_desktop.services.media_renditions import order_of
from brandcraft_desktop.ui.bridge import Batch
from brandcraft_desktop.ui.context import Context

_GOING = (ConversionState.WAITING, ConversionState.RUNNING)


class Converting(QObject):
    """Hears of those of other processes, too; only its own can be stopped."""

    changed = Signal(str)  # the id of a file
    finished = Signal(str, str)  # the id of a file, the digest of its recipe
    failed = Signal(object)  # BrandcraftError, of one that was begun here

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = context.workspace
        self._going: dict[str, dict[str, float]] = {}
        self._mine: dict[tuple[str, str], conversions.Conversion] = {}
        context.bridge.changed.connect(self._hear)

    def done(self, media_id: str, recipe: str = "") -> float | None:
        """The finished part (0 to 1) of a file's video, by that recipe or any; None: none runs."""
        going = self._going.get(media_id)
        if not going:
            return None
        return going.get(recipe) if recipe else max(going.values())

    def begin(self, planned: PlannedMedia) -> None:
        """Have the video of a planned file made."""
        if not isinstance(planned.recipe, VideoRecipe) or planned.media.facts is None:
            return
        order = order_of(planned.media, planned.recipe)
        one = conversions.of(self._workspace).ask(order, Asker.PERSON)
        self._mine[order.media_id, order.digest] = one
        self._going.setdefault(order.media_id, {})[order.digest] = one.done
        self.changed.emit(order.media_id)

    def stop(self, media_id: str, recipe: str = "") -> None:
        """Stop a file's videos, or that of one recipe, whoever wanted them."""
        for one in conversions.of(self._workspace).running():
            if one.order.media_id == media_id and recipe in ("", one.order.digest):
                one.stop()

    def _hear(self, batch: object) -> None:
        if not isinstance(batch, Batch):
            return
        for event in batch.events:
            if isinstance(event, MediaProgress):
                self._take(event)

    def _take(self, event: MediaProgress) -> None:
        going = self._going.setdefault(event.media_id, {})
        if event.state in _GOING:
            going[event.recipe] = event.done
            self.changed.emit(event.media_id)
            return
        going.pop(event.recipe, None)
        if not going:
            del self._going[event.media_id]
        self.changed.emit(event.media_id)
        mine = self._mine.pop((event.media_id, event.recipe), None)
        if event.state is ConversionState.DONE:
            self.finished.emit(event.media_id, event.recipe)
        elif event.state is ConversionState.FAILED and mine is not None:
            self.failed.emit(mine.error)
