"""Dictionaries and which of them a text is held against."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

# The region meant by a language alone, where it is not the one of the same letters (de: DE).
_USUAL = {"en": "US", "pt": "BR", "sv": "SE", "da": "DK", "uk": "UA", "cs": "CZ", "el": "GR"}


@dataclass(frozen=True)
class Dictionary:
    """A Hunspell dictionary on this computer: `stem`.aff and `stem`.dic in a folder."""

    folder: Path
    stem: str

    @property
    def language(self) -> str:
        """A BCP 47 tag, e.g. "en-US"; what follows the region ("frami", "large") is left out."""
        return tag_of(self.stem)


def tag_of(name: str) -> str:
    """The tag of a file's or a system's name for a language: "de_DE_frami" is "de-DE"."""
    first, *others = name.partition(".")[0].replace("_", "-").split("-")
    region = others[0] if others else ""
    if len(region) == 2 and region.isalpha():
        return f"{first.lower()}-{region.upper()}"
    if len(region) == 4 and region.isalpha():  # a script: sr-Latn
        return f"{first.lower()}-{region.title()}"
    return first.lower()


def pick(there: Iterable[Dictionary], language: str, near: Sequence[str] = ()) -> Dictionary | None:
    """The dictionary for a language; where none is for its region, one of another region.

    `near` are the languages of this computer: they tell which English is meant by "en".
    """
    wanted = tag_of(language)
    primary = wanted.partition("-")[0]
    found: dict[str, Dictionary] = {}
    for one in there:
        if one.language.partition("-")[0] == primary:
            found.setdefault(one.language, one)
    usual = f"{primary}-{_USUAL.get(primary, primary.upper())}"
    for tag in (wanted, *map(tag_of, near), usual, *sorted(found)):
        if tag in found:
            return found[tag]
    return None
