"""What Pinterest's own error codes mean for us.

Sources: pinterest/api-description v5.23.0 (`{"code": int, "message": str}`); the sheet's error
list; github.com/pinterest/api-quickstart issue 97 (401 with code 3: a scope is missing);
github.com/pinterest/pinterest-python-sdk issue 114 (283: the refresh token); github.com/gitroomhq/
postiz-app issue 1084 (29: Trial access). Statuses alone are judged by `publishers.border`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from brandcraft_desktop.errors import (
    AppKeysRefused,
    ContentRefused,
    ErrorKind,
    MediaGone,
    NotSent,
    OwnerNeeded,
    PermissionMissing,
    PublishingError,
    SignInExpired,
    SignInRevoked,
)
from brandcraft_desktop.publishers.exchange import Failure
from brandcraft_desktop.publishers.pinterest.refusals import reason
from brandcraft_desktop.publishers.redact import without_secrets


@dataclass(frozen=True)
class _Meaning:
    """One line of a table; an empty cause takes Pinterest's own sentence."""

    error: type[PublishingError]
    title: str
    cause: str
    action: str
    kind: ErrorKind | None = None

    def make(self, failure: Failure) -> PublishingError:
        cause = self.cause or sentence(_message(failure))
        return self.error(self.title, cause, self.action, kind=self.kind, raw=failure.raw)


_RECONNECT = "Reconnect the account."
_EDIT = "Edit the post and try again."
TRIAL = 29
GRANT = 283

_SIGNED_OUT = _Meaning(
    SignInExpired,
    "Pinterest no longer accepts the sign-in.",
    "It has run out, or was taken back there.",
    _RECONNECT,
)
_FORBIDDEN = _Meaning(
    PermissionMissing,
    "Pinterest does not allow this.",
    "The sign-in lacks a permission, or the account may not write to this board.",
    "Reconnect the account and allow everything, or choose another board.",
)
_NO_BOARD = _Meaning(
    ContentRefused,
    "Pinterest no longer has this board.",
    "It was deleted there, or the account may not write to it any more.",
    "Refresh the account, then choose another board.",
)
_NO_MEDIA = _Meaning(
    MediaGone,
    "Pinterest no longer has the uploaded video.",
    "Uploads that no Pin uses are thrown away after a while.",
    "Brandcraft uploads it again by itself.",
)
_UNKNOWN_CALL = _Meaning(
    ContentRefused,
    "Pinterest does not know this request.",
    "",
    "Update Brandcraft, then try again.",
    ErrorKind.API_RETIRED,
)
_TOO_LARGE = _Meaning(
    ContentRefused,
    "A file is too large for Pinterest.",
    "It takes pictures of at most 20 MB.",
    "Add a smaller file and try again.",
)

# By status and code; a status alone (code None) is what it means with any other code.
_TABLE: Mapping[tuple[int, int | None], _Meaning] = {
    (401, 2): _SIGNED_OUT,
    (401, 3): _FORBIDDEN,  # "does not have sufficient permissions": no renewal helps
    (401, None): _SIGNED_OUT,
    (403, TRIAL): _Meaning(
        OwnerNeeded,
        "Pinterest does not let your app publish yet.",
        "It has Trial access, which can't make Pins that others see.",
        "Ask for Standard access in Pinterest's developer portal, or set the address of "
        "Pinterest's sandbox in the settings to try it out.",
    ),
    (403, None): _FORBIDDEN,
    (404, 40): _NO_BOARD,
    (404, None): _UNKNOWN_CALL,
    (413, None): _TOO_LARGE,
}
# What is not there (404) where the code does not tell, and what is no longer good for a Pin (400).
_MISSING: tuple[tuple[re.Pattern[str], _Meaning], ...] = (
    (re.compile(r"(?i)\bmedia\b"), _NO_MEDIA),
    (re.compile(r"(?i)\b(board|section)\b"), _NO_BOARD),
)
_NO_MEDIA_NOW = re.compile(r"(?i)\bmedia\b.{0,60}\b(not found|expired|does not exist)\b")
_LONGEST = 300


def judge(failure: Failure) -> PublishingError | None:
    """The error a refusal means; None where only the status speaks."""
    if failure.status == 429 or failure.status >= 500:
        return None
    if failure.json is None and failure.status != 413:
        return None
    code = failure.json.number("code") if failure.json is not None else None
    message = _message(failure)
    if failure.status == 400:
        return _invalid(failure, message)
    meaning = _TABLE.get((failure.status, code))
    if meaning is None and failure.status == 404:
        meaning = next((one for words, one in _MISSING if words.search(message)), None)
    meaning = meaning or _TABLE.get((failure.status, None))
    return None if meaning is None else meaning.make(failure)


def judge_token(failure: Failure) -> PublishingError | None:
    """What a refusal at the token endpoint means: it answers with codes, not with OAuth's words."""
    code = failure.json.number("code") if failure.json is not None else None
    if failure.status not in (400, 401, 403) or failure.json is None:
        return None
    if code == GRANT or (failure.status == 400 and "grant" in _message(failure).lower()):
        return SignInRevoked(
            "Pinterest no longer accepts the sign-in.",
            "It has run out, or was taken back there.",
            _RECONNECT,
            raw=failure.raw,
        )
    if failure.status in (401, 403):
        return AppKeysRefused(
            "Pinterest does not accept the keys of your app.",
            "The app ID or the app secret key is wrong, or the app was removed there.",
            "Check them in Pinterest's developer portal and set them again.",
            raw=failure.raw,
        )
    return _invalid(failure, _message(failure))


def judge_upload(failure: Failure) -> PublishingError | None:
    """What the store for videos (Amazon S3) says: `<Code>` in XML; S3 API, "Error responses"."""
    if failure.status >= 500:
        return None
    found = re.search(r"<Code>(\w{1,60})</Code>", failure.raw)
    if found is not None and found[1] == "EntityTooLarge":
        return ContentRefused(
            "The video is too large for Pinterest.",
            "",
            "Make it shorter or smaller and try again.",
            raw=failure.raw,
        )
    # The permission to upload runs out; each try asks for a new one.
    return NotSent(
        "Pinterest's store did not take the video.",
        "The permission to upload it may have run out.",
        "Brandcraft asks for a new one and tries again.",
        raw=failure.raw,
    )


def sentence(message: str) -> str:
    """Pinterest's own words as one sentence of reasonable length."""
    words = without_secrets(" ".join(message.split()))[:_LONGEST]
    return f"Pinterest says: {words.rstrip('.')}." if words else ""


def _invalid(failure: Failure, message: str) -> PublishingError:
    if _NO_MEDIA_NOW.search(message):
        return _NO_MEDIA.make(failure)
    known = reason(message)
    return ContentRefused(
        "Pinterest refused this.",
        known.cause if known is not None else sentence(message),
        known.action if known is not None else _EDIT,
        raw=failure.raw,
    )


def _message(failure: Failure) -> str:
    return failure.json.optional("message") if failure.json is not None else ""
