"""Many files into the library at once: the good ones come, the others are named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from brandcraft_desktop.domain.media_words import counted
from brandcraft_desktop.domain.views import MediaView
from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.services.media_import import add
from brandcraft_desktop.services.media_processing import process

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

NAMED = 3


@dataclass(frozen=True)
class Added:
    """What came, each file once, and why the others did not."""

    views: tuple[MediaView, ...] = ()
    refused: tuple[BadInput, ...] = ()

    def trouble(self) -> BadInput | None:
        """The refusals as one error for a person; None where there are none."""
        if not self.refused:
            return None
        if len(self.refused) == 1:
            return self.refused[0]
        more = len(self.refused) - NAMED
        told = " ".join(one.title for one in self.refused[:NAMED])
        return BadInput(
            f"{counted(len(self.refused), 'file')} could not be added.",
            f"{told} And {more} more." if more > 0 else told,
            "Add each by itself to read why."
            + (" Everything else is in the library." if self.views else ""),
            field="media",
        )


def add_each(workspace: Workspace, paths: Sequence[Path]) -> Added:
    """Copy files into the library one by one and prepare them; slow: not for the main thread.

    Raises `DiskFull`, `StorageTrouble`; what was added before stays.
    """
    views: dict[str, MediaView] = {}
    refused: list[BadInput] = []
    for path in paths:
        try:
            view = add(workspace, [path])[0]
        except BadInput as error:
            refused.append(error)
            continue
        views[view.id] = process(workspace, view.id)
    return Added(tuple(views.values()), tuple(refused))
