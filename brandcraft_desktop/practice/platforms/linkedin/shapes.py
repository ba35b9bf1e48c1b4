"""Shapes of JSON that Rest.li accepts: no field too many, none missing, each of its type."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field as data_field
from typing import TypeAlias

from brandcraft_desktop.practice.platforms.linkedin.refusals import Refusal, field
from brandcraft_desktop.practice.values import Json, dump

Rule: TypeAlias = "Callable[[Json, str], None]"
"""Judges a value that stands at a path. Raises Refusal."""


@dataclass(frozen=True)
class Shape:
    """An object; `one_of`: exactly one of its fields may be there (a union)."""

    fields: dict[str, Rule]
    required: tuple[str, ...] = ()
    one_of: bool = False
    name: str = data_field(default="Record")

    def __call__(self, value: Json, path: str) -> None:
        if not isinstance(value, dict):
            raise field(path, f"{_shown(value)} is not backed by a DataMap")
        for name in value:
            if name not in self.fields:
                raise field(f"{path}/{name}", "unrecognized field found but not allowed")
        for name in self.required:
            if name not in value:
                raise field(
                    f"{path}/{name}", "field is required but not found and has no default value"
                )
        if self.one_of and len(value) != 1:
            raise field(path, "DataMap should have exactly one entry for a union type")
        for name, inner in value.items():
            self.fields[name](inner, f"{path}/{name}")


@dataclass(frozen=True)
class Text:
    """A text, perhaps of a pattern and of so many characters at most."""

    pattern: str = ""
    most: int = 0
    least: int = 0

    def __call__(self, value: Json, path: str) -> None:
        if not isinstance(value, str):
            raise field(path, f"{_shown(value)} cannot be coerced to String")
        if self.pattern and re.fullmatch(self.pattern, value) is None:
            raise field(path, f'"{value}" is invalid: it must match {self.pattern}')
        if self.most and len(value) > self.most:
            raise Refusal(
                400,
                "FIELD_LENGTH_TOO_LONG",
                f"{path} :: length {len(value)} is more than {self.most}",
            )
        if len(value) < self.least:
            raise field(path, "length is less than minimum")


@dataclass(frozen=True)
class OneOf:
    """A word out of a list."""

    words: tuple[str, ...]

    def __call__(self, value: Json, path: str) -> None:
        if value not in self.words:
            raise field(path, f"{_shown(value)} is not an enum symbol")


@dataclass(frozen=True)
class Items:
    """A list of so many things of one shape."""

    rule: Rule
    least: int = 0
    most: int = 1000

    def __call__(self, value: Json, path: str) -> None:
        if not isinstance(value, list):
            raise field(path, f"{_shown(value)} is not backed by a DataList")
        if not self.least <= len(value) <= self.most:
            raise field(path, f"size {len(value)} is not between {self.least} and {self.most}")
        for place, inner in enumerate(value):
            self.rule(inner, f"{path}/{place}")


def flag(value: Json, path: str) -> None:
    """True or false."""
    if not isinstance(value, bool):
        raise field(path, f"{_shown(value)} cannot be coerced to Boolean")


@dataclass(frozen=True)
class Whole:
    """A whole number."""

    least: int
    most: int

    def __call__(self, value: Json, path: str) -> None:
        if isinstance(value, bool) or not isinstance(value, int):
            raise field(path, f"{_shown(value)} cannot be coerced to Long")
        if not self.least <= value <= self.most:
            raise field(path, f"{value} is not between {self.least} and {self.most}")


def _shown(value: Json) -> str:
    return dump(value).decode("utf-8", "replace")[:80]
