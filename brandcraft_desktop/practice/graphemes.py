"""Counting what a person sees as one character, with nothing but the standard library.

Rules: Unicode Standard Annex #29, extended grapheme clusters, worked out from character names and
categories; checked against the official break test in the contract tests.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_JOINER = 0x200D
_PREPEND = frozenset(
    (
        *(*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0xD4E, 0x110BD, 0x110CD),
        *(0x111C2, 0x111C3, 0x1193F, 0x11941, 0x11A3A, *range(0x11A84, 0x11A8A), 0x11D46, 0x11F02),
    )
)
_SPACING_EXCEPTIONS = frozenset(
    (
        *(0x102B, 0x102C, 0x1038, *range(0x1062, 0x1065), *range(0x1067, 0x106E), 0x1083),
        *(*range(0x1087, 0x108D), 0x108F, *range(0x109A, 0x109D), 0x1A61, 0x1A63, 0x1A64),
        *(0xAA7B, 0xAA7D, 0x11720, 0x11721),
    )
)
_EXTEND_AMONG_SPACING = frozenset(
    (
        *(0x9BE, 0x9D7, 0xB3E, 0xB57, 0xBBE, 0xBD7, 0xCC2, 0xCD5, 0xCD6, 0xD3E, 0xD57, 0xDCF),
        *(0xDDF, 0x1B35, 0x302E, 0x302F, 0x1133E, 0x11357, 0x114B0, 0x114BD, 0x115AF, 0x11930),
        *(0x1D165, *range(0x1D16E, 0x1D173)),
    )
)
_PICTOGRAPHS = (
    *((0xA9, 0xA9), (0xAE, 0xAE), (0x203C, 0x203C), (0x2049, 0x2049), (0x2122, 0x2122)),
    *((0x2139, 0x2139), (0x2194, 0x2199), (0x21A9, 0x21AA), (0x231A, 0x231B), (0x2328, 0x2328)),
    *((0x2388, 0x2388), (0x23CF, 0x23CF), (0x23E9, 0x23F3), (0x23F8, 0x23FA), (0x24C2, 0x24C2)),
    *((0x25AA, 0x25AB), (0x25B6, 0x25B6), (0x25C0, 0x25C0), (0x25FB, 0x25FE), (0x2600, 0x2605)),
    *((0x2607, 0x2612), (0x2614, 0x2685), (0x2690, 0x2705), (0x2708, 0x2712), (0x2714, 0x2714)),
    *((0x2716, 0x2716), (0x271D, 0x271D), (0x2721, 0x2721), (0x2728, 0x2728), (0x2733, 0x2734)),
    *((0x2744, 0x2744), (0x2747, 0x2747), (0x274C, 0x274C), (0x274E, 0x274E), (0x2753, 0x2755)),
    *((0x2757, 0x2757), (0x2763, 0x2767), (0x2795, 0x2797), (0x27A1, 0x27A1), (0x27B0, 0x27B0)),
    *((0x27BF, 0x27BF), (0x2934, 0x2935), (0x2B05, 0x2B07), (0x2B1B, 0x2B1C), (0x2B50, 0x2B50)),
    *((0x2B55, 0x2B55), (0x3030, 0x3030), (0x303D, 0x303D), (0x3297, 0x3297), (0x3299, 0x3299)),
    *((0x1F000, 0x1F0FF), (0x1F10D, 0x1F10F), (0x1F12F, 0x1F12F), (0x1F16C, 0x1F171)),
    *((0x1F17E, 0x1F17F), (0x1F18E, 0x1F18E), (0x1F191, 0x1F19A), (0x1F1AD, 0x1F1E5)),
    *((0x1F201, 0x1F20F), (0x1F21A, 0x1F21A), (0x1F22F, 0x1F22F), (0x1F232, 0x1F23A)),
    *((0x1F23C, 0x1F23F), (0x1F249, 0x1F3FA), (0x1F400, 0x1F53D), (0x1F546, 0x1F64F)),
    *((0x1F680, 0x1F6FF), (0x1F774, 0x1F77F), (0x1F7D5, 0x1F7FF), (0x1F80C, 0x1F80F)),
    *((0x1F848, 0x1F84F), (0x1F85A, 0x1F85F), (0x1F888, 0x1F88F), (0x1F8AE, 0x1F8FF)),
    *((0x1F90C, 0x1F93A), (0x1F93C, 0x1F945), (0x1F947, 0x1FAFF), (0x1FC00, 0x1FFFD)),
)
_LINKERS = frozenset((0x94D, 0x9CD, 0xACD, 0xB4D, 0xC4D, 0xD4D))
_CONSONANTS = (
    *((0x915, 0x939), (0x958, 0x95F), (0x978, 0x97F), (0x995, 0x9A8), (0x9AA, 0x9B0)),
    *((0x9B2, 0x9B2), (0x9B6, 0x9B9), (0x9DC, 0x9DD), (0x9DF, 0x9DF), (0x9F0, 0x9F1)),
    *((0xA95, 0xAA8), (0xAAA, 0xAB0), (0xAB2, 0xAB3), (0xAB5, 0xAB9), (0xAF9, 0xAF9)),
    *((0xB15, 0xB28), (0xB2A, 0xB30), (0xB32, 0xB33), (0xB35, 0xB39), (0xB5C, 0xB5D)),
    *((0xB5F, 0xB5F), (0xB71, 0xB71), (0xC15, 0xC28), (0xC2A, 0xC39), (0xC58, 0xC5A)),
    (0xD15, 0xD3A),
)


def count_graphemes(text: str) -> int:
    """How many user-perceived characters `text` has."""
    if text.isascii():
        return len(text) - text.count("\r\n")
    count, before, flags, pictograph = 0, "", 0, False
    conjunct = ""  # "", "consonant" or "linked": how far rule GB9c has come
    for character in text:
        kind = _kind(character)
        joined = _joined(before, kind, flags, pictograph)
        joined = joined or (kind == "consonant" and conjunct == "linked")
        if kind == "consonant":
            conjunct = "consonant"
        elif conjunct and ord(character) in _LINKERS:
            conjunct = "linked"
        elif kind not in ("extend", "joiner"):
            conjunct = ""
        count += not joined
        flags = flags + 1 if kind == "flag" and joined else int(kind == "flag")
        if kind == "pictograph":
            pictograph = True
        elif kind not in ("extend", "joiner") or not joined:
            pictograph = False
        before = kind
    return count


def _joined(before: str, kind: str, flags: int, pictograph: bool) -> bool:
    """Whether there is no border between the two characters (rules GB3 to GB13 without GB9c)."""
    if before == "CR" and kind == "LF":
        return True
    if before in ("", "CR", "LF", "control") or kind in ("CR", "LF", "control"):
        return False
    if before == "L" and kind in ("L", "V", "LV", "LVT"):
        return True
    if before in ("LV", "V") and kind in ("V", "T"):
        return True
    if before in ("LVT", "T") and kind == "T":
        return True
    if kind in ("extend", "joiner", "spacing") or before == "prepend":
        return True
    if before == "joiner" and kind == "pictograph":
        return pictograph
    return before == "flag" and kind == "flag" and flags % 2 == 1


@lru_cache(maxsize=4096)
def _kind(character: str) -> str:
    point = ord(character)
    if character == "\r":
        return "CR"
    if character == "\n":
        return "LF"
    if point == _JOINER:
        return "joiner"
    if 0x1F1E6 <= point <= 0x1F1FF:
        return "flag"
    if hangul := _hangul(point):
        return hangul
    if point in _PREPEND:
        return "prepend"
    category = unicodedata.category(character)
    if category in ("Mn", "Me") or point in _EXTEND_AMONG_SPACING:
        return "extend"
    if point == 0x200C or 0x1F3FB <= point <= 0x1F3FF or point in (0xFF9E, 0xFF9F):
        return "extend"
    if 0xE0020 <= point <= 0xE007F:
        return "extend"
    if (category == "Mc" and point not in _SPACING_EXCEPTIONS) or point in (0xE33, 0xEB3):
        return "spacing"
    if category in ("Cc", "Cf", "Zl", "Zp", "Cs") or 0xE0000 <= point <= 0xE0FFF:
        return "control"
    if any(first <= point <= last for first, last in _PICTOGRAPHS):
        return "pictograph"
    if any(first <= point <= last for first, last in _CONSONANTS):
        return "consonant"
    return "other"


def _hangul(point: int) -> str:
    if 0x1100 <= point <= 0x115F or 0xA960 <= point <= 0xA97C:
        return "L"
    if 0x1160 <= point <= 0x11A7 or 0xD7B0 <= point <= 0xD7C6:
        return "V"
    if 0x11A8 <= point <= 0x11FF or 0xD7CB <= point <= 0xD7FB:
        return "T"
    if 0xAC00 <= point <= 0xD7A3:
        return "LV" if (point - 0xAC00) % 28 == 0 else "LVT"
    return ""
