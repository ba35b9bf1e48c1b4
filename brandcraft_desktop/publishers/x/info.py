"""X's limits and options, as data.

Source: `POST /2/tweets` of docs.x.com (openapi 2.167, xdevplatform/docs @2871328, 2026-08-22): the
options have the names and values of its fields; without `reply_settings` everyone can reply.
"""

from __future__ import annotations

from brandcraft_desktop.domain.platform import (
    Choice,
    OptionField,
    OptionKind,
    PlatformInfo,
    TextRules,
)
from brandcraft_desktop.domain.surfaces import media_rules
from brandcraft_desktop.publishers.x.limits import NAME
from brandcraft_desktop.publishers.x.surfaces import SURFACES
from brandcraft_desktop.publishers.x.weights import LIMIT

INFO = PlatformInfo(
    id="x",
    name=NAME,
    order=1,
    glyph="x-twitter",
    colour="#000000",
    text=TextRules(limit=LIMIT, unit="characters"),
    media=media_rules(SURFACES),
    options=(
        OptionField(
            "reply_settings",
            "Who can reply",
            OptionKind.CHOICE,
            default="everyone",
            choices=(
                Choice("everyone", "Everyone"),
                Choice("following", "People you follow"),
                Choice("mentionedUsers", "Mentioned people"),
                Choice("subscribers", "Your subscribers"),
                Choice("verified", "Verified accounts"),
            ),
            shown="Who can reply: {value}",
        ),
        OptionField(
            "made_with_ai",
            "Made with AI",
            OptionKind.FLAG,
            default="false",
            help="X labels the post as made with artificial intelligence.",
            shown="Made with AI",
        ),
        OptionField(
            "paid_partnership",
            "Paid partnership",
            OptionKind.FLAG,
            default="false",
            help="X labels the post as advertising that somebody paid for.",
            shown="Paid partnership",
        ),
    ),
    threads=True,
    can_delete=True,
    profile_address="https://x.com/{handle}",
)
