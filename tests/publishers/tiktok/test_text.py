"""The words of a post as TikTok counts and reads them."""

from __future__ import annotations

from brandcraft_desktop.domain.plan import Fix, Severity
from brandcraft_desktop.domain.text.measure import SpanKind
from brandcraft_desktop.publishers.tiktok.limits import PHOTO_DESCRIPTION, PHOTO_TITLE
from brandcraft_desktop.publishers.tiktok.spans import find_spans
from brandcraft_desktop.publishers.tiktok.text import cut, measure
from brandcraft_desktop.publishers.tiktok.text_problems import text_problems


def test_a_caption_counts_in_utf16() -> None:
    assert measure("👩" * 1100).valid
    assert measure("👩" * 1101).remaining == -2
    assert list(text_problems("👩" * 1100)) == []
    (problem,) = text_problems("👩" * 1100 + "x")
    assert (problem.message, problem.fix) == ("TikTok: 1 character too long", Fix.SHORTEN)


def test_a_photo_has_limits_of_its_own() -> None:
    assert list(text_problems("x" * 4000, title="👩" * 45, photo=True)) == []
    long_title, long_text = text_problems("x" * 4001, title="x" * 91, photo=True)
    assert long_title.message == "TikTok: the title is 1 character too long"
    assert long_title.field == "title"
    assert long_text.message == "TikTok: 1 character too long"
    assert measure("x" * 90, PHOTO_TITLE).valid
    assert not measure("x" * 91, PHOTO_TITLE).valid
    assert list(text_problems("x", title="x" * 91)) == []  # a video has no title


def test_a_video_for_the_inbox_takes_no_words_along() -> None:
    (problem,) = text_problems("x" * 5000, inbox=True)
    assert problem.severity is Severity.WARNING
    assert list(text_problems("", inbox=True)) == []
    assert list(text_problems("x" * 4000, photo=True, inbox=True)) == []


def test_live_pieces() -> None:
    text = "#tag#no #1 #größe @a @an.na. https://example.com/@anna me@example.com"
    assert [(span.kind, span.target) for span in find_spans(text)] == [
        (SpanKind.TAG, "tag"),
        (SpanKind.TAG, "größe"),
        (SpanKind.MENTION, "an.na"),
    ]


def test_a_cut_counts_in_utf16_and_keeps_addresses() -> None:
    assert cut("👩" * 50, PHOTO_TITLE) == "👩" * 45
    assert cut("x " * 40 + "https://example.com/", PHOTO_TITLE) == ("x " * 40).strip() + "…"
    assert cut("x" * 4000, PHOTO_DESCRIPTION) == "x" * 4000
