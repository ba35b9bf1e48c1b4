"""The first comment under a post, written by its own account.

Source: Instagram Platform, "Comment moderation": POST and GET /{ig-media-id}/comments, permission
instagram_(business_)manage_comments.
"""

from __future__ import annotations

from brandcraft_desktop.publishers.instagram.api import Api


def write(api: Api, media_id: str, text: str) -> str:
    """The id of the comment, written unless it is there already (its answer may have been lost).

    Raises `errors.PublishingError`.
    """
    path = f"/{media_id}/comments"
    there = api.get(path, fields="id,text").items("data")
    known = next((one for one in there if _plain(one.optional("text")) == _plain(text)), None)
    return (known or api.post(path, {"message": text})).text("id")


def _plain(text: str) -> str:
    return " ".join(text.split())
