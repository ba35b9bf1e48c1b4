"""Keeping the answers: on a thread, one after another, for the brand that is there by then."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.services import first_run

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

Work = Callable[[str | None], object]  # is given the brand that the answer is for


def keep_all(workspace: Workspace, brand_id: str | None, works: Sequence[Work]) -> None:
    """Keep every answer that can be kept; then raise the first error, if there was one.

    The brand is looked for before each of them: an answer before may have made it.
    """
    trouble: BrandcraftError | None = None
    for work in works:
        try:
            work(first_run.brand_for(workspace, brand_id))
        except BrandcraftError as error:
            trouble = trouble or error
    if trouble is not None:
        raise trouble
