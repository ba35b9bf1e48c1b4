"""The words of a Pin for people who can't see it.

Source: pinterest/api-description v5.23.0: a Pin has one `alt_text`, the pictures of a carousel have
none of their own, so theirs go out together.
"""

from __future__ import annotations

from collections.abc import Sequence

from brandcraft_desktop.domain.plan import AttachedMedia


def alt_text(media: Sequence[AttachedMedia]) -> str:
    """What is sent as `alt_text`; "" where no picture has any."""
    words = [one.alt.strip() for one in media]
    if len(words) == 1:
        return words[0]
    return "\n".join(f"Picture {number}: {alt}" for number, alt in enumerate(words, start=1) if alt)
