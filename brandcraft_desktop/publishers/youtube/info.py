"""What the program knows of YouTube, as data.

Source: YouTube Data API v3, videos.insert (discovery revision 20261104). What is taken of videos
stands in `surfaces`, what of texts in `limits`. Shorts have thumbnails of their own since
2026-11-03. The place of the recording is only said where somebody turns it on; what YouTube still
does with it is not documented. For how far ahead it takes a time neither is.
"""

from __future__ import annotations

from datetime import timedelta

from brandcraft_desktop.domain.platform import (
    Choice,
    NativeSchedule,
    Need,
    OptionField,
    OptionKind,
    PlatformInfo,
    PlatformSetting,
    TextRules,
)
from brandcraft_desktop.domain.surfaces import media_rules
from brandcraft_desktop.publishers.cover_frame import COVER_FRAME
from brandcraft_desktop.publishers.languages import LANGUAGES
from brandcraft_desktop.publishers.youtube.categories import CATEGORIES, PEOPLE_AND_BLOGS
from brandcraft_desktop.publishers.youtube.limits import (
    DAILY_UNITS,
    DAILY_UPLOADS,
    DESCRIPTION_BYTES,
    NAME,
    TITLE,
)
from brandcraft_desktop.publishers.youtube.surfaces import SURFACES, THUMBNAIL

# A moment that has passed when the upload ends makes the video public at once.
NATIVE = NativeSchedule(
    "native", timedelta(minutes=15), timedelta(days=365), "YouTube publishes it"
)
_PLACE = (Need("location", frozenset({"true"})),)


def _allowance(name: str, label: str, default: int, of: str) -> PlatformSetting:
    return PlatformSetting(
        name,
        label,
        str(default),
        f"How many {of} Google lets your app do; more can be asked for in the console.",
        r"[1-9][0-9]{0,8}",
        "a whole number from 1",
    )


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
            "native",
            "Let YouTube publish it",
            OptionKind.FLAG,
            default="false",
            help="It is uploaded right away and kept private; YouTube makes it public at its time, "
            "also while this computer is off.",
            needs=(Need("visibility", frozenset({"public"})),),
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
            image=THUMBNAIL,
        ),
        OptionField(
            COVER_FRAME,
            "Cover frame",
            OptionKind.MOMENT,
            help="The moment of the video that becomes its thumbnail where no picture is chosen.",
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
            "language",
            "Language",
            OptionKind.CHOICE,
            choices=(Choice("", "Not said"), *LANGUAGES),
            help="The language of the title and the description.",
        ),
        OptionField(
            "license",
            "License",
            OptionKind.CHOICE,
            default="youtube",
            choices=(
                Choice("youtube", "Standard YouTube license"),
                Choice("creativeCommon", "Creative Commons (CC BY)"),
            ),
        ),
        OptionField("embedding", "Allow embedding", OptionKind.FLAG, default="true"),
        OptionField(
            "statistics",
            "Show statistics to everyone",
            OptionKind.FLAG,
            default="true",
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
        OptionField(
            "paid_promotion",
            "Paid promotion",
            OptionKind.FLAG,
            default="false",
            help="Somebody paid for what is shown, or gave it for nothing.",
            shown="Includes paid promotion",
        ),
        OptionField(
            "location",
            "Say where it was recorded",
            OptionKind.FLAG,
            default="false",
            help="Off, nothing of it is sent.",
        ),
        OptionField("place", "Place", OptionKind.TEXT, needs=_PLACE),
        OptionField(
            "coordinates",
            "Coordinates",
            OptionKind.TEXT,
            placeholder="52.5163, 13.3777",
            help="Latitude and longitude in degrees.",
            needs=_PLACE,
        ),
        OptionField(
            "recorded_on",
            "Recorded on",
            OptionKind.TEXT,
            placeholder="2026-11-24",
            needs=_PLACE,
        ),
    ),
    threads=False,
    can_delete=True,
    profile_address="https://www.youtube.com/@{handle}",
    words_below=True,
    settings=(
        _allowance("daily_uploads", "Uploads a day", DAILY_UPLOADS, "uploads a day"),
        _allowance("daily_units", "Units a day", DAILY_UNITS, "units a day of other calls"),
    ),
    native=NATIVE,
)
