"""Decisions about a file as kept text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandcraft_desktop.domain.media_edit import (
    UNTOUCHED,
    Box,
    Framing,
    MediaEdit,
    from_text,
    to_text,
)

parts = st.floats(0, 1, allow_nan=False)
moments = st.none() | st.floats(0, 1e6, allow_nan=False)
boxes = st.builds(Box, st.floats(0, 0.4), st.floats(0, 0.4), st.floats(0.5, 1), st.floats(0.5, 1))
edits = st.builds(
    MediaEdit,
    crop=st.none() | boxes,
    framing=st.none() | st.sampled_from(Framing),
    focus_x=parts,
    focus_y=parts,
    start=moments,
    end=moments,
    cover=st.none() | st.integers(0, 10**8),
)


@given(edits)
def test_every_decision_comes_back(edit: MediaEdit) -> None:
    assert from_text(to_text(edit)) == edit


def test_no_decision_is_kept_as_nothing() -> None:
    assert to_text(UNTOUCHED) == ""
    assert from_text("") == UNTOUCHED


@pytest.mark.parametrize(
    "text",
    [
        "not json",
        "[]",
        '"word"',
        '{"crop": [0, 0, 0, 1]}',
        '{"crop": [0, 0, 1]}',
        '{"crop": ["a", 0, 1, 1]}',
        '{"framing": "stretch"}',
        '{"start": -1, "end": NaN, "cover": true}',
        '{"start": Infinity, "cover": "soon"}',
    ],
)
def test_what_makes_no_sense_counts_as_undecided(text: str) -> None:
    assert from_text(text) == UNTOUCHED
