"""What goes along with a text: the parts its files belong to, and whether it is a thread.

A text document undoes words alone. So every change of a text that moves parts is remembered with
what else it changed; when Ctrl+Z brings the same words back, all of it comes back with them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from brandcraft_desktop.domain.text.parts import RULE, places
from brandcraft_desktop.domain.views import MediaChoice, PostContent, VariantContent
from brandcraft_desktop.ui.editor.documents import SHARED

MOST = 100
_Parts = Mapping[str, Mapping[str, int]]  # owner of files -> file -> part


@dataclass(frozen=True)
class _Along:
    parts: _Parts
    thread: bool | None


@dataclass(frozen=True)
class _Step:
    target: str
    before: str
    after: str
    was: _Along
    now: _Along


def in_parts(media: tuple[MediaChoice, ...]) -> tuple[MediaChoice, ...]:
    """The files in the order of their parts, within a part as they were."""
    return tuple(sorted(media, key=lambda choice: choice.part))


class Companions:
    """Remembers the last changes of parts for each text of one post."""

    def __init__(self) -> None:
        self._steps: deque[_Step] = deque(maxlen=MOST)

    def forget(self) -> None:
        """Another post."""
        self._steps.clear()

    def follow(
        self,
        content: PostContent,
        target: str,
        before: str,
        after: str,
        *,
        moves: tuple[int, ...] | None = None,
        thread: bool | None = None,
    ) -> PostContent:
        """`content` with files and thread as they belong to `after`, the new text of `target`.

        `moves` says where each part went, where it is known better than the words tell; `thread`
        what the change makes of the target.
        """
        if RULE not in before and RULE not in after and thread is None:
            return content
        known = self._known(target, before, after)
        if known is not None:
            return _put(content, target, known)
        moves = places(before, after) if moves is None else moves
        was = _along(content, target)
        if thread is None:
            thread = was.thread
        if moves == tuple(range(len(moves))) and thread == was.thread:
            return content
        now = _Along(
            {
                owner: {one: moves[min(part, len(moves) - 1)] for one, part in files.items()}
                for owner, files in was.parts.items()
            },
            thread,
        )
        self._steps.append(_Step(target, before, after, was, now))
        return _put(content, target, now)

    def _known(self, target: str, before: str, after: str) -> _Along | None:
        for step in reversed(self._steps):
            if step.target == target and (step.after, step.before) == (before, after):
                return step.was
            if step.target == target and (step.before, step.after) == (before, after):
                return step.now
        return None


def _readers(content: PostContent, target: str) -> Iterator[tuple[str, tuple[MediaChoice, ...]]]:
    """Whose files are ordered by the parts of this text."""
    if target == SHARED:
        yield SHARED, content.media
    for owner, variant in content.variants.items():
        source = SHARED if variant.text is None else owner
        if owner != SHARED and variant.media is not None and source == target:
            yield owner, variant.media


def _along(content: PostContent, target: str) -> _Along:
    parts = {
        owner: {choice.media_id: choice.part for choice in media}
        for owner, media in _readers(content, target)
    }
    if target == SHARED:
        return _Along(parts, content.thread)
    return _Along(parts, content.variants.get(target, VariantContent()).thread)


def _put(content: PostContent, target: str, along: _Along) -> PostContent:
    variants = dict(content.variants)
    shared = content.media
    for owner, media in _readers(content, target):
        known = along.parts.get(owner, {})
        fresh = in_parts(
            tuple(replace(one, part=known.get(one.media_id, one.part)) for one in media)
        )
        if owner == SHARED:
            shared = fresh
        else:
            variants[owner] = replace(variants[owner], media=fresh)
    if target == SHARED:
        return replace(content, media=shared, variants=variants, thread=bool(along.thread))
    own = replace(variants.get(target, VariantContent()), thread=along.thread)
    if own.empty:
        variants.pop(target, None)
    else:
        variants[target] = own
    return replace(content, media=shared, variants=variants)
