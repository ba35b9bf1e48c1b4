"""`text measure|split|facets`: for scripts, without a workspace."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.cli.shell import Shell


def test_measuring(shell: Shell) -> None:
    said = shell("text", "measure", "--platform", "bluesky", stdin="Grüße 👩‍👩‍👧")
    assert said.document == {
        "length": 7,
        "limit": 300,
        "remaining": 293,
        "unit": said.fields["unit"],
        "valid": True,
    }
    long = shell("text", "measure", "--platform", "bluesky", stdin="x" * 301)
    assert (long.code, long.fields["remaining"], long.fields["valid"]) == (0, -1, False)


def test_splitting(shell: Shell) -> None:
    text = "A sentence of some words. " * 30
    parts = shell("text", "split", "--platform", "bluesky", stdin=text).document
    assert isinstance(parts, list)
    assert len(parts) > 1
    assert all(len(part) <= 300 for part in parts)
    numbered = shell(
        "text", "split", "--platform", "bluesky", "--numbering", "{n}/{total}", stdin=text
    ).document
    assert isinstance(numbered, list)
    assert f"1/{len(numbered)}" in numbered[0]


@pytest.mark.parametrize(
    ("platform", "text", "length", "limit", "kind"),
    [
        ("x", "Grüße 👩‍👩‍👧 t.co", 32, 280, "link"),
        ("threads", "Grüße 👩‍👩‍👧 #tag", 29, 500, "tag"),
        ("mastodon", "Grüße 👩‍👩‍👧 @me@a.example", 11, 500, "mention"),
        ("linkedin", "Grüße 👩‍👩‍👧 http://t.co/#a", 26, 3000, "link"),
    ],
)
def test_platforms_without_accounts_count_too(
    shell: Shell, platform: str, text: str, length: int, limit: int, kind: str
) -> None:
    counted = shell("text", "measure", "--platform", platform, stdin=text)
    assert (counted.fields["length"], counted.fields["limit"]) == (length, limit)
    said = shell("text", "facets", "--platform", platform, "--jsonl", stdin=json.dumps(text))
    (facet,) = json.loads(said.out)
    assert facet["features"][0]["type"] == kind
    assert (facet["byteStart"], facet["byteEnd"]) == (27, len(text.encode()))
    parts = shell("text", "split", "--platform", platform, stdin=f"{text} " * 200).document
    assert isinstance(parts, list)
    assert len(parts) > 1


@pytest.mark.contract
def test_facets_as_the_reference_has_them(shell: Shell) -> None:
    root = os.environ.get("BRANDCRAFT_REFERENCE")
    if not root:
        pytest.skip("BRANDCRAFT_REFERENCE does not name the reference texts")
    file = Path(root) / "platforms/vectors/bluesky/facets.json"
    cases = json.loads(file.read_text(encoding="utf-8"))["cases"]
    lines = "".join(json.dumps(case["text"]) + "\n" for case in cases)
    said = shell("text", "facets", "--platform", "bluesky", "--jsonl", stdin=lines)
    answers = [json.loads(line) for line in said.out.splitlines()]
    assert answers == [case["facets"] for case in cases]
    counted = shell("text", "measure", "--platform", "bluesky", "--jsonl", stdin=lines)
    lengths = [json.loads(line)["length"] for line in counted.out.splitlines()]
    assert lengths == [case["graphemes"] for case in cases]


def test_one_answer_a_line(shell: Shell) -> None:
    said = shell(
        *("text", "measure", "--platform", "bluesky", "--jsonl"), stdin='"a"\n\n"b\\n\\u0000"\n'
    )
    assert [json.loads(line)["length"] for line in said.out.splitlines()] == [1, 3]


@pytest.mark.parametrize("command", ["measure", "split", "facets"])
@pytest.mark.parametrize(
    ("words", "stdin", "code", "told"),
    [
        (("--platform", "nowhere"), "x", 3, "nowhere"),
        ((), "x", 2, "--platform"),
        (("--platform", "bluesky"), b"\xff", 2, "UTF-8"),
        (("--platform", "bluesky", "--jsonl"), '"a"\nnonsense\n', 2, "Line 2"),
        (("--platform", "bluesky", "--jsonl"), "[1]\n", 2, "Line 1"),
        (("--platform", "bluesky", "--jsonl"), "[" * 100_000, 2, "Line 1"),
        (("--platform", "bluesky", "--jsonl"), '"\\ud800"\n', 2, "broken character"),
    ],
)
def test_bad_input(
    shell: Shell, command: str, words: tuple[str, ...], stdin: str | bytes, code: int, told: str
) -> None:
    said = shell("text", command, *words, stdin=stdin)
    assert said.code == code, said
    assert told in said.err


def test_50_000_characters(shell: Shell) -> None:
    said = shell("text", "split", "--platform", "bluesky", stdin="word " * 10_000)
    parts = said.document
    assert isinstance(parts, list)
    assert len(parts) > 150
