"""Registering apps, agreeing, and tokens that never run out.

Source: mastodon/documentation @2903485, methods/apps and methods/oauth.
"""

from __future__ import annotations

from html import escape
from urllib.parse import parse_qsl, urlsplit

from brandcraft_desktop.practice.database import text
from brandcraft_desktop.practice.exchange import Answer, Request, html_answer, json_answer
from brandcraft_desktop.practice.page import document
from brandcraft_desktop.practice.platforms.mastodon.answers import Refusal, invalid
from brandcraft_desktop.practice.platforms.mastodon.forms import parameters, text_at
from brandcraft_desktop.practice.platforms.mastodon.state import SCOPES, State
from brandcraft_desktop.practice.values import Json, Object, parse_object

OUT_OF_BAND = "urn:ietf:wg:oauth:2.0:oob"
_KNOWN = {"client_name", "redirect_uris", "scopes", "website"}
_FORM = "application/x-www-form-urlencoded"


def register(state: State, request: Request) -> Answer:
    """POST /api/v1/apps."""
    asked = parameters(request)
    if unknown := sorted(set(asked) - _KNOWN):
        raise invalid(f"{unknown[0]} is not known")
    name = text_at(asked, "client_name").strip()
    redirects = _redirects(state, asked.get("redirect_uris"))
    scopes = text_at(asked, "scopes").split() or ["read"]
    if not name:
        raise invalid("Name can't be blank")
    if not redirects:
        raise invalid("Redirect URI can't be blank")
    if not all(_is_address(one) for one in redirects):
        raise invalid("Redirect URI must be an absolute URI.")
    if set(scopes) - SCOPES:
        raise invalid("Scopes doesn't match configured on the server.")
    keys = state.oauth.register(name, redirects, scopes)
    listed: list[Json] = [*redirects]
    return json_answer(
        {
            "id": state.new_id(),
            "name": name,
            "website": asked.get("website"),
            "scopes": [*scopes],
            "redirect_uri": "\n".join(redirects),
            "redirect_uris": listed,
            "vapid_key": "practice",
            "client_secret_expires_at": 0,
            **keys,
        }
    )


def verify_app(state: State, request: Request) -> Answer:
    """GET /api/v1/apps/verify_credentials: the app that a token belongs to."""
    granted = state.oauth.granted(request)
    row = state.store.database.row(
        "SELECT name, redirects, scopes FROM oauth_apps WHERE client_id = ?",
        granted.client_id if granted else "",
    )
    if row is None:
        raise Refusal(401, "The access token is invalid")
    told: Object = {"name": text(row[0]), "website": None, "vapid_key": "practice"}
    if state.settings.version == "4.5":
        told["redirect_uris"] = [*text(row[1]).split("\n")]
        told["redirect_uri"] = text(row[1])
        told["scopes"] = [*text(row[2]).split()]
    return json_answer(told)


def authorize(state: State, request: Request) -> Answer:
    """The page to agree on; with the out-of-band address the code is shown to be copied."""
    answer = state.oauth.authorize(request)
    location = answer.headers.get("Location", "")
    if not location.startswith(OUT_OF_BAND):
        return answer
    told = dict(parse_qsl(location.partition("?")[2]))
    code = told.get("code", "")
    words = (
        f"<p>Copy this code and paste it into the application:</p><p><code id=code>{escape(code)}"
        "</code></p>"
        if code
        else f"<p class=empty>{escape(told.get('error', ''))}</p>"
    )
    return html_answer(document(f"{state.server.title} (practice)", words))


def token(state: State, request: Request) -> Answer:
    """POST /oauth/token; forms, as OAuth has them."""
    answer = state.oauth.token(request)
    if answer.status != 200:
        return answer
    told = parse_object(answer.body)
    told["token_type"] = "Bearer"
    told["created_at"] = int(state.clock.seconds())
    return json_answer(told)


def revoke(state: State, request: Request) -> Answer:
    """POST /oauth/revoke."""
    answer = state.oauth.revoke(request)
    if answer.status == 200:
        return answer
    raise Refusal(403, "unauthorized_client", "You are not authorized to revoke this token")


def metadata(state: State) -> Answer:
    """GET /.well-known/oauth-authorization-server (4.3)."""
    if state.settings.version != "4.5":
        raise Refusal(404, "Not Found")
    origin = state.server.origin
    return json_answer(
        {
            "issuer": f"{origin}/",
            "service_documentation": "https://docs.joinmastodon.org/",
            "authorization_endpoint": f"{origin}/oauth/authorize",
            "token_endpoint": f"{origin}/oauth/token",
            "revocation_endpoint": f"{origin}/oauth/revoke",
            "userinfo_endpoint": f"{origin}/oauth/userinfo",
            "app_registration_endpoint": f"{origin}/api/v1/apps",
            "scopes_supported": [*sorted(SCOPES)],
            "response_types_supported": ["code"],
            "response_modes_supported": ["query", "fragment", "form_post"],
            "grant_types_supported": ["authorization_code", "client_credentials"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
            "code_challenge_methods_supported": ["S256"],
        }
    )


def _redirects(state: State, told: Json) -> list[str]:
    if isinstance(told, str):
        return told.split()
    if isinstance(told, list) and state.settings.version == "4.5":
        return [str(one) for one in told]
    return []  # before 4.3 a list is no permitted parameter


def _is_address(address: str) -> bool:
    parts = urlsplit(address)
    return address == OUT_OF_BAND or (bool(parts.scheme and parts.netloc) and not parts.fragment)
