"""What every publisher is beyond planning, and what it is given to work with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol, runtime_checkable

from brandcraft_desktop.domain.clock import Clock
from brandcraft_desktop.domain.past_posts import PastPage, PastTerms
from brandcraft_desktop.domain.plan import Plan, PlannedMedia
from brandcraft_desktop.domain.platform import NO_FACTS, AccountFacts, SignIn
from brandcraft_desktop.domain.steps import Finding, Published, Steps
from brandcraft_desktop.errors import OwnerNeeded
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.planner import Planner


@dataclass(frozen=True)
class Grant:
    """What a platform granted with a sign-in or its renewal; see `domain.account.Account`.

    `scopes` None: the answer did not say, what was known before still holds.
    """

    expires_at: datetime | None = None
    renew_at: datetime | None = None
    ends_at: datetime | None = None
    scopes: tuple[str, ...] | None = None


class Secrets(Protocol):
    """An account's sealed secrets, opened for the length of a job."""

    def read(self, name: str) -> str:
        """The secret called `name`; "" if there is none. Raises `errors.VaultLocked`."""
        ...

    def replace(self, values: Mapping[str, str], grant: Grant) -> None:
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

    def still(self, planned: PlannedMedia, milliseconds: int) -> Rendition:
        """The frame at a moment of a planned video, as it will be sent, a JPEG.

        Raises `errors.ContentRefused` where no frame can be decoded.
        """
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


class Tally(Protocol):
    """What was used up of something a platform counts by the day and tells nobody about.

    It is one count for all accounts and all processes of a workspace; `day` is the platform's.
    """

    def used(self, name: str, day: str) -> int:
        """How much it is on that day so far."""
        ...

    def add(self, name: str, day: str, amount: int) -> None:
        """Count so much more; a count of another day is over."""
        ...


class NoTally:
    """Stands where nobody counts."""

    def used(self, name: str, day: str) -> int:
        """Nothing."""
        return 0

    def add(self, name: str, day: str, amount: int) -> None:
        """Forgets it."""


NO_TALLY = NoTally()


def nothing_taken() -> frozenset[str]:
    """Stands where there are no other deliveries."""
    return frozenset()


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
    restore: whatever idempotency a platform offers is derived from them. `settings` are those of
    `PlatformInfo.settings`, each with its value now. `due_at` is when the person wants it live.
    `taken` gives what the account's other deliveries hold by now: the ids of their messages, among
    other kept results. Who looks for a message in a list passes these over.
    """

    http: Http
    identity: Identity
    secrets: Secrets
    renditions: Renditions
    clock: Clock
    key: str
    created_at: datetime
    staging: Staging = _NOWHERE
    settings: Mapping[str, str] = field(default_factory=dict)
    due_at: datetime | None = None
    tally: Tally = NO_TALLY
    taken: Callable[[], frozenset[str]] = nothing_taken

    @property
    def account(self) -> AccountSession:
        """The part that has nothing to do with one delivery."""
        return AccountSession(
            self.http, self.identity, self.secrets, self.clock, self.settings, self.tally
        )


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
    """The outcome of connecting: who it is, where it lives and the secrets to seal.

    `about` tells it apart from others of the same sign-in ("Company page"); empty where there is
    only one kind.
    """

    remote_id: str
    handle: str
    display_name: str
    server: str
    secrets: Mapping[str, str] = field(repr=False)
    grant: Grant
    avatar: bytes | None = None
    warnings: tuple[str, ...] = ()
    facts: AccountFacts = NO_FACTS
    about: str = ""


@dataclass(frozen=True)
class AppKeys:
    """An app on a platform, in whose name people sign in; `secret` empty: a public one."""

    client_id: str
    secret: str = field(default="", repr=False)


@dataclass(frozen=True)
class Asked:
    """One sign-in in the browser as it begins.

    `answers` are those of the form's fields; `app` None: none is known, the publisher registers
    one; `state` and `verifier` (RFC 7636) are used once; `redirect` is where the answer shall come.
    """

    answers: Mapping[str, str]
    app: AppKeys | None
    redirect: str
    state: str = field(repr=False)
    verifier: str = field(repr=False)
    settings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Begun:
    """A sign-in that waits for its person in the browser at `address`; `server` is where."""

    asked: Asked
    address: str = field(repr=False)
    app: AppKeys
    server: str


@dataclass(frozen=True)
class AccountSession:
    """What work on an account without a delivery gets (profile, renewal, deleting a post)."""

    http: Http
    identity: Identity
    secrets: Secrets
    clock: Clock
    settings: Mapping[str, str] = field(default_factory=dict)
    tally: Tally = NO_TALLY


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

        With FOUND, `result` is JSON: a list of [remote_id, permalink], one a part. It is asked
        once, long after: whatever is not FOUND is for a person to answer.
        """
        ...

    def check_answers(self, answers: Mapping[str, str]) -> Mapping[str, str]:
        """Live hints for the connect form: field name -> sentence. Pure."""
        ...

    def renew(self, session: AccountSession) -> None:
        """Renew the tokens through `session.secrets`, inside `session.secrets.renewing()`.

        Where nothing runs out, a cheap call that shows whether the sign-in still holds. Raises
        `errors.SignInExpired`; `errors.SignInRevoked` where only its owner can sign in again.
        """
        ...

    def profile(self, session: AccountSession) -> Profile:
        """Name, handle and picture as they are now."""
        ...

    def delete(self, remote_id: str, session: AccountSession) -> None:
        """Delete a published message; gone already is fine."""
        ...


