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
    NOT_YET = "not_yet"  # not seen in a list that may lag: look again, and only then ask a person
    UNKNOWN = "unknown"  # looking again would not help


@dataclass(frozen=True)
class Finding:
    """The answer of a look: with FOUND, `result` is what the lost call would have returned.

    Where a list is only eventually up to date, not seeing a message is NOT_YET; where there is
    nothing to look at, it is UNKNOWN.

    `remote_id` is the message's own id where it was picked out of a list: the same words may have
    gone out twice, and one that another delivery of the account holds does not count as found.
    Empty where the platform was asked about this very call.
    """

    verdict: Verdict
    result: str = ""
    remote_id: str = ""


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

    def result(self, name: str) -> str | None:
        """The kept result of a step; None while there is none. Runs nothing."""
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
        asked first, with the moment of arming. FOUND keeps its result (unless its `remote_id` is
        another delivery's: that is as NOT_YET), NOT_THERE sends again,
        UNKNOWN raises `errors.OutcomeUnknown`, and so does NOT_YET, after which `find` is asked
        again at the moments of `ending.LOOKS`.
        """
        ...

    def follow_up(self, name: str, words: str, action: Callable[[], str]) -> str:
        """Something that comes once the post is out; its failure never fails the post.

        Runs `action` until it succeeded once, and gives its kept result; "" while it has not: it
        is tried again by itself after a while (the publisher runs again behind its finished steps;
        what it then returns brings the kept permalinks up to date). `words` name it for a person
        ("The thumbnail"). `action` raises `errors.NotSent` for "not yet" (with `retry_after`) and
        `errors.ContentRefused`, `PermissionMissing` or `OwnerNeeded` for "never".
        """
        ...

    def wait(self, seconds: float, reason: str) -> NoReturn:
        """Give the lane back and come again later; the attempt starts over behind its steps."""
        ...

    def forget(self, prefix: str) -> None:
        """Drop kept results of `once` whose name begins with `prefix` (an upload that ran out)."""
        ...

    def go_on(self) -> None:
        """Ask inside a long step: does nothing, or ends the attempt (it is another worker's)."""
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
