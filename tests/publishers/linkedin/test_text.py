"""A text as LinkedIn counts, reads and takes it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandcraft_desktop.domain.plan import Fix, Severity
from brandcraft_desktop.domain.text.measure import SpanKind
from brandcraft_desktop.publishers.linkedin.little_text import escape, read
from brandcraft_desktop.publishers.linkedin.planning import LINKEDIN
from brandcraft_desktop.publishers.linkedin.spans import find_spans
from brandcraft_desktop.publishers.linkedin.text import cut, measure
from brandcraft_desktop.publishers.linkedin.text_problems import text_problems
from tests.publishers.messages import message

ACME = "urn:li:organization:123"
ANNA = "urn:li:person:a1_B-2"


def test_characters_count_before_they_are_escaped() -> None:
    assert measure("(" * 3000).valid
    assert measure("(" * 3001).remaining == -1
    assert list(text_problems(message(LINKEDIN, "(" * 3000))) == []
    (problem,) = text_problems(message(LINKEDIN, "(" * 3001))
    assert (problem.message, problem.fix) == ("LinkedIn: 1 character too long", Fix.SHORTEN)


def test_letters_that_may_count_double_are_a_warning() -> None:
    (problem,) = text_problems(message(LINKEDIN, "𝗕" * 1501))
    assert problem.severity is Severity.WARNING
    assert problem.message.startswith("LinkedIn: the text may be 2 characters too long")


def test_live_pieces() -> None:
    text = f"see https://a.example/#x @[Acme]({ACME}) #tag @anna #1"
    assert [(span.kind, span.target) for span in find_spans(text)] == [
        (SpanKind.LINK, "https://a.example/#x"),
        (SpanKind.MENTION, ACME),
        (SpanKind.TAG, "tag"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"by @[Acme (Group)]({ACME})!", rf"by @[Acme \(Group\)]({ACME})!"),
        (f"@[Anna]({ANNA})", f"@[Anna]({ANNA})"),
        ("@[Acme](nowhere)", r"\@\[Acme\]\(nowhere\)"),
        ("https://a.example/#x", r"https://a.example/\#x"),
        ("#a_b.", r"{hashtag|\#|a\_b}."),
        (r"a\b", r"a\\b"),
        ("", ""),
    ],
)
def test_reserved_characters_are_escaped_and_live_ones_stay(text: str, expected: str) -> None:
    assert escape(text) == expected


def test_known_names_become_mentions() -> None:
    known = {"Acme": ACME, "Acme Group": ANNA, "A.B": "urn:li:person:3"}
    assert escape("by @Acme Group, @Acme! @Acmes a@Acme @A.B @AxB", known) == (
        rf"by @[Acme Group]({ANNA}), @[Acme]({ACME})! \@Acmes a\@Acme @[A.B](urn:li:person:3) \@AxB"
    )


@given(st.text(st.sampled_from("ab #@[](){}<>\\*_~|é日\n:/.")))
def test_no_reserved_character_is_left_bare_and_none_is_lost(text: str) -> None:
    escaped = escape(text)
    bare = re.sub(r"\{hashtag\|\\#\|((?:[^}\\]|\\.)*)\}", r"\\#\1", escaped)
    assert re.fullmatch(r"(?:[^|{}@\[\]()<>#\\*_~]|\\[|{}@\[\]()<>#\\*_~])*", bare)
    assert re.sub(r"\\(.)", r"\1", bare) == text
    assert read(escaped) == text


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("plain (bare)", "plain "),
        ("a * b", "a "),
        ("{hashtag|\\#|tag} on", "#tag on"),
        ("{hashtag|#|tag} on", "#tag on"),
        ("{hashtag|\\#|tag", ""),
        (f"@[Acme \\(x\\)]({ACME}) on", f"@[Acme (x)]({ACME}) on"),
        ("@[Acme](nobody) on", ""),
        ("ends with \\", "ends with "),
        ("\\\n!", "\n!"),
    ],
)
def test_reading_ends_where_linkedin_would_cut(written: str, seen: str) -> None:
    assert read(written) == seen


def test_a_cut_keeps_mentions_whole() -> None:
    text = "word " * 598 + f"@[Acme]({ACME})"
    assert cut(text) == "word " * 597 + "word…"
