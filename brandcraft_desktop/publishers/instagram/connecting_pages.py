"""Signing in through Facebook: every Instagram account that is linked to one of the person's Pages.

Source: developers.facebook.com, Facebook Login, "Manual flow" and "Long-lived tokens"; Pages API,
/me/accounts. A Page's token got with a long-lived one of its person has no end.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from brandcraft_desktop.domain.clock import Clock
from brandcraft_desktop.errors import OwnerNeeded, PublishingError
from brandcraft_desktop.publishers import foreign_numbers
from brandcraft_desktop.publishers.base import Begun, Connection
from brandcraft_desktop.publishers.bearer import ACCESS, CLIENT_ID, CLIENT_SECRET
from brandcraft_desktop.publishers.exchange import Request
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.instagram import errors, profile, tokens
from brandcraft_desktop.publishers.instagram.doors import FACEBOOK, FIELD, WEB, check_scopes
from brandcraft_desktop.publishers.json_value import JsonObject

_FIELDS = "id,name,access_token,instagram_business_account{id,username,name,profile_picture_url}"
_MOST_PAGES = 10


def finish(begun: Begun, code: str, http: Http, clock: Clock) -> tuple[Connection, ...]:
    """Trade the code and read the Pages. Raises as `connecting.finish`."""
    person = _token(begun, code, http, clock)
    granted, ends = _told_of(begun, person, http, clock)
    if granted:
        check_scopes(FACEBOOK, granted)
    found = tuple(
        _connection(begun, page, http, clock, granted, ends)
        for page in _pages(begun, person, http, clock)
        if page.optional_child("instagram_business_account") is not None
    )
    if not found:
        raise OwnerNeeded(
            "There is no Instagram account to connect.",
            "None of your Pages is linked to a professional account, or you left it out.",
            "Link the account to a Page in Instagram's settings, or sign in through Instagram.",
        )
    return found


def _token(begun: Begun, code: str, http: Http, clock: Clock) -> str:
    """A token of the person that lasts."""
    base, app = FACEBOOK.base(begun.asked.settings), begun.app
    keys = (("client_id", app.client_id), ("client_secret", app.secret))

    def trade(secret: str, *query: tuple[str, str]) -> str:
        call = Request(
            "GET",
            f"{base}/oauth/access_token",
            query=(*keys, *query),
            judge=errors.judge_sign_in(clock),
            secrets=(secret, app.secret),
        )
        return http.send(call).json.text("access_token")

    brief = trade(code, ("redirect_uri", begun.asked.redirect), ("code", code))
    return trade(brief, ("grant_type", "fb_exchange_token"), ("fb_exchange_token", brief))


def _told_of(
    begun: Begun, token: str, http: Http, clock: Clock
) -> tuple[tuple[str, ...], datetime | None]:
    """What was granted, and when access to data ends; nothing where Meta does not say."""
    app = f"{begun.app.client_id}|{begun.app.secret}"
    call = Request(
        "GET",
        f"{FACEBOOK.base(begun.asked.settings)}/debug_token",
        query=(("input_token", token),),
        bearer=app,
        judge=errors.judge(clock),
        secrets=(token, begun.app.secret),
    )
    try:
        told = http.send(call).json.child("data")
    except PublishingError:
        return (), None
    ends = foreign_numbers.since_1970(told.number("data_access_expires_at"))
    return told.texts("scopes"), ends


def _pages(begun: Begun, token: str, http: Http, clock: Clock) -> Iterator[JsonObject]:
    more: tuple[tuple[str, str], ...] = ()
    for _ in range(_MOST_PAGES):
        call = Request(
            "GET",
            f"{FACEBOOK.base(begun.asked.settings)}/me/accounts",
            query=(("fields", _FIELDS), ("limit", "50"), *more),
            bearer=token,
            judge=errors.judge(clock),
        )
        told = http.send(call).json
        yield from told.items("data")
        paging = told.optional_child("paging")
        cursors = None if paging is None else paging.optional_child("cursors")
        if paging is None or cursors is None or not paging.optional("next"):
            return
        more = (("after", cursors.text("after")),)


def _connection(
    begun: Begun,
    page: JsonObject,
    http: Http,
    clock: Clock,
    granted: tuple[str, ...],
    ends: datetime | None,
) -> Connection:
    account = page.child("instagram_business_account")
    seen = profile.shown(http, account)
    return Connection(
        remote_id=account.text("id"),
        handle=seen.handle,
        display_name=seen.display_name,
        server=WEB,
        secrets={
            ACCESS: page.text("access_token"),
            tokens.ISSUED: clock.now().isoformat(),
            FIELD: FACEBOOK.name,
            CLIENT_ID: begun.app.client_id,
            CLIENT_SECRET: begun.app.secret,
        },
        grant=tokens.of_page(clock, granted or None, ends),
        avatar=seen.avatar,
        about=f"Through the Page {page.optional('name')}".strip(),
    )
