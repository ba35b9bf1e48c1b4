"""What holds for the planning of every platform, whatever is written, attached and chosen."""

from __future__ import annotations

import re
import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brandcraft_desktop.domain.media_rules import MediaState
from brandcraft_desktop.domain.options import choices_of
from brandcraft_desktop.domain.plan import AttachedMedia, Composition, Fix, Plan
from brandcraft_desktop.domain.platform import AccountFacts, Choice, OptionField, OptionKind
from brandcraft_desktop.domain.text.clean import normalise
from brandcraft_desktop.publishers.planner import Planner
from brandcraft_desktop.publishers.registry import Registry
from tests.publishers.support import attached
from tests.punctuality import MEASURING

EVERY = pytest.mark.parametrize("platform", Registry().all(), ids=lambda one: one.info.id)
FIELD = re.compile(r"text|media|media:.+|options\..+|accounts|time", re.DOTALL)
SEPARATOR = re.compile(r"^[ \t]*---[ \t]*$", re.MULTILINE)
LEFT_OUT = re.compile(r"is left out|text is not sent")
UNDIVIDED = re.compile(r"cannot be split|would make a thread")
LIMITS = AccountFacts(
    limits={
        "max_characters": 60,
        "characters_reserved_per_url": 30,
        "max_media_attachments": 2,
        "image_size_limit": 9_000,
    },
    choices={"boards": (Choice("1", "One"),)},
)

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
            "👍🏽",
            "e\u0301",
            "#",
            "@",
            "<",
        ],
        *[
            "https://example.com/p_(a)?x=1",
            "www.example.com",
            "example.org",
            "#tag",
            "#größe",
            "#1",
        ],
        *["@name.b", "@me@example.social", "@[Acme Inc](urn:li:organization:1)", "x" * 90, "$ABC"],
        *["\ufeff", "\ud83d", "\x07", "\n---\n", "---"],
    ]
)
GAPS = st.sampled_from([" ", " ", " ", "", "\n", "\n\n", ", ", "\r\n", "\u3000", "\u2003"])
MIXED = st.lists(st.tuples(WORDS, GAPS), max_size=60).map(
    lambda pairs: "".join(word + gap for word, gap in pairs)
)
TEXTS = st.one_of(MIXED, MIXED.map(lambda text: text * 8), st.text(max_size=40))
FILES = st.sampled_from(
    [
        attached("a.jpg"),
        attached("b.png", mime="image/png", has_alpha=True, width=300, height=3000),
        attached("c.gif", mime="image/gif", animated=True, alt=""),
        attached("d.mp4", mime="video/mp4", duration=9),
        attached("e.mov", mime="video/quicktime", duration=4000, size=900_000_000),
        attached("f.jpg", state=MediaState.PENDING),
        attached("g.jpg", state=MediaState.FAILED),
    ]
)
MEDIA = st.lists(st.tuples(FILES, st.integers(0, 3)), max_size=6).map(
    lambda pairs: tuple(replace(one, part=part) for one, part in pairs)
)


def _values(field: OptionField) -> st.SearchStrategy[str]:
    """Good ones and bad ones."""
    good = [choice.value for choice in choices_of(field, LIMITS)]
    if field.kind is OptionKind.FLAG:
        good = ["true", "false"]
    return st.one_of(st.sampled_from([*good, "", "?", "a.b, c", "x" * 3000]), st.text(max_size=9))


def compositions(platform: Planner) -> st.SearchStrategy[Composition]:
    options = {one.name: _values(one) for one in platform.info.options}
    return st.builds(
        Composition,
        text=TEXTS,
        media=MEDIA,
        options=st.fixed_dictionaries({}, optional={**options, "nothing": st.just("x")}),
        thread=st.booleans(),
        numbering=st.sampled_from([None, "{n}/{total}", "({n}) {text}", "x" * 400]),
        facts=st.sampled_from([AccountFacts(), LIMITS]),
    )


def _letters(text: str) -> str:
    return "".join(text.split())


def _whole(text: str) -> str:
    """The words that are to go out; "" where half a character leaves open which."""
    if any("\ud800" <= one <= "\udfff" for one in text):
        return ""
    return normalise(text).text


