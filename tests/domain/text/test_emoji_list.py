"""The emoji to choose from: real ones, each once, with names."""

from __future__ import annotations

from collections import Counter

from brandcraft_desktop.domain.text import graphemes
from brandcraft_desktop.domain.text.emoji_list import TONES, Group, every, search


def test_each_is_one_grapheme_with_a_name_and_stands_there_once() -> None:
    found = every()
    assert len(found) > 1300
    assert {one.group for one in found} == set(Group)
    assert [text for text, number in Counter(one.text for one in found).items() if number > 1] == []
    for one in found:
        assert graphemes.count(one.text) == 1, one
        assert one.name
        if one.toned:
            assert {graphemes.count(one.in_tone(tone)) for tone in TONES} == {1}
    order = [one.group for one in found]
    assert order == sorted(order, key=list(Group).index)


def test_names_are_searched_word_by_word() -> None:
    assert [one.text for one in search("grinning cat")] == ["😸"]
    assert "🇱🇹" in [one.text for one in search("LT")]
    assert [one.text for one in search("lithu", {"LT": "Lithuania"})] == ["🇱🇹"]
    assert search("no such thing at all") == ()
    hand = next(one for one in search("waving hand"))
    assert hand.in_tone(TONES[5]) == "👋🏿"
