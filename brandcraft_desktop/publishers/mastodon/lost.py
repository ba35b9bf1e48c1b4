"""What is known of a call whose answer never came, over all attempts that follow.

A server gives the first post again for a repeated Idempotency-Key, for an hour from that post on
(mastodon/documentation @2903485, POST /api/v1/statuses). So a lost call may be made again within 50
minutes of its first arming, however often; afterwards only looking helps, even where a later call
of the same message was refused and nothing is armed any more.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from brandcraft_desktop.domain.steps import Steps

REPEATABLE = timedelta(minutes=50)


class Lost:
    """The lost call of one message, if there was one: `since` is when it was first made."""

    def __init__(self, steps: Steps, number: int) -> None:
        self._steps = steps
        self._name = f"lost {number}."
        self._told = f"told {number}."
        kept = steps.once(self._name, lambda: "")
        self.since = datetime.fromisoformat(kept) if kept else None

    def note(self, armed_at: datetime) -> datetime:
        """Its answer is lost: remember the first arming, and give it."""
        if self.since is None:
            self._steps.forget(self._name)  # nothing: an empty text
            kept = self._steps.once(self._name, armed_at.isoformat)
            self.since = datetime.fromisoformat(kept)
        return min(self.since, armed_at)

    def may_repeat(self, now: datetime) -> bool:
        """Whether the server surely knows the key of the first call still, if it got it."""
        return self.since is None or now - self.since < REPEATABLE

    def unknown(self) -> None:
        """Looking did not help: from here on its person decides."""
        self._steps.once(self._told, lambda: "yes")

    def decided(self) -> bool:
        """Whether its person has said that it is not there; then it begins anew.

        Nothing else leads from an unknown outcome back to a call.
        """
        if self._steps.once(self._told, lambda: "") != "yes":
            self._steps.forget(self._told)
            return False
        self._steps.forget(self._name)
        self._steps.forget(self._told)
        self.since = None
        return True
