"""Every call a practice service received, in order, with its time."""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from brandcraft_desktop.practice.times import stamp
from brandcraft_desktop.practice.values import Object

# Some platforms take their secret in the path: "/bot1:secret/getMe", "/webhooks/1/secret".
_SECRET = re.compile(r"(/bot[0-9]+:|/webhooks/[0-9]+/)[\w-]+")


@dataclass(frozen=True)
class Call:
    """One call. `status` 0 = no answer was sent (yet); `accepted` = it was carried out."""

    number: int
    at: float
    origin: str
    endpoint: str
    method: str
    path: str
    fault: str = ""
    accepted: bool = False
    status: int = 0
    took_ms: float = 0.0

    def to_json(self) -> Object:
        return {
            "number": self.number,
            "at": self.at,
            "time": stamp(self.at),
            "origin": self.origin,
            "endpoint": self.endpoint,
            "method": self.method,
            "path": self.path,
            "fault": self.fault,
            "accepted": self.accepted,
            "status": self.status,
            "took_ms": round(self.took_ms, 3),
        }


class Calls:
    """The log of calls; safe to use from every thread."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._calls: list[Call] = []
        self._number = 0

    def begin(self, at: float, origin: str, endpoint: str, method: str, path: str) -> Call:
        with self._changed:
            self._number += 1
            shown = _SECRET.sub(r"\1[hidden]", path)
            call = Call(self._number, at, origin, endpoint, method, shown)
            self._calls.append(call)
            self._changed.notify_all()
            return call

    def end(self, call: Call) -> None:
        """Put `call`, now with its outcome, in the place of the one that began."""
        with self._changed:
            for index in range(len(self._calls) - 1, -1, -1):
                if self._calls[index].number == call.number:
                    self._calls[index] = call
                    break
            self._changed.notify_all()

    def all(self, endpoint: str = "") -> list[Call]:
        with self._changed:
            return [call for call in self._calls if endpoint in ("", call.endpoint)]

    def counts(self) -> Mapping[str, int]:
        """How often each endpoint was called."""
        with self._changed:
            return Counter(call.endpoint for call in self._calls)

    def clear(self) -> None:
        with self._changed:
            self._calls.clear()

    def wait_for(self, endpoint: str, count: int, timeout: float) -> bool:
        """True once `endpoint` was called `count` times; False after `timeout` seconds."""

        def enough() -> bool:
            return sum(1 for call in self._calls if call.endpoint == endpoint) >= count

        with self._changed:
            return self._changed.wait_for(enough, timeout)
