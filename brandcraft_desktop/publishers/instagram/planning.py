"""What a composition becomes on Instagram: its post and every problem, before anything is sent."""

from __future__ import annotations

from collections.abc import Mapping

from brandcraft_desktop.domain.plan import Composition, Layout, Plan
from brandcraft_desktop.domain.platform import AccountFacts
from brandcraft_desktop.domain.surfaces import SurfaceRules
from brandcraft_desktop.domain.text.fold import fold_at
from brandcraft_desktop.domain.text.ruler import Ruler
from brandcraft_desktop.publishers.drafting import Drafting, draft, shortened
from brandcraft_desktop.publishers.instagram import surfaces
from brandcraft_desktop.publishers.instagram.info import INFO
from brandcraft_desktop.publishers.instagram.limits import SHOWN
from brandcraft_desktop.publishers.instagram.spans import find_spans
from brandcraft_desktop.publishers.instagram.text import RULER
from brandcraft_desktop.publishers.instagram.text_problems import text_problems

_LEFT_OUT = "a story has no caption; the text is left out."
_FOLDED = (surfaces.FEED_IMAGE, surfaces.CAROUSEL)
_LAYOUTS = {
    surfaces.CAROUSEL.name: Layout.CAROUSEL,
    surfaces.REEL.name: Layout.TALL,
    surfaces.STORY_IMAGE.name: Layout.STORY,
    surfaces.STORY_VIDEO.name: Layout.STORY,
}


def plan(composition: Composition) -> Plan:
    """The post that would go out, with everything that is wrong with it. Pure."""
    return draft(INSTAGRAM, composition)


def shorten(composition: Composition) -> str:
    """The caption cut to what Instagram takes."""
    return shortened(INSTAGRAM, composition)


def _ruler(options: Mapping[str, str], facts: AccountFacts) -> Ruler:
    return RULER


def _fold(text: str, surface: SurfaceRules) -> int | None:
    return fold_at(text, SHOWN) if surface in _FOLDED else None


def _layout(surface: SurfaceRules) -> Layout:
    return _LAYOUTS.get(surface.name, Layout.GRID)


INSTAGRAM = Drafting(
    info=INFO,
    ruler=_ruler,
    find_spans=find_spans,
    surface_for=surfaces.surface_for,
    text_problems=text_problems,
    fold=_fold,
    layout=_layout,
    wordless={surfaces.STORY_IMAGE.name: _LEFT_OUT, surfaces.STORY_VIDEO.name: _LEFT_OUT},
    most_parts=1,
)
