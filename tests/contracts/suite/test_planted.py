"""The suite finds what it is there to find."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.contracts.suite.judging import against_the_spec, lacking, operations_amiss
from tests.contracts.suite.scenes import Played
from tests.publishers.bluesky.flows import SHEET
from tests.publishers.bluesky.spec import Lexicons
from tests.publishers.every_platform import tells

pytestmark = pytest.mark.contract


@pytest.fixture
def scenes(played: Callable[[str], Played]) -> Played:
    """What Bluesky's publisher really did."""
    return played("bluesky")


def test_what_went_out_was_looked_for(scenes: Played) -> None:
    assert [one.endpoint for one in scenes.scenes["a thread, looked for"]] == [
        "com.atproto.repo.getRecord"
    ] * 6  # three parts of the post, three of one that nobody sent


def test_a_platform_without_flows_is_seen() -> None:
    assert tells("bluesky")
    assert not tells("nowhere")


def test_a_feature_that_is_not_built_is_named(scenes: Played) -> None:
    features = {**SHEET.features, "video": (), "thread": ("words",)}
    assert set(lacking(replace(SHEET, features=features), scenes)) == {
        "video: not built",
        "thread: said to be built, but not seen in words",
    }


def test_a_test_that_is_not_there_shows_nothing(scenes: Played) -> None:
    sheet = replace(SHEET, platform="x", features={"one cashtag": ("tests/x.py::test_it",)})
    assert "one cashtag: said to be built, but not seen in tests/x.py::test_it" in list(
        lacking(sheet, scenes)
    )


def test_an_operation_too_few_or_too_many_is_named(scenes: Played, reference: Path) -> None:
    spec = Lexicons(reference)
    more = replace(SHEET, operations=SHEET.operations | {"POST com.atproto.repo.applyWrites"})
    assert any("applyWrites: never seen" in one for one in operations_amiss(more, spec, scenes))
    fewer = replace(SHEET, operations=frozenset())
    assert "POST com.atproto.repo.putRecord: seen, but not promised" in list(
        operations_amiss(fewer, spec, scenes)
    )


def test_a_call_beside_the_spec_is_found(scenes: Played, reference: Path) -> None:
    spec = Lexicons(reference)
    put = next(one for _, one in scenes.exchanges if one.path.endswith("putRecord"))
    body = json.loads(put.body)
    body["record"]["text"] = "x" * 301
    changed = replace(put, body=json.dumps(body).encode())
    assert against_the_spec(spec, Played({"words": (put,)})) == []
    (problem,) = against_the_spec(spec, Played({"words": (changed,)}))
    assert "more than 300 graphemes" in problem
