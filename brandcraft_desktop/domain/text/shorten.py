"""Shortens a text to what a platform takes, when a person asks for it."""

from __future__ import annotations

from collections.abc import Sequence

from brandcraft_desktop.domain.text.places import BLANK, Atoms, Cut, Fits, Places, last_fitting

_ELLIPSIS = "\u2026"
_LEAST_KEPT = 0.5  # of what would fit: scripts without spaces are not cut at a far-off word end


def shorten(text: str, *, fits: Fits, atoms: Atoms) -> str:
    """The longest beginning of `text` that `fits`, the whole text if it does.

    Ends at a word where that costs less than half, otherwise between two graphemes; never inside
    one of the `atoms` (links, mentions, tags) nor a grapheme. An ellipsis is added only where it
    fits too, and stands apart from a link, mention or tag, which it would become a part of.
    Nothing is left if the text begins with an atom that does not fit.
    """
    if fits(text):
        return text
    places = Places(text.rstrip(BLANK), atoms)
    finest = _longest(places, places.outside_atoms, fits)
    words = _longest(places, places.words, fits)
    kept = words if len(words) >= _LEAST_KEPT * len(finest) else finest
    gap = " " if any(end == len(kept) for _, end in atoms(kept)) else ""
    with_ellipsis = f"{kept}{gap}{_ELLIPSIS}"
    return with_ellipsis if kept and fits(with_ellipsis) else kept


def _longest(places: Places, cuts: Sequence[Cut], fits: Fits) -> str:
    def fits_until(cut: Cut) -> bool:
        return fits(places.text[: cut.end])

    last = last_fitting(cuts, 0, fits_until)
    return "" if last is None else places.text[: cuts[last].end]
