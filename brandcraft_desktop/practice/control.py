"""The control port: troubles, counters, time, what arrived; and the page for people.

GET  /                          the page
GET  /_practice/calls[?endpoint=]   {"counts": {…}, "calls": […]}
POST /_practice/calls/clear
GET  /_practice/faults          planned troubles; POST plans one (fields of `faults.Fault`)
POST /_practice/faults/clear    forget them and let everybody go
GET  /_practice/holds           barriers and how many calls stand there
POST /_practice/release         {"hold", "then": "go" | "reset" | "close"}
POST /_practice/wait            {"hold", "timeout"} or {"endpoint", "count", "timeout"}
POST /_practice/clock           {"advance_seconds"}; GET: {"seconds", "time"}
POST /_practice/origins         {"origin", "up": false}: connections are refused; GET: which are up
POST /_practice/forget          throw away everything posted
GET  /_practice/<platform>/arrived   {"arrived": [`platform.Arrived`, …]}: what is out, oldest first
     /_practice/<platform>/…    see the platform
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict

from brandcraft_desktop.practice.exchange import Answer, Request, html_answer, json_answer
from brandcraft_desktop.practice.faults import fault_from
from brandcraft_desktop.practice.listener import Listener, World
from brandcraft_desktop.practice.page import POLICY, news, render
from brandcraft_desktop.practice.platform import PracticePlatform
from brandcraft_desktop.practice.values import (
    Json,
    Malformed,
    Object,
    flag_of,
    number_of,
    text_of,
    whole_of,
)

_LONGEST_WAIT = 120.0


class Control:
    """Answers on the control port; it is never faulted and never counted."""

    def __init__(
        self,
        world: World,
        platforms: Sequence[PracticePlatform],
        listeners: Mapping[str, Listener],
    ) -> None:
        self._world, self._platforms, self._listeners = world, platforms, listeners
        self._looks: Mapping[str, Callable[[Request], Json]] = {
            "calls": self._calls,
            "faults": lambda _: {"faults": [{**asdict(f)} for f in world.faults.planned()]},
            "holds": lambda _: {"holds": {**world.faults.held()}},
            "clock": lambda _: {"seconds": world.clock.seconds(), "time": world.clock.stamp()},
            "origins": lambda _: {"up": {o: one.is_up for o, one in listeners.items()}},
        }
        self._changes: Mapping[str, Callable[[Object], Json]] = {
            "calls/clear": self._clear_calls,
            "faults": self._plan,
            "faults/clear": self._clear_faults,
            "release": self._release,
            "wait": self._wait,
            "clock": self._advance,
            "origins": self._switch,
            "forget": self._forget,
        }

    def endpoint(self, method: str, path: str) -> str:
        return path

    def refusal(self, kind: str, status: int, error: str, message: str) -> Answer:
        return json_answer({"error": error, "message": message}, status)

    def answer(self, request: Request) -> Answer:
        host = request.headers.get("host", "").rpartition(":")[0] or request.headers.get("host")
        if host not in ("127.0.0.1", "localhost"):
            # A web page elsewhere must not steer the practice world through a resolver trick.
            return json_answer({"error": "the control port is for this machine only"}, 403)
        try:
            found = self._route(request)
        except Malformed as error:
            return json_answer({"error": str(error)}, 400)
        return found or json_answer({"error": f"no {request.method} {request.path} here"}, 404)

    def _route(self, request: Request) -> Answer | None:
        if request.path == "/" and request.method in ("GET", "HEAD"):
            return html_answer(render(self._platforms), policy=POLICY)
        if request.path == "/news" and request.method == "GET":
            return html_answer(news(self._platforms), policy=POLICY)
        if not request.path.startswith("/_practice/"):
            return None
        action = request.path.removeprefix("/_practice/")
        if request.method == "GET" and (look := self._looks.get(action)) is not None:
            return json_answer(look(request))
        if request.method == "POST" and (change := self._changes.get(action)) is not None:
            return json_answer(change(request.json()))
        name, _, rest = action.partition("/")
        for platform in self._platforms:
            if platform.name == name and rest == "arrived":
                return json_answer({"arrived": [one.to_json() for one in platform.arrived()]})
            if platform.name == name:
                return platform.control(request, rest)
        return None

    def _calls(self, request: Request) -> Json:
        calls = self._world.calls.all(request.parameter("endpoint"))
        return {
            "counts": {**self._world.calls.counts()},
            "calls": [call.to_json() for call in calls],
        }

    def _clear_calls(self, value: Object) -> Json:
        self._world.calls.clear()
        return {}

    def _plan(self, value: Object) -> Json:
        fault = fault_from(value)
        self._world.faults.plan(fault)
        return {"planned": {**asdict(fault)}}

    def _clear_faults(self, value: Object) -> Json:
        self._world.faults.clear()
        return {}

    def _release(self, value: Object) -> Json:
        outcome = text_of(value, "then", "go")
        if outcome not in ("go", "reset", "close"):
            raise Malformed("then must be go, reset or close")
        if not self._world.faults.release(text_of(value, "hold"), outcome):
            raise Malformed("there is no such barrier")
        return {}

    def _wait(self, value: Object) -> Json:
        timeout = min(number_of(value, "timeout", 10.0), _LONGEST_WAIT)
        hold = text_of(value, "hold")
        if hold:
            return {"arrived": self._world.faults.wait_until_held(hold, timeout)}
        count = whole_of(value, "count", 1)
        arrived = self._world.calls.wait_for(text_of(value, "endpoint"), count, timeout)
        return {"arrived": arrived}

    def _advance(self, value: Object) -> Json:
        self._world.clock.advance(number_of(value, "advance_seconds"))
        return {"seconds": self._world.clock.seconds(), "time": self._world.clock.stamp()}

    def _switch(self, value: Object) -> Json:
        listener = self._listeners.get(text_of(value, "origin"))
        if listener is None:
            raise Malformed("there is no such origin")
        if flag_of(value, "up", True):
            listener.up()
        else:
            listener.down()
        return {"up": listener.is_up}

    def _forget(self, value: Object) -> Json:
        for platform in self._platforms:
            platform.forget()
        return {}
