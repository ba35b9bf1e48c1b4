"""What was taken out of a text and what was put in, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_WORDS = re.compile(r"\s+|\w+|[^\w\s]+")
_MOST_WORDS = 4_000  # comparing costs up to the square of this; longer passages count as a whole


class Kind(StrEnum):
    """What became of a passage."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True)
class Passage:
    """A piece of one text or of both."""

    kind: Kind
    text: str


def compare(before: str, after: str) -> tuple[Passage, ...]:
    """The passages that lead from one text to the other, in reading order.

    SAME and REMOVED together are `before`, SAME and ADDED are `after`, character by character.
    """
    return tuple(_merged(_by_lines(before, after)))


def _by_lines(before: str, after: str) -> Iterator[Passage]:
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Passage(Kind.SAME, "".join(old[a:b]))
        else:
            yield from _by_words("".join(old[a:b]), "".join(new[c:d]))


def _by_words(before: str, after: str) -> Iterator[Passage]:
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if not old or not new or len(old) + len(new) > _MOST_WORDS:
        yield Passage(Kind.REMOVED, before)
        yield Passage(Kind.ADDED, after)
        return
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Passage(Kind.SAME, _text(old[a:b]))
        else:
            yield Passage(Kind.REMOVED, _text(old[a:b]))
            yield Passage(Kind.ADDED, _text(new[c:d]))


def _text(words: Sequence[str]) -> str:
    return "".join(words)


def _merged(passages: Iterator[Passage]) -> Iterator[Passage]:
    """Neighbours of one kind as one, empty ones left out; removed stands before added."""
    removed = added = same = ""
    for passage in passages:
        if passage.kind is Kind.SAME and passage.text:
            if removed:
                yield Passage(Kind.REMOVED, removed)
            if added:
                yield Passage(Kind.ADDED, added)
            removed = added = ""
            same += passage.text
            continue
        if not passage.text:
            continue
        if same:
            yield Passage(Kind.SAME, same)
            same = ""
        if passage.kind is Kind.REMOVED:
            removed += passage.text
        else:
            added += passage.text
    for kind, text in ((Kind.SAME, same), (Kind.REMOVED, removed), (Kind.ADDED, added)):
        if text:
            yield Passage(kind, text)
