"""What was done last, and what of it was taken back: one order for toasts, keys and menus."""

from __future__ import annotations

from typing import Final

from brandcraft_desktop.ui.publisher.deeds import Deed

MOST: Final = 50


class WaysBack:
    """Each deed stands on one side, done or taken back; one that was refused stands on none."""

    def __init__(self) -> None:
        self._done: list[Deed] = []
        self._taken_back: list[Deed] = []

    def add(self, deed: Deed) -> None:
        """It was done just now: what was taken back before it can't be done again."""
        self._taken_back.clear()
        self._done.append(deed)
        del self._done[:-MOST]

    def back(self, deed: Deed | None = None) -> Deed | None:
        """The newest deed, or `deed`, goes to the other side; None where it does not stand here."""
        return _across(self._done, self._taken_back, deed)

    def again(self) -> Deed | None:
        """The one taken back last goes to the other side; None where there is none."""
        return _across(self._taken_back, self._done, None)

    def drop(self, deed: Deed) -> None:
        """Its way was refused, for that the posts stand otherwise by now."""
        for side in (self._done, self._taken_back):
            if deed in side:
                side.remove(deed)


def _across(here: list[Deed], there: list[Deed], deed: Deed | None) -> Deed | None:
    chosen = deed if deed is not None else (here[-1] if here else None)
    if chosen is None or chosen not in here:
        return None
    here.remove(chosen)
    there.append(chosen)
    return chosen
