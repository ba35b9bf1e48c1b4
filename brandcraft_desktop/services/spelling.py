"""Spell check: the dictionaries of this computer, words asked of them, and the person's own."""

from __future__ import annotations

import locale
import os
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from brandcraft_desktop.domain.spelling import Dictionary, pick
from brandcraft_desktop.errors import BadInput, StorageTrouble
from brandcraft_desktop.paths import private_file
from brandcraft_desktop.services import settings

if TYPE_CHECKING:
    from brandcraft_desktop.integrations.spelling import Speller
    from brandcraft_desktop.services.workspace import Workspace

MOST_OWN_WORDS = 20_000
LONGEST_WORD = 100
_OFFICE = "share/extensions/dict-*"
_spellers: dict[tuple[str, Dictionary], Speller] = {}
_guard = threading.Lock()


@dataclass(frozen=True)
class Spelling:
    """What the editor needs to begin: whether to check, the language set, what there is."""

    on: bool
    language: str
    there: tuple[Dictionary, ...]
    own: frozenset[str]


def state(workspace: Workspace) -> Spelling:
    """The settings, the dictionaries found and the person's own words."""
    return Spelling(
        settings.get(workspace, settings.SPELLING),
        settings.get(workspace, settings.SPELLING_LANGUAGE),
        dictionaries(workspace),
        own_words(workspace),
    )


def dictionaries(
    workspace: Workspace, places: Iterable[Path] | None = None
) -> tuple[Dictionary, ...]:
    """Every dictionary on this computer, those put into the home first, each language once.

    `places` are the folders to look in beside the home; the system's own unless given.
    """
    from brandcraft_desktop.integrations.spelling import is_there

    if not is_there():
        return ()
    found: dict[str, Dictionary] = {}
    for folder in (workspace.home.dictionaries, *(_places() if places is None else places)):
        try:
            names = sorted(file.stem for file in folder.glob("*.dic"))
        except OSError:
            continue
        for stem in names:
            if (folder / f"{stem}.aff").is_file():  # without it: hyphenation or a thesaurus
                one = Dictionary(folder, stem)
                found.setdefault(one.language, one)
    return tuple(found[tag] for tag in sorted(found))


def system_language() -> str:
    """What this computer is set to, e.g. "lt_LT"; "en" where it says nothing."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "").partition(".")[0]
        if value and value not in ("C", "POSIX"):
            return value
    said = locale.getlocale()[0] or ""
    return said if said not in ("", "C") else "en"


def chosen(
    spelling: Spelling, languages: Sequence[str] = (), system: str | None = None
) -> tuple[Dictionary, ...]:
    """The dictionaries a text is held against: a word of any of them is right.

    `languages` are those the post says of itself; without them the setting's, else the
    computer's. Nothing where there is no dictionary for one of them: nobody could say then what
    is wrong.
    """
    near = system_language() if system is None else system
    if not spelling.on:
        return ()
    found: list[Dictionary] = []
    for language in languages or (spelling.language or near,):
        one = pick(spelling.there, language, (near,))
        if one is None:
            return ()
        found.append(one)
    return tuple(dict.fromkeys(found))


def wrong(
    workspace: Workspace, against: Sequence[Dictionary], words: Sequence[str]
) -> frozenset[str]:
    """The words that no dictionary of `against` has. Waits. Raises `StorageTrouble`."""
    left = frozenset(words) if against else frozenset[str]()
    for dictionary in against:
        if left:
            left = _speller(workspace, dictionary).wrong(sorted(left))
    return left


def suggestions(workspace: Workspace, against: Sequence[Dictionary], word: str) -> tuple[str, ...]:
    """What may be meant by a word. Waits. Raises `StorageTrouble`."""
    found: list[str] = []
    for dictionary in against:
        found += _speller(workspace, dictionary).suggestions(word)
    return tuple(dict.fromkeys(found))


def own_words(workspace: Workspace) -> frozenset[str]:
    """What the person added. A file that can't be read holds none."""
    try:
        text = workspace.home.own_words.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return frozenset()
    return frozenset(line.strip() for line in text.splitlines() if line.strip())


def add_word(workspace: Workspace, word: str) -> frozenset[str]:
    """Keep a word as right, for all posts; gives all of them.

    Raises `BadInput` for none, and `StorageTrouble` where it can't be kept.
    """
    clean = word.strip()
    if not clean or len(clean) > LONGEST_WORD or len(clean.split()) > 1:
        raise BadInput("Only one word can be added to the dictionary.", field="word")
    words = own_words(workspace)
    if clean in words:
        return words
    if len(words) >= MOST_OWN_WORDS:
        raise BadInput("Your dictionary is full.", f"It holds {MOST_OWN_WORDS:,} words.")
    words |= {clean}
    place = workspace.home.own_words
    fresh = place.with_suffix(f".{os.getpid()}.new")
    try:
        fresh.unlink(missing_ok=True)
        with private_file(fresh) as file:
            file.write("".join(f"{one}\n" for one in sorted(words)).encode())
        fresh.replace(place)
    except OSError as error:
        raise StorageTrouble(
            "The word could not be added to your dictionary.",
            error.strerror or "",
            "Check the disk your library is on, then try again.",
        ) from error
    return words


def close(workspace: Workspace) -> None:
    """End the checkers of a workspace that closes."""
    with _guard:
        ended = [_spellers.pop(key) for key in tuple(_spellers) if key[0] == workspace.owner]
    for one in ended:
        one.close()


def _speller(workspace: Workspace, dictionary: Dictionary) -> Speller:
    from brandcraft_desktop.integrations.spelling import Speller

    key = workspace.owner, dictionary
    with _guard:
        if key not in _spellers:
            _spellers[key] = Speller(dictionary)
        return _spellers[key]


def _places() -> Iterator[Path]:
    """Where dictionaries are on this system, then the one that comes with the library.

    Sources: hunspell(1), "DICPATH" and the search path of its `-D`; LibreOffice keeps each
    language in a folder of its own among its extensions.
    """
    from brandcraft_desktop.integrations.spelling import bundled

    for named in os.environ.get("DICPATH", "").split(os.pathsep):
        if named:
            yield Path(named)
    if sys.platform == "darwin":
        yield Path.home() / "Library" / "Spelling"
        yield Path("/Library/Spelling")
        yield from Path("/Applications").glob(
            "LibreOffice.app/Contents/Resources/extensions/dict-*"
        )
    elif sys.platform == "win32":
        programs = Path(os.environ.get("PROGRAMFILES", "C:/Program Files"))
        yield from programs.glob(f"LibreOffice/{_OFFICE}")
    else:
        yield Path.home() / ".local" / "share" / "hunspell"
        for root in ("/usr/local/share", "/usr/share"):
            yield from (Path(root) / one for one in ("hunspell", "myspell", "myspell/dicts"))
        yield from Path("/usr/lib/libreoffice").glob(_OFFICE)
        yield from Path("/opt").glob(f"libreoffice*/{_OFFICE}")
    own = bundled()
    if own is not None:
        yield own
