"""Every registered platform does all that its sheet demands, in the words of its official spec."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.contracts.suite.judging import against_the_spec, lacking, operations_amiss
from tests.contracts.suite.scenes import Played
from tests.contracts.suite.sheets import NEEDS
from tests.publishers.every_platform import PUBLISHERS, sheet_of, tells

pytestmark = pytest.mark.contract
every_platform = pytest.mark.parametrize("platform", [one for one in PUBLISHERS if tells(one)])


def test_every_registered_platform_tells_of_itself() -> None:
    silent = [platform for platform in PUBLISHERS if not tells(platform)]
    assert not silent, f"without tests/publishers/<platform>/flows.py: {', '.join(silent)}"
    unknown = [platform for platform in PUBLISHERS if platform not in NEEDS]
    assert not unknown, f"without a list of features in sheets.py: {', '.join(unknown)}"


@every_platform
def test_every_scene_ends_as_it_should(played: Callable[[str], Played], platform: str) -> None:
    wrong = played(platform).wrong
    assert not wrong, "\n".join(wrong)


@every_platform
def test_every_feature_of_the_sheet_is_built(
    played: Callable[[str], Played], platform: str
) -> None:
    missing = list(lacking(sheet_of(platform), played(platform)))
    assert not missing, "\n".join(missing)


@every_platform
def test_every_call_keeps_to_the_official_spec(
    played: Callable[[str], Played], reference: Path, platform: str
) -> None:
    wrong = against_the_spec(sheet_of(platform).spec(reference), played(platform))
    assert not wrong, "\n".join(wrong)


@every_platform
def test_every_operation_is_seen_or_left_out_for_a_reason(
    played: Callable[[str], Played], reference: Path, platform: str
) -> None:
    sheet = sheet_of(platform)
    amiss = list(operations_amiss(sheet, sheet.spec(reference), played(platform)))
    assert not amiss, "\n".join(amiss)
