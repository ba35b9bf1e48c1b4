"""What goes out and what comes back through `http`; none of it leaves this package."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias
from urllib.parse import urlencode, urlsplit

from brandcraft_desktop.errors import PublishingError
from brandcraft_desktop.publishers.json_value import Clean, JsonObject
from brandcraft_desktop.publishers.redact import without_secrets

Progress: TypeAlias = Callable[[int, int], None]
"""Told how many bytes of how many are out."""


@dataclass(frozen=True)
class Upload:
    """A file that is streamed as the request's body, or a few bytes in memory.

    `bytes` of it from `start` on are sent, so that a large file goes out in pieces.
    """

    source: Path | bytes = field(repr=False)
    mime: str
    bytes: int
    progress: Progress | None = field(default=None, repr=False, compare=False)
    start: int = 0


@dataclass(frozen=True)
class InlineFile:
    """A file that stands inside JSON as Base64 text (RFC 4648, 4); it is streamed all the same."""

    upload: Upload


@dataclass(frozen=True)
class FilePart:
    """A file inside a form: the field's name, the file's name, and the file (or a piece of it)."""

    field: str
    name: str
    upload: Upload


@dataclass(frozen=True)
class Multipart:
    """A form with files (RFC 7578): all `fields` in their order, then the `files` in theirs."""

    fields: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    files: tuple[FilePart, ...] = ()


@dataclass(frozen=True)
class Failure:
    """An answer that is no success, before it has become an error of ours.

    `json` is None where the body is no JSON object; it and `raw` have their secrets removed.
    `commit` says that it answers an irreversible call.
    """

    status: int
    headers: Mapping[str, str]
    json: JsonObject | None
    raw: str
    host: str
    commit: bool


Judge: TypeAlias = Callable[[Failure], PublishingError | None]
"""A platform's own table: the error a refusal means, or None where it only follows the status."""


@dataclass(frozen=True)
class Request:
    """One call; of `json`, `form`, `multipart` and `upload` it has one at most as its body.

    Within `json` an `InlineFile` may stand in place of a text. `basic` is a name with its password
    (RFC 7617), `headers` what the platform wants besides. `secrets` are values in it that no error
    may show; `seconds` bounds each wait; `reads_json` is off where a success holds something else.
    `bucket` names what the platform counts this call under: once an answer says that none is left,
    the next waits here until the count begins anew.
    """

    method: str
    url: str
    query: tuple[tuple[str, str], ...] = ()
    bearer: str = field(default="", repr=False)
    json: Mapping[str, object] | None = field(default=None, repr=False)
    upload: Upload | None = None
    form: tuple[tuple[str, str], ...] | None = field(default=None, repr=False)
    multipart: Multipart | None = field(default=None, repr=False)
    basic: tuple[str, str] | None = field(default=None, repr=False)
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    bucket: str = ""
    judge: Judge | None = None
    secrets: tuple[str, ...] = field(default=(), repr=False)
    seconds: float = 30.0
    reads_json: bool = True

    @property
    def full_url(self) -> str:
        """The address with its query."""
        return f"{self.url}?{urlencode(self.query)}" if self.query else self.url

    @property
    def host(self) -> str:
        """The official host, as people know it."""
        return urlsplit(self.url).netloc

    def describe(self, outcome: str, body: str = "") -> str:
        """For `PublishingError.raw`: what was asked and what came, with secrets removed."""
        parts = urlsplit(self.url)
        line = f"{self.method} {parts.netloc}{parts.path}: {outcome}"
        return self.clean(line) + (f"\n{self.clean(body)}" if body else "")

    def clean(self, text: str) -> str:
        """Some of what came back, with the secrets removed that went out."""
        password = self.basic[1] if self.basic is not None else ""
        return without_secrets(text, (self.bearer, password, *self.secrets))


@dataclass(frozen=True)
class Answer:
    """A success. `json` is empty where the body was; header names are in lower case.

    `clean` takes the secrets of its request out of what becomes part of an error.
    """

    status: int
    headers: Mapping[str, str]
    json: JsonObject
    body: bytes = field(repr=False)
    clean: Clean = field(default=without_secrets, repr=False, compare=False)
