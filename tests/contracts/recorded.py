"""One call as it went over the wire."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl


@dataclass(frozen=True)
class Exchange:
    """A request and its answer; header names in lower case, `status` 0: none came."""

    origin: str
    method: str
    path: str
    query: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    status: int = 0
    answer_headers: Mapping[str, str] = field(default_factory=dict)
    answer: bytes = b""
    endpoint: str = ""

    @property
    def mime(self) -> str:
        """The type of the request's body, without its parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def answer_mime(self) -> str:
        """The type of the answer's body."""
        return self.answer_headers.get("content-type", "").partition(";")[0].strip().lower()

    def parameters(self) -> list[tuple[str, str]]:
        """The query in order."""
        return parse_qsl(self.query, keep_blank_values=True)

    def json(self) -> object:
        """The request's body. Raises ValueError."""
        found: object = json.loads(self.body)
        return found

    def __str__(self) -> str:
        return f"{self.method} {self.origin}{self.path} -> {self.status}"
