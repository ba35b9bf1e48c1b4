"""Signing in on Instagram's own page, and what it brings.

Source: developers.facebook.com, Instagram Platform, "Business Login" (2025). There is no PKCE; the
app's secret is needed twice: for the code, whose token lasts an hour, and to trade that one for a
token of 60 days.
"""

from __future__ import annotations

from brandcraft_desktop.domain.clock import Clock
from brandcraft_desktop.errors import BadInput, OwnerNeeded
from brandcraft_desktop.publishers.base import Asked, Begun, Connection
from brandcraft_desktop.publishers.bearer import ACCESS, CLIENT_ID, CLIENT_SECRET
from brandcraft_desktop.publishers.exchange import Request
from brandcraft_desktop.publishers.graph import version_of
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.instagram import connecting_pages, errors, profile, tokens
from brandcraft_desktop.publishers.instagram.doors import (
    DOORS,
    FACEBOOK,
    FIELD,
    INSTAGRAM,
    VERSION,
    WEB,
    check_scopes,
    door_of,
)
from brandcraft_desktop.publishers.json_value import JsonObject
from brandcraft_desktop.publishers.oauth import authorize_address, code_request

TOKEN = "https://api.instagram.com/oauth/access_token"


def begin(asked: Asked) -> Begun:
    """Where the person signs in. Raises `errors.BadInput`."""
    chosen = asked.answers.get(FIELD, "")
    if chosen and chosen not in DOORS:
        raise BadInput(
            f"“{chosen}” is no way to sign in.",
            f"There are: {', '.join(DOORS)}.",
            "Choose one of them.",
            field=FIELD,
        )
    if asked.app is None or not asked.app.client_id or not asked.app.secret:
        raise BadInput(
            "Instagram needs an app of your own.",
            "Its ID and its secret are not set yet.",
            "Make one in Meta's app dashboard and set its keys; the guide says how.",
            field="app",
        )
    door = door_of(asked.answers)
    endpoint = f"{WEB}/oauth/authorize"
    if door is FACEBOOK:
        version = version_of(asked.settings, VERSION)
        endpoint = f"https://www.facebook.com/{version}/dialog/oauth"
    address = authorize_address(endpoint, asked, asked.app, door.scopes, separator=",", pkce=False)
    return Begun(asked, address, asked.app, WEB)


def finish(begun: Begun, code: str, http: Http, clock: Clock) -> tuple[Connection, ...]:
    """Trade the code; gives every account it brings.

    Raises `errors.AppKeysRefused`, `errors.PermissionMissing`, `errors.OwnerNeeded` (no
    professional account), `errors.PublishingError`.
    """
    code = code.removesuffix("#_")
    if door_of(begun.asked.answers) is FACEBOOK:
        return connecting_pages.finish(begun, code, http, clock)
    return (_finish(begun, code, http, clock),)


def _finish(begun: Begun, code: str, http: Http, clock: Clock) -> Connection:
    judge = errors.judge_sign_in(clock)
    call = code_request(TOKEN, begun.asked, begun.app, code, pkce=False, judge=judge)
    told = http.send(call).json
    short = next(iter(told.items("data")), told)
    granted = _granted(short)
    if granted:
        check_scopes(INSTAGRAM, granted)
    brief = short.text("access_token")
    long = http.send(
        Request(
            "GET",
            f"{INSTAGRAM.host}/access_token",
            query=(
                ("grant_type", "ig_exchange_token"),
                ("client_secret", begun.app.secret),
                ("access_token", brief),
            ),
            judge=judge,
            secrets=(brief, begun.app.secret),
        )
    ).json
    access = long.text("access_token")
    me = http.send(
        Request(
            "GET",
            f"{INSTAGRAM.base(begun.asked.settings)}/me",
            query=(("fields", profile.ME),),
            bearer=access,
            judge=errors.judge(clock),
        )
    ).json
    if me.optional("account_type") == "PERSONAL":
        raise OwnerNeeded(
            "Instagram lets programs publish for professional accounts only.",
            f"@{me.optional('username')} is a personal one.",
            "Switch it to a professional account in Instagram's app, then sign in again.",
        )
    seen = profile.shown(http, me)
    return Connection(
        remote_id=_number(me, "user_id") or _number(short, "user_id") or me.text("id"),
        handle=seen.handle,
        display_name=seen.display_name,
        server=WEB,
        secrets={
            ACCESS: access,
            tokens.ISSUED: clock.now().isoformat(),
            FIELD: INSTAGRAM.name,
            CLIENT_ID: begun.app.client_id,
            CLIENT_SECRET: begun.app.secret,
        },
        grant=tokens.lasting(long, clock, granted or None),
        avatar=seen.avatar,
    )


def _granted(told: JsonObject) -> tuple[str, ...]:
    """Permissions come as a list, or as words between commas."""
    words = told.texts("permissions") or tuple(told.optional("permissions").split(","))
    return tuple(word.strip() for word in words if word.strip())


def _number(told: JsonObject, name: str) -> str:
    """An id, which comes as a number or as a text."""
    number = told.number(name)
    return told.optional(name) if number is None else str(number)
