"""Live pieces in order, apart, and in bytes."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from brandcraft_desktop.domain.text.measure import Span, SpanKind
from brandcraft_desktop.domain.text.spans import first_come, located, ranges

PLACES = st.tuples(
    st.sampled_from(SpanKind), st.integers(0, 20), st.integers(0, 20), st.just("target")
).map(lambda one: (one[0], min(one[1:3]), max(one[1:3]), one[3]))


def test_byte_offsets_are_those_of_utf8() -> None:
    found = [(SpanKind.TAG, 3, 5, "b"), (SpanKind.LINK, 0, 2, "é")]
    assert located("éé #b", found) == (
        Span(SpanKind.LINK, 0, 2, 0, 4, "é"),
        Span(SpanKind.TAG, 3, 5, 5, 7, "b"),
    )
    assert ranges(located("éé #b", found)) == ((0, 2), (3, 5))


@given(st.text(st.sampled_from("aé日👩"), min_size=20, max_size=20), st.lists(PLACES))
def test_offsets_agree_with_the_codec(
    text: str, found: list[tuple[SpanKind, int, int, str]]
) -> None:
    spans = located(text, found)
    assert [span.start for span in spans] == sorted(start for _, start, _, _ in found)
    for span in spans:
        assert (
            text.encode()[span.byte_start : span.byte_end].decode() == text[span.start : span.end]
        )


@given(st.lists(PLACES))
def test_what_starts_first_stays(found: list[tuple[SpanKind, int, int, str]]) -> None:
    kept = list(first_come(found))
    assert all(one[2] <= other[1] for one, other in pairwise(kept))
    for lost in set(found) - set(kept):
        assert any(one[1] <= lost[1] < one[2] for one in kept)
