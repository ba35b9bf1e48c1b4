"""What LinkedIn's refusals mean for us.

Its answers are `{status, code?, serviceErrorCode?, message}` and not consistent: the status comes
first, then names are looked for in code and message together. Sources: the sheet's error list
(learn.microsoft.com error-handling, images-api, videos-api, ugc-post-api, by excerpts; reports of
public repositories). Statuses alone are judged by `publishers.border`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from brandcraft_desktop.domain.clock import Clock
from brandcraft_desktop.errors import (
    ContentRefused,
    DuplicateRefused,
    ErrorKind,
    MediaGone,
    NotSent,
    OwnerNeeded,
    PermissionMissing,
    PublishingError,
    RateLimited,
    SignInExpired,
    SignInRevoked,
)
from brandcraft_desktop.publishers.border import retry_after
from brandcraft_desktop.publishers.exchange import Failure, Judge
from brandcraft_desktop.publishers.linkedin.info import VERSION
from brandcraft_desktop.publishers.oauth import judged_by
from brandcraft_desktop.publishers.redact import without_secrets

POST_URN = r"urn:li:(?:share|ugcPost):[0-9]+"
_DUPLICATE = re.compile(rf"duplicate of ({POST_URN})", re.IGNORECASE)
_LONGEST = 300
_RECONNECT = "Reconnect the account."
_EDIT = "Edit the post and try again."


class StillProcessing(NotSent):
    """LinkedIn is not done yet with a file of the post: the post was not taken."""

    kind = ErrorKind.MEDIA_PROCESSING


class NotThere(ContentRefused):
    """LinkedIn has no such thing (any more)."""


class Duplicate(DuplicateRefused):
    """LinkedIn has the same post already: `urn`, made in the last ten minutes."""

    def __init__(self, urn: str, raw: str) -> None:
        super().__init__(
            "LinkedIn already has this post.",
            f"The same words went out within the last ten minutes ({urn}).",
            "Look at it on LinkedIn. To post it once more, change the words or wait a while.",
            raw=raw,
        )
        self.urn = urn


@dataclass(frozen=True)
class _Meaning:
    """One line of the table; an empty cause takes LinkedIn's own sentence."""

    error: type[PublishingError]
    title: str
    cause: str
    action: str
    kind: ErrorKind | None = None

    def make(self, raw: str, message: str) -> PublishingError:
        cause = self.cause or sentence(message)
        return self.error(self.title, cause, self.action, kind=self.kind, raw=raw)


_REVOKED = _Meaning(
    SignInRevoked,
    "LinkedIn's sign-in was taken back.",
    "It was withdrawn in LinkedIn's settings, or by a sign-in with other permissions.",
    _RECONNECT,
)
_EXPIRED = _Meaning(
    SignInExpired, "LinkedIn's sign-in has expired.", "It lasts for 60 days.", _RECONNECT
)
# (statuses, a name that stands in code or message, what it means); the first that fits counts.
_TABLE: tuple[tuple[tuple[int, ...], str, _Meaning], ...] = (
    ((401,), "REVOKED", _REVOKED),
    ((401,), "65601", _REVOKED),
    ((401,), "EXPIRED", _EXPIRED),
    ((401,), "65602", _EXPIRED),
    (
        (401,),
        "",
        _Meaning(
            SignInExpired,
            "LinkedIn no longer accepts the sign-in.",
            "It has expired or was withdrawn.",
            _RECONNECT,
        ),
    ),
    (
        (403,),
        "",
        _Meaning(
            PermissionMissing,
            "LinkedIn does not allow this.",
            "",
            "Reconnect the account, and check its role on the page and the products of your app.",
        ),
    ),
    (
        (400, 409, 422),
        "MEDIA_ASSET_PROCESSING_FAILED",
        _Meaning(
            ContentRefused,
            "LinkedIn could not process a file of this post.",
            "",
            "Save the file anew (JPEG, or MP4 with H.264 and AAC) and try again.",
            ErrorKind.MEDIA_PROCESSING,
        ),
    ),
    (
        (400, 409, 422),
        "MEDIA_ASSET_",
        _Meaning(
            StillProcessing,
            "LinkedIn is still processing a file of this post.",
            "The post was not taken yet.",
            "Brandcraft tries again by itself.",
        ),
    ),
    (
        (400, 413, 422),
        "FIELD_LENGTH_TOO_LONG",
        _Meaning(ContentRefused, "Something in this post is too long for LinkedIn.", "", _EDIT),
    ),
    (
        (400, 422),
        "INVALID_URN",
        _Meaning(
            ContentRefused,
            "LinkedIn does not know somebody or something this post names.",
            "",
            "Check the mentions in the text and try again.",
        ),
    ),
    ((400, 409, 413, 422), "", _Meaning(ContentRefused, "LinkedIn refused this.", "", _EDIT)),
    (
        (404, 410),
        "",
        _Meaning(
            NotThere,
            "LinkedIn does not know this.",
            "",
            "Update Brandcraft, then try again.",
            ErrorKind.API_RETIRED,
        ),
    ),
)


