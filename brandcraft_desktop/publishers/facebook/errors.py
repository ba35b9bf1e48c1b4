"""What Facebook's refusals mean for us; what all of Meta has in common stands in `graph`.

Sources: the rows of the reference's error table for Facebook (the Graph API's "Handling Errors",
the error list of video uploads, reports of public repositories).
"""

from __future__ import annotations

from brandcraft_desktop.domain.clock import Clock
from brandcraft_desktop.errors import (
    ContentRefused,
    DuplicateRefused,
    MediaGone,
    NotSent,
    OwnerNeeded,
    PermissionMissing,
    PublishingError,
    RateLimited,
)
from brandcraft_desktop.publishers import border, graph
from brandcraft_desktop.publishers.exchange import Failure, Judge
from brandcraft_desktop.publishers.facebook.limits import NAME
from brandcraft_desktop.publishers.graph import Meaning, Table

_AGAIN = "Brandcraft tries again by itself."
_LINK = "Change or remove the link and try again."
_WORDS = "Change the post and try again."
_FILE = "Save the file anew (JPEG, or MP4 with H.264 and AAC) and try again."


class NotThere(PermissionMissing):
    """Facebook has no such thing (any more), or hides it from this account."""


_BAD_LINK = Meaning(ContentRefused, "Facebook does not take the link of this post.", "", _LINK)
_BAD_FILE = Meaning(ContentRefused, "Facebook can't use a file of this post.", "", _FILE)
_FLAGGED = Meaning(
    ContentRefused,
    "Facebook holds this post to be against its rules.",
    "",
    _WORDS,
)
_TWICE = Meaning(
    DuplicateRefused,
    "Facebook already has this post.",
    "",
    "Look at the Page. To post it once more, change the words.",
)
_BUSY = Meaning(NotSent, "Facebook could not finish this right now.", "", _AGAIN)

SUBCODES: Table = {
    33: Meaning(
        NotThere,
        "Facebook does not know this, or the account may not see it.",
        "",
        "Check that it still exists on Facebook, and reconnect the account.",
    ),
    1346003: _FLAGGED,
    1349125: _BAD_FILE,
    1363022: Meaning(
        ContentRefused, "The video is too small for Facebook.", "", "Choose another video."
    ),
    1363023: Meaning(
        ContentRefused, "The video is too large for Facebook.", "", "Make it smaller or shorter."
    ),
    1363030: Meaning(MediaGone, "Facebook's upload took too long.", "", _AGAIN),
    1363037: Meaning(
        NotSent, "Facebook wants another part of the file.", "The upload broke off there.", _AGAIN
    ),
    1363042: Meaning(
        PermissionMissing,
        "The account may not upload videos to this Page.",
        "",
        "Check your role on the Page, then reconnect the account.",
    ),
    1363047: _BUSY,
    1366046: Meaning(
        ContentRefused,
        "Facebook can't use a picture of this post.",
        "It takes JPEG and PNG of 4 MB at most.",
        "Save it smaller, or as a JPEG, and try again.",
    ),
    1366051: _TWICE,
    1390008: Meaning(RateLimited, "Facebook wants this Page to post less often.", "", _AGAIN),
    1404006: Meaning(
        OwnerNeeded,
        "Facebook wants to see first that it is you.",
        "",
        "Sign in at facebook.com, pass its security check, then try again.",
    ),
    1404078: Meaning(
        OwnerNeeded,
        "Facebook wants you to be authorized to publish for this Page.",
        "",
        "Open the Page on Facebook, complete “Page Publishing Authorization”, then try again.",
    ),
    1404102: _FLAGGED,
    1404112: Meaning(
        OwnerNeeded,
        "Facebook has limited this account.",
        "",
        "Look at “Page quality” on Facebook for why and for how long, then try again.",
    ),
    1609005: _BAD_LINK,
    1609008: Meaning(
        ContentRefused,
        "Facebook does not take the link of this post.",
        "Links to facebook.com can't be posted this way.",
        _LINK,
    ),
    1609010: _BUSY,
    2061006: _BAD_LINK,
    2069019: _BAD_FILE,
    4854002: Meaning(
        OwnerNeeded,
        "Facebook wants you to confirm who you are.",
        "",
        "Sign in at facebook.com, confirm your identity, then try again.",
    ),
}
_MAYBE_PUBLISHED = frozenset({1363030, 1363047, 1609010})
CODES: Table = {506: _TWICE, 1609005: _BAD_LINK}


def judge(clock: Clock) -> Judge:
    """The judge of every call with an account's token.

    What passes is no answer to an irreversible call: it may have been carried out.
    """
    shared = graph.judge(NAME, clock, SUBCODES, CODES)

    def judged(failure: Failure) -> PublishingError | None:
        told = graph.told_by(failure)
        if failure.commit and told is not None and told.subcode in _MAYBE_PUBLISHED:
            return border.lost(NAME, "It answered with an error of its own.", failure.raw)
        return shared(failure)

    return judged


def judge_sign_in(clock: Clock) -> Judge:
    """The judge of the calls for tokens."""
    return graph.judge_sign_in(NAME, judge(clock))
