"""The file that the media dialog is about, and what came out of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from brandcraft_desktop.domain.media_edit import MediaEdit
from brandcraft_desktop.domain.media_rules import MediaKind
from brandcraft_desktop.domain.platform import OptionKind
from brandcraft_desktop.domain.views import MediaView
from brandcraft_desktop.services.media_lengths import LengthLimit
from brandcraft_desktop.services.media_takers import Liking, Taker
from brandcraft_desktop.ui.editor.media_dialog.alt_words import AltLimit
from brandcraft_desktop.ui.editor.previews.made_as import size_words

Judge = Callable[[MediaEdit, str], tuple[Taker, ...]]
"""Who takes the file with such a decision and such words; pure, asked at each change."""


@dataclass(frozen=True)
class CoverSlot:
    """An option of a chosen platform that says what stands for the video until it plays."""

    platform: str
    name: str
    option: str
    kind: OptionKind
    picture: MediaView | None = None


@dataclass(frozen=True)
class Subject:
    """A file on a post. `likings` and `lengths` are pure but ask much: they run on a thread."""

    view: MediaView
    alt: str
    edit: MediaEdit
    limits: tuple[AltLimit, ...]
    judge: Judge
    likings: Callable[[], Mapping[str, Liking]]
    lengths: Callable[[], tuple[LengthLimit, ...]]
    covers: tuple[CoverSlot, ...] = ()

    @property
    def moment_users(self) -> tuple[str, ...]:
        """The platforms whose cover is a moment of the video."""
        return tuple(one.name for one in self.covers if one.kind is OptionKind.MOMENT)

    @property
    def thumbnail_users(self) -> tuple[str, ...]:
        """The platforms that take a picture of one's own."""
        return tuple(one.name for one in self.covers if one.kind is OptionKind.FILE)

    @property
    def thumbnail(self) -> MediaView | None:
        """The picture that is chosen already."""
        return next((one.picture for one in self.covers if one.picture is not None), None)

    @property
    def is_video(self) -> bool:
        """Whether it moves."""
        return self.view.kind is MediaKind.VIDEO


@dataclass(frozen=True)
class Decided:
    """What the person took: one step for the post."""

    alt: str
    edit: MediaEdit
    thumbnail: MediaView | None = None


def facts_line(view: MediaView) -> str:
    """ "beach.jpg · 4000 × 3000 · 2.1 MB"."""
    words = [view.name]
    if view.facts is not None:
        words.append(f"{view.facts.width} × {view.facts.height}")
        words.append(size_words(view.facts.bytes))
        if view.facts.duration:
            words.append(f"{view.facts.duration:.0f} s")
    return " · ".join(words)
