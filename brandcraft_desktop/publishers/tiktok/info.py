"""What the program knows of TikTok, as data.

Source: Content Posting API, "Direct Post", "Photo" and "Query Creator Info" (developers.tiktok.com,
2026-05), "Content Sharing Guidelines" (see `wording`): nothing is chosen for a person beforehand,
and what the creator has turned off in TikTok's app stays off. What is taken of pictures and videos
stands in `surfaces`, what of texts in `limits`.
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
from brandcraft_desktop.publishers.tiktok import wording
from brandcraft_desktop.publishers.tiktok.limits import CAPTION, NAME, PHOTO_TITLE
from brandcraft_desktop.publishers.tiktok.surfaces import PHOTO, SURFACES, VIDEO_DIRECT

# What creator_info says of an account.
PRIVACY_LEVELS = "privacy_levels"  # a list of choices
LONGEST_VIDEO = "max_video_post_duration_sec"  # a limit in seconds
COMMENT_OFF, DUET_OFF, STITCH_OFF = "comment_disabled", "duet_disabled", "stitch_disabled"  # flags

ON = frozenset({"true"})
_DIRECT = Need("mode", frozenset({"direct"}))
_DISCLOSED = Need("disclose", ON)
_BRANDED = Need("branded_content", ON)
_VIDEO = frozenset({VIDEO_DIRECT.name})


def _unchecked(
    name: str,
    label: str,
    *,
    explained: str = "",
    locked: str = "",
    needs: tuple[Need, ...] = (_DIRECT,),
    surfaces: frozenset[str] = frozenset(),
    shown: str = "",
) -> OptionField:
    """A box that only the person checks."""
    return OptionField(
        name,
        label,
        OptionKind.FLAG,
        default="false",
        help=explained,
        locked=locked,
        needs=needs,
        surfaces=surfaces,
        shown=shown,
    )


INFO = PlatformInfo(
    id="tiktok",
    name=NAME,
    order=5,
    glyph="tiktok",
    colour="#000000",
    text=TextRules(limit=CAPTION, unit="characters"),
    media=media_rules(SURFACES),
    options=(
        OptionField(
            "mode",
            "Where it goes",
            OptionKind.CHOICE,
            default="direct",
            choices=(
                Choice("direct", "To my profile"),
                Choice("inbox", "To my inbox, to finish it in TikTok's app"),
            ),
            help=wording.AFTERWARDS,
            shown="{value}",
        ),
        OptionField(
            "title",
            "Title",
            OptionKind.TEXT,
            max_length=PHOTO_TITLE,
            surfaces=frozenset({PHOTO.name}),
        ),
        OptionField(
            "privacy",
            "Privacy",
            OptionKind.CHOICE,
            default=None,
            choices=(
                Choice("PUBLIC_TO_EVERYONE", "Everyone"),
                Choice("MUTUAL_FOLLOW_FRIENDS", "Friends"),
                Choice("FOLLOWER_OF_CREATOR", "Followers"),
                Choice("SELF_ONLY", "Only me", unless=_BRANDED, reason=wording.NEVER_PRIVATE),
            ),
            asked=PRIVACY_LEVELS,
            help="Who can see it. TikTok says which of these an account may choose.",
            needs=(_DIRECT,),
            shown="Who can see it: {value}",
        ),
        _unchecked("allow_comment", "Allow comment", locked=COMMENT_OFF),
        _unchecked("allow_duet", "Allow duet", locked=DUET_OFF, surfaces=_VIDEO),
        _unchecked("allow_stitch", "Allow stitch", locked=STITCH_OFF, surfaces=_VIDEO),
        _unchecked(
            "disclose",
            "Disclose commercial content",
            explained="Whether it promotes yourself, a brand, product or service.",
        ),
        _unchecked(
            "your_brand",
            "Your brand",
            explained=(
                "You are promoting yourself or your own business. "
                "This content will be classified as Brand Organic."
            ),
            needs=(_DIRECT, _DISCLOSED),
            shown="Promotional content",
        ),
        _unchecked(
            "branded_content",
            "Branded content",
            explained=(
                "You are promoting another brand or a third party. "
                "This content will be classified as Branded Content."
            ),
            needs=(_DIRECT, _DISCLOSED),
            shown="Paid partnership",
        ),
        _unchecked(
            "ai_generated",
            "AI-generated content",
            surfaces=_VIDEO,
            shown="Creator labeled as AI-generated",
        ),
        _unchecked(
            "auto_music",
            "Let TikTok add music",
            explained="TikTok plays music with the photos; change it later in TikTok's app.",
            surfaces=frozenset({PHOTO.name}),
            shown="With music chosen by TikTok",
        ),
        OptionField(
            COVER_FRAME,
            "Cover frame",
            OptionKind.MOMENT,
            help="The moment of the video that is its cover.",
            surfaces=_VIDEO,
        ),
    ),
    threads=False,
    can_delete=False,
    profile_address="https://www.tiktok.com/@{handle}",
    words_below=True,
    # Photos know PULL_FROM_URL alone, from a domain verified in the portal (Content Posting API,
    # "Media Transfer Guide"); how the crawler names itself is not documented.
    pulls=Pulls(frozenset({MediaKind.IMAGE}), own_domain=True),
    # "Content Sharing Guidelines", 1: the latest creator info whenever the page to post is drawn.
    asks_anew=True,
)
