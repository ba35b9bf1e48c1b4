"""Makes typed, pasted or piped text fit to be kept: line ends, control characters, surrogates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from brandcraft_desktop.errors import BadInput

# Word processors and terminals end lines in these ways too; dropping them would glue two words.
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_SURROGATES = re.compile("[\ud800-\udfff]")
# Everything that the three above look for: most texts have none of it.
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True)
class Cleaned:
    """A text fit to be kept, and the control characters taken out of it.

    `removed` holds every dropped character in order, so that a message can tell how many and
    which. White space and the composition of letters stay as the person wrote them: Bluesky
    counts and shows a text as it is, without NFC.
    """

    text: str
    removed: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The different removed characters as people write them: "U+0007"."""
        return tuple(f"U+{ord(character):04X}" for character in dict.fromkeys(self.removed))


@lru_cache(maxsize=16)  # at a key press each platform asks for the same few texts
def normalise(text: str) -> Cleaned:
    """Every line end becomes LF; control characters other than LF and tab are taken out.

    Raises `BadInput` for lone surrogates: half a character cannot be stored nor sent.
    """
    if not _UNFIT.search(text):
        return Cleaned(text)
    broken = _SURROGATES.search(text)
    if broken:
        raise BadInput(
            "The text holds a broken character.",
            f"At position {broken.start() + 1} there is only half of a character.",
            "Remove it or paste the text again.",
            field="text",
        )
    text = _LINE_ENDS.sub("\n", text)
    removed = tuple(_CONTROLS.findall(text))
    return Cleaned(_CONTROLS.sub("", text) if removed else text, removed)
