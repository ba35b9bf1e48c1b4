"""Every call of every flow meets every trouble: published exactly once, or said so.

A fixed sample always; the whole matrix with `make soak`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pytest

from tests.faults.matrix.cells import Cell, every_cell, play, sample
from tests.faults.matrix.troubles import TROUBLES
from tests.publishers.every_platform import PUBLISHERS, flows_of, sheet_of, tells
from tests.publishers.flow import Flow
from tests.publishers.stand import Stand, stand

pytestmark = pytest.mark.contract
WHOLE_FROM = 1000  # seeds
TOLD = [platform for platform in PUBLISHERS if tells(platform)]
"""Those without flows fail in tests/contracts/suite, by name."""


def run_cells(
    folder: Path, platform: str, choose: Callable[[Stand, Sequence[Flow]], Iterable[Cell]]
) -> None:
    """Play the chosen cells; all that went wrong is told together."""
    wrong: list[str] = []
    played: list[Cell] = []
    with stand(folder, sheet_of(platform)) as here:
        here.connect()
        cells = list(choose(here, flows_of(platform)))
        for cell in cells:
            played.append(cell)
            wrong += play(here, cell)
    print(_line(platform, played, wrong))
    assert not wrong, "\n".join([_line(platform, played, wrong), *wrong])
    assert {cell.trouble for cell in played} == set(TROUBLES)


def _line(platform: str, played: Sequence[Cell], wrong: Sequence[str]) -> str:
    flows = len({cell.flow.name for cell in played})
    calls = len({(cell.flow.name, cell.endpoint, cell.nth) for cell in played})
    return f"{platform}: {flows} flows, {calls} calls, {len(played)} cells, {len(wrong)} wrong"


@pytest.mark.soak
@pytest.mark.parametrize("platform", TOLD)
def test_every_call_meets_trouble(tmp_path: Path, platform: str) -> None:
    whole = int(os.environ.get("BRANDCRAFT_SEEDS", "0")) >= WHOLE_FROM
    run_cells(tmp_path, platform, every_cell if whole else sample)
