"""The brand of a post whose command names none: the one that all of its accounts share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.domain.brand import Brand

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


def shared_brand(workspace: Workspace, accounts: Sequence[Account]) -> Brand | None:
    """The one brand that has all of the accounts; None where there is no such brand."""
    from brandcraft_desktop.services import brands

    held = {one.brand_id for one in accounts}
    if len(held) != 1 or None in held:
        return None
    return next((one for one in brands.list_brands(workspace) if one.id in held), None)


def filed_words(brand: Brand) -> str:
    """What a person hears of a post that was filed without their asking."""
    return f"Filed with {brand.name}, the brand of all its accounts. --brand '' files it with none."
