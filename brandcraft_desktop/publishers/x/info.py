"""X's limits and options, as data.

Source: `POST /2/tweets` of docs.x.com (openapi 2.167, xdevplatform/docs @2871328, 2026-08-22): the
options have the names and values of its fields; without `reply_settings` everyone can reply. A
poll has two to four answers of 25 characters and lasts five minutes to a week.

Premium accounts write longer posts in X's own apps. No document says that the API takes more than
280 weighted characters from them, so nobody is offered more here.
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
from brandcraft_desktop.publishers.x.limits import NAME, POLL_ANSWER_LENGTH, POLL_ANSWERS
from brandcraft_desktop.publishers.x.surfaces import SURFACES
from brandcraft_desktop.publishers.x.weights import LIMIT

ANSWERS = tuple(f"poll_{number}" for number in range(1, POLL_ANSWERS + 1))
"""The options that hold the answers of a poll."""

FIRST_ONLY = frozenset({"reply_settings", "community", "poll", "poll_minutes", *ANSWERS})
"""What belongs to the first post of a thread alone."""

_WITH_POLL = (Need("poll", frozenset({"true"})),)


def _answer(name: str, number: int) -> OptionField:
    return OptionField(
        name,
        f"Answer {number}",
        OptionKind.TEXT,
        default=None if number <= 2 else "",
        max_length=POLL_ANSWER_LENGTH,
        placeholder="" if number <= 2 else "Not needed",
        needs=_WITH_POLL,
        shown="○\u00a0{value}",
    )


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
        OptionField(
            "poll",
            "Poll",
            OptionKind.FLAG,
            default="false",
            help="Two to four answers; the text is the question. A post with a poll has no files.",
            shown="Poll",
        ),
        *(_answer(name, number) for number, name in enumerate(ANSWERS, 1)),
        OptionField(
            "poll_minutes",
            "Poll ends after",
            OptionKind.CHOICE,
            default="1440",
            choices=(
                Choice("5", "5 minutes"),
                Choice("30", "30 minutes"),
                Choice("60", "1 hour"),
                Choice("360", "6 hours"),
                Choice("720", "12 hours"),
                Choice("1440", "1 day"),
                Choice("4320", "3 days"),
                Choice("10080", "7 days"),
            ),
            needs=_WITH_POLL,
            shown="Ends after {value}",
        ),
        OptionField(
            "community",
            "Community",
            OptionKind.TEXT,
            placeholder="x.com/i/communities/…",
            help="The address of a community you belong to; the post appears there.",
            shown="Community: {value}",
        ),
    ),
    threads=True,
    can_delete=True,
    profile_address="https://x.com/{handle}",
)
