"""What every publisher is beyond planning, and what it is given to work with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol, runtime_checkable

from brandcraft_desktop.domain.clock import Clock
from brandcraft_desktop.domain.plan import Plan, PlannedMedia
from brandcraft_desktop.domain.platform import NO_FACTS, AccountFacts, SignIn
from brandcraft_desktop.domain.steps import Finding, Published, Steps
from brandcraft_desktop.errors import OwnerNeeded
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.planner import Planner


class Secrets(Protocol):
    """An account's sealed secrets, opened for the length of a job."""

    def read(self, name: str) -> str:
        """The secret called `name`; "" if there is none. Raises `errors.VaultLocked`."""
        ...

    def replace(self, values: Mapping[str, str], expires_at: datetime | None) -> None:
        """Seal new values durably before going on; empty values never overwrite full ones."""
        ...

    def renewing(self) -> Renewal:
        """The account's one place in the queue for renewing its tokens, across processes."""
        ...


class Renewal(Protocol):
    """A context: inside it nobody else renews this account's tokens; secrets are read afresh."""

    def __enter__(self) -> None: ...

    def __exit__(self, *_: object) -> None: ...


@dataclass(frozen=True)
class Rendition:
    """A file ready to upload; sizes in pixels and bytes."""

    path: Path
    mime: str
    bytes: int
    width: int
    height: int


class Renditions(Protocol):
    """Gives the fitted file of a planned medium (made before publishing starts)."""

    def file(self, planned: PlannedMedia) -> Rendition:
        """Raises `errors.ContentRefused` where the file cannot be made to fit."""
        ...


class Staging(Protocol):
    """Puts files where a platform can fetch them that takes no bytes (`PlatformInfo.pulls`)."""

    def address(self, planned: PlannedMedia) -> str:
        """Where the fitted file of a planned medium can be fetched now, for a day at least.

        Ask again for each request and keep it in no step: it runs out, and is made anew here.
        Raises `errors.OwnerNeeded` where no bucket is set up or it is refused, `errors.NotSent`,
        `errors.ContentRefused`; what ends an attempt from within (as `steps.wait`) passes through.
        """
        ...


class NoStaging:
    """Stands where nobody puts files anywhere."""

    def address(self, planned: PlannedMedia) -> str:
        """Raises `errors.OwnerNeeded`."""
        raise OwnerNeeded("No media storage is set up.")


_NOWHERE = NoStaging()


@dataclass(frozen=True)
class Identity:
    """Who publishes: never a secret."""

    account_id: str
    remote_id: str
    handle: str
    server: str


@dataclass(frozen=True)
class Session:
    """Everything a publisher may use while it publishes one delivery.

    `key` (the delivery's id) and `created_at` (when it was made) never change, not even after a
    restore: whatever idempotency a platform offers is derived from them.
    """

    http: Http
    identity: Identity
    secrets: Secrets
    renditions: Renditions
    clock: Clock
    key: str
    created_at: datetime
    staging: Staging = _NOWHERE


@dataclass(frozen=True)
class Profile:
    """How an account looks on its platform; `avatar` is the picture's bytes.

    `facts` is what it may choose and do there, where the platform tells.
    """

    handle: str
    display_name: str
    avatar: bytes | None = None
    facts: AccountFacts = NO_FACTS


@dataclass(frozen=True)
class Connection:
    """The outcome of connecting: who it is, where it lives and the secrets to seal."""

    remote_id: str
    handle: str
    display_name: str
    server: str
    secrets: Mapping[str, str] = field(repr=False)
    expires_at: datetime | None
    avatar: bytes | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class AccountSession:
    """What work on an account without a delivery gets (profile, renewal, deleting a post)."""

    http: Http
    identity: Identity
    secrets: Secrets
    clock: Clock


@runtime_checkable
class Publisher(Planner, Protocol):
    """Our adapter for one platform: plain synchronous code that never sleeps."""

    @property
    def sign_in(self) -> SignIn:
        """What the connect dialog asks and explains."""
        ...

    def publish(self, plan: Plan, session: Session, steps: Steps) -> Published:
        """Send the plan. Raises `errors.PublishingError`."""
        ...

    def find(self, plan: Plan, session: Session, since: datetime) -> Finding:
        """Look whether the whole plan went out (used when no steps are left, after a restore).

        With FOUND, `result` is JSON: a list of [remote_id, permalink], one a part.
        """
        ...

    def connect(self, answers: Mapping[str, str], http: Http, clock: Clock) -> Connection:
        """Sign in with the answers of the connect form (by field name).

        Raises `errors.BadInput` (field named) or `errors.PublishingError`.
        """
        ...

    def check_answers(self, answers: Mapping[str, str]) -> Mapping[str, str]:
        """Live hints for the connect form: field name -> sentence. Pure."""
        ...

    def renew(self, session: AccountSession) -> None:
        """Renew the tokens through `session.secrets`, inside `session.secrets.renewing()`.

        Raises `errors.SignInExpired`.
        """
        ...

    def profile(self, session: AccountSession) -> Profile:
        """Name, handle and picture as they are now."""
        ...

    def delete(self, remote_id: str, session: AccountSession) -> None:
        """Delete a published message; gone already is fine."""
        ...
