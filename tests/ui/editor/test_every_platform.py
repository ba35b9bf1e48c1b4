"""The real platforms in the editor: every form can be used, TikTok's rules to the letter."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from brandcraft_desktop.accounts.vault import Vault
from brandcraft_desktop.domain.platform import NO_FACTS, AccountFacts, Choice
from brandcraft_desktop.paths import Home
from brandcraft_desktop.publishers.registry import Registry
from brandcraft_desktop.publishers.tiktok import wording
from brandcraft_desktop.services.workspace import Workspace, close, open_workspace
from tests.services.market import BOARDS, add_trader
from tests.ui.editor.conftest import Desk
from tests.ui.editor.stalls import lines
from tests.ui.editor.world import NoVault, StandingClock

CREATOR = AccountFacts(
    limits={"max_video_post_duration_sec": 60},
    choices={
        "privacy_levels": (
            Choice("FOLLOWER_OF_CREATOR", "FOLLOWER_OF_CREATOR"),
            Choice("SELF_ONLY", "SELF_ONLY"),
        )
    },
    flags=frozenset({"comment_disabled"}),
)
FACTS = {"tiktok": CREATOR, "pinterest": BOARDS}
PLATFORMS = Registry()


@pytest.fixture
def workspace(tmp_path: Path, clock: StandingClock) -> Iterator[Workspace]:
    home = Home(tmp_path / "home")
    home.prepare()
    opened = open_workspace(home, clock=clock, vault=cast(Vault, NoVault()), platforms=PLATFORMS)
    for one in PLATFORMS.all():
        facts = FACTS.get(one.info.id, NO_FACTS)
        add_trader(opened, f"demo-{one.info.id}", platform=one.info.id, facts=facts)
    yield opened
    close(opened)


def tab(desk: Desk, platform: str) -> None:
    desk.new()
    desk.choose_all()
    desk.page.tools.open_tab(platform)


@pytest.mark.parametrize("platform", [one.info.id for one in PLATFORMS.all()])
def test_every_field_has_a_name_and_a_place(desk: Desk, platform: str) -> None:
    tab(desk, platform)
    info = PLATFORMS.get(platform).info
    assert set(desk.view.options.rows) == {one.name for one in info.options}
    for name, row in desk.view.options.rows.items():
        interface = QAccessible.queryAccessibleInterface(row.editor.control)
        assert interface.text(QAccessible.Text.Name)
        if not row.isHidden():
            desk.view.options.reveal(name)
            assert QApplication.focusWidget() is (row.place() or desk.view.options.header), name
    assert desk.view.options.header.isChecked() or not info.options


def test_what_x_charges_stands_over_the_buttons(desk: Desk) -> None:
    tab(desk, "x")
    assert desk.view.charges.isHidden()
    desk.view.composer.insertPlainText("see example.com")
    desk.wait(lambda: not desk.view.charges.isHidden())
    assert desk.view.charges.text().startswith("X charges about 0.20 USD for sending this")
    assert "X charges" not in desk.view.agreement.text()


def test_tiktok_offers_what_the_creator_may_and_nothing_beforehand(desk: Desk) -> None:
    tab(desk, "tiktok")
    form = desk.view.options
    privacy = form.fields["privacy"]
    assert isinstance(privacy, QComboBox)
    assert (privacy.currentIndex(), privacy.placeholderText()) == (-1, "Choose…")
    assert [privacy.itemText(row) for row in range(privacy.count())] == ["Followers", "Only me"]
    assert not form.fields["allow_comment"].isEnabled()
    assert desk.view.agreement.text() == wording.CONSENT
    assert any(child.accessibleName() == "Demo-Tiktok  @demo-tiktok" for child in _named(desk))
    controller = desk.page.controller
    controller.set_options("tiktok", {"disclose": "true"})
    assert wording.NOTHING_DISCLOSED in desk.view.bar.schedule.toolTip()
    controller.set_options("tiktok", {"disclose": "true", "your_brand": "true"})
    assert form.rows["your_brand"].told.text() == wording.PROMOTIONAL
    controller.set_options("tiktok", {"disclose": "true", "branded_content": "true"})
    assert form.rows["branded_content"].told.text() == wording.PAID
    assert wording.NEVER_PRIVATE in form.rows["privacy"].note.text()
    assert desk.view.agreement.text() == wording.BRANDED_CONSENT
    assert any("TikTok: nothing is chosen for “Privacy”. Choose “" in one for one in lines(desk))


def _named(desk: Desk) -> list[QWidget]:
    return [one for line in desk.view.options.posters.lines for one in line.findChildren(QWidget)]
