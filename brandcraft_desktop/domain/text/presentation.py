"""Whether a grapheme is meant as a picture in colours or as a letter of the text.

Unicode Technical Standard 51, "Emoji presentation": by its own nature, or by the sign behind it.
"""

from __future__ import annotations

import re
from functools import cache


def is_picture(grapheme: str) -> bool:
    """Whether it is an emoji to be drawn as one."""
    if grapheme.isascii():
        return False
    return "\ufe0e" not in grapheme and _picture().match(grapheme) is not None


@cache
def _picture() -> re.Pattern[str]:
    # `regex` takes as long to load as the window has for its first paint.
    import regex  # type: ignore[import-untyped]

    pattern: re.Pattern[str] = regex.compile(
        r"\p{Emoji_Presentation}|\p{Regional_Indicator}|\p{Emoji}\p{M}*\ufe0f|[0-9#*]\ufe0f?\u20e3"
        r"|\p{Emoji}\p{Emoji_Modifier}|\p{Emoji}\u200d"
    )
    return pattern
