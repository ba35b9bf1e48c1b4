"""Trouble on demand: which call goes wrong, and how, told from outside before it happens."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field

from brandcraft_desktop.practice.values import (
    Malformed,
    Object,
    flag_of,
    number_of,
    text_of,
    whole_of,
)

KINDS = (
    "none",  # nothing but the delay or the barrier
    "status",  # an error status
    "reset",  # TCP reset
    "close",  # closed in order, but without an answer
    "garbage",  # a 200 whose body is no answer of this API
    "cut",  # the answer ends in the middle of its body
    "expired_token",
    "revoked",
)


@dataclass(frozen=True)
class Fault:
    """One planned trouble.

    `nth` counts the calls of `endpoint` from now on, 1 = the next one; `times` says for how many
    calls in a row, 0 = for all from then on. `accepted` says whether the platform carries the
    request out before the trouble shows. `hold` names a barrier at `where` ("before" or "after"
    carrying it out) that keeps the call until somebody releases it.
    """

    endpoint: str
    kind: str = "none"
    nth: int = 1
    times: int = 1
    accepted: bool = False
    before_ms: float = 0.0
    after_ms: float = 0.0
    hold: str = ""
    where: str = "before"
    status: int = 500
    error: str = ""
    message: str = ""
    retry_after: str = ""
    rate_limit_reset_in: int = -1
    after_bytes: int = -1


@dataclass
class _Waiting:
    fault: Fault
    seen: int = 0


@dataclass
class Barrier:
    """A call that stands still until it is released, with what shall become of it."""

    arrived: int = 0
    outcome: str = ""
    changed: threading.Condition = field(default_factory=threading.Condition)


class Faults:
    """The queue of planned troubles and the barriers; safe to use from every thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: list[_Waiting] = []
        self._barriers: dict[str, Barrier] = {}

    def plan(self, fault: Fault) -> None:
        with self._lock:
            self._waiting.append(_Waiting(fault))
            if fault.hold:
                self._barriers[fault.hold] = Barrier()

    def planned(self) -> list[Fault]:
        with self._lock:
            return [waiting.fault for waiting in self._waiting]

    def clear(self, outcome: str = "go") -> None:
        """Forget everything planned and let go of everybody who waits (see `release`)."""
        with self._lock:
            self._waiting.clear()
            barriers = list(self._barriers.values())
            self._barriers.clear()
        for barrier in barriers:
            _open(barrier, outcome)

    def take(self, endpoint: str) -> Fault | None:
        """The trouble of this call of `endpoint`, if any; every call must ask exactly once."""
        found: Fault | None = None
        with self._lock:
            for waiting in list(self._waiting):
                fault = waiting.fault
                if fault.endpoint not in (endpoint, "*"):
                    continue
                waiting.seen += 1
                if waiting.seen < fault.nth or found is not None:
                    continue
                found = fault
                if fault.times and waiting.seen >= fault.nth + fault.times - 1:
                    self._waiting.remove(waiting)
        return found

    def stand(self, name: str) -> str:
        """Wait at the barrier `name`; the answer is what shall become of the call."""
        with self._lock:
            barrier = self._barriers.get(name)
        if barrier is None:
            return "go"
        with barrier.changed:
            barrier.arrived += 1
            barrier.changed.notify_all()
            barrier.changed.wait_for(lambda: bool(barrier.outcome))
            return barrier.outcome

    def release(self, name: str, outcome: str) -> bool:
        """Open a barrier: "go" carries on, "reset" and "close" end the connection there."""
        with self._lock:
            barrier = self._barriers.get(name)
        if barrier is None:
            return False
        _open(barrier, outcome)
        return True

    def wait_until_held(self, name: str, timeout: float) -> bool:
        """True once a call stands at the barrier; False after `timeout` seconds."""
        with self._lock:
            barrier = self._barriers.get(name)
        if barrier is None:
            return False
        with barrier.changed:
            return barrier.changed.wait_for(lambda: barrier.arrived > 0, timeout)

    def held(self) -> Mapping[str, int]:
        """How many calls have come to each barrier that is still shut."""
        with self._lock:
            return {name: one.arrived for name, one in self._barriers.items() if not one.outcome}


def _open(barrier: Barrier, outcome: str) -> None:
    with barrier.changed:
        barrier.outcome = outcome
        barrier.changed.notify_all()


def fault_from(value: Object) -> Fault:
    """The fault a control request describes. Raises values.Malformed."""
    known = set(Fault.__dataclass_fields__)
    if unknown := sorted(set(value) - known):
        raise Malformed(f"unknown field {unknown[0]}")
    fault = Fault(
        endpoint=text_of(value, "endpoint"),
        kind=text_of(value, "kind", "none"),
        nth=whole_of(value, "nth", 1),
        times=whole_of(value, "times", 1),
        accepted=flag_of(value, "accepted"),
        before_ms=number_of(value, "before_ms"),
        after_ms=number_of(value, "after_ms"),
        hold=text_of(value, "hold"),
        where=text_of(value, "where", "before"),
        status=whole_of(value, "status", 500),
        error=text_of(value, "error"),
        message=text_of(value, "message"),
        retry_after=text_of(value, "retry_after"),
        rate_limit_reset_in=whole_of(value, "rate_limit_reset_in", -1),
        after_bytes=whole_of(value, "after_bytes", -1),
    )
    if not fault.endpoint:
        raise Malformed("endpoint is missing")
    if fault.kind not in KINDS:
        raise Malformed(f"kind must be one of {', '.join(KINDS)}")
    if fault.where not in ("before", "after"):
        raise Malformed("where must be before or after")
    if fault.nth < 1 or fault.times < 0:
        raise Malformed("nth starts at 1, times at 0")
    return fault
