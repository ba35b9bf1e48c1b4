"""Cutting a long text into parts."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandcraft_desktop.domain.text import graphemes
from brandcraft_desktop.domain.text.split import split
from brandcraft_desktop.errors import BadInput

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
LIVE = re.compile(r"https?://\S+|[#@][\w.]+")


def at_most(limit: int) -> Callable[[str], bool]:
    return lambda text: graphemes.count(text) <= limit


def live(text: str) -> Sequence[tuple[int, int]]:
    return [match.span() for match in LIVE.finditer(text)]


def parts_of(text: str, limit: int, numbering: str | None = None) -> tuple[str, ...]:
    return split(text, fits=at_most(limit), atoms=live, numbering=numbering)


def test_what_fits_stays_one_part_without_a_number() -> None:
    assert parts_of("short enough", 20, "{n}/{total}") == ("short enough",)


@pytest.mark.parametrize("blank", ["", " \n ", "---", "---\n\n---"])
def test_a_blank_text_is_one_empty_part(blank: str) -> None:
    assert parts_of(blank, 10) == ("",)


def test_paragraphs_are_kept_whole_and_gathered() -> None:
    text = "One two.\n\nThree four.\n\nFive six seven."
    assert parts_of(text, 21) == ("One two.\n\nThree four.", "Five six seven.")
    assert parts_of(text, 20) == ("One two.", "Three four.", "Five six seven.")


def test_a_long_paragraph_is_cut_at_sentences_then_words() -> None:
    assert parts_of("One two. Three four! Five six.", 21) == ("One two. Three four!", "Five six.")
    assert parts_of("one two three four five", 10) == ("one two", "three four", "five")
    assert parts_of("Short. A sentence too long to fit. End.", 16) == (
        "Short. A",
        "sentence too",
        "long to fit.",
        "End.",
    )


def test_a_dot_before_a_small_letter_ends_no_sentence() -> None:
    assert parts_of("Use tools, e.g. a saw. Then stop.", 24) == (
        "Use tools, e.g. a saw.",
        "Then stop.",
    )


def test_sentences_without_spaces_are_found() -> None:
    assert parts_of("今日は晴れです。明日は雨です。終わり", 12) == (
        "今日は晴れです。",
        "明日は雨です。終わり",
    )


def test_a_word_longer_than_a_part_is_cut_between_graphemes() -> None:
    assert parts_of("ab" + FAMILY * 4, 3) == ("ab" + FAMILY, FAMILY * 3)


def test_live_pieces_stay_whole() -> None:
    link = "https://example.com/abc"
    assert parts_of(f"see({link} now", len(link)) == ("see(", link, "now")
    assert parts_of(f"see({link} now", len(link) + 4) == (f"see({link}", "now")
    assert parts_of("word#hashtag", 8) == ("word", "#hashtag")


def test_a_live_piece_longer_than_a_part_is_cut_in_the_end() -> None:
    assert parts_of("#abcdefghij", 4) == ("#abc", "defg", "hij")


def test_a_live_piece_with_white_space_stays_whole() -> None:
    text = "one two three four"
    parts = split(text, fits=at_most(13), atoms=lambda part: [(4, 13)] if part == text else [])
    assert parts == ("one two three", "four")
    parts = split(text, fits=at_most(11), atoms=lambda part: [(4, 13)] if part == text else [])
    assert parts == ("one", "two three", "four")


def test_a_line_of_three_hyphens_begins_a_part_by_hand() -> None:
    text = "first\n---\nsecond --- still\n  ---  \n\nthird\n----"
    assert parts_of(text, 100) == ("first", "second --- still", "third\n----")
    assert parts_of(text, 100, "{n}/{total}")[0] == "first 1/3"


def test_numbers_are_counted_in_and_may_stand_anywhere() -> None:
    assert parts_of("one two three four", 13, "{n}/{total}") == (
        "one two 1/3",
        "three 2/3",
        "four 3/3",
    )
    assert parts_of("one two", 11, "({n} of {total}) {text}") == ("one two",)
    assert parts_of("one two", 6, "{n}: {text}") == ("1: one", "2: two")


def test_more_digits_make_room_for_themselves() -> None:
    text = " ".join(["word"] * 200)
    parts = parts_of(text, 12, "{n}/{total}")
    assert parts[-1] == f"word {len(parts)}/{len(parts)}"
    assert len(parts) == 200
    assert all(len(part) <= 12 for part in parts)


def test_no_room_for_one_character_is_said() -> None:
    with pytest.raises(BadInput):
        parts_of("abc", 0)
    with pytest.raises(BadInput):
        parts_of("abcdefgh", 4, "{n}/{total}")


WORDS = st.sampled_from(
    [
        *["a", "word", "Sentence.", "end!", "“quoted.”", "e.g.", "(in", "brackets)", "日本語。文"],
        *["https://example.com/path", "#tag", "@name.test", FAMILY * 3, "x" * 30, "---x", "ກຳ"],
        "e\u0301\u0301e",
    ]
)
GAPS = st.sampled_from([" ", "  ", "\n", "\n\n", "\n \n", "\t", "\n---\n"])
TEXTS = st.lists(st.tuples(WORDS, GAPS), max_size=40).map(
    lambda pairs: "".join(word + gap for word, gap in pairs)
)
NUMBERING = st.sampled_from([None, "{n}/{total}", "{n}. {text}", "[{n}/{total}]\n{text} …"])


def squeezed(text: str) -> str:
    return "".join(text.split())


@given(TEXTS, st.integers(min_value=25, max_value=60), NUMBERING)
def test_nothing_is_too_long_lost_or_moved(text: str, limit: int, numbering: str | None) -> None:
    parts = parts_of(text, limit, numbering)
    assert parts == parts_of(text, limit, numbering)
    assert all(graphemes.count(part) <= limit for part in parts)
    bare = parts
    if numbering and len(parts) > 1:
        bare = tuple(
            unnumbered(part, numbering, n, len(parts)) for n, part in enumerate(parts, start=1)
        )
    assert all(part == part.strip() and (part or len(bare) == 1) for part in bare)
    whole = re.sub(r"(?m)^[ \t]*---[ \t]*$", "", text)
    assert squeezed("".join(bare)) == squeezed(whole)
    if limit >= 45:  # every word of the sample fits a part: none is ever cut
        assert " ".join(bare).split() == whole.split() or "日本語。文" in text


@given(st.text(alphabet=st.sampled_from("ab .\n\t#e\u0301👩\u200d🇩日。-"), max_size=80))
def test_any_text_survives_tiny_parts(text: str) -> None:
    parts = parts_of(text, 5)
    assert all(graphemes.count(part) <= 5 for part in parts)
    whole = re.sub(r"(?m)^[ \t]*---[ \t]*$", "", text)
    assert squeezed("".join(parts)) == squeezed(whole)
    pieces = graphemes.graphemes(squeezed(whole))
    assert sum(map(graphemes.count, map(squeezed, parts))) >= len(pieces)


@given(TEXTS, st.integers(min_value=30, max_value=60))
def test_live_pieces_are_never_cut(text: str, limit: int) -> None:
    def counted(texts: Sequence[str]) -> int:
        return sum(
            part.count("https://example.com/path") + part.count("@name.test") for part in texts
        )

    assert counted(parts_of(text, limit)) == counted([text])


def unnumbered(part: str, numbering: str, n: int, total: int) -> str:
    pattern = numbering if "{text}" in numbering else "{text} " + numbering
    before, _, after = (
        pattern.replace("{n}", str(n)).replace("{total}", str(total)).partition("{text}")
    )
    assert part.startswith(before)
    assert part.endswith(after)
    return part[len(before) : len(part) - len(after)]
