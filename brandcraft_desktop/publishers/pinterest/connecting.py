"""Signing in on Pinterest's own page, and what it brings.

Source: pinterest/api-description v5.23.0; the sheet. There is no PKCE, scopes stand between commas,
and the app's keys travel in a header (HTTP Basic).
"""

from __future__ import annotations

from dataclasses import replace

from brandcraft_desktop.domain.clock import Clock
from brandcraft_desktop.errors import BadInput, PermissionMissing
from brandcraft_desktop.publishers.base import Asked, Begun, Connection
from brandcraft_desktop.publishers.bearer import CLIENT_ID, CLIENT_SECRET
from brandcraft_desktop.publishers.exchange import Request
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.oauth import authorize_address, code_request
from brandcraft_desktop.publishers.pinterest import api, profile
from brandcraft_desktop.publishers.pinterest.errors import judge_token
from brandcraft_desktop.publishers.pinterest.info import BOARDS, WEB, base_address
from brandcraft_desktop.publishers.pinterest.sign_in import MEANINGS, NEEDED, SCOPES
from brandcraft_desktop.publishers.pinterest.tokens import CONTINUOUS, granted

TRIAL = (
    "If your Pinterest app has Trial access, nobody but you sees its Pins; "
    "ask for Standard access in the developer portal."
)
NO_BOARD = "There is no board yet, and every Pin needs one: make one on Pinterest, then refresh."


def begin(asked: Asked) -> Begun:
    """Where the person signs in. Raises `errors.BadInput`."""
    if asked.app is None or not asked.app.client_id or not asked.app.secret:
        raise BadInput(
            "Pinterest needs an app of your own.",
            "Its App ID and its App secret key are not set yet.",
            "Make one in Pinterest's developer portal and set its keys.",
            field="app",
        )
    address = authorize_address(
        f"{WEB}/oauth/", asked, asked.app, SCOPES, separator=",", pkce=False
    )
    return Begun(asked, address, asked.app, WEB)


def finish(begun: Begun, code: str, http: Http, clock: Clock) -> Connection:
    """Trade the code for tokens and read the profile.

    Raises `errors.AppKeysRefused`, `errors.PermissionMissing`, `errors.PublishingError`.
    """
    base = base_address(begun.asked.settings)
    found = granted(http.send(_code_call(base, begun, code)).json, clock)
    scopes = found.grant.scopes
    if scopes is not None:
        _check(scopes)
    way = api.with_bearer(http, base, found.access)
    person = profile.person(way)
    shown = profile.shown(way, person)
    boards = shown.facts.choices.get(BOARDS)
    return Connection(
        remote_id=person.text("id"),
        handle=shown.handle,
        display_name=shown.display_name,
        server=WEB,
        secrets={
            **found.secrets,
            CLIENT_ID: begun.app.client_id,
            CLIENT_SECRET: begun.app.secret,
        },
        grant=found.grant,
        avatar=shown.avatar,
        warnings=(TRIAL,) if boards is None or boards else (NO_BOARD, TRIAL),
        facts=shown.facts,
    )


def _code_call(base: str, begun: Begun, code: str) -> Request:
    call = code_request(
        f"{base}/oauth/token",
        begun.asked,
        begun.app,
        code,
        pkce=False,
        basic=True,
        judge=judge_token,
    )
    return replace(call, form=(*(call.form or ()), CONTINUOUS))


def _check(scopes: tuple[str, ...]) -> None:
    missing = [one for one in NEEDED if one not in scopes]
    if missing:
        words = ", ".join(f"{MEANINGS[one]} ({one})" for one in missing)
        raise PermissionMissing(
            "Pinterest did not grant everything that is needed.",
            f"Missing: {words}.",
            "Sign in again and allow all of it.",
        )
