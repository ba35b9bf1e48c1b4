"""Offsets in Python characters, UTF-16 and UTF-8."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from brandcraft_desktop.domain.text.positions import Positions


@given(st.text(alphabet=st.sampled_from("aé日👩\n") | st.characters(codec="utf-8")))
def test_offsets_agree_with_the_codecs_both_ways(text: str) -> None:
    positions = Positions(text)
    for index in range(len(text) + 1):
        utf8 = len(text[:index].encode())
        utf16 = len(text[:index].encode("utf-16-le")) // 2
        assert positions.utf8(index) == utf8
        assert positions.utf16(index) == utf16
        assert positions.from_utf8(utf8) == index
        assert positions.from_utf16(utf16) == index


def test_an_offset_inside_a_character_gives_the_character() -> None:
    positions = Positions("a👩b")
    assert [positions.from_utf8(offset) for offset in range(7)] == [0, 1, 1, 1, 1, 2, 3]
    assert [positions.from_utf16(offset) for offset in range(5)] == [0, 1, 1, 2, 3]


def test_offsets_outside_the_text_are_its_ends() -> None:
    for positions in (Positions("abc"), Positions("aéb")):
        assert positions.utf8(-1) == 0
        assert positions.utf8(99) == positions.utf8(3)
        assert positions.from_utf8(99) == 3
        assert positions.from_utf16(-1) == 0
