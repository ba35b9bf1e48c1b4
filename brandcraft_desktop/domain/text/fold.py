"""Where a long text is folded away behind "…more"."""

from __future__ import annotations

from brandcraft_desktop.domain.text import graphemes


def fold_at(text: str, shown: int) -> int | None:
    """The Python index behind the first `shown` characters that a person sees.

    None where nothing is left to read behind it.
    """
    if len(text) <= shown:
        return None
    end = len(graphemes.cut(text, shown))
    return end if text[end:].strip() else None
