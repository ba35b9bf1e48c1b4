"""How this platform refuses.

Sources: pinterest/api-description v5.23.0 (`{"code", "message"}`); codes and sentences from public
reports: 2 and 8, github.com/pinterest/api-quickstart issue 97 (401 with code 3 where a scope is
missing), github.com/gitroomhq/postiz-app issue 1084 (29).
"""

from __future__ import annotations

from collections.abc import Mapping

from brandcraft_desktop.practice.exchange import Answer, json_answer


class Refusal(Exception):
    """An error answer."""

    def __init__(
        self, status: int, code: int, message: str, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(message)
        self.status, self.code, self.message = status, code, message
        self.headers = headers or {}

    def answer(self) -> Answer:
        return json_answer({"code": self.code, "message": self.message}, self.status, self.headers)


def invalid(message: str) -> Refusal:
    """The refusal most mistakes get."""
    return Refusal(400, 1, f"Invalid request: {message}")


def no_board() -> Refusal:
    """A board that is not there, or is somebody else's."""
    return Refusal(404, 40, "Board not found.")


def no_scope() -> Refusal:
    """A token that may not do this."""
    return Refusal(
        401,
        3,
        "Your token does not have sufficient permissions to perform this operation. Please ensure "
        "your token is authorized with the correct set of scopes.",
    )


def on_trial() -> Refusal:
    """An app that is still on trial."""
    return Refusal(
        403,
        29,
        "Apps with Trial access may not create Pins in production https://api.pinterest.com - use "
        "API Sandbox https://api-sandbox.pinterest.com instead.",
    )


def refusal(kind: str, status: int, error: str, message: str) -> Answer:
    """The answers a fault can ask for, in the words of this platform; `error` is a code."""
    if kind in ("expired_token", "revoked"):
        return Refusal(401, 2, "Authentication failed.").answer()
    usual = {
        400: (1, "Invalid request: practice"),
        401: (2, "Authentication failed."),
        403: (3, "Authorization failed."),
        404: (40, "Board not found."),
        429: (8, "You have exceeded your rate limit."),
    }.get(status, (12, "Something went wrong on our end. Sorry about that."))
    code = int(error) if error.isdecimal() else usual[0]
    return Refusal(status, code, message or usual[1]).answer()
