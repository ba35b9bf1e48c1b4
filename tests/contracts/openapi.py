"""Holds recorded calls against an official OpenAPI document (3.0 or 3.1), requests and answers.

Stricter than the standard where a mistake would pass unseen: a query parameter or a field of a body
that the document does not know is wrong.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from jsonschema import Draft202012Validator, FormatChecker

from tests.contracts.bodies import fields_of
from tests.contracts.recorded import Exchange
from tests.contracts.schemas import coerced, known_names, modern

METHODS = ("get", "post", "put", "patch", "delete", "head")
FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"
JSON = "application/json"


@dataclass(frozen=True)
class Operation:
    """One method of one path template."""

    name: str  # "POST /2/tweets/{id}"
    pattern: re.Pattern[str]
    rule: dict[str, Any]
    shared: list[dict[str, Any]]  # parameters of the path


class OpenApi:
    """One document; implements `tests.publishers.flow.Spec`.

    `origins` are the hosts it speaks of (None: every one), `base` what stands before its paths
    (None: taken from its first server). `forms_as_json`: a form is judged by the JSON schema where
    only JSON is documented, for servers that take either (Mastodon's are Rails).
    """

    def __init__(
        self,
        document: Mapping[str, Any],
        *,
        origins: Iterable[str] | None = None,
        base: str | None = None,
        forms_as_json: bool = False,
    ) -> None:
        self._document = dict(document)
        self._origins = None if origins is None else frozenset(origins)
        servers = self._document.get("servers") or [{"url": ""}]
        self.base = urlsplit(servers[0]["url"]).path.rstrip("/") if base is None else base
        self._forms_as_json = forms_as_json
        self._validators: dict[str, Draft202012Validator] = {}

    @classmethod
    def read(cls, path: Path, **more: Any) -> OpenApi:
        """The document in a file."""
        return cls(json.loads(path.read_text(encoding="utf-8")), **more)

    @cached_property
    def operations(self) -> tuple[Operation, ...]:
        """All of them, those without variables first."""
        found = []
        for template, path in self._document["paths"].items():
            pieces = re.split(r"(\{[^}]+\})", template)
            pattern = "".join(
                f"(?P<v{number}>[^/]+)" if piece.startswith("{") else re.escape(piece)
                for number, piece in enumerate(pieces)
            )
            for method in METHODS:
                if method in path:
                    name = f"{method.upper()} {template}"
                    shared = path.get("parameters", [])
                    found.append(Operation(name, re.compile(pattern), path[method], shared))
        return tuple(sorted(found, key=lambda one: one.name.count("{")))

    def find(self, exchange: Exchange) -> Operation | None:
        """The operation of a call."""
        if self._origins is not None and exchange.origin not in self._origins:
            return None
        if not exchange.path.startswith(self.base):
            return None
        path = exchange.path[len(self.base) :]
        return next(
            (
                one
                for one in self.operations
                if one.name.split()[0] == exchange.method and one.pattern.fullmatch(path)
            ),
            None,
        )

    def operation(self, exchange: Exchange) -> str:
        """Its name, or "" where the document knows no such call."""
        found = self.find(exchange)
        return "" if found is None else found.name

    def wrong(self, exchange: Exchange) -> list[str]:
        """What is wrong with the request and the answer; nothing for what it does not know."""
        found = self.find(exchange)
        if found is None:
            return []
        return [*self._wrong_request(found, exchange), *self._wrong_answer(found, exchange)]

    def wrong_body(self, pointer: str, body: object) -> list[str]:
        """What a schema of the document ("#/components/schemas/Pin") finds wrong with a body."""
        return list(self._judge(self._resolved({"$ref": pointer}), body, "request"))

    def _wrong_request(self, one: Operation, exchange: Exchange) -> Iterator[str]:
        yield from self._wrong_parameters(one, exchange)
        yield from self._wrong_sign_in(one, exchange)
        body = self._resolved(one.rule.get("requestBody") or {})
        if not exchange.body:
            if body.get("required"):
                yield f"{one.name}: the body is missing"
            return
        content = body.get("content", {})
        if not content:
            if exchange.body.strip() not in (b"", b"{}"):
                yield f"{one.name}: takes no body"
            return
        mime, kept = exchange.mime, exchange.mime
        if mime not in content and mime in (FORM, MULTIPART) and self._forms_as_json:
            kept = JSON if JSON in content else next(iter(content))
        if kept not in content:
            yield f"{one.name}: a body of {mime or 'no type'}, not {', '.join(content)}"
            return
        schema = content[kept].get("schema", {})
        yield from (
            f"{one.name}: {problem}" for problem in self._wrong_content(schema, exchange, mime)
        )

    def _wrong_content(
        self, schema: dict[str, Any], exchange: Exchange, mime: str
    ) -> Iterator[str]:
        if mime == JSON:
            try:
                value = exchange.json()
            except ValueError:
                yield "the body is no JSON"
                return
        elif mime in (FORM, MULTIPART):
            try:
                pairs = fields_of(exchange)
            except ValueError as error:
                yield str(error)
                return
            schema = self._chosen(schema, dict(pairs))
            value = coerced(pairs, schema, self._resolved)
        else:
            return  # bytes: any will do
        schema = self._chosen(schema, value)
        names = known_names(schema, self._resolved)
        if names is not None and isinstance(value, dict):
            yield from (f"unknown field {name}" for name in value if name not in names)
        yield from self._judge(schema, value, "request")

    def _wrong_parameters(self, one: Operation, exchange: Exchange) -> Iterator[str]:
        rules = [self._resolved(rule) for rule in (*one.shared, *one.rule.get("parameters", []))]
        known: dict[str, set[str]] = {}
        for rule in rules:
            known.setdefault(rule["in"], set()).add(rule["name"])
        query = [(name, value) for name, value in exchange.parameters()]
        for name in {name for name, _ in query} - known.get("query", set()):
            yield f"{one.name}: unknown query parameter {name}"
        matched = one.pattern.fullmatch(exchange.path[len(self.base) :])
        variables = re.findall(r"\{([^}]+)\}", one.name)
        in_path = dict(zip(variables, matched.groups(), strict=True)) if matched else {}
        for rule in rules:
            name, place, schema = rule["name"], rule["in"], rule.get("schema", {})
            if place == "query":
                values = [value for key, value in query if key == name]
            elif place == "header":
                values = (
                    [exchange.headers[name.lower()]] if name.lower() in exchange.headers else []
                )
            elif place == "path":
                values = [unquote(in_path[name])] if name in in_path else []
            else:
                continue
            if not values:
                if rule.get("required"):
                    yield f"{one.name}: {place} parameter {name} is missing"
                continue
            pairs: list[tuple[str, str | bytes]] = [(name, value) for value in values]
            if len(values) == 1 and self._resolved(schema).get("type") == "array":
                pairs = [(name, value) for value in values[0].split(",")]
            whole = {"type": "object", "properties": {name: schema}}
            made = coerced(pairs, whole, self._resolved)
            yield from (
                f"{one.name}: {place} parameter {name}: {problem}"
                for problem in self._judge(whole, made, "request")
            )

    def _wrong_sign_in(self, one: Operation, exchange: Exchange) -> Iterator[str]:
        wanted = one.rule.get("security", self._document.get("security", []))
        if wanted and {} not in wanted and not exchange.headers.get("authorization"):
            yield f"{one.name}: no sign-in was sent"

    def _wrong_answer(self, one: Operation, exchange: Exchange) -> Iterator[str]:
        if not exchange.status:
            return
        answers = one.rule.get("responses", {})
        status = str(exchange.status)
        rule = answers.get(status) or answers.get(f"{status[0]}XX") or answers.get("default")
        if rule is None:
            if exchange.status < 400:
                yield f"{one.name}: {status} is no documented answer"
            return
        content = self._resolved(rule).get("content", {})
        if exchange.answer_mime not in content or "json" not in exchange.answer_mime:
            return
        try:
            value = json.loads(exchange.answer)
        except ValueError:
            yield f"{one.name}: the answer is no JSON"
            return
        schema = content[exchange.answer_mime].get("schema", {})
        for problem in self._judge(schema, value, "answer"):
            yield f"{one.name}: answer: {problem}"

    def _chosen(self, schema: dict[str, Any], value: object) -> dict[str, Any]:
        """The one of several schemas that a field of the value names (`discriminator`)."""
        rule = self._resolved(schema).get("discriminator", {})
        named = value.get(rule.get("propertyName")) if isinstance(value, dict) else None
        pointer = rule.get("mapping", {}).get(named)
        return schema if pointer is None else {"$ref": pointer}

    def _judge(self, schema: dict[str, Any], value: object, side: str) -> Iterator[str]:
        key = f"{side} {json.dumps(schema, sort_keys=True)}"
        if key not in self._validators:
            whole = {**modern(schema, side), "components": self._components[side]}
            self._validators[key] = Draft202012Validator(whole, format_checker=FormatChecker())
        for error in self._validators[key].iter_errors(value):
            place = "/".join(str(one) for one in error.absolute_path)
            yield f"{place}: {error.message}"[:400]

    @cached_property
    def _components(self) -> dict[str, Any]:
        schemas = {"schemas": self._document.get("components", {}).get("schemas", {})}
        return {side: modern(schemas, side) for side in ("request", "answer")}

    def _resolved(self, rule: dict[str, Any]) -> dict[str, Any]:
        """What a reference stands for."""
        while "$ref" in rule:
            found: Any = self._document
            for name in rule["$ref"].removeprefix("#/").split("/"):
                found = found[name.replace("~1", "/").replace("~0", "~")]
            rule = found
        return rule
