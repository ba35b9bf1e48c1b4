"""What the program knows of YouTube, as data.

Source: YouTube Data API v3, videos.insert (discovery revision 20261104). What is taken of videos
stands in `surfaces`, what of texts in `limits`. The place where a video was made is not offered;
whether shorts may have a thumbnail of their own before they are processed is not documented.
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
from brandcraft_desktop.publishers.youtube.categories import CATEGORIES, PEOPLE_AND_BLOGS
from brandcraft_desktop.publishers.youtube.limits import DESCRIPTION_BYTES, NAME, TITLE
from brandcraft_desktop.publishers.youtube.surfaces import SURFACES, VIDEO

INFO = PlatformInfo(
    id="youtube",
    name=NAME,
    order=6,
    glyph="youtube",
    colour="#FF0000",
    text=TextRules(limit=DESCRIPTION_BYTES, unit="bytes"),
    media=media_rules(SURFACES),
    options=(
        OptionField("title", "Title", OptionKind.TEXT, default=None, max_length=TITLE),
        OptionField(
            "visibility",
            "Visibility",
            OptionKind.CHOICE,
            default="public",
            choices=(
                Choice("public", "Public"),
                Choice("unlisted", "Unlisted"),
                Choice("private", "Private"),
            ),
            help="Unlisted: who has the link can see it. Private: only those you choose.",
            shown="{value}",
        ),
        OptionField(
            "made_for_kids",
            "Made for kids",
            OptionKind.CHOICE,
            default=None,
            choices=(
                Choice("yes", "Yes, it's made for kids"),
                Choice("no", "No, it's not made for kids"),
            ),
            help="The law wants an answer for every video. Comments are off on videos for kids.",
        ),
        OptionField(
            "thumbnail",
            "Thumbnail",
            OptionKind.FILE,
            help="Left empty, YouTube takes a picture out of the video.",
            surfaces=frozenset({VIDEO.name}),
        ),
        OptionField(
            "tags",
            "Tags",
            OptionKind.TEXT,
            placeholder="one, two words, three",
            help="Words people may look for, with commas between them.",
        ),
        OptionField(
            "category",
            "Category",
            OptionKind.CHOICE,
            default=PEOPLE_AND_BLOGS,
            choices=CATEGORIES,
        ),
        OptionField(
            "notify",
            "Notify subscribers",
            OptionKind.FLAG,
            default="true",
        ),
        OptionField(
            "ai_generated",
            "Altered or synthetic content",
            OptionKind.FLAG,
            default="false",
            help="For what looks real and was made or changed with AI or other means.",
            shown="Altered or synthetic content",
        ),
    ),
    threads=False,
    can_delete=True,
    profile_address="https://www.youtube.com/@{handle}",
    words_below=True,
)
