"""Links in one token of a text, found exactly as X's own library finds them.

Outside facts: `extractUrlsWithIndices` of npm twitter-text 3.1.0 (Apache-2.0), including its
oddities: what it skips, it also consumes. Its one pattern is taken apart here: it tries every
place of the text, this looks only into runs of domain characters that hold a top-level domain.
"""

from __future__ import annotations

import re
import struct
import sys
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from brandcraft_desktop.publishers.x.characters import (
    ACCENTS_ANY_CASE,
    AT_SIGNS,
    CYRILLIC_ANY_CASE,
    DIRECTIONAL,
    HASH_SIGNS,
    INVALID,
    SPACES,
)
from brandcraft_desktop.publishers.x.top_level_domains import end_of_name

_NO_DOMAIN = rf"!#$%&'()*+,/:;<=>?@\[\\\]^{{|}}~{SPACES}{INVALID}{DIRECTIONAL}"
_RUN = re.compile(rf"[^{_NO_DOMAIN}]+")
_LETTER = rf"[^{_NO_DOMAIN}._\-]"
_LABELS = re.compile(rf"(?:{_LETTER}[^{_NO_DOMAIN}.]*+(?<![_\-])\.)++")
_BEFORE = rf"[^A-Za-z0-9${AT_SIGNS}{HASH_SIGNS}{INVALID}]"
_START = re.compile(rf"(?<={_BEFORE}){_LETTER}")
_FIRST = re.compile(_LETTER)
_SCHEME = re.compile(rf"(?:\A|{_BEFORE})([Hh][Tt][Tt][Pp][Ss]?://)\Z")
_LONGEST_SCHEME = len("https://")
_PLAIN = re.compile(r"[\-A-Za-z0-9.]+")
_ASCII_LABELS = re.compile(rf"(?:[\-A-Za-z0-9{ACCENTS_ANY_CASE}]++\.)++")

_QUERY = r"\?[A-Za-z0-9!?*'@();:&=+$/%#\[\]\-_.,~|]*[A-Za-z0-9\-_&=#/]"
_INSIDE = rf"[A-Za-z0-9!*';:=+,.$/%#\[\]\-\u2013_~@|&{CYRILLIC_ANY_CASE}{ACCENTS_ANY_CASE}]"
_BRACKETS = rf"\((?:{_INSIDE}+|{_INSIDE}*\({_INSIDE}+\){_INSIDE}*)\)"
_END = rf"[+\-A-Za-z0-9=_#/{CYRILLIC_ANY_CASE}{ACCENTS_ANY_CASE}]"
_PATH = rf"/(?:{_INSIDE}*(?:{_BRACKETS}{_INSIDE}*)*{_END})?(?:{_BRACKETS})*"
_REST = re.compile(rf"(?=[:/?])(?::[0-9]+)?({_PATH})?(?:{_QUERY})?")
_SHORTENED = re.compile(rf"[Hh][Tt][Tt][Pp][Ss]?://[Tt]\.[Cc][Oo]/([A-Za-z0-9]+)(?:{_QUERY})?")

_LONGEST_LINK = 4096
_LONGEST_SHORTENED = 40
_LONGEST_LABEL = 63
_REMEMBERED = 512
_LABEL_ENDS = re.compile("[.\u3002\uff0e\uff61]")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Link(NamedTuple):
    """`start` and `end` are indices of the token; `counted` is where its 23 characters end.

    The last two differ only where a domain goes on in other letters behind its ASCII part.
    """

    start: int
    end: int
    counted: int
    target: str


def find(token: str, *, at_start: bool) -> list[Link]:
    """The links of a token; `at_start`: it begins the text, and no separator stands before it."""
    if not _endings(token, 0):
        return []
    # What may stand before a link is tried before "nothing", so the start of a text is special.
    text = token if at_start else f" {token}"
    moved = len(text) - len(token)
    if text.isascii() or not _ASTRAL.search(text):
        return [
            Link(one.start - moved, one.end - moved, one.counted - moved, one.target)
            for one in _links(text)
        ]
    found = list(_links(_as_units(text)))
    place = _places(text, moved) if found else []
    return [
        Link(place[one.start], place[one.end], place[one.counted], _whole(one.target))
        for one in found
    ]


def _as_units(text: str) -> str:
    """JavaScript's patterns see UTF-16 units, and so may begin inside a character."""
    encoded = text.encode("utf-16-le", "surrogatepass")
    return "".join(map(chr, struct.unpack(f"<{len(encoded) // 2}H", encoded)))


def _whole(units: str) -> str:
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def _places(text: str, moved: int) -> list[int]:
    """For every unit the index of its character in the token."""
    places = [index for index, letter in enumerate(text) for _ in range(1 + (letter > "\uffff"))]
    return [place - moved for place in (*places, len(text))]


