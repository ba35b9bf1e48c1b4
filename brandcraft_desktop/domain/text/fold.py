"""Where a long text is folded away behind "…more"."""

from __future__ import annotations

from functools import lru_cache

from brandcraft_desktop.domain.text import graphemes


def fold_at(text: str, shown: int) -> int | None:
    """The Python index behind the first `shown` characters that a person sees.

    None where nothing is left to read behind it.
    """
    if len(text) <= shown:
        return None
    # Nearly always enough, and the same from key press to key press.
    beginning = text[: 2 * shown]
    end = _end_of(beginning, shown)
    if end == len(beginning) < len(text):
        end = len(graphemes.cut(text, shown))
    return end if text[end:].strip() else None


@lru_cache(maxsize=32)
def _end_of(text: str, shown: int) -> int:
    return len(graphemes.cut(text, shown))
