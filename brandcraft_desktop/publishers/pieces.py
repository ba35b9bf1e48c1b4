"""Large files in pieces, in order: broken off anywhere, they go on where the platform stands.

No piece is ever held in memory: each is streamed from the file (`exchange.Upload.start`). What is
kept is only the session's address, in a step; how far it is, the platform knows best and is asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from brandcraft_desktop.domain.steps import Finding, Guard, Steps, Verdict
from brandcraft_desktop.errors import (
    ContentRefused,
    MediaGone,
    NotSent,
    OutcomeUnknown,
    OwnerNeeded,
    PermissionMissing,
    PublishingError,
    RateLimited,
    SignInExpired,
)
from brandcraft_desktop.publishers.exchange import Progress, Upload

TRIES = 3  # in a row without a byte more on the platform; then the attempt ends, and waits
_LAST_BYTE = re.compile(r"(?:bytes[= ])?0-(\d{1,15})(?:/(?:\d{1,15}|\*))?", re.ASCII)


@dataclass(frozen=True)
class Stand:
    """Where the platform stands: the byte it wants next.

    `result` is set once it has all: what is kept of the upload ("" where there is nothing to keep).
    """

    next: int
    result: str | None = None


class Partly(NotSent):
    """For a platform's judge: this refusal only says which byte it wants next (308, 416)."""

    def __init__(self, next_byte: int, raw: str = "") -> None:
        super().__init__(
            "The platform has only a part of the file.",
            f"It goes on at byte {next_byte}.",
            "Brandcraft tries again by itself.",
            raw=raw,
        )
        self.next = next_byte


@dataclass(frozen=True)
class Piece:
    """The bytes from `start` to `end` (not included) of `total`; `number` counts from 0."""

    number: int
    start: int
    end: int
    total: int
    upload: Upload

    @property
    def last(self) -> bool:
        """Whether the file ends with it."""
        return self.end == self.total

    @property
    def content_range(self) -> str:
        """For the header `Content-Range` (RFC 9110 14.4)."""
        return f"bytes {self.start}-{self.end - 1}/{self.total}"


