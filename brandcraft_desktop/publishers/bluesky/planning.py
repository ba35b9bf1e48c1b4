"""What a composition becomes on Bluesky: its parts and every problem, before anything is sent."""

from __future__ import annotations

from collections.abc import Iterator

from brandcraft_desktop.domain.media_check import media_problems, recipe_for
from brandcraft_desktop.domain.plan import (
    Composition,
    Fix,
    Part,
    Plan,
    PlannedMedia,
    Problem,
    Severity,
)
from brandcraft_desktop.domain.text.clean import normalise
from brandcraft_desktop.domain.text.measure import Span, SpanKind
from brandcraft_desktop.domain.text.units import utf8_length
from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.publishers.bluesky import options
from brandcraft_desktop.publishers.bluesky.facets import as_facets, find_spans
from brandcraft_desktop.publishers.bluesky.info import BYTES, INFO, MOST_PARTS, NAME
from brandcraft_desktop.publishers.bluesky.surfaces import surface_for
from brandcraft_desktop.publishers.bluesky.text import measure, split


def plan(composition: Composition) -> Plan:
    """The parts that would go out, with everything that is wrong with them. Pure."""
    chosen = options.read(composition.options)
    text, found = _clean(composition.text)
    texts: tuple[str, ...] = (text,)
    if composition.thread:
        try:
            texts = split(text, composition.numbering)
        except BadInput as error:
            found.append(_error(error.message))
    parts = tuple(_part(one, composition, chosen, first=not n) for n, one in enumerate(texts))
    found.extend(_text_problems(parts, composition))
    surface = surface_for(composition.media, composition.options)
    found.extend(media_problems(surface, composition.media, platform_name=NAME))
    found.extend(options.problems(composition.options))
    found.sort(key=lambda problem: problem.severity is not Severity.ERROR)
    return Plan(INFO.id, parts, options.effective(composition.options), tuple(found))


def _part(text: str, composition: Composition, chosen: options.Options, *, first: bool) -> Part:
    spans = find_spans(text)
    media = _planned(composition) if first else ()
    card = None if media or not chosen.link_card else _first_link(spans)
    return Part(text, spans, measure(text), media, card)


def _planned(composition: Composition) -> tuple[PlannedMedia, ...]:
    """The files as they will be sent."""
    surface = surface_for(composition.media, composition.options)
    return tuple(PlannedMedia(one, recipe_for(surface, one.facts)) for one in composition.media)


def _first_link(spans: tuple[Span, ...]) -> str | None:
    """The first address that becomes a live link in the record."""
    for span in spans:
        if span.kind is SpanKind.LINK and as_facets([span], {}):
            return span.target if "://" in span.target[:8] else f"https://{span.target}"
    return None


def _clean(text: str) -> tuple[str, list[Problem]]:
    """The text as it can be sent, and what had to be taken out of it."""
    try:
        cleaned = normalise(text)
    except BadInput as error:
        whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return normalise(whole).text, [_error(error.message)]
    if not cleaned.removed:
        return cleaned.text, []
    names = ", ".join(cleaned.names[:3])
    return cleaned.text, [
        _error(f"the text holds invisible control characters ({names}). Remove them.")
    ]


def _text_problems(parts: tuple[Part, ...], composition: Composition) -> Iterator[Problem]:
    if not composition.media and not any(part.text.strip() for part in parts):
        yield _error("the post is empty. Write something or add a picture.")
    if len(parts) > MOST_PARTS:
        yield _error(
            f"the text would make a thread of {len(parts)} posts, at most {MOST_PARTS} are sent.",
            Fix.SHORTEN,
        )
    for number, part in enumerate(parts, start=1):
        where = "" if len(parts) == 1 else f"part {number} is "
        fix = Fix.SHORTEN if composition.thread else Fix.SPLIT
        if part.measure.remaining < 0:
            over = -part.measure.remaining
            unit = "character" if over == 1 else "characters"
            yield _error(f"{where}{over} {unit} too long", fix)
        elif not part.measure.valid:
            over = utf8_length(part.text) - BYTES
            unit = "byte" if over == 1 else "bytes"
            yield _error(f"{where}{over} {unit} too long; some characters need many bytes", fix)


def _error(sentence: str, fix: Fix = Fix.NONE) -> Problem:
    return Problem(Severity.ERROR, f"{NAME}: {sentence}", "text", fix)
