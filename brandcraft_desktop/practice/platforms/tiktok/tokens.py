"""TikTok's own OAuth over that of this world: other names, and a challenge in hexadecimal digits.

Source: developers.tiktok.com, "Login Kit for Desktop" and "OAuth" (2026-05-01).
"""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from urllib.parse import parse_qsl, urlencode, urlsplit

from brandcraft_desktop.practice.consent import refusal_page
from brandcraft_desktop.practice.exchange import Answer, Request, json_answer
from brandcraft_desktop.practice.platforms.tiktok.answers import flat
from brandcraft_desktop.practice.platforms.tiktok.state import State
from brandcraft_desktop.practice.values import parse_object, text_of

_ASKED = {
    "client_key",
    "scope",
    "redirect_uri",
    "state",
    "response_type",
    "code_challenge",
    "code_challenge_method",
    "disable_auto_auth",
}
_KEYS = {"client_key", "client_secret"}
_FIELDS = {
    "authorization_code": {"grant_type", "code", "redirect_uri", "code_verifier"},
    "refresh_token": {"grant_type", "refresh_token"},
}
_CHALLENGE = re.compile(r"[0-9a-f]{64}", re.ASCII)
_VERIFIER = re.compile(r"[A-Za-z0-9._~-]{43,128}", re.ASCII)
_LONGEST_REDIRECT = 511


def authorize(state: State, request: Request) -> Answer:
    """The page to agree on."""
    asked = dict(request.parameters())
    if unknown := sorted(set(asked) - _ASKED):
        return _page(f"There is no parameter {unknown[0]}.")
    if not _CHALLENGE.fullmatch(asked.get("code_challenge", "")):
        return _page("code_challenge must be the SHA-256 in lower-case hexadecimal digits.")
    parts = urlsplit(asked.get("redirect_uri", ""))
    too_long = len(asked.get("redirect_uri", "")) > _LONGEST_REDIRECT
    if too_long or parts.query or parts.fragment or not parts.port:
        return _page("redirect_uri must be a loopback address with a port and nothing behind it.")
    digest = bytes.fromhex(asked["code_challenge"])
    challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    usual = {**asked, "client_id": asked.pop("client_key", ""), "code_challenge": challenge}
    return state.oauth.authorize(replace(request, query=urlencode(usual)))


def token(state: State, request: Request) -> Answer:
    """Codes and refresh tokens become access tokens."""
    form = _form(request)
    known = _FIELDS.get(form.get("grant_type", ""))
    if request.method != "POST" or known is None or set(form) != known | _KEYS:
        return flat(400, "invalid_request", "Practice: a field is missing or unknown")
    if "code_verifier" in form and not _VERIFIER.fullmatch(form["code_verifier"]):
        return flat(400, "invalid_request", "Practice: the code_verifier is malformed")
    found = state.oauth.token(_usual(request, form))
    if found.status != 200:
        return found
    value = parse_object(found.body)
    granted = state.oauth.holder(text_of(value, "access_token"))
    value["open_id"] = granted.person if granted is not None else ""
    value["refresh_expires_in"] = value.pop("refresh_token_expires_in", 0)
    value["token_type"] = "Bearer"
    return json_answer(value)


def revoke(state: State, request: Request) -> Answer:
    """The app's access is taken back."""
    form = _form(request)
    if request.method != "POST" or set(form) != {*_KEYS, "token"}:
        return flat(400, "invalid_request", "Practice: a field is missing or unknown")
    return state.oauth.revoke(_usual(request, form))


def _form(request: Request) -> dict[str, str]:
    content = request.content().decode("utf-8", "replace")
    return dict(parse_qsl(content, keep_blank_values=True))


def _usual(request: Request, form: Mapping[str, str]) -> Request:
    """The same form with the names of RFC 6749."""
    usual = {("client_id" if name == "client_key" else name): one for name, one in form.items()}
    body = urlencode(usual).encode()
    return replace(request, body=BytesIO(body), size=len(body))


def _page(why: str) -> Answer:
    return refusal_page("TikTok", why)
