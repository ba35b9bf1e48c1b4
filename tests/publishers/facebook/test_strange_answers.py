"""What no honest Facebook says: uploads that lead elsewhere, offsets that lie, links of no page."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from tests.publishers.changed_answers import changed
from tests.publishers.facebook.world import World

OWN = {"graph.facebook.com", "graph-video.facebook.com", "rupload.facebook.com"}


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/video-upload/v26.0/1",
        "https://rupload.facebook.com.evil.example/x",
        "https://rupload.facebook.com@evil.example/x",
        "https://rupload.facebook.com:8443/x",
        "http://rupload.facebook.com/x",
        "https://127.0.0.1/x",
    ],
)
@pytest.mark.parametrize("kind", ["reel", "story"])
def test_the_bytes_and_the_token_go_nowhere_else(world: World, address: str, kind: str) -> None:
    plan = world.plan("", [world.video()], kind=kind)
    with changed({"upload_url": address}) as sent, pytest.raises(AssertionError, match="gave up"):
        world.publish(plan)
    assert {one.host for one in sent} <= OWN
    assert not [one for one in sent if one.upload is not None]
    assert world.journal() == world.journal("story") == []


@pytest.mark.parametrize("told", [-5, 10**400, True, None, "7", 1.5])
def test_an_offset_that_lies_costs_no_byte(world: World, told: int | bool | str | None) -> None:
    """The whole file arrives, or nothing is published."""
    world.tell("settings", partly=20)
    with changed({"file_offset": told}):
        try:
            world.publish(world.plan("Film", [world.video()]))
        except AssertionError:
            assert world.journal() == []
            return
    (video,) = world.things("video")
    assert len(world.journal()) == 1
    assert video["value"]["file"]


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "https://evil.example/1", "file:///etc/passwd", "//evil.example"],
)
def test_a_link_leads_to_facebook_or_to_the_page(world: World, link: str) -> None:
    with changed({"permalink_url": link}):
        made = world.publish(world.plan("Film", [world.video()]))
    address = urlsplit(made.parts[0].permalink)
    assert (address.scheme, address.hostname) == ("https", "www.facebook.com")
