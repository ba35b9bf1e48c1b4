"""One call of the API that passed its checks, and the rules of a call."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from brandcraft_desktop.practice.exchange import Request
from brandcraft_desktop.practice.platforms.pinterest.answers import invalid
from brandcraft_desktop.practice.platforms.pinterest.shapes import Shape
from brandcraft_desktop.practice.platforms.pinterest.store import Account
from brandcraft_desktop.practice.values import Json, Object

if TYPE_CHECKING:
    from brandcraft_desktop.practice.platforms.pinterest.state import State

_USUAL_PAGE = 25
_LARGEST_PAGE = 250


@dataclass(frozen=True)
class Asked:
    """`places` are the ids in the path, by name; `scopes` what the token may."""

    request: Request
    me: Account
    scopes: frozenset[str]
    places: Mapping[str, str]
    query: Mapping[str, str]
    body: Object

    def place(self, name: str) -> str:
        return self.places[name]


@dataclass(frozen=True)
class Call:
    """One operation; `name` is its operationId, `answer` the status of a success.

    `query` are the parameters it knows, `body` the shape of what is sent.
    """

    name: str
    method: str
    path: str
    scopes: Sequence[str]
    run: Callable[[State, Asked], Json]
    writes: bool = False
    answer: int = 200
    query: frozenset[str] = field(default_factory=frozenset)
    body: Shape | None = None


PAGED = frozenset({"page_size", "bookmark", "ad_account_id"})


def page(asked: Asked, items: Sequence[Json]) -> Object:
    """The part of a list that was asked for, with the bookmark of the next. Raises Refusal."""
    size = asked.query.get("page_size", str(_USUAL_PAGE))
    if not size.isdecimal() or not 1 <= int(size) <= _LARGEST_PAGE:
        raise invalid(f"'{size}' is not valid: page_size is 1 to {_LARGEST_PAGE}")
    first = _first(asked.query.get("bookmark", ""))
    end = first + int(size)
    shown: list[Json] = [*items[first:end]]
    return {"items": shown, "bookmark": _bookmark(end) if end < len(items) else None}


def _bookmark(first: int) -> str:
    return base64.urlsafe_b64encode(f"practice:{first}".encode()).decode()


def _first(bookmark: str) -> int:
    if not bookmark:
        return 0
    try:
        name, _, first = base64.urlsafe_b64decode(bookmark).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        name, first = "", ""
    if name != "practice" or not first.isdecimal():
        raise invalid("Practice: the bookmark is none of ours")
    return int(first)
