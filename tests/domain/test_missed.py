"""What becomes of a late delivery."""

from datetime import timedelta

import pytest

from brandcraft_desktop.domain.missed import LateFate, MissedPolicy, fate

MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize("policy", MissedPolicy)
@pytest.mark.parametrize("late", [timedelta(), MINUTE / 2, MINUTE])
def test_within_the_tolerance_it_goes_out(policy: MissedPolicy, late: timedelta) -> None:
    assert fate(policy, late, MINUTE) is LateFate.SEND


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        (MissedPolicy.ASK, LateFate.ASK),
        (MissedPolicy.PUBLISH, LateFate.ASK),
        (MissedPolicy.SKIP, LateFate.SKIP),
    ],
)
def test_beyond_it(policy: MissedPolicy, expected: LateFate) -> None:
    assert fate(policy, MINUTE + timedelta(microseconds=1), MINUTE) is expected
