"""What a composition becomes on TikTok: its post and every problem, before anything is sent."""

from __future__ import annotations

from collections.abc import Mapping

from brandcraft_desktop.domain.plan import Composition, Layout, Plan
from brandcraft_desktop.domain.platform import AccountFacts
from brandcraft_desktop.domain.surfaces import SurfaceRules
from brandcraft_desktop.domain.text.ruler import Ruler
from brandcraft_desktop.publishers.drafting import Drafting, draft, shortened
from brandcraft_desktop.publishers.tiktok import wording
from brandcraft_desktop.publishers.tiktok.info import INFO
from brandcraft_desktop.publishers.tiktok.limits import PHOTO_DESCRIPTION
from brandcraft_desktop.publishers.tiktok.spans import find_spans
from brandcraft_desktop.publishers.tiktok.surfaces import PHOTO, VIDEO_INBOX, surface_for
from brandcraft_desktop.publishers.tiktok.text import RULER
from brandcraft_desktop.publishers.tiktok.text_problems import text_problems


def plan(composition: Composition) -> Plan:
    """The post that would go out, with everything that is wrong with it. Pure."""
    return draft(TIKTOK, composition)


def shorten(composition: Composition) -> str:
    """The text cut to what TikTok takes of this kind of post."""
    return shortened(TIKTOK, composition)


def _ruler(options: Mapping[str, str], facts: AccountFacts) -> Ruler:
    return RULER


def _layout(surface: SurfaceRules) -> Layout:
    return Layout.CAROUSEL if surface is PHOTO else Layout.TALL


def _title(options: Mapping[str, str], surface: SurfaceRules) -> str:
    return options.get("title", "")


def _notice(options: Mapping[str, str]) -> str:
    """What a person agrees to; in the inbox they agree to it in TikTok's app."""
    if options["mode"] != "direct":
        return ""
    branded = options.get("branded_content") == "true"
    return wording.BRANDED_CONSENT if branded else wording.CONSENT


# Where a long caption is folded is not known: vendors say from 100 to 150 characters.
TIKTOK = Drafting(
    info=INFO,
    ruler=_ruler,
    find_spans=find_spans,
    surface_for=surface_for,
    text_problems=text_problems,
    layout=_layout,
    title=_title,
    notice=_notice,
    limits={PHOTO.name: PHOTO_DESCRIPTION},
    wordless={VIDEO_INBOX.name: "the text is not sent to the inbox; paste it in TikTok's app."},
    most_parts=1,
)
