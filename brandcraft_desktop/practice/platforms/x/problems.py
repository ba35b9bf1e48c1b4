"""Refusals in X's words.

Sources: the problem types of openapi 2.167 (xdevplatform/docs @2871328); sentences from public
reports, as named where they are raised. What begins with "Practice:" X surely says otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from brandcraft_desktop.practice.exchange import Answer, json_answer
from brandcraft_desktop.practice.values import Object

TYPES = "https://api.x.com/2/problems/"


class Refusal(Exception):
    """An error answer."""

    def __init__(self, status: int, body: Object, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(str(body.get("detail", "")))
        self.status, self.body, self.headers = status, body, headers or {}

    def answer(self) -> Answer:
        headers = {"Content-Type": "application/problem+json", **self.headers}
        return json_answer(self.body, self.status, headers)


def plain(status: int, detail: str = "", title: str = "") -> Refusal:
    """A refusal without a type of its own: only its sentence says what it is."""
    phrase = HTTPStatus(status).phrase
    return Refusal(
        status,
        {
            "title": title or phrase,
            "detail": detail or phrase,
            "type": "about:blank",
            "status": status,
        },
    )


def typed(status: int, kind: str, title: str, detail: str, **more: str) -> Refusal:
    """A refusal with a problem type."""
    body: Object = {"title": title, "detail": detail, "type": f"{TYPES}{kind}", "status": status}
    return Refusal(status, {**body, **more})


def invalid(parameter: str, value: object, message: str) -> Refusal:
    """Something about the request itself is wrong."""
    return Refusal(
        400,
        {
            "errors": [{"parameters": {parameter: [str(value)[:100]]}, "message": message}],
            "title": "Invalid Request",
            "detail": "One or more parameters to your request was invalid.",
            "type": f"{TYPES}invalid-request",
        },
    )


def not_found(kind: str, parameter: str, value: str) -> Refusal:
    """There is no such post, person or upload."""
    return typed(
        404,
        "resource-not-found",
        "Not Found Error",
        f"Could not find {kind} with {parameter}: [{value}].",
        resource_type=kind,
        resource_id=value,
        parameter=parameter,
        value=value,
    )


def no_credits() -> Refusal:
    """Status and title as in tryethernal/ethernal#1324."""
    body: Object = {
        "title": "CreditsDepleted",
        "detail": "Your enrolled account does not have any credits to fulfill this request.",
        "type": f"{TYPES}credits",
    }
    return Refusal(402, body)


def refusal(kind: str, status: int, error: str, message: str) -> Answer:
    """The answers a fault can ask for; `error` is a problem type or a title."""
    if kind in ("expired_token", "revoked"):
        return plain(401).answer()
    if status == 402 and not error:
        return no_credits().answer()
    if error and error.islower():
        return typed(status, error, HTTPStatus(status).phrase, message).answer()
    return plain(status, message, error).answer()
