"""A text's length in the units that computers count in."""

from __future__ import annotations


def utf8_length(text: str) -> int:
    """Bytes of UTF-8; half a character, as an editor may hold for a moment, counts like three."""
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))


def utf16_length(text: str) -> int:
    """UTF-16 units: emoji and other characters beyond U+FFFF count two."""
    if text.isascii():
        return len(text)
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
