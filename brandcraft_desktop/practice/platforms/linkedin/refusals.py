"""How LinkedIn says no.

Sources: learn.microsoft.com, "Error handling" and the errors of the Posts, Images and Videos API;
the answers of Rest.li for fields that are wrong, as reported (community.n8n.io/t/303875).
"""

from __future__ import annotations

from brandcraft_desktop.practice.exchange import Answer, json_answer
from brandcraft_desktop.practice.values import Object


class Refusal(Exception):
    """An answer that is no success."""

    def __init__(self, status: int, code: str, message: str, service: int | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.service = service

    def answer(self) -> Answer:
        body: Object = {"status": self.status, "message": self.message}
        if self.code:
            body["code"] = self.code
        if self.service is not None:
            body["serviceErrorCode"] = self.service
        return json_answer(body, self.status)


def field(path: str, why: str) -> Refusal:
    """A field that is wrong, in Rest.li's words."""
    return Refusal(422, "", f"ERROR :: {path} :: {why}\n")


def denied(what: str) -> Refusal:
    """A scope or a role is missing."""
    return Refusal(403, "ACCESS_DENIED", f"Not enough permissions to access: {what}", 100)


def expired() -> Refusal:
    """The 60 days are over."""
    return Refusal(401, "EXPIRED_ACCESS_TOKEN", "The token used in the request has expired", 65_602)


def revoked() -> Refusal:
    """Its owner took it back."""
    return Refusal(
        401,
        "REVOKED_ACCESS_TOKEN",
        "The token used in the request has been revoked by the user",
        65_601,
    )


def invalid_token() -> Refusal:
    """Nobody ever gave this out."""
    return Refusal(401, "INVALID_ACCESS_TOKEN", "Invalid access token", 65_600)


def throttled() -> Refusal:
    """No header says when: the counts begin anew at midnight UTC."""
    return Refusal(
        429,
        "TOO_MANY_REQUESTS",
        "Resource level throttle limit for calls to this resource is reached.",
        101,
    )


def refusal(kind: str, status: int, error: str, message: str) -> Answer:
    """The answers a fault can ask for, in the words of this platform."""
    if kind == "expired_token":
        return expired().answer()
    if kind == "revoked":
        return revoked().answer()
    if status == 429 and not error and not message:
        return throttled().answer()
    usual = {500: "Internal Server Error", 503: "Service Unavailable", 504: "Gateway Timeout"}
    return Refusal(status, error, message or usual.get(status, "Refused")).answer()
