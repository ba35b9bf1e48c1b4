"""Signing in on a person's own server (OAuth), and what it tells of them."""

from __future__ import annotations

from collections.abc import Mapping

from brandcraft_desktop.domain.clock import Clock
from brandcraft_desktop.errors import PermissionMissing
from brandcraft_desktop.publishers.base import (
    AccountSession,
    AppKeys,
    Asked,
    Begun,
    Connection,
    Grant,
    Identity,
)
from brandcraft_desktop.publishers.bearer import ACCESS, CLIENT_ID, CLIENT_SECRET
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.mastodon import answers, apps, instance, profile
from brandcraft_desktop.publishers.mastodon.errors import judge_token
from brandcraft_desktop.publishers.mastodon.sign_in import SCOPES
from brandcraft_desktop.publishers.oauth import (
    authorize_address,
    code_request,
    revoke_request,
    scopes_of,
)


def begin(asked: Asked, http: Http) -> Begun:
    """Find the server, register with it where no app is known, and give its page.

    Raises `errors.BadInput` (field named) for what is no server, `errors.AppKeysRefused` where it
    does not know the app any more, `errors.PublishingError`.
    """
    server = instance.find(http, answers.read(asked.answers))
    app = asked.app
    if app is None:
        app = apps.register(http, server, asked.redirect)
    else:
        apps.check(http, server, app, asked.redirect)
    # The PKCE of servers since 4.3; older ones leave it out of account.
    address = authorize_address(f"{server.origin}/oauth/authorize", asked, app, tuple(SCOPES))
    return Begun(asked, address, app, server.origin)


def finish(begun: Begun, code: str, http: Http, clock: Clock) -> tuple[Connection, ...]:
    """Trade the code and read who it is.

    Raises `errors.AppKeysRefused`, `errors.PermissionMissing`, `errors.PublishingError`.
    """
    call = code_request(
        f"{begun.server}/oauth/token", begun.asked, begun.app, code, judge=judge_token
    )
    told = http.send(call).json
    granted = scopes_of(told)
    _check(granted)
    secrets = {
        ACCESS: told.text("access_token"),
        CLIENT_ID: begun.app.client_id,
        CLIENT_SECRET: begun.app.secret,
    }
    account = AccountSession(http, Identity("", "", "", begun.server), _Passing(secrets), clock)
    who = profile.person(account)
    server = instance.read(http, begun.server)
    shown = profile.shown_as(http, who, server)
    made = Connection(
        remote_id=remote_id(who.id, begun.server),
        handle=shown.handle,
        display_name=shown.display_name,
        server=begun.server,
        secrets=secrets,
        grant=Grant(scopes=granted),
        avatar=shown.avatar,
        facts=shown.facts,
    )
    return (made,)


def revoke(account: AccountSession) -> None:
    """Take the token back, which would hold for ever."""
    secrets = account.secrets
    token = secrets.read(ACCESS)
    if token:
        app = AppKeys(secrets.read(CLIENT_ID), secrets.read(CLIENT_SECRET))
        address = f"{account.identity.server}/oauth/revoke"
        account.http.send(revoke_request(address, app, token, judge=judge_token))


def remote_id(own: str, server: str) -> str:
    """An account's id among those of all servers: each counts its people by itself."""
    return f"{own}@{server.removeprefix('https://')}"


def own_id(account: AccountSession) -> str:
    """The id an account has on its own server."""
    return account.identity.remote_id.partition("@")[0]


def _check(granted: tuple[str, ...] | None) -> None:
    """Raises `errors.PermissionMissing` naming what was not granted."""
    if granted is None:
        return
    missing = [
        f"{words} ({scope})"
        for scope, words in SCOPES.items()
        if scope not in granted and scope.partition(":")[0] not in granted
    ]
    if missing:
        raise PermissionMissing(
            "Not everything was allowed that Brandcraft needs.",
            f"Missing: {', '.join(missing)}.",
            "Connect again and allow everything that is asked for.",
        )


class _Passing:
    """The secrets of a sign-in that is not kept yet."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = values

    def read(self, name: str) -> str:
        """The secret called `name`."""
        return self._values.get(name, "")

    def replace(self, values: Mapping[str, str], grant: Grant) -> None:
        """Nothing of it is renewed."""

    def renewing(self) -> _Alone:
        """Nobody else knows these secrets."""
        return _Alone()


class _Alone:
    def __enter__(self) -> None:
        """Nothing to wait for."""

    def __exit__(self, *_: object) -> None:
        """Nothing to free."""
