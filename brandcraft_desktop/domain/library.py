"""The media library in words and figures: its shelves, who uses a file, which platform takes it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from brandcraft_desktop.domain.media_words import counted, joined
from brandcraft_desktop.domain.status import PostStatus
from brandcraft_desktop.errors import BadInput

MOST_TAGS = 32
LONGEST_TAG = 40
_BETWEEN = re.compile(r"[\s,;]+")


class Shelf(StrEnum):
    """Which files of the library are looked at."""

    ALL = "all"
    IMAGES = "images"
    VIDEOS = "videos"
    UNUSED = "unused"  # on no post, also on none in the trash
    TRASH = "trash"


@dataclass(frozen=True)
class ShelfCounts:
    """How many files stand on each shelf; those in the trash only on that one."""

    everything: int = 0
    images: int = 0
    videos: int = 0
    unused: int = 0
    trash: int = 0

    def of(self, shelf: Shelf) -> int:
        """The figure of one shelf."""
        return {
            Shelf.ALL: self.everything,
            Shelf.IMAGES: self.images,
            Shelf.VIDEOS: self.videos,
            Shelf.UNUSED: self.unused,
            Shelf.TRASH: self.trash,
        }[shelf]


@dataclass(frozen=True)
class MediaUse:
    """A post that has a file. `at`: when it went out, else when it is due."""

    post_id: str
    title: str
    status: PostStatus
    at: datetime | None
    in_trash: bool = False


@dataclass(frozen=True)
class Outlook:
    """What deleting files means: how many there are, and the unsent posts that have one of them.

    `planned` will go out or are just going out, `drafts` have not been scheduled, `open` wait for
    an answer of their person (failed, missed, unconfirmed). `held` counts the files that any post
    has: these stay with their posts.
    """

    files: int
    held: int = 0
    planned: int = 0
    drafts: int = 0
    open: int = 0

    @property
    def asks(self) -> bool:
        """Whether a person should hear about it before it is done."""
        return bool(self.planned or self.drafts or self.open)

    @property
    def used_by(self) -> str:
        """ "2 scheduled posts and 1 draft"; "" where no unsent post has one of the files."""
        some = [
            counted(count, thing)
            for count, thing in (
                (self.planned, "scheduled post"),
                (self.drafts, "draft"),
                (self.open, "unfinished post"),
            )
            if count
        ]
        return joined(some, last="and")

    @property
    def words(self) -> str:
        """What becomes of the files and of the posts, in a person's words; "" for nothing odd."""
        if not self.held:
            return ""
        they = "it" if self.files == 1 else "them"
        if not self.asks:
            return f"Posts that have {they} keep {they}."
        return (
            f"Used by {self.used_by}. They keep {they} and go out unchanged: what posts need "
            "is only removed for good when no post has it any more."
        )


class Takes(StrEnum):
    """What a platform does with a file."""

    FITS = "fits"  # its pictures stay as they are; hidden data such as the place go
    CONVERTED = "converted"
    NOT = "not"
    UNKNOWN = "unknown"  # the file is still being prepared, or can't be used at all


@dataclass(frozen=True)
class PlatformFit:
    """Whether one platform takes a file alone on a post; `connected`: there is an account.

    `made` is what it is converted to, `problems` why it is not taken or what to know.
    """

    platform: str
    name: str
    glyph: str
    takes: Takes
    connected: bool = False
    made: str = ""
    problems: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """ "Fits", "Converted to JPEG, 2048 × 1365", or the first reason why not."""
        if self.takes is Takes.FITS:
            return "Fits"
        if self.takes is Takes.CONVERTED:
            return f"Converted to {self.made}"
        return self.problems[0] if self.problems else "Not known yet"


def tags_of(words: str) -> tuple[str, ...]:
    """The tags in what a person typed: apart by spaces or commas, each once, "#" left out.

    Raises `BadInput` for one that is too long, or too many.
    """
    found = dict.fromkeys(one.lstrip("#").lower() for one in _BETWEEN.split(words))
    tags = tuple(one for one in found if one)
    long = next((one for one in tags if len(one) > LONGEST_TAG), None)
    if long is not None:
        raise BadInput(
            f"The tag “{long[:LONGEST_TAG]}…” is too long.",
            f"A tag has at most {LONGEST_TAG} letters.",
            "Make it shorter.",
            field="tags",
        )
    if len(tags) > MOST_TAGS:
        raise BadInput(
            f"That's {len(tags)} tags.",
            f"A file has at most {MOST_TAGS}.",
            "Leave some out.",
            field="tags",
        )
    return tags
