"""Mastodon's limits and options, as data.

Source: mastodon/documentation @2903485 (2026-07-02), POST /api/v1/statuses: the options have the
names and values of its fields. What a server says of itself stands in the account's facts.
"""

from __future__ import annotations

from brandcraft_desktop.domain.platform import (
    Choice,
    OptionField,
    OptionKind,
    PlatformInfo,
    TextRules,
    Veil,
)
from brandcraft_desktop.domain.surfaces import media_rules
from brandcraft_desktop.publishers.languages import LANGUAGES
from brandcraft_desktop.publishers.mastodon.limits import CHARACTERS, NAME
from brandcraft_desktop.publishers.mastodon.surfaces import SURFACES

VISIBILITY = "visibility"
MENTIONED = "direct"
WARNING = "spoiler_text"

# `language` is an ISO 639 code without a region.
_LANGUAGES = tuple(choice for choice in LANGUAGES if "-" not in choice.value)

INFO = PlatformInfo(
    id="mastodon",
    name=NAME,
    order=9,
    glyph="mastodon",
    colour="#6364FF",
    text=TextRules(limit=CHARACTERS, unit="characters"),
    media=media_rules(SURFACES),
    options=(
        OptionField(
            VISIBILITY,
            "Visibility",
            OptionKind.CHOICE,
            default="public",
            choices=(
                Choice("public", "Public"),
                Choice("unlisted", "Public, but not in timelines and search"),
                Choice("private", "Your followers"),
                Choice(MENTIONED, "Mentioned people"),
            ),
            shown="Who can see it: {value}",
        ),
        OptionField(
            WARNING,
            "Content warning",
            OptionKind.TEXT,
            help="Stands before the text, which opens with a click. Counts as part of the text.",
            veil=Veil.ALL,
        ),
        OptionField(
            "sensitive",
            "Hide pictures and videos until a click",
            OptionKind.FLAG,
            default="false",
            shown="Sensitive content",
            veil=Veil.MEDIA,
        ),
        OptionField(
            "language",
            "Language",
            OptionKind.CHOICE,
            default="",
            choices=(Choice("", "As set on your server"), *_LANGUAGES),
            help="The language of the text; filters and translation use it.",
        ),
    ),
    threads=True,
    can_delete=True,
)
