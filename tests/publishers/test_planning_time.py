"""Planning stays quick for texts that nobody would write and anybody can paste."""

from __future__ import annotations

import time

import pytest

from brandcraft_desktop.domain.plan import Composition
from brandcraft_desktop.publishers.registry import Registry

SECONDS = 10.0  # of processor time; counting the rest anew for each part took up to 25
TEXTS = {
    "dots": "a." * 50_000,
    "addresses": "a.com/(" * 14_000,
    "addresses in another script": "日a.com" * 20_000,
    "flags": "🇩" * 100_000,
    "families": "👨\u200d👩\u200d👧\u200d👦" * 14_000,
    "words": "word " * 20_000,
    "sections": "word\n---\n" * 10_000,
}


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("platform", [one.info.id for one in Registry().all()])
def test_a_thread_of_a_hundred_thousand_characters(platform: str, name: str) -> None:
    composition = Composition(TEXTS[name], thread=True, numbering="{n}/{total}")
    begun = time.process_time()
    plan = Registry().get(platform).plan(composition)
    assert time.process_time() - begun < SECONDS
    assert len(plan.parts) <= 101
