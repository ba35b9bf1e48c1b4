"""What holds for the text of every platform: spans, cuts, threads, and quick turns."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from brandcraft_desktop.domain.plan import Composition, Plan, Problem
from brandcraft_desktop.domain.text import graphemes
from brandcraft_desktop.domain.text.measure import Measure, Span, SpanKind
from brandcraft_desktop.publishers.facebook import planning as facebook_planning
from brandcraft_desktop.publishers.facebook import spans as facebook_spans
from brandcraft_desktop.publishers.facebook import text as facebook
from brandcraft_desktop.publishers.instagram import planning as instagram_planning
from brandcraft_desktop.publishers.instagram import spans as instagram_spans
from brandcraft_desktop.publishers.instagram import text as instagram
from brandcraft_desktop.publishers.linkedin import spans as linkedin_spans
from brandcraft_desktop.publishers.linkedin import text as linkedin
from brandcraft_desktop.publishers.linkedin import text_problems as linkedin_problems
from brandcraft_desktop.publishers.linkedin.planning import LINKEDIN
from brandcraft_desktop.publishers.mastodon import spans as mastodon_spans
from brandcraft_desktop.publishers.mastodon import text as mastodon
from brandcraft_desktop.publishers.mastodon import text_problems as mastodon_problems
from brandcraft_desktop.publishers.mastodon.planning import MASTODON
from brandcraft_desktop.publishers.pinterest import planning as pinterest_planning
from brandcraft_desktop.publishers.pinterest import spans as pinterest_spans
from brandcraft_desktop.publishers.pinterest import text as pinterest
from brandcraft_desktop.publishers.threads import spans as threads_spans
from brandcraft_desktop.publishers.threads import text as threads
from brandcraft_desktop.publishers.threads import text_problems as threads_problems
from brandcraft_desktop.publishers.threads.planning import THREADS
from brandcraft_desktop.publishers.tiktok import planning as tiktok_planning
from brandcraft_desktop.publishers.tiktok import spans as tiktok_spans
from brandcraft_desktop.publishers.tiktok import text as tiktok
from brandcraft_desktop.publishers.youtube import planning as youtube_planning
from brandcraft_desktop.publishers.youtube import spans as youtube_spans
from brandcraft_desktop.publishers.youtube import text as youtube
from tests.publishers.messages import message
from tests.punctuality import MEASURING


@dataclass(frozen=True)
class Engine:
    """One platform's text functions."""

    name: str
    measure: Callable[[str], Measure]
    spans: Callable[[str], Sequence[Span]]
    cut: Callable[[str], str]
    problems: Callable[[str], Iterable[Problem]]


def problems_of(plan: Callable[[Composition], Plan]) -> Callable[[str], Iterable[Problem]]:
    """The problems of a text alone."""
    return lambda text: plan(Composition(text)).problems


ENGINES = [
    Engine(
        "Mastodon",
        mastodon.measure,
        mastodon_spans.find_spans,
        mastodon.cut,
        lambda text: mastodon_problems.text_problems(message(MASTODON, text)),
    ),
    Engine(
        "LinkedIn",
        linkedin.measure,
        linkedin_spans.find_spans,
        linkedin.cut,
        lambda text: linkedin_problems.text_problems(message(LINKEDIN, text)),
    ),
    Engine(
        "Threads",
        threads.measure,
        threads_spans.find_spans,
        threads.cut,
        lambda text: threads_problems.text_problems(message(THREADS, text)),
    ),
    Engine(
        "Instagram",
        instagram.measure,
        instagram_spans.find_spans,
        instagram.cut,
        problems_of(instagram_planning.plan),
    ),
    Engine(
        "TikTok",
        tiktok.measure,
        tiktok_spans.find_spans,
        tiktok.cut,
        problems_of(tiktok_planning.plan),
    ),
    Engine(
        "YouTube",
        youtube.measure,
        youtube_spans.find_spans,
        youtube.cut,
        problems_of(youtube_planning.plan),
    ),
    Engine(
        "Facebook",
        facebook.measure,
        facebook_spans.find_spans,
        facebook.cut,
        problems_of(facebook_planning.plan),
    ),
    Engine(
        "Pinterest",
        pinterest.measure,
        pinterest_spans.find_spans,
        pinterest.cut,
        problems_of(pinterest_planning.plan),
    ),
]
EVERY = pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: engine.name)
THREADED = [("Mastodon", mastodon.split), ("Threads", threads.split)]

