"""Real Hunspell in its own process, with small dictionaries made here."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from brandcraft_desktop.domain.spelling import Dictionary
from brandcraft_desktop.errors import BadInput, StorageTrouble
from brandcraft_desktop.paths import Home
from brandcraft_desktop.services import settings, spelling
from brandcraft_desktop.services.spelling import Spelling
from brandcraft_desktop.services.workspace import Workspace, close, open_workspace
from tests.models.times import StandingClock


@pytest.fixture
def workspace(home: Path) -> Iterator[Workspace]:
    opened = open_workspace(Home(home), clock=StandingClock())
    yield opened
    close(opened)


def put_dictionary(folder: Path, stem: str, words: list[str], encoding: str = "UTF-8") -> None:
    """A dictionary that knows these words and no forms of them."""
    folder.mkdir(exist_ok=True)
    python = {"ISO8859-13": "iso8859-13"}.get(encoding, encoding)
    (folder / f"{stem}.aff").write_text(f"SET {encoding}\nTRY aeiounrtsl\n", encoding=python)
    lines = "".join(f"{word}\n" for word in words)
    (folder / f"{stem}.dic").write_text(f"{len(words)}\n{lines}", encoding=python)


def test_the_home_and_the_library_bring_dictionaries(workspace: Workspace, tmp_path: Path) -> None:
    own, elsewhere = workspace.home.dictionaries, tmp_path / "elsewhere"
    put_dictionary(own, "lt_LT", ["labas"])
    put_dictionary(elsewhere, "lt_LT", ["viso"])
    put_dictionary(elsewhere, "de_DE", ["Wort"])
    (elsewhere / "hyph_de_DE.dic").write_text("no affixes beside it")
    found = spelling.dictionaries(workspace, [tmp_path / "missing", elsewhere])
    assert found == (Dictionary(elsewhere, "de_DE"), Dictionary(own, "lt_LT"))
    assert "en-US" in [one.language for one in spelling.dictionaries(workspace)]


def test_words_are_judged_and_corrected_in_a_process_of_its_own(workspace: Workspace) -> None:
    english = spelling.chosen(spelling.state(workspace), ("en-US",))
    words = ["wrold", "world", "don't", "Accross", "привет"]
    # What is written in a script that the dictionary has no words of can't be judged.
    assert spelling.wrong(workspace, english, words) == {"wrold", "Accross"}
    assert "world" in spelling.suggestions(workspace, english, "wrold")
    assert spelling.wrong(workspace, (), words) == frozenset()


def test_a_word_of_any_language_of_the_post_is_right(workspace: Workspace) -> None:
    put_dictionary(workspace.home.dictionaries, "lt_LT", ["ačiū", "labas"], "ISO8859-13")
    there = spelling.dictionaries(workspace, ())
    both = (*there, *spelling.chosen(spelling.state(workspace), ("en",)))
    assert spelling.wrong(workspace, both, ["ačiū", "labas", "world", "wrold"]) == {"wrold"}
    # A letter that the dictionary's encoding does not have.
    assert spelling.wrong(workspace, there, ["ačiu", "façade"]) == {"ačiu"}


def test_which_dictionaries_count(workspace: Workspace) -> None:
    lithuanian, english = Dictionary(Path("/d"), "lt_LT"), Dictionary(Path("/d"), "en_US")
    state = Spelling(True, "", (lithuanian, english), frozenset())
    assert spelling.chosen(state, system="lt_LT") == (lithuanian,)
    assert spelling.chosen(replace(state, language="en-GB"), system="lt_LT") == (english,)
    assert spelling.chosen(state, ("en", "lt"), system="lt_LT") == (english, lithuanian)
    assert spelling.chosen(state, ("en", "fr"), system="lt_LT") == ()
    assert spelling.chosen(state, system="fr_FR") == ()
    assert spelling.chosen(replace(state, on=False), ("en",), system="lt_LT") == ()


def test_own_words_are_kept_for_their_owner_alone(workspace: Workspace) -> None:
    assert spelling.own_words(workspace) == frozenset()
    spelling.add_word(workspace, "Brandcraft")
    assert spelling.add_word(workspace, " ąžuolas ") == {"Brandcraft", "ąžuolas"}
    assert spelling.own_words(workspace) == {"Brandcraft", "ąžuolas"}
    assert stat.S_IMODE(workspace.home.own_words.stat().st_mode) == 0o600
    assert [one.name for one in workspace.home.root.glob("words*")] == ["words.txt"]
    for bad in ("", "two words", "x" * 101):
        with pytest.raises(BadInput):
            spelling.add_word(workspace, bad)


def test_a_dictionary_that_cannot_be_read_is_told(workspace: Workspace, tmp_path: Path) -> None:
    gone = Dictionary(tmp_path, "xx_XX")
    with pytest.raises(StorageTrouble, match="xx_XX can't be used") as told:
        spelling.wrong(workspace, (gone,), ["word"])
    assert "Settings" in told.value.action


def test_the_settings_have_defaults(workspace: Workspace) -> None:
    state = spelling.state(workspace)
    assert (state.on, state.language, state.own) == (True, "", frozenset())
    settings.put(workspace, settings.SPELLING_LANGUAGE, "lt-LT")
    assert spelling.state(workspace).language == "lt-LT"
