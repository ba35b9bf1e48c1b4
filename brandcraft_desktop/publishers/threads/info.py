"""Threads' limits and options, as data.

Source: Threads API, POST /{user}/threads (developers.facebook.com/documentation/threads, 2026): the
options have the names and values of its fields. Of `reply_control` "parent_post_author_only" is
left out: on a post of one's own it means nobody. A poll goes with neither a link card nor an
attached text (Postman collection of fbsamples/threads_api @44df04d).
"""

from __future__ import annotations

from collections.abc import Mapping

from brandcraft_desktop.domain.media_rules import MediaKind
from brandcraft_desktop.domain.platform import (
    Choice,
    Need,
    OptionField,
    OptionKind,
    PlatformInfo,
    PlatformSetting,
    Pulls,
    TextRules,
    Veil,
)
from brandcraft_desktop.domain.surfaces import media_rules
from brandcraft_desktop.publishers.threads.limits import (
    ATTACHED_CHARACTERS,
    CHARACTERS,
    NAME,
    POLL_ANSWER_CHARACTERS,
    POLL_ANSWERS,
    TOPIC_CHARACTERS,
)
from brandcraft_desktop.publishers.threads.surfaces import CAROUSEL, IMAGE, SURFACES, TEXT, VIDEO

REPLIES = "reply_control"
EVERYONE = "everyone"
APPROVALS = "enable_reply_approvals"
TOPIC = "topic_tag"
LINK = "link_attachment"
POLL = "poll"
ANSWERS = tuple(f"poll_{number}" for number in range(1, POLL_ANSWERS + 1))
ATTACHED = "text_attachment"
GHOST = "is_ghost_post"
SPOILER = "is_spoiler_media"

_WITH_POLL = (Need(POLL, frozenset({"true"})),)
_ALONE = frozenset({TEXT.name})
_VERSION = PlatformSetting(
    "version",
    "API version",
    "v1.0",
    "The version of the Threads API. A newer one here helps until Brandcraft is updated.",
    r"v[1-9][0-9]?\.[0-9]",
    "a version, as in v1.0",
)


def version_of(settings: Mapping[str, str]) -> str:
    """The version of the API that is asked for."""
    return settings.get(_VERSION.name) or _VERSION.default


def _answer(name: str, number: int) -> OptionField:
    return OptionField(
        name,
        f"Answer {number}",
        OptionKind.TEXT,
        default=None if number <= 2 else "",
        max_length=POLL_ANSWER_CHARACTERS,
        placeholder="" if number <= 2 else "Not needed",
        needs=_WITH_POLL,
        surfaces=_ALONE,
        shown="○\u00a0{value}",
    )


INFO = PlatformInfo(
    id="threads",
    name=NAME,
    order=4,
    glyph="threads",
    colour="#000000",
    text=TextRules(limit=CHARACTERS, unit="characters"),
    media=media_rules(SURFACES),
    options=(
        OptionField(
            REPLIES,
            "Who can reply",
            OptionKind.CHOICE,
            default=EVERYONE,
            choices=(
                Choice(EVERYONE, "Everyone"),
                Choice("followers_only", "Your followers"),
                Choice("accounts_you_follow", "People you follow"),
                Choice("mentioned_only", "Mentioned people"),
            ),
            shown="Who can reply: {value}",
        ),
        OptionField(
            APPROVALS,
            "Approve replies before they show",
            OptionKind.FLAG,
            default="false",
            shown="Replies are approved before they show",
        ),
        OptionField(
            TOPIC,
            "Topic",
            OptionKind.TEXT,
            max_length=TOPIC_CHARACTERS,
            help="Without one, the first #tag of the text becomes the topic.",
        ),
        OptionField(
            LINK,
            "Link card",
            OptionKind.TEXT,
            help="The address whose card is shown; without one, the first link of the text.",
            placeholder="https://",
            surfaces=_ALONE,
        ),
        OptionField(
            POLL,
            "Poll",
            OptionKind.FLAG,
            default="false",
            help="Two to four answers, open for a day; the text is the question.",
            surfaces=_ALONE,
            shown="Poll",
        ),
        *(_answer(name, number) for number, name in enumerate(ANSWERS, 1)),
        OptionField(
            ATTACHED,
            "Attached text",
            OptionKind.TEXT,
            max_length=ATTACHED_CHARACTERS,
            help="A longer text that readers open below the post.",
            surfaces=_ALONE,
            shown="With an attached text",
        ),
        OptionField(
            GHOST,
            "Ghost post, gone after a day",
            OptionKind.FLAG,
            default="false",
            help="Threads archives it after 24 hours; replies come as messages.",
            surfaces=_ALONE,
            shown="Ghost post, gone after a day",
        ),
        OptionField(
            SPOILER,
            "Hide pictures and videos as a spoiler",
            OptionKind.FLAG,
            default="false",
            surfaces=frozenset({IMAGE.name, VIDEO.name, CAROUSEL.name}),
            shown="Spoiler",
            veil=Veil.MEDIA,
        ),
    ),
    threads=True,
    can_delete=True,
    profile_address="https://www.threads.net/@{handle}",
    # "image_url" and "video_url" are the only ways (Threads API, POST /{user}/threads); the crawler
    # is Meta's ("Meta Web Crawlers", developers.facebook.com/docs/sharing/webmasters/web-crawlers).
    pulls=Pulls(frozenset(MediaKind), user_agent="facebookexternalhit/1.1"),
    settings=(_VERSION,),
)