def judge(clock: Clock, version: str) -> Judge:
    """The table for one account; `version` is the one that was asked for."""

    def judged(failure: Failure) -> PublishingError | None:
        if failure.status == 429:
            return _limited(failure, clock.now())
        if failure.status == 426:
            return _retired(failure, version)
        return None if failure.json is None or failure.status >= 500 else _named(failure)

    return judged


def judge_upload(failure: Failure) -> PublishingError | None:
    """An address for a file that is not accepted ran out: no sign-in and no permission is meant."""
    if failure.status in (401, 403, 404, 410):
        return MediaGone(
            "LinkedIn's address for a file has run out.",
            "It is good for a while only.",
            "Brandcraft uploads the file again by itself.",
            raw=failure.raw,
        )
    return None


def judge_sign_in(clock: Clock, version: str) -> Judge:
    """What a refused token call means."""

    def rest(failure: Failure) -> PublishingError | None:
        told = failure.json
        if told is None or not told.optional("error"):
            return judge(clock, version)(failure)
        return OwnerNeeded(
            "LinkedIn did not complete the sign-in.",
            sentence(told.optional("error_description")),
            "Check that the redirect address stands in your app's Auth tab exactly as shown, "
            "then sign in again.",
            raw=failure.raw,
        )

    return judged_by("LinkedIn", rest)


def sentence(message: str) -> str:
    """LinkedIn's own words as one sentence of reasonable length."""
    words = without_secrets(" ".join(message.split()))[:_LONGEST]
    return f"LinkedIn says: {words.rstrip('.')}." if words else ""


def _named(failure: Failure) -> PublishingError | None:
    told = failure.json
    if told is None:
        return None
    message = told.optional("message")
    names = f"{told.optional('code')} {told.number('serviceErrorCode') or ''} {message}"
    duplicate = _DUPLICATE.search(message) if failure.status in (400, 409, 422) else None
    if duplicate is not None:
        return Duplicate(duplicate[1], failure.raw)
    for statuses, name, meaning in _TABLE:
        if failure.status in statuses and name in names:
            return meaning.make(failure.raw, message)
    return None


def _limited(failure: Failure, now: datetime) -> RateLimited:
    """LinkedIn says nothing of when: its counts begin anew at midnight UTC."""
    midnight = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return RateLimited(
        "LinkedIn takes no more from this account today.",
        "Its daily limit for the app or the account is reached.",
        "Brandcraft goes on after midnight UTC, when LinkedIn counts anew.",
        retry_after=retry_after(failure.headers, now) or midnight + timedelta(days=1) - now,
        raw=failure.raw,
    )


def _retired(failure: Failure, version: str) -> ContentRefused:
    return ContentRefused(
        "LinkedIn has retired the version of its interface that Brandcraft uses.",
        f"The setting “{VERSION.label}” of LinkedIn says {version}.",
        f"Set “{VERSION.label}” to a newer month (YYYYMM), or take a newer Brandcraft.",
        kind=ErrorKind.API_RETIRED,
        raw=failure.raw,
    )
