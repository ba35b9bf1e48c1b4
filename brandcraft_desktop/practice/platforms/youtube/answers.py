"""How this platform refuses.

Sources: developers.google.com/youtube/v3/docs/errors (revision history to 2026-11): the shape, the
reasons and their statuses.
"""

from __future__ import annotations

from collections.abc import Mapping

from brandcraft_desktop.practice.exchange import Answer, json_answer
from brandcraft_desktop.practice.values import Json


class Refusal(Exception):
    """An error answer."""

    def __init__(self, status: int, reason: str, message: str, domain: str = "youtube") -> None:
        super().__init__(message)
        self.status, self.reason, self.message, self.domain = status, reason, message, domain

    def answer(self) -> Answer:
        one: Json = {"message": self.message, "domain": self.domain, "reason": self.reason}
        told: Json = {"code": self.status, "message": self.message, "errors": [one]}
        return json_answer({"error": told}, self.status)


_USUAL: Mapping[int, tuple[str, str]] = {
    400: ("badRequest", "Bad Request"),
    401: ("authError", "Invalid Credentials"),
    403: ("forbidden", "Forbidden"),
    404: ("videoNotFound", "The video that you are trying to reach cannot be found."),
    429: ("rateLimitExceeded", "Rate Limit Exceeded"),
}


def invalid(message: str, reason: str = "badRequest") -> Refusal:
    """The refusal most mistakes get."""
    return Refusal(400, reason, message)


def unknown_video() -> Refusal:
    """A video that is not there, or is somebody else's."""
    return Refusal(404, *_USUAL[404])


def refusal(kind: str, status: int, error: str, message: str) -> Answer:
    """The answers a fault can ask for, in the words of this platform; `error` is a reason."""
    if kind in ("expired_token", "revoked"):
        return Refusal(401, "authError", "Invalid Credentials", "global").answer()
    reason, words = _USUAL.get(status, ("backendError", "Backend Error"))
    return Refusal(status, error or reason, message or words).answer()
