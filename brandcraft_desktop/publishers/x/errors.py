"""What X's refusals mean for us.

Sources: docs.x.com (response codes and errors, @2871328), the problem types of openapi 2.167, and
answers in public reports: credits (tryethernal/ethernal#1324), duplicates (akrherz/iembot#163), a
parent that is not visible yet (plhery/node-twitter-api-v2#366), the sentences that Postiz handles.
Most refusals of a post are "about:blank": only the sentence in `detail` tells them apart. Statuses
alone are judged by `publishers.border`.
"""

from __future__ import annotations

from collections.abc import Mapping
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
from brandcraft_desktop.publishers.exchange import Failure
from brandcraft_desktop.publishers.json_value import JsonObject
from brandcraft_desktop.publishers.redact import without_secrets


class ParentHidden(ContentRefused):
    """The post that is answered is gone, or not visible yet."""


class MediaRefused(ContentRefused):
    """X does not know the files of this post, or does not take them together."""


class PostGone(ContentRefused):
    """There is no such post (any more)."""


@dataclass(frozen=True)
class _Meaning:
    """One line of the table; an empty cause takes X's own sentence."""

    error: type[PublishingError]
    title: str
    cause: str
    action: str
    kind: ErrorKind | None = None

    def make(self, raw: str, said: str) -> PublishingError:
        cause = self.cause or sentence(said)
        return self.error(self.title, cause, self.action, kind=self.kind, raw=raw)


_EDIT = "Edit the post and try again."
_EXPIRED = _Meaning(
    SignInExpired,
    "X no longer accepts the sign-in.",
    "It has run out, or was taken back there.",
    "Reconnect the account.",
)
_CREDITS = _Meaning(
    OwnerNeeded,
    "X wants credits for this.",
    "The credits of your developer account are used up, or its spending limit is reached.",
    "Buy credits or raise the limit on console.x.com, then try again.",
    ErrorKind.QUOTA,
)
_REFUSED = _Meaning(ContentRefused, "X refused this.", "", _EDIT)
_APP = _Meaning(
    PermissionMissing,
    "X does not let your app do this.",
    "",
    "Look at the app's permissions and its access level on console.x.com, then reconnect.",
)
_NOT_YOURS = _Meaning(
    PermissionMissing,
    "X does not let this account do this.",
    "",
    "Look at the account on x.com; it may be locked, or the other account keeps it out.",
)
_HIDDEN = _Meaning(
    ParentHidden,
    "X does not show the post that this one answers.",
    "It was deleted there, or its author can't be seen by this account.",
    "Look at the thread on x.com. What is missing can be posted as a new post.",
)
_UNKNOWN_POST = _Meaning(PostGone, "X has no such post.", "It was deleted there.", "")
_MEDIA = _Meaning(MediaRefused, "X refused the files of this post.", "", _EDIT)

# Words of `detail`, in lower case, in the order they are looked for.
_SENTENCES: tuple[tuple[str, _Meaning], ...] = (
    (
        "duplicate content",
        _Meaning(
            DuplicateRefused,
            "X says that this account has posted this already.",
            "The same text can't go out twice in a short time.",
            "Change the text, or leave it at the post that is there.",
        ),
    ),
    ("deleted or not visible", _HIDDEN),
    ("reply to this conversation is not allowed", _NOT_YOURS),
    ("only reply to or quote posts where you are mentioned", _NOT_YOURS),
    ("your account is not permitted", _NOT_YOURS),
    (
        "not permitted to perform this action",
        _Meaning(
            ContentRefused,
            "X refused this post without a reason.",
            "The text may be too long for this account, or a file unsuitable.",
            "Shorten the text or change the files, then try again.",
        ),
    ),
    (
        "one cashtag",
        _Meaning(
            ContentRefused,
            "X takes one cashtag in a post.",
            "This one has more.",
            "Leave the others out and try again.",
        ),
    ),
    (
        "invalid url",
        _Meaning(ContentRefused, "X refused an address in the text.", "", "Check the links."),
    ),
    (
        "video longer than",
        _Meaning(
            ContentRefused,
            "The video is too long for this account on X.",
            "",
            "Make it shorter and try again.",
        ),
    ),
    ("media ids are invalid", _MEDIA),
)
# The last piece of `type`: "https://api.x.com/2/problems/…".
_TYPES: Mapping[str, _Meaning] = {
    "unsupported-authentication": _EXPIRED,
    "usage-capped": _CREDITS,
    "credits": _CREDITS,
    "client-forbidden": _APP,
    "not-authorized-for-resource": _NOT_YOURS,
    "not-authorized-for-field": _APP,
    "field-unauthorized": _APP,
    "disallowed-resource": _NOT_YOURS,
    "resource-not-found": _UNKNOWN_POST,
    "resource-unavailable": _UNKNOWN_POST,
    "invalid-request": _REFUSED,
}
_TITLES: Mapping[str, _Meaning] = {
    "creditsdepleted": _CREDITS,
    "unsupported authentication": _EXPIRED,
}
_CODES: Mapping[int, _Meaning] = {385: _HIDDEN}
_STATUSES: Mapping[int, _Meaning] = {400: _REFUSED, 401: _EXPIRED, 402: _CREDITS}
_LONGEST = 300


def judge(failure: Failure) -> PublishingError | None:
    """The error a refusal means; None where the status decides."""
    told = failure.json
    if failure.status >= 500:
        return None
    meaning = _meaning(told) if told is not None else None
    if failure.status == 429 and meaning is not _CREDITS:
        return None
    meaning = meaning or _STATUSES.get(failure.status)
    if meaning is None:
        return None
    return meaning.make(failure.raw, "" if told is None else said(told))


def judge_upload(failure: Failure) -> PublishingError | None:
    """The same for a call about an uploaded file, where what is not found is an upload."""
    judged = judge(failure)
    if isinstance(judged, PostGone) or failure.status == 404:
        return MediaGone(
            "X no longer has an uploaded file.",
            "Uploads that no post uses are thrown away after a day.",
            "Brandcraft uploads it again by itself.",
            raw=failure.raw,
        )
    return judged


def refused(problem: JsonObject) -> PublishingError:
    """The error one problem means that came with a success."""
    meaning = _meaning(problem) or _STATUSES.get(problem.number("status") or 0, _REFUSED)
    return meaning.make(problem.shown(), said(problem))


def said(told: JsonObject) -> str:
    """X's own words: the most particular ones it gave."""
    for one in told.items("errors"):
        words = one.words("message") or one.words("detail")
        if words:
            return words
    return told.words("detail") or told.words("message") or told.words("title")


def sentence(words: str) -> str:
    """X's own words as one sentence of reasonable length."""
    kept = without_secrets(" ".join(words.split()))[:_LONGEST]
    return f"X says: {kept.rstrip('.')}." if kept else ""


def _meaning(told: JsonObject) -> _Meaning | None:
    for one in (told, *told.items("errors")):
        code = one.number("code")
        if code is not None and code in _CODES:
            return _CODES[code]
        words = f"{one.optional('detail')} {one.optional('message')}".lower()
        found = next((meaning for part, meaning in _SENTENCES if part in words), None)
        if found is not None:
            return found
    return _TITLES.get(told.optional("title").lower()) or _TYPES.get(
        told.optional("type").rpartition("/")[2]
    )
