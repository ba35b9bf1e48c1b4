"""In the name of which app a person signs in: their own, or one the program registers itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from brandcraft_desktop.domain.app_keys import host_of
from brandcraft_desktop.domain.platform import SecretNeed
from brandcraft_desktop.publishers.base import AppKeys, Asked, Begun, BrowserPublisher
from brandcraft_desktop.publishers.bearer import CLIENT_ID, CLIENT_SECRET
from brandcraft_desktop.services import apps
from brandcraft_desktop.services import sign_in_words as words
from brandcraft_desktop.services.account_secrets import AccountSecrets

if TYPE_CHECKING:
    from brandcraft_desktop.domain.account import Account
    from brandcraft_desktop.services.workspace import Workspace

_SERVER = "server"  # the field of a form that names one


def registered_here(workspace: Workspace, publisher: BrowserPublisher, asked: Asked) -> bool:
    """Whether a sign-in goes by an app that the program registered itself."""
    browser = publisher.sign_in.browser
    if browser is None or browser.app is not None:
        return False
    kept = apps.app_of(workspace, publisher.info.id, _server(publisher, asked.answers))
    return kept is not None and kept.registered


def relay_of(workspace: Workspace, publisher: BrowserPublisher) -> str:
    """The relay page that belongs to the app of the person's own; "" where there is none."""
    app = apps.app_of(workspace, publisher.info.id)
    return app.relay if app is not None else ""


def app_for(
    workspace: Workspace,
    publisher: BrowserPublisher,
    answers: Mapping[str, str],
    redirect: str,
    before: Account | None,
) -> AppKeys | None:
    """The app to sign in with; None where the publisher has to register one.

    Raises `BadInput` with field "app" where the person has to make one first, `VaultLocked`.
    """
    info, browser = publisher.info, publisher.sign_in.browser
    guide = browser.app if browser is not None else None
    if guide is None:
        kept = apps.app_of(workspace, info.id, _server(publisher, answers))
        # What was registered for another address is refused there.
        fits = kept is not None and kept.redirect in ("", redirect)
        return apps.keys_of(workspace, kept) if kept is not None and fits else None
    own = apps.app_of(workspace, info.id)
    keys = apps.keys_of(workspace, own) if own is not None else _of_account(workspace, before)
    if keys is None:
        raise words.no_app(info.name, info.id, guide)
    if guide.secret is SecretNeed.REQUIRED and not keys.secret:
        raise words.no_secret(info.name, info.id, guide)
    return keys


def keep_registered(workspace: Workspace, publisher: BrowserPublisher, begun: Begun) -> None:
    """Keep an app that was registered just now, under the server as it was typed."""
    server = _server(publisher, begun.asked.answers)
    apps.keep_registered(workspace, publisher.info.id, server, begun.asked.redirect, begun.app)


def forget_registered(workspace: Workspace, publisher: BrowserPublisher, begun: Begun) -> bool:
    """Forget an app the program registered; False where it is the person's own."""
    if not registered_here(workspace, publisher, begun.asked):
        return False
    return apps.forget_app(workspace, publisher.info.id, _server(publisher, begun.asked.answers))


def refused(workspace: Workspace, publisher: BrowserPublisher, begun: Begun, error: str) -> None:
    """A platform's word against the app: one that the program registered is made anew next time.

    It may have been registered by an older version that asked for less.
    """
    if error in ("invalid_scope", "unauthorized_client", "invalid_client"):
        forget_registered(workspace, publisher, begun)


def _server(publisher: BrowserPublisher, answers: Mapping[str, str]) -> str:
    return host_of(answers.get(_SERVER, "") or publisher.info.default_server)


def _of_account(workspace: Workspace, before: Account | None) -> AppKeys | None:
    """The keys an account was connected with, which it keeps."""
    if before is None:
        return None
    secrets = AccountSecrets(workspace, before.id)
    client_id = secrets.read(CLIENT_ID)
    return AppKeys(client_id, secrets.read(CLIENT_SECRET)) if client_id else None