WORDS = st.sampled_from(
    [
        *[
            "a",
            "word",
            "Sentence.",
            "é",
            "日本語。文",
            "👩‍👩‍👧",
            "🇩🇪",
            "1\ufe0f\u20e3",
            "#",
            "@",
            "(",
        ],
        *["https://example.com/p_(a)?x=1", "www.example.com", "#tag", "#größe", "#1", "@name.b"],
        *["@me@example.social", "@[Acme](urn:li:organization:1)", "@[123]", "x" * 40],
    ]
)
GAPS = st.sampled_from([" ", " ", "", "\n", "\n\n", ", "])
TEXTS = st.lists(st.tuples(WORDS, GAPS), max_size=40).map(
    lambda pairs: "".join(word + gap for word, gap in pairs)
)


@EVERY
@given(text=TEXTS)
def test_spans_stand_in_order_and_where_they_say(engine: Engine, text: str) -> None:
    spans = engine.spans(text)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    for span in spans:
        written = text[span.start : span.end]
        assert text.encode()[span.byte_start : span.byte_end].decode() == written
        if span.kind is SpanKind.TAG:
            assert written[1:] == span.target
        else:
            assert written.removeprefix("@") in {span.target, *_forms(span.target, written)}


def _forms(target: str, written: str) -> set[str]:
    """How a link without a scheme and a mention with a number are written."""
    if f"https://{written}" == target or written.endswith((f"({target})", f"[{target}]")):
        return {written.removeprefix("@")}
    return set()


@EVERY
@settings(max_examples=25)
@given(text=TEXTS)
def test_a_cut_is_a_beginning_that_fits_and_breaks_nothing(engine: Engine, text: str) -> None:
    limit = engine.measure("").limit
    assume(text)
    long = text * (limit * 2 // len(text) + 1) if limit <= 5000 else text
    kept = engine.cut(long)
    assert engine.measure(kept).valid
    if engine.measure(long).valid:
        assert kept == long
        return
    bare = kept.removesuffix("…").removesuffix(" ")
    assert long.startswith(bare)
    assert not any(span.start < len(bare) < span.end for span in engine.spans(long))
    assert len(bare) in {0, *accumulate(map(len, graphemes.graphemes(long)))}


@pytest.mark.parametrize(("name", "split"), THREADED)
@given(text=TEXTS, numbering=st.sampled_from([None, "{n}/{total}"]))
def test_the_parts_of_a_thread_fit_and_lose_nothing(
    name: str, split: Callable[[str, str | None], tuple[str, ...]], text: str, numbering: str | None
) -> None:
    engine = next(one for one in ENGINES if one.name == name)
    text *= 6
    parts = split(text, numbering)
    assert all(engine.measure(part).valid for part in parts)
    if numbering and len(parts) > 1:
        total = len(parts)
        assert all(part.endswith(f" {n}/{total}") for n, part in enumerate(parts, start=1))
        parts = tuple(part.rpartition(" ")[0] for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


@EVERY
def test_half_a_character_and_nothing_are_counted(engine: Engine) -> None:
    assert engine.measure("").length == 0
    for text in ("", "\ud83d", "#\ud83d @\ud83d https://example.com/\ud83d"):
        assert engine.measure(text).valid
        list(engine.problems(text))
        assert engine.cut(text) == text


@EVERY
def test_every_problem_begins_with_the_platform(engine: Engine) -> None:
    found = [*engine.problems("#a @b < > www.c.com " * 4000), *engine.problems("👩" * 63_207)]
    assert found
    assert all(problem.message.startswith(f"{engine.name}: ") for problem in found)


@pytest.mark.bench
def test_a_key_press_costs_little() -> None:
    """All ten platforms have 16 ms together, of which these eight get 10 in `make bench`.

    The quickest of many turns: a busy machine makes processor time dear, too.
    """
    piece = (
        "Café 👩‍👩‍👧 with friends 🇩🇪 see https://example.com/path_(a)?x=1 and @name@server.example "
        "#tag #größe ✨👍🏽 www.example.com naïve text. "
    )
    text = (piece * 30)[:3000]
    turns = []
    for keys in range(15):
        typed = text + "x" * keys
        begun = time.process_time()
        for engine in ENGINES:
            engine.measure(typed)
            engine.spans(typed)
            list(engine.problems(typed))
        turns.append(time.process_time() - begun)
    assert min(turns) < (0.010 if MEASURING else 0.030)
