"""LinkedIn's limits and options, as data.

Source: Posts API (learn.microsoft.com, view li-lms-2026-05): `visibility` has the values of its
field, `reshares` is the opposite of `isReshareDisabledByAuthor`. A link card is an `article` with a
title of ours, as LinkedIn reads no pages for posts made by programs. Who can comment can't be said
there. Polls: shares/poll-post-api. A page's posts are always public.
"""

from __future__ import annotations

from collections.abc import Mapping

from brandcraft_desktop.domain.platform import (
    Choice,
    Need,
    OptionField,
    OptionKind,
    PlatformInfo,
    PlatformSetting,
    TextRules,
)
from brandcraft_desktop.domain.surfaces import media_rules
from brandcraft_desktop.publishers.linkedin.limits import (
    CHARACTERS,
    DOCUMENT_TITLE,
    NAME,
    POLL_ANSWER,
    POLL_ANSWERS,
    POLL_QUESTION,
)
from brandcraft_desktop.publishers.linkedin.surfaces import (
    AS_DOCUMENT,
    DOCUMENT,
    FEED_IMAGE,
    MULTI_IMAGE,
    POLL,
    POLL_ASKED,
    SURFACES,
)

LINK_CARD = "link_card"
# What an account's facts say of a page, told by `connecting` and `profile`.
IS_PAGE = "page"
# Versions come monthly and live for a year at least; 202609 was live in September 2026.
VERSION = PlatformSetting(
    "version",
    "API version",
    "202609",
    "LinkedIn retires each version of its interface after a year or more. A newer one here helps "
    "until Brandcraft is updated.",
    r"20[2-9][0-9](0[1-9]|1[0-2])",
    "a year and a month, as in 202609",
)
ANSWERS = tuple(f"poll_answer_{number}" for number in range(1, POLL_ANSWERS + 1))
_ON_POLL = frozenset({POLL.name})

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
            locked=IS_PAGE,
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
        OptionField(
            AS_DOCUMENT,
            "Post the pictures as a document (pages to swipe)",
            OptionKind.FLAG,
            default="false",
            help="Brandcraft makes one PDF of them, a page for each picture.",
            surfaces=frozenset({MULTI_IMAGE.name, DOCUMENT.name}),
        ),
        OptionField(
            "document_title",
            "Title of the document",
            OptionKind.TEXT,
            default=None,
            max_length=DOCUMENT_TITLE,
            help="Readers see it on the document.",
            surfaces=frozenset({DOCUMENT.name}),
        ),
        OptionField(
            POLL_ASKED,
            "Ask a question (poll)",
            OptionKind.FLAG,
            default="false",
            help="Two to four answers to choose from; a poll goes without pictures.",
            surfaces=frozenset({FEED_IMAGE.name, POLL.name}),
        ),
        OptionField(
            "poll_question",
            "Question",
            OptionKind.TEXT,
            default=None,
            max_length=POLL_QUESTION,
            surfaces=_ON_POLL,
            shown="Poll: {value}",
        ),
        *(
            OptionField(
                name,
                f"Answer {number}",
                OptionKind.TEXT,
                default=None if number <= 2 else "",
                max_length=POLL_ANSWER,
                surfaces=_ON_POLL,
                shown="Answer: {value}",
            )
            for number, name in enumerate(ANSWERS, 1)
        ),
        OptionField(
            "poll_duration",
            "Votes count for",
            OptionKind.CHOICE,
            default="SEVEN_DAYS",
            choices=(
                Choice("ONE_DAY", "1 day"),
                Choice("THREE_DAYS", "3 days"),
                Choice("SEVEN_DAYS", "1 week"),
                Choice("FOURTEEN_DAYS", "2 weeks"),
            ),
            surfaces=_ON_POLL,
            shown="Votes count for {value}",
        ),
    ),
    threads=False,
    can_delete=True,
    renews=False,
    settings=(VERSION,),
)


def version_of(settings: Mapping[str, str]) -> str:
    """The version of the API that is asked for."""
    return settings.get(VERSION.name) or VERSION.default
