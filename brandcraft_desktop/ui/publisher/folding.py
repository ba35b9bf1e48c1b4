"""Which posts of a full day are shown, and what is said of those that are not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from brandcraft_desktop.domain.views import PostRow
from brandcraft_desktop.ui.publisher.words import ALARMING
from brandcraft_desktop.ui.widgets import Button, set_look

LEFT_TO_RIGHT: Final = "\u200e"
"""A mark without width: keeps "+2" from becoming "2+" in a mirrored window."""


def alarming(row: PostRow) -> bool:
    """Whether a post waits for its person."""
    return row.status in ALARMING


def chosen(rows: Sequence[PostRow], count: int) -> tuple[PostRow, ...]:
    """The `count` posts that are shown, in their order: a calm one makes room for one in need."""
    by_need = sorted(range(len(rows)), key=lambda place: not alarming(rows[place]))
    return tuple(rows[place] for place in sorted(by_need[:count]))


def rest_words(rest: int, need: int, fits: Callable[[str], bool], *, alone: bool = False) -> str:
    """ "+7 more", "+7 more, 2 need attention", shorter where that has no room.

    `alone`: they are all there are, so there is nothing that they come on top of.
    """
    whole = f"{rest} post{'' if rest == 1 else 's'}" if alone else f"{LEFT_TO_RIGHT}+{rest} more"
    short = str(rest) if alone else f"{LEFT_TO_RIGHT}+{rest}"
    if not need:
        return next((words for words in (whole, short) if fits(words)), short)
    verb = "needs" if need == 1 else "need"
    ways = (
        f"{whole}, {need} {verb} attention",
        f"{short}, {need} {verb} attention",
        f"{whole}, {need} to check",
        f"{short}, {need} to check",
        f"{short}, {need} !",
    )
    return next((words for words in ways if fits(words)), ways[-1])


def show_rest(
    button: Button, rows: Sequence[PostRow], width: int, *, alone: bool = False, short: bool = False
) -> None:
    """Name the button of the posts that have no room; what needs its person is seen on it.

    `short` leaves the words out where nothing is the matter.
    """
    need = sum(1 for row in rows if alarming(row))
    set_look(button, "urgent", "true" if need else "false")

    def fits(words: str) -> bool:
        button.setText(words)
        return button.sizeHint().width() <= width

    words = rest_words(len(rows), need, fits, alone=alone)
    button.setText(f"{LEFT_TO_RIGHT}+{len(rows)}" if short and not need else words)
    said = f"{len(rows)} {'more ' if not alone else ''}post{'' if len(rows) == 1 else 's'}"
    if need:
        said += f", {need} {'needs' if need == 1 else 'need'} attention"
    button.setAccessibleName(said)
    button.setToolTip(said if need else "")
