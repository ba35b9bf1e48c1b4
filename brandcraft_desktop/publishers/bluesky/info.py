"""Bluesky's limits and options, as data.

Source: lexicon app.bsky.feed.post of bluesky-social/atproto @d6296a1 (2026-08-20). What is taken of
pictures and videos stands in `surfaces.py`, with its own sources.
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
from brandcraft_desktop.publishers.bluesky.surfaces import POST
from brandcraft_desktop.publishers.languages import LANGUAGES

NAME = "Bluesky"
ENTRYWAY = "https://bsky.social"
GRAPHEMES = 300
BYTES = 3000
MOST_LANGUAGES = 3

INFO = PlatformInfo(
    id="bluesky",
    name=NAME,
    order=8,
    glyph="bluesky",
    colour="#1185FE",
    text=TextRules(limit=GRAPHEMES, unit="characters", byte_limit=BYTES),
    media=media_rules([POST]),
    options=(
        OptionField(
            "languages",
            "Languages",
            OptionKind.CHOICES,
            choices=LANGUAGES,
            max_choices=MOST_LANGUAGES,
            help="The languages of the text; feeds and translation use them.",
        ),
        OptionField(
            "labels",
            "Content warning",
            OptionKind.CHOICE,
            default="none",
            choices=(
                Choice("none", "None"),
                Choice("sexual", "Suggestive"),
                Choice("nudity", "Nudity"),
                Choice("porn", "Adult"),
                Choice("graphic-media", "Graphic media"),
            ),
            help="Readers decide whether they see it, blurred or not at all.",
            shown="Content warning: {value}",
            veil=Veil.MEDIA,
        ),
        OptionField(
            "replies",
            "Who can reply",
            OptionKind.CHOICE,
            default="everyone",
            choices=(
                Choice("everyone", "Everyone"),
                Choice("nobody", "Nobody"),
                Choice("mentioned", "Mentioned people"),
                Choice("following", "People you follow"),
                Choice("followers", "Your followers"),
            ),
            shown="Who can reply: {value}",
        ),
        OptionField(
            "link_card",
            "Show a card for the first link",
            OptionKind.FLAG,
            default="true",
            help="Title, description and picture of the page, when the post has no media.",
        ),
    ),
    threads=True,
    can_delete=True,
    default_server=ENTRYWAY,
    profile_address="https://bsky.app/profile/{handle}",
)
