"""Emoji of several characters that X counts as one.

Outside facts: the pattern of npm twemoji-parser 11.0.2 (MIT), the one twitter-text 3.1.0 uses; it
knows Emoji 11, so what joins only since then counts by its parts. Emoji of one character need no
entry: they weigh the same alone.
"""

from __future__ import annotations

import re
from functools import cache

_SKIN = "[\U0001f3fb-\U0001f3ff]"
_JOINER = "\u200d"
_AS_EMOJI, _AS_TEXT = "\ufe0f", "\ufe0e"
_KEY = "\u20e3"
_SEX = f"[\u2640\u2642]{_AS_EMOJI}"
_MAN, _WOMAN, _BOY, _GIRL = "\U0001f468", "\U0001f469", "\U0001f466", "\U0001f467"

_WORK = (
    f"(?:[\u2695\u2696\u2708]{_AS_EMOJI}|[\U0001f33e\U0001f373\U0001f393\U0001f3a4\U0001f3a8"
    "\U0001f3eb\U0001f3ed\U0001f4bb\U0001f4bc\U0001f527\U0001f52c\U0001f680\U0001f692"
    "\U0001f9b0-\U0001f9b3])"
)
_DETECTIVES = "[\u26f9\U0001f3cb\U0001f3cc\U0001f574\U0001f575]"
_PEOPLE = (
    "[\U0001f3c3\U0001f3c4\U0001f3ca\U0001f46e\U0001f471\U0001f473\U0001f477\U0001f481\U0001f482"
    "\U0001f486\U0001f487\U0001f645-\U0001f647\U0001f64b\U0001f64d\U0001f64e\U0001f6a3"
    "\U0001f6b4-\U0001f6b6\U0001f926\U0001f935\U0001f937-\U0001f939\U0001f93d\U0001f93e"
    "\U0001f9b8\U0001f9b9\U0001f9d6-\U0001f9dd]"
)
_PAIRS = "[\U0001f46f\U0001f93c\U0001f9de\U0001f9df]"
_CHILDREN = f"(?:{_BOY}(?:{_JOINER}{_BOY})?|{_GIRL}(?:{_JOINER}[{_BOY}{_GIRL}])?)"
_HEART = f"\u2764{_AS_EMOJI}{_JOINER}(?:\U0001f48b{_JOINER})?"

# Shown as text unless the selector behind asks for the emoji.
_SYMBOLS = (
    "[\u203c\u2049\u2139\u2194-\u2199\u21a9\u21aa\u231a\u231b\u2328\u23cf\u23ed-\u23ef\u23f1\u23f2"
    "\u23f8-\u23fa\u24c2\u25aa\u25ab\u25b6\u25c0\u25fb-\u25fe\u2600-\u2604\u260e\u2611\u2614\u2615"
    "\u2618\u2620\u2622\u2623\u2626\u262a\u262e\u262f\u2638-\u263a\u2640\u2642\u2648-\u2653\u2660"
    "\u2663\u2665\u2666\u2668\u267b\u267f\u2692-\u2697\u2699\u269b\u269c\u26a0\u26a1\u26aa\u26ab"
    "\u26b0\u26b1\u26bd\u26be\u26c4\u26c5\u26c8\u26cf\u26d1\u26d3\u26d4\u26e9\u26ea\u26f0-\u26f5"
    "\u26f8\u26fa\u26fd\u2702\u2708\u2709\u270f\u2712\u2714\u2716\u271d\u2721\u2733\u2734\u2744"
    "\u2747\u2757\u2763\u2764\u27a1\u2934\u2935\u2b05-\u2b07\u2b1b\u2b1c\u2b50\u2b55\u3030\u303d"
    "\u3297\u3299\U0001f004\U0001f170\U0001f171\U0001f17e\U0001f17f\U0001f202\U0001f21a\U0001f22f"
    "\U0001f237\U0001f321\U0001f324-\U0001f32c\U0001f336\U0001f37d\U0001f396\U0001f397"
    "\U0001f399-\U0001f39b\U0001f39e\U0001f39f\U0001f3cd\U0001f3ce\U0001f3d4-\U0001f3df\U0001f3f3"
    "\U0001f3f5\U0001f3f7\U0001f43f\U0001f441\U0001f4fd\U0001f549\U0001f54a\U0001f56f\U0001f570"
    "\U0001f573\U0001f576-\U0001f579\U0001f587\U0001f58a-\U0001f58d\U0001f5a5\U0001f5a8"
    "\U0001f5b1\U0001f5b2\U0001f5bc\U0001f5c2-\U0001f5c4\U0001f5d1-\U0001f5d3\U0001f5dc-\U0001f5de"
    "\U0001f5e1\U0001f5e3\U0001f5e8\U0001f5ef\U0001f5f3\U0001f5fa\U0001f6cb\U0001f6cd-\U0001f6cf"
    "\U0001f6e0-\U0001f6e5\U0001f6e9\U0001f6f0\U0001f6f3]"
)
_SYMBOLS_WITH_SKIN = (
    "[\u261d\u26f7\u26f9\u270c\u270d\U0001f3cb\U0001f3cc\U0001f574\U0001f575\U0001f590]"
)
_WITH_SKIN = (
    "[\u270a\u270b\U0001f385\U0001f3c2-\U0001f3c4\U0001f3c7\U0001f3ca\U0001f442\U0001f443"
    "\U0001f446-\U0001f450\U0001f466-\U0001f469\U0001f46e\U0001f470-\U0001f478\U0001f47c"
    "\U0001f481-\U0001f483\U0001f485-\U0001f487\U0001f4aa\U0001f57a\U0001f595\U0001f596"
    "\U0001f645-\U0001f647\U0001f64b-\U0001f64f\U0001f6a3\U0001f6b4-\U0001f6b6\U0001f6c0\U0001f6cc"
    "\U0001f918-\U0001f91c\U0001f91e\U0001f91f\U0001f926\U0001f930-\U0001f939\U0001f93d\U0001f93e"
    "\U0001f9b5\U0001f9b6\U0001f9b8\U0001f9b9\U0001f9d1-\U0001f9dd]"
)

