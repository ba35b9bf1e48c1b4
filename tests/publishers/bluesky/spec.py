"""Recorded calls against the official lexicons: their names, parameters, inputs and outputs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker, ValidationError, validators

from brandcraft_desktop.domain.text import graphemes
from tests.contracts.recorded import Exchange
from tests.practice.lexicons import lexicon, output_validator

PREFIX = "/xrpc/"
_RECORDS = ("com.atproto.repo.putRecord", "com.atproto.repo.createRecord")


def _most_bytes(_: Any, limit: int, value: Any, __: Any) -> Iterator[ValidationError]:
    if isinstance(value, str) and len(value.encode()) > limit:
        yield ValidationError(f"more than {limit} bytes")


def _most_graphemes(_: Any, limit: int, value: Any, __: Any) -> Iterator[ValidationError]:
    if isinstance(value, str) and graphemes.count(value) > limit:
        yield ValidationError(f"more than {limit} graphemes")


Validator = validators.extend(
    Draft202012Validator, {"x-maxUtf8Bytes": _most_bytes, "x-maxGraphemes": _most_graphemes}
)


class Lexicons:
    """Implements `tests.publishers.flow.Spec`."""

    def __init__(self, reference: Path) -> None:
        self._reference = reference
        schema = reference / "platforms/specs/bluesky/bluesky.schema.json"
        self._schema: dict[str, Any] = json.loads(schema.read_text(encoding="utf-8"))["$defs"]

    def operation(self, exchange: Exchange) -> str:
        """The method that is called: "POST com.atproto.repo.putRecord"."""
        name = exchange.path.removeprefix(PREFIX)
        known = exchange.path.startswith(PREFIX) and lexicon(self._reference, name)
        return f"{exchange.method} {name}" if known else ""

    def wrong(self, exchange: Exchange) -> Sequence[str]:
        """What the lexicon of the method finds wrong."""
        name = exchange.path.removeprefix(PREFIX)
        rule = lexicon(self._reference, name).get("main")
        if not exchange.path.startswith(PREFIX) or rule is None:
            return []
        said = [*self._call(rule, exchange), *self._input(name, exchange)]
        if exchange.status == 200 and "schema" in rule.get("output", {}):
            answer = json.loads(exchange.answer)
            found = output_validator(self._reference, name).iter_errors(answer)
            # The real service gives the job bare, its lexicon nests it: see the sheet.
            bare = name == "app.bsky.video.uploadVideo" and "jobStatus" not in answer
            said += [] if bare else [f"answer: {error.message}" for error in found]
        return [f"{name}: {one}" for one in said]

    def _call(self, rule: dict[str, Any], exchange: Exchange) -> Iterator[str]:
        verb = "GET" if rule["type"] == "query" else "POST"
        if exchange.method != verb:
            yield f"{exchange.method}, not {verb}"
        parameters = rule.get("parameters", {})
        known, sent = parameters.get("properties", {}), dict(exchange.parameters())
        # The video service is asked for a name too; its lexicon has none yet (see the sheet).
        yield from (
            f"unknown parameter {one}" for one in sent.keys() - known.keys() - {"name", "did"}
        )
        yield from (
            f"{one} is missing" for one in parameters.get("required", []) if one not in sent
        )
        encoding = rule.get("input", {}).get("encoding", "")
        if encoding == "application/json" and exchange.mime != encoding:
            yield f"a body of {exchange.mime or 'no type'}"
        if not encoding and exchange.body:
            yield "takes no body"

    def _input(self, name: str, exchange: Exchange) -> Iterator[str]:
        schema = f"root:{name}.input"
        if schema not in self._schema:
            return
        body: Any = exchange.json()
        yield from self.judged(schema, body)
        if name in _RECORDS:
            yield from self.judged(f"root:{body['collection']}", body["record"])

    def judged(self, schema: str, body: object) -> list[str]:
        """What one schema finds wrong with a body."""
        whole = {"$ref": f"#/$defs/{schema}", "$defs": self._schema}
        found = Validator(whole, format_checker=FormatChecker()).iter_errors(body)
        return [f"{schema}: {error.message}" for error in found]
