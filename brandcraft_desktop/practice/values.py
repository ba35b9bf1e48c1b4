"""JSON as it travels, typed, and the few questions everybody asks of it."""

from __future__ import annotations

import json
from typing import TypeAlias

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
Object: TypeAlias = "dict[str, Json]"


class Malformed(ValueError):
    """The bytes are no JSON document, or a value has another type than asked for."""


def parse(data: bytes) -> Json:
    """The JSON document in `data`. Raises Malformed; NaN and Infinity are no JSON."""

    def refuse(name: str) -> Json:
        raise Malformed(f"{name} is no JSON value")

    try:
        value: Json = json.loads(data.decode("utf-8"), parse_constant=refuse)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise Malformed(str(error)) from None
    return value


def dump(value: Json) -> bytes:
    """`value` as compact UTF-8 JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def parse_object(data: bytes) -> Object:
    """Like `parse`, and it must be an object; nothing at all counts as an empty one."""
    value = parse(data) if data.strip() else {}
    if not isinstance(value, dict):
        raise Malformed("a JSON object is expected")
    return value


def text_of(value: Object, key: str, default: str = "") -> str:
    """The text under `key`, or `default` where there is none. Raises Malformed."""
    found = value.get(key, default)
    if not isinstance(found, str):
        raise Malformed(f"{key} must be text")
    return found


def whole_of(value: Object, key: str, default: int = 0) -> int:
    """The whole number under `key`, or `default`. Raises Malformed."""
    found = value.get(key, default)
    if isinstance(found, bool) or not isinstance(found, int):
        raise Malformed(f"{key} must be a whole number")
    return found


def number_of(value: Object, key: str, default: float = 0.0) -> float:
    """The number under `key`, or `default`. Raises Malformed."""
    found = value.get(key, default)
    if isinstance(found, bool) or not isinstance(found, int | float):
        raise Malformed(f"{key} must be a number")
    return float(found)


def flag_of(value: Object, key: str, default: bool = False) -> bool:
    """The truth value under `key`, or `default`. Raises Malformed."""
    found = value.get(key, default)
    if not isinstance(found, bool):
        raise Malformed(f"{key} must be true or false")
    return found


def child(value: Json, *keys: str) -> Json:
    """What lies along `keys`, or None where the way ends."""
    for key in keys:
        if not isinstance(value, dict):
            return None
        value = value.get(key)
    return value
