"""The file that the media dialog is about, and what came out of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from brandcraft_desktop.domain.media_edit import MediaEdit
from brandcraft_desktop.domain.views import MediaView
from brandcraft_desktop.services.media_takers import Liking, Taker
from brandcraft_desktop.ui.editor.media_dialog.alt_words import AltLimit
from brandcraft_desktop.ui.editor.previews.made_as import size_words

Judge = Callable[[MediaEdit, str], tuple[Taker, ...]]
"""Who takes the file with such a decision and such words; pure, asked at each change."""


@dataclass(frozen=True)
class Subject:
    """A file on a post. `likings` is pure as well but asks much: it runs on a thread."""

    view: MediaView
    alt: str
    edit: MediaEdit
    limits: tuple[AltLimit, ...]
    judge: Judge
    likings: Callable[[], Mapping[str, Liking]]

    @property
    def is_video(self) -> bool:
        """Whether it moves."""
        return self.view.kind.value == "video"


@dataclass(frozen=True)
class Decided:
    """What the person took: one step for the post."""

    alt: str
    edit: MediaEdit


def facts_line(view: MediaView) -> str:
    """ "beach.jpg · 4000 × 3000 · 2.1 MB"."""
    words = [view.name]
    if view.facts is not None:
        words.append(f"{view.facts.width} × {view.facts.height}")
        words.append(size_words(view.facts.bytes))
        if view.facts.duration:
            words.append(f"{view.facts.duration:.0f} s")
    return " · ".join(words)
