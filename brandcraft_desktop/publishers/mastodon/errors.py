"""What Mastodon's refusals mean for us.

Sources: the sheet's error list; config/locales/en.yml and app/services/post_status_service.rb of
mastodon/mastodon (4.x) for the sentences. A refusal has no code but its status, and servers write
some sentences in their person's language: what is not recognised is told by the status alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

from brandcraft_desktop.errors import (
    AppKeysRefused,
    ContentRefused,
    ErrorKind,
    MediaGone,
    NotSent,
    OwnerNeeded,
    PermissionMissing,
    PublishingError,
    SignInRevoked,
)
from brandcraft_desktop.publishers.exchange import Failure
from brandcraft_desktop.publishers.oauth import judged_by
from brandcraft_desktop.publishers.redact import without_secrets

_EDIT = "Edit the post and try again."
_AGAIN = "Brandcraft tries again by itself."
_LONGEST = 300


class AlreadyGone(ContentRefused):
    """What is to be deleted is not there."""


@dataclass(frozen=True)
class _Meaning:
    """One line of the table: a status, words of the sentence ("" any), and what it means.

    An empty cause takes the server's own sentence.
    """

    status: int
    words: str
    error: type[PublishingError]
    title: str
    cause: str
    action: str
    kind: ErrorKind | None = None
    retry_after: timedelta | None = None


_TABLE = (
    _Meaning(
        401,
        "",
        SignInRevoked,
        "Your Mastodon server no longer accepts the sign-in.",
        "It was taken back there: a sign-in doesn't run out by itself.",
        "Reconnect the account.",
    ),
    _Meaning(
        403,
        "authorized scopes",
        PermissionMissing,
        "Brandcraft may not do this on your Mastodon server.",
        "The sign-in was given without this permission.",
        "Reconnect the account and allow everything that is asked for.",
    ),
    _Meaning(
        403,
        "login is currently disabled",
        PermissionMissing,
        "Your Mastodon server has disabled this account.",
        "",
        "Sign in there in a browser to see why; nothing can be posted until then.",
    ),
    _Meaning(
        403,
        "confirm",
        OwnerNeeded,
        "This Mastodon account is not confirmed yet.",
        "",
        "Follow the link in the e-mail your server sent you.",
    ),
    _Meaning(
        403,
        "pending",
        OwnerNeeded,
        "This Mastodon account is not open yet.",
        "",
        "Wait until the people who run your server have let you in.",
    ),
    _Meaning(
        413,
        "",
        ContentRefused,
        "A file is too large for this Mastodon server.",
        "It takes smaller files than it says.",
        "Add a smaller file and try again.",
    ),
    _Meaning(
        422,
        r"not finished processing",
        NotSent,
        "Your Mastodon server is still processing a file.",
        "It takes the post when that is done.",
        _AGAIN,
        ErrorKind.MEDIA_PROCESSING,
        timedelta(seconds=5),
    ),
    _Meaning(
        422,
        r"(media|attachment).*(could not be found|already attached)|could not be found.*attached",
        MediaGone,
        "Your Mastodon server no longer has an uploaded file.",
        "Uploads that no post uses are thrown away after a while.",
        "Brandcraft uploads it again by itself.",
    ),
    _Meaning(
        422,
        r"character limit",
        ContentRefused,
        "The text is too long for this Mastodon server.",
        "",
        "Shorten it, or refresh the account so that its limit is known.",
    ),
    _Meaning(
        422,
        r"cannot attach more than",
        ContentRefused,
        "There are too many files for this Mastodon server.",
        "",
        "Remove some, or refresh the account so that its limit is known.",
    ),
    _Meaning(
        422,
        r"cannot attach a video",
        ContentRefused,
        "A video can't go with other files on Mastodon.",
        "",
        "Remove either and try again.",
    ),
    _Meaning(
        422,
        r"content type|\bfile\b|matrix|dimensions|frame rate",
        ContentRefused,
        "Your Mastodon server refused a file.",
        "",
        "Remove the file or add another one.",
    ),
    _Meaning(
        422,
        r"poll|options|expir",
        ContentRefused,
        "Your Mastodon server refused the poll.",
        "",
        "Change the poll and try again.",
    ),
    _Meaning(422, "", ContentRefused, "Your Mastodon server refused this.", "", _EDIT),
)


def judge(failure: Failure) -> PublishingError | None:
    """The error a refusal means; None where the status alone decides."""
    told = failure.json.optional("error") if failure.json is not None else ""
    for one in _TABLE:
        if one.status == failure.status and re.search(one.words, told, re.IGNORECASE | re.DOTALL):
            return one.error(
                one.title,
                one.cause or sentence(told),
                one.action,
                kind=one.kind,
                retry_after=one.retry_after,
                raw=failure.raw,
            )
    return None


def judge_post(failure: Failure) -> PublishingError | None:
    """The same where a message is created: what is not there is the one it answers."""
    if failure.status in (404, 410):
        return ContentRefused(
            "The post that this one continues is gone.",
            "It was deleted on Mastodon meanwhile, or your server refuses to post for you.",
            "Post the rest as a new post.",
            raw=failure.raw,
        )
    return judge(failure)


def judge_file(failure: Failure) -> PublishingError | None:
    """The same where an upload is asked about: 404 gone, 422 its processing failed."""
    if failure.status in (404, 410):
        return MediaGone(
            "Your Mastodon server no longer has an uploaded file.",
            "Uploads that no post uses are thrown away after a while.",
            "Brandcraft uploads it again by itself.",
            raw=failure.raw,
        )
    if failure.status == 422:
        told = failure.json.optional("error") if failure.json is not None else ""
        return ContentRefused(
            "Your Mastodon server could not process a file.",
            sentence(told),
            "Save it anew (JPEG, PNG or MP4) and add it again.",
            kind=ErrorKind.MEDIA_PROCESSING,
            raw=failure.raw,
        )
    return judge(failure)


def judge_deletion(failure: Failure) -> PublishingError | None:
    """The same where something is deleted."""
    if failure.status in (404, 410):
        return AlreadyGone("This post is not there any more.", raw=failure.raw)
    return judge(failure)


def judge_token(failure: Failure) -> PublishingError | None:
    """What a refused code or a refused app means (RFC 6749 5.2)."""
    told = failure.json.optional("error") if failure.json is not None else ""
    if told in ("invalid_client", "unauthorized_client"):
        return AppKeysRefused(
            f"{failure.host} no longer knows Brandcraft.",
            "Servers clear out apps that were not used for a while.",
            "Sign in again: Brandcraft registers itself anew.",
            raw=failure.raw,
        )
    return judged_by("Mastodon")(failure)


def sentence(told: str) -> str:
    """The server's own words as one sentence of reasonable length."""
    words = without_secrets(" ".join(told.split()))[:_LONGEST]
    return f"The server says: {words.rstrip('.!')}." if words else ""
