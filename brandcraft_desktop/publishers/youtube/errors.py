"""What Google's refusals mean for us.

Sources: developers.google.com/youtube/v3/docs/errors and …/videos/insert (revision history to
2026-11), discovery revision 20261104: `{"error": {"code", "message", "errors": [{"reason"}]}}`, of
which `reason` tells; developers.google.com, "Resumable uploads" (308, 404, 410). Statuses alone are
judged by `publishers.border`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from brandcraft_desktop.errors import (
    ContentRefused,
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
from brandcraft_desktop.publishers.oauth import judged_by
from brandcraft_desktop.publishers.pieces import Partly, after_range
from brandcraft_desktop.publishers.redact import without_secrets
from brandcraft_desktop.publishers.youtube.limits import NAME
from brandcraft_desktop.publishers.youtube.quota import used_up

NO_CHANNEL = "youtubeSignupRequired"
QUOTA = "quotaExceeded"
A_DAY = timedelta(hours=24)
_LONGEST = 300


class VideoUnknown(NotSent):
    """YouTube knows no such video: it is gone, or not there yet."""


@dataclass(frozen=True)
class _Meaning:
    """One line of the table; an empty cause takes Google's own sentence."""

    error: type[PublishingError]
    title: str
    cause: str
    action: str
    again: timedelta | None = None

    def make(self, failure: Failure, now: datetime) -> PublishingError:
        cause = self.cause or sentence(_message(failure))
        again = self.again
        if again is None and issubclass(self.error, NotSent):
            again = retry_after(failure.headers, now)
        return self.error(self.title, cause, self.action, retry_after=again, raw=failure.raw)


def _content(title: str, action: str, cause: str = "") -> _Meaning:
    return _Meaning(ContentRefused, title, cause, action)


_EDIT = "Edit the post and try again."
_EXPIRED = _Meaning(
    SignInExpired,
    "Google no longer accepts the sign-in.",
    "It has run out, or was taken back in the Google account.",
    "Reconnect the account.",
)
_NO_CHANNEL = _Meaning(
    OwnerNeeded,
    "This Google account has no YouTube channel.",
    "Videos belong to a channel, and there is none yet.",
    "Create one on youtube.com/create_channel, then connect again.",
)
_FORBIDDEN = _Meaning(
    PermissionMissing,
    "YouTube does not allow this.",
    "The sign-in lacks a permission, or the channel may not do it.",
    "Reconnect the account and leave every box ticked.",
)
_SLOWER = _Meaning(
    RateLimited,
    "YouTube wants us to slow down.",
    "Too many calls were made in a short time.",
    "Brandcraft tries again by itself.",
)
_API_OFF = _Meaning(
    OwnerNeeded,
    "The YouTube Data API is off in your Google project.",
    "Your app may not use it before you turn it on.",
    "Enable “YouTube Data API v3” in the Google Cloud console, wait a few minutes, then try again.",
)
_CLOSED = _content(
    "YouTube has closed this channel.",
    "Look at the channel in YouTube Studio; nothing can be published to it as it is.",
    "It was closed or suspended.",
)
_THUMBNAIL_FORBIDDEN = _Meaning(
    PermissionMissing,
    "YouTube does not take the thumbnail.",
    "The channel may not have thumbnails of its own yet; the video is live all the same.",
    "Verify your telephone number on youtube.com/verify, then try the thumbnail again.",
)

