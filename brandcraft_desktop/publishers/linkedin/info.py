"""LinkedIn's limits and options, as data.

Source: Posts API (learn.microsoft.com, view li-lms-2026-05): `visibility` has the values of its
field, `reshares` is the opposite of `isReshareDisabledByAuthor`. A link card is an `article` with a
title of ours, as LinkedIn reads no pages for posts made by programs. Who can comment can't be said
there.
"""

from __future__ import annotations

from brandcraft_desktop.domain.platform import (
    Choice,
    Need,
    OptionField,
    OptionKind,
    PlatformInfo,
    TextRules,
)
from brandcraft_desktop.domain.surfaces import media_rules
from brandcraft_desktop.publishers.linkedin.limits import CHARACTERS, NAME
from brandcraft_desktop.publishers.linkedin.surfaces import FEED_IMAGE, SURFACES

LINK_CARD = "link_card"

INFO = PlatformInfo(
    id="linkedin",
    name=NAME,
    order=7,
    glyph="linkedin",
    colour="#0A66C2",
    text=TextRules(limit=CHARACTERS, unit="characters"),
    media=media_rules(SURFACES),
    options=(
        OptionField(
            "visibility",
            "Who can see it",
            OptionKind.CHOICE,
            default="PUBLIC",
            choices=(Choice("PUBLIC", "Everyone"), Choice("CONNECTIONS", "Your connections")),
            shown="Who can see it: {value}",
        ),
        OptionField(
            "reshares",
            "Others can repost it",
            OptionKind.FLAG,
            default="true",
            shown="Can't be reposted",
        ),
        OptionField(
            LINK_CARD,
            "Show a card for the first link",
            OptionKind.FLAG,
            default="true",
            help="Title, description and picture of the page, when the post has no media.",
            surfaces=frozenset({FEED_IMAGE.name}),
        ),
        OptionField(
            "link_title",
            "Title of the card",
            OptionKind.TEXT,
            help="Without one, the title of the page.",
            needs=(Need(LINK_CARD, frozenset({"true"})),),
            surfaces=frozenset({FEED_IMAGE.name}),
        ),
    ),
    threads=False,
    can_delete=True,
)
