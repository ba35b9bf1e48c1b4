"""Words made live by a sign in front of them: #tags and @names.

A platform brings the signs and the pattern of what has to follow; here stands how it is looked
for at each key press. In a pattern `<word>` stands for the inside of a class of letters, marks,
digits and joining lines ("_"), `<letter>` for letters and marks, `<emoji>` for what emoji are
made of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from brandcraft_desktop.domain.text.measure import SpanKind
from brandcraft_desktop.domain.text.spans import Found

_ASCII = {"<word>": "A-Za-z0-9_", "<letter>": "A-Za-z", "<emoji>": ""}
_UNICODE = {
    "<word>": r"\p{L}\p{M}\p{Nd}\p{Pc}",
    "<letter>": r"\p{L}\p{M}",
    "<emoji>": r"\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\u200d\ufe0f",
}

# Letters, marks, digits and "_" with at least one letter among them, not glued to a word and no
# part of an HTML entity ("&#39;"): what every platform with hashtags makes live.
PLAIN_TAG = r"(?<![<word>&])#([<word>]*[<letter>][<word>]*)"


def user_name(shortest: int, longest: int) -> str:
    """The pattern of a name of letters, digits, "_" and ".", with no "." at its end."""
    return (
        rf"(?<![<word>.@/])@([A-Za-z0-9_.]{{{shortest - 1},{longest - 1}}}[A-Za-z0-9_])"
        r"(?![<word>@]|\.[<word>])"
    )


class Marked:
    """One kind of live word: `pattern` begins with one of the `signs`, its group 1 is the target.

    With `chained` a word may also follow directly on another one of its kind ("#one#two").
    """

    def __init__(self, kind: SpanKind, signs: str, pattern: str, *, chained: bool = False) -> None:
        self._kind = kind
        self._signs = re.compile(f"[{re.escape(signs)}]")
        self._pattern = pattern
        self._chained = chained

    def find(self, text: str) -> Iterator[Found]:
        """Every one of them in the text, in order."""
        before = -1
        for sign in self._signs.finditer(text):
            start = sign.start()
            pattern = self._within_ascii if text.isascii() else self._beyond_ascii
            if self._chained and start == before:
                found = pattern.match(text[start:])
                shift = start
            else:
                found = pattern.match(text, start)
                shift = 0
            if found:
                before = shift + found.end()
                yield self._kind, start, before, found[1]

    @cached_property
    def _within_ascii(self) -> re.Pattern[str]:
        return re.compile(_filled(self._pattern, _ASCII))

    @cached_property
    def _beyond_ascii(self) -> re.Pattern[str]:
        # Python's own patterns know no marks: "#हिन्दी" would end at its first vowel.
        import regex  # type: ignore[import-untyped]

        pattern: re.Pattern[str] = regex.compile(_filled(self._pattern, _UNICODE))
        return pattern


def _filled(pattern: str, classes: dict[str, str]) -> str:
    for name, characters in classes.items():
        pattern = pattern.replace(name, characters)
    return pattern
