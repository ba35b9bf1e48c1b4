"""A post that its platform shall publish, and can't, goes out from here: the checks say why."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt

from brandcraft_desktop.accounts.vault import Vault
from brandcraft_desktop.paths import Home
from brandcraft_desktop.publishers.registry import Registry
from brandcraft_desktop.services.workspace import Workspace, close, open_workspace
from tests.services.market import add_trader
from tests.ui.editor.conftest import Desk
from tests.ui.editor.stalls import line, lines
from tests.ui.editor.test_options_form import combo, switch
from tests.ui.editor.world import NoVault, StandingClock

INSTEAD = "YouTube: the post goes out from this computer instead, because"


@pytest.fixture
def workspace(tmp_path: Path, clock: StandingClock) -> Iterator[Workspace]:
    home = Home(tmp_path / "home")
    home.prepare()
    opened = open_workspace(home, clock=clock, vault=cast(Vault, NoVault()), platforms=Registry())
    add_trader(opened, "films", platform="youtube")
    yield opened
    close(opened)


def test_a_visibility_that_youtube_does_not_wait_with_is_told(desk: Desk) -> None:
    desk.new()
    desk.choose_all()
    desk.page.tools.open_tab("youtube")
    switch(desk, "native").click()
    hint = desk.view.bar.time.hint
    assert hint.whole_text() == "YouTube publishes it, even when this computer is off."
    assert not any(INSTEAD in one for one in lines(desk))
    visibility = combo(desk, "visibility")
    visibility.setFocus(Qt.FocusReason.TabFocusReason)
    desk.bot.keyClick(visibility, Qt.Key.Key_Down)
    assert any(f"{INSTEAD} “Visibility” is “Unlisted”." in one for one in lines(desk))
    assert hint.isHidden()
    told = desk.view.options.rows["visibility"].told.text()
    assert told.startswith("The post goes out from this computer instead")
    finding = line(desk, INSTEAD).finding
    assert finding is not None
    assert not finding.blocks
    desk.view.checks.go.emit(finding)
    assert visibility.hasFocus()
    desk.bot.keyClick(visibility, Qt.Key.Key_Up)
    assert not any(INSTEAD in one for one in lines(desk))
