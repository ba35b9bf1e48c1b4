"""One origin behind which several platforms answer: graph.facebook.com is Instagram's as well."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol, runtime_checkable

from brandcraft_desktop.practice.exchange import Answer, Request, Service, endpoint_of


@runtime_checkable
class Claiming(Service, Protocol):
    """One that knows which calls at a shared origin are its own."""

    def claims(self, method: str, path: str, query: str, headers: Mapping[str, str]) -> bool:
        """Whether this call is for it; `headers` are empty where only its name is wanted."""


class Shared:
    """Gives each call to the service that claims it, and all others to the one that claims none."""

    def __init__(self, services: Sequence[Service]) -> None:
        self._claiming = [one for one in services if isinstance(one, Claiming)]
        rest = [one for one in services if not isinstance(one, Claiming)]
        self._usual = rest[0] if rest else services[0]

    def endpoint(self, method: str, path: str) -> str:
        return self.phase(method, path, "")

    def phase(self, method: str, path: str, query: str) -> str:
        return endpoint_of(self._for(method, path, query, {}), method, path, query)

    def refusal(self, kind: str, status: int, error: str, message: str) -> Answer:
        return self._usual.refusal(kind, status, error, message)

    def answer(self, request: Request) -> Answer:
        found = self._for(request.method, request.path, request.query, request.headers)
        return found.answer(request)

    def _for(self, method: str, path: str, query: str, headers: Mapping[str, str]) -> Service:
        claimed = (one for one in self._claiming if one.claims(method, path, query, headers))
        return next(claimed, self._usual)
