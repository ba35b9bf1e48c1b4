"""Access, refresh and service tokens: real-shaped JWTs, signed with this world's own key.

Life and rotation as in bluesky-social/atproto packages/pds: access 120 min, refresh 90 days, a
rotated refresh token keeps working for 2 h and then always gives the same next token.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
from dataclasses import dataclass

from brandcraft_desktop.practice.database import number, text
from brandcraft_desktop.practice.platforms.bluesky.settings import (
    ENTRYWAY_DID,
    PDS_DID,
    Settings,
)
from brandcraft_desktop.practice.platforms.bluesky.store import Store
from brandcraft_desktop.practice.values import Malformed, Object, dump, parse_object

ACCESS = "at+jwt"
REFRESH = "refresh+jwt"
SERVICE = "JWT"
FULL = "com.atproto.access"
APP_PASSWORD = "com.atproto.appPass"


class Unverified(Exception):
    """The token was not made here or not for this."""


class Expired(Exception):
    """The token was good once."""


@dataclass(frozen=True)
class Pair:
    """What signing in or refreshing gives."""

    access: str
    refresh: str


class Tokens:
    """Makes and reads tokens; the sessions behind the refresh tokens are in the store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._key = bytes.fromhex(store.secret("jwt", secrets.token_hex(32)))

    def make(self, kind: str, payload: Object) -> str:
        head = _encode(dump({"typ": kind, "alg": "HS256"}))
        body = f"{head}.{_encode(dump(payload))}"
        return f"{body}.{_encode(self._signature(body))}"

    def read(self, kind: str, token: str, now: float) -> Object:
        """The payload. Raises Unverified or Expired."""
        body, _, signature = token.rpartition(".")
        head, _, payload = body.partition(".")
        try:
            genuine = hmac.compare_digest(_decode(signature), self._signature(body))
            if not genuine or parse_object(_decode(head)).get("typ") != kind:
                raise Unverified
            values = parse_object(_decode(payload))
        except (binascii.Error, Malformed, ValueError):
            raise Unverified from None
        until = values.get("exp")
        if not isinstance(until, int | float) or until <= now:
            raise Expired
        return values

    def sign_in(self, did: str, scope: str, settings: Settings, now: float) -> Pair:
        """A new session."""
        until = now + settings.refresh_seconds
        jti = base64.b64encode(secrets.token_bytes(32)).decode("ascii").rstrip("=")
        self._remember(jti, did, until, scope)
        return self._pair(did, scope, jti, until, settings, now)

    def rotate(self, jti: str, settings: Settings, now: float) -> Pair | None:
        """The next pair for a refresh token, or None where it was revoked or its grace is over."""
        with self._store.database.change() as change:
            row = change.row(
                "SELECT did, expires_at, next_jti, scope FROM refresh_tokens WHERE jti = ?", jti
            )
            if row is None or number(row[1]) <= now:
                return None
            did, following, scope = text(row[0]), text(row[2]), text(row[3])
            change.run(
                "UPDATE refresh_tokens SET expires_at = min(expires_at, ?) WHERE jti = ?",
                now + settings.grace_seconds,
                jti,
            )
            until = now + settings.refresh_seconds
            self._remember(following, did, until, scope)
        return self._pair(did, scope, following, until, settings, now)

    def revoke(self, jti: str) -> None:
        """End one session."""
        self._store.database.run(
            "DELETE FROM refresh_tokens WHERE jti = ? OR next_jti = ?", jti, jti
        )

    def revoke_all(self, did: str) -> None:
        """End every session of an account."""
        self._store.database.run("DELETE FROM refresh_tokens WHERE did = ?", did)

    def service_token(self, did: str, audience: str, method: str, until: int, now: float) -> str:
        payload: Object = {"iat": int(now), "iss": did, "aud": audience, "exp": until}
        if method:
            payload["lxm"] = method
        payload["jti"] = secrets.token_hex(16)
        return self.make(SERVICE, payload)

    def _remember(self, jti: str, did: str, until: float, scope: str) -> None:
        following = base64.b64encode(secrets.token_bytes(32)).decode("ascii").rstrip("=")
        self._store.database.run(
            "INSERT OR IGNORE INTO refresh_tokens VALUES (?, ?, ?, ?, ?)",
            *(jti, did, until, following, scope),
        )

    def _pair(
        self, did: str, scope: str, jti: str, until: float, settings: Settings, now: float
    ) -> Pair:
        # Whole seconds, as everywhere in JWTs: two pairs of one second may be equal but for jti.
        access: Object = {
            "scope": scope,
            "aud": PDS_DID,
            "sub": did,
            "iat": int(now),
            "exp": int(now + settings.access_seconds),
        }
        refresh: Object = {
            "scope": "com.atproto.refresh",
            "aud": ENTRYWAY_DID,
            "sub": did,
            "jti": jti,
            "iat": int(now),
            "exp": int(until),
        }
        return Pair(self.make(ACCESS, access), self.make(REFRESH, refresh))

    def _signature(self, body: str) -> bytes:
        return hmac.new(self._key, body.encode("ascii", "replace"), hashlib.sha256).digest()


def _encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode("ascii").rstrip("=")


def _decode(letters: str) -> bytes:
    return base64.urlsafe_b64decode(letters + "=" * (-len(letters) % 4))
