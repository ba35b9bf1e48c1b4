"""The order of pieces written from right to left, seen from left to right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandcraft_desktop.domain.text.bidi import begins_right, runs

# Capitals stand for Hebrew letters, as in Unicode's annex 9.
_HEBREW = {chr(ord("A") + number): chr(0x05D0 + number) for number in range(22)}
_LATIN = {hebrew: latin for latin, hebrew in _HEBREW.items()}
_MIRRORED = str.maketrans("()[]", ")(][")


def hebrew(text: str) -> str:
    return "".join(_HEBREW.get(one, one) for one in text)


def seen(text: str, *, from_right: bool) -> str:
    """What stands from left to right, with brackets as they are drawn."""
    line, pieces = hebrew(text), []
    for run in runs(line, from_right=from_right):
        piece = line[run.start : run.end]
        pieces.append(piece[::-1].translate(_MIRRORED) if run.right_to_left else piece)
    return "".join(_LATIN.get(one, one) for one in "".join(pieces))


@pytest.mark.parametrize(
    ("text", "from_right", "shown"),
    [
        ("plain words, 1-2.", False, "plain words, 1-2."),
        ("car is BA in", False, "car is AB in"),
        ("ABC DEF", True, "FED CBA"),
        ("ABC, 45% def!", True, "!def 45% ,CBA"),
        ("AB (cd) 12 EF", True, "FE 12 (cd) BA"),
        ("he said “AB CD!”", False, "he said “DC BA!”"),
        ("AB 1,234.5 CD", True, "DC 1,234.5 BA"),
        ("AB [CD] ef", True, "ef [DC] BA"),
        ("AB   ", True, "   BA"),
        ("ab (CD) ef", False, "ab (DC) ef"),
    ],
)
def test_pieces_stand_as_unicode_says(text: str, from_right: bool, shown: str) -> None:
    assert seen(text, from_right=from_right) == shown


def test_a_paragraph_begins_where_its_first_letter_does() -> None:
    assert begins_right("123 … " + hebrew("AB") + " cd")
    assert not begins_right("12 ab " + hebrew("AB"))
    assert not begins_right("12 …")


@given(st.text(max_size=40), st.booleans())
def test_every_character_stands_in_one_piece(line: str, from_right: bool) -> None:
    places = [
        place for run in runs(line, from_right=from_right) for place in range(run.start, run.end)
    ]
    assert sorted(places) == list(range(len(line)))
