"""Record keys."""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandcraft_desktop.publishers.bluesky.tid import stable_tid, tid

SYNTAX = re.compile(r"[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}")
NOON = datetime(2026, 11, 23, 12, 0, 0, 123456, tzinfo=UTC)


@pytest.mark.contract
def test_the_syntax_used_here_is_the_references() -> None:
    root = os.environ.get("BRANDCRAFT_REFERENCE")
    if not root:
        pytest.skip("BRANDCRAFT_REFERENCE does not name the reference texts")
    folder = Path(root) / "platforms/vectors/atproto/syntax"
    for name, valid in (("tid_syntax_valid.txt", True), ("tid_syntax_invalid.txt", False)):
        lines = (folder / name).read_text(encoding="utf-8").splitlines()
        cases = [line for line in lines if line and not line.startswith("#")]
        assert cases
        for case in cases:
            assert bool(SYNTAX.fullmatch(case)) is valid, case


def test_known_values() -> None:
    assert tid(0, 0) == "2222222222222"
    assert tid(0, 1023) == "22222222222zz"
    assert tid(1, 0) == "2222222222322"
    assert tid(2**53 - 1, 1023) == "bzzzzzzzzzzzz"


@given(st.integers(0, 2**53 - 2), st.integers(0, 1023), st.integers(0, 1023))
def test_text_order_is_time_order(micros: int, one: int, other: int) -> None:
    assert SYNTAX.fullmatch(tid(micros, one))
    assert tid(micros, one) < tid(micros + 1, other)


@pytest.mark.parametrize(("micros", "clock"), [(-1, 0), (2**53, 0), (0, -1), (0, 1024)])
def test_out_of_range_is_refused(micros: int, clock: int) -> None:
    with pytest.raises(ValueError, match=r"TID|clock"):
        tid(micros, clock)


def test_the_same_delivery_always_gets_the_same_key() -> None:
    assert stable_tid("d1", NOON, 0) == stable_tid("d1", NOON, 0)
    elsewhere = NOON.astimezone(tz=None)
    assert stable_tid("d1", elsewhere, 0) == stable_tid("d1", NOON, 0)


@given(st.text(), st.integers(min_value=0, max_value=8_000_000_000_000_000))
def test_a_threads_parts_follow_one_another(key: str, micros: int) -> None:
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=micros)
    keys = [stable_tid(key, moment, part) for part in range(30)]
    assert all(SYNTAX.fullmatch(one) for one in keys)
    assert keys == sorted(set(keys))


def test_deliveries_of_one_moment_are_spread() -> None:
    keys = {stable_tid(f"delivery {n}", NOON, 0) for n in range(2000)}
    assert len(keys) >= 1998


def test_the_key_stays_near_its_moment() -> None:
    late = stable_tid("d", NOON + timedelta(milliseconds=2), 0)
    assert stable_tid("d", NOON, 0) < late


def test_a_naive_time_or_a_negative_part_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        stable_tid("d", NOON.replace(tzinfo=None), 0)
    with pytest.raises(ValueError, match="part"):
        stable_tid("d", NOON, -1)
