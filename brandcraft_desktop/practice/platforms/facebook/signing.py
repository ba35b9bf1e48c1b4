"""Tokens and Pages: what a sign-in goes through.

Source: developers.facebook.com, "Manually Build a Login Flow", "Long-Lived Access Tokens", "Debug
Token"; facebook-business 26.0.3 (User accounts, Business owned_pages and client_pages).
"""

from __future__ import annotations

import re

from brandcraft_desktop.practice import graph
from brandcraft_desktop.practice.database import number, text
from brandcraft_desktop.practice.exchange import Answer, Request, json_answer
from brandcraft_desktop.practice.graph import Given, Refusal, invalid
from brandcraft_desktop.practice.platforms.facebook.settings import FILES, WEB
from brandcraft_desktop.practice.platforms.facebook.state import FOREVER, State
from brandcraft_desktop.practice.platforms.facebook.store import Page, digits
from brandcraft_desktop.practice.values import Json, Object

_CODE = ("client_id", "redirect_uri", "client_secret", "code")
_EXCHANGE = ("grant_type", "client_id", "client_secret", "fb_exchange_token")
_LISTED = {"fields", "limit", "after"}
_FIELDS = {"id", "name", "username", "access_token", "tasks", "link", "picture"}
_NEVER = 1e11  # a token that ends behind this has no end


def token(state: State, request: Request, given: Given) -> Answer:
    """A code becomes a token for an hour, and that one for 60 days."""
    if request.method != "GET":
        raise Refusal(100, "Practice: tokens are asked for with GET")
    if given.text("grant_type"):
        given.check(_EXCHANGE, _EXCHANGE)
        return _lengthened(state, given)
    given.check(_CODE, _CODE)
    found = graph.traded(state.oauth, request, given)
    for one in state.settings.scopes_off.split():
        state.store.database.run("UPDATE oauth_tokens SET scopes = replace(scopes, ?, '')", one)
    return found


def _lengthened(state: State, given: Given) -> Answer:
    if given.text("grant_type") != "fb_exchange_token":
        raise invalid("Practice: this grant type is not known")
    if not state.oauth.proves(given.text("client_id"), given.text("client_secret")):
        raise Refusal(1, "Error validating client secret.")
    granted = graph.holder(state.oauth, given.text("fb_exchange_token"))
    return json_answer(
        state.oauth.give(
            granted.person,
            granted.client_id,
            sorted(granted.scopes),
            state.settings.user_seconds,
        )
    )


def debug(state: State, request: Request, given: Given) -> Answer:
    """What a token is, asked by its app."""
    given.check({"input_token"}, ("input_token",))
    app, _, secret = graph.token_of(request, given).partition("|")
    if not state.oauth.proves(app, secret):
        raise graph.bad_token()
    row = state.store.database.row(
        "SELECT client_id, person, scopes, expires_at FROM oauth_tokens WHERE token = ?",
        given.text("input_token"),
    )
    if row is None or text(row[0]) != app:
        wrong: Object = {"code": 190, "message": "The access token could not be decrypted"}
        return json_answer({"data": {"is_valid": False, "scopes": [], "error": wrong}})
    valid = state.oauth.state_of(given.text("input_token")) == "good"
    ends = number(row[3])
    scopes: list[Json] = [*text(row[2]).split()]
    told: Object = {
        "app_id": app,
        "type": "PAGE" if state.store.page(text(row[1])) is not None else "USER",
        "application": "Practice app",
        "is_valid": valid,
        "expires_at": 0 if ends > _NEVER else int(ends),
        "data_access_expires_at": int(state.clock.seconds() + state.settings.data_seconds),
        "scopes": scopes,
        "user_id": text(row[1]),
    }
    if not valid:
        told["error"] = {
            "code": 190,
            "message": "Error validating access token: The session was invalidated.",
        }
    return json_answer({"data": told})


def accounts(state: State, request: Request, given: Given) -> Answer:
    """The Pages of a person, without those of a portfolio."""
    given.check(_LISTED)
    granted = state.caller(request, given)
    if "pages_show_list" not in granted.scopes:
        raise graph.no_permission("pages_show_list")
    pages = [one for one in state.store.pages(granted.person) if not one.portfolio]
    fields = _asked(given.text("fields"))
    shown: list[Json] = [
        _page(state, granted.client_id, granted.scopes, one, fields) for one in pages
    ]
    size = given.whole("limit", 25)
    first = int(given.text("after") or "0")
    told: Object = {"data": shown[first : first + size]}
    cursors: Object = {"before": str(first), "after": str(min(first + size, len(shown)))}
    paging: Object = {"cursors": cursors}
    if first + size < len(shown):
        paging["next"] = f"{request.origin}{request.path}?after={first + size}"
    told["paging"] = paging
    return json_answer(told)


def businesses(state: State, request: Request, given: Given) -> Answer:
    """The portfolios of a person with their Pages."""
    given.check(_LISTED)
    granted = state.caller(request, given)
    if "business_management" not in granted.scopes:
        raise graph.no_permission("business_management")
    inner = re.search(r"owned_pages\{(.*?)\},client_pages\{(.*?)\}$", given.text("fields"))
    if inner is None:
        raise invalid("Practice: owned_pages{…},client_pages{…} are expected")
    fields = _asked(inner[1])
    by_name: dict[str, list[Json]] = {}
    for one in state.store.pages(granted.person):
        if one.portfolio:
            shown = _page(state, granted.client_id, granted.scopes, one, fields)
            by_name.setdefault(one.portfolio, []).append(shown)
    found: list[Json] = [
        {"id": digits(name), "name": name, "owned_pages": {"data": pages}}
        for name, pages in by_name.items()
    ]
    return json_answer({"data": found})


def page(state: State, request: Request, given: Given, page_id: str) -> Answer:
    """One Page, as its own token sees it."""
    given.check({"fields"})
    granted = state.caller(request, given)
    found = state.as_page(granted, page_id, "pages_show_list")
    fields = _asked(given.text("fields") or "id,name")
    return json_answer(_page(state, granted.client_id, granted.scopes, found, fields))


def _asked(fields: str) -> set[str]:
    """Names of fields; what is in brackets behind one only chooses its shape."""
    names = {re.sub(r"[.({].*", "", one) for one in re.split(r",(?![^({]*[)}])", fields) if one}
    if unknown := sorted(names - _FIELDS):
        raise invalid(f"Tried accessing nonexisting field ({unknown[0]})")
    return names


def _page(state: State, app: str, scopes: frozenset[str], one: Page, fields: set[str]) -> Object:
    picture: Object = {"data": {"url": f"{FILES}/avatar/{one.id}", "height": 200, "width": 200}}
    tasks: list[Json] = [*one.tasks]
    whole: Object = {
        "id": one.id,
        "name": one.name,
        "username": one.username,
        "link": f"{WEB}/{one.username}",
        "tasks": tasks,
        "picture": picture,
    }
    if "access_token" in fields and "CREATE_CONTENT" in one.tasks:
        made = state.oauth.give(one.id, app, sorted(scopes), FOREVER)
        whole["access_token"] = made["access_token"]
    return {name: value for name, value in whole.items() if name in fields | {"id"}}
