"""OpenAPI's schemas as JSON Schema 2020-12, and forms as the values such a schema judges."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

Resolve: TypeAlias = Callable[[dict[str, Any]], dict[str, Any]]
_PARTS = ("oneOf", "anyOf", "allOf")
_NAMED = ("properties", "patternProperties", "schemas", "$defs")  # what they hold has any name
_DROPPED = ("nullable", "discriminator", "example", "xml", "externalDocs")
_FIELD = re.compile(r"([^\[\]]+)((?:\[[^\[\]]*\])*)")


def modern(schema: Any, side: str) -> Any:
    """`schema` in the words of 2020-12, as it holds for a "request" or an "answer".

    OpenAPI 3.0 has `nullable` and exclusive bounds that are flags; a field that is read-only is
    required in answers alone (OpenAPI 3.0.3, "Schema Object").
    """
    if isinstance(schema, list):
        return [modern(one, side) for one in schema]
    if not isinstance(schema, dict):
        return schema
    made: dict[str, Any] = {
        key: {name: modern(one, side) for name, one in value.items()}
        if key in _NAMED and isinstance(value, dict)
        else modern(value, side)
        for key, value in schema.items()
        if key not in _DROPPED
    }
    _bounds(made)
    pattern = made.get("pattern")
    if isinstance(pattern, str) and not _compiles(pattern):
        del made["pattern"]
    hidden = "readOnly" if side == "request" else "writeOnly"
    properties = schema.get("properties")
    if isinstance(properties, dict) and isinstance(made.get("required"), list):
        made["required"] = [
            name
            for name in made["required"]
            if not (isinstance(properties.get(name), dict) and properties[name].get(hidden))
        ]
    if schema.get("nullable") is True:
        return _or_null(made)
    return made


def _or_null(made: dict[str, Any]) -> dict[str, Any]:
    if isinstance(made.get("type"), str):
        made["type"] = [made["type"], "null"]
        if "enum" in made:
            made["enum"] = [*made["enum"], None]
        return made
    return {"anyOf": [made, {"type": "null"}]}


def _bounds(made: dict[str, Any]) -> None:
    for exclusive, plain in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
        if isinstance(made.get(exclusive), bool) and made.pop(exclusive) and plain in made:
            made[exclusive] = made.pop(plain)


def _compiles(pattern: str) -> bool:
    try:
        re.compile(pattern)
    except re.error:  # written for another language
        return False
    return True


def known_names(schema: dict[str, Any], resolve: Resolve) -> set[str] | None:
    """Every field that an object of this schema may have; None where any may be there."""
    schema = resolve(schema)
    names = set(schema.get("properties", {}))
    found = bool(names)
    if schema.get("additionalProperties") not in (None, False):
        return None
    for part in _PARTS:
        for one in schema.get(part, []):
            more = known_names(one, resolve)
            if more is not None:
                names |= more
                found = True
    return names if found else None


def coerced(
    pairs: Iterable[tuple[str, str | bytes]], schema: dict[str, Any], resolve: Resolve
) -> dict[str, Any]:
    """A form as the object it stands for: numbers, flags, lists (`a[]`), objects (`a[b]`)."""
    made: dict[str, Any] = {}
    for name, value in pairs:
        path = _path(name)
        _put(made, path, value)
    return {
        name: _typed(value, _property(schema, name, resolve), resolve)
        for name, value in made.items()
    }


def _path(name: str) -> list[str]:
    matched = _FIELD.fullmatch(name)
    if matched is None:
        return [name]
    return [matched[1], *re.findall(r"\[([^\[\]]*)\]", matched[2])]


def _put(made: dict[str, Any], path: list[str], value: str | bytes) -> None:
    first, *rest = path
    if not rest:
        if first in made:
            kept = made[first]
            made[first] = [*kept, value] if isinstance(kept, list) else [kept, value]
        else:
            made[first] = value
    elif rest[0] == "":
        kept = made.setdefault(first, [])
        if len(rest) == 1:
            kept.append(value)
        else:
            _put_into_last(kept, rest[1:], value)
    else:
        _put(made.setdefault(first, {}), rest, value)


def _put_into_last(kept: list[Any], path: list[str], value: str | bytes) -> None:
    """As Rails reads `a[][b]`: a new object begins where the last has that field already."""
    if not kept or path[0] in kept[-1]:
        kept.append({})
    _put(kept[-1], path, value)


def _property(schema: dict[str, Any], name: str, resolve: Resolve) -> dict[str, Any]:
    schema = resolve(schema)
    if name in schema.get("properties", {}):
        found: dict[str, Any] = resolve(schema["properties"][name])
        return found
    for part in _PARTS:
        for one in schema.get(part, []):
            within = _property(one, name, resolve)
            if within:
                return within
    return {}


def _typed(value: Any, schema: dict[str, Any], resolve: Resolve) -> Any:
    kinds = _kinds(schema, resolve)
    if "array" in kinds and not isinstance(value, dict):
        items = resolve(_items(schema, resolve))
        every = value if isinstance(value, list) else [value]
        return [_typed(one, items, resolve) for one in every]
    if isinstance(value, dict):
        return {
            name: _typed(one, _property(schema, name, resolve), resolve)
            for name, one in value.items()
        }
    if isinstance(value, bytes):
        return "bytes"
    if not isinstance(value, str):
        return value
    if "integer" in kinds and re.fullmatch(r"-?\d+", value):
        return int(value)
    if "number" in kinds and re.fullmatch(r"-?\d+(\.\d+)?", value):
        return float(value)
    if "boolean" in kinds and value in ("true", "false"):
        return value == "true"
    return value


def _kinds(schema: dict[str, Any], resolve: Resolve) -> set[str]:
    kind = schema.get("type", [])
    found = {kind} if isinstance(kind, str) else set(kind)
    for part in _PARTS:
        for one in schema.get(part, []):
            found |= _kinds(resolve(one), resolve)
    return found


def _items(schema: dict[str, Any], resolve: Resolve) -> dict[str, Any]:
    if "items" in schema:
        found: dict[str, Any] = schema["items"]
        return found
    for part in _PARTS:
        for one in schema.get(part, []):
            within = _items(resolve(one), resolve)
            if within:
                return within
    return {}
