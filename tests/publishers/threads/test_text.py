"""A text as Threads counts and reads it."""

from __future__ import annotations

import pytest

from brandcraft_desktop.domain.plan import Fix, Severity
from brandcraft_desktop.domain.text.measure import SpanKind
from brandcraft_desktop.publishers.threads.planning import THREADS
from brandcraft_desktop.publishers.threads.spans import find_spans
from brandcraft_desktop.publishers.threads.text import cut, hashtags, links, measure, split
from brandcraft_desktop.publishers.threads.text_problems import text_problems
from tests.publishers.messages import message


def messages(text: str, topic: str = "", attachment: str = "", part: int = 0) -> list[str]:
    one = message(THREADS, text, number=part, topic_tag=topic, link_attachment=attachment)
    return [problem.message for problem in text_problems(one)]


def test_emoji_count_their_bytes() -> None:
    assert measure("é" * 500).valid
    assert measure("é" * 501).remaining == -1
    assert measure("😀" * 125).valid
    assert measure("😀" * 126).remaining == -4


def test_too_long_offers_a_thread_first() -> None:
    (problem,) = text_problems(message(THREADS, "x" * 501))
    assert (problem.message, problem.fix) == ("Threads: 1 character too long", Fix.SPLIT)
    (problem,) = text_problems(message(THREADS, "x" * 502, number=3))
    assert problem.message == "Threads: part 3 is 2 characters too long"
    assert problem.fix is Fix.SHORTEN


def test_at_most_five_different_links() -> None:
    five = " ".join(f"https://{n}.example" for n in "abcde")
    assert links(five) == 5
    assert links(f"{five} https://a.example") == 5
    assert links(five, "https://a.example") == 5
    assert messages(five) == []
    assert messages(five, attachment="f.example") == [
        "Threads: the post has 6 different links, at most 5 are taken."
    ]
    assert links("www.threads.com and https://www.threads.com", "www.facebook.com") == 2
    assert messages(f"{five} example.com", part=2) == [
        "Threads: part 2 has 6 different links, at most 5 are taken."
    ]


def test_only_the_first_tag_is_live() -> None:
    text = f"#{'x' * 51} #1. #two @anna.b www.example.com"
    assert [(span.kind, span.target) for span in find_spans(text)] == [
        (SpanKind.TAG, "1"),
        (SpanKind.MENTION, "anna.b"),
        (SpanKind.LINK, "https://www.example.com"),
    ]
    assert [span.kind for span in find_spans(text, "topic")] == [SpanKind.MENTION, SpanKind.LINK]
    assert hashtags(text) == 2
    assert messages("#one") == []
    (problem,) = text_problems(message(THREADS, "#one #two"))
    assert problem.severity is Severity.WARNING
    assert problem.message == "Threads: a post has one topic; #two stays plain text."
    assert messages("#one #two #three") == [
        "Threads: a post has one topic; 2 tags stay plain text."
    ]
    assert messages("#one", "topic") == ["Threads: a post has one topic; #one stays plain text."]


def test_signs_that_look_like_tags() -> None:
    assert hashtags("#\ufe0f\u20e3 C# a#b #") == 0
    assert hashtags("#👩 #é") == 2


@pytest.mark.parametrize(
    ("topic", "expected"),
    [
        ("", []),
        ("x", []),
        ("two words", []),
        ("x" * 50, []),
        ("a.b", ["Threads: the topic may not hold “.” or “&”."]),
        ("a&b", ["Threads: the topic may not hold “.” or “&”."]),
    ],
)
def test_the_topic_beside_the_text(topic: str, expected: list[str]) -> None:
    assert messages("text", topic) == expected
    found = text_problems(message(THREADS, "text", topic_tag=topic))
    assert {one.field for one in found} <= {"options.topic_tag"}


def test_a_thread_and_a_cut_leave_every_tag_whole() -> None:
    text = "#one " + "😀 " * 60 + "#" + "t" * 40 + " end of it"
    parts = split(text * 3, "{n}/{total}")
    assert all(measure(part).valid for part in parts)
    assert sum(part.count("#" + "t" * 40) for part in parts) == 3
    assert cut("x " * 230 + "#" + "t" * 45) == ("x " * 230).strip() + "…"
