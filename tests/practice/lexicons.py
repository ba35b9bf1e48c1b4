"""The official lexicons as JSON Schemas, for what a server answers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

FOLDER = "platforms/specs/bluesky/lexicons"
# Formats the stand-in checks itself are tested against the official vectors elsewhere.
_BLOB = {
    "type": "object",
    "required": ["$type", "ref", "mimeType", "size"],
    "properties": {"$type": {"const": "blob"}, "size": {"type": "integer"}},
}


def lexicon(reference: Path, name: str) -> dict[str, Any]:
    path = reference / FOLDER / (name.replace(".", "/") + ".json")
    if not path.is_file():
        return {}
    document: dict[str, Any] = json.loads(path.read_text())["defs"]
    return document


def names(reference: Path) -> list[str]:
    """Every lexicon there is."""
    root = reference / FOLDER
    return sorted(
        str(path.relative_to(root).with_suffix("")).replace("/", ".")
        for path in root.rglob("*.json")
    )


def output_validator(reference: Path, method: str) -> Draft202012Validator:
    """Judges the body of a successful answer of `method`."""
    output = lexicon(reference, method)["main"]["output"]["schema"]
    return Draft202012Validator(_schema(reference, method, output))


def definition_validator(reference: Path, name: str, part: str) -> Draft202012Validator:
    return Draft202012Validator(_schema(reference, name, lexicon(reference, name)[part]))


def _schema(reference: Path, name: str, rule: dict[str, Any]) -> dict[str, Any]:
    kind = rule["type"]
    if kind == "object":
        properties = rule.get("properties", {})
        return {
            "type": "object",
            "required": rule.get("required", []),
            "properties": {key: _schema(reference, name, one) for key, one in properties.items()},
        }
    if kind == "array":
        found = {"type": "array", "items": _schema(reference, name, rule["items"])}
        return found | ({"maxItems": rule["maxLength"]} if "maxLength" in rule else {})
    if kind == "ref":
        return _referred(reference, name, rule["ref"])
    if kind == "union":
        return {"anyOf": [_referred(reference, name, ref) for ref in rule["refs"]]}
    if kind == "blob":
        return _BLOB
    if kind == "integer":
        limits: dict[str, Any] = {key: rule[key] for key in ("minimum", "maximum") if key in rule}
        return {"type": "integer", **limits}
    if kind in ("string", "boolean"):
        return {"type": kind}
    return {}


def _referred(reference: Path, name: str, ref: str) -> dict[str, Any]:
    other, _, part = ref.partition("#")
    document = lexicon(reference, other or name)
    # The reference holds the lexicons we need; what they point to beyond is not judged.
    rule = document.get(part or "main")
    return _schema(reference, other or name, rule) if rule is not None else {}
