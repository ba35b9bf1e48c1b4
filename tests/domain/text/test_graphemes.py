"""Counting and cutting graphemes."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
import regex  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from brandcraft_desktop.domain.text import graphemes

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
FLAG = "\U0001f1e9\U0001f1ea"
SKIN = "\U0001f44d\U0001f3fd"
PIECES = [
    *"a \n\r.,é日ー한\u1100\u1161\u11a8กำ\u0915\u094d\u0937\u0308\u200d\ufe0f\u0600\u00a9✁❤#",
    FAMILY,
    FLAG,
    FLAG[0],
    SKIN,
    SKIN[1],
    "\r\n",
    "👩",
    "\U0001f3f4\u200d\u2620\ufe0f",
]
mixed_texts = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("plain", 5),
        ("two\r\nlines", 9),
        ("\r\n\r\n", 2),
        ("\r\r\n\n", 3),
        ("Köln", 4),
        ("Ko\u0308ln", 4),
        (FAMILY, 1),
        (FLAG + FLAG[0], 2),
        (SKIN + "é" + FAMILY, 3),
        ("é\r\n日", 3),
        ("한국어", 3),
        ("\u1112\u1161\u11ab", 1),
        ("\u2701\u200d\u2701", 1),
        ("a\u200d👩", 2),
    ],
)
def test_counts_what_a_person_sees(text: str, expected: int) -> None:
    assert graphemes.count(text) == expected
    assert len(graphemes.graphemes(text)) == expected


@pytest.mark.contract
def test_unicodes_own_cases(reference: Path) -> None:
    file = reference / "platforms/vectors/unicode/GraphemeBreakTest.txt"
    cases = 0
    for line in file.read_text(encoding="utf-8").splitlines():
        rule = line.partition("#")[0].strip()
        if not rule:
            continue
        expected = tuple(
            "".join(chr(int(point, 16)) for point in cluster.split(" × "))
            for cluster in rule.strip("÷ ").split(" ÷ ")
        )
        text = "".join(expected)
        assert graphemes.graphemes(text) == expected, rule
        assert graphemes.count(text) == len(expected), rule
        for limit in range(len(expected) + 1):
            assert graphemes.cut(text, limit) == "".join(expected[:limit]), rule
        cases += 1
    assert cases > 600


@given(mixed_texts)
def test_the_fast_path_counts_as_the_full_rules(text: str) -> None:
    found = graphemes.graphemes(text)
    assert "".join(found) == text
    assert graphemes.count(text) == len(found)


@given(mixed_texts, st.integers(min_value=0, max_value=50))
def test_a_cut_keeps_whole_graphemes(text: str, limit: int) -> None:
    assert graphemes.cut(text, limit) == "".join(graphemes.graphemes(text)[:limit])


def test_a_cut_to_nothing_or_less_is_empty() -> None:
    assert graphemes.cut("abc", 0) == ""
    assert graphemes.cut("abc", -1) == ""


def test_no_character_on_the_fast_path_ever_joins() -> None:
    """All of Unicode: loners never join, and of the others only the known ones take one in."""
    cluster = regex.compile(r"\X")
    alone = regex.compile(r"[\p{GCB=Other}\p{GCB=Control}\p{GCB=LF}\p{GCB=LV}\p{GCB=LVT}]")
    glue = re.compile(f"[{graphemes._GLUE}]")
    loner = re.compile(f"[{graphemes._LONERS}]")
    # Behind the first two planes: only tags and selectors of plane 14 join, the rest is a sample.
    far = [*range(0xE0000, 0xE1000), *range(0x20000, 0x110000, 61)]
    for point in [*range(0x20000), *far]:
        character = chr(point)
        if loner.match(character):
            assert alone.match(character), f"U+{point:04X}"
            assert cluster.findall(f"\u0915\u094d{character}")[-1] == character, f"U+{point:04X}"
        elif not glue.match(character):
            for follower in "a\n가각👩":
                found = cluster.findall(f"a{character}{follower}")
                assert found[-1] == follower, f"U+{point:04X}"


def test_white_space_before_a_mark_is_no_boundary() -> None:
    assert graphemes.is_boundary("a b", 1)
    assert graphemes.is_boundary("a b", 3)
    assert not graphemes.is_boundary("a \u0308b", 2)


def test_the_rules_can_be_loaded_ahead() -> None:
    graphemes.prepare()
    assert graphemes.count("é") == 1


@given(st.text(st.sampled_from("ab \n\u0301\u0600\u0903\u200d👍🏽🇩🇪\r\u2003\u1680"), max_size=30))
def test_where_white_space_joins_is_found_at_once(text: str) -> None:
    blanks = " \n\u2003\u1680\r"
    expected = {
        index
        for index in range(1, len(text))
        if {text[index - 1], text[index]} & set(blanks) and not graphemes.is_boundary(text, index)
    }
    if "\r\n" not in text:
        assert graphemes.joined_at(text, blanks) == expected


def test_a_cut_far_before_the_end_looks_behind_long_graphemes() -> None:
    family = "👩‍👩‍👧‍👦"
    assert graphemes.cut(family * 9, 4) == family * 4
    assert graphemes.cut(f"{family}e\u0301{family}" + "x" * 99, 3) == f"{family}e\u0301{family}"


@given(st.text(alphabet="\U0001f1e9\U0001f1ea\u200d\u0301a", max_size=300))
def test_rows_of_flags_are_cut_as_the_rules_cut_them(text: str) -> None:
    row = "\U0001f1e9\U0001f1ea" * 70
    for whole in (text, row + text, text + row, "\U0001f1e9" + row + text):
        assert list(graphemes.graphemes(whole)) == regex.findall(r"\X", whole)
        assert graphemes.count(whole) == len(regex.findall(r"\X", whole))


def test_very_many_flags_are_counted_quickly() -> None:
    text = "\U0001f1e9\U0001f1ea" * 50_000
    begun = time.process_time()
    assert graphemes.count(text) == 50_000
    assert graphemes.cut(text, 30_000) == text[:60_000]
    assert time.process_time() - begun < 8
