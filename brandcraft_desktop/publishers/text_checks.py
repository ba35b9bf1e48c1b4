"""Problems of a text in the words of one platform, and those several platforms share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from brandcraft_desktop.domain.plan import Fix, Problem, Severity
from brandcraft_desktop.domain.text.measure import Measure
from brandcraft_desktop.domain.text.units import utf16_length


@dataclass(frozen=True)
class Voice:
    """Speaks for one platform: every message begins with its `name`."""

    name: str

    def error(self, sentence: str, field: str = "text", fix: Fix = Fix.NONE) -> Problem:
        """Something that stops a post."""
        return Problem(Severity.ERROR, f"{self.name}: {sentence}", field, fix)

    def warning(self, sentence: str, field: str = "text", fix: Fix = Fix.NONE) -> Problem:
        """Something to know that stops nothing."""
        return Problem(Severity.WARNING, f"{self.name}: {sentence}", field, fix)

    def length(
        self, measure: Measure, where: str = "", field: str = "text", fix: Fix = Fix.NONE
    ) -> Iterator[Problem]:
        """An error where a text is too long; `where` is what it is, e.g. "the title"."""
        over = -measure.remaining
        if over > 0:
            subject = f"{where} is " if where else ""
            yield self.error(f"{subject}{_amount(over, measure.unit)} too long", field, fix)

    def doubt(
        self, text: str, limit: int, where: str = "the text", field: str = "text"
    ) -> Iterator[Problem]:
        """A warning where only a count of UTF-16 units breaks a limit of "characters".

        The platforms say "characters" and not which. Buffer counts emoji and styled letters
        twice for most networks and reports refusals of texts that looked short enough
        (developers.buffer.com/guides/character-limits, read 2026-11).
        """
        over = utf16_length(text) - limit
        if over > 0 and len(text) <= limit:
            yield self.warning(
                f"{where} may be {_amount(over, 'characters')} too long: "
                "some emoji and styled letters may count double.",
                field,
            )


def part_name(part: int) -> str:
    """What a problem calls a part of a thread; nothing for a post that has no parts (0)."""
    return f"part {part}" if part else ""


def split_or_shorten(part: int) -> Fix:
    """What mends a long text where a thread is possible: a part is long already split."""
    return Fix.SHORTEN if part else Fix.SPLIT


def _amount(count: int, unit: str) -> str:
    return f"{count} {unit.removesuffix('s') if count == 1 else unit}"