@dataclass(frozen=True)
class Whole:
    """A file that goes out in pieces of `size` bytes; None: all of it in one request.

    `rest_joins`: what is left behind the last whole piece goes with it (TikTok's rule), so that
    there are `count` = floor(bytes / size) pieces. `words` are what a person reads meanwhile.
    """

    path: Path
    mime: str
    bytes: int
    size: int | None = None
    rest_joins: bool = False
    words: str = "Uploading the video"

    @property
    def count(self) -> int:
        """How many pieces there are."""
        size = self._step
        return max(1, self.bytes // size if self.rest_joins else -(-self.bytes // size))

    def piece(self, start: int, progress: Progress | None = None) -> Piece:
        """The piece that begins at `start`."""
        size = self._step
        end = min(start + size, self.bytes)
        if self.rest_joins and self.bytes - end < size:
            end = self.bytes

        def follow(sent: int, total: int) -> None:
            if progress is not None:
                progress(start + sent, self.bytes)

        upload = Upload(self.path, self.mime, end - start, follow, start)
        return Piece(start // size, start, end, self.bytes, upload)

    @property
    def _step(self) -> int:
        return max(1, self.bytes if self.size is None else self.size)


class Receiver(Protocol):
    """A platform's side of one upload.

    Its calls raise `MediaGone` where the session ran out, `Partly` or any `PublishingError`.
    """

    def begin(self) -> str:
        """Open a session; its address, kept until the file is there (it never shows)."""
        ...

    def send(self, address: str, piece: Piece, guard: Guard | None) -> Stand | None:
        """Send one piece: by `http.commit` where there is a guard, else by `http.send`.

        None: it took all of it.
        """
        ...

    def stand(self, address: str) -> Stand:
        """Ask how far it is."""
        ...


def upload(name: str, whole: Whole, receiver: Receiver, steps: Steps) -> str:
    """The whole file, once in the delivery's life; gives what the platform said at its end.

    For uploads that publish nothing by themselves. `name` is the step's; a session that ran out is
    begun anew once. Raises `errors.PublishingError`.
    """
    return steps.once(
        name, lambda: _sent(name, whole, receiver, steps, whole.bytes)[1].result or ""
    )


def upload_all_but_last(name: str, whole: Whole, receiver: Receiver, steps: Steps) -> str:
    """All but the last piece, where that one publishes (`commit_last`); gives the address."""
    until = _start_of_last(whole)
    return steps.once(name, lambda: _sent(name, whole, receiver, steps, until)[0])


def commit_last(
    name: str,
    whole: Whole,
    receiver: Receiver,
    steps: Steps,
    *,
    gone: Callable[[datetime], Finding],
) -> str:
    """The last piece as the irreversible call "`name` last"; gives what the platform said.

    Does `upload_all_but_last` first. After a lost answer the platform is asked how far it is, and
    `gone` where its session no longer exists. Raises `errors.PublishingError`; after a `MediaGone`
    all kept results whose names begin with `name` are dropped: the next attempt begins anew.
    """
    known: list[Stand] = []  # where the platform stood a moment ago: it need not be asked

    def send() -> str:
        address, at = _sent(name, whole, receiver, steps, _start_of_last(whole))
        known.append(at)
        return address

    address = steps.once(name, send)

    def act(guard: Guard) -> str:
        try:
            at = known.pop() if known else receiver.stand(address)
            if at.result is None and not whole.piece(at.next).last:
                raise MediaGone("The platform lost a part of the file.", "", "It is sent again.")
        except MediaGone:
            steps.forget(name)
            raise
        try:
            return _sent_on(address, whole, receiver, steps, at, whole.bytes, guard).result or ""
        except (MediaGone, ContentRefused, OwnerNeeded, PermissionMissing) as refusal:
            result = _taken(receiver, address, refusal)
            if result is not None:
                return result
            if isinstance(refusal, MediaGone):
                steps.forget(name)
            raise

    def find(since: datetime) -> Finding:
        try:
            at = receiver.stand(address)
        except MediaGone:
            return gone(since)
        if at.result is not None:
            return Finding(Verdict.FOUND, at.result)
        return Finding(Verdict.NOT_THERE if at.next < whole.bytes else Verdict.UNKNOWN)

    return steps.commit(f"{name} last", act, find)


def after_range(text: str) -> int:
    """The byte wanted next, from a `Range` or `Content-Range` that tells what is there; else 0.

    Sources: "bytes=0-N" (developers.google.com, YouTube resumable uploads; no header: nothing is
    there), "bytes 0-N/total" (developers.tiktok.com, media transfer guide).
    """
    found = _LAST_BYTE.fullmatch(text.strip())
    return 0 if found is None else int(found.group(1)) + 1


def _taken(receiver: Receiver, address: str, refusal: PublishingError) -> str | None:
    """What is kept of an upload that was refused at its end and is there all the same; else None.

    Raises `errors.OutcomeUnknown` where that can't be asked now: begun anew, it might go out twice.
    """
    try:
        return receiver.stand(address).result
    except (MediaGone, ContentRefused, OwnerNeeded, PermissionMissing):
        return None
    except (NotSent, SignInExpired) as error:
        raise OutcomeUnknown(
            refusal.title,
            "Whether it came out all the same can't be asked now.",
            "Look on the platform, then say whether it is live.",
            raw=refusal.raw,
        ) from error


def _start_of_last(whole: Whole) -> int:
    return 0 if whole.size is None else (whole.count - 1) * whole.size


def _sent(
    name: str, whole: Whole, receiver: Receiver, steps: Steps, until: int
) -> tuple[str, Stand]:
    """Send up to the byte `until`; the address, and where the platform stands then."""
    session = f"{name} session"
    try:
        return _in_session(session, whole, receiver, steps, until)
    except MediaGone:
        steps.forget(session)
    return _in_session(session, whole, receiver, steps, until)


def _in_session(
    session: str, whole: Whole, receiver: Receiver, steps: Steps, until: int
) -> tuple[str, Stand]:
    begun: list[str] = []

    def begin() -> str:
        begun.append(receiver.begin())
        return begun[0]

    address = steps.once(session, begin)
    at = Stand(0) if begun else receiver.stand(address)
    return address, _sent_on(address, whole, receiver, steps, at, until, None)


def _sent_on(
    address: str,
    whole: Whole,
    receiver: Receiver,
    steps: Steps,
    at: Stand,
    until: int,
    guard: Guard | None,
) -> Stand:
    furthest, in_vain = _checked(at, whole).next, 0
    while at.result is None and at.next < until:
        if guard is None:
            steps.go_on()
        piece = whole.piece(at.next, lambda sent, total: steps.progress(sent, total, whole.words))
        trouble: NotSent | None = None
        try:
            at = receiver.send(address, piece, guard) or Stand(
                piece.end, "" if piece.last else None
            )
        except Partly as partly:
            at = Stand(partly.next)
        except (MediaGone, RateLimited):
            raise
        except NotSent as error:
            if guard is not None:
                raise
            trouble = error
            at = receiver.stand(address) if in_vain + 1 < TRIES else at
        in_vain = 0 if _checked(at, whole).next > furthest else in_vain + 1
        furthest = max(furthest, at.next)
        if in_vain >= TRIES:
            raise trouble or NotSent(
                "The platform takes no more of the file.",
                f"It stays at byte {at.next} of {whole.bytes}.",
                "Brandcraft tries again by itself.",
            )
    if at.result is None and until == whole.bytes:
        at = _checked(receiver.stand(address), whole)
        if at.next < whole.bytes:
            raise Partly(at.next)
    return at


def _checked(at: Stand, whole: Whole) -> Stand:
    if 0 <= at.next <= whole.bytes:
        return at
    raise NotSent(
        "The platform gave a strange answer.",
        f"It wants byte {at.next} of {whole.bytes}.",
        "Try again in a moment.",
    )
