"""Connecting accounts by mouse and keys, with somebody at the browser who agrees."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from brandcraft_desktop.demo.browser import decide, leads_here
from brandcraft_desktop.demo.connecting import practice_app
from brandcraft_desktop.demo.stage import Stage
from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.practice.platform import PracticeAccount
from brandcraft_desktop.ui import robot
from brandcraft_desktop.ui.accounts import AccountsPage
from brandcraft_desktop.ui.accounts.app_keys_step import AppKeysStep
from brandcraft_desktop.ui.accounts.channels_step import ChannelsStep
from brandcraft_desktop.ui.accounts.connect_dialog import ConnectDialog
from brandcraft_desktop.ui.accounts.explaining_step import ExplainingStep
from brandcraft_desktop.ui.accounts.platform_grid import PlatformTile
from brandcraft_desktop.ui.accounts.waiting_step import WaitingStep
from brandcraft_desktop.ui.shell.places import ACCOUNTS


@dataclass
class Browser:
    """What the window takes for the person's browser: notes addresses, and visits them later."""

    opened: list[str] = field(default_factory=list)
    landed: str = ""  # at a page elsewhere: its address is pasted
    trouble: str = ""

    def open(self, address: str) -> bool:
        """What the window calls; True, as a browser takes every address."""
        self.opened.append(address)
        return True

    def agree(self, person: str) -> None:
        """Walk the page that was opened last, in a thread of its own as a browser is one."""
        threading.Thread(target=self._visit, args=(self.opened[-1], person), daemon=True).start()

    def _visit(self, address: str, person: str) -> None:
        try:
            end = decide(address, person)
            self.landed = "" if leads_here(end) else end
        except (BrandcraftError, OSError) as error:
            self.trouble = str(error)


def connect(stage: Stage, account: PracticeAccount) -> None:
    """Connect one through the accounts page. Raises `robot.GaveUp`."""
    page, browser = _page(stage), Browser()
    page.opener = browser.open
    before = len(page.cards())
    robot.click(page.connect_button)
    dialog = robot.wait_for("the connect dialog", lambda: _dialog(page))
    tile = robot.wait_for("the platform", lambda: dialog.findChild(PlatformTile, account.platform))
    robot.click(tile)
    robot.wait_for("its first page", lambda: _first_page(dialog))
    if isinstance(dialog.step, AppKeysStep):
        _type_keys(stage, dialog, account.platform)
    if isinstance(dialog.step, ExplainingStep):
        _sign_in(stage, dialog, account, browser)
    else:
        _fill_in(dialog, account)
        stage.picture_once("connect", dialog)
        robot.click(dialog.connect_button)

    robot.wait_for(
        f"{account.handle} to be known", lambda: browser.landed or _known(dialog, browser)
    )
    if browser.landed and isinstance(dialog.step, WaitingStep):
        _paste(stage, dialog, dialog.step, browser)
    if isinstance(dialog.step, ChannelsStep):
        _choose_first(stage, dialog, dialog.step)
    robot.wait_for(
        f"{account.handle} to be connected",
        lambda: not dialog.isVisible() and len(page.cards()) > before,
    )
    stage.settle()


def _page(stage: Stage) -> AccountsPage:
    stage.go(ACCOUNTS)
    page = stage.program.window.page(ACCOUNTS)
    if not isinstance(page, AccountsPage):
        raise robot.GaveUp("The accounts page is not there.")
    stage.settle()
    return page


def _dialog(page: AccountsPage) -> ConnectDialog | None:
    found = page.dialog
    return found if isinstance(found, ConnectDialog) and found.isVisible() else None


def _first_page(dialog: ConnectDialog) -> bool:
    return dialog.form is not None or isinstance(dialog.step, AppKeysStep)


def _type_keys(stage: Stage, dialog: ConnectDialog, platform: str) -> None:
    """The keys of the app that every practice platform knows."""
    step = dialog.step
    if not isinstance(step, AppKeysStep):
        return
    form, (client_id, secret) = step.form, practice_app(platform)
    robot.type_text(form.client_id, client_id)
    if form.secret.isVisible():
        robot.type_text(form.secret, secret)
    stage.picture_once("app_keys", dialog)
    robot.click(dialog.connect_button)
    robot.wait_for("the explanation", lambda: isinstance(dialog.step, ExplainingStep))


def _sign_in(
    stage: Stage, dialog: ConnectDialog, account: PracticeAccount, browser: Browser
) -> None:
    """Up to the page in the browser, where the person agrees."""
    _fill_in(dialog, account)
    stage.picture_once("explaining", dialog)
    robot.click(dialog.connect_button)
    robot.wait_for("the browser", lambda: isinstance(dialog.step, WaitingStep) and browser.opened)
    stage.picture_once("waiting", dialog)
    browser.agree(account.did)


def _paste(stage: Stage, dialog: ConnectDialog, step: WaitingStep, browser: Browser) -> None:
    """Where the answer does not come by itself: the address the browser ended at."""
    robot.type_text(step.line, browser.landed)
    stage.picture_once("paste", dialog)
    robot.click(step.use)
    robot.wait_for("the answer to be taken", lambda: _known(dialog, browser))


def _fill_in(dialog: ConnectDialog, account: PracticeAccount) -> None:
    form = robot.wait_for("its form", lambda: dialog.form)
    for name, answer in account.answers.items():
        robot.type_text(form.line(name), answer)


def _known(dialog: ConnectDialog, browser: Browser) -> bool:
    if browser.trouble:
        raise robot.GaveUp("The page in the browser led nowhere.", browser.trouble)
    return isinstance(dialog.step, ChannelsStep) or not dialog.isVisible()


def _choose_first(stage: Stage, dialog: ConnectDialog, step: ChannelsStep) -> None:
    """Of several pages or channels only the first is connected."""
    if not step.chosen():
        robot.click(step.lines[0])
    stage.picture_once("channels", dialog)
    robot.click(dialog.connect_button)
