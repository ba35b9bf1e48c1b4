"""What a platform tells of itself to the suites that run over every registered platform.

`tests/publishers/<platform>/flows.py` exports `SHEET: Sheet` and `FLOWS: tuple[Flow, ...]`; that of
Bluesky is the model. From them alone come: the contract suite (tests/contracts/suite: every
operation of the sheet is seen at the wire and keeps to the official spec, every error answer of
the reference has its kind), the fault matrix (tests/faults/matrix: each call of each flow meets
each fault) and the hunt for secrets (tests/secrecy).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.practice.platform import PracticeAccount
from brandcraft_desktop.practice.process import PracticeServer
from brandcraft_desktop.practice.values import Json
from brandcraft_desktop.publishers.base import AccountSession
from tests.contracts.recorded import Exchange

MARK = "{mark}"
ROWS = "specs/errors.json"
COVER = "{cover}"
"""In an option's value: the id of a picture in the library."""


class FileKind(StrEnum):
    """A small real file that every platform takes."""

    PICTURE = "picture"  # a JPEG or PNG of its own pixels, 4:3
    VIDEO = "video"  # MP4 (H.264, AAC), four seconds
    TALL = "tall"  # the same kind of video, 9:16 with two channels, as reels want it
    MOVING = "moving"  # an animated GIF


@dataclass(frozen=True)
class File:
    """One file of a flow; two of the same kind hold different pixels."""

    kind: FileKind
    alt: str = ""


PICTURE = File(FileKind.PICTURE)
VIDEO = File(FileKind.VIDEO)
TALL = File(FileKind.TALL)


def every_account(account: Account) -> bool:
    """Any account will do."""
    return True


def no_options(account: Account) -> Mapping[str, str]:
    """The post's options as they come."""
    return {}


@dataclass(frozen=True)
class Flow:
    """One kind of post, as its person writes it, and how many messages must have arrived.

    Each message's own text (or title) holds `MARK`, which is replaced by a word of its own for
    each run: the messages in the stand-in's store are counted by it; of what has no words (a story)
    all are counted that came since. `options` may depend on the
    account's facts (its boards). `account` says which of the connected accounts the post is for.
    `can_tell`: whether the platform can be asked if a post arrived whose answer was lost; where it
    can't, `unconfirmed` is the right end. `can_tell_absence`: whether not finding it is a proof
    that it is not there (the sheet says the list is consistent at once), so that it goes out again
    by itself; else that ends `unconfirmed` too. `tells_later`: whether it is found, too, where
    nothing is kept of its sending any more (after a restore). `shown`: whether the stand-in can
    show it as the demo compares it, on a profile and with the bytes of its files. `prepare` puts
    the stand-in into the state that the flow is about (a slow video, an old server); after the
    flow the sheet's `quiet` undoes it. `wordless`: nothing of the text is sent, as if it
    had none. `ahead`: how long before its time it
    is scheduled; at once where there is none. An option may name a picture as `COVER`.
    """

    name: str
    text: str
    files: tuple[File, ...] = ()
    thread: bool = False
    arrives: int = 1
    options: Callable[[Account], Mapping[str, str]] = no_options
    account: Callable[[Account], bool] = every_account
    can_tell: bool = True
    can_tell_absence: bool = True
    tells_later: bool = True
    shown: bool = True
    prepare: Callable[[PracticeServer], None] | None = None
    wordless: bool = False
    ahead: timedelta = timedelta()


class Spec(Protocol):
    """The official specification: `tests.contracts.openapi.OpenApi`, or a platform's own judge."""

    def operation(self, exchange: Exchange) -> str:
        """The operation a call is, "POST /2/tweets/{id}"; "" for what is no call of this API."""

    def wrong(self, exchange: Exchange) -> Sequence[str]:
        """What is wrong with the request, and with its answer; nothing for no call of this API."""


@dataclass(frozen=True)
class Where:
    """Which call an error answer of the reference is served to.

    `endpoint` is the stand-in's name of the call (`Service.endpoint`). `flow` is the flow in which
    it is made, or "connect", "renew", "profile", "delete". `kind` is the kind of error that must
    come of it where the category alone doesn't say, "" for none (the post goes out all the same).
    """

    flow: str
    endpoint: str
    kind: str | None = None


@dataclass(frozen=True)
class Sheet:
    """What a platform module promises.

    `features`: feature of the sheet (tests/contracts/suite/sheets.py) -> scenes that show it: a
    flow's name, "<flow>, answer lost", "<flow>, looked for", "connect", "renew", "profile",
    "delete", the name of an act, or, where no call can show it, a test as
    "tests/…/test_x.py::test_name". `operations`: those of the official spec that the suite must see
    at the wire in these scenes; `left_out`: operation of the spec -> why the sheet says we need it
    not.
    `answers`: what is typed into the connect form for a practice account (all fields; {} for
    none). `quiet`: no rate limits, quick processing. `messages`: the text of every message that was
    ever accepted, one entry a message, read from the stand-in's own store and not from what the
    publisher believes. `secrets`: names of the sealed secrets an account of it keeps. `errors`:
    (operation, status) or operation of vectors/errors/error-responses.json -> where it is served;
    `ROWS` -> where the rows of specs/errors.json are.
    `writes`: endpoints of the stand-in whose success makes a message. `acts` are what the program
    does with an account besides, by name. `lagging`: settings of the stand-in with which its lists
    show a new message only after 20 s; none where lists are not what is looked at.
    """

    platform: str
    features: Mapping[str, tuple[str, ...]]
    operations: frozenset[str]
    left_out: Mapping[str, str]
    answers: Callable[[PracticeAccount], Mapping[str, str]]
    quiet: Callable[[PracticeServer], None]
    messages: Callable[[PracticeServer], Sequence[str]]
    secrets: tuple[str, ...]
    spec: Callable[[Path], Spec]
    writes: frozenset[str]
    errors: Mapping[str | tuple[str, int], Where]
    acts: Mapping[str, Callable[[AccountSession], None]] = field(default_factory=dict)
    lagging: Mapping[str, Json] = field(default_factory=dict)
