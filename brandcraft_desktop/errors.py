"""Everything that can go wrong, in words for a person.

BrandcraftError                 title, cause, action; `kind` for scripts
├── BadInput                    unusable input; nothing was changed             exit 2
├── NotFound                    no such post, account, file …                   exit 3
├── AlreadyExists               a limit or a name is taken; nothing was changed  exit 2
├── Refused                     the state forbids it (published, publishing …)   exit 1
│   ├── OutcomeOpen             the delivery is unconfirmed: resolve it first    exit 5
│   └── PortInUse               the sign-in's port on this computer is taken     exit 1
├── StorageTrouble              the disk or the database failed us               exit 1
│   ├── DiskFull
│   ├── WorkspaceTooNew         written by a newer version
│   ├── WorkspaceUnsafe         a network or synced folder, another machine's home
│   └── WorkspaceBusy           somebody else holds the workspace
├── VaultLocked                 secrets cannot be opened right now               exit 4
├── Offline                     a server could not be reached (outside publishing) exit 1
└── PublishingError             what a publisher raises at its border            exit 1
    ├── NotSent                 surely not accepted: try again later
    │   ├── NotReached          … nothing left this computer: its network, perhaps
    │   ├── RateLimited         … not before `retry_after`
    │   └── MediaGone           an upload ran out on the platform: upload again
    ├── OutcomeUnknown          perhaps accepted: ask the platform, never resend
    ├── SignInExpired           refresh once, then the account waits for its owner   exit 4
    │   └── SignInRevoked       … no refresh helps: the platform or its owner took it back
    ├── PermissionMissing       the account may not do this                           exit 4
    ├── ContentRefused          final: edit and try again
    │   └── DuplicateRefused    the platform says it already has this
    └── OwnerNeeded             final: the person must do something on the platform   exit 4
        ├── AppKeysRefused      the platform does not know the app's keys (any more)
        └── OutOfReach          a practice workspace stays with the practice platforms   exit 1
"""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum


class ErrorKind(StrEnum):
    """The kinds that scripts may rely on (SURFACES, "Error kinds")."""

    AUTH_EXPIRED = "auth_expired"
    PERMISSION = "permission"
    RATE_LIMITED = "rate_limited"
    QUOTA = "quota"
    INVALID_CONTENT = "invalid_content"
    DUPLICATE = "duplicate"
    MEDIA_PROCESSING = "media_processing"
    MEDIA_EXPIRED = "media_expired"
    API_RETIRED = "api_retired"
    TRANSIENT = "transient"
    OUTCOME_UNKNOWN = "outcome_unknown"
    NEEDS_USER = "needs_user"


class BrandcraftError(Exception):
    """An error with words for a person.

    `title` says what happened, `cause` why, `action` what to do; each is one sentence or empty.
    """

    exit_code = 1

    def __init__(self, title: str, cause: str = "", action: str = "") -> None:
        super().__init__(title)
        self.title = title
        self.cause = cause
        self.action = action

    @property
    def message(self) -> str:
        """The three sentences as one paragraph."""
        return " ".join(part for part in (self.title, self.cause, self.action) if part)


class BadInput(BrandcraftError):
    """The caller gave something unusable; nothing was changed. `field` names the culprit."""

    exit_code = 2

    def __init__(self, title: str, cause: str = "", action: str = "", *, field: str = "") -> None:
        super().__init__(title, cause, action)
        self.field = field


class AlreadyExists(BadInput):
    """A limit is reached or a name is taken."""


class NotFound(BrandcraftError):
    """There is no such thing."""

    exit_code = 3


class Refused(BrandcraftError):
    """The state of the thing forbids the change."""


class OutcomeOpen(Refused):
    """Only a person's answer ("it is live" / "it is not") moves an unconfirmed delivery."""

    exit_code = 5


class PortInUse(Refused):
    """Somebody else listens where the answer of a sign-in shall come: pasting it still works."""


class StorageTrouble(BrandcraftError):
    """The disk or the database failed."""


class DiskFull(StorageTrouble):
    """No room left on the disk."""


class WorkspaceTooNew(StorageTrouble):
    """The workspace was written by a newer version of the program."""


class WorkspaceUnsafe(StorageTrouble):
    """The workspace lies where a database gets damaged, or belongs to another machine."""


class WorkspaceBusy(StorageTrouble):
    """Another process holds the workspace in a way that excludes us."""


class VaultLocked(BrandcraftError):
    """Secrets cannot be opened right now."""

    exit_code = 4


class Offline(BrandcraftError):
    """A server could not be reached, outside publishing."""


class PublishingError(BrandcraftError):
    """What a publisher raises. `raw` is the platform's own answer with secrets removed."""

    kind = ErrorKind.TRANSIENT

    def __init__(
        self,
        title: str,
        cause: str = "",
        action: str = "",
        *,
        kind: ErrorKind | None = None,
        retry_after: timedelta | None = None,
        raw: str = "",
    ) -> None:
        super().__init__(title, cause, action)
        self.kind = kind or type(self).kind
        self.retry_after = retry_after
        self.raw = raw


class NotSent(PublishingError):
    """Surely not accepted: it may be tried again."""


class NotReached(NotSent):
    """Nothing left this computer: that a platform is silent can't be told from it."""


class RateLimited(NotSent):
    """Too many requests; not before `retry_after`."""

    kind = ErrorKind.RATE_LIMITED


class MediaGone(NotSent):
    """An upload ran out on the platform: its stored result is forgotten and made anew."""

    kind = ErrorKind.MEDIA_EXPIRED


class OutcomeUnknown(PublishingError):
    """The platform may have accepted it; nobody here can know."""

    kind = ErrorKind.OUTCOME_UNKNOWN
    exit_code = 5


class SignInExpired(PublishingError):
    """The access token is refused."""

    kind = ErrorKind.AUTH_EXPIRED
    exit_code = 4


class SignInRevoked(SignInExpired):
    """The sign-in was taken back on the platform: renewing it is of no use."""


class PermissionMissing(PublishingError):
    """The account or the app may not do this."""

    kind = ErrorKind.PERMISSION
    exit_code = 4


class ContentRefused(PublishingError):
    """The platform refuses what we sent; sending it again will not help."""

    kind = ErrorKind.INVALID_CONTENT


class DuplicateRefused(ContentRefused):
    """The platform says it already has this."""

    kind = ErrorKind.DUPLICATE


class OwnerNeeded(PublishingError):
    """The account's owner must do something on the platform first."""

    kind = ErrorKind.NEEDS_USER
    exit_code = 4


class AppKeysRefused(OwnerNeeded):
    """The platform does not accept the keys of the app that asks for the sign-in."""


class OutOfReach(OwnerNeeded):
    """This workspace may not reach that server: no account has to be connected again for it."""

    exit_code = 1
