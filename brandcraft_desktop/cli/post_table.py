"""The list of posts as lines for a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import tzinfo
from typing import TYPE_CHECKING

from brandcraft_desktop.cli import documents
from brandcraft_desktop.cli.output import table
from brandcraft_desktop.domain.status import PostStatus
from brandcraft_desktop.domain.views import PostRow
from brandcraft_desktop.errors import BadInput

if TYPE_CHECKING:
    from brandcraft_desktop.services.posts import Sort


def post_table(
    rows: Sequence[PostRow],
    held: Mapping[str, str],
    there: Mapping[str, str],
    clocks: tzinfo | None,
) -> str:
    """The list; a post that waits here or at its platform says why on a line of its own."""
    cells = [
        (row.id, row.shown.value, documents.wall_time(row.at, clocks), row.title[:60])
        for row in rows
    ]
    head, *lines = table(cells, ("ID", "STATUS", "AT", "TITLE")).splitlines()
    told = [head]
    for row, line in zip(rows, lines, strict=True):
        told.append(line)
        told += [f"  {said[row.id]}" for said in (there, held) if row.id in said]
    return "\n".join(told)


def status_named(word: str) -> PostStatus | None:
    """The status a person means; None for none. Raises `BadInput`."""
    if not word:
        return None
    try:
        return PostStatus(word)
    except ValueError:
        raise BadInput(
            f"“{word}” is no status.", "", f"One of: {', '.join(PostStatus)}.", field="status"
        ) from None


def sort_named(word: str) -> Sort:
    """The order a person means. Raises `BadInput`."""
    from brandcraft_desktop.services.posts import Sort

    try:
        return Sort(word)
    except ValueError:
        words = ", ".join(one.value for one in Sort if one is not Sort.DATE)
        raise BadInput(f"“{word}” is no order.", "", f"One of: {words}.", field="sort") from None
