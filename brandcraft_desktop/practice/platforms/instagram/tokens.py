"""Calls for tokens: Instagram's own of 60 days, and Facebook's with its Pages.

Sources: Instagram Platform, "Business Login" (a token is issued anew once it is 24 hours old);
Facebook Login, "Manual flow", "Long-lived tokens"; Pages API, /me/accounts; /debug_token.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from brandcraft_desktop.practice import graph
from brandcraft_desktop.practice.database import number
from brandcraft_desktop.practice.exchange import Answer, Request, json_answer
from brandcraft_desktop.practice.graph import Given, Refusal, invalid
from brandcraft_desktop.practice.platforms.instagram import reading
from brandcraft_desktop.practice.platforms.instagram.state import LIFE, State
from brandcraft_desktop.practice.values import Json, Object

Call: TypeAlias = Callable[[State, Request, Given], Answer]
FACEBOOK = {
    ("GET", "/oauth/access_token"): "oauth.token",
    ("GET", "/me/accounts"): "me.accounts",
    ("GET", "/debug_token"): "debug_token",
}
_NEVER = 1e11


def _long_lived(state: State, request: Request, given: Given) -> Answer:
    given.check(("grant_type", "client_secret"), ("grant_type", "client_secret"))
    if given.text("grant_type") != "ig_exchange_token":
        raise invalid("Param grant_type must be ig_exchange_token")
    granted = graph.holder(state.oauth, given.text("access_token"))
    if not state.oauth.proves(granted.client_id, given.text("client_secret")):
        raise Refusal(101, "Error validating client secret.")
    made = state.long_token(granted.person, granted.client_id, sorted(granted.scopes))
    return json_answer(made)


def _refresh(state: State, request: Request, given: Given) -> Answer:
    given.check(("grant_type",), ("grant_type",))
    if given.text("grant_type") != "ig_refresh_token":
        raise invalid("Param grant_type must be ig_refresh_token")
    token = given.text("access_token")
    granted = graph.holder(state.oauth, token)
    row = state.store.database.row("SELECT at FROM issued WHERE token = ?", token)
    if row is None or state.clock.seconds() - number(row[0]) < state.settings.youngest:
        raise invalid("Practice: this token can't be issued anew (yet)")
    made = state.long_token(granted.person, granted.client_id, sorted(granted.scopes))
    return json_answer(made)


def _token(state: State, request: Request, given: Given) -> Answer:
    if given.text("grant_type") != "fb_exchange_token":
        given.check(("client_id", "client_secret", "redirect_uri", "code"), ("code",))
        return graph.traded(state.facebook, request, given)
    names = ("grant_type", "client_id", "client_secret", "fb_exchange_token")
    given.check(names, names)
    granted = graph.holder(state.facebook, given.text("fb_exchange_token"))
    if not state.facebook.proves(given.text("client_id"), given.text("client_secret")):
        raise Refusal(1, "Error validating client secret.")
    return json_answer(
        state.facebook.give(granted.person, granted.client_id, sorted(granted.scopes), LIFE)
    )


def _pages(state: State, request: Request, given: Given) -> Answer:
    given.check(("fields", "limit", "after"))
    granted = graph.holder(state.facebook, graph.token_of(request, given))
    if "pages_show_list" not in granted.scopes:
        raise graph.no_permission("pages_show_list")
    pages: list[Json] = [_page(state, granted.client_id, "", granted.scopes, "Practice Bakery")]
    pages += [
        _page(state, granted.client_id, one.id, granted.scopes, one.page)
        for one in state.store.accounts()
        if one.owner == granted.person
    ]
    start = given.whole("after")
    answer: Object = {"data": pages[start : start + 2]}
    paging: Object = {"cursors": {"before": str(start), "after": str(start + 2)}}
    if start + 2 < len(pages):
        paging["next"] = "https://graph.facebook.com/next"
    return json_answer({**answer, "paging": paging})


def _page(state: State, client: str, account: str, scopes: frozenset[str], name: str) -> Object:
    """A Page of two at a time: real lists have pages as well."""
    page: Object = {"id": str(1_000_000_000 + sum(map(ord, name))), "name": name}
    found = state.store.account(account)
    if found is None:
        return page
    told = state.facebook.give(account, client, sorted(scopes), _NEVER)
    linked = reading.account(found)
    names = ("id", "username", "name", "profile_picture_url")
    return {
        **page,
        "access_token": told["access_token"],
        "instagram_business_account": {one: linked[one] for one in names},
    }


def _debug(state: State, request: Request, given: Given) -> Answer:
    given.check(("input_token",), ("input_token",))
    client, _, secret = graph.token_of(request, given).partition("|")
    if not state.facebook.proves(client, secret):
        raise graph.bad_token()
    found = state.facebook.holder(given.text("input_token"))
    if found is None:
        return json_answer({"data": {"is_valid": False, "scopes": []}})
    ends = int(state.clock.seconds()) + 90 * 86_400
    told: Object = {
        "is_valid": True,
        "app_id": found.client_id,
        "user_id": found.person,
        "scopes": [*sorted(found.scopes)],
        "expires_at": 0,
        "data_access_expires_at": ends,
    }
    return json_answer({"data": told})


CALLS: dict[str, Call] = {
    "oauth.long_lived": _long_lived,
    "oauth.refresh": _refresh,
    "oauth.token": _token,
    "me.accounts": _pages,
    "debug_token": _debug,
}
