"""How a platform counts one of its fields: the unit, the limit, and what stays whole in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from brandcraft_desktop.domain.text.measure import Measure, counted
from brandcraft_desktop.domain.text.places import Atoms
from brandcraft_desktop.domain.text.shorten import shorten
from brandcraft_desktop.domain.text.split import Piece, split, split_sections


@dataclass(frozen=True)
class Ruler:
    """Everything that follows from a way of counting.

    `length` counts a text in `unit`, a plural word; `limit` is the most that is taken; `atoms`
    gives the ranges that are not to be cut. `also` is a second limit the platform has behind the
    counted one (bytes); `quick` tells cheaply that a text surely fits. `takes` tells whether every
    character is one the platform takes: a text with another is counted and split like any, since
    no cutting mends it, but it is not valid, and a shortened text ends before it.
    """

    length: Callable[[str], int]
    limit: int
    atoms: Atoms
    unit: str = "characters"
    also: Callable[[str], bool] | None = None
    quick: Callable[[str], bool] | None = None
    takes: Callable[[str], bool] | None = None

    def to(self, limit: int) -> Ruler:
        """The same way of counting up to another limit."""
        return self if limit == self.limit else replace(self, limit=limit)

    def measure(self, text: str) -> Measure:
        """What a counter shows."""
        valid = (self.also is None or self.also(text)) and self._has_known_characters(text)
        return counted(self.length(text), self.limit, self.unit, valid=valid)

    def fits(self, text: str) -> bool:
        """Whether the text is short enough."""
        if self.also is not None and not self.also(text):
            return False
        if self.quick is not None and self.quick(text):
            return True
        return self.length(text) <= self.limit

    def cut(self, text: str) -> str:
        """The text shortened to the limit (see `shorten`)."""
        return shorten(text, fits=self._fits_as_it_is, atoms=self.atoms)

    def split(self, text: str, numbering: str | None) -> tuple[str, ...]:
        """The parts of a thread (see `split`). Raises `BadInput` where nothing fits a part."""
        return split(text, fits=self.fits, atoms=self.atoms, numbering=numbering, limit=self.limit)

    def pieces(
        self, sections: Sequence[str], numbering: str | None, *, most: int | None = None
    ) -> tuple[Piece, ...]:
        """The parts of sections made by hand (see `split_sections`). Raises `BadInput`."""
        return split_sections(
            sections,
            fits=self.fits,
            atoms=self.atoms,
            numbering=numbering,
            limit=self.limit,
            most=most,
        )

    def _fits_as_it_is(self, text: str) -> bool:
        return self.fits(text) and self._has_known_characters(text)

    def _has_known_characters(self, text: str) -> bool:
        return self.takes is None or self.takes(text)
