"""What a composition becomes on YouTube: its video and every problem, before anything is sent."""

from __future__ import annotations

from collections.abc import Mapping

from brandcraft_desktop.domain.plan import Composition, Layout, Plan
from brandcraft_desktop.domain.platform import AccountFacts
from brandcraft_desktop.domain.surfaces import SurfaceRules
from brandcraft_desktop.domain.text.ruler import Ruler
from brandcraft_desktop.publishers.drafting import Drafting, draft, shortened
from brandcraft_desktop.publishers.youtube.info import INFO
from brandcraft_desktop.publishers.youtube.spans import find_spans
from brandcraft_desktop.publishers.youtube.surfaces import SHORT, fitted, surface_for
from brandcraft_desktop.publishers.youtube.text import RULER
from brandcraft_desktop.publishers.youtube.text_problems import text_problems


def plan(composition: Composition) -> Plan:
    """The video that would go out, with everything that is wrong with it. Pure."""
    return draft(YOUTUBE, composition)


def shorten(composition: Composition) -> str:
    """The description cut to what YouTube takes."""
    return shortened(YOUTUBE, composition)


def _ruler(options: Mapping[str, str], facts: AccountFacts) -> Ruler:
    return RULER


def _layout(surface: SurfaceRules) -> Layout:
    return Layout.TALL if surface is SHORT else Layout.WIDE


def _title(options: Mapping[str, str], surface: SurfaceRules) -> str:
    return options["title"]


# Where a long description is folded is not known: it depends on the page it is read on.
YOUTUBE = Drafting(
    info=INFO,
    ruler=_ruler,
    find_spans=find_spans,
    surface_for=surface_for,
    text_problems=text_problems,
    layout=_layout,
    title=_title,
    most_parts=1,
    fitted=fitted,
)
