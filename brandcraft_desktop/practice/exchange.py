"""What a service is asked and what it answers: plain values between HTTP and the platforms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import IO, Protocol, runtime_checkable
from urllib.parse import parse_qsl

from brandcraft_desktop.practice.values import Json, Object, dump, parse_object


@dataclass(frozen=True)
class Request:
    """One request, its body already received; header names are lower case."""

    origin: str
    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: IO[bytes]
    size: int
    client: str

    def parameters(self) -> list[tuple[str, str]]:
        """The query in order, percent signs undone, empty values kept."""
        return parse_qsl(self.query, keep_blank_values=True)

    def parameter(self, name: str, default: str = "") -> str:
        return next((value for key, value in self.parameters() if key == name), default)

    def content(self) -> bytes:
        """The whole body in memory; large uploads read `body` instead."""
        self.body.seek(0)
        return self.body.read()

    def json(self) -> Object:
        """The body as a JSON object. Raises values.Malformed."""
        return parse_object(self.content())


@dataclass(frozen=True)
class Answer:
    """A status with headers and a body, either bytes or the file to send."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


class Service(Protocol):
    """What listens behind one official origin."""

    def endpoint(self, method: str, path: str) -> str:
        """The name under which faults and counters know this call."""

    def answer(self, request: Request) -> Answer:
        """Do it. Must not raise: a refusal is an answer."""

    def refusal(self, kind: str, status: int, error: str, message: str) -> Answer:
        """The platform's words for a fault kind: expired_token, revoked, status (then `status`)."""


@runtime_checkable
class Phased(Service, Protocol):
    """One whose calls are told apart by their query, too (the phases of an upload)."""

    def phase(self, method: str, path: str, query: str) -> str:
        """In place of `endpoint`."""


def endpoint_of(service: Service, method: str, path: str, query: str) -> str:
    """The name under which faults and counters know a call."""
    if isinstance(service, Phased):
        return service.phase(method, path, query)
    return service.endpoint(method, path)


def json_answer(value: Json, status: int = 200, headers: Mapping[str, str] | None = None) -> Answer:
    """`value` as a JSON answer."""
    return Answer(
        status, {"Content-Type": "application/json; charset=utf-8", **(headers or {})}, dump(value)
    )


def html_answer(text: str, status: int = 200, policy: str = "") -> Answer:
    """A page; nothing of it may be kept by a browser. `policy` is its content security policy."""
    headers = {"Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store"}
    if policy:
        headers["Content-Security-Policy"] = policy
    return Answer(status, headers, text.encode("utf-8"))
