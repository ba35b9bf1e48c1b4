"""A file of the library in words: for eyes in lines, for ears in one sentence."""

from __future__ import annotations

from datetime import datetime, timedelta

from brandcraft_desktop.domain.credit import read, words
from brandcraft_desktop.domain.library import Shelf
from brandcraft_desktop.domain.media_rules import MediaKind, MediaState
from brandcraft_desktop.domain.media_words import counted, formats
from brandcraft_desktop.domain.views import MediaView
from brandcraft_desktop.services.media_trash import TRASH_LIFE
from brandcraft_desktop.ui.editor.media_delegate import clock_words
from brandcraft_desktop.ui.editor.previews.made_as import size_words
from brandcraft_desktop.ui.here import local as on_clocks_here
from brandcraft_desktop.ui.times import short_date

SHELVES = (
    (Shelf.ALL, "All"),
    (Shelf.IMAGES, "Images"),
    (Shelf.VIDEOS, "Videos"),
    (Shelf.UNUSED, "Unused"),
    (Shelf.TRASH, "Trash"),
)
EMPTY = {
    Shelf.ALL: ("image", "No files yet.", "Add pictures and videos, or drop them here."),
    Shelf.IMAGES: ("image", "No images yet.", "Add pictures, or drop them here."),
    Shelf.VIDEOS: ("video", "No videos yet.", "Add videos, or drop them here."),
    Shelf.UNUSED: ("circle-check", "Every file is used in a post.", ""),
    Shelf.TRASH: ("trash", "The trash is empty.", "Deleted files stay here for 30 days."),
}
"""Icon, sentence and explanation of a shelf without files."""
TRASH_NOTE = "Deleted files stay here for 30 days, and as long as a post has them."


def spoken(view: MediaView) -> str:
    """ "Image, beach.jpg, 1600 × 1200, used in 2 posts, has alt text"."""
    words = [view.kind.value.capitalize(), view.name]
    if view.state is MediaState.PENDING:
        words.append("being prepared")
    elif view.state is MediaState.FAILED:
        words.append(view.trouble or "can't be used")
    if view.facts is not None:
        words.append(f"{view.facts.width} × {view.facts.height}")
        if view.facts.duration:
            words.append(clock_words(view.facts.duration))
    words.append(used_words(view.used_in))
    words.append("has alt text" if view.alt else "no alt text")
    return ", ".join(words)


def used_words(count: int) -> str:
    """ "used in 2 posts"."""
    return f"used in {counted(count, 'post')}" if count else "not used"


def facts_lines(view: MediaView) -> tuple[str, ...]:
    """What is known of the file: format, pixels, length, size; when it came."""
    lines: list[str] = []
    facts = view.facts
    if facts is not None:
        first = [formats({facts.mime}), f"{facts.width} × {facts.height}"]
        if facts.duration:
            first.append(clock_words(facts.duration))
        lines.append(" · ".join((*first, size_words(facts.bytes))))
        if view.kind is MediaKind.VIDEO:
            lines.append(_film(view))
    elif view.state is MediaState.PENDING:
        lines.append("Being prepared")
    if view.created_at is not None:
        lines.append(f"Added {short_date(on_clocks_here(view.created_at).date(), 'd MMMM yyyy')}")
    return tuple(line for line in lines if line)


def _film(view: MediaView) -> str:
    facts = view.facts
    if facts is None:
        return ""
    parts = [formats({facts.codec})] if facts.codec else []
    if facts.frame_rate:
        parts.append(f"{facts.frame_rate:g} frames a second")
    parts.append(formats({facts.audio_codec}) if facts.audio_codec else "no sound")
    return " · ".join(parts)


def for_good_words(files: int, held: int) -> str:
    """What removing chosen files for good means; `held` of them are on posts, and stay."""
    if not held:
        return "There is no way back."
    if held == files:
        they = "A post has it: it stays" if files == 1 else "Posts have them: they stay"
        return f"{they} in the trash as long as that is so."
    one = "1 of them is on a post and stays" if held == 1 else f"{held:,} are on posts and stay"
    return f"There is no way back. {one} in the trash as long as that is so."


def trash_words(view: MediaView, now: datetime) -> str:
    """How long a file in the trash stays; "" for one that is not there."""
    if view.deleted_at is None:
        return ""
    if view.used_in:
        one = "a post has" if view.used_in == 1 else f"{view.used_in} posts have"
        return f"In the trash. It stays as long as {one} it."
    left = max(timedelta(), view.deleted_at + TRASH_LIFE - now).days
    days = "less than a day" if left < 1 else counted(left, "day")
    return f"In the trash. It is removed for good in {days}."


def credit_words(credit: str) -> str:
    """Who made a file, as it is kept: "Photo by Ann Lee on Unsplash"; "" for one's own."""
    found = read(credit)
    return "" if found is None else words([found])


def several_words(views: list[MediaView]) -> str:
    """ "12 files, 34.1 MB"."""
    size = sum(view.facts.bytes for view in views if view.facts is not None)
    return f"{counted(len(views), 'file')}, {size_words(size)}"
