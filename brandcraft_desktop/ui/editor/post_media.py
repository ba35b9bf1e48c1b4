"""The files of the post that is written: those all platforms share, and those of variants alone.

Nothing in here touches a text, a time, or the files of anybody else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from brandcraft_desktop.domain.media_edit import UNTOUCHED, MediaEdit
from brandcraft_desktop.domain.media_rules import (
    DEFAULT_MAX_IMAGES,
    DEFAULT_MAX_VIDEOS,
    MediaKind,
)
from brandcraft_desktop.domain.text.parts import part_at, ranges
from brandcraft_desktop.domain.views import MediaChoice, MediaView
from brandcraft_desktop.ui.editor.companions import in_parts
from brandcraft_desktop.ui.editor.documents import SHARED
from brandcraft_desktop.ui.editor.targets import NOTHING, platform_of

if TYPE_CHECKING:
    from brandcraft_desktop.ui.editor.controller import EditorController

_Choices = tuple[MediaChoice, ...]


@dataclass(frozen=True)
class Room:
    """Where files join: whose they will be, on which part, beside which, and how many may."""

    owner: str = SHARED
    part: int = 0
    beside: tuple[str, ...] = ()
    kinds: tuple[MediaKind, ...] = ()
    max_images: int = DEFAULT_MAX_IMAGES
    max_videos: int = DEFAULT_MAX_VIDEOS
    mixed: bool = False


@dataclass
class _Past:
    """Earlier choices of one owner, and those that were taken back."""

    undo: list[_Choices] = field(default_factory=list)
    redo: list[_Choices] = field(default_factory=list)


class PostMedia:
    """Every change of one owner's files can be taken back by `undo(owner)`."""

    def __init__(self, post: EditorController) -> None:
        self._post = post
        self._past: dict[str, _Past] = {}

    def forget(self) -> None:
        """Another post."""
        self._past.clear()

    # Whose files

    def owner(self, target: str) -> str:
        """Whose files a target is sent: its own, its platform's, or the shared ones."""
        variants = self._post.content.variants
        platform = platform_of(target, self._post.accounts)
        for one in (target, platform):
            if one != SHARED and variants.get(one, NOTHING).media is not None:
                return one
        return SHARED

    def holder(self, media_id: str, target: str = SHARED) -> str:
        """Whose choice a file is, the shown target's first; the shared ones where nobody has it."""
        owners = [self.owner(target), SHARED, *self._post.content.variants]
        return next((one for one in owners if media_id in _ids(self.choices(one))), SHARED)

    def choices(self, owner: str = SHARED) -> _Choices:
        """The files of an owner, in their order."""
        if owner == SHARED:
            return self._post.content.media
        return self._post.content.variants.get(owner, NOTHING).media or ()

    def parts(self, target: str) -> int:
        """How many parts files can belong to on a target: 1 where it is no thread."""
        if not self._post.threaded(target):
            return 1
        return len(ranges(self._post.documents.text(target)))

    def place(self, choice: MediaChoice, target: str) -> int:
        """The part a file goes out with on a target."""
        return min(choice.part, self.parts(target) - 1)

    def room(self, target: str, index: int) -> Room:
        """Where a file that is added while the cursor stands at `index` of the text joins."""
        parts = self.parts(target)
        part = min(part_at(self._post.documents.text(target), index), parts - 1)
        owner = self.owner(target)
        files = self._post.files
        beside = tuple(
            choice.media_id
            for choice in self.choices(owner)
            if choice.media_id in files and self.place(choice, target) == part
        )
        room = Room(owner, part, beside, tuple(files[one].kind for one in beside))
        if owner == SHARED:
            return room
        platform = platform_of(owner, self._post.accounts)
        rules = self._post.workspace.platforms.get(platform).info.media
        return replace(
            room, max_images=rules.max_images, max_videos=rules.max_videos, mixed=rules.mixed
        )

    # Changes

    def add(self, views: Iterable[MediaView], room: Room, *, replacing: bool = False) -> None:
        """Put files onto a part; `replacing` takes what was on it away."""
        joined = list(self.choices(room.owner))
        if replacing:
            joined = [one for one in joined if one.media_id not in room.beside]
        there = _ids(joined)
        for view in views:
            self._post.files[view.id] = view
            if view.id not in there:
                there.add(view.id)
                joined.append(MediaChoice(view.id, view.alt, room.part))
        self._choose(room.owner, in_parts(tuple(joined)))

    def remove(self, media_id: str, owner: str = SHARED) -> Callable[[], None]:
        """Take a file off; gives the way back."""
        post, before = self._post.post, self.choices(owner)
        place = next((n for n, one in enumerate(before) if one.media_id == media_id), None)
        if place is None:
            return lambda: None
        self._choose(owner, tuple(one for one in before if one.media_id != media_id))

        def restore() -> None:
            now = self.choices(owner)
            if self._post.is_post(post) and media_id not in _ids(now):
                self._choose(owner, in_parts((*now[:place], before[place], *now[place:])))

        return restore

    def replace(self, media_id: str, view: MediaView, owner: str = SHARED) -> Callable[[], None]:
        """Another file in the place of one, with its words; gives the way back."""
        post, before = self._post.post, self.choices(owner)
        self._post.files[view.id] = view
        there = _ids(before) - {media_id}
        self._choose(
            owner,
            tuple(
                MediaChoice(view.id, one.alt, one.part) if one.media_id == media_id else one
                for one in before
                if not (one.media_id == media_id and view.id in there)
            ),
        )

        def restore() -> None:
            now = self.choices(owner)
            if self._post.is_post(post) and media_id not in _ids(now):
                old = next(one for one in before if one.media_id == media_id)
                self._choose(owner, tuple(old if one.media_id == view.id else one for one in now))

        return restore

    def arrange(self, order: Iterable[tuple[str, int]], owner: str = SHARED) -> None:
        """Another order: each file with the part it belongs to."""
        known = {choice.media_id: choice for choice in self.choices(owner)}
        self._choose(
            owner,
            in_parts(tuple(replace(known[one], part=part) for one, part in order if one in known)),
        )

    def alt(self, media_id: str, owner: str = SHARED) -> str:
        """A file's words for people who cannot see it."""
        return next((one.alt for one in self.choices(owner) if one.media_id == media_id), "")

    def set_alt(self, media_id: str, alt: str, owner: str = SHARED) -> None:
        """Describe a file, for this owner."""
        self._change(media_id, owner, lambda one: replace(one, alt=alt))

    def edit(self, media_id: str, owner: str = SHARED) -> MediaEdit:
        """What was decided about a file."""
        found = (one.edit for one in self.choices(owner) if one.media_id == media_id)
        return next(found, UNTOUCHED)

    def set_edit(self, media_id: str, edit: MediaEdit, owner: str = SHARED) -> None:
        """Decide about a file, for this owner."""
        self._change(media_id, owner, lambda one: replace(one, edit=edit))

    def decide(self, media_id: str, alt: str, edit: MediaEdit, owner: str = SHARED) -> None:
        """Describe a file and decide about it, in one step that can be taken back."""
        self._change(media_id, owner, lambda one: replace(one, alt=alt, edit=edit))

    def take_apart(self, target: str) -> None:
        """From now on the target has files of its own; it begins with those it had."""
        if target != SHARED and self._post.content.variants.get(target, NOTHING).media is None:
            self._own(target, self.choices(self.owner(target)))

    def share(self, target: str) -> None:
        """The target is sent the shared files again; its own ones are let go."""
        self._own(target, None)

    def put_back(self, target: str, choices: _Choices | None) -> None:
        """Undo of `take_apart` and `share`."""
        self._own(target, choices)

    def undo(self, owner: str) -> bool:
        """Take the last change of an owner's files back; False where there is none."""
        past = self._past.setdefault(owner, _Past())
        return self._turn(owner, past.undo, past.redo)

    def redo(self, owner: str) -> bool:
        """Do again what `undo` took back."""
        past = self._past.setdefault(owner, _Past())
        return self._turn(owner, past.redo, past.undo)

    def _turn(self, owner: str, source: list[_Choices], other: list[_Choices]) -> bool:
        if not source:
            return False
        other.append(self.choices(owner))
        self._put(owner, source.pop())
        return True

    def _change(
        self, media_id: str, owner: str, change: Callable[[MediaChoice], MediaChoice]
    ) -> None:
        found = self.choices(owner)
        self._choose(
            owner, tuple(change(one) if one.media_id == media_id else one for one in found)
        )

    def _choose(self, owner: str, choices: _Choices) -> None:
        before = self.choices(owner)
        if choices == before:
            return
        past = self._past.setdefault(owner, _Past())
        past.undo.append(before)
        past.redo.clear()
        self._put(owner, choices)

    def _put(self, owner: str, choices: _Choices) -> None:
        if owner == SHARED:
            self._post.put_content(replace(self._post.content, media=choices))
        else:
            own = self._post.content.variants.get(owner, NOTHING)
            self._post.put_variant(owner, replace(own, media=choices))

    def _own(self, target: str, choices: _Choices | None) -> None:
        self._past.pop(target, None)
        own = self._post.content.variants.get(target, NOTHING)
        self._post.put_variant(target, replace(own, media=choices))


def _ids(choices: Iterable[MediaChoice]) -> set[str]:
    return {choice.media_id for choice in choices}
