"""What a composition becomes on LinkedIn: its words and every problem, before anything is sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from brandcraft_desktop.domain.plan import Composition, Layout, Plan
from brandcraft_desktop.domain.platform import AccountFacts
from brandcraft_desktop.domain.surfaces import SurfaceRules
from brandcraft_desktop.domain.text import graphemes
from brandcraft_desktop.domain.text.measure import Span, SpanKind
from brandcraft_desktop.domain.text.places import BLANK
from brandcraft_desktop.domain.text.ruler import Ruler
from brandcraft_desktop.publishers.drafting import Drafting, draft, ruler_for
from brandcraft_desktop.publishers.linkedin.info import INFO, LINK_CARD
from brandcraft_desktop.publishers.linkedin.limits import FOLD_CHARACTERS, FOLD_LINES
from brandcraft_desktop.publishers.linkedin.spans import find_spans
from brandcraft_desktop.publishers.linkedin.surfaces import DOCUMENT, surface_for
from brandcraft_desktop.publishers.linkedin.text import RULER
from brandcraft_desktop.publishers.linkedin.text_problems import text_problems


def plan(composition: Composition) -> Plan:
    """The post that would go out, with everything that is wrong with it. Pure."""
    return draft(LINKEDIN, composition)


def shorten(composition: Composition) -> str:
    """The text cut to what fits a post."""
    return ruler_for(LINKEDIN, composition).cut(composition.text)


def _ruler(options: Mapping[str, str], facts: AccountFacts) -> Ruler:
    return RULER


def _card(spans: Sequence[Span], options: Mapping[str, str]) -> str | None:
    """The first address, unless the card is switched off."""
    if options.get(LINK_CARD) != "true":
        return None
    return next((span.target for span in spans if span.kind is SpanKind.LINK), None)


def _fold(text: str, surface: SurfaceRules) -> int | None:
    """Where the feed puts "…more": behind some lines or characters, whatever comes first."""
    shown = graphemes.cut(text, FOLD_CHARACTERS)
    lines = shown.split("\n")
    if len(lines) > FOLD_LINES:
        shown = "\n".join(lines[:FOLD_LINES])
    elif len(shown) < len(text) and text[len(shown)] not in BLANK:
        last = max(map(shown.rfind, BLANK))
        shown = shown[:last] if last > 0 else shown
    end = len(shown.rstrip(BLANK))
    return end if end < len(text.rstrip(BLANK)) else None


def _layout(surface: SurfaceRules) -> Layout:
    return Layout.CAROUSEL if surface is DOCUMENT else Layout.GRID


def _title(options: Mapping[str, str], surface: SurfaceRules) -> str:
    return options.get("document_title", "")


LINKEDIN = Drafting(
    info=INFO,
    ruler=_ruler,
    find_spans=find_spans,
    surface_for=surface_for,
    text_problems=text_problems,
    card=_card,
    fold=_fold,
    layout=_layout,
    title=_title,
    most_parts=1,
)
