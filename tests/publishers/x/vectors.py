"""Reads the YAML of twitter-text's conformance files: the few forms they use, and nothing else.

Anything it does not know ends the test, so no case can go missing in silence.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = "platforms/vectors/twitter-text"
_LINE = re.compile(r"(?P<indent> *)(?P<dashes>(?:- )*)(?P<rest>.*)")
_PAIR = re.compile(r"(?P<key>[A-Za-z_0-9]+):(?: (?P<value>.*))?")


@dataclass(frozen=True)
class _Line:
    indent: int
    text: str


def sections(reference: Path, name: str) -> dict[str, list[Any]]:
    """The cases of one file by their section."""
    lines = list(_lines((reference / FOLDER / name).read_text(encoding="utf-8")))
    whole, rest = _block(lines)
    assert rest == []
    found: dict[str, list[Any]] = whole["tests"]
    return found


def cases(reference: Path, name: str, section: str) -> list[Any]:
    """The cases of one section; never none."""
    found = sections(reference, name)[section]
    assert found
    return found


def _lines(text: str) -> list[_Line]:
    """A dash becomes a line of its own, so that what follows it is simply deeper."""
    found = []
    for line in text.splitlines():
        if not line.strip() or line.strip() == "---" or line.lstrip().startswith("# "):
            continue
        match = _LINE.fullmatch(line)
        assert match is not None, line
        indent = len(match["indent"])
        for _ in range(match["dashes"].count("-")):
            found.append(_Line(indent, "-"))
            indent += 2
        found.append(_Line(indent, match["rest"].rstrip()))
    return found


def _block(lines: list[_Line]) -> tuple[Any, list[_Line]]:
    """The value the first lines hold, and the lines behind it."""
    indent = lines[0].indent
    if lines[0].text == "-":
        items = []
        while lines and lines[0] == _Line(indent, "-"):
            item, lines = _block(lines[1:])
            items.append(item)
        return items, lines
    pair = _PAIR.fullmatch(lines[0].text)
    if pair is None:
        return _scalar(lines[0].text), lines[1:]
    found = {}
    while lines and lines[0].indent == indent and lines[0].text != "-":
        pair = _PAIR.fullmatch(lines[0].text)
        assert pair is not None, lines[0].text
        lines = lines[1:]
        assert pair["key"] not in found, pair["key"]
        if pair["value"]:
            found[pair["key"]] = _scalar(pair["value"])
        elif lines and (lines[0].indent > indent or lines[0] == _Line(indent, "-")):
            found[pair["key"]], lines = _block(lines)
        else:
            found[pair["key"]] = None
    return found, lines


def _scalar(text: str) -> Any:
    if text[:1] in ('"', "[") or text in ("true", "false") or text.isdecimal():
        wide = re.sub(r"\\U([0-9a-fA-F]{8})", lambda found: chr(int(found[1], 16)), text)
        return json.loads(wide, strict=False)
    assert text[:1] not in tuple("'|>{&*!%@`#"), text
    return text
