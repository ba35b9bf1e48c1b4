"""The words of a Pin as Pinterest counts them."""

from __future__ import annotations

from brandcraft_desktop.domain.plan import Fix
from brandcraft_desktop.publishers.pinterest.limits import LINK, TITLE
from brandcraft_desktop.publishers.pinterest.spans import find_spans
from brandcraft_desktop.publishers.pinterest.text import cut, measure
from brandcraft_desktop.publishers.pinterest.text_problems import text_problems


def problems(text: str = "", title: str = "", link: str = "") -> list[tuple[str, str]]:
    return [(one.message, one.field) for one in text_problems(text, title=title, link=link)]


def test_each_field_has_its_limit() -> None:
    assert problems("é" * 800, "é" * 100, "x" * 2048) == []
    assert problems("é" * 801, "é" * 101, "x" * 2049) == [
        ("Pinterest: the title is 1 character too long", "title"),
        ("Pinterest: 1 character too long", "text"),
        ("Pinterest: the link is 1 character too long", "options.link"),
    ]
    (problem,) = text_problems("x" * 801)
    assert problem.fix is Fix.SHORTEN
    assert measure("x" * 100, TITLE).valid
    assert not measure("x" * 2049, LINK).valid


def test_nothing_is_live() -> None:
    assert find_spans("#tag @anna https://example.com") == ()


def test_a_cut_keeps_plain_tags_and_addresses_whole() -> None:
    assert cut("word word #hashtag", 15) == "word word…"
    assert cut("word https://example.com/x", 20) == "word…"
