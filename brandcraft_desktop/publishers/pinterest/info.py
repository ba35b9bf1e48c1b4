"""What the program knows of Pinterest, as data.

Source: pinterest/api-description v5.23.0, PinCreate and PinMediaSourceVideoID. What is taken of
pictures and videos stands in `surfaces`, what of texts in `limits`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from brandcraft_desktop.domain.platform import (
    OptionField,
    OptionKind,
    PlatformInfo,
    PlatformSetting,
    TextRules,
)
from brandcraft_desktop.domain.surfaces import media_rules
from brandcraft_desktop.publishers.cover_frame import COVER_FRAME
from brandcraft_desktop.publishers.pinterest.limits import DESCRIPTION, LINK, NAME, TITLE
from brandcraft_desktop.publishers.pinterest.surfaces import PIN_VIDEO, SURFACES

BOARDS = "boards"  # the account's list: ids and names
WEB = "https://www.pinterest.com"
API = "https://api.pinterest.com/v5"
SANDBOX = "https://api-sandbox.pinterest.com/v5"
_ADDRESS = "api"

INFO = PlatformInfo(
    id="pinterest",
    name=NAME,
    order=10,
    glyph="pinterest",
    colour="#BD081C",
    text=TextRules(limit=DESCRIPTION, unit="characters"),
    media=media_rules(SURFACES),
    options=(
        OptionField(
            "board",
            "Board",
            OptionKind.CHOICE,
            default=None,
            asked=BOARDS,
            help="Every Pin belongs to a board, and may lie in one of its sections.",
        ),
        OptionField(
            "title",
            "Title",
            OptionKind.TEXT,
            max_length=TITLE,
            help="Stands under the Pin, above the description.",
        ),
        OptionField(
            "link",
            "Link",
            OptionKind.TEXT,
            max_length=LINK,
            placeholder="https://…",
            help="Where a click on the Pin leads.",
            shown="Leads to {value}",
        ),
        OptionField(
            COVER_FRAME,
            "Cover frame",
            OptionKind.MOMENT,
            default="0",
            help="The moment of the video that is its cover.",
            surfaces=frozenset({PIN_VIDEO.name}),
        ),
    ),
    threads=False,
    can_delete=True,
    profile_address="https://www.pinterest.com/{handle}/",
    words_below=True,
    settings=(
        PlatformSetting(
            _ADDRESS,
            "Address of the API",
            default=API,
            help=(
                "Pinterest refuses Pins of apps with Trial access. Its sandbox takes them, "
                f"with boards of its own: {SANDBOX}"
            ),
            pattern=rf"{re.escape(API)}|{re.escape(SANDBOX)}",
            takes=f"{API} or {SANDBOX}",
        ),
    ),
)


def base_address(settings: Mapping[str, str]) -> str:
    """Where calls go: Pinterest itself, or its sandbox if the person set it."""
    return settings.get(_ADDRESS) or API
