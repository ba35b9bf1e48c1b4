"""How a row of specs/errors.json is brought about in the practice world, and what must come of it.

A platform whose table has rows exports `ERROR_ROWS: ErrorRows` from
`tests/publishers/<platform>/error_rows.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from brandcraft_desktop.practice.values import Json

Row = Mapping[str, Any]
FINE = ""  # the post goes out all the same


@dataclass(frozen=True)
class Served:
    """One row, played: `endpoint` answers with it from now on, or the stand-in is set to it.

    `flow` is the flow in which it is met, or "renew". `kinds` are the errors that are right where
    the row's category alone doesn't say; `FINE` for none.
    """

    flow: str
    endpoint: str = ""
    status: int = 0
    body: Json = None
    headers: Mapping[str, Json] = field(default_factory=dict)
    settings: Mapping[str, Json] = field(default_factory=dict)
    kinds: frozenset[str] = frozenset()


@dataclass(frozen=True)
class ErrorRows:
    """`unserved`: the code of a row that no call of ours can meet -> why."""

    served: Callable[[Row], Served]
    unserved: Mapping[str, str]
