"""OAuth 2.0 as the platforms of this world speak it: a page to agree on, codes, tokens, renewals.

RFC 6749, RFC 7636 and RFC 7009, strictly: what a real server refuses is refused here. How a
platform differs is data (`Ways`); each keeps it in its own database. People "sign in" by a click.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode, urlsplit

from brandcraft_desktop.practice.consent import consent_page, refusal_page
from brandcraft_desktop.practice.database import Database, number, text
from brandcraft_desktop.practice.exchange import Answer, Request, json_answer
from brandcraft_desktop.practice.times import PracticeClock
from brandcraft_desktop.practice.values import Object

SCHEMA = """
CREATE TABLE IF NOT EXISTS oauth_apps (
    client_id TEXT PRIMARY KEY, secret TEXT NOT NULL, redirects TEXT NOT NULL, name TEXT NOT NULL,
    scopes TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS oauth_codes (
    code TEXT PRIMARY KEY, client_id TEXT NOT NULL, person TEXT NOT NULL, redirect TEXT NOT NULL,
    scopes TEXT NOT NULL, challenge TEXT NOT NULL, expires_at REAL NOT NULL, used INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS oauth_tokens (
    token TEXT PRIMARY KEY, kind TEXT NOT NULL, client_id TEXT NOT NULL, person TEXT NOT NULL,
    scopes TEXT NOT NULL, expires_at REAL NOT NULL, state TEXT NOT NULL, family TEXT NOT NULL);
"""
_LOOPBACK = ("127.0.0.1", "localhost")
_NEVER = 1e12


@dataclass(frozen=True)
class Ways:
    """How a platform does it.

    `pkce`: "none" (a challenge is ignored), "optional" or "required". `client`: where the app's
    keys are expected, "body", "basic" or "either"; `public` apps have no secret. Lives in seconds,
    None: for ever, or (refresh) none is given. `single`: a refresh token is good once, and its
    second use ends the whole family. `told`: whether a token answer repeats the scopes.
    """

    title: str
    scopes: frozenset[str]
    separator: str = " "
    pkce: str = "optional"
    client: str = "body"
    public: bool = False
    code_seconds: float = 600.0
    access_seconds: float | None = 3600.0
    refresh_seconds: float | None = None
    refresh_scope: str = ""  # needed for a refresh token
    single: bool = False
    told: bool = True
    app_tokens: bool = False  # an app may act for itself, with the grant `client_credentials`
    extra: Mapping[str, str] = field(default_factory=dict)  # more in every token answer
    refuse: Callable[[int, str, str], Answer] | None = None
    # Pages of the platform's own that every app may be led back to.
    landings: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Person:
    """Somebody who may agree."""

    id: str
    handle: str
    name: str


@dataclass(frozen=True)
class Granted:
    """Whom a token speaks for, and what it may."""

    person: str
    scopes: frozenset[str]
    client_id: str


class OAuth:
    """One platform's authorization server."""

    def __init__(
        self,
        database: Database,
        clock: PracticeClock,
        ways: Ways,
        people: Callable[[], Sequence[Person]],
    ) -> None:
        self._database = database
        self._clock = clock
        self.ways = ways
        self._people = people

    def register(self, name: str, redirects: Sequence[str], scopes: Sequence[str]) -> Object:
        """A new app, as an answer tells it; loopback addresses are told apart by no port."""
        client_id, secret = secrets.token_urlsafe(24), secrets.token_urlsafe(32)
        self.add_app(client_id, secret, redirects, name, scopes)
        return {"client_id": client_id, "client_secret": secret}

    def add_app(
        self,
        client_id: str,
        secret: str,
        redirects: Sequence[str] = (),
        name: str = "Practice app",
        scopes: Sequence[str] = (),
    ) -> None:
        """An app with keys of the caller's choice; no `redirects`: every loopback address."""
        self._database.run(
            "INSERT OR REPLACE INTO oauth_apps VALUES (?, ?, ?, ?, ?)",
            *(client_id, secret, "\n".join(redirects), name, " ".join(scopes)),
        )

    def forget_apps(self) -> None:
        """As a server does that clears out apps nobody uses."""
        self._database.run("DELETE FROM oauth_apps")

    def authorize(self, request: Request) -> Answer:
        """The page to agree on (GET), and what was decided there (POST)."""
        asked = dict(request.parameters())
        app = self._app(asked.get("client_id", ""))
        redirect = asked.get("redirect_uri", "")
        # What can't be trusted is never redirected to (RFC 6749 4.1.2.1).
        if app is None:
            return refusal_page(self.ways.title, "This app is not known here.")
        if not self._may_redirect(app[1], redirect):
            return refusal_page(self.ways.title, f"{redirect} is no address of this app.")
        wrong = self._wrong(asked, app[2])
        if wrong:
            return _back(redirect, {"error": wrong, "state": asked.get("state", "")})
        if request.method == "POST":
            return self._decided(request, asked, redirect)
        scopes = self._scopes(asked.get("scope", ""))
        return consent_page(self.ways.title, app[3], scopes, self._people())

    def token(self, request: Request) -> Answer:
        """Codes and refresh tokens become access tokens."""
        if request.headers.get("content-type", "").split(";")[0] != (
            "application/x-www-form-urlencoded"
        ):
            return self._refuse(400, "invalid_request", "a form is expected")
        form = dict(parse_qsl(request.content().decode("utf-8", "replace")))
        app = self._client(request, form)
        if app is None:
            return self._refuse(401, "invalid_client", "Client authentication failed")
        with self._database.change():
            if form.get("grant_type") == "authorization_code":
                return self._trade_code(app, form)
            if form.get("grant_type") == "refresh_token":
                return self._trade_refresh(app, form)
            if form.get("grant_type") == "client_credentials" and self.ways.app_tokens:
                return json_answer(
                    self._issue(app, "", form.get("scope", ""), secrets.token_hex(8))
                )
        return self._refuse(400, "unsupported_grant_type", "this grant type is not known")

    def revoke(self, request: Request) -> Answer:
        """A token is taken back (RFC 7009: an unknown one is fine)."""
        form = dict(parse_qsl(request.content().decode("utf-8", "replace")))
        if self._client(request, form) is None:
            return self._refuse(401, "invalid_client", "Client authentication failed")
        self._database.run(
            "UPDATE oauth_tokens SET state = 'revoked' WHERE family IN"
            " (SELECT family FROM oauth_tokens WHERE token = ?)",
            form.get("token", ""),
        )
        return json_answer({})

    def granted(self, request: Request) -> Granted | None:
        """Whom the request's bearer token speaks for; None where it is good for nothing."""
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        return self.holder(token) if kind.lower() == "bearer" else None

    def holder(self, token: str) -> Granted | None:
        """Whom a good access token speaks for."""
        row = self._database.row(
            "SELECT person, scopes, client_id FROM oauth_tokens WHERE token = ? AND kind = 'access'"
            " AND state = 'good' AND expires_at > ?",
            token,
            self._clock.seconds(),
        )
        if row is None:
            return None
        return Granted(text(row[0]), frozenset(text(row[1]).split()), text(row[2]))

    def state_of(self, token: str) -> str:
        """ "good", "expired", "revoked", "used" or "" for a token nobody gave out."""
        row = self._database.row(
            "SELECT state, expires_at FROM oauth_tokens WHERE token = ?", token
        )
        if row is None:
            return ""
        late = number(row[1]) <= self._clock.seconds()
        return "expired" if text(row[0]) == "good" and late else text(row[0])

    def expire(self, person: str = "") -> None:
        """Every access token (of one person) has run out now."""
        self._database.run(
            "UPDATE oauth_tokens SET expires_at = 0 WHERE kind = 'access' AND ? IN ('', person)",
            person,
        )

    def take_back(self, person: str = "") -> None:
        """Every token (of one person) is revoked now."""
        self._database.run(
            "UPDATE oauth_tokens SET state = 'revoked' WHERE ? IN ('', person)", person
        )

    def give(
        self, person: str, client_id: str, scopes: Sequence[str], seconds: float | None = None
    ) -> Object:
        """Tokens as an answer tells them, without a page: what a test or a portal hands out.

        `seconds`: how long the access token lasts, where it is not as long as usual.
        """
        with self._database.change():
            family = secrets.token_hex(8)
            return self._issue(client_id, person, " ".join(scopes), family, seconds)

    def proves(self, client_id: str, secret: str) -> bool:
        """Whether these are the keys of an app."""
        app = self._app(client_id)
        return app is not None and bool(secret) and app[0] == secret

    def _app(self, client_id: str) -> tuple[str, str, str, str] | None:
        row = self._database.row(
            "SELECT secret, redirects, scopes, name FROM oauth_apps WHERE client_id = ?", client_id
        )
        return None if row is None else (text(row[0]), text(row[1]), text(row[2]), text(row[3]))

    def _may_redirect(self, registered: str, redirect: str) -> bool:
        if redirect in self.ways.landings:
            return True
        if registered:
            return redirect in registered.split("\n")
        parts = urlsplit(redirect)
        return parts.scheme == "http" and parts.hostname in _LOOPBACK

    def _scopes(self, asked: str) -> list[str]:
        return [scope for scope in asked.split(self.ways.separator) if scope]

    def _wrong(self, asked: Mapping[str, str], registered: str) -> str:
        scopes = set(self._scopes(asked.get("scope", "")))
        allowed = set(registered.split()) or self.ways.scopes
        if asked.get("response_type") != "code" or not asked.get("state"):
            return "invalid_request"
        if not scopes or scopes - allowed:
            return "invalid_scope"
        challenge = asked.get("code_challenge", "")
        if challenge and asked.get("code_challenge_method") != "S256":
            return "invalid_request"
        return "invalid_request" if self.ways.pkce == "required" and not challenge else ""

    def _decided(self, request: Request, asked: Mapping[str, str], redirect: str) -> Answer:
        form = dict(parse_qsl(request.content().decode("utf-8", "replace")))
        state = asked.get("state", "")
        if form.get("decision") != "allow":
            return _back(redirect, {"error": "access_denied", "state": state})
        people = {person.id for person in self._people()}
        person = form.get("person", "")
        if person not in people:
            return refusal_page(self.ways.title, "Choose who you are.")
        challenge = "" if self.ways.pkce == "none" else asked.get("code_challenge", "")
        code = secrets.token_urlsafe(24)
        left_out = set(form.get("without", "").split())
        scopes = [one for one in self._scopes(asked.get("scope", "")) if one not in left_out]
        self._database.run(
            "INSERT INTO oauth_codes VALUES (?, ?, ?, ?, ?, ?, ?, 0)",
            *(code, asked.get("client_id", ""), person, redirect, " ".join(scopes), challenge),
            self._clock.seconds() + self.ways.code_seconds,
        )
        return _back(redirect, {"code": code, "state": state})

    def _client(self, request: Request, form: Mapping[str, str]) -> str | None:
        """The app that asks, if it proves it."""
        kind, _, packed = request.headers.get("authorization", "").partition(" ")
        basic = kind.lower() == "basic"
        if basic:
            name, _, secret = (
                base64.b64decode(packed + "==").decode("utf-8", "replace").partition(":")
            )
        else:
            name, secret = form.get("client_id", ""), form.get("client_secret", "")
        wanted = self.ways.client
        if wanted != "either" and basic != (wanted == "basic") and not self.ways.public:
            return None
        app = self._app(name)
        if app is None or (secret != app[0] and not (self.ways.public and not secret)):
            return None
        return name

    def _trade_code(self, app: str, form: Mapping[str, str]) -> Answer:
        row = self._database.row(
            "SELECT client_id, person, redirect, scopes, challenge, expires_at, used"
            " FROM oauth_codes WHERE code = ?",
            form.get("code", ""),
        )
        if row is None or text(row[0]) != app or number(row[5]) <= self._clock.seconds():
            return self._refuse(400, "invalid_grant", "The code is invalid or has expired")
        family = hashlib.sha256(form["code"].encode()).hexdigest()
        if number(row[6]):  # RFC 6749 4.1.2: what was given out for it ends
            self._database.run("UPDATE oauth_tokens SET state = 'revoked' WHERE family = ?", family)
            return self._refuse(400, "invalid_grant", "The code was used before")
        if text(row[2]) != form.get("redirect_uri"):
            return self._refuse(400, "invalid_grant", "The redirect address is another")
        if text(row[4]) and text(row[4]) != _challenge(form.get("code_verifier", "")):
            return self._refuse(400, "invalid_grant", "The code verifier does not match")
        self._database.run("UPDATE oauth_codes SET used = 1 WHERE code = ?", form["code"])
        return json_answer(self._issue(app, text(row[1]), text(row[3]), family))

    def _trade_refresh(self, app: str, form: Mapping[str, str]) -> Answer:
        token = form.get("refresh_token", "")
        row = self._database.row(
            "SELECT client_id, person, scopes, family FROM oauth_tokens"
            " WHERE token = ? AND kind = 'refresh'",
            token,
        )
        state = self.state_of(token)
        if row is None or text(row[0]) != app or state != "good":
            if row is not None and state == "used":
                self._database.run(
                    "UPDATE oauth_tokens SET state = 'revoked' WHERE family = ?", row[3]
                )
            return self._refuse(400, "invalid_grant", "The refresh token is not good (any more)")
        if self.ways.single:
            self._database.run("UPDATE oauth_tokens SET state = 'used' WHERE token = ?", token)
        return json_answer(self._issue(app, text(row[1]), text(row[2]), text(row[3])))

    def _issue(
        self, app: str, person: str, scopes: str, family: str, seconds: float | None = None
    ) -> Object:
        ways, now = self.ways, self._clock.seconds()
        lasts = ways.access_seconds if seconds is None else seconds
        access = secrets.token_urlsafe(32)
        until = _NEVER if lasts is None else now + lasts
        self._keep(access, "access", app, person, scopes, until, family)
        answer: Object = {"access_token": access, "token_type": "bearer", **ways.extra}
        if lasts is not None and until < _NEVER:
            answer["expires_in"] = int(lasts)
        if ways.told:
            answer["scope"] = scopes.replace(" ", ways.separator)
        if ways.refresh_seconds is not None and (
            not ways.refresh_scope or ways.refresh_scope in scopes.split()
        ):
            refresh = secrets.token_urlsafe(32)
            self._keep(refresh, "refresh", app, person, scopes, now + ways.refresh_seconds, family)
            answer["refresh_token"] = refresh
            answer["refresh_token_expires_in"] = int(ways.refresh_seconds)
        return answer

    def _keep(
        self,
        token: str,
        kind: str,
        app: str,
        person: str,
        scopes: str,
        until: float,
        family: str,
    ) -> None:
        self._database.run(
            "INSERT INTO oauth_tokens VALUES (?, ?, ?, ?, ?, ?, 'good', ?)",
            *(token, kind, app, person, scopes, until, family),
        )

    def _refuse(self, status: int, error: str, description: str) -> Answer:
        if self.ways.refuse is not None:
            return self.ways.refuse(status, error, description)
        return json_answer({"error": error, "error_description": description}, status)


def _challenge(verifier: str) -> str:
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def _back(redirect: str, parameters: Mapping[str, str]) -> Answer:
    joint = "&" if "?" in redirect else "?"
    return Answer(302, {"Location": f"{redirect}{joint}{urlencode(parameters)}"})
