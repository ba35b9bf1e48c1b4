"""Counting and cutting as X does."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandcraft_desktop.domain.text import graphemes
from brandcraft_desktop.domain.text.measure import Measure
from brandcraft_desktop.publishers.x import weights
from brandcraft_desktop.publishers.x.spans import find_spans
from brandcraft_desktop.publishers.x.text import fits_until, measure, split
from tests.publishers.mixed_texts import texts

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
mixed_texts = st.integers(min_value=0).map(lambda seed: texts(seed, 1)[0])


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("", 0),
        ("hello", 5),
        ("Köln", 4),
        ("Ko\u0308ln", 4),
        ("日本語", 6),
        ("“quoted” – it’s…", 17),
        ("\u1100\u1161", 2),
        ("😀", 2),
        (FAMILY, 2),
        ("🇩🇪🇩", 4),
        ("🇽🇽", 4),
        ("1\ufe0f\u20e3", 2),
        ("©©\ufe0f", 3),
        ("☺\ufe0e", 4),
        ("👍🏽", 2),
        ("🕵🏽\u200d♀\ufe0f", 2),
        ("🧑\u200d🚀", 5),
        ("🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", 2),
        ("see example.com now", 31),
        ("https://example.com/" + "x" * 300, 23),
        ("日本語 https://example.jp/パス", 34),
        ("example.com/1\ufe0f\u20e3", 27),
        ("example.com日.みんな/a", 31),
        ("a\u3000b\u2028c", 7),
        ("one.\n\ntwo.com", 29),
    ],
)
def test_what_a_text_weighs(text: str, length: int) -> None:
    assert measure(text).length == length


def test_a_measure_is_whole() -> None:
    assert measure("x" * 281) == Measure(281, 280, -1, "characters", False)
    assert measure("x" * 280).valid
    assert not measure("").valid
    assert not measure("a\ufeffb").valid
    assert measure("\u202aabc\u202c").valid


@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("", 0),
        ("x" * 280, 280),
        ("x" * 281, 280),
        ("日" * 141, 140),
        ("x" + "日" * 140, 140),
        ("x" * 270 + " example.com", 271),
        ("x" * 256 + " example.com y", 280 - 23 + 11),
        ("x" * 279 + FAMILY, 279),
        ("x" * 278 + FAMILY, 278 + len(FAMILY)),
        ("o\u0308" * 281, 560),
        ("x" * 279 + " o\u0308", 280),
        ("abc\ufeffdef", 3),
        ("x\n" * 150, 280),
    ],
)
def test_where_a_text_goes_over(text: str, index: int) -> None:
    assert fits_until(text) == index


@given(mixed_texts, st.integers(min_value=0, max_value=290))
def test_the_place_and_the_measure_agree(text: str, more: int) -> None:
    text = "x" * more + " " + text
    fits = measure(text).length <= weights.LIMIT and weights.is_acceptable(text)
    assert (fits_until(text) == len(text)) == fits


@given(mixed_texts)
def test_counting_word_by_word_counts_all(text: str) -> None:
    """With the memory or without, one word or the whole text at once: the same."""
    assert measure(text).length == weights._of_token(text, True)
    assert measure(text) == measure(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    "text",
    [
        "日." * 4000 + "日_.com",
        "日" * 8000 + "_.com",
        "日.com_." * 1500,
        "a.com/" + "(a)" * 3000 + "(",
        "a.com/?" + "." * 8000,
        "#" * 8000 + "a.日_" * 2000 + "b.com",
        "http://" * 1000 + "a.com",
        FAMILY * 1000,
    ],
)
def test_no_text_takes_long(text: str) -> None:
    """Pasted by mistake or made to hurt: linear, or nearly so."""
    begun = time.process_time()
    measure(text)
    find_spans(text)
    fits_until(text)
    assert time.process_time() - begun < 10


WORDS = st.sampled_from(
    [
        *[
            "a",
            "word",
            "Sentence.",
            "end!",
            "“quoted.”",
            "(in",
            "brackets)",
            "日本語。文",
            "x" * 40,
        ],
        *["https://example.com/path?a=b", "example.org", "#tag", "@name", "@name/list", "$ABC"],
        *[FAMILY * 3, "🇩🇪", "e\u0301\u0301e", "(https://example.com)", "日本#タグ", "日" * 30],
    ]
)
GAPS = st.sampled_from([" ", " ", "  ", "\n", "\n\n", "\u3000"])
LONG_TEXTS = st.lists(st.tuples(WORDS, GAPS), min_size=20, max_size=120).map(
    lambda pairs: "".join(word + gap for word, gap in pairs)
)
NUMBERING = st.sampled_from([None, "{n}/{total}", "({n}/{total}) {text}"])


def bare(parts: tuple[str, ...], numbering: str | None) -> Iterator[str]:
    """The parts without their numbers."""
    for n, part in enumerate(parts, start=1):
        label = f"{n}/{len(parts)}"
        if numbering is None or len(parts) == 1:
            yield part
        elif "{text}" in numbering:
            assert part.startswith(f"({label}) ")
            yield part.removeprefix(f"({label}) ")
        else:
            assert part.endswith(f" {label}")
            yield part.removesuffix(f" {label}")


@given(LONG_TEXTS, NUMBERING)
def test_a_split_keeps_everything_whole(text: str, numbering: str | None) -> None:
    parts = split(text, numbering)
    assert all(measure(part).valid for part in parts)
    pieces = list(bare(parts, numbering))
    boundaries = {0}
    for cluster in graphemes.graphemes(text):
        boundaries.add(max(boundaries) + len(cluster))
    cuts, place = [], 0
    for piece in pieces:
        start = text.index(piece, place)
        assert not text[place:start].strip(), "something between two parts was lost"
        place = start + len(piece)
        cuts += [start, place]
    assert not text[place:].strip()
    for cut in cuts:
        assert cut in boundaries
        for span in find_spans(text):
            assert not span.start < cut < span.end, text[span.start : span.end]


@given(mixed_texts.map(lambda text: text * 5))
def test_any_text_can_be_split(text: str) -> None:
    parts = split(text, "{n}/{total}")
    assert all(measure(part).length <= weights.LIMIT for part in parts)
    whole = "".join(bare(parts, "{n}/{total}"))
    assert "".join(whole.split()) == "".join(text.split())


def test_what_fits_is_one_part_without_a_number() -> None:
    assert split("x" * 280, "{n}/{total}") == ("x" * 280,)
    assert split("", None) == ("",)
    links = " ".join(f"https://example.com/{n}?{'x' * 100}" for n in range(11))
    assert split(links, None) == (links,)
