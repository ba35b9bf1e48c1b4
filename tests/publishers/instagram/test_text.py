"""A caption as Instagram counts and reads it."""

from __future__ import annotations

import pytest

from brandcraft_desktop.domain.plan import Severity
from brandcraft_desktop.domain.text.measure import SpanKind
from brandcraft_desktop.publishers.instagram.spans import find_spans
from brandcraft_desktop.publishers.instagram.text import cut, hashtags, measure, mentions
from brandcraft_desktop.publishers.instagram.text_problems import text_problems


def messages(text: str, severity: Severity = Severity.ERROR) -> list[str]:
    return [one.message for one in text_problems(text) if one.severity is severity]


def test_the_caption_has_its_limit() -> None:
    assert measure("é" * 2200).valid
    assert messages("é" * 2200) == []
    assert messages("é" * 2201) == ["Instagram: 1 character too long"]


def test_thirty_hashtags_and_a_warning_from_the_sixth_on() -> None:
    assert list(text_problems("#a " * 5)) == []
    assert messages("#a " * 6, Severity.WARNING) == [
        "Instagram: 6 hashtags may be too many; Instagram's own app takes 5."
    ]
    assert messages("#a " * 30) == []
    assert messages("#a" * 31) == ["Instagram: 31 hashtags are too many, at most 30 are taken."]


def test_twenty_mentions() -> None:
    assert list(text_problems("@a " * 20)) == []
    assert messages("@a " * 21) == ["Instagram: 21 mentions are too many, at most 20 are taken."]


def test_a_story_has_no_caption() -> None:
    assert list(text_problems(" ", story=True)) == []
    (problem,) = text_problems("x" * 3000, story=True)
    assert problem.severity is Severity.WARNING
    assert problem.message == "Instagram: a story has no caption; the text is left out."


@pytest.mark.parametrize(
    ("text", "tags", "names"),
    [
        ("#a#b #1 #👩‍👧x #हिन्दी ＃全", 6, 0),
        ("C# a#b #\ufe0f\u20e3 # ", 0, 0),
        ("@a.b_c @a. (@x) me@example.com @" + "x" * 31, 0, 3),
        ("https://example.com @a", 0, 1),
    ],
)
def test_what_counts(text: str, tags: int, names: int) -> None:
    assert hashtags(text) == tags
    assert mentions(text) == names
    kinds = [span.kind for span in find_spans(text)]
    assert (kinds.count(SpanKind.TAG), kinds.count(SpanKind.MENTION)) == (tags, names)
    assert SpanKind.LINK not in kinds


def test_a_cut_keeps_plain_addresses_whole() -> None:
    text = "word " * 437 + "https://example.com/path"
    assert cut(text) == ("word " * 437).strip() + "…"
