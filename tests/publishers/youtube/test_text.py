"""The words of a video as YouTube counts and reads them."""

from __future__ import annotations

import pytest

from brandcraft_desktop.domain.plan import Fix, Severity
from brandcraft_desktop.domain.text.measure import SpanKind
from brandcraft_desktop.publishers.youtube.spans import find_spans
from brandcraft_desktop.publishers.youtube.text import (
    cut,
    cut_title,
    forbidden,
    hashtags,
    measure,
    measure_title,
    tags_length,
)
from brandcraft_desktop.publishers.youtube.text_problems import text_problems


def problems(
    text: str = "", title: str = "title", tags: tuple[str, ...] = ()
) -> list[tuple[str, str]]:
    return [(one.message, one.field) for one in text_problems(text, title=title, tags=tags)]


def test_the_description_counts_in_bytes() -> None:
    assert measure("é" * 2500).valid
    assert measure("é" * 2500).unit == "bytes"
    assert problems("é" * 2500) == []
    assert problems("é" * 2500 + "x") == [("YouTube: the description is 1 byte too long", "text")]
    (problem,) = text_problems("x" * 5002, title="title")
    assert problem.fix is Fix.SHORTEN


def test_the_title_counts_in_characters_and_must_be_there() -> None:
    assert measure_title("é" * 100).valid
    assert problems(title="é" * 100) == []
    assert problems(title="é" * 101) == [("YouTube: the title is 1 character too long", "title")]
    assert problems(title=" ") == [("YouTube: a video needs a title.", "title")]
    (doubt,) = text_problems("", title="👩" * 51)
    assert (doubt.severity, doubt.field) == (Severity.WARNING, "title")


def test_angle_brackets_are_refused_where_they_stand() -> None:
    assert forbidden("a > b < c > d") == "<>"
    assert problems("a > b", "a < b <") == [
        ("YouTube: the title may not hold “<”.", "title"),
        ("YouTube: the description may not hold “>”.", "text"),
    ]
    assert problems("<>") == [("YouTube: the description may not hold “<” and “>”.", "text")]


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ((), 0),
        (("foo-baz",), 7),
        (("foo baz",), 9),
        (("foo", "baz"), 7),
        (("a b", "c", "d e f"), 15),
    ],
)
def test_tags_add_up_with_commas_and_quotes(tags: tuple[str, ...], expected: int) -> None:
    assert tags_length(tags) == expected


def test_all_tags_have_a_limit_together() -> None:
    assert problems(tags=("x" * 249, "y" * 250)) == []
    field = "options.tags"
    assert problems(tags=("x" * 250, "y" * 250)) == [
        ("YouTube: the tags together are 1 character too long.", field)
    ]
    assert problems(tags=("x y" * 100, "z" * 200)) == [
        ("YouTube: the tags together are 3 characters too long.", field)
    ]
    assert problems(tags=("<b>",)) == [("YouTube: a tag may not hold “<” or “>”.", field)]


def test_more_than_sixty_hashtags_are_all_ignored() -> None:
    assert hashtags("#a", "#b " * 59) == 60
    assert problems("#b " * 59, "#a") == []
    (problem,) = text_problems("#b " * 60, title="#a")
    assert problem.severity is Severity.WARNING
    assert problem.message == (
        "YouTube: with more than 60 hashtags YouTube ignores all; there are 61."
    )


def test_live_pieces() -> None:
    text = "#tag @ab @abc.d-e·f. @größe https://example.com/#x me@example.com @" + "x" * 31
    assert [(span.kind, span.target) for span in find_spans(text)] == [
        (SpanKind.TAG, "tag"),
        (SpanKind.MENTION, "abc.d-e·f"),
        (SpanKind.MENTION, "größe"),
        (SpanKind.LINK, "https://example.com/#x"),
    ]


def test_cuts() -> None:
    assert cut_title("word " * 30) == ("word " * 20).strip() + "…"
    assert cut("é " * 2000) == ("é " * 1667).strip()
    assert cut_title("x") == "x"
