"""What the program knows of Instagram, as data.

Source: IG User / media, Graph API v26.0 as in facebook-business 26.0.3. What is taken of pictures
and videos stands in `surfaces`, what of texts in `limits`. A place (`location_id`) is not offered:
it takes the number of a Facebook Page that nobody knows by heart.
"""

from __future__ import annotations

from brandcraft_desktop.domain.media_rules import MediaKind
from brandcraft_desktop.domain.platform import (
    Choice,
    Need,
    OptionField,
    OptionKind,
    PlatformInfo,
    Pulls,
    TextRules,
)
from brandcraft_desktop.domain.surfaces import media_rules
from brandcraft_desktop.publishers.cover_frame import COVER_FRAME
from brandcraft_desktop.publishers.instagram import surfaces
from brandcraft_desktop.publishers.instagram.doors import VERSION
from brandcraft_desktop.publishers.instagram.limits import (
    CAPTION,
    COLLABORATORS,
    COMMENT,
    NAME,
    SOUND,
)

_LASTING = frozenset(one.name for one in (surfaces.FEED_IMAGE, surfaces.CAROUSEL, surfaces.REEL))
_REEL = frozenset({surfaces.REEL.name})

INFO = PlatformInfo(
    id="instagram",
    name=NAME,
    order=3,
    glyph="instagram",
    colour="#FF0069",
    text=TextRules(limit=CAPTION, unit="characters"),
    media=media_rules(surfaces.SURFACES),
    options=(
        OptionField(
            "kind",
            "Kind of post",
            OptionKind.CHOICE,
            default="post",
            choices=(Choice("post", "Post"), Choice("reel", "Reel"), Choice("story", "Story")),
            help="A post of several files is a carousel, a post of one video a reel.",
        ),
        OptionField(
            "collaborators",
            "Collaborators",
            OptionKind.TEXT,
            placeholder="@name, @name",
            help=f"At most {COLLABORATORS} accounts that are asked to share the post as theirs.",
            surfaces=_LASTING,
            shown="With {value}",
        ),
        OptionField(
            "first_comment",
            "First comment",
            OptionKind.TEXT,
            max_length=COMMENT,
            help="Written under the post as soon as it is out.",
            surfaces=_LASTING,
            shown="First comment: {value}",
        ),
        OptionField(
            "share_to_feed",
            "Show the reel in the feed, too",
            OptionKind.FLAG,
            default="true",
            surfaces=_REEL,
        ),
        OptionField(
            "cover",
            "Cover picture",
            OptionKind.FILE,
            help="Left empty, a moment of the video is the cover.",
            surfaces=_REEL,
            image=surfaces.COVER,
        ),
        OptionField(
            COVER_FRAME,
            "Cover frame",
            OptionKind.MOMENT,
            help="The moment of the video that is its cover.",
            needs=(Need("cover", frozenset({""})),),  # a picture wins over a moment
            surfaces=_REEL,
        ),
        OptionField(
            "ai_generated",
            "Made with AI",
            OptionKind.FLAG,
            default="false",
            help="Instagram labels the post as made with AI.",
            shown="Made with AI",
        ),
        OptionField(
            "paid_partnership",
            "Paid partnership",
            OptionKind.FLAG,
            default="false",
            help="Instagram labels the post as a paid partnership.",
            surfaces=_LASTING,
            shown="Paid partnership",
        ),
        OptionField(
            "audio_name",
            "Name of the sound",
            OptionKind.TEXT,
            max_length=SOUND,
            help="How the reel's own sound is called; it can be changed once.",
            surfaces=_REEL,
        ),
        OptionField(
            "trial",
            "Trial reel",
            OptionKind.CHOICE,
            default="",
            choices=(
                Choice("", "No"),
                Choice("MANUAL", "Yes, I share it with followers myself"),
                Choice("SS_PERFORMANCE", "Yes, Instagram shares it if it does well"),
            ),
            help="Shown to people first who do not follow you. Not every account may.",
            surfaces=_REEL,
        ),
    ),
    threads=False,
    can_delete=False,  # possible only where the account was connected through Facebook
    profile_address="https://www.instagram.com/{handle}/",
    words_below=True,
    # "image_url" is the only way for a picture; Meta's crawler goes by this name (IG User / media;
    # "Meta Web Crawlers", developers.facebook.com/docs/sharing/webmasters/web-crawlers).
    pulls=Pulls(frozenset({MediaKind.IMAGE}), user_agent="facebookexternalhit/1.1"),
    settings=(VERSION,),
)
