"""What a refusal means, as a table: the first line that fits is the error."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from brandcraft_desktop.errors import PublishingError, RateLimited
from brandcraft_desktop.publishers.exchange import Failure
from brandcraft_desktop.publishers.redact import without_secrets

_LONGEST = 300  # characters of a platform's own words
_LONGEST_WAIT = 86_400  # seconds
EDIT = "Edit the post and try again."


@dataclass(frozen=True)
class Meaning:
    """One line; an empty `cause` takes the platform's own words.

    It fits a `status` (0: any) with this `code` of the platform's own (0: any) and a message that
    holds `words`, a regular expression.
    """

    error: type[PublishingError]
    title: str
    cause: str = ""
    action: str = EDIT
    status: int = 0
    code: int = 0
    words: str = ""

    def fits(self, status: int, code: int | None, message: str) -> bool:
        """Whether this line speaks of such an answer."""
        return (
            self.status in (0, status)
            and self.code in (0, code)
            and re.search(self.words, message, re.IGNORECASE) is not None
        )


def meant(
    platform: str, table: Sequence[Meaning], failure: Failure, code: int | None, message: str
) -> PublishingError | None:
    """The error of the first line that fits; None where only the status speaks."""
    found = next((one for one in table if one.fits(failure.status, code, message)), None)
    if found is None:
        return None
    cause = found.cause or sentence(platform, message)
    return found.error(found.title, cause, found.action, raw=failure.raw)


def too_many(platform: str, failure: Failure, seconds: int) -> RateLimited:
    """For a platform that says in its answer's body when to come again."""
    return RateLimited(
        f"{platform} wants us to slow down.",
        "Too many messages were sent in a short time.",
        "Wait a while, then try again.",
        retry_after=timedelta(seconds=min(max(seconds, 0), _LONGEST_WAIT)),
        raw=failure.raw,
    )


def sentence(platform: str, message: str) -> str:
    """A platform's own words as one sentence of reasonable length."""
    words = without_secrets(" ".join(message.split()))[:_LONGEST]
    return f"{platform} says: {words.rstrip('.')}." if words else ""
