"""A small schema language for what the protocol calls lexicons, and its refusals.

The sentences are those of the official server (bluesky-social/atproto, measured on PDS 0.5.35).
Stricter than it in two ways, because a client of ours must never rely on either: a field nobody
defined is refused, and so is a union member nobody knows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from brandcraft_desktop.practice.graphemes import count_graphemes
from brandcraft_desktop.practice.platforms.bluesky.syntax import FORMATS, is_cid
from brandcraft_desktop.practice.values import Json, dump


class Invalid(Exception):
    """A value breaks its rule; the message is the server's."""


class Rule(Protocol):
    """What a value must be; `check` raises Invalid."""

    def check(self, value: Json, path: str) -> None: ...


def shown(value: Json) -> str:
    """How the server quotes a wrong value: objects by their first two keys."""
    if isinstance(value, dict):
        keys = [f'"{key}": ...' for key in list(value)[:2]]
        return "{" + ", ".join([*keys, *(["..."] if len(value) > 2 else [])]) + "}"
    if isinstance(value, list):
        few = [shown(item) for item in value[:2]]
        return "[" + ", ".join([*few, *(["..."] if len(value) > 2 else [])]) + "]"
    return dump(value).decode("utf-8")


def at(path: str) -> str:
    """The place at the end of a message; none for a query parameter."""
    return f" at {path}" if path else ""


def wrong(expected: str, value: Json, path: str) -> Invalid:
    """The refusal of a value of another type."""
    return Invalid(f"Expected {expected} value type (got {shown(value)}){at(path)}")


@dataclass(frozen=True)
class Text:
    """A string; sizes in UTF-8 bytes and in graphemes, 0 = no limit."""

    form: str = ""
    bytes: int = 0
    graphemes: int = 0

    def check(self, value: Json, path: str) -> None:
        if not isinstance(value, str):
            raise wrong("string", value, path)
        size = len(value.encode("utf-8", "surrogatepass"))
        if self.bytes and size > self.bytes:
            raise Invalid(f"string too big (maximum {self.bytes}, got {size}){at(path)}")
        if self.graphemes and (count := count_graphemes(value)) > self.graphemes:
            raise Invalid(f"grapheme too big (maximum {self.graphemes}, got {count}){at(path)}")
        if self.form and not FORMATS[self.form](value):
            raise Invalid(f"Invalid {self.form} (got {shown(value)}){at(path)}")


@dataclass(frozen=True)
class Whole:
    """An integer."""

    minimum: int | None = None
    maximum: int | None = None

    def check(self, value: Json, path: str) -> None:
        if isinstance(value, bool) or not isinstance(value, int):
            raise wrong("integer", value, path)
        if self.minimum is not None and value < self.minimum:
            raise Invalid(f"integer too small (minimum {self.minimum}, got {value}){at(path)}")
        if self.maximum is not None and value > self.maximum:
            raise Invalid(f"integer too big (maximum {self.maximum}, got {value}){at(path)}")


@dataclass(frozen=True)
class Flag:
    """true or false."""

    def check(self, value: Json, path: str) -> None:
        if not isinstance(value, bool):
            raise wrong("boolean", value, path)


@dataclass(frozen=True)
class Anything:
    """Any object: judged later, by what its `$type` says."""

    def check(self, value: Json, path: str) -> None:
        if not isinstance(value, dict):
            raise wrong("object", value, path)


@dataclass(frozen=True)
class Items:
    """An array."""

    of: Rule
    maximum: int = 0

    def check(self, value: Json, path: str) -> None:
        if not isinstance(value, list):
            raise wrong("array", value, path)
        if self.maximum and len(value) > self.maximum:
            raise Invalid(f"array too big (maximum {self.maximum}, got {len(value)}){at(path)}")
        for index, item in enumerate(value):
            self.of.check(item, f"{path}[{index}]" if path else "")


@dataclass(frozen=True)
class Shape:
    """An object; `name` is its `$type` where it may carry one."""

    fields: Mapping[str, Rule]
    required: tuple[str, ...] = ()
    nullable: tuple[str, ...] = ()
    name: str = ""

    def check(self, value: Json, path: str) -> None:
        if not isinstance(value, dict):
            raise wrong("object", value, path)
        for key in self.required:
            if key not in value:
                raise Invalid(f'Missing required key "{key}"{at(path)}')
        for key, item in value.items():
            rule = self.fields.get(key)
            if rule is not None:
                if item is None and key in self.nullable:
                    continue
                rule.check(item, f"{path}.{key}" if path else "")
            elif key == "$type" and self.name and item in (self.name, f"{self.name}#main"):
                continue
            else:
                raise Invalid(f'Practice knows no key "{key}" here{at(path)}')


@dataclass(frozen=True)
class Union:
    """One of several shapes, told apart by `$type`."""

    members: tuple[Shape, ...] = field(default=())

    def check(self, value: Json, path: str) -> None:
        kind = value.get("$type") if isinstance(value, dict) else None
        if not isinstance(kind, str):
            raise wrong('an object which includes the "$type" property', value, path)
        for member in self.members:
            if kind.removesuffix("#main") == member.name:
                member.check(value, path)
                return
        raise Invalid(f"Practice knows no {shown(kind)} here{at(path)}")


@dataclass(frozen=True)
class Blob:
    """A reference to uploaded bytes; `accept` is a media type or `image/*`."""

    accept: str
    maximum: int

    def check(self, value: Json, path: str) -> None:
        if not isinstance(value, dict) or value.get("$type") != "blob":
            raise wrong("blob", value, path)
        link, kind, size = value.get("ref"), value.get("mimeType"), value.get("size")
        cid = link.get("$link") if isinstance(link, dict) and len(link) == 1 else None
        if not isinstance(cid, str) or not is_cid(cid) or len(value) != 4:
            raise wrong("blob", value, path)
        if isinstance(size, bool) or not isinstance(size, int) or not isinstance(kind, str):
            raise wrong("blob", value, path)
        if size > self.maximum:
            raise Invalid(f"blob too big (maximum {self.maximum}, got {size}){at(path)}")
        whole = self.accept.removesuffix("*")
        if kind != self.accept and not (whole != self.accept and kind.startswith(whole)):
            raise Invalid(f'Expected "{self.accept}" (got {shown(kind)}){at(path)}.mimeType')


def refuse_floats(value: Json, path: str) -> None:
    """Raise Invalid where the value holds a number the data model does not know."""
    if isinstance(value, float):
        raise wrong(
            "one of null, boolean, integer, string, cid, bytes, array or object", value, path
        )
    if isinstance(value, list):
        for index, item in enumerate(value):
            refuse_floats(item, f"{path}[{index}]")
    if isinstance(value, dict):
        for key, item in value.items():
            refuse_floats(item, f"{path}.{key}")
