"""The files that will be uploaded, as pictures: made or found on a thread, kept while wanted."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap

from brandcraft_desktop.domain.media_rules import (
    MediaKind,
    MediaState,
    ThumbnailSize,
    VideoRecipe,
)
from brandcraft_desktop.domain.plan import PlannedMedia
from brandcraft_desktop.domain.platform import OptionKind
from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.services import media
from brandcraft_desktop.services.media_frames import frame, poster
from brandcraft_desktop.ui.editor.converting import Converting
from brandcraft_desktop.ui.editor.thumbnails import Thumbnails

T = TypeVar("T")
KEPT = 32
LONG_SIDE = 1024
"""Pixels: the panel is at most 560 wide, on a screen of double density."""


@dataclass(frozen=True)
class Facts:
    """The finished file: pixels, bytes."""

    mime: str
    width: int
    height: int
    bytes: int


@dataclass(frozen=True)
class Cover:
    """What stands for a video until it plays: a file by its id, or a moment in milliseconds."""

    kind: OptionKind
    value: str


class FinishedFiles(QObject):
    """`picture` gives what is here and asks for what is not; `arrived` says to ask again.

    A video that was made shows a frame of itself. Until then its source stands for it: fitting one
    takes minutes, and a key press must not begin that.
    """

    arrived = Signal(str)  # the key of a file

    def __init__(self, thumbnails: Thumbnails, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self._facts: dict[str, Facts] = {}
        self._places: dict[str, str] = {}
        self._pictures: OrderedDict[str, QPixmap] = OrderedDict()
        self._asked: set[str] = set()
        self._films: dict[tuple[str, str], str] = {}
        self.converting = Converting(thumbnails.context, self)
        self.converting.changed.connect(self.arrived)
        self.converting.finished.connect(self._made)
        thumbnails.loaded.connect(self.arrived)

    def facts(self, planned: PlannedMedia) -> Facts | None:
        """What is known of the finished file; None until it is made."""
        found = planned.media.facts
        if found is None:
            return None
        if found.kind is MediaKind.VIDEO and planned.recipe is None:
            return Facts(found.mime, found.width, found.height, found.bytes)
        return self._facts.get(key_of(planned))

    def picture(self, planned: PlannedMedia) -> QPixmap | None:
        """The finished picture, else the thumbnail of the file it is made of."""
        key = key_of(planned)
        kept = self._kept(self._places.get(key, ""))
        if kept is not None:
            return kept
        ready = planned.media.state is MediaState.PROCESSED and planned.media.facts is not None
        if ready and isinstance(planned.recipe, VideoRecipe):
            self._films[planned.media.media_id, planned.recipe.digest] = key
            self._look_for(key, planned)
        elif ready and not planned.media.is_video:
            self._ask(key, planned)
        return self._thumbnails.get(planned.media.sha256, ThumbnailSize.LARGE)

    def cover(self, planned: PlannedMedia, cover: Cover) -> QPixmap | None:
        """The chosen cover of a video, once it is here."""
        key = cover_key(planned, cover)
        kept = self._kept(key)
        if kept is None and key not in self._asked:
            self._asked.add(key)
            workspace, sha256 = self._thumbnails.context.workspace, planned.media.sha256

            def read() -> QImage | None:
                if cover.kind is OptionKind.MOMENT:
                    data = frame(workspace, sha256, _moment(planned, cover))
                    return QImage.fromData(data) if data else None
                view = media.show(workspace, cover.value)
                path = media.thumbnail(workspace, view.sha256, ThumbnailSize.LARGE)
                return _read(path) if path is not None else None

            self._begin(read, lambda image: self._keep(key, key, image))
        return kept

    def _ask(self, key: str, planned: PlannedMedia) -> None:
        if key in self._asked:
            return
        self._asked.add(key)
        workspace = self._thumbnails.context.workspace

        def read() -> tuple[str, Facts, QImage]:
            made = media.rendition(workspace, planned)
            facts = Facts(made.mime, made.width, made.height, made.bytes)
            return str(made.path), facts, _read(made.path)

        def keep(found: tuple[str, Facts, QImage]) -> None:
            # Files named by their content: platforms that are sent the same one share a picture.
            self._places[key], self._facts[key], image = found
            self._keep(key, found[0], image)

        self._begin(read, keep)

    def _look_for(self, key: str, planned: PlannedMedia) -> None:
        """Whether a video is made already; it is asked again when it is."""
        if key in self._asked:
            return
        self._asked.add(key)
        workspace = self._thumbnails.context.workspace

        def read() -> tuple[str, Facts, QImage] | None:
            made = media.made(workspace, planned)
            if made is None:
                return None
            facts = Facts(made.mime, made.width, made.height, made.bytes)
            return str(made.path), facts, QImage.fromData(poster(workspace, made.path))

        def keep(found: tuple[str, Facts, QImage] | None) -> None:
            if found is not None:
                self._places[key], self._facts[key], image = found
                self._keep(key, found[0], image)

        self._begin(read, keep)

    def _made(self, media_id: str, recipe: str) -> None:
        key = self._films.get((media_id, recipe), "")
        if key:
            self._asked.discard(key)
            self.arrived.emit(key)

    def _begin(self, read: Callable[[], T], keep: Callable[[T], None]) -> None:
        # What can't be made is told by the checks, with its reason; the thumbnail stays.
        self._thumbnails.context.tasks.read(read, keep, failed=_leave, owner=self)

    def _keep(self, key: str, place: str, image: QImage | None) -> None:
        if image is None or image.isNull():
            return
        self._pictures[place] = QPixmap.fromImage(image)
        self._pictures.move_to_end(place)
        while len(self._pictures) > KEPT:
            gone, _ = self._pictures.popitem(last=False)
            self._asked.difference_update([one for one, at in self._places.items() if at == gone])
            self._asked.discard(gone)
        self.arrived.emit(key)

    def _kept(self, place: str) -> QPixmap | None:
        found = self._pictures.get(place)
        if found is not None:
            self._pictures.move_to_end(place)
        return found


def key_of(planned: PlannedMedia) -> str:
    """Names a finished file: what it is made of and how."""
    recipe = planned.recipe.digest if planned.recipe is not None else ""
    return f"{planned.media.media_id} {planned.media.sha256} {recipe}"


def cover_key(planned: PlannedMedia, cover: Cover) -> str:
    """Names a cover of a video."""
    is_moment = cover.kind is OptionKind.MOMENT
    value = _moment(planned, cover) if is_moment else cover.value
    return f"{planned.media.sha256} {cover.kind.value} {value}"


def _moment(planned: PlannedMedia, cover: Cover) -> int:
    """Milliseconds of the video as it was added; a plan counts from where it begins when sent."""
    return round((planned.media.edit.start or 0.0) * 1000) + int(cover.value)


def _read(path: Path) -> QImage:
    """A picture, scaled down while it is decoded."""
    reader = QImageReader(str(path))
    size, most = reader.size(), QSize(LONG_SIDE, LONG_SIDE)
    if size.width() > LONG_SIDE or size.height() > LONG_SIDE:
        reader.setScaledSize(size.scaled(most, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


def _leave(error: BrandcraftError) -> None:
    """Nothing to show; the thumbnail stays."""
