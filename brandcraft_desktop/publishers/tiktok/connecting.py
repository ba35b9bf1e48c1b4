"""Signing in on TikTok's own page, and what it brings.

Source: developers.tiktok.com, "Login Kit for Desktop" (2026-05-01). The app's key is `client_key`,
scopes stand between commas, and the challenge is the SHA-256 of the verifier in lower-case
hexadecimal digits, not as RFC 7636 has it.
"""

from __future__ import annotations

import hashlib
from urllib.parse import unquote, urlencode

from brandcraft_desktop.domain.clock import Clock
from brandcraft_desktop.errors import BadInput, PermissionMissing
from brandcraft_desktop.publishers.base import Asked, Begun, Connection
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.tiktok import api, profile, tokens
from brandcraft_desktop.publishers.tiktok.hosts import AUTHORIZE, WEB
from brandcraft_desktop.publishers.tiktok.sign_in import LIST, MEANINGS, NEEDED, SCOPES, UNAUDITED

UNSEEN = (
    "You did not allow TikTok to list your posts: a post whose answer gets lost can't be looked "
    "for, and you will be asked."
)


def begin(asked: Asked) -> Begun:
    """Where the person signs in. Raises `errors.BadInput`."""
    if asked.app is None or not asked.app.client_id or not asked.app.secret:
        raise BadInput(
            "TikTok needs an app of your own.",
            "Its client key and its client secret are not set yet.",
            "Make one in TikTok's developer portal and set its keys.",
            field="app",
        )
    query = {
        "client_key": asked.app.client_id,
        "scope": ",".join(SCOPES),
        "redirect_uri": asked.redirect,
        "state": asked.state,
        "response_type": "code",
        "code_challenge": challenge(asked.verifier),
        "code_challenge_method": "S256",
    }
    return Begun(asked, f"{AUTHORIZE}?{urlencode(query)}", asked.app, WEB)


def challenge(verifier: str) -> str:
    """What proves that the same program comes for the tokens."""
    return hashlib.sha256(verifier.encode("ascii")).hexdigest()


def finish(begun: Begun, code: str, http: Http, clock: Clock) -> Connection:
    """Trade the code for tokens and read the profile.

    Raises `errors.AppKeysRefused`, `errors.PermissionMissing`, `errors.PublishingError`.
    """
    found = tokens.traded(http, begun.asked, begun.app, unquote(code), clock)
    scopes = NEEDED if found.grant.scopes is None else found.grant.scopes
    _check(scopes)
    way = api.with_bearer(http, found.access)
    person = profile.person(way)
    shown = profile.shown(way, person)
    return Connection(
        remote_id=person.optional("open_id") or found.open_id,
        handle=shown.handle,
        display_name=shown.display_name,
        server=WEB,
        secrets=found.secrets,
        grant=found.grant,
        avatar=shown.avatar,
        warnings=(UNAUDITED,) if LIST in scopes else (UNSEEN, UNAUDITED),
        facts=shown.facts,
    )


def _check(scopes: tuple[str, ...]) -> None:
    missing = [one for one in NEEDED if one not in scopes]
    if missing:
        words = ", ".join(f"{MEANINGS[one]} ({one})" for one in missing)
        raise PermissionMissing(
            "TikTok did not grant everything that is needed.",
            f"Missing: {words}.",
            "Sign in again and allow all of it.",
        )
