"""Connecting an account in the browser: what a person sees and does, over real HTTP."""

from __future__ import annotations

import socket
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from brandcraft_desktop.demo.browser import decide
from brandcraft_desktop.domain.account import AccountState
from brandcraft_desktop.services import accounts, apps, sign_in
from brandcraft_desktop.ui.accounts.app_keys_step import AppKeysStep
from brandcraft_desktop.ui.accounts.channels_step import ChannelsStep
from brandcraft_desktop.ui.accounts.explaining_step import ExplainingStep
from brandcraft_desktop.ui.accounts.waiting_step import WaitingStep
from tests.accounts.memory import NONE, MemoryStore
from tests.services.harbour_world import CLIENT_ID, CLIENT_SECRET, HARBOUR
from tests.ui.accounts.harbour_page import BEFORE, Quay, quay


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def connect(on: Quay, person: str = "1") -> None:
    on.start()
    on.go()
    assert isinstance(on.waiting, WaitingStep)
    decide(on.opened[-1], person)
    on.done()


def test_the_browser_is_opened_and_the_account_is_there_at_once(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with quay(qtbot, tmp_path, monkeypatch, sign_in=BEFORE) as on:
        on.start()
        assert isinstance(on.dialog.step, ExplainingStep)
        said = on.words()
        assert "You need a berth in the harbour." in said
        assert "Post for you" in said
        on.press(on.button("Create one"))
        assert on.opened == ["https://harbour.example/berth"]
        on.go()
        assert "We opened your browser. Finish signing in there." in on.words()
        assert not on.dialog.connect_button.isVisible()
        run = on.run
        assert on.opened[1:] == [run.opens]
        assert not urlsplit(run.opens).query, "nothing of the sign-in is told to other programs"
        on.press(on.button("Open again"))
        assert on.opened[2:] == [run.address], "the other one leads there once"
        assert parse_qs(urlsplit(run.address).query)["state"]
        on.press(on.button("Copy link"))
        assert QGuiApplication.clipboard().text() == run.address
        decide(run.opens, "2")
        on.done()
        (card,) = on.page.cards()
        assert (card.name.text(), card.handle.text()) == ("Bob", "@bob")
        assert on.at.window.toasts.text() == "Connected @bob"
        assert is_free(on.port)


def test_the_keys_of_an_app_are_asked_for_first_and_kept(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with quay(qtbot, tmp_path, monkeypatch, keys=False) as on:
        on.start()
        step = on.step(AppKeysStep)
        assert isinstance(step, AppKeysStep)
        said = on.words()
        assert "Open the harbour's office." in said
        assert "What it allows" in said
        form = step.form
        assert form.address.text() == f"http://127.0.0.1:{on.port}/callback"
        on.press(form.copy)
        assert QGuiApplication.clipboard().text() == form.address.text()
        on.press(on.dialog.connect_button)
        assert "needed" in on.words()
        qtbot.keyClicks(form.client_id, CLIENT_ID)
        qtbot.keyClicks(form.secret, CLIENT_SECRET)
        assert form.secret.displayText() != CLIENT_SECRET, "dots, not letters"
        on.go()
        assert isinstance(on.dialog.step, ExplainingStep)
        assert form.secret.text() == "", "nothing typed there stays"
        kept = apps.app_of(on.at.workspace, HARBOUR)
        assert kept is not None
        assert (kept.client_id, kept.has_secret) == (CLIENT_ID, True)
        on.press(on.button("App keys…"))
        on.at.settle()
        again = on.step(AppKeysStep)
        assert isinstance(again, AppKeysStep)
        assert again.form.client_id.text() == CLIENT_ID
        assert again.form.secret.text() == ""
        on.go()
        assert isinstance(on.dialog.step, ExplainingStep), "a kept secret need not be typed again"


def test_with_the_keyboard_alone(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with quay(qtbot, tmp_path, monkeypatch) as on:
        on.at.activate()
        qtbot.keyClick(on.page.focusWidget() or on.page, Qt.Key.Key_Insert)
        on.at.settle()
        assert on.dialog.isVisible()
        assert on.dialog.focusWidget() is on.dialog.connect_button
        qtbot.keyClick(on.dialog.connect_button, Qt.Key.Key_Return)
        on.at.settle()
        assert on.dialog.focusWidget() is on.waiting.open_again
        decide(on.opened[-1], "1")
        on.done()
        assert [one.handle.text() for one in on.page.cards()] == ["@ann"]


def test_saying_no_there_is_told_and_can_be_tried_again(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with quay(qtbot, tmp_path, monkeypatch) as on:
        on.start()
        on.go()
        decide(on.address(), "1", allow=False)
        assert "did not get your permission" in on.trouble()
        on.press(on.button("Try again"))
        on.at.settle()
        decide(on.address(), "1")
        on.done()
        assert len(on.page.cards()) == 1


def test_an_answer_of_another_sign_in_changes_nothing(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with quay(qtbot, tmp_path, monkeypatch) as on:
        on.start()
        on.go()
        step = on.waiting
        forged = f"http://127.0.0.1:{on.port}/callback?code=1&state={on.port}.forged"
        qtbot.keyClicks(step.line, forged)
        on.press(step.use)
        on.at.settle()
        assert "another sign-in" in on.words()
        assert step.line.selectedText() == forged, "it can be mended"
        decide(on.opened[-1], "1")
        on.done()


def test_the_address_can_be_pasted_instead(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with quay(qtbot, tmp_path, monkeypatch) as on:
        on.browser_there = False
        on.start()
        on.go()
        assert "could not be opened" in on.words()
        end = decide(on.address(), "2", back=False)
        qtbot.keyClicks(on.waiting.line, end)
        qtbot.keyClick(on.waiting.line, Qt.Key.Key_Return)
        on.done()
        assert [one.handle.text() for one in on.page.cards()] == ["@bob"]


def test_a_port_that_is_taken_offers_pasting(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (
        quay(qtbot, tmp_path, monkeypatch) as on,
        socket.create_server(("127.0.0.1", on.port)),
    ):
        on.start()
        on.go()
        assert str(on.port) in on.trouble()
        on.press(on.button("Paste the address instead"))
        on.at.settle()
        assert "paste it here" in on.words()
        assert on.dialog.focusWidget() is on.waiting.line
        end = decide(on.opened[-1], "1", back=False)
        qtbot.keyClicks(on.waiting.line, end)
        on.press(on.waiting.use)
        on.done()
        assert len(on.page.cards()) == 1


def test_nobody_coming_back_is_told(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with quay(qtbot, tmp_path, monkeypatch) as on:
        on.page.patience = 0.3
        on.start()
        on.go()
        assert "sent no answer within" in on.trouble()
        assert on.button("Try again")


def test_closing_gives_the_port_back(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with quay(qtbot, tmp_path, monkeypatch) as on:
        on.start()
        on.go()
        assert on.waiting
        assert not is_free(on.port)
        qtbot.keyClick(on.dialog, Qt.Key.Key_Escape)
        on.at.wait(lambda: is_free(on.port), "the port to be free")
        assert not on.dialog.isVisible()


def test_quitting_does_not_wait_for_the_browser(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with quay(qtbot, tmp_path, monkeypatch) as on:
        on.start()
        on.go()
        assert on.waiting
        on.at.program.end()
        assert is_free(on.port)


def test_somebody_else_can_be_added_as_new(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with quay(qtbot, tmp_path, monkeypatch) as on:
        connect(on, "1")
        (ann,) = accounts.list_accounts(on.at.workspace)
        on.page.reconnect(ann.id)
        on.at.settle()
        assert "@ann" in on.words()
        on.go()
        decide(on.address(), "2")
        assert "This is @bob. You were reconnecting @ann." in on.trouble()
        assert on.button("Try again")
        on.press(on.button("Add as new"))
        on.done()
        assert {one.handle.text() for one in on.page.cards()} == {"@ann", "@bob"}


def test_of_several_pages_some_are_chosen(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with quay(qtbot, tmp_path, monkeypatch) as on:
        connect(on, "1")
        on.world.channels["1"] = ("Ann", "Bakery", "Choir")
        on.start()
        on.go()
        decide(on.address(), "1")
        step = on.step(ChannelsStep)
        assert isinstance(step, ChannelsStep)
        names = [one.box.accessibleName() for one in step.lines]
        assert names[0].startswith("Ann, @ann")
        assert "Connected already" in names[0]
        assert "Company page" in names[1]
        assert [one.box.isChecked() for one in step.lines] == [True, False, False]
        assert on.dialog.focusWidget() is step.lines[0].box
        qtbot.keyClick(step.lines[0].box, Qt.Key.Key_Space)
        assert not on.dialog.connect_button.isEnabled()
        for line in step.lines[1:]:
            qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
        assert on.dialog.connect_button.text() == "Connect 2 accounts"
        on.press(on.dialog.connect_button)
        on.done()
        assert [one.name.text() for one in on.page.cards()] == ["Ann", "Bakery", "Choir"]


def test_more_than_there_is_room_for_cannot_be_chosen(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with quay(qtbot, tmp_path, monkeypatch) as on:
        on.world.channels["1"] = tuple(f"Page {number}" for number in range(6))
        on.start()
        on.go()
        decide(on.address(), "1")
        step = on.step(ChannelsStep)
        assert isinstance(step, ChannelsStep)
        for line in step.lines:
            line.box.setChecked(True)
        assert "choose 1 fewer" in step.note.whole_text()
        assert not on.dialog.connect_button.isEnabled()


def test_without_a_channel_one_can_be_made(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with quay(qtbot, tmp_path, monkeypatch, sign_in=BEFORE) as on:
        on.world.channels["1"] = ()
        on.start()
        on.go()
        decide(on.address(), "1")
        assert "You have no channel." in on.trouble()
        assert on.button("Try another account")
        on.press(on.button("Create one"))
        assert on.opened[-1] == "https://harbour.example/berth"


def test_a_permission_that_was_not_given_is_named(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with quay(qtbot, tmp_path, monkeypatch) as on:
        on.start()
        on.go()
        decide(on.address(), "1", without="post")
        assert "“post”" in on.trouble()
        assert on.button("Try again")


def test_refused_keys_can_be_changed(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with quay(qtbot, tmp_path, monkeypatch) as on:
        apps.set_app(on.at.workspace, HARBOUR, CLIENT_ID, "no-secret-of-theirs")
        on.start()
        on.go()
        decide(on.address(), "1")
        assert "does not accept the keys" in on.trouble()
        on.press(on.button("Change the app keys"))
        on.at.settle()
        step = on.step(AppKeysStep)
        assert isinstance(step, AppKeysStep)
        qtbot.keyClicks(step.form.secret, CLIENT_SECRET)
        on.go()
        on.go()
        decide(on.address(), "1")
        on.done()
        assert len(on.page.cards()) == 1


def test_a_locked_vault_is_opened_before_the_browser_is(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keyring = MemoryStore(trouble=NONE)
    with quay(qtbot, tmp_path, monkeypatch, keys=False, keyring=keyring) as on:
        on.start()
        step = on.step(AppKeysStep)
        assert isinstance(step, AppKeysStep)
        qtbot.keyClicks(step.form.client_id, CLIENT_ID)
        qtbot.keyClicks(step.form.secret, CLIENT_SECRET)
        on.press(on.dialog.connect_button)
        on.at.wait(lambda: on.dialog.unlocking.dialog, "the passphrase to be asked for")
        asked = on.dialog.unlocking.dialog
        assert asked is not None
        for line in (asked.line, asked.again):
            qtbot.keyClicks(line, "four quiet green boats")
        on.press(asked.confirm)
        on.at.wait(lambda: isinstance(on.dialog.step, ExplainingStep), "the next page")
        on.at.settle()
        on.go()
        decide(on.address(), "1")
        on.done()
        assert len(on.page.cards()) == 1


def test_the_state_is_never_shown_and_the_address_is_mapped(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with quay(qtbot, tmp_path, monkeypatch) as on:
        on.start()
        on.go()
        assert on.waiting
        address = urlsplit(on.run.address)
        (state,) = parse_qs(address.query)["state"]
        assert state not in on.words()
        assert state not in on.opened[-1]
        assert address.hostname == "127.0.0.1"


def test_app_keys_can_be_changed_and_forgotten_later(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from brandcraft_desktop.ui.accounts.app_keys_dialog import AppKeysDialog

    with quay(qtbot, tmp_path, monkeypatch) as on:
        connect(on)
        (card,) = on.page.cards()
        menu = card.menu()
        next(one for one in menu.actions() if one.text() == "App keys…").trigger()
        menu.deleteLater()
        on.at.settle()
        dialog = on.page.dialog
        assert isinstance(dialog, AppKeysDialog)
        assert dialog.form.client_id.text() == CLIENT_ID
        on.press(dialog.forget)
        assert dialog.asking is not None
        assert "keep working" in dialog.asking.accessibleDescription()
        on.press(dialog.asking.confirm_button)
        on.at.settle()
        assert apps.app_of(on.at.workspace, HARBOUR) is None
        (account,) = accounts.list_accounts(on.at.workspace)
        assert account.state is AccountState.CONNECTED


def test_patience_is_five_minutes() -> None:
    assert sign_in.PATIENCE == 300
