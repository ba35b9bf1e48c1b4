"""Durable steps: how a publisher makes progress that survives a crash."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NoReturn, Protocol


class Verdict(StrEnum):
    """What looking on the platform said about an irreversible call whose answer was lost."""

    FOUND = "found"
    NOT_THERE = "not_there"  # only where the sheet says absence is proof: safe to send again
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Finding:
    """The answer of a look: with FOUND, `result` is what the lost call would have returned."""

    verdict: Verdict
    result: str = ""


class Guard(Protocol):
    """The last check before bytes of an irreversible call leave this machine."""

    def check(self) -> None:
        """Pass in silence, or raise `errors.NotSent` when this worker lost its lease or is late."""
        ...


class Steps(Protocol):
    """What an attempt may do durably. Results are text (JSON where structure is needed)."""

    def once(self, name: str, action: Callable[[], str]) -> str:
        """Run `action` once in the delivery's life; later calls give its kept result."""
        ...

    def together(self, actions: Mapping[str, Callable[[], str]]) -> Mapping[str, str]:
        """Run several `once` side by side; all results, or the first error after all ended."""
        ...

    def commit(
        self,
        name: str,
        action: Callable[[Guard], str],
        find: Callable[[datetime], Finding],
    ) -> str:
        """The irreversible call: *armed* is written before it, the result after it.

        Armed without a result (a crash, a lost answer) means the outcome is unknown: `find` is
        asked first, with the moment of arming. FOUND keeps its result, NOT_THERE sends again,
        UNKNOWN raises `errors.OutcomeUnknown`.
        """
        ...

    def wait(self, seconds: float, reason: str) -> NoReturn:
        """Give the lane back and come again later; the attempt starts over behind its steps."""
        ...

    def forget(self, prefix: str) -> None:
        """Drop kept results of `once` whose name begins with `prefix` (an upload that ran out)."""
        ...

    def progress(self, sent: int, total: int, text: str) -> None:
        """Tell how many bytes of `total` are out and what is being done, in a person's words."""
        ...


@dataclass(frozen=True)
class PublishedPart:
    """One message that is out."""

    remote_id: str
    permalink: str


@dataclass(frozen=True)
class Published:
    """What a publisher returns: the first part is the post itself."""

    parts: tuple[PublishedPart, ...]
