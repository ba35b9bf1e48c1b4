"""Which platforms the program knows, and which of them can be published to."""

from __future__ import annotations

from pathlib import Path

import pytest

from brandcraft_desktop.errors import NotFound
from brandcraft_desktop.publishers.registry import Registry
from tests.publishers.every_surface import NAMES

REGISTRY = Registry()
ORDER = (
    *("x", "facebook", "instagram", "threads", "tiktok"),
    *("youtube", "linkedin", "bluesky", "mastodon", "pinterest"),
    *("telegram", "discord"),
)


def test_every_list_has_the_fixed_order() -> None:
    known = [one.info.id for one in REGISTRY.all()]
    assert known == [one for one in ORDER if one in known]
    assert {"x", "threads", "linkedin", "bluesky", "mastodon"} <= set(known)
    assert [ORDER[one.info.order - 1] for one in REGISTRY.all()] == known


def test_names_and_marks() -> None:
    glyphs = Path("packaging/glyphs.txt").read_text(encoding="utf-8").splitlines()
    for one in REGISTRY.all():
        assert one.info.name == NAMES[one.info.id]
        assert f"brands {one.info.glyph}" in glyphs
        assert len(bytes.fromhex(one.info.colour.removeprefix("#"))) == 3


def test_a_platform_that_is_not_there() -> None:
    with pytest.raises(NotFound) as caught:
        REGISTRY.get("nowhere")
    assert "bluesky" in caught.value.action


def test_only_whole_publishers_can_be_connected() -> None:
    ready = [one.info.id for one in REGISTRY.publishers()]
    assert "bluesky" in ready
    assert REGISTRY.publisher("bluesky").info.id == "bluesky"
    for one in REGISTRY.all():
        if one.info.id not in ready:
            with pytest.raises(NotFound, match=f"{one.info.name} can't be published to yet"):
                REGISTRY.publisher(one.info.id)
