"""Draws the accounts page and every page of its dialogs into a folder.

Run ``QT_QPA_PLATFORM=offscreen python -m tests.ui.accounts.pictures <folder> [name…]``.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget
from sqlalchemy import Connection as Database
from sqlalchemy import Insert, insert, update

from brandcraft_desktop.domain.account import AccountState
from brandcraft_desktop.domain.clock import Clock
from brandcraft_desktop.domain.platform import (
    BrowserSignIn,
    PlatformInfo,
    Return,
    SignIn,
    SignInKind,
)
from brandcraft_desktop.errors import BadInput, BrandcraftError
from brandcraft_desktop.models import tables
from brandcraft_desktop.models.ids import new_id
from brandcraft_desktop.publishers.base import Asked, Begun, Connection
from brandcraft_desktop.publishers.bluesky.publisher import Bluesky
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.registry import Registry
from brandcraft_desktop.services import brands
from brandcraft_desktop.services.account_rows import state_columns
from brandcraft_desktop.services.sign_in import Candidate
from brandcraft_desktop.services.workspace import Workspace
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.accounts import AccountsPage
from brandcraft_desktop.ui.accounts.app_keys_dialog import AppKeysDialog
from brandcraft_desktop.ui.accounts.app_keys_step import AppKeysStep
from brandcraft_desktop.ui.accounts.channels_step import ChannelsStep
from brandcraft_desktop.ui.accounts.connect_dialog import ConnectDialog
from brandcraft_desktop.ui.accounts.explaining_step import ExplainingStep
from brandcraft_desktop.ui.accounts.health_dialog import HealthDialog
from brandcraft_desktop.ui.accounts.kept_keys import KeptKeys, keys_form
from brandcraft_desktop.ui.accounts.waiting_step import WaitingStep
from tests.ui.publisher.world import NOW, StandingClock, add_accounts, add_post
from tests.ui.stage import Stage, open_house, stage

REDIRECT = "http://127.0.0.1:47824/callback"
WITH_CHANNEL = SignIn(
    SignInKind.BROWSER,
    (),
    "You sign in with Google.",
    browser=BrowserSignIn(("See your channel", "Upload videos")),
    before="You need a YouTube channel on this Google account. No channel yet?",
    before_url="https://www.youtube.com/create_channel",
)
"""For a platform that is not there yet."""


class Shop(Bluesky):
    """A platform with its real rules and, where it can be connected, its real sign-in."""

    def __init__(self, info: PlatformInfo, sign_in: SignIn) -> None:
        self._info, self._sign_in = info, sign_in

    @property
    def info(self) -> PlatformInfo:
        return self._info

    @property
    def sign_in(self) -> SignIn:
        return self._sign_in

    def begin(self, asked: Asked, http: Http, clock: Clock) -> Begun:
        raise AssertionError("nobody signs in for a picture")

    def finish(self, begun: Begun, code: str, http: Http, clock: Clock) -> tuple[Connection, ...]:
        raise AssertionError("nobody signs in for a picture")


def shops() -> Registry:
    """All ten, as if every one could be connected."""
    known = {one.info.id: one.sign_in for one in Registry().publishers()}
    return Registry(
        Shop(one.info, known.get(one.info.id, WITH_CHANNEL)) for one in Registry().all()
    )


def sign_in_of(at: Stage, platform: str) -> SignIn:
    return at.workspace.platforms.publisher(platform).sign_in


def nobody(_: Workspace) -> None:
    """No account yet."""


def prepare(workspace: Workspace) -> None:
    ids = add_accounts(workspace)
    studio = brands.add(workspace, "Demo Studio", colour="#5B3FD6")
    column = tables.accounts.c

    def write(platform: str, **values: object) -> None:
        query = update(tables.accounts).where(column.id == ids[platform]).values(**values)
        workspace.database.write(lambda connection: connection.execute(query))

    for platform in ids:
        write(platform, brand_id=studio.id, checked_at=NOW - timedelta(minutes=5))
    signed_out = AccountState.NEEDS_RECONNECT.value
    write("tiktok", state=signed_out, brand_id=None, expires_at=NOW - timedelta(days=17))
    write("facebook", **state_columns(AccountState.REVOKED))
    write(
        "instagram",
        state=AccountState.MISSING_PERMISSION.value,
        trouble="The permission “pages_manage_posts” is missing.",
    )
    write("threads", paused=True)
    write(
        "linkedin",
        ends_at=NOW + timedelta(days=4),
        expires_at=NOW + timedelta(days=4),
        succeeded_at=NOW - timedelta(hours=2),
        scopes="openid profile w_member_social",
    )
    add_more(workspace)
    for number in range(3):
        add_post(workspace, ids, f"Pack {number}", at=NOW + timedelta(days=1), to=("tiktok", "x"))


def add_more(workspace: Workspace) -> None:
    """A second and a third X account."""
    for number, name in enumerate(("A Studio With A Rather Long Name", "Night Market")):
        values = {
            "id": new_id(workspace.clock),
            "platform": "x",
            "remote_id": f"more-{number}",
            "handle": name.lower().replace(" ", "_"),
            "display_name": name,
            "server": "",
            "state": "connected",
            "created_at": workspace.clock.now(),
            "checked_at": NOW - timedelta(hours=3),
        }
        query = insert(tables.accounts).values(**values)
        workspace.database.write(partial(run, query))


def run(query: Insert, connection: Database) -> None:
    connection.execute(query)


def accounts_page(at: Stage) -> AccountsPage:
    page = at.page("accounts")
    assert isinstance(page, AccountsPage)
    return page


def show(at: Stage) -> None:
    accounts_page(at)


def show_offline(at: Stage) -> None:
    accounts_page(at)
    at.window.show_offline(True)


def dialog(at: Stage) -> ConnectDialog:
    page = accounts_page(at)
    page.connect_account()
    assert isinstance(page.dialog, ConnectDialog)
    return page.dialog


def info(at: Stage, platform: str) -> PlatformInfo:
    return at.workspace.platforms.get(platform).info


def no_browser(_: str) -> bool:
    return True


def form(at: Stage) -> QWidget:
    shown = dialog(at)
    shown.choose("bluesky")
    assert shown.form is not None
    shown.form.line("identifier").setText("demo-studio.bsky.social")
    shown.form.line("app_password").setFocus()
    shown.form.line("app_password").insert("my-main-password")
    shown.form.line("app_password").textEdited.emit("my-main-password")
    shown.form.line("app_password").editingFinished.emit()
    return shown


def keys(at: Stage) -> QWidget:
    shown = dialog(at)
    made = keys_form(info(at, "x"), sign_in_of(at, "x"), KeptKeys(None, REDIRECT), no_browser)
    shown.show_step(AppKeysStep(info(at, "x"), sign_in_of(at, "x"), made))
    return shown


def explaining(platform: str) -> Callable[[Stage], QWidget]:
    def draw_it(at: Stage) -> QWidget:
        shown = dialog(at)
        step = ExplainingStep(
            info(at, platform),
            sign_in_of(at, platform),
            lambda _: {},
            words=info(at, platform).name,
            known={},
            opener=no_browser,
        )
        shown.show_step(step)
        return shown

    return draw_it


def waiting(returns: Return, problem: str = "") -> Callable[[Stage], QWidget]:
    def draw_it(at: Stage) -> QWidget:
        shown = dialog(at)
        step = WaitingStep(
            info(at, "x"),
            "https://x.example/i/oauth2/authorize?client_id=…",
            returns,
            opened=True,
            until=NOW + timedelta(minutes=5),
        )
        shown.show_step(step)
        if problem:
            step.line.setText("http://127.0.0.1:47824/callback?code=…")
            step.show_problem(problem)
        return shown

    return draw_it


def channels(at: Stage) -> QWidget:
    shown = dialog(at)
    found = [
        Candidate("1", "demo_studio", "Demo Studio", "Person", None),
        Candidate("2", "demo-bakery", "Demo Bakery", "Company page", None),
        Candidate("3", "demo-choir", "Demo Choir of the Old Town", "Company page", None),
    ]
    step = ChannelsStep(info(at, "linkedin"), found, taken=1)
    step.lines[1].box.setChecked(True)
    shown.show_step(step)
    return shown


def trouble(at: Stage) -> QWidget:
    shown = explaining("x")(at)
    assert isinstance(shown, ConnectDialog)
    error: BrandcraftError = BadInput(
        "This is @other. You were reconnecting @demo_studio.",
        "Posts scheduled for one account must not go out from another.",
        "Add @other as a new account, or sign in as @demo_studio.",
    )
    shown.show_trouble(error)
    shown.add_way_out("Add as new", lambda: None)
    shown.add_way_out("Try again", lambda: None)
    return shown


def health(at: Stage) -> QWidget:
    page = accounts_page(at)
    account = next(one for one in page.shown_accounts() if one.platform == "linkedin")
    page.doing.act(account.id, "health")
    at.wait(lambda: isinstance(page.dialog, HealthDialog))
    assert page.dialog is not None
    return page.dialog


def app_keys(at: Stage) -> QWidget:
    page = accounts_page(at)
    shown = AppKeysDialog(
        at.window.context,
        info(at, "x"),
        sign_in_of(at, "x"),
        KeptKeys(None, REDIRECT),
        opener=no_browser,
        parent=page,
    )
    shown.open()
    return shown


PICTURES: dict[str, tuple[Callable[[Workspace], None], Callable[[Stage], QWidget | None]]] = {
    "accounts": (prepare, show),
    "offline": (prepare, show_offline),
    "empty": (nobody, show),
    "connect": (prepare, dialog),
    "form": (prepare, form),
    "keys": (prepare, keys),
    "explain_own_app": (prepare, explaining("x")),
    "explain_server": (prepare, explaining("mastodon")),
    "explain_before": (prepare, explaining("youtube")),
    "explain_doors": (prepare, explaining("instagram")),
    "waiting": (prepare, waiting(Return.LOOPBACK)),
    "waiting_paste": (prepare, waiting(Return.PASTE, "This is the answer of another sign-in.")),
    "channels": (prepare, channels),
    "trouble": (prepare, trouble),
    "health": (prepare, health),
    "app_keys": (prepare, app_keys),
}
SIZES = (QSize(1280, 800), QSize(1024, 640))
SCALES = (1.0, 1.5)


def draw(out: Path, name: str) -> None:
    """`<name>_<theme>_<width>.png`, and `…_150.png` with text half as large again."""
    application = QApplication.instance() or QApplication(sys.argv)
    assert isinstance(application, QApplication)
    prepare_it, show_it = PICTURES[name]
    with tempfile.TemporaryDirectory() as folder:
        clock = StandingClock()
        house = lambda: open_house(Path(folder), clock, platforms=shops())  # noqa: E731
        with stage(Path(folder), clock=clock, open_it=house, prepare=prepare_it) as made:
            shown = show_it(made)
            made.settle()
            for scheme in (theme.Scheme.LIGHT, theme.Scheme.DARK):
                for scale in SCALES:
                    theme.apply(application, scheme, scale, reduced_motion=True)
                    for size in SIZES:
                        made.window.resize(size)
                        made.settle()
                        if isinstance(shown, ConnectDialog | HealthDialog):
                            shown._fit()
                            made.settle()
                        much = "" if scale == 1.0 else "_150"
                        picture = (shown or made.window).grab()
                        picture.save(str(out / f"{name}_{scheme.value}_{size.width()}{much}.png"))
                        if shown is not None:
                            break


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    for wanted in sys.argv[2:] or PICTURES:
        draw(target, wanted)
