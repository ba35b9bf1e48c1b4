"""Mastodon's limits and options, as data.

Source: mastodon/documentation @2903485 (2026-07-02), POST /api/v1/statuses: the options have the
names and values of its fields. What a server says of itself stands in the account's facts.
"""

from __future__ import annotations

from brandcraft_desktop.domain.platform import (
    Choice,
    Need,
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
SENSITIVE = "sensitive"
LANGUAGE = "language"
QUOTES = "quote_approval_policy"
POLL = "poll"
POLL_CHOICES = "poll_choices"
POLL_LENGTH = "poll_expires_in"
POLL_SEVERAL = "poll_multiple"
POLL_HIDDEN = "poll_hide_totals"
POLL_OPTIONS = frozenset({POLL, POLL_CHOICES, POLL_LENGTH, POLL_SEVERAL, POLL_HIDDEN})

_MOST_TYPED = 2000  # ours, far above what any server takes: each answer is checked by itself
_ASKED = (Need(POLL, frozenset({"true"})),)

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
                Choice("unlisted", "Public, not in timelines"),
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
            SENSITIVE,
            "Hide pictures and videos until a click",
            OptionKind.FLAG,
            default="false",
            shown="Sensitive content",
            veil=Veil.MEDIA,
        ),
        OptionField(
            LANGUAGE,
            "Language",
            OptionKind.CHOICE,
            default="",
            choices=(Choice("", "As set on your server"), *_LANGUAGES),
            help="The language of the text; filters and translation use it.",
        ),
        OptionField(
            QUOTES,
            "Who can quote it",
            OptionKind.CHOICE,
            default="",
            choices=(
                Choice("", "As set on your server"),
                Choice("public", "Everyone"),
                Choice("followers", "Your followers"),
                Choice("nobody", "Nobody but you"),
            ),
            help="Servers before Mastodon 4.5 leave it out of account.",
            shown="Who can quote it: {value}",
        ),
        OptionField(
            POLL,
            "Add a poll",
            OptionKind.FLAG,
            default="false",
            help="Goes with the first post, and not together with pictures or videos.",
        ),
        OptionField(
            POLL_CHOICES,
            "Answers",
            OptionKind.TEXT,
            default=None,
            max_length=_MOST_TYPED,
            help="One a line, two at least.",
            placeholder="One answer a line",
            needs=_ASKED,
            shown="Poll: {value}",
        ),
        OptionField(
            POLL_LENGTH,
            "Open for",
            OptionKind.CHOICE,
            default="86400",
            choices=(
                Choice("300", "5 minutes"),
                Choice("1800", "30 minutes"),
                Choice("3600", "1 hour"),
                Choice("21600", "6 hours"),
                Choice("43200", "12 hours"),
                Choice("86400", "1 day"),
                Choice("259200", "3 days"),
                Choice("604800", "7 days"),
                Choice("1209600", "14 days"),
                Choice("2592000", "30 days"),
            ),
            needs=_ASKED,
            shown="Open for {value}",
        ),
        OptionField(
            POLL_SEVERAL,
            "Several answers may be chosen",
            OptionKind.FLAG,
            default="false",
            needs=_ASKED,
            shown="Several answers may be chosen",
        ),
        OptionField(
            POLL_HIDDEN,
            "Hide the votes until it ends",
            OptionKind.FLAG,
            default="false",
            needs=_ASKED,
            shown="Votes hidden until it ends",
        ),
    ),
    threads=True,
    can_delete=True,
    profile_address="https://{host}/@{name}",
)
