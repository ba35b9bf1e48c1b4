"""The words of a Pin as Pinterest counts them."""

from __future__ import annotations

from brandcraft_desktop.publishers.pinterest.spans import find_spans
from brandcraft_desktop.publishers.pinterest.text import cut, measure, split


def test_the_description_has_its_limit() -> None:
    assert measure("é" * 800).valid
    assert measure("é" * 801).remaining == -1


def test_nothing_is_live() -> None:
    assert find_spans("#tag @anna https://example.com") == ()


def test_a_cut_keeps_plain_tags_and_addresses_whole() -> None:
    words = "word " * 159
    for whole in ("#hashtag", "https://example.com/x"):
        assert cut(words + whole) == words.strip() + "…"


def test_parts_that_would_fit() -> None:
    assert len(split("word " * 200, "{n}/{total}")) == 2
