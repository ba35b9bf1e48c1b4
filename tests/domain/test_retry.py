"""How long until the next try."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from brandcraft_desktop.domain.retry import BASE, CAP, MAX_ATTEMPTS, backoff

attempts = st.integers(min_value=1, max_value=MAX_ATTEMPTS)
chances = st.floats(min_value=0, max_value=1, exclude_max=True)


@given(attempt=attempts, chance=chances)
def test_full_jitter_stays_below_a_doubling_ceiling(attempt: int, chance: float) -> None:
    delay = backoff(attempt, chance)
    assert timedelta(seconds=1) <= delay <= min(CAP, BASE * 2 ** (attempt - 1))


@given(attempt=attempts, chance=chances, seconds=st.integers(min_value=0, max_value=86_400))
def test_never_before_the_platform_allows(attempt: int, chance: float, seconds: int) -> None:
    wish = timedelta(seconds=seconds)
    delay = backoff(attempt, chance, wish)
    assert delay >= wish
    assert delay <= max(backoff(attempt, chance), wish + timedelta(seconds=5))


def test_the_whole_width_is_used() -> None:
    delays = [backoff(4, step / 100).total_seconds() for step in range(100)]
    assert min(delays) < 5
    assert max(delays) > 115


def test_the_ceiling_is_reached_and_kept() -> None:
    assert backoff(MAX_ATTEMPTS, 0.999) <= CAP
    assert backoff(20, 0.999) <= CAP
