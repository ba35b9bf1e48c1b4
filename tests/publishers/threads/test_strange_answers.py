"""What no honest Threads says: a link that is none of its own."""

from __future__ import annotations

import pytest

from tests.publishers.changed_answers import changed
from tests.publishers.threads.world import World


@pytest.mark.parametrize("link", ["javascript:alert(1)", "https://evil.example/1", "http://x.y"])
def test_a_link_leads_to_threads_or_to_the_profile(world: World, link: str) -> None:
    with changed({"permalink": link}):
        made = world.publish(world.plan("Hello"))
    assert made.parts[0].remote_id == world.posts()[0]["id"]
    assert made.parts[0].permalink.endswith("/@practice.studio")


def test_threads_com_is_threads_too(world: World) -> None:
    link = "https://www.threads.com/@practice.studio/post/abc"
    with changed({"permalink": link}):
        made = world.publish(world.plan("Hello"))
    assert made.parts[0].permalink == link
