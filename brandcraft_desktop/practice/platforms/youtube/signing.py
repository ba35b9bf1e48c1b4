"""Google's pages and tokens.

Source: developers.google.com, "OAuth 2.0 for Mobile & Desktop Apps": a refresh token comes with
`access_type=offline` alone, and to somebody who agreed before only with `prompt=consent`; a renewal
brings none.
"""

from __future__ import annotations

from urllib.parse import parse_qs, parse_qsl, urlsplit

from brandcraft_desktop.practice.consent import refusal_page
from brandcraft_desktop.practice.exchange import Answer, Request, html_answer, json_answer
from brandcraft_desktop.practice.platforms.youtube.answers import refusal
from brandcraft_desktop.practice.platforms.youtube.state import State
from brandcraft_desktop.practice.values import parse_object

_ASKED = {
    *("client_id", "redirect_uri", "response_type", "scope", "state", "code_challenge"),
    *("code_challenge_method", "access_type", "prompt", "login_hint", "include_granted_scopes"),
}
_FORM = {
    *("client_id", "client_secret", "grant_type", "code", "redirect_uri", "code_verifier"),
    "refresh_token",
}
AUTHORIZE, TOKEN = "/o/oauth2/v2/auth", "/token"


class Accounts:
    """https://accounts.google.com."""

    def __init__(self, state: State) -> None:
        self._state = state

    def endpoint(self, method: str, path: str) -> str:
        return "oauth/authorize" if path == AUTHORIZE else f"accounts.google.com{path}"

    def refusal(self, kind: str, status: int, error: str, message: str) -> Answer:
        return refusal(kind, status, error, message)

    def answer(self, request: Request) -> Answer:
        if request.path != AUTHORIZE:
            return html_answer("", 404)
        asked = dict(request.parameters())
        if unknown := sorted(set(asked) - _ASKED):
            return refusal_page("Google", f"Practice: there is no parameter {unknown[0]}.")
        found = self._state.oauth.authorize(request)
        back = parse_qs(urlsplit(found.headers.get("Location", "")).query)
        for code in back.get("code", ()):
            offline = asked.get("access_type") == "offline"
            self._state.asked[code] = (offline, "consent" in asked.get("prompt", "").split())
        return found


class Tokens:
    """https://oauth2.googleapis.com."""

    def __init__(self, state: State) -> None:
        self._state = state

    def endpoint(self, method: str, path: str) -> str:
        return "oauth/token" if path == TOKEN else f"oauth2.googleapis.com{path}"

    def refusal(self, kind: str, status: int, error: str, message: str) -> Answer:
        if kind == "revoked":
            return _refused(400, "invalid_grant", "Token has been expired or revoked.")
        return refusal(kind, status, error, message)

    def answer(self, request: Request) -> Answer:
        if request.path != TOKEN or request.method != "POST":
            return _refused(404, "not_found", "Practice: there is only POST /token")
        form = dict(parse_qsl(request.content().decode("utf-8", "replace"), keep_blank_values=True))
        if unknown := sorted(set(form) - _FORM):
            return _refused(400, "invalid_request", f"Practice: there is no field {unknown[0]}")
        found = self._state.oauth.token(request)
        if found.status != 200:
            return found
        value = parse_object(found.body)
        if not self._state.settings.testing:
            value.pop("refresh_token_expires_in", None)
        if not self._lasting(form):
            value.pop("refresh_token", None)
            if form["grant_type"] != "refresh_token":
                value.pop("refresh_token_expires_in", None)
        value["token_type"] = "Bearer"
        return json_answer(value)

    def _lasting(self, form: dict[str, str]) -> bool:
        """Whether a refresh token belongs into the answer."""
        if form["grant_type"] == "refresh_token":
            return False
        offline, consent = self._state.asked.pop(form["code"], (True, True))
        before = form["client_id"] in self._state.agreed
        self._state.agreed.add(form["client_id"])
        return offline and (consent or not before)


def _refused(status: int, error: str, description: str) -> Answer:
    return json_answer({"error": error, "error_description": description}, status)
