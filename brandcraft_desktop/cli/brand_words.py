"""What is said of a post that was given no brand although its accounts have one."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from typing import TYPE_CHECKING

from brandcraft_desktop.domain.account import Account

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


def without_brand(workspace: Workspace, accounts: Sequence[Account], chosen: str | None) -> str:
    """A sentence where exactly one brand has all of the accounts and none was chosen; else "".

    A post keeps the brand its person chose, and none as well: it is only told where it is found.
    """
    from brandcraft_desktop.services import brands

    held = {one.brand_id for one in accounts}
    if chosen is not None or len(held) != 1 or None in held:
        return ""
    name = next((one.name for one in brands.list_brands(workspace) if one.id in held), "")
    if not name:
        return ""
    return (
        f"It belongs to no brand, so the window shows it under “All brands” only. "
        f"All of its accounts are of {name}: --brand {shlex.quote(name)} files it there."
    )
