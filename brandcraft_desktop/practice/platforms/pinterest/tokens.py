"""The token endpoint: RFC 6749 with Pinterest's own fields in its answers.

Source: pinterest/api-description v5.23.0, OauthAccessTokenResponseCode and …Refresh.
"""

from __future__ import annotations

from urllib.parse import parse_qsl

from brandcraft_desktop.practice.exchange import Answer, Request, json_answer
from brandcraft_desktop.practice.platforms.pinterest.answers import Refusal
from brandcraft_desktop.practice.platforms.pinterest.state import State
from brandcraft_desktop.practice.values import parse_object

_KNOWN = {"grant_type", "code", "redirect_uri", "refresh_token", "scope", "continuous_refresh"}


def token(state: State, request: Request) -> Answer:
    """Codes and refresh tokens become access tokens."""
    if request.method != "POST":
        return Refusal(405, 1, "Practice: only POST").answer()
    form = dict(parse_qsl(request.content().decode("utf-8", "replace"), keep_blank_values=True))
    if unknown := sorted(set(form) - _KNOWN):
        return Refusal(400, 1, f"Practice: there is no field '{unknown[0]}'").answer()
    found = state.oauth.token(request)
    if found.status != 200:
        return found
    value = parse_object(found.body)
    value["response_type"] = form["grant_type"]
    lasts = value.get("refresh_token_expires_in")
    if isinstance(lasts, int):
        value["refresh_token_expires_at"] = int(state.clock.seconds()) + lasts
    if form["grant_type"] == "refresh_token" and not state.settings.refresh_told:
        for name in ("refresh_token", "refresh_token_expires_in", "refresh_token_expires_at"):
            value.pop(name, None)
    return json_answer(value)
