"""What a composition becomes on Threads: its parts and every problem, before anything is sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from brandcraft_desktop.domain.plan import Composition, Layout, Plan
from brandcraft_desktop.domain.platform import AccountFacts
from brandcraft_desktop.domain.surfaces import SurfaceRules
from brandcraft_desktop.domain.text.measure import Span, SpanKind
from brandcraft_desktop.domain.text.ruler import Ruler
from brandcraft_desktop.publishers.drafting import Drafting, draft, ruler_for
from brandcraft_desktop.publishers.threads.info import (
    ANSWERS,
    ATTACHED,
    GHOST,
    INFO,
    LINK,
    POLL,
    TOPIC,
)
from brandcraft_desktop.publishers.threads.spans import find_spans
from brandcraft_desktop.publishers.threads.surfaces import CAROUSEL, surface_for
from brandcraft_desktop.publishers.threads.text import RULER
from brandcraft_desktop.publishers.threads.text_problems import text_problems


def plan(composition: Composition) -> Plan:
    """The parts that would go out, with everything that is wrong with them. Pure."""
    return draft(THREADS, composition)


def shorten(composition: Composition) -> str:
    """The text cut to what fits one message."""
    return ruler_for(THREADS, composition).cut(composition.text)


def _ruler(options: Mapping[str, str], facts: AccountFacts) -> Ruler:
    return RULER


def _live(spans: tuple[Span, ...], options: Mapping[str, str]) -> tuple[Span, ...]:
    """A topic chosen beside the text leaves every tag in it plain."""
    if not options.get(TOPIC):
        return spans
    return tuple(span for span in spans if span.kind is not SpanKind.TAG)


def _card(spans: Sequence[Span], options: Mapping[str, str]) -> str | None:
    """The link attached, else the first one of the text.

    Source: Threads API, "Posts": the first URL in the text is used as the link preview.
    """
    attached = options.get(LINK, "")
    if attached:
        return attached if "://" in attached else f"https://{attached}"
    return next((span.target for span in spans if span.kind is SpanKind.LINK), None)


def _layout(surface: SurfaceRules) -> Layout:
    return Layout.CAROUSEL if surface.name == CAROUSEL.name else Layout.GRID


THREADS = Drafting(
    info=INFO,
    ruler=_ruler,
    find_spans=find_spans,
    surface_for=surface_for,
    text_problems=text_problems,
    card=_card,
    layout=_layout,
    live=_live,
    only_first=frozenset({TOPIC, LINK, POLL, *ANSWERS, ATTACHED, GHOST}),
)
