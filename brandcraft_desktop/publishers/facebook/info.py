"""What the program knows of Facebook Pages, as data.

Sources: Graph API v26.0 as in facebook-business 26.0.3 (page feed, photos, videos, video_reels).
What is taken of pictures and videos stands in `surfaces`, what of texts in `limits`. Facebook
keeps a post for later between ten minutes and thirty days ahead, a reel for 29 (Pages API, "Posts";
Reels Publishing API).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from brandcraft_desktop.domain.platform import (
    Choice,
    NativeSchedule,
    OptionField,
    OptionKind,
    PlatformInfo,
    TextRules,
)
from brandcraft_desktop.domain.surfaces import media_rules
from brandcraft_desktop.publishers import graph
from brandcraft_desktop.publishers.cover_frame import COVER_FRAME
from brandcraft_desktop.publishers.facebook import surfaces
from brandcraft_desktop.publishers.facebook.limits import CHARACTERS, COMMENT, NAME, VIDEO_TITLE

NATIVE = "native"
LEAST_AHEAD = timedelta(minutes=10)
MOST_AHEAD = timedelta(days=30)
MOST_AHEAD_REEL = timedelta(days=29)
# v26.0 is of July 2026; v25.0 ends in July 2028.
VERSION = graph.version_setting("v26.0")
_FEED = frozenset(
    one.name for one in (surfaces.FEED_TEXT, surfaces.FEED_PHOTOS, surfaces.VIDEO, surfaces.REEL)
)
_VIDEOS = frozenset({surfaces.VIDEO.name, surfaces.REEL.name})

INFO = PlatformInfo(
    id="facebook",
    name=NAME,
    order=2,
    glyph="facebook",
    colour="#0866FF",
    text=TextRules(limit=CHARACTERS, unit="characters"),
    media=media_rules(surfaces.SURFACES),
    options=(
        OptionField(
            "kind",
            "Kind of post",
            OptionKind.CHOICE,
            default="post",
            choices=(Choice("post", "Post"), Choice("reel", "Reel"), Choice("story", "Story")),
        ),
        OptionField(
            "title",
            "Video title",
            OptionKind.TEXT,
            max_length=VIDEO_TITLE,
            surfaces=_VIDEOS,
        ),
        OptionField(
            "link",
            "Link",
            OptionKind.TEXT,
            placeholder="https://…",
            help="Readers see a card of this page. Left empty: of the first link in the text.",
            surfaces=frozenset({surfaces.FEED_TEXT.name}),
        ),
        OptionField(
            "first_comment",
            "First comment",
            OptionKind.TEXT,
            max_length=COMMENT,
            help="The Page writes it under the post as soon as it is out.",
            surfaces=_FEED,
            shown="First comment: {value}",
        ),
        OptionField(
            COVER_FRAME,
            "Cover frame",
            OptionKind.MOMENT,
            help="The moment of the video that is its cover. Left empty, Facebook takes one.",
            surfaces=frozenset({surfaces.VIDEO.name}),
        ),
        OptionField(
            "ai_generated",
            "Made with AI",
            OptionKind.FLAG,
            default="false",
            help="Facebook labels the video as made with AI.",
            surfaces=_VIDEOS,
            shown="Made with AI",
        ),
        OptionField(
            NATIVE,
            "Hand over to Facebook early",
            OptionKind.FLAG,
            default="false",
            help="Facebook publishes it at its time, also while this computer is off. Only for "
            "posts that are at least ten minutes ahead.",
            surfaces=_FEED,
        ),
    ),
    threads=False,
    can_delete=True,
    profile_address="https://www.facebook.com/{handle}",
    renews=False,
    settings=(VERSION,),
    native=NativeSchedule(NATIVE, LEAST_AHEAD, MOST_AHEAD, "Facebook publishes it"),
)


def version_of(settings: Mapping[str, str]) -> str:
    """The version of the Graph API that is asked for."""
    return graph.version_of(settings, VERSION)
