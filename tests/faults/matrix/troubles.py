"""Everything that can go wrong with one call."""

from __future__ import annotations

from dataclasses import dataclass

from brandcraft_desktop.practice.values import Json

HELD = "matrix"
RETRY_AFTER = 40  # seconds


@dataclass(frozen=True)
class Trouble:
    """One kind of trouble, as `practice.faults.Fault` plans it.

    `unsure`: whoever sent the call can't know whether it was carried out; `accepted`: it was.
    `signed_out`: the answer says that the token is no good ("expired" or "revoked"). `times` as
    in a fault: 0 is for good, until its person has done something.
    `held`: no answer comes, so that the client gives up; what is held is dropped afterwards.
    """

    name: str
    kind: str = "status"
    status: int = 500
    unsure: bool = False
    accepted: bool = False
    retry_after: str = ""
    signed_out: str = ""
    held: str = ""
    times: int = 1

    def fields(self) -> dict[str, Json]:
        """The fields of the control call that plans it."""
        made: dict[str, Json] = {
            "kind": self.kind,
            "status": self.status,
            "accepted": self.accepted,
            "retry_after": self.retry_after,
            "times": self.times,
        }
        return made | ({"hold": HELD, "where": self.held} if self.held else {})


TROUBLES = (
    Trouble("500", unsure=True),
    Trouble("500, yet accepted", unsure=True, accepted=True),
    Trouble("429", status=429),
    Trouble("429 with Retry-After", status=429, retry_after=str(RETRY_AFTER)),
    Trouble("reset before", "reset", unsure=True),
    Trouble("accepted, then dropped", "reset", unsure=True, accepted=True),
    Trouble("time-out", "close", unsure=True, held="before"),
    Trouble("time-out, yet accepted", "close", unsure=True, accepted=True, held="after"),
    Trouble("garbage body", "garbage", unsure=True),
    Trouble("garbage body, yet accepted", "garbage", unsure=True, accepted=True),
    Trouble("expired token", "expired_token", signed_out="expired"),
    Trouble("revoked token", "revoked", signed_out="revoked"),
    Trouble("revoked for good", "revoked", signed_out="revoked", times=0),
)
