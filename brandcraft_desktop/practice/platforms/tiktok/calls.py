"""One call of the API that passed its checks, and the rules of a call."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from brandcraft_desktop.practice.platforms.tiktok.shapes import Shape
from brandcraft_desktop.practice.platforms.tiktok.store import Account
from brandcraft_desktop.practice.values import Json, Object

if TYPE_CHECKING:
    from brandcraft_desktop.practice.platforms.tiktok.state import State


@dataclass(frozen=True)
class Asked:
    """Who asks, and for what; `fields` are those of the query."""

    me: Account
    scopes: frozenset[str]
    fields: tuple[str, ...]
    body: Object


@dataclass(frozen=True)
class Call:
    """One operation; `path` is also its name, `limit` under which it is counted.

    It needs one of `scopes`. `fields` are those that the query may ask for (none: there is none).
    """

    path: str
    method: str
    limit: str
    scopes: tuple[str, ...]
    run: Callable[[State, Asked], Json]
    body: Shape | None = None
    fields: frozenset[str] = frozenset()
