"""What a composition becomes on X: its parts and every problem, before anything is sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from brandcraft_desktop.domain.plan import Composition, Plan
from brandcraft_desktop.domain.platform import AccountFacts
from brandcraft_desktop.domain.text.measure import Span, SpanKind
from brandcraft_desktop.domain.text.ruler import Ruler
from brandcraft_desktop.publishers.drafting import Drafting, draft, ruler_for
from brandcraft_desktop.publishers.x.cost import cost
from brandcraft_desktop.publishers.x.info import FIRST_ONLY, INFO
from brandcraft_desktop.publishers.x.spans import find_spans
from brandcraft_desktop.publishers.x.surfaces import surface_for
from brandcraft_desktop.publishers.x.text import RULER
from brandcraft_desktop.publishers.x.text_problems import text_problems


def plan(composition: Composition) -> Plan:
    """The parts that would go out, with everything that is wrong with them. Pure."""
    made = draft(X, composition)
    return replace(made, cost=cost(made.parts))


def shorten(composition: Composition) -> str:
    """The text cut to what fits one message."""
    return ruler_for(X, composition).cut(composition.text)


def _ruler(options: Mapping[str, str], facts: AccountFacts) -> Ruler:
    return RULER


def _card(spans: Sequence[Span], options: Mapping[str, str]) -> str | None:
    """The first address, whose page X reads for its card.

    Source: X's guide to Cards, "Multiple URLs in a Tweet": in the order of their appearance. A poll
    is a card itself, and a post has one.
    """
    if options.get("poll") == "true":
        return None
    for span in spans:
        if span.kind is SpanKind.LINK:
            return span.target if "://" in span.target[:8] else f"https://{span.target}"
    return None


X = Drafting(
    info=INFO,
    ruler=_ruler,
    find_spans=find_spans,
    surface_for=surface_for,
    text_problems=text_problems,
    card=_card,
    only_first=FIRST_ONLY,
)
