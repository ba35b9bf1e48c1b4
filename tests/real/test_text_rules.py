"""Our counting and linking against the platforms' own JavaScript, on texts made by chance.

2,000 texts, always the same; `make fuzz` takes 20,000 that differ each time. A failure names the
seed. Not one may differ, but for what a named rule below explains.
"""

from __future__ import annotations

import os
import random
import unicodedata
from collections.abc import Sequence
from typing import Any

import pytest
import regex  # type: ignore[import-untyped]

from brandcraft_desktop.domain.text import graphemes
from brandcraft_desktop.domain.text.measure import Span
from brandcraft_desktop.domain.text.positions import Positions
from brandcraft_desktop.publishers.bluesky import facets
from brandcraft_desktop.publishers.x import spans as x_spans
from brandcraft_desktop.publishers.x import text as x_text
from tests.publishers.mixed_texts import texts
from tests.real.text_rules_server import TextRules

pytestmark = pytest.mark.differential

FUZZING = os.environ.get("HYPOTHESIS_PROFILE") == "fuzz"
NUMBER = 20_000 if FUZZING else 2_000
SEED = random.SystemRandom().randrange(2**32) if FUZZING else 2026
SHOWN = 5

_ANY = graphemes._PICTOGRAPH
_FORMER = rf"[{_ANY}--\p{{Extended_Pictographic}}]"
_JOINER = r"\p{GCB=Extend}*\u200d"
# Where libraries read Unicode in another way: each match may cost one grapheme.
GRAPHEME_RULES = {
    # Unicode 17 took the property from some 700 symbols; Unicode 15's own cases still join them,
    # and so does the segmenter @atproto/api brings along. Node asks its ICU, which is newer.
    "former pictographs": rf"{_FORMER}{_JOINER}(?={_ANY})|{_ANY}{_JOINER}(?={_FORMER})",
    # No language spells so: the sign that joins two consonants stands behind no consonant.
    # `regex` joins all the same, ICU does not.
    "a conjunct without its first consonant": (
        r"(?<!\p{InCB=Consonant}[\p{InCB=Extend}\p{InCB=Linker}]*)"
        r"\p{InCB=Linker}[\p{InCB=Extend}\p{InCB=Linker}]*(?=\p{InCB=Consonant})"
    ),
}


def of_x(text: str) -> dict[str, object]:
    """What we say about a text, in the words of the JavaScript."""
    found, units = x_text.measure(text), Positions(text)
    answer: dict[str, object] = {
        "weightedLength": found.length,
        "valid": found.valid,
        "reply": x_spans.replies_to(text),
        "spans": [
            [span.kind.value, units.utf16(span.start), units.utf16(span.end), span.target]
            for span in x_spans.find_spans(text)
        ],
    }
    if unicodedata.is_normalized("NFC", text):
        # Otherwise theirs is a place in another text, moved by the difference of the lengths.
        answer["validRangeEnd"] = max(units.utf16(x_text.fits_until(text)) - 1, 0)
    return answer


def in_bytes(span: Span) -> list[object]:
    return [span.kind.value, span.byte_start, span.byte_end, span.target]


def listed(different: Sequence[tuple[str, object, object]]) -> str:
    """The first differences, for the message."""
    lines = [
        f"{text!a}\n    ours   {ours}\n    theirs {theirs}" for text, ours, theirs in different
    ]
    return f"seed {SEED}, {len(lines)} of {NUMBER} differ:\n" + "\n".join(lines[:SHOWN])


def test_x_counts_and_links_the_same(text_rules: TextRules) -> None:
    made = texts(SEED, NUMBER)
    different = []
    for text, theirs in zip(made, text_rules.ask("x", made), strict=True):
        ours = of_x(text)
        if ours != {key: theirs[key] for key in ours}:
            different.append((text, ours, theirs))
    assert not different, listed(different)


def test_every_character_in_every_place_does_the_same_on_x(text_rules: TextRules) -> None:
    """The classes of characters one by one; where nothing special stands, a sample will do."""
    step = 1 if FUZZING else 61
    special = ((0x20, 0x530), (0x2000, 0x2070), (0x3000, 0x3100), (0xFE00, 0x10000))
    points = {point for start, end in special for point in range(start, end)}
    points.update(range(0x20, 0x20000, step), range(0x2A6D0, 0x2A720))
    made = []
    for letter in map(chr, sorted(points - set(range(0xD800, 0xE000)))):
        if unicodedata.category(letter) == "Cn":
            continue  # two libraries may know different versions of Unicode
        made.append(
            f"{letter}ab.com a{letter}b.com http://{letter}.com http://a.com{letter} #{letter}"
            f" http://a.com/{letter}x a.com?{letter}x b.com{letter}/ x.com/?y{letter}"
            f" b.com/x{letter} (@us{letter} {letter}@b {letter}rt@b #a{letter}b {letter}#c"
            f" $A{letter} x{letter}$A"
            f" #1{letter} {letter}\ufe0f {letter}\U0001f3fd {letter}\u200d\u2642\ufe0f"
            f" {letter}\u20e3 \U0001f468\u200d{letter} \U0001f1e9{letter}"
        )
    different = []
    for text, theirs in zip(made, text_rules.ask("x", made), strict=True):
        ours = of_x(text)
        if ours != {key: theirs[key] for key in ours}:
            different.append((text, ours, theirs))
    assert len(made) > 3_000
    assert not different, listed(different)


def allowed(text: str, ours: int, theirs: int) -> bool:
    """Whether the rules explain that they count more graphemes."""
    most = sum(len(regex.findall(rule, text, regex.V1)) for rule in GRAPHEME_RULES.values())
    return 0 <= theirs - ours <= most


def test_bluesky_counts_and_links_the_same(text_rules: TextRules) -> None:
    made = texts(SEED + 1, NUMBER)
    different, explained = [], 0
    for text, theirs in zip(made, text_rules.ask("bluesky", made), strict=True):
        ours: dict[str, Any] = {
            "graphemes": graphemes.count(text),
            "spans": [in_bytes(span) for span in facets.find_spans(text)],
        }
        if ours == theirs:
            continue
        if ours["spans"] == theirs["spans"] and allowed(
            text, ours["graphemes"], theirs["graphemes"]
        ):
            explained += 1
            continue
        different.append((text, ours, theirs))
    assert not different, listed(different)
    assert explained < NUMBER / 500, "the rules explain more than chance brings about"
