"""What a composition becomes on Bluesky: its parts and every problem, before anything is sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from brandcraft_desktop.domain.plan import Composition, Plan, Problem
from brandcraft_desktop.domain.platform import AccountFacts
from brandcraft_desktop.domain.text.measure import Span, SpanKind
from brandcraft_desktop.domain.text.ruler import Ruler
from brandcraft_desktop.domain.text.units import utf8_length
from brandcraft_desktop.publishers.bluesky.facets import as_facets, find_spans
from brandcraft_desktop.publishers.bluesky.info import BYTES, INFO, NAME
from brandcraft_desktop.publishers.bluesky.surfaces import surface_for
from brandcraft_desktop.publishers.bluesky.text import RULER
from brandcraft_desktop.publishers.drafting import Drafting, Message, draft, ruler_for
from brandcraft_desktop.publishers.text_checks import Voice, part_name, split_or_shorten

_VOICE = Voice(NAME)


def plan(composition: Composition) -> Plan:
    """The parts that would go out, with everything that is wrong with them. Pure."""
    return draft(BLUESKY, composition)


def shorten(composition: Composition) -> str:
    """The text cut to what fits one message."""
    return ruler_for(BLUESKY, composition).cut(composition.text)


def _ruler(options: Mapping[str, str], facts: AccountFacts) -> Ruler:
    return RULER


def _text_problems(message: Message) -> Iterator[Problem]:
    where, fix = part_name(message.number), split_or_shorten(message.number)
    yield from _VOICE.length(message.measure, where, fix=fix)
    if message.measure.remaining >= 0 and not message.measure.valid:
        over = utf8_length(message.text) - BYTES
        unit = "byte" if over == 1 else "bytes"
        subject = f"{where} is " if where else ""
        yield _VOICE.error(
            f"{subject}{over} {unit} too long; some characters need many bytes", fix=fix
        )


def _card(spans: Sequence[Span], options: Mapping[str, str]) -> str | None:
    """The first address that becomes a live link in the record."""
    if options.get("link_card") != "true":
        return None
    for span in spans:
        if span.kind is SpanKind.LINK and as_facets([span], {}):
            return span.target if "://" in span.target[:8] else f"https://{span.target}"
    return None


BLUESKY = Drafting(
    info=INFO,
    ruler=_ruler,
    find_spans=find_spans,
    surface_for=surface_for,
    text_problems=_text_problems,
    card=_card,
)
