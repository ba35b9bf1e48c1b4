"""Judging JSON that comes in, in the sentences of the real API's schema check.

Source: the sheet ("constraint: maxItems=5", "does not match '^\\d+$'").
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from brandcraft_desktop.practice.platforms.pinterest.answers import invalid
from brandcraft_desktop.practice.values import Json, Object

DIGITS = r"^\d+$"
BASE64 = r"^[a-zA-Z0-9+/=]+$"


@dataclass(frozen=True)
class Text:
    """A text; `longest` in characters, 0 for any. Null is as good as nothing where allowed."""

    longest: int = 0
    pattern: str = ""
    values: Sequence[str] = ()
    nullable: bool = True

    def check(self, value: Json, name: str) -> None:
        if value is None and self.nullable:
            return
        if not isinstance(value, str):
            raise invalid(f"{_shown(value)} is not of type 'string': {name}")
        if self.longest and len(value) > self.longest:
            raise invalid(f"{_shown(value)} is too long: constraint: maxLength={self.longest}")
        if self.pattern and not re.search(self.pattern, value, re.ASCII):
            raise invalid(f"{_shown(value)} does not match '{self.pattern}'")
        if self.values and value not in self.values:
            raise invalid(f"{_shown(value)} is not one of {[*self.values]}")


@dataclass(frozen=True)
class Whole:
    """A whole number that is not negative."""

    def check(self, value: Json, name: str) -> None:
        if isinstance(value, bool) or not isinstance(value, int):
            raise invalid(f"{_shown(value)} is not of type 'integer': {name}")
        if value < 0:
            raise invalid(f"{value} is less than the minimum of 0")


@dataclass(frozen=True)
class Flag:
    """True or false."""

    def check(self, value: Json, name: str) -> None:
        if not isinstance(value, bool):
            raise invalid(f"{_shown(value)} is not of type 'boolean': {name}")


@dataclass(frozen=True)
class Shape:
    """An object: no field but these, and all of `needed`."""

    fields: Mapping[str, Rule]
    needed: Sequence[str] = ()

    def check(self, value: Json, name: str) -> None:
        if not isinstance(value, dict):
            raise invalid(f"{_shown(value)} is not of type 'object': {name}")
        for key in self.needed:
            if key not in value:
                raise invalid(f"'{key}' is a required property")
        for key, item in value.items():
            rule = self.fields.get(key)
            if rule is None:
                raise invalid(f"Practice: there is no field '{key}' in {name}")
            rule.check(item, key)


@dataclass(frozen=True)
class Items:
    """A list."""

    rule: Shape
    least: int = 0
    most: int = 0

    def check(self, value: Json, name: str) -> None:
        if not isinstance(value, list):
            raise invalid(f"{_shown(value)} is not of type 'array': {name}")
        if self.most and len(value) > self.most:
            raise invalid(f"[] is too long: constraint: maxItems={self.most}")
        if len(value) < self.least:
            raise invalid(f"[] is too short: constraint: minItems={self.least}")
        for item in value:
            self.rule.check(item, name)


@dataclass(frozen=True)
class Cases:
    """An object whose shape depends on the text in one of its fields."""

    by: str
    shapes: Mapping[str, Shape] = field(default_factory=dict)

    def check(self, value: Json, name: str) -> None:
        case = value.get(self.by) if isinstance(value, dict) else None
        if not isinstance(case, str) or case not in self.shapes:
            raise invalid(f"{_shown(value)} is not valid under any of the given schemas: {name}")
        self.shapes[case].check(value, name)


Rule = Text | Whole | Flag | Shape | Items | Cases


def texts(value: Object, name: str) -> str:
    """A checked text; "" where there is none."""
    found = value.get(name)
    return found if isinstance(found, str) else ""


def _shown(value: Json) -> str:
    return repr(value)[:80]
