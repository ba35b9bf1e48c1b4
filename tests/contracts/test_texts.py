"""The texts of platforms that nobody here can call, against the reference's cases."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from brandcraft_desktop.publishers.linkedin.little_text import escape
from brandcraft_desktop.publishers.mastodon.text import measure

pytestmark = pytest.mark.contract


def cases(reference: Path, name: str) -> list[dict[str, Any]]:
    file = reference / "platforms/vectors" / name
    found: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))["cases"]
    return found


def test_mastodon_counts_as_its_servers_do(reference: Path) -> None:
    found = cases(reference, "mastodon/char-count.json")
    assert len(found) >= 23
    for case in found:
        counted = measure(case["text"], case["spoiler_text"])
        assert counted.length == case["count"], case["name"]
        assert counted.valid is case["fits_500"], case["name"]


def test_linkedin_gets_its_little_text(reference: Path) -> None:
    found = cases(reference, "linkedin/little-text.json")
    assert len(found) >= 11
    for case in found:
        assert escape(case["text"]) == case["hashtags"]