def _links(text: str) -> Iterator[Link]:
    behind = 0  # whatever comes next may take a character from here on as the one before it
    place = 0
    while text.find(".", place) >= 0:
        run = _RUN.search(text, place)
        if run is None:
            return
        endings = _endings(text, run.start(), run.end())
        while endings and endings[-1][0] > behind:
            found = _next_domain(text, run.start(), behind, endings)
            if found is None:
                break
            scheme, start, end = found
            rest = _REST.match(text, end)
            behind = rest.end() if rest else end
            begin = start - len(scheme)
            if _is_acceptable(text[start:end], len(scheme or "https://") + behind - begin):
                if scheme:
                    yield from _with_scheme(text, begin, behind)
                elif text[begin - 1 : begin] not in ("-", "_", ".", "/"):
                    yield from _without_scheme(text, begin, end, behind, bool(rest and rest[1]))
        place = max(run.end(), behind)


def _endings(text: str, start: int, end: int = sys.maxsize) -> list[tuple[int, int]]:
    """The dots before a top-level domain, each with that domain's end."""
    found = []
    dot = text.find(".", start, end)
    while dot >= 0:
        name_end = end_of_name(text, dot + 1)
        if name_end:
            found.append((dot, name_end))
        dot = text.find(".", dot + 1, end)
    return found


def _next_domain(
    text: str, run: int, behind: int, endings: list[tuple[int, int]]
) -> tuple[str, int, int] | None:
    """The first domain of the run: its scheme, start and end."""
    scheme = _SCHEME.search(text, max(behind, run - _LONGEST_SCHEME - 1), run)
    if scheme:
        end = _domain_end(text, run, _labels_end(text, run), endings)
        if end:
            return scheme[1], run, end
    least = labels_end = 0
    for start in _starts(text, max(run, behind), behind, endings[-1][0]):
        if start < least:
            continue
        if start >= labels_end:  # otherwise it is in a label known to be followed by the same ones
            labels_end = _labels_end(text, start)
        end = _domain_end(text, start, labels_end, endings)
        if end:
            return "", start, end
        # Another start can only help behind an underscore in the first label, or behind that.
        dot = text.find(".", start)
        least = (text.rfind("_", start, dot) + 1) or dot + 1
    return None


def _starts(text: str, first: int, behind: int, last: int) -> Iterator[int]:
    if first == 0:
        if _START.match(text, 1, last):
            yield 1
        if _FIRST.match(text):
            yield 0
        first = 2
    for found in _START.finditer(text, max(first, behind + 1), last):
        yield found.start()


def _labels_end(text: str, start: int) -> int:
    """Where the labels that follow one another from `start` on end, dots included."""
    labels = _LABELS.match(text, start)
    return labels.end() if labels else 0


def _domain_end(text: str, start: int, labels_end: int, endings: list[tuple[int, int]]) -> int:
    """Where the domain that begins at `start` ends; 0 if none does."""
    for dot, end in reversed(endings):
        if start < dot < labels_end:
            name = max(text.rfind(".", start, dot) + 1, start)
            if text.find("_", name, dot) < 0:
                return end
    return 0


def _is_acceptable(domain: str, length: int) -> bool:
    """Whether the domain could be looked up: `idna.toAscii` of the reference."""
    if length > _LONGEST_LINK:
        return False
    if domain.startswith("xn--") and not any(_ascii_domains(domain)):
        return False
    return all(1 <= _encoded_length(label) <= _LONGEST_LABEL for label in domain.split("."))


@lru_cache(maxsize=_REMEMBERED)
def _encoded_length(label: str) -> int:
    """The length of a label as the domain name system has it (punycode)."""
    if label.isascii() and label.isprintable():
        return len(label)
    pieces = _LABEL_ENDS.split(_whole(label))
    return sum(map(_encoded_piece_length, pieces)) + len(pieces) - 1


def _encoded_piece_length(piece: str) -> int:
    if piece.isascii() and piece.isprintable():
        return len(piece)
    least = len("xn--") + len(piece)  # each character takes one letter or more
    return least if least > _LONGEST_LABEL else len("xn--") + len(piece.encode("punycode"))


def _with_scheme(text: str, start: int, end: int) -> Iterator[Link]:
    link = text[start:end]
    shortened = _SHORTENED.match(link)
    if shortened:
        if len(shortened[1]) > _LONGEST_SHORTENED:
            return
        link = shortened[0]
    yield Link(start, start + len(link), start + len(link), link)


def _without_scheme(text: str, start: int, end: int, behind: int, has_path: bool) -> Iterator[Link]:
    """The ASCII domains in a domain; path and query belong to the last of them."""
    domain = text[start:end]
    if _PLAIN.fullmatch(domain):
        whole = behind if has_path else end
        yield Link(start, whole, whole, text[start:whole])
        return
    found: list[Link] = []
    place = 0
    for name in _ascii_domains(domain):
        first = domain.find(name, place)
        place = first + len(name)
        found.append(Link(start + first, start + place, start + place, name))
    if found and has_path:
        last = found.pop()
        target = last.target + text[end:behind]
        found.append(Link(last.start, behind, last.start + len(target), target))
    yield from found


def _ascii_domains(domain: str) -> Iterator[str]:
    for labels in _ASCII_LABELS.finditer(domain):
        dot = labels.end() - 1
        while dot > labels.start():
            end = end_of_name(domain, dot + 1)
            if end:
                yield domain[labels.start() : end]
                break
            dot = domain.rfind(".", labels.start(), dot)
