"""What Bluesky's own error names mean for us.

Sources: the sheet's error list (packages/pds and lexicons of bluesky-social/atproto @d6296a1) and
answers measured on PDS 0.5.35. Statuses alone are judged by `publishers.border`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from brandcraft_desktop.errors import (
    ContentRefused,
    DuplicateRefused,
    ErrorKind,
    MediaGone,
    OwnerNeeded,
    PermissionMissing,
    PublishingError,
    SignInExpired,
)
from brandcraft_desktop.publishers.exchange import Failure, Judge
from brandcraft_desktop.publishers.redact import without_secrets


@dataclass(frozen=True)
class _Meaning:
    """One line of the table; an empty cause takes Bluesky's own sentence."""

    error: type[PublishingError]
    title: str
    cause: str
    action: str
    kind: ErrorKind | None = None

    def make(self, raw: str, message: str) -> PublishingError:
        cause = self.cause or message
        return self.error(self.title, cause, self.action, kind=self.kind, raw=raw)


_RECONNECT = "Reconnect the account with its app password."
_EDIT = "Edit the post and try again."

_TABLE: Mapping[str, _Meaning] = {
    "ExpiredToken": _Meaning(
        SignInExpired, "Bluesky's sign-in has expired.", "It lasts for a while only.", _RECONNECT
    ),
    "InvalidToken": _Meaning(
        SignInExpired,
        "Bluesky no longer accepts the sign-in.",
        "The app password may have been revoked.",
        _RECONNECT,
    ),
    "AuthenticationRequired": _Meaning(
        SignInExpired,
        "Bluesky does not accept the handle or the app password.",
        "One of them is wrong, or the app password was revoked.",
        _RECONNECT,
    ),
    "AuthMissing": _Meaning(
        SignInExpired, "Bluesky asks to sign in.", "The sign-in is missing.", _RECONNECT
    ),
    "AuthFactorTokenRequired": _Meaning(
        OwnerNeeded,
        "Bluesky sent a sign-in code by e-mail.",
        "That happens with the main password; an app password needs no code.",
        "Create an app password in Bluesky's settings and connect with it.",
    ),
    "AccountTakedown": _Meaning(
        PermissionMissing,
        "Bluesky has taken this account down.",
        "",
        "Write to Bluesky's support; nothing can be posted until then.",
    ),
    "AccountSuspended": _Meaning(
        PermissionMissing,
        "Bluesky has suspended this account.",
        "",
        "Look at the account in the Bluesky app.",
    ),
    "AccountDeactivated": _Meaning(
        PermissionMissing,
        "This Bluesky account is deactivated.",
        "",
        "Sign in to the Bluesky app to activate it again.",
    ),
    "BlobNotFound": _Meaning(
        MediaGone,
        "Bluesky no longer has an uploaded file.",
        "Uploads that no post uses are thrown away after a while.",
        "Brandcraft uploads it again by itself.",
    ),
    "InvalidMimeType": _Meaning(
        ContentRefused, "Bluesky refused a file.", "", "Remove the file or add another one."
    ),
    "PayloadTooLarge": _Meaning(
        ContentRefused,
        "A file is too large for this Bluesky server.",
        "",
        "Add a smaller file and try again.",
    ),
    "BlobTooLarge": _Meaning(
        ContentRefused,
        "A file is too large for this Bluesky server.",
        "",
        "Add a smaller file and try again.",
    ),
    "InvalidSwap": _Meaning(
        DuplicateRefused,
        "Another version of this post is already on Bluesky.",
        "It went out in an earlier try.",
        "Delete it on Bluesky, or post this text as a new post.",
    ),
    "InvalidRequest": _Meaning(ContentRefused, "Bluesky refused this.", "", _EDIT),
    "InvalidRecord": _Meaning(ContentRefused, "Bluesky refused this.", "", _EDIT),
    "MethodNotImplemented": _Meaning(
        ContentRefused,
        "This Bluesky server does not know a request.",
        "It may be too old or too new.",
        "Update Brandcraft, then try again.",
        ErrorKind.API_RETIRED,
    ),
}
_INACTIVE = {
    "takendown": "AccountTakedown",
    "suspended": "AccountSuspended",
    "deactivated": "AccountDeactivated",
}
_LONGEST = 300


def judge(failure: Failure) -> PublishingError | None:
    """The error a named refusal means; None where the status decides."""
    if failure.json is None or failure.status == 429 or failure.status >= 500:
        return None
    meaning = _TABLE.get(name(failure))
    if meaning is None:
        return None
    return meaning.make(failure.raw, sentence(failure.json.optional("message")))


def judge_with(special: Mapping[str, Callable[[str], PublishingError]]) -> Judge:
    """Bluesky's table, where some names mean something else for this one call."""

    def judged(failure: Failure) -> PublishingError | None:
        make = special.get(name(failure)) if failure.status < 500 else None
        return make(failure.raw) if make is not None else judge(failure)

    return judged


def name(failure: Failure) -> str:
    """Bluesky's name of an error; "" where there is none."""
    return failure.json.optional("error") if failure.json is not None else ""


def inactive(status: str) -> PermissionMissing:
    """The account exists and may sign in, but may not post."""
    meaning = _TABLE[_INACTIVE.get(status, "AccountDeactivated")]
    return PermissionMissing(meaning.title, "", meaning.action, raw=f"status: {status}")


def sentence(message: str) -> str:
    """Bluesky's own words as one sentence of reasonable length."""
    words = without_secrets(" ".join(message.split()))[:_LONGEST]
    return f"Bluesky says: {words.rstrip('.')}." if words else ""
