"""Runs alone in a process of its own: answers what Hunspell says of words.

    python -m brandcraft_desktop.integrations.spelling_child FOLDER STEM

Reads a line of JSON, writes a line of JSON, until its input ends: `{"words": [...]}` is answered
by `{"wrong": [...]}`, `{"suggest": "wrod"}` by `{"suggestions": [...]}`. Hunspell keeps Python's
lock while it reads a dictionary or looks for suggestions (tens to hundreds of milliseconds), and a
damaged dictionary may crash it; here it holds up and takes along nobody.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Protocol

from brandcraft_desktop.domain.text.words import script_of

MOST_SUGGESTIONS = 6
_SAMPLE = 3_000  # lines of a dictionary: enough to meet every script it is written in


class Speller(Protocol):
    """What is used of the library."""

    def spell(self, word: str) -> bool:
        """Whether the word is in the dictionary."""
        ...

    def suggest(self, word: str) -> tuple[str, ...]:
        """What may be meant."""
        ...


def scripts(dictionary: Path, encoding: str) -> frozenset[str]:
    """The scripts a dictionary knows words of."""
    with dictionary.open(encoding=encoding, errors="replace") as lines:
        next(lines, "")  # how many words there are
        heads = [line[:1] for line, _ in zip(lines, range(_SAMPLE), strict=False)]
    return frozenset(script_of(head) for head in heads if head.isalpha())


def wrong(speller: Speller, known: frozenset[str], words: list[str]) -> list[str]:
    """The words that are not in the dictionary; those of foreign scripts can't be judged."""
    return [word for word in words if script_of(word) in known and not _spelt(speller, word)]


def _spelt(speller: Speller, word: str) -> bool:
    try:
        return speller.spell(word)
    except UnicodeError:  # a letter that the dictionary's encoding does not have
        return True


def _suggestions(speller: Speller, word: str) -> list[str]:
    try:
        return list(speller.suggest(word)[:MOST_SUGGESTIONS])
    except UnicodeError:
        return []


def _encoding(affixes: Path) -> str:
    """What the file says of itself; hunspell(5): "SET encoding", ISO8859-1 where it says none."""
    with affixes.open(encoding="latin-1") as lines:
        for line in lines:
            name, _, value = line.removeprefix("\u00ef\u00bb\u00bf").strip().partition(" ")
            if name == "SET":
                return value.strip().replace("microsoft-cp1251", "cp1251")
    return "latin-1"


def main(folder: str, stem: str) -> None:
    """Answer until there is nothing more to read."""
    from hunspell import Hunspell

    place = Path(folder)
    known = scripts(place / f"{stem}.dic", _encoding(place / f"{stem}.aff"))
    speller: Speller = Hunspell(stem, hunspell_data_dir=folder, system_encoding="UTF-8")
    for line in sys.stdin:
        asked = json.loads(line)
        answer = (
            {"suggestions": _suggestions(speller, asked["suggest"])}
            if "suggest" in asked
            else {"wrong": wrong(speller, known, asked["words"])}
        )
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
