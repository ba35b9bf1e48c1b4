"""The tray looks as its picture in the docs, and each state can be told in every panel."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtWidgets import QApplication

from tests.ui.album import tray
from tests.ui.album.comparing import around, differences
from tests.ui.album.drawing import keep
from tests.ui.album.looks import same_everywhere
from tests.ui.album.test_album import PICTURES


def test_it_looks_as_in_the_docs(qapp: QApplication, tmp_path: Path) -> None:
    with same_everywhere():
        drawn = tray.draw()
    apart = differences(Image.open(PICTURES / f"{tray.NAME}.png"), drawn)
    if apart:
        keep(drawn, tmp_path / "tray.png")
    assert not apart, f"{tmp_path} holds what was drawn; it differs within {around(apart)}"


@pytest.mark.parametrize("side", [16, 22])
@pytest.mark.parametrize(
    ("ground", "tinted"),
    [(tray.LIGHT, ""), (tray.DARK, ""), (tray.LIGHT, "#000000"), (tray.DARK, "#FFFFFF")],
)
def test_every_two_states_differ_in_every_panel(
    qapp: QApplication, ground: str, tinted: str, side: int
) -> None:
    drawn = {state: tray.icon_on(state, ground, side=side, tinted=tinted) for state in tray.STATES}
    for one, other in combinations(drawn, 2):
        assert differences(drawn[one], drawn[other]), f"{one} looks like {other}"


@pytest.mark.parametrize("state", tray.STATES)
@pytest.mark.parametrize("ground", [tray.LIGHT, tray.DARK])
def test_the_icon_stands_out_from_the_panel(qapp: QApplication, state: str, ground: str) -> None:
    """WCAG 2.1, 1.4.11: three to one, the tile or the shape on it."""
    panel = _luminance(np.asarray(Image.new("RGB", (1, 1), ground)))[0, 0]
    spots = _luminance(np.asarray(tray.icon_on(state, ground)))
    light, dark = np.maximum(spots, panel), np.minimum(spots, panel)
    assert (((light + 0.05) / (dark + 0.05)) >= 3).mean() > 0.1


def _luminance(pixels: np.typing.NDArray[np.uint8]) -> np.typing.NDArray[np.float64]:
    part = pixels.astype(np.float64) / 255
    linear = np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)
    return np.asarray(linear @ np.array([0.2126, 0.7152, 0.0722]))
