"""How a Mastodon server answers, and how it refuses.

Source: mastodon/documentation @2903485, entities/Error; the sentences as in the sheet.
"""

from __future__ import annotations

from collections.abc import Mapping

from brandcraft_desktop.practice.exchange import Answer, json_answer


class Refusal(Exception):
    """A request that is not carried out; becomes an answer."""

    def __init__(self, status: int, error: str, description: str = "") -> None:
        super().__init__(error)
        self.status = status
        self.error = error
        self.description = description

    def answer(self, headers: Mapping[str, str] | None = None) -> Answer:
        """As the server tells it."""
        body = {"error": self.error}
        if self.description:
            body["error_description"] = self.description
        return json_answer({**body}, self.status, headers)


def invalid(what: str) -> Refusal:
    """What a model of the server finds wrong with a parameter."""
    return Refusal(422, f"Validation failed: {what}")


NOT_FOUND = "Record not found"
SENTENCES = {
    401: "The access token is invalid",
    403: "This action is outside the authorized scopes",
    404: NOT_FOUND,
    422: "Validation failed",
    429: "Too many requests",
    500: "We're sorry, but something went wrong on our end.",
    503: "There was a temporary problem serving your request, please try again",
}


def fault(kind: str, status: int, error: str, message: str) -> Answer:
    """The server's words for a trouble that was ordered."""
    if kind == "expired_token":
        return Refusal(401, "The access token expired").answer()
    if kind == "revoked":
        return Refusal(401, "The access token was revoked").answer()
    told = message or error or SENTENCES.get(status, "Something went wrong")
    return Refusal(status, told).answer()
