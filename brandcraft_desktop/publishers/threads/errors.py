"""What Threads' own refusals mean for us; what all of Meta shares is in `publishers.graph`.

Sources: developers.facebook.com/documentation/threads, "Troubleshooting" (2025-07-14) for what a
container says, "Posts" for THREADS_API__LINK_LIMIT_EXCEEDED; 24/4279009 stands in several public
code bases, 2207051 and 4279013 in github.com/gitroomhq/postiz-app. A complete list of codes is
published nowhere.
"""

from __future__ import annotations

from collections.abc import Mapping

from brandcraft_desktop.domain.clock import Clock
from brandcraft_desktop.errors import (
    ContentRefused,
    ErrorKind,
    MediaGone,
    NotSent,
    OwnerNeeded,
    PermissionMissing,
    PublishingError,
)
from brandcraft_desktop.publishers import graph
from brandcraft_desktop.publishers.exchange import Failure, Judge
from brandcraft_desktop.publishers.graph import Meaning
from brandcraft_desktop.publishers.threads.limits import LINKS, NAME

_LINK_LIMIT = "THREADS_API__LINK_LIMIT_EXCEEDED"
_OPEN = "Open Threads, follow what it asks, then try again."
_AGAIN = "Brandcraft tries again by itself."


class TooEarly(NotSent):
    """A container was to be published that Threads has not finished: the same one again, later."""

    kind = ErrorKind.MEDIA_PROCESSING


class Gone(PermissionMissing):
    """Threads has no such thing, or not for this account."""


_BLOCKED = Meaning(
    OwnerNeeded,
    "Threads has blocked this account from posting for now.",
    "",
    _OPEN,
    ErrorKind.INVALID_CONTENT,
)
_SUBCODES: graph.Table = {
    33: Meaning(
        Gone,
        "Threads does not know this, or the account may not see it.",
        "",
        "Look whether it is still there on Threads, or reconnect the account.",
    ),
    4279009: Meaning(
        TooEarly,
        "Threads has not finished this post yet.",
        "It is published once Threads is done with it.",
        _AGAIN,
    ),
    2207051: _BLOCKED,
    4279013: Meaning(
        OwnerNeeded,
        "Threads has restricted this account.",
        "",
        _OPEN,
        ErrorKind.INVALID_CONTENT,
    ),
}
_CODES: graph.Table = {368: _BLOCKED}

_SAVE_ANEW = "Save it anew as an MP4 video (H.264, AAC, 23 to 60 frames a second) and try again."


def _unusable(cause: str, action: str = _SAVE_ANEW) -> Meaning:
    return Meaning(
        ContentRefused,
        "Threads can't use a file of this post.",
        cause,
        action,
    )


CONTAINER: Mapping[str, Meaning] = {
    "FAILED_DOWNLOADING_VIDEO": Meaning(
        MediaGone,
        "Threads could not fetch a file of this post.",
        "Its crawler did not get the file from your media storage.",
        "Brandcraft offers the file again by itself. If it keeps happening, test the storage under "
        "Settings, Media storage.",
    ),
    "FAILED_PROCESSING_AUDIO": _unusable("Its sound could not be processed."),
    "FAILED_PROCESSING_VIDEO": _unusable("The video could not be processed."),
    "INVALID_ASPEC_RATIO": _unusable(  # spelt so by Threads
        "Its shape is too wide or too tall.", "Crop it, then try again."
    ),
    "INVALID_ASPECT_RATIO": _unusable(
        "Its shape is too wide or too tall.", "Crop it, then try again."
    ),
    "INVALID_BIT_RATE": _unusable("Its bit rate is too high."),
    "INVALID_DURATION": _unusable(
        "It is too short or too long; at most five minutes are taken.", "Trim it, then try again."
    ),
    "INVALID_FRAME_RATE": _unusable("Its frame rate is not between 23 and 60 a second."),
    "INVALID_AUDIO_CHANNELS": _unusable("Its sound has more than two channels."),
    "INVALID_AUDIO_CHANNEL_LAYOUT": _unusable("Its sound is neither mono nor stereo."),
    "UNKNOWN": Meaning(
        NotSent,
        "Threads could not prepare this post.",
        "It does not say why.",
        _AGAIN,
        ErrorKind.MEDIA_PROCESSING,
    ),
}
"""What a container that failed says in `error_message`."""


def judge(clock: Clock) -> Judge:
    """What a refusal means."""
    shared = graph.judge(NAME, clock, _SUBCODES, _CODES)

    def judged(failure: Failure) -> PublishingError | None:
        if _LINK_LIMIT in failure.raw:
            return ContentRefused(
                "This post has too many links for Threads.",
                f"At most {LINKS} different ones are taken, the link of the card among them.",
                "Take some links out and try again.",
                raw=failure.raw,
            )
        return shared(failure)

    return judged


def judge_sign_in(clock: Clock) -> Judge:
    """What a refusal means while somebody signs in."""
    return graph.judge_sign_in(NAME, judge(clock))


def failed(message: str) -> PublishingError:
    """Why a container can't be published, as it says itself."""
    known = CONTAINER.get(message)
    if known is not None:
        return known.make(f"container: {message}", "")
    if not message:
        return CONTAINER["UNKNOWN"].make("container: ERROR", "")
    return ContentRefused(
        "Threads could not prepare this post.",
        graph.sentence(message),
        "Edit the post and try again.",
        raw=f"container: {message}",
    )
