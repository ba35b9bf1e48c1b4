"""Planning runs at each key press: what one costs, after the one before it."""

from __future__ import annotations

import statistics
import time

import pytest

from brandcraft_desktop.publishers.registry import Registry
from tests.publishers.planned import Desk, picture, video
from tests.punctuality import MEASURING

TEXT = (
    "Café 👩‍👩‍👧 with friends 🇩🇪 see https://example.com/path_(a)?x=1 and @name@server.example "
    "#tag #größe ✨👍🏽 www.example.com naïve text. "
) * 16
PLATFORMS = ("facebook", "instagram", "tiktok", "youtube", "pinterest")


@pytest.mark.bench
@pytest.mark.parametrize("name", PLATFORMS)
def test_a_key_press_costs_less_than_a_millisecond(name: str) -> None:
    """2,200 characters with emoji and links, one more at a time; the median of processor time."""
    desk = Desk(Registry().get(name), {"title": "A day"})
    file = video() if name in ("tiktok", "youtube") else picture()
    text, turns = TEXT[:2160], []
    for letter in "one more word " * 3:
        text += letter
        begun = time.process_time()
        plan = desk.plan(text, file)
        turns.append(time.process_time() - begun)
        assert plan.parts[0].text == text
    assert statistics.median(turns) < (0.001 if MEASURING else 0.010)
