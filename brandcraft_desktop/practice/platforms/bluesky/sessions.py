"""Signing in and out, and what a host says about itself: com.atproto.server and identity."""

from __future__ import annotations

import hmac

from brandcraft_desktop.practice.platforms.bluesky.accounts import did_document
from brandcraft_desktop.practice.platforms.bluesky.lexicon import Flag, Shape, Text, Whole
from brandcraft_desktop.practice.platforms.bluesky.limits import SIGN_IN
from brandcraft_desktop.practice.platforms.bluesky.settings import ENTRYWAY_DID, PDS_DID
from brandcraft_desktop.practice.platforms.bluesky.state import State
from brandcraft_desktop.practice.platforms.bluesky.store import Account
from brandcraft_desktop.practice.platforms.bluesky.syntax import is_did
from brandcraft_desktop.practice.platforms.bluesky.tokens import APP_PASSWORD, FULL, Pair
from brandcraft_desktop.practice.platforms.bluesky.xrpc import (
    Asked,
    Method,
    Refusal,
    invalid,
)
from brandcraft_desktop.practice.values import Json, Object


def create_session(state: State, asked: Asked) -> Json:
    """Sign in with the main password or an app password."""
    identifier = asked.text("identifier").lower().removeprefix("@")
    now = state.clock.seconds()
    if state.settings.rate_limits:
        whom = f"{identifier}-{asked.request.client}"
        standing = state.limits.spend(SIGN_IN, whom, 1, now)
        if standing.exceeded:
            raise Refusal(429, "RateLimitExceeded", "Rate Limit Exceeded", standing.headers())
    account = state.store.account(identifier)
    if account is None:
        raise _wrong_password()
    given = asked.text("password").encode()
    full = hmac.compare_digest(given, account.password.encode())
    if not full and not hmac.compare_digest(given, account.app_password.encode()):
        raise _wrong_password()
    if account.state == "takendown":
        raise Refusal(401, "AccountTakedown", "Account has been taken down")
    if full and state.settings.email_factor and not asked.text("authFactorToken"):
        raise Refusal(
            401,
            "AuthFactorTokenRequired",
            "A sign in code has been sent to your email address",
        )
    scope = FULL if full else APP_PASSWORD
    return _with_tokens(account, state.tokens.sign_in(account.did, scope, state.settings, now))


def refresh_session(state: State, asked: Asked) -> Json:
    """A new pair for a refresh token."""
    pair = state.tokens.rotate(
        str(asked.grant.get("jti", "")), state.settings, state.clock.seconds()
    )
    if pair is None:
        raise Refusal(400, "ExpiredToken", "Token has been revoked")
    return _with_tokens(asked.me, pair)


def delete_session(state: State, asked: Asked) -> Json:
    """Sign out."""
    state.tokens.revoke(str(asked.grant.get("jti", "")))
    return None


def get_session(state: State, asked: Asked) -> Json:
    """Whose token this is."""
    return _session(asked.me)


def describe_server(state: State, asked: Asked) -> Json:
    """What this host allows."""
    entryway = asked.request.origin == "https://bsky.social"
    return {
        "did": ENTRYWAY_DID if entryway else PDS_DID,
        "availableUserDomains": [".bsky.social"],
        "inviteCodeRequired": False,
        "phoneVerificationRequired": True,
        "blobUploadLimit": state.settings.blob_limit,
        "links": {},
        "contact": {},
    }


def resolve_handle(state: State, asked: Asked) -> Json:
    """The DID behind a handle."""
    account = state.store.account(asked.text("handle"))
    if account is None:
        raise Refusal(400, "HandleNotFound", "Unable to resolve handle")
    return {"did": account.did}


def get_service_auth(state: State, asked: Asked) -> Json:
    """A short token for another service in the name of the caller."""
    now = state.clock.seconds()
    audience, method = asked.text("aud"), asked.text("lxm")
    if not is_did(audience.partition("#")[0]):
        raise invalid("aud must be a valid atproto DID or did#serviceId reference")
    until = asked.parameters.get("exp")
    if not isinstance(until, int):
        until = int(now) + 60
    elif until < now:
        raise Refusal(400, "BadExpiration", "expiration is in past")
    elif until - now > 3600:
        raise Refusal(
            400,
            "BadExpiration",
            "cannot request a token with an expiration more than an hour in the future",
        )
    elif not method and until - now > 60:
        raise Refusal(
            400,
            "BadExpiration",
            "cannot request a method-less token with an expiration more than a minute in the"
            " future",
        )
    return {"token": state.tokens.service_token(asked.me.did, audience, method, until, now)}


def _session(account: Account) -> Object:
    session: Object = {
        "did": account.did,
        "didDoc": did_document(account),
        "handle": account.handle,
        "email": f"{account.handle.partition('.')[0]}@practice.example",
        "emailConfirmed": True,
        "emailAuthFactor": False,
        "active": account.state == "active",
    }
    if account.state != "active":
        session["status"] = account.state
    return session


def _with_tokens(account: Account, pair: Pair) -> Object:
    return {"accessJwt": pair.access, "refreshJwt": pair.refresh, **_session(account)}


def _wrong_password() -> Refusal:
    return Refusal(401, "AuthenticationRequired", "Invalid identifier or password")


_ns = "com.atproto.server"
_SIGN_IN_INPUT = Shape(
    {
        "identifier": Text(),
        "password": Text(),
        "authFactorToken": Text(),
        "allowTakendown": Flag(),
    },
    ("identifier", "password"),
)

RESOLVE_HANDLE = Method(
    "com.atproto.identity.resolveHandle",
    resolve_handle,
    parameters=Shape({"handle": Text("handle")}, ("handle",)),
)
SESSION_METHODS = (
    Method(f"{_ns}.createSession", create_session, "POST", body="json", input=_SIGN_IN_INPUT),
    Method(f"{_ns}.refreshSession", refresh_session, "POST", needs="refresh"),
    Method(f"{_ns}.deleteSession", delete_session, "POST", needs="refresh"),
    Method(f"{_ns}.getSession", get_session, needs="access"),
    Method(f"{_ns}.describeServer", describe_server),
    RESOLVE_HANDLE,
)
SERVICE_AUTH = Method(
    f"{_ns}.getServiceAuth",
    get_service_auth,
    parameters=Shape({"aud": Text(bytes=2048), "exp": Whole(), "lxm": Text("NSID")}, ("aud",)),
    needs="access",
)
