"""X's text engine against twitter-text's own conformance cases and figures of its JavaScript."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from brandcraft_desktop.domain.text.measure import Span, SpanKind
from brandcraft_desktop.domain.text.positions import Positions
from brandcraft_desktop.publishers.x import emoji, weights
from brandcraft_desktop.publishers.x.spans import find_spans, replies_to
from brandcraft_desktop.publishers.x.text import fits_until, measure
from brandcraft_desktop.publishers.x.top_level_domains import IN_ASCII, IN_OTHER_LETTERS
from tests.publishers.x import vectors

pytestmark = pytest.mark.contract


def spans(text: str, kind: SpanKind) -> list[Span]:
    return [span for span in find_spans(text) if span.kind is kind]


def hashtags(text: str) -> list[Span]:
    return [span for span in spans(text, SpanKind.TAG) if not span.target.startswith("$")]


def cashtags(text: str) -> list[Span]:
    return [span for span in spans(text, SpanKind.TAG) if span.target.startswith("$")]


def names(text: str) -> list[Span]:
    """The mentions of people, without those of lists."""
    return [span for span in spans(text, SpanKind.MENTION) if "/" not in span.target]


def links(text: str) -> list[Span]:
    return spans(text, SpanKind.LINK)


def test_the_configuration(reference: Path) -> None:
    file = reference / vectors.FOLDER / "v3.json"
    config = json.loads(file.read_text(encoding="utf-8"))
    scale = config["scale"]
    assert config["maxWeightedTweetLength"] == weights.LIMIT
    assert config["transformedURLLength"] == weights.LINK
    assert config["defaultWeight"] == weights.EMOJI * scale
    assert config["emojiParsingEnabled"]
    light = {
        point
        for one in config["ranges"]
        for point in range(one["start"], one["end"] + 1)
        if one["weight"] == scale
    }
    for point in range(0x110000):
        # What changes by composing weighs what it becomes.
        if unicodedata.is_normalized("NFC", chr(point)):
            assert weights.length(chr(point)) == (1 if point in light else 2), hex(point)


def check_weight(text: str, expected: Any) -> None:
    found = measure(text)
    assert found.length == expected["weightedLength"], text
    assert found.valid == expected["valid"], text
    assert found.length * 1000 // found.limit == expected["permillage"], text
    assert found.remaining == found.limit - found.length
    if "validRangeEnd" in expected and text:
        behind = Positions(text).utf16(fits_until(text))
        assert behind == expected["validRangeEnd"] + 1, text


@pytest.mark.parametrize(
    "section",
    ["WeightedTweetsWithDiscountedEmojiCounterTest", "UnicodeDirectionalMarkerCounterTest"],
)
def test_every_weighted_case(reference: Path, section: str) -> None:
    for case in vectors.cases(reference, "validate.yml", section):
        check_weight(case["text"], case["expected"])


def test_the_cases_of_version_2_where_no_emoji_makes_a_difference(reference: Path) -> None:
    checked = 0
    for case in vectors.cases(reference, "validate.yml", "WeightedTweetsCounterTest"):
        if not emoji.sequences(case["text"]):
            check_weight(case["text"], case["expected"])
            checked += 1
    assert checked == 18


def test_figures_of_the_javascript(reference: Path) -> None:
    file = reference / vectors.FOLDER / "weighted-extra.json"
    cases = json.loads(file.read_text(encoding="utf-8"))["cases"]
    assert len(cases) > 20
    for case in cases:
        check_weight(case["text"], case)
        assert [span.target for span in links(case["text"])] == case["urls"]


@pytest.mark.parametrize(
    ("section", "find"),
    [
        ("mentions", names),
        ("urls", links),
        ("tco_urls_with_params", links),
        ("hashtags", hashtags),
        ("hashtags_from_astral", hashtags),
        ("cashtags", cashtags),
    ],
)
def test_every_extraction(reference: Path, section: str, find: Any) -> None:
    for case in vectors.cases(reference, "extract.yml", section):
        found = [span.target.removeprefix("$") for span in find(case["text"])]
        assert found == case["expected"], case["description"]


@pytest.mark.parametrize(
    ("section", "find", "target"),
    [
        ("mentions_with_indices", names, "{screen_name}"),
        ("mentions_or_lists_with_indices", None, "{screen_name}{list_slug}"),
        ("urls_with_indices", links, "{url}"),
        ("urls_with_directional_markers", links, "{url}"),
        ("hashtags_with_indices", hashtags, "{hashtag}"),
        ("cashtags_with_indices", cashtags, "${cashtag}"),
    ],
)
def test_every_extraction_with_its_place(
    reference: Path, section: str, find: Any, target: str
) -> None:
    for case in vectors.cases(reference, "extract.yml", section):
        text = case["text"]
        found = find(text) if find else spans(text, SpanKind.MENTION)
        expected = [(target.format(**one), *one["indices"]) for one in case["expected"]]
        # Indices of this file are those of characters, as Python's.
        assert [(span.target, span.start, span.end) for span in found] == expected, text
        for span in found:
            piece = text.encode()[span.byte_start : span.byte_end].decode()
            assert piece == text[span.start : span.end]


def test_every_reply(reference: Path) -> None:
    for case in vectors.cases(reference, "extract.yml", "replies"):
        assert replies_to(case["text"]) == (case["expected"] or ""), case["description"]


@pytest.mark.parametrize("section", ["country", "generic"])
def test_every_top_level_domain(reference: Path, section: str) -> None:
    for case in vectors.cases(reference, "tlds.yml", section):
        assert [span.target for span in links(case["text"])] == case["expected"], case["text"]


def test_no_other_top_level_domain(reference: Path) -> None:
    """A renewed list of the world's domains must not change what X links."""
    known = {
        case["text"].rpartition(".")[2]
        for section in ("country", "generic")
        for case in vectors.cases(reference, "tlds.yml", section)
    }
    assert known == IN_ASCII | set(IN_OTHER_LETTERS)


@pytest.mark.parametrize(("section", "find"), [("usernames", names), ("hashtags", hashtags)])
def test_valid_names(reference: Path, section: str, find: Any) -> None:
    for case in vectors.cases(reference, "validate.yml", section):
        found = [span.target for span in find(case["text"])]
        assert (found == [case["text"][1:]]) == case["expected"], case["text"]


def test_valid_lists(reference: Path) -> None:
    for case in vectors.cases(reference, "validate.yml", "lists"):
        text = case["text"]
        found = [(span.start, span.end) for span in find_spans(text) if "/" in span.target]
        assert (found == [(0, len(text))]) == case["expected"], text
