"""How a try of a delivery ends when it did not publish: the class of the error decides."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

from brandcraft_desktop.domain.retry import MAX_ATTEMPTS
from brandcraft_desktop.errors import NotSent, OutcomeUnknown, PublishingError

# When to look whether a lost call arrived, each counted from the look before; after the last one
# its person is asked.
LOOKS = (
    timedelta(seconds=2),
    timedelta(seconds=10),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
)


class Ending(StrEnum):
    """What becomes of the delivery."""

    RETRY = "retry"  # surely not out: again, later
    LOOK = "look"  # perhaps out: ask the platform, later
    FAILED = "failed"
    UNCONFIRMED = "unconfirmed"


def ending(
    error: PublishingError | None,
    *,
    tries: int,
    looks: int,
    call_open: bool,
    looked: bool,
    most: int = MAX_ATTEMPTS,
) -> Ending:
    """How to go on after `error` (None: a fault of our own).

    `call_open`: an irreversible call was made whose outcome is not known; `looked`: the platform
    has been asked about it and can't tell, now or later. `tries` and `looks` count the ones
    so far; after `most` tries what was not sent is not tried again.
    """
    if call_open:
        return Ending.UNCONFIRMED if looked or looks >= len(LOOKS) else Ending.LOOK
    if isinstance(error, NotSent | OutcomeUnknown):
        return Ending.RETRY if tries < most else Ending.FAILED
    return Ending.FAILED
