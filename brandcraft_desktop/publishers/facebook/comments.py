"""The first comment, which the Page writes itself once the post is out.

Source: facebook-business 26.0.3, comments of a post (`message`); pages_manage_engagement.
"""

from __future__ import annotations

from brandcraft_desktop.domain.steps import Steps
from brandcraft_desktop.publishers.base import AccountSession
from brandcraft_desktop.publishers.facebook import api

STEP = "first comment"


def first_comment(account: AccountSession, post: str, text: str, steps: Steps) -> None:
    """Write it unless it is there already: an answer may have been lost. Never fails the post."""
    if not text.strip():
        return

    def act() -> str:
        path = f"{post}/comments"
        for one in api.get(account, path, fields="id,message,from", limit="100").items("data"):
            writer = one.optional_child("from")
            own = writer is not None and writer.optional("id") == account.identity.remote_id
            if own and one.optional("message").split() == text.split():
                return one.text("id")
        return api.post(account, path, {"message": text}).text("id")

    steps.follow_up(STEP, "The first comment", act)
