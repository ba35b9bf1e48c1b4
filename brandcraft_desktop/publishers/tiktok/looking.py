"""Looking for a post among an account's public ones.

Source: developers.tiktok.com, "List Videos" (2026-05-01): public posts alone, 20 at a time, newest
first. Nobody says that the list is up to date at once, and moderation takes its time: not finding
a post proves nothing.
"""

from __future__ import annotations

from datetime import datetime

from brandcraft_desktop.domain.plan import Plan
from brandcraft_desktop.domain.steps import Finding, Verdict
from brandcraft_desktop.publishers.json_value import JsonObject
from brandcraft_desktop.publishers.tiktok.api import Api
from brandcraft_desktop.publishers.tiktok.bodies import is_direct

PAGE = 20
FIELDS = (("fields", "id,create_time,share_url,video_description,title"),)
FOUND = "post:"
"""Stands before the id of a post in a kept result that holds no publish_id."""

EVERYONE = "PUBLIC_TO_EVERYONE"


def is_public(plan: Plan) -> bool:
    """Whether everybody may see it: only then TikTok tells its id."""
    return is_direct(plan) and plan.options.get("privacy") == EVERYONE


def look(plan: Plan, api: Api, since: datetime, taken: frozenset[str]) -> Finding:
    """The post with these words that was made since then, as `post:<id>`.

    One that is `taken` by another delivery does not count. Without words it can't be told
    from others. Raises `errors.PublishingError`.
    """
    words = _plain(plan.parts[0].text) or _plain(plan.title)
    if not is_public(plan) or not words:
        return Finding(Verdict.UNKNOWN)
    data = api.post("/video/list/", {"max_count": PAGE}, FIELDS)
    found = [
        (made, post.text("id"))
        for post in data.items("videos")
        if (made := post.number("create_time") or 0) >= int(since.timestamp())
        and _says(post, words)
        and taken.isdisjoint((post.text("id"), FOUND + post.text("id")))
    ]
    if not found:  # TikTok looks new posts through first
        return Finding(Verdict.NOT_YET)
    post_id = min(found)[1]
    return Finding(Verdict.FOUND, FOUND + post_id, post_id)


def _says(post: JsonObject, words: str) -> bool:
    told = {_plain(post.optional(name)) for name in ("video_description", "title")}
    title_too = _plain(f"{post.optional('title')} {post.optional('video_description')}")
    return words in told or words == title_too


def _plain(text: str) -> str:
    return " ".join(text.split())
