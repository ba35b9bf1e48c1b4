"""The reference's golden requests agree with the schemas that recorded calls are judged by."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from tests.contracts.openapi import OpenApi
from tests.publishers.bluesky.spec import Lexicons

pytestmark = pytest.mark.contract


def _wrong(platforms: Path, case: dict[str, Any]) -> list[str]:
    """What a case's own schema finds wrong with it."""
    file, _, pointer = case["schema"].partition("#")
    if case["platform"] == "bluesky":
        return Lexicons(platforms.parent).judged(pointer.rpartition("/")[2], case["body"])
    if file.endswith("openapi.json"):
        return OpenApi.read(platforms / file).wrong_body(f"#{pointer}", case["body"])
    document = json.loads((platforms / file).read_text(encoding="utf-8"))
    schema = {"$ref": f"#{pointer}", "$defs": document["$defs"]}
    found = Draft202012Validator(schema, format_checker=FormatChecker()).iter_errors(case["body"])
    return [error.message for error in found]


def test_every_golden_request_agrees_with_its_schema(reference: Path) -> None:
    platforms = reference / "platforms"
    file = platforms / "vectors/requests/golden-requests.json"
    cases = json.loads(file.read_text(encoding="utf-8"))["cases"]
    assert len(cases) >= 57
    assert [
        f"{case['platform']} {case['name']}"
        for case in cases
        if (_wrong(platforms, case) == []) is not case["valid"]
    ] == []
