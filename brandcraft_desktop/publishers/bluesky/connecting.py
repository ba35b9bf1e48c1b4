"""Connecting an account with its app password."""

from __future__ import annotations

from collections.abc import Mapping

from brandcraft_desktop.domain.clock import Clock
from brandcraft_desktop.errors import BadInput, PublishingError, SignInExpired
from brandcraft_desktop.publishers.base import AccountSession, Connection, Grant, Identity, Profile
from brandcraft_desktop.publishers.bluesky import answers, profile
from brandcraft_desktop.publishers.bluesky.directory import home_server
from brandcraft_desktop.publishers.bluesky.errors import inactive
from brandcraft_desktop.publishers.bluesky.tokens import (
    ACCESS,
    APP_PASSWORD,
    REFRESH,
    create_session,
    expiry,
)
from brandcraft_desktop.publishers.exchange import Answer
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.json_value import JsonObject


def connect(form: Mapping[str, str], http: Http, clock: Clock) -> Connection:
    """Sign in, find the account's own server, and read its profile.

    Raises `errors.BadInput` (field named) for what the person can mend in the form, else
    `errors.PublishingError`.
    """
    given = answers.read(form)
    session = _sign_in(http, given).json
    if not session.flag("active", default=True):
        raise inactive(session.optional("status"))
    did, handle, access = session.text("did"), session.text("handle"), session.text("accessJwt")
    secrets = {
        ACCESS: access,
        REFRESH: session.text("refreshJwt"),
        APP_PASSWORD: given.app_password,
    }
    server = home_server(http, did, session.optional_child("didDoc"), given.server)
    account = AccountSession(http, Identity("", did, handle, server), _Passing(secrets), clock)
    shown = _profile(account, handle)
    return Connection(
        remote_id=did,
        handle=shown.handle,
        display_name=shown.display_name or shown.handle,
        server=server,
        secrets=secrets,
        grant=Grant(expires_at=expiry(access)),
        avatar=shown.avatar,
        warnings=_warnings(given, session),
    )


def _sign_in(http: Http, given: answers.Answers) -> Answer:
    try:
        return create_session(http, given.server, given.identifier, given.app_password)
    except SignInExpired as error:
        raise BadInput(
            "The handle or the app password is wrong.",
            f"{profile.server_name(given.server)} does not accept them together.",
            "Check both, or create a new app password.",
            field="app_password",
        ) from error


def _profile(account: AccountSession, handle: str) -> Profile:
    """The profile; a sign-in that works is not lost because the profile can't be read now."""
    try:
        return profile.read(account)
    except PublishingError:
        return Profile(handle, "")


def _warnings(given: answers.Answers, session: JsonObject) -> tuple[str, ...]:
    found = []
    if not given.is_app_password:
        found.append(
            "This looks like the main password. An app password is safer: it can post, "
            "but cannot take over the account."
        )
    if not session.flag("emailConfirmed", default=True):
        found.append("The e-mail address is not confirmed: Bluesky takes no videos until it is.")
    return tuple(found)


class _Passing:
    """The secrets of a sign-in that is not kept yet."""

    def __init__(self, values: dict[str, str]) -> None:
        self._values = values

    def read(self, name: str) -> str:
        """The secret called `name`."""
        return self._values.get(name, "")

    def replace(self, values: Mapping[str, str], grant: Grant) -> None:
        """Take over new tokens."""
        self._values.update({name: value for name, value in values.items() if value})

    def renewing(self) -> _Alone:
        """Nobody else knows these secrets."""
        return _Alone()


class _Alone:
    def __enter__(self) -> None:
        """Nothing to wait for."""

    def __exit__(self, *_: object) -> None:
        """Nothing to free."""
