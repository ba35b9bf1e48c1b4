"""In which order the pieces of a line stand when some of them are written from right to left.

Unicode's annex 9 for one line of one paragraph: its rules W1 to W7, N0 to N2, I1, I2, L1 and L2.
Embedding and isolating control characters are taken as if they were not there; of the pairs of
brackets (N0) only those that people type are known.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

_IGNORED = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI", "BN"})
_NEUTRAL = frozenset({"B", "S", "WS", "ON", "ES", "ET", "CS", *_IGNORED})
_RIGHT = frozenset({"R", "AL"})
_PAIRS = dict(
    zip(
        ")]}\uff09\uff3d\u3011\u300d\u300f\u300b",
        "([{\uff08\uff3b\u3010\u300c\u300e\u300a",
        strict=True,
    )
)
_OPENING = frozenset(_PAIRS.values())


@dataclass(frozen=True)
class Run:
    """A piece of a line that is written in one direction; Python indices, the end exclusive."""

    start: int
    end: int
    right_to_left: bool


def begins_right(text: str) -> bool:
    """Whether a paragraph begins at the right: by its first letter (rules P2 and P3)."""
    for one in text:
        kind = unicodedata.bidirectional(one)
        if kind == "L":
            return False
        if kind in _RIGHT:
            return True
    return False


def runs(line: str, *, from_right: bool) -> tuple[Run, ...]:
    """The pieces of a line from left to right, as they are seen."""
    if not line:
        return ()
    levels = _levels(line, 1 if from_right else 0)
    found: list[tuple[int, int, int]] = []
    start = 0
    for index in range(1, len(line) + 1):
        if index == len(line) or levels[index] != levels[start]:
            found.append((start, index, levels[start]))
            start = index
    highest = max(level for _, _, level in found)
    for level in range(highest, 0, -1):  # L2
        found = _turned(found, level)
    return tuple(Run(first, end, level % 2 == 1) for first, end, level in found)


def _turned(pieces: list[tuple[int, int, int]], level: int) -> list[tuple[int, int, int]]:
    turned: list[tuple[int, int, int]] = []
    group: list[tuple[int, int, int]] = []
    for piece in pieces:
        if piece[2] >= level:
            group.append(piece)
            continue
        turned += [*reversed(group), piece]
        group = []
    return [*turned, *reversed(group)]


def _levels(line: str, base: int) -> list[int]:
    kinds = [unicodedata.bidirectional(one) or "L" for one in line]
    if base == 0 and all(kind in _NEUTRAL or kind in ("L", "EN", "NSM") for kind in kinds):
        return [0] * len(line)
    own = "R" if base else "L"
    _weak(kinds, own)
    _brackets(line, kinds, own)
    _neutral(kinds, own)
    levels = [_level(kind, base) for kind in kinds]
    for index in range(len(line) - 1, -1, -1):  # L1: blanks at the end stand where the line ends
        if unicodedata.bidirectional(line[index]) not in ("WS", *_IGNORED):
            break
        levels[index] = base
    return levels


def _weak(kinds: list[str], own: str) -> None:
    before, strong = own, own
    for index, found in enumerate(kinds):
        kind = found
        if kind in _IGNORED:
            continue
        if kind == "NSM":  # W1
            kinds[index] = kind = before
        if kind == "EN" and strong == "AL":  # W2
            kinds[index] = kind = "AN"
        if kind in ("L", "R", "AL"):
            strong = kind
        before = kind
    for index, kind in enumerate(kinds):  # W3
        if kind == "AL":
            kinds[index] = "R"
    for index in range(1, len(kinds) - 1):  # W4
        sides = {kinds[index - 1], kinds[index + 1]}
        if kinds[index] in ("ES", "CS") and sides == {"EN"}:
            kinds[index] = "EN"
        elif kinds[index] == "CS" and sides == {"AN"}:
            kinds[index] = "AN"
    _beside_numbers(kinds)
    strong = own
    for index, kind in enumerate(kinds):  # W7
        if kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[index] = "L"


def _beside_numbers(kinds: list[str]) -> None:
    """W5: signs of money and percent beside a number belong to it."""
    index = 0
    while index < len(kinds):
        end = index
        while end < len(kinds) and kinds[end] == "ET":
            end += 1
        if end > index:
            beside = (kinds[index - 1] if index else "", kinds[end] if end < len(kinds) else "")
            if "EN" in beside:
                kinds[index:end] = ["EN"] * (end - index)
        index = max(end, index + 1)


def _brackets(line: str, kinds: list[str], own: str) -> None:
    """N0: both brackets of a pair go the same way."""
    for first, last in _pairs(line, kinds):
        inside = {_strong(kind) for kind in kinds[first + 1 : last]} - {""}
        if own in inside:
            kinds[first] = kinds[last] = own
        elif inside:
            before = next((_strong(one) for one in reversed(kinds[:first]) if _strong(one)), own)
            kinds[first] = kinds[last] = before


def _pairs(line: str, kinds: list[str]) -> list[tuple[int, int]]:
    waiting: list[int] = []
    found: list[tuple[int, int]] = []
    for index, one in enumerate(line):
        if kinds[index] != "ON":
            continue
        if one in _OPENING:
            waiting.append(index)
        elif one in _PAIRS:
            for place in range(len(waiting) - 1, -1, -1):
                if line[waiting[place]] == _PAIRS[one]:
                    found.append((waiting[place], index))
                    del waiting[place:]
                    break
    return sorted(found)


def _strong(kind: str) -> str:
    """The direction that a kind has of its own; numbers count as written from the right."""
    return {"L": "L", "R": "R", "EN": "R", "AN": "R"}.get(kind, "")


def _neutral(kinds: list[str], own: str) -> None:
    """N1 and N2: neutral signs between two of one direction go along, others with the line."""
    index = 0
    before = own
    while index < len(kinds):
        if kinds[index] not in _NEUTRAL:
            before = "L" if kinds[index] == "L" else "R"
            index += 1
            continue
        end = index
        while end < len(kinds) and kinds[end] in _NEUTRAL:
            end += 1
        after = own if end == len(kinds) else "L" if kinds[end] == "L" else "R"
        kinds[index:end] = [before if before == after else own] * (end - index)
        index = end


def _level(kind: str, base: int) -> int:
    if base == 0:
        return {"L": 0, "R": 1}.get(kind, 2)
    return {"R": 1, "L": 2}.get(kind, 2)
