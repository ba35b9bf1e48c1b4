"""Cleaning typed and pasted text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandcraft_desktop.domain.text.clean import normalise
from brandcraft_desktop.errors import BadInput


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\r\nb", "a\nb"),
        ("a\rb", "a\nb"),
        ("a\r\n\r\nb", "a\n\nb"),
        ("line\x0bbreak\x0cpage\x85next", "line\nbreak\npage\nnext"),
        ("tab\tstays\n", "tab\tstays\n"),
        ("Ko\u0308ln \u200d\u202e", "Ko\u0308ln \u200d\u202e"),
    ],
)
def test_line_ends_become_line_feeds_and_the_rest_stays(text: str, expected: str) -> None:
    cleaned = normalise(text)
    assert cleaned.text == expected
    assert cleaned.removed == ()


def test_control_characters_are_taken_out_and_reported() -> None:
    cleaned = normalise("a\x00b\x07c\x07\x7f\x9b")
    assert cleaned.text == "abc"
    assert cleaned.removed == ("\x00", "\x07", "\x07", "\x7f", "\x9b")
    assert cleaned.names == ("U+0000", "U+0007", "U+007F", "U+009B")


def test_half_a_character_is_refused_with_its_place() -> None:
    with pytest.raises(BadInput) as caught:
        normalise("ab\ud83d")
    assert caught.value.field == "text"
    assert "position 3" in caught.value.cause


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = normalise(text)
    again = normalise(once.text)
    assert again.text == once.text
    assert again.removed == ()
