"""What no honest Instagram says: uploads that lead elsewhere, links of no post of its own."""

from __future__ import annotations

import pytest

from tests.publishers.changed_answers import changed
from tests.publishers.instagram.world import World

OWN = {"graph.instagram.com", "rupload.facebook.com"}
PROFILE = "https://www.instagram.com/practice.studio/"


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/ig-api-upload/v26.0/1",
        "https://rupload.facebook.com.evil.example/x",
        "https://rupload.facebook.com@evil.example/x",
        "http://rupload.facebook.com/x",
        "https://127.0.0.1/x",
        "",
    ],
)
def test_the_bytes_go_to_meta_whatever_address_is_named(world: World, address: str) -> None:
    with changed({"uri": address}) as sent:
        world.publish(world.plan("A film", [world.video()]))
    assert {one.host for one in sent} <= OWN
    assert len(world.journal()) == 1


@pytest.mark.parametrize("link", ["javascript:alert(1)", "https://evil.example/p/1", "http://x.y"])
def test_a_link_leads_to_instagram_or_to_the_profile(world: World, link: str) -> None:
    with changed({"permalink": link}):
        made = world.publish(world.plan("Hello", [world.picture()]))
    assert made.parts[0].remote_id == world.posts()[0]["id"]
    assert made.parts[0].permalink == PROFILE
