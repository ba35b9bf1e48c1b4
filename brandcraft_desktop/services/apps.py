"""The keys of a person's own apps, one app a platform, and of those registered by the program.

What may be seen lies among the settings, the secret is sealed (`sealed_settings`). On a platform
with many servers the program registers itself on each; such an app is kept under its server.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, insert, select

from brandcraft_desktop.domain.app_keys import checked_id, checked_relay, checked_secret, host_of
from brandcraft_desktop.domain.events import SettingChanged
from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.models.tables import settings
from brandcraft_desktop.publishers.base import AppKeys, BrowserPublisher
from brandcraft_desktop.services import app_rotation, sealed_settings
from brandcraft_desktop.services.transaction import Emit, change

if TYPE_CHECKING:
    from brandcraft_desktop.domain.platform import BrowserSignIn
    from brandcraft_desktop.services.workspace import Workspace

_PREFIX = "oauth_app."
_FIELDS = ("platform", "server", "client_id", "relay", "redirect")


@dataclass(frozen=True)
class AppView:
    """An app as screens see it. `server` is "" where the platform has only one.

    `relay` is the https page of the person's own that passes answers on; `redirect` is set for an
    app that the program registered itself: the only address it may be answered at.
    """

    platform: str
    server: str
    client_id: str
    has_secret: bool
    relay: str = ""
    redirect: str = ""

    @property
    def registered(self) -> bool:
        """Whether the program registered it, instead of its person."""
        return bool(self.redirect)


def set_app(
    workspace: Workspace,
    platform: str,
    client_id: str,
    secret: str = "",
    *,
    server: str = "",
    relay: str = "",
) -> AppView:
    """Keep an app's keys in place of the old ones; an empty `secret` keeps that of the same id.

    Accounts that were connected with the same id get the new secret. Raises `BadInput` (field
    named), `NotFound`, `VaultLocked`, `StorageTrouble`.
    """
    browser = browser_sign_in(workspace, platform)
    name, guide = workspace.platforms.get(platform).info.name, browser.app
    before = app_of(workspace, platform, server)
    keeps = before is not None and before.client_id == client_id.strip() and before.has_secret
    app = AppView(
        platform=platform,
        server=_server(browser, name, server),
        client_id=checked_id(client_id, guide, name),
        has_secret=bool(secret.strip()) or keeps,
        relay=checked_relay(relay, practice=workspace.practice),
    )
    secret = checked_secret(secret, guide, name, there=keeps)
    _keep(workspace, app, secret)
    if secret:
        app_rotation.give_new_secret(workspace, platform, app.client_id, secret)
    return app


def list_apps(workspace: Workspace) -> tuple[AppView, ...]:
    """Every app that is kept, in the platforms' fixed order; nothing is opened for it."""
    found = workspace.database.read(_all)
    order = {one.info.id: one.info.order for one in workspace.platforms.all()}
    return tuple(sorted(found, key=lambda one: (order.get(one.platform, len(order)), one.server)))


def app_of(workspace: Workspace, platform: str, server: str = "") -> AppView | None:
    """The app of a platform (there: of a server, in any spelling); None where none is kept."""
    name = _name(platform, server)
    return workspace.database.read(lambda connection: _find(connection, name))


def forget_app(workspace: Workspace, platform: str, server: str = "") -> bool:
    """Let an app's keys go; connected accounts keep theirs. False where there was none."""
    name = _name(platform, server)

    def act(connection: Connection, emit: Emit) -> bool:
        if _find(connection, name) is None:
            return False
        connection.execute(delete(settings).where(settings.c.name == name))
        sealed_settings.drop(connection, name)
        emit(SettingChanged(name))
        return True

    return change(workspace, act, person=True)


def browser_sign_in(workspace: Workspace, platform: str) -> BrowserSignIn:
    """How a platform is signed in to in the browser. Raises `BadInput`, `NotFound`."""
    publisher = workspace.platforms.publisher(platform)
    browser = publisher.sign_in.browser
    if browser is None or not isinstance(publisher, BrowserPublisher):
        raise BadInput(
            f"{publisher.info.name} needs no app of your own.",
            "It is connected by its form, not in the browser.",
            field="platform",
        )
    return browser


def keys_of(workspace: Workspace, app: AppView) -> AppKeys:
    """The keys of an app, opened. Raises `VaultLocked`."""
    name = _name(app.platform, app.server)
    secret = sealed_settings.read(workspace, name) if app.has_secret else ""
    return AppKeys(app.client_id, secret)


def keep_registered(
    workspace: Workspace, platform: str, server: str, redirect: str, keys: AppKeys
) -> AppView:
    """Keep an app that a publisher has registered. Raises `VaultLocked`, `StorageTrouble`."""
    app = AppView(platform, host_of(server), keys.client_id, bool(keys.secret), redirect=redirect)
    _keep(workspace, app, keys.secret)
    return app


def _keep(workspace: Workspace, app: AppView, secret: str) -> None:
    name = _name(app.platform, app.server)
    sealed = sealed_settings.seal(workspace, name, secret) if secret else ""

    def act(connection: Connection, emit: Emit) -> None:
        connection.execute(delete(settings).where(settings.c.name == name))
        connection.execute(insert(settings).values(name=name, value=_text(app)))
        if sealed:
            sealed_settings.store(connection, name, sealed)
        elif not app.has_secret:
            sealed_settings.drop(connection, name)
        emit(SettingChanged(name))

    change(workspace, act, person=True)


def _server(browser: BrowserSignIn, name: str, server: str) -> str:
    if browser.app is None:
        host = host_of(server)
        if not host:
            raise BadInput(
                f"{name} has many servers, and an app belongs to one.",
                "The program registers itself on each, so keys are hardly ever needed.",
                "Name the server.",
                field="server",
            )
        return host
    if server:
        raise BadInput(f"{name} has no servers of one's own.", "", "Leave it out.", field="server")
    return ""


def _name(platform: str, server: str) -> str:
    return f"{_PREFIX}{platform}" + (f"@{host_of(server)}" if server else "")


def _text(app: AppView) -> str:
    return json.dumps({name: getattr(app, name) for name in _FIELDS})


def _all(connection: Connection) -> list[AppView]:
    names = connection.scalars(
        select(settings.c.name).where(settings.c.name.startswith(_PREFIX, autoescape=True))
    ).all()
    return [app for name in names if (app := _find(connection, name)) is not None]


def _find(connection: Connection, name: str) -> AppView | None:
    """What is kept under a name; None too where the row makes no sense."""
    stored = connection.scalar(select(settings.c.value).where(settings.c.name == name))
    if stored is None:
        return None
    try:
        found = json.loads(stored)
        texts = {one: found[one] for one in _FIELDS}
    except (ValueError, TypeError, KeyError):
        return None
    if not all(isinstance(text, str) for text in texts.values()):
        return None
    app = AppView(has_secret=False, **texts)
    return replace(app, has_secret=sealed_settings.exists(connection, name))