# By Google's `reason`.
MEANINGS: Mapping[str, _Meaning] = {
    "invalidTitle": _content("YouTube refused the title.", "Write another title and try again."),
    "invalidDescription": _content(
        "YouTube refused the description.", "Edit the description and try again."
    ),
    "invalidTags": _content("YouTube refused the tags.", "Change the tags and try again."),
    "invalidCategoryId": _content(
        "YouTube does not know this category.",
        "Choose another category and try again.",
        "Some categories are not there in every country.",
    ),
    "invalidVideoMetadata": _content("YouTube refused what was said of the video.", _EDIT),
    "mediaBodyRequired": _content(
        "YouTube got no video.", "Add the video again and try again.", "The file arrived empty."
    ),
    "invalidFilename": _content("YouTube refused the name of the file.", _EDIT),
    "invalidPublishAt": _content(
        "YouTube does not publish at this time.",
        "Choose another time, or let Brandcraft publish it.",
    ),
    "invalidRecordingDetails": _content(
        "YouTube refused the place or the day of the recording.",
        "Change the place and the day and try again.",
    ),
    "defaultLanguageNotSet": _content(
        "YouTube wants to know the language of the title.", "Choose a language and try again."
    ),
    "forbiddenPrivacySetting": _content(
        "YouTube does not allow this visibility.", "Choose another visibility and try again."
    ),
    "forbiddenLicenseSetting": _content(
        "YouTube does not allow this license.", "Choose the standard license and try again."
    ),
    "uploadLimitExceeded": _Meaning(
        RateLimited,
        "The channel has uploaded as much as YouTube takes for now.",
        "YouTube limits what one channel uploads in 24 hours, from every program.",
        "Brandcraft tries again by itself a day later.",
        again=A_DAY,
    ),
    "authorizationRequired": _EXPIRED,
    "authError": _EXPIRED,
    NO_CHANNEL: _NO_CHANNEL,
    "forbidden": _FORBIDDEN,
    "insufficientPermissions": _FORBIDDEN,
    "rateLimitExceeded": _SLOWER,
    "userRateLimitExceeded": _SLOWER,
    "uploadRateLimitExceeded": _SLOWER,
    "accessNotConfigured": _API_OFF,
    "channelClosed": _CLOSED,
    "channelSuspended": _CLOSED,
    "videoNotFound": _Meaning(
        VideoUnknown,
        "YouTube does not know this video.",
        "It was deleted there, or is not there yet.",
        "Look at it in YouTube Studio.",
    ),
}


def judged_at(now: datetime) -> Judge:
    """What a refusal means that comes now; None where only the status speaks."""

    def judge(failure: Failure) -> PublishingError | None:
        if failure.status >= 500:
            return None
        told = reason(failure)
        if told in (QUOTA, "dailyLimitExceeded"):
            return used_up(now, failure.raw)
        meaning = MEANINGS.get(told)
        if meaning is None and failure.status == 400 and failure.json is not None:
            meaning = _content("YouTube refused this.", _EDIT)
        return None if meaning is None else meaning.make(failure, now)

    return judge


def judged_session(now: datetime) -> Judge:
    """The same for a call to the address of an upload."""
    rest = judged_at(now)

    def judge(failure: Failure) -> PublishingError | None:
        if failure.status == 308:
            return Partly(after_range(failure.headers.get("range", "")), failure.raw)
        if failure.status in (404, 410):
            return MediaGone(
                "YouTube no longer knows the upload.",
                "It was begun too long ago.",
                "Brandcraft begins it again by itself.",
                raw=failure.raw,
            )
        return rest(failure)

    return judge


def judged_thumbnail(now: datetime) -> Judge:
    """The same for a thumbnail, where "forbidden" speaks of the channel."""
    rest = judged_at(now)

    def judge(failure: Failure) -> PublishingError | None:
        if failure.status == 403 and reason(failure) == "forbidden":
            return _THUMBNAIL_FORBIDDEN.make(failure, now)
        return rest(failure)

    return judge


_refused_grant = judged_by("Google")


def judge_token(failure: Failure) -> PublishingError | None:
    """What a refusal of the token endpoint means (RFC 6749 5.2)."""
    found = _refused_grant(failure)
    if not isinstance(found, SignInRevoked):
        return found
    return SignInRevoked(
        found.title,
        "It was taken back, not used for six months, or your Google app is still in “Testing”, "
        "where every sign-in ends after 7 days.",
        "Press “Publish app” in the Google Cloud console if it is in “Testing”, then reconnect.",
        raw=failure.raw,
    )


def reason(failure: Failure) -> str:
    """Google's word for what is wrong; "" where it gave none."""
    told = failure.json.optional_child("error") if failure.json is not None else None
    if told is None:
        return ""
    return next((one.optional("reason") for one in told.items("errors")), "")


def sentence(message: str) -> str:
    """Google's own words as one sentence of reasonable length."""
    words = without_secrets(" ".join(message.split()))[:_LONGEST]
    return f"{NAME} says: {words.rstrip('.')}." if words else ""


def no_channel() -> PublishingError:
    """A Google account without a channel, as an empty list tells it."""
    return _NO_CHANNEL.error(_NO_CHANNEL.title, _NO_CHANNEL.cause, _NO_CHANNEL.action)


def _message(failure: Failure) -> str:
    told = failure.json.optional_child("error") if failure.json is not None else None
    return "" if told is None else told.optional("message")
