"""The practice world with a recorder at its wire: a program for `practice.process.start`.

Adds a platform "recorder" that has no hosts, only control calls:
GET  /_practice/recorder/exchanges   what went over the wire since the last time
POST /_practice/recorder/serve       {"endpoint", "status", "headers", "body"}: from now on every
                                     call of that endpoint gets exactly this answer
                                     with "echo" it repeats all that was sent, in words and headers
POST /_practice/recorder/stop        answers come from the platforms again
"""

from __future__ import annotations

import base64
import sys
import threading
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from brandcraft_desktop.practice import __main__ as program
from brandcraft_desktop.practice import world
from brandcraft_desktop.practice.exchange import Answer, Request, Service, endpoint_of, json_answer
from brandcraft_desktop.practice.platform import (
    Arrived,
    PlatformMaker,
    PracticeAccount,
    PracticePlatform,
    Shown,
)
from brandcraft_desktop.practice.platforms import PLATFORMS
from brandcraft_desktop.practice.times import PracticeClock
from brandcraft_desktop.practice.values import Object, child, dump, flag_of, text_of, whole_of

LARGEST = 16 * 1024 * 1024  # bytes of a body that is kept
NAME = "recorder"


class Recorder:
    """What went over the wire, and the answers that were ordered."""

    name = NAME

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: list[Object] = []
        self._ordered: dict[str, Answer] = {}
        self._echoing: set[str] = set()

    def answer(self, service: Service, request: Request) -> Answer:
        endpoint = endpoint_of(service, request.method, request.path, request.query)
        body = request.content()
        request.body.seek(0)
        ordered = self._ordered.get(endpoint)
        answer = service.answer(request) if ordered is None else ordered
        if endpoint in self._echoing:
            answer = _echo(answer, request, body)
        if len(body) > LARGEST:
            raise ValueError("too large to be recorded")
        kept: Object = {
            "endpoint": endpoint,
            "origin": request.origin,
            "method": request.method,
            "path": request.path,
            "query": request.query,
            "headers": {**request.headers},
            "body": base64.b64encode(body).decode(),
            "status": answer.status,
            "answer_headers": {name.lower(): value for name, value in answer.headers.items()},
            "answer": base64.b64encode(answer.body).decode(),
        }
        with self._lock:
            self._kept.append(kept)
        return answer

    def services(self) -> Mapping[str, Service]:
        return {}

    def accounts(self) -> Sequence[PracticeAccount]:
        return []

    def arrived(self) -> Sequence[Arrived]:
        return ()

    def timeline(self) -> Sequence[Shown]:
        return []

    def forget(self) -> None:
        """What is recorded stays until it is fetched."""

    def close(self) -> None:
        """Nothing is open."""

    def control(self, request: Request, action: str) -> Answer | None:
        if action == "exchanges" and request.method == "GET":
            with self._lock:
                kept, self._kept = self._kept, []
            return json_answer({"exchanges": [*kept]})
        if action == "serve" and request.method == "POST":
            self._order(request.json())
            return json_answer({})
        if action == "stop" and request.method == "POST":
            self._ordered.clear()
            self._echoing.clear()
            return json_answer({})
        return None

    def _order(self, value: Object) -> None:
        body = dump(value["body"]) if "body" in value else b""
        headers = {"Content-Type": "application/json; charset=utf-8"}
        more = child(value, "headers")
        if isinstance(more, dict):
            headers |= {name: one for name, one in more.items() if isinstance(one, str)}
        if flag_of(value, "echo"):
            self._echoing.add(text_of(value, "endpoint"))
        self._ordered[text_of(value, "endpoint")] = Answer(whole_of(value, "status"), headers, body)


def _echo(answer: Answer, request: Request, body: bytes) -> Answer:
    """A refusal that repeats everything it should not: what came in headers and body."""
    sent = request.headers.get("authorization", "")
    text = f"You sent {sent} with {request.query} and {body[:2000].decode('utf-8', 'replace')}"
    names = ("error", "error_description", "message", "detail", "title")
    said: Object = {**dict.fromkeys(names, text)}
    headers = {"X-Echo": sent.replace("\n", " "), "Content-Type": "application/json"}
    return Answer(answer.status, headers, dump(said))


class Listening:
    """A service whose calls are recorded."""

    def __init__(self, service: Service, recorder: Recorder) -> None:
        self._service, self._recorder = service, recorder

    def endpoint(self, method: str, path: str) -> str:
        return self._service.endpoint(method, path)

    def phase(self, method: str, path: str, query: str) -> str:
        return endpoint_of(self._service, method, path, query)

    def refusal(self, kind: str, status: int, error: str, message: str) -> Answer:
        return self._service.refusal(kind, status, error, message)

    def answer(self, request: Request) -> Answer:
        return self._recorder.answer(self._service, request)


def _recorded(
    make: PlatformMaker, recorder: Recorder, folder: Path, clock: PracticeClock, accounts: int
) -> PracticePlatform:
    platform = make(folder, clock, accounts)
    services = {
        origin: Listening(service, recorder) for origin, service in platform.services().items()
    }
    platform.services = lambda: services  # type: ignore[method-assign]
    return platform


def main() -> int:
    """As `python -m brandcraft_desktop.practice`."""
    recorder = Recorder()
    known: dict[str, PlatformMaker] = {
        name: partial(_recorded, make, recorder) for name, make in PLATFORMS.items()
    }
    known[NAME] = lambda folder, clock, accounts: recorder
    world.PLATFORMS = known  # type: ignore[attr-defined]
    program.PLATFORMS = known  # type: ignore[attr-defined]
    return program.main()


if __name__ == "__main__":
    sys.exit(main())