# Flags: the first letter of a country's code, then every letter it can go on with.
_FLAGS = """
ACDEFGILMOQRSTUWXZ BABDEFGHIJLMNOQRSTVWYZ CACDFGHIKLMNOPRUVWXYZ DEGJKMOZ EACEGHRSTU FIJKMOR
GABDEFGHILMNPQRSTUWY HKMNRTU ICDELMNOQRST JEMOP KEGHIMNPRWYZ LABCIKRSTUVY MACDEFGHKLMNOPQRSTUVWXYZ
NACEFGILOPRUZ OM PAEFGHKLMNRSTWY QA REOSUW SABCDEGHIJKLMNORSTVXYZ TACDFGHJKLMNORTVWZ UAGMNSYZ
VACEGINU WFS XK YET ZAMW
"""
_FLAG_A = 0x1F1E6 - ord("A")
_REGIONS = ("eng", "sct", "wls")  # of Great Britain, spelt with invisible letters behind a flag

_ALTERNATIVES = (
    f"[{_MAN}{_WOMAN}]{_SKIN}?{_JOINER}{_WORK}",
    f"{_DETECTIVES}(?:{_SKIN}|{_AS_EMOJI}){_JOINER}{_SEX}",
    f"{_PEOPLE}{_SKIN}?{_JOINER}{_SEX}",
    f"{_MAN}{_JOINER}(?:{_HEART}{_MAN}|(?:[{_MAN}{_WOMAN}]{_JOINER})?{_CHILDREN})",
    f"{_WOMAN}{_JOINER}(?:{_HEART}[{_MAN}{_WOMAN}]|(?:{_WOMAN}{_JOINER})?{_CHILDREN})",
    f"\U0001f3f3{_AS_EMOJI}{_JOINER}\U0001f308",
    f"\U0001f3f4{_JOINER}\u2620{_AS_EMOJI}",
    f"\U0001f441{_JOINER}\U0001f5e8",
    f"{_PAIRS}{_JOINER}{_SEX}",
    f"[#*0-9]{_AS_EMOJI}?{_KEY}",
    f"[\u00a9\u00ae\u2122\u265f]{_AS_EMOJI}",
    f"{_SYMBOLS}{_AS_EMOJI}",
    f"{_SYMBOLS_WITH_SKIN}(?:{_AS_EMOJI}{_SKIN}?|{_SKIN})",
    f"{_WITH_SKIN}{_SKIN}",
)
# Flags and skins, with what lies between them: one range is the quickest to look for.
_FLAG_TO_SKIN = re.compile("[\U0001f1e6-\U0001f3ff]")


def may_join(text: str) -> bool:
    """Whether a sequence can be in a text: quick, and sure where it says no."""
    return not text.isascii() and (
        _JOINER in text
        or _AS_EMOJI in text
        or _KEY in text
        or _FLAG_TO_SKIN.search(text) is not None
    )


def sequences(text: str) -> list[tuple[int, int]]:
    """Start and end of every emoji that is more than one character."""
    if not may_join(text):
        return []
    return [found.span() for found in _pattern().finditer(text)]


@cache
def _pattern() -> re.Pattern[str]:
    regions = (f"\U0001f3f4{_shifted(f'gb{name}', 0xE0000)}\U000e007f" for name in _REGIONS)
    flags = (f"{_shifted(one[0], _FLAG_A)}[{_shifted(one[1:], _FLAG_A)}]" for one in _FLAGS.split())
    either = f"(?=[\U0001f1e6-\U0001f1ff])(?:{'|'.join(flags)})"
    return re.compile("|".join((*_ALTERNATIVES, *regions, either)))


def _shifted(letters: str, distance: int) -> str:
    return "".join(chr(ord(letter) + distance) for letter in letters)
