"""Threads' limits and options, as data.

Source: Threads API, POST /{user}/threads (developers.facebook.com/documentation/threads, 2026): the
options have the names and values of its fields. Of `reply_control` "parent_post_author_only" is
left out: on a post of one's own it means nobody.
"""

from __future__ import annotations

from brandcraft_desktop.domain.media_rules import MediaKind
from brandcraft_desktop.domain.platform import (
    Choice,
    OptionField,
    OptionKind,
    PlatformInfo,
    Pulls,
    TextRules,
    Veil,
)
from brandcraft_desktop.domain.surfaces import media_rules
from brandcraft_desktop.publishers.threads.limits import CHARACTERS, NAME, TOPIC_CHARACTERS
from brandcraft_desktop.publishers.threads.surfaces import CAROUSEL, IMAGE, SURFACES, TEXT, VIDEO

TOPIC = "topic_tag"
LINK = "link_attachment"

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
            "reply_control",
            "Who can reply",
            OptionKind.CHOICE,
            default="everyone",
            choices=(
                Choice("everyone", "Everyone"),
                Choice("followers_only", "Your followers"),
                Choice("accounts_you_follow", "People you follow"),
                Choice("mentioned_only", "Mentioned people"),
            ),
            shown="Who can reply: {value}",
        ),
        OptionField(
            "enable_reply_approvals",
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
            surfaces=frozenset({TEXT.name}),
        ),
        OptionField(
            "is_spoiler_media",
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
)