@runtime_checkable
class Revoking(Protocol):
    """One whose platform can be told that a sign-in is over."""

    def revoke(self, session: AccountSession) -> None:
        """Take the tokens of the account back on the platform; gone already is fine.

        Asked only where no other account here has the same tokens (`services.account_revoking`).

        The secrets can only be read: the account has been disconnected. Raises `PublishingError`.
        """
        ...


@runtime_checkable
class Scoped(Protocol):
    """One that knows what must have been granted, in the platform's own words."""

    @property
    def needed_scopes(self) -> tuple[str, ...]:
        """Without one of these something of it does not work."""
        ...


@runtime_checkable
class Remembering(Protocol):
    """One whose platform tells what an account published before, by whatever program."""

    def past_terms(self, identity: Identity) -> PastTerms:
        """Whether and on what terms it is told for this account. Pure."""
        ...

    def past(self, session: AccountSession, cursor: str) -> PastPage:
        """The messages behind `cursor` ("": the newest), by one request where one is enough.

        Only the account's own: no reposts, no answers to others. What can't be read is left out.
        Raises `errors.PublishingError`.
        """
        ...


@runtime_checkable
class FormPublisher(Publisher, Protocol):
    """One that is connected by what is typed or pasted into its form."""

    def connect(self, answers: Mapping[str, str], http: Http, clock: Clock) -> Connection:
        """Sign in with the answers of the connect form (by field name).

        Raises `errors.BadInput` (field named) or `errors.PublishingError`.
        """
        ...


@runtime_checkable
class BrowserPublisher(Publisher, Protocol):
    """One that is connected by signing in on the platform's own page (OAuth)."""

    def begin(self, asked: Asked, http: Http, clock: Clock) -> Begun:
        """Where the person signs in. Raises `errors.BadInput` (field named), `PublishingError`."""
        ...

    def finish(self, begun: Begun, code: str, http: Http, clock: Clock) -> tuple[Connection, ...]:
        """Trade the code for tokens, and tell every page or channel that may be connected.

        At least one. Raises `errors.AppKeysRefused`, `errors.OwnerNeeded` (there is no channel),
        `errors.PermissionMissing` (not all that is needed was granted), `PublishingError`.
        """
        ...
