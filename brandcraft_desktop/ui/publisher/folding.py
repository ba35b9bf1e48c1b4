"""Which posts of a full day are shown, and what is said of those that are not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from brandcraft_desktop.domain.views import PostRow
from brandcraft_desktop.ui.publisher.chip_face import SHORT, TALL
from brandcraft_desktop.ui.publisher.words import ALARMING
from brandcraft_desktop.ui.widgets import Button, set_look

HEAD: Final = 25
GAP: Final = 2
FOOT: Final = 2
MORE: Final = 20
TIGHT: Final = 19
TIGHT_HEAD: Final = 23
LARGE: Final = 1.15
"""Text from this scale on has no room in a tight chip."""
LEAST: Final = 2
"""As many posts of a day are shown, however low the window."""
LEFT_TO_RIGHT: Final = "\u200e"
"""A mark without width: keeps "+2" from becoming "2+" in a mirrored window."""


class Fit(NamedTuple):
    """How a day's posts are laid out, in logical pixels.

    `beside`: what has no room is told beside the day's number, not below the chips.
    """

    chip: int
    shown: int
    beside: bool = False
    head: int = HEAD
    gap: int = GAP


def fitting(height: int, posts: int, *, compact: bool = False, scale: float = 1.0) -> Fit:
    """The layout that suits a cell of `height`: the first of them that shows enough."""
    room = height - HEAD - FOOT
    ways = [] if compact else [Fit(TALL, _count(room, TALL, posts, MORE))]
    ways.append(Fit(SHORT, _count(room, SHORT, posts, MORE)))
    if max(way.shown for way in ways) < min(LEAST, posts):
        ways.append(Fit(SHORT, _count(room, SHORT, posts), beside=True))
        if scale < LARGE:
            count = _count(height - TIGHT_HEAD - 1, TIGHT, posts, gap=1)
            ways.append(Fit(TIGHT, count, beside=True, head=TIGHT_HEAD, gap=1))
    return max(ways, key=lambda way: way.shown)


def _count(room: int, chip: int, posts: int, more: int = 0, gap: int = GAP) -> int:
    """How many chips of a height fit, with a line of `more` for the rest where there is one."""
    count = max(0, (room + gap) // (chip + gap))
    if posts > count:
        count = max(0, (room - more + gap) // (chip + gap))
    return min(posts, count)


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
        f"{short} !",
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
