"""How this platform answers and refuses.

Source: developers.tiktok.com, "API v2 error handling" and "OAuth" (2026-05-01).
"""

from __future__ import annotations

import secrets

from brandcraft_desktop.practice.exchange import Answer, json_answer
from brandcraft_desktop.practice.values import Json, Object


class Refusal(Exception):
    """An error answer."""

    def __init__(self, status: int, code: str, message: str = "") -> None:
        super().__init__(message or code)
        self.status, self.code = status, code
        self.message = message or f"Practice: {code.replace('_', ' ')}"

    def answer(self) -> Answer:
        return enveloped({}, self.code, self.message, self.status)


def invalid(message: str) -> Refusal:
    """The refusal most mistakes get."""
    return Refusal(400, "invalid_params", message)


def enveloped(data: Json, code: str = "ok", message: str = "", status: int = 200) -> Answer:
    """`data` as every answer carries it."""
    error: Object = {"code": code, "message": message, "log_id": _log_id()}
    return json_answer({"data": data, "error": error}, status)


def flat(status: int, error: str, description: str) -> Answer:
    """A refusal of the token endpoint; it says 400 where RFC 6749 has 401."""
    told: Object = {"error": error, "error_description": description, "log_id": _log_id()}
    return json_answer(told, 400 if status == 401 else status)


def refusal(kind: str, status: int, error: str, message: str) -> Answer:
    """The answers a fault can ask for, in the words of this platform; `error` is a code."""
    if kind in ("expired_token", "revoked"):
        return Refusal(401, "access_token_invalid", "The access token is invalid").answer()
    usual = {
        400: "invalid_params",
        401: "access_token_invalid",
        403: "scope_not_authorized",
        429: "rate_limit_exceeded",
    }.get(status, "internal_error")
    return Refusal(status, error or usual, message).answer()


def _log_id() -> str:
    return secrets.token_hex(12).upper()
