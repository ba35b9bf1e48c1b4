"""What a composition becomes on Facebook: its post and every problem, before anything is sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from brandcraft_desktop.domain.plan import Composition, Layout, Plan
from brandcraft_desktop.domain.platform import AccountFacts
from brandcraft_desktop.domain.surfaces import SurfaceRules
from brandcraft_desktop.domain.text.fold import fold_at
from brandcraft_desktop.domain.text.links import is_address
from brandcraft_desktop.domain.text.measure import Span, SpanKind
from brandcraft_desktop.domain.text.ruler import Ruler
from brandcraft_desktop.publishers.drafting import Drafting, draft, shortened
from brandcraft_desktop.publishers.facebook import surfaces
from brandcraft_desktop.publishers.facebook.info import INFO
from brandcraft_desktop.publishers.facebook.limits import SHOWN
from brandcraft_desktop.publishers.facebook.spans import find_spans
from brandcraft_desktop.publishers.facebook.text import RULER
from brandcraft_desktop.publishers.facebook.text_problems import text_problems

_LEFT_OUT = "a story has no text; it is left out."
_FOLDED = (surfaces.FEED_TEXT, surfaces.FEED_PHOTOS)
_LAYOUTS = {
    surfaces.REEL.name: Layout.TALL,
    surfaces.STORY_PHOTO.name: Layout.STORY,
    surfaces.STORY_VIDEO.name: Layout.STORY,
}


def plan(composition: Composition) -> Plan:
    """The post that would go out, with everything that is wrong with it. Pure."""
    return draft(FACEBOOK, composition)


def shorten(composition: Composition) -> str:
    """The text cut to what Facebook takes."""
    return shortened(FACEBOOK, composition)


def _ruler(options: Mapping[str, str], facts: AccountFacts) -> Ruler:
    return RULER


def _card(spans: Sequence[Span], options: Mapping[str, str]) -> str | None:
    """The address sent as `link`: the chosen one, else the first of the text."""
    if "link" not in options:
        return None  # no post of text alone
    if options["link"]:
        return options["link"] if is_address(options["link"]) else None
    return next((span.target for span in spans if span.kind is SpanKind.LINK), None)


def _fold(text: str, surface: SurfaceRules) -> int | None:
    return fold_at(text, SHOWN) if surface in _FOLDED else None


def _layout(surface: SurfaceRules) -> Layout:
    return _LAYOUTS.get(surface.name, Layout.GRID)


def _title(options: Mapping[str, str], surface: SurfaceRules) -> str:
    return options.get("title", "")


FACEBOOK = Drafting(
    info=INFO,
    ruler=_ruler,
    find_spans=find_spans,
    surface_for=surfaces.surface_for,
    text_problems=text_problems,
    card=_card,
    fold=_fold,
    layout=_layout,
    title=_title,
    wordless={surfaces.STORY_PHOTO.name: _LEFT_OUT, surfaces.STORY_VIDEO.name: _LEFT_OUT},
    most_parts=1,
)
