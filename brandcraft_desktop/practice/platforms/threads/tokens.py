"""Tokens: a code for one of an hour, that for one of 60 days, that for the next.

Sources: developers.facebook.com/documentation/threads, "Get access tokens" and "Long-lived tokens"
(24 hours old at least, and not run out); the Postman collection of fbsamples/threads_api.
"""

from __future__ import annotations

from brandcraft_desktop.practice.database import number
from brandcraft_desktop.practice.exchange import Answer, Request, json_answer
from brandcraft_desktop.practice.graph import Given, Refusal, given_in, holder, invalid
from brandcraft_desktop.practice.oauth import Granted
from brandcraft_desktop.practice.platforms.threads.state import State
from brandcraft_desktop.practice.values import Json, Object, parse_object


def traded(state: State, request: Request) -> Answer:
    """A code becomes a token of an hour; the answer names the person and no lifetime."""
    given_in(request).check(
        ("client_id", "client_secret", "grant_type", "redirect_uri", "code"),
        ("client_id", "client_secret", "grant_type", "redirect_uri", "code"),
    )
    found = state.oauth.token(request)
    if found.status != 200:
        return found
    access = str(parse_object(found.body)["access_token"])
    granted = state.oauth.holder(access)
    person = granted.person if granted is not None else ""
    return json_answer({"access_token": access, "user_id": int(person)})


def exchanged(state: State, request: Request) -> Answer:
    """A token of an hour becomes one of 60 days."""
    given = _asked(request, "th_exchange_token", ("client_secret",))
    granted = holder(state.oauth, given.text("access_token"))
    if not state.oauth.proves(granted.client_id, given.text("client_secret")):
        raise Refusal(1, "Error validating client secret.")
    if _issued_at(state, given.text("access_token")) is not None:
        raise invalid("Practice: this token is long-lived already")
    return json_answer(_issue(state, granted))


def reissued(state: State, request: Request) -> Answer:
    """A long-lived token that is old enough becomes another."""
    given = _asked(request, "th_refresh_token", ())
    token = given.text("access_token")
    granted = holder(state.oauth, token)
    issued = _issued_at(state, token)
    if issued is None:
        raise invalid("Practice: only a long-lived token can be refreshed")
    if state.clock.seconds() - issued < state.settings.reissue_after:
        raise invalid("Practice: the token must be at least 24 hours old")
    if "threads_basic" not in granted.scopes:
        raise Refusal(10, "(#10) Application does not have permission for this action")
    return json_answer(_issue(state, granted))


def debugged(state: State, given: Given, me: Granted) -> Json:
    """What the token debugger tells."""
    token = given.text("input_token")
    of = state.oauth.holder(token)
    told: Object = {"is_valid": of is not None, "type": "USER", "application": "Practice app"}
    if of is not None:
        told["user_id"] = of.person
        if state.settings.scopes_told:
            told["scopes"] = [*sorted(of.scopes)]
    return {"data": told}


def hand_out(state: State, person: str, client: str, scopes: list[str]) -> Object:
    """A long-lived token, as the dashboard's generator gives it."""
    return _issue(state, Granted(person, frozenset(scopes), client))


def _asked(request: Request, grant: str, more: tuple[str, ...]) -> Given:
    if request.method != "GET":
        raise invalid("Practice: only GET")
    given = given_in(request)
    given.check(("grant_type", "access_token", *more), ("grant_type", "access_token", *more))
    if given.text("grant_type") != grant:
        raise invalid(f"Practice: grant_type must be {grant}")
    return given


def _issue(state: State, granted: Granted) -> Object:
    told = state.oauth.give(
        granted.person, granted.client_id, sorted(granted.scopes), state.settings.long_seconds
    )
    state.store.database.run(
        "INSERT INTO long_lived VALUES (?, ?)", str(told["access_token"]), state.clock.seconds()
    )
    return told


def _issued_at(state: State, token: str) -> float | None:
    row = state.store.database.row("SELECT issued_at FROM long_lived WHERE token = ?", token)
    return None if row is None else number(row[0])