def _parts_fit(composition: Composition, plan: Plan) -> None:
    """A thread that was divided has no part that is too long and has lost no word."""
    if any(UNDIVIDED.search(problem.message) for problem in plan.problems):
        return
    assert all(part.measure.remaining >= 0 for part in plan.parts if part.text)
    if composition.numbering is None:
        wanted = _letters(SEPARATOR.sub("", _whole(composition.text)))
        if wanted:
            assert _letters("".join(part.text for part in plan.parts)) == wanted


@EVERY
@settings(max_examples=60)
@given(data=st.data())
def test_every_plan_is_whole(platform: Planner, data: st.DataObject) -> None:
    composition = data.draw(compositions(platform))
    plan = platform.plan(composition)
    assert platform.plan(replace(composition, options=dict(composition.options))) == plan
    name = platform.info.name
    for problem in plan.problems:
        assert FIELD.fullmatch(problem.field), problem
        assert problem.message.startswith(f"{name}: "), problem
        # A platform's own words are quoted to the letter, with no full stop behind them.
        assert problem.message.endswith((".", "'")) or problem.fix is not Fix.NONE, problem
    assert plan.platform == platform.info.id
    assert plan.parts
    for part in plan.parts:
        part.text.encode()
        assert part.fold is None or 0 <= part.fold < len(part.text)
        for span in part.spans:
            assert (
                part.text[span.start : span.end].encode()
                == (part.text.encode()[span.byte_start : span.byte_end])
            )
    if not composition.thread:
        assert len(plan.parts) == 1
        wanted = _whole(composition.text)
        told = any(LEFT_OUT.search(problem.message) for problem in plan.problems)
        assert not wanted or plan.parts[0].text == ("" if told else wanted)
    elif platform.info.threads:
        _parts_fit(composition, plan)
    files = [one.media for part in plan.parts for one in part.media]
    assert sorted(map(_named, files)) == sorted(map(_named, composition.media))


def _named(one: AttachedMedia) -> tuple[str, int]:
    return one.name, one.part


@EVERY
@settings(max_examples=30)
@given(data=st.data())
def test_shortening_keeps_a_beginning_that_fits(platform: Planner, data: st.DataObject) -> None:
    composition = replace(data.draw(compositions(platform)), thread=False)
    short = platform.shorten(composition)
    bare = short.removesuffix("…").removesuffix(" ")
    assert composition.text.startswith((short, bare))
    plan = platform.plan(replace(composition, text=short))
    warning_alone = platform.plan(replace(composition, text="")).parts[0].measure
    assert plan.parts[0].measure.remaining >= min(0, warning_alone.remaining)
    before = platform.plan(composition).parts[0].measure
    if before.valid and _whole(composition.text) == composition.text:
        assert short == composition.text


@EVERY
@given(text=TEXTS)
def test_counting_splitting_and_finding_agree_with_planning(platform: Planner, text: str) -> None:
    plan = platform.plan(Composition(text))
    whole = plan.parts[0].text
    assert platform.measure(whole).length == plan.parts[0].measure.length
    if platform.info.threads and "\ufeff" not in whole:
        assert all(platform.measure(part).valid for part in platform.split(whole, None) if part)


@pytest.mark.bench
def test_a_key_press_costs_little() -> None:
    """All ten platforms have 16 ms together; the quickest of many turns counts."""
    piece = (
        "Café 👩‍👩‍👧 with friends 🇩🇪 see https://example.com/path_(a)?x=1 and @name@server.example "
        "#tag #größe ✨👍🏽 www.example.com naïve text. "
    )
    text = (piece * 30)[:2980]
    for thread, limit in ((False, 1.0), (True, 2.0)):
        for platform in Registry().all():
            turns = []
            for keys in range(15):
                composition = Composition(text + "x" * keys, thread=thread, numbering="{n}/{total}")
                begun = time.process_time()
                platform.plan(composition)
                turns.append((time.process_time() - begun) * 1000)
            assert min(turns) < (limit if MEASURING else 10 * limit), platform.info.id
