"""What Instagram's own error codes mean for us; what all of Meta's platforms share is in `graph`.

Source: developers.facebook.com, Instagram Platform, "Error codes" (updated 2026-06-02), as in the
reference's error table. A subcode says all there is to say; one table serves refusals and the words
of a container that failed. Three subcodes (2207077, 2207081, 2207082) are known from Postiz alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta

from brandcraft_desktop.domain.clock import Clock
from brandcraft_desktop.errors import (
    AppKeysRefused,
    ContentRefused,
    ErrorKind,
    MediaGone,
    NotSent,
    OwnerNeeded,
    PermissionMissing,
    PublishingError,
    RateLimited,
)
from brandcraft_desktop.publishers import border, graph
from brandcraft_desktop.publishers.exchange import Failure, Judge
from brandcraft_desktop.publishers.graph import Meaning
from brandcraft_desktop.publishers.instagram.limits import NAME

NOT_READY, NO_CONTAINER = 2207027, 2207008
_EDIT = "Edit the post and try again."
_AGAIN = "Brandcraft tries again by itself."
_ANEW = "Brandcraft hands it over anew."
_SUBCODE = re.compile(r"\b(2207\d{3})\b")


class NotReady(NotSent):
    """Instagram still works on the files: it may be asked to publish a little later."""

    kind = ErrorKind.MEDIA_PROCESSING


class ContainerMissing(NotSent):
    """Instagram does not know the container: too young, or gone."""

    kind = ErrorKind.MEDIA_PROCESSING


def _passing(cause: str) -> Meaning:
    return Meaning(NotSent, "Instagram has trouble right now.", cause, _AGAIN)


def _content(title: str, cause: str, action: str = _EDIT) -> Meaning:
    return Meaning(ContentRefused, title, cause, action)


_FETCH = Meaning(
    MediaGone,
    "Instagram could not fetch a file from your media storage.",
    "Its address did not answer, or the storage does not let Instagram's crawler in.",
    "Test it under Settings, Media storage: it says what is wrong.",
    ErrorKind.MEDIA_EXPIRED,
)

SUBCODES: Mapping[int, Meaning] = {
    2207001: _passing("It answered with an error of its own."),
    2207003: _passing("It took too long to fetch a file from your media storage."),
    2207032: _passing("It could not take the file over."),
    2207082: _passing("It could not take the file over."),
    2207020: Meaning(
        MediaGone,
        "Instagram no longer has the files of this post.",
        "It keeps them for a day.",
        _ANEW,
        ErrorKind.MEDIA_PROCESSING,
    ),
    2207053: Meaning(
        MediaGone,
        "Instagram could not take the video over.",
        "It does not say why.",
        _ANEW,
        ErrorKind.MEDIA_PROCESSING,
    ),
    NO_CONTAINER: Meaning(
        ContainerMissing,
        "Instagram does not know the files of this post.",
        "They are too new for it, or no longer there.",
        _AGAIN,
    ),
    NOT_READY: Meaning(
        NotReady, "Instagram still works on the files.", "They can't be published yet.", _AGAIN
    ),
    2207052: _FETCH,
    2207077: _FETCH,
    2207042: Meaning(RateLimited, "Instagram takes no more posts today.", "", _AGAIN),
    2207051: Meaning(
        ContentRefused,
        "Instagram has restricted what this account may do.",
        "It takes the post for spam, or for something an app should not do.",
        "Open Instagram, follow what it asks, and wait a day before you try again.",
    ),
    2207050: Meaning(
        OwnerNeeded,
        "Instagram has restricted this account.",
        "It is inactive, or waits for its owner to confirm something.",
        "Open Instagram, sign in and follow what it asks, then try again.",
    ),
    2207006: Meaning(
        PermissionMissing,
        "Instagram does not know this, or the account may not use it.",
        "It is gone, or the sign-in lacks a permission.",
        "Reconnect the account and grant all that is asked for.",
    ),
    2207004: _content(
        "A picture is too large for Instagram.",
        "It takes at most 8 MB.",
        "Add a smaller one and try again.",
    ),
    2207005: _content(
        "Instagram does not take this kind of picture.", "It takes JPEG.", "Add another one."
    ),
    2207009: _content(
        "A picture has a shape that Instagram does not take.",
        "It takes shapes from 4:5 to 1.91:1.",
        "Crop it and try again.",
    ),
    2207010: _content(
        "The caption is too long for Instagram.",
        "It takes 2,200 characters, 30 hashtags and 20 mentions.",
        "Shorten it and try again.",
    ),
    2207023: _content("Instagram does not take this kind of post.", ""),
    2207026: _content(
        "Instagram does not take this video.",
        "Its format is not supported.",
        "Save it anew as an MP4 video (H.264 and AAC) and try again.",
    ),
    2207028: _content(
        "Instagram does not take this carousel.", "It takes from 2 to 10 files.", _EDIT
    ),
    2207035: _content("A product tag lies where Instagram takes none.", ""),
    2207036: _content("Instagram wants product tags placed on pictures.", ""),
    2207037: _content("Instagram does not know a product tag.", ""),
    2207040: _content(
        "The caption mentions too many people.",
        "Instagram takes at most 20.",
        "Take some out and try again.",
    ),
    2207057: _content(
        "The cover frame lies outside of the video.", "", "Choose another one and try again."
    ),
    2207081: _content(
        "Instagram does not let this account make trial reels.",
        "They are for accounts with many followers.",
        "Turn the option off and try again.",
    ),
}
_CODES: Mapping[int, Meaning] = {
    368: Meaning(
        ContentRefused,
        "Instagram has blocked this account from posting for now.",
        "",
        "Open Instagram, follow what it asks, and wait a day before you try again.",
    )
}
_MAYBE_PUBLISHED = frozenset({2207001, 2207003, 2207032, 2207082})


def judge(clock: Clock) -> Judge:
    """The error a refusal means; None where only the status speaks."""
    shared = graph.judge(NAME, clock, SUBCODES, _CODES)

    def judged(failure: Failure) -> PublishingError | None:
        told = graph.told_by(failure)
        if failure.commit and told is not None and told.subcode in _MAYBE_PUBLISHED:
            return border.lost(NAME, "It answered with an error of its own.", failure.raw)
        return shared(failure)

    return judged


def judge_sign_in(clock: Clock) -> Judge:
    """What a refused call for tokens means.

    Instagram's own host answers `{"error_type", "code", "error_message"}` ("Business Login").
    """
    shared = graph.judge_sign_in(NAME, judge(clock))

    def judged(failure: Failure) -> PublishingError | None:
        words = "" if failure.json is None else failure.json.optional("error_message")
        if not words:
            return shared(failure)
        if "secret" in words.lower() or "app id" in words.lower() or "platform app" in words:
            return AppKeysRefused(
                f"{NAME} does not accept the keys of your app.",
                graph.sentence(words),
                "Copy the Instagram app ID and secret from Meta's app dashboard again.",
                raw=failure.raw,
            )
        return OwnerNeeded(
            f"{NAME} did not complete the sign-in.",
            graph.sentence(words),
            "Check that the redirect address stands in your app exactly as shown, then sign in "
            "again.",
            raw=failure.raw,
        )

    return judged


def failed(status: str, raw: str) -> PublishingError:
    """Why a container failed, from the words of its status ("Error: … 2207026 …")."""
    found = _SUBCODE.search(status)
    meaning = SUBCODES.get(int(found[1])) if found is not None else None
    if meaning is not None and meaning.error is NotSent:
        meaning = Meaning(MediaGone, meaning.title, meaning.cause, _ANEW, ErrorKind.TRANSIENT)
    if meaning is None or issubclass(meaning.error, RateLimited):
        meaning = Meaning(
            ContentRefused,
            "Instagram could not process the files.",
            "",
            "Look at the files, then try again.",
            ErrorKind.MEDIA_PROCESSING,
        )
    return meaning.make(raw, status)


def quota_used(used: int, total: int, wait: timedelta, raw: str) -> RateLimited:
    """The account has published as much as it may for now."""
    return RateLimited(
        f"Instagram takes {total} posts a day from an account, and {used} are out.",
        "The count goes down as the posts of the last 24 hours grow older.",
        _AGAIN,
        kind=ErrorKind.QUOTA,
        retry_after=wait,
        raw=raw,
    )
