"""A text as Facebook counts and reads it."""

from __future__ import annotations

from brandcraft_desktop.domain.plan import Fix, Severity
from brandcraft_desktop.domain.text.measure import SpanKind
from brandcraft_desktop.publishers.facebook.limits import VIDEO_TITLE
from brandcraft_desktop.publishers.facebook.spans import find_spans
from brandcraft_desktop.publishers.facebook.text import cut, measure
from brandcraft_desktop.publishers.facebook.text_problems import text_problems


def test_a_post_has_its_limit() -> None:
    assert measure("é" * 63_206).valid
    assert list(text_problems("é" * 63_206)) == []
    (problem,) = text_problems("é" * 63_207)
    assert (problem.message, problem.fix) == ("Facebook: 1 character too long", Fix.SHORTEN)


def test_a_video_title_has_its_own() -> None:
    assert list(text_problems("", title="é" * 255)) == []
    (problem,) = text_problems("", title="é" * 256)
    assert problem.message == "Facebook: the title is 1 character too long"
    assert problem.field == "title"
    assert not measure("x" * 256, VIDEO_TITLE).valid


def test_a_story_has_no_words() -> None:
    (problem,) = text_problems("words", story=True)
    assert problem.severity is Severity.WARNING
    assert list(text_problems("", story=True)) == []


def test_live_pieces() -> None:
    text = "#tag #1 @[123] @[Acme] @anna https://example.com/x. www.example.com"
    assert [(span.kind, span.target) for span in find_spans(text)] == [
        (SpanKind.TAG, "tag"),
        (SpanKind.MENTION, "123"),
        (SpanKind.LINK, "https://example.com/x"),
    ]


def test_a_cut_keeps_mentions_whole() -> None:
    assert cut("word word @[123456] end", 17) == "word word…"
