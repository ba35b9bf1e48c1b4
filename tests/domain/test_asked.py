"""The fingerprint of a request tells the same from another, and keeps no word of it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from brandcraft_desktop.domain.asked import UNKNOWN, fingerprint, same

WORDS = st.lists(st.text(max_size=8), max_size=4)
FILES = st.lists(st.sampled_from(["a" * 64, "b" * 64, UNKNOWN]), max_size=3)


@given(WORDS, FILES, WORDS, FILES)
def test_only_the_same_is_the_same(
    words: list[str], files: list[str], others: list[str], other_files: list[str]
) -> None:
    fitting = len(files) == len(other_files) and all(
        one == other or UNKNOWN in (one, other)
        for one, other in zip(files, other_files, strict=False)
    )
    before, now = fingerprint(words, files), fingerprint(others, other_files)
    assert same(before, now) is same(now, before) is (words == others and fitting)
    assert same(before, before)
    assert same("", now)


def test_where_one_word_ends_matters() -> None:
    assert not same(fingerprint(["ab", "c"], []), fingerprint(["a", "bc"], []))
    assert "secret" not in fingerprint(["secret"], [])
