"""What the program knows of Facebook Pages, as data.

Sources: Graph API v26.0 as in facebook-business 26.0.3 (page feed, photos, videos, video_reels).
What is taken of pictures and videos stands in `surfaces`, what of texts in `limits`.
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
from brandcraft_desktop.publishers.facebook import surfaces
from brandcraft_desktop.publishers.facebook.limits import CHARACTERS, COMMENT, NAME, VIDEO_TITLE

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
            "cover",
            "Cover picture",
            OptionKind.FILE,
            help="Left empty, Facebook takes a picture out of the video.",
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
    ),
    threads=False,
    can_delete=True,
    profile_address="https://www.facebook.com/{handle}",
)
