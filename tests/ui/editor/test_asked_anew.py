"""What a creator may choose on TikTok is asked whenever its options are shown, without a press."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from brandcraft_desktop.services.workspace import Workspace
from brandcraft_desktop.ui.editor.documents import SHARED
from tests.publishers.stand import Stand, stand
from tests.publishers.tiktok.flows import SHEET
from tests.ui.editor.conftest import Desk
from tests.ui.editor.test_options_form import combo, switch

CREATOR = "post/publish/creator_info/query"


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Stand]:
    with stand(tmp_path, SHEET) as made:
        made.connect()
        yield made


@pytest.fixture
def workspace(here: Stand) -> Workspace:
    return here.workspace


def test_the_options_are_those_that_the_creator_has_now(desk: Desk, here: Stand) -> None:
    here.server.tell("tiktok/settings", comment_off=True, privacy="FOLLOWER_OF_CREATOR,SELF_ONLY")
    here.server.tell("calls/clear")
    desk.new()
    desk.choose_all()
    assert CREATOR not in here.calls()
    desk.page.tools.open_tab("tiktok")
    desk.wait(lambda: not switch(desk, "allow_comment").isEnabled())
    privacy = combo(desk, "privacy")
    assert [privacy.itemText(one) for one in range(privacy.count())] == ["Followers", "Only me"]
    assert privacy.currentIndex() == -1
    desk.view.tabs.set_current(SHARED)
    desk.view.tabs.set_current("tiktok")
    desk.settle()
    assert here.calls().count(CREATOR) == 1


def test_without_an_answer_the_known_choices_stay(desk: Desk, here: Stand) -> None:
    here.server.tell("faults", endpoint=CREATOR, kind="status", status=500, times=0)
    desk.new()
    desk.choose_all()
    desk.page.tools.open_tab("tiktok")
    desk.settle()
    assert combo(desk, "privacy").count() == 4
    assert desk.way.errors == []
