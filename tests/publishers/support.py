"""What a publisher is given to work with, kept in memory with the real meaning of each promise."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import NoReturn

from brandcraft_desktop.domain.media_rules import MediaFacts, MediaKind, MediaState
from brandcraft_desktop.domain.plan import AttachedMedia, PlannedMedia
from brandcraft_desktop.domain.steps import Finding, Guard, Verdict
from brandcraft_desktop.errors import ContentRefused, NotSent, OutcomeUnknown, PublishingError
from brandcraft_desktop.publishers.base import Grant, Rendition


class StandingClock:
    """A clock that stands where it was put; its ticks are real, so that time-outs work."""

    def __init__(self, now: datetime | None = None) -> None:
        self.moment = now or datetime.now(UTC)

    def now(self) -> datetime:
        return self.moment

    def monotonic(self) -> float:
        return time.monotonic()


class MemorySecrets:
    """An account's secrets; `renewals` counts the turns taken."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self.values = dict(values)
        self.grant = Grant()
        self.renewals = 0
        self.seen = set(values.values())
        self._turn = threading.RLock()

    def read(self, name: str) -> str:
        return self.values.get(name, "")

    def replace(self, values: Mapping[str, str], grant: Grant) -> None:
        self.values.update({name: value for name, value in values.items() if value})
        self.grant = grant
        self.seen |= {value for value in values.values() if value}

    @contextmanager
    def _renewing(self) -> Iterator[None]:
        with self._turn:
            self.renewals += 1
            yield

    def renewing(self) -> Turn:
        return Turn(self)


class Turn:
    def __init__(self, secrets: MemorySecrets) -> None:
        self._held = secrets._renewing()

    def __enter__(self) -> None:
        self._held.__enter__()

    def __exit__(self, *_: object) -> None:
        self._held.__exit__(None, None, None)


class Waiting(BaseException):
    """The publisher gave its lane back."""

    def __init__(self, seconds: float, reason: str) -> None:
        super().__init__(reason)
        self.seconds = seconds
        self.reason = reason


@dataclass
class CountingGuard:
    """Passes `allowed` times, then raises as a lost lease does; None passes always."""

    allowed: int | None = None
    checks: int = 0

    def check(self) -> None:
        self.checks += 1
        if self.allowed is not None and self.checks > self.allowed:
            raise NotSent("Another worker has taken this over.")


@dataclass
class MemorySteps:
    """Durable steps whose memory outlives an attempt: use one for all attempts of a delivery."""

    clock: StandingClock
    kept: dict[str, str] = field(default_factory=dict)
    armed: dict[str, datetime] = field(default_factory=dict)
    told: list[tuple[int, int, str]] = field(default_factory=list)
    left: dict[str, PublishingError] = field(default_factory=dict)  # follow-ups that failed
    looks: int = 0
    guard: CountingGuard = field(default_factory=CountingGuard)

    def once(self, name: str, action: Callable[[], str]) -> str:
        if name not in self.kept:
            self.kept[name] = action()
        return self.kept[name]

    def result(self, name: str) -> str | None:
        return self.kept.get(name)

    def together(self, actions: Mapping[str, Callable[[], str]]) -> Mapping[str, str]:
        errors: list[PublishingError] = []

        def run(name: str, action: Callable[[], str]) -> None:
            try:
                self.once(name, action)
            except PublishingError as error:
                errors.append(error)

        threads = [threading.Thread(target=run, args=item) for item in actions.items()]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if errors:
            raise errors[0]
        return {name: self.kept[name] for name in actions}

    def commit(
        self, name: str, action: Callable[[Guard], str], find: Callable[[datetime], Finding]
    ) -> str:
        if name in self.kept:
            return self.kept[name]
        if name in self.armed:
            self.looks += 1
            finding = find(self.armed[name])
            if finding.verdict is Verdict.FOUND:
                return self._finish(name, finding.result)
            if finding.verdict in (Verdict.UNKNOWN, Verdict.NOT_YET):
                raise OutcomeUnknown("The platform could not tell.")
        self.armed.setdefault(name, self.clock.now())
        try:
            result = action(self.guard)
        except OutcomeUnknown:
            raise
        except PublishingError:
            del self.armed[name]
            raise
        return self._finish(name, result)

    def follow_up(self, name: str, words: str, action: Callable[[], str]) -> str:
        if name not in self.kept:
            try:
                self.kept[name] = action()
            except PublishingError as error:
                self.left[name] = error
                return ""
        self.left.pop(name, None)
        return self.kept[name]

    def wait(self, seconds: float, reason: str) -> NoReturn:
        raise Waiting(seconds, reason)

    def forget(self, prefix: str) -> None:
        self.kept = {name: one for name, one in self.kept.items() if not name.startswith(prefix)}

    def go_on(self) -> None:
        """There is always time."""

    def progress(self, sent: int, total: int, text: str) -> None:
        self.told.append((sent, total, text))

    def _finish(self, name: str, result: str) -> str:
        self.armed.pop(name, None)
        self.kept[name] = result
        return result


class FileRenditions:
    """Gives the files that were put in, by the id of their medium."""

    def __init__(self) -> None:
        self.files: dict[str, Rendition] = {}

    def file(self, planned: PlannedMedia) -> Rendition:
        return self.files[planned.media.media_id]

    def still(self, planned: PlannedMedia, milliseconds: int) -> Rendition:
        """One that was put in as "<id of the video>@<milliseconds>"."""
        found = self.files.get(f"{planned.media.media_id}@{milliseconds}")
        if found is None:
            raise ContentRefused("No frame of this video can be decoded.")
        return found


def attached(
    name: str = "a.jpg",
    *,
    mime: str = "image/jpeg",
    size: int = 50_000,
    width: int = 1200,
    height: int = 800,
    alt: str = "a sketch",
    state: MediaState = MediaState.PROCESSED,
    duration: float | None = None,
    animated: bool = False,
    has_alpha: bool = False,
) -> AttachedMedia:
    """A file on a post; `mime` decides whether it is a video."""
    kind = MediaKind.VIDEO if mime.startswith("video/") else MediaKind.IMAGE
    facts = MediaFacts(
        kind,
        mime,
        size,
        width,
        height,
        duration=duration,
        animated=animated,
        has_alpha=has_alpha,
    )
    known = state is MediaState.PROCESSED
    digest = sha256(name.encode()).hexdigest()
    return AttachedMedia(name, digest, name, state, facts if known else None, alt)


def rendition(folder: Path, name: str, data: bytes, mime: str) -> Rendition:
    """A file on disk with made-up pixels."""
    path = folder / name
    path.write_bytes(data)
    return Rendition(path, mime, len(data), 1200, 800)
