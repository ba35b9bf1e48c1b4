"""What a platform of the practice world has to offer; one module a platform implements it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from brandcraft_desktop.practice.exchange import Answer, Request, Service
from brandcraft_desktop.practice.times import PracticeClock
from brandcraft_desktop.practice.values import Object


@dataclass(frozen=True)
class PracticeAccount:
    """Somebody who can sign in. Practice secrets are printed on purpose: they open nothing real.

    `did` is the platform's own id of the account, `answers` what the connect form gets.
    """

    platform: str
    handle: str
    password: str
    app_password: str
    did: str
    answers: Mapping[str, str] = field(default_factory=dict, hash=False)

    def to_json(self) -> Object:
        return {
            "platform": self.platform,
            "handle": self.handle,
            "password": self.password,
            "app_password": self.app_password,
            "did": self.did,
            "answers": {**self.answers},
        }


@dataclass(frozen=True)
class Shown:
    """One thing that arrived, as an HTML article for the page; `at` in seconds since 1970."""

    at: float
    html: str


@dataclass(frozen=True)
class Arrived:
    """One message as its platform keeps it now; `did` is the platform's own id of its author.

    `at` in seconds since 1970; `text` as readers see it, with its addresses written out; `files`
    are the SHA-256 of each picture or video in their order, `alts` the alt texts ("": none).
    """

    did: str
    at: float
    id: str
    text: str
    files: tuple[str, ...] = ()
    alts: tuple[str, ...] = ()

    def to_json(self) -> Object:
        return {
            "did": self.did,
            "at": self.at,
            "id": self.id,
            "text": self.text,
            "files": [*self.files],
            "alts": [*self.alts],
        }


def digest(path: Path) -> str:
    """The SHA-256 of a file that arrived."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


class PracticePlatform(Protocol):
    """One platform: its origins, its accounts, its page and its own control calls."""

    name: str

    def services(self) -> Mapping[str, Service]:
        """Official origin -> what answers there."""

    def accounts(self) -> Sequence[PracticeAccount]: ...

    def timeline(self) -> Sequence[Shown]:
        """What arrived, newest first."""

    def arrived(self) -> Sequence[Arrived]:
        """Every message that is out, oldest first."""

    def control(self, request: Request, action: str) -> Answer | None:
        """Answer `/_practice/<name>/<action>`; None = no such action. Raises values.Malformed."""

    def forget(self) -> None:
        """Throw away what was posted; keep accounts and sessions."""

    def close(self) -> None: ...


PlatformMaker = Callable[[Path, PracticeClock, int], PracticePlatform]
"""Makes a platform from its data folder, the clock and the number of accounts."""
