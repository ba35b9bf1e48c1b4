"""Whatever a platform tells, what is kept of it is bounded and clean."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from brandcraft_desktop.domain.past_posts import LONGEST_TEXT, PastPost, cleaned

NOW = datetime(2026, 11, 28, tzinfo=UTC)
moments = st.one_of(
    st.none(),
    st.datetimes(),
    st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=14))])),
)
texts = st.text(st.characters(), max_size=30)


@given(st.lists(st.builds(PastPost, texts, texts, texts, moments, root=texts), max_size=5))
def test_anything_is_read(told: list[PastPost]) -> None:
    kept = cleaned(tuple(told), NOW)
    assert len({one.remote_id for one in kept}) == len(kept)
    for one in kept:
        assert one.published_at is not None
        assert datetime(2000, 1, 1, tzinfo=UTC) <= one.published_at <= NOW + timedelta(days=1)
        assert one.root
        one.text.encode()


def test_what_turns_or_hides_text_is_taken_out() -> None:
    told = PastPost("1", "javascript:alert(1)", "a\u202eb\x00c\ud800" + "x" * 10**6, NOW)
    (one,) = cleaned((told, told), NOW)
    assert one.text.startswith("abcx")
    assert len(one.text) <= LONGEST_TEXT
    assert one.permalink == ""
