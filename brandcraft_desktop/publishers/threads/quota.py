"""How much of the day's posts is left, asked before the first of them is prepared.

Source: Threads API, "Troubleshooting": GET /{user}/threads_publishing_limit; 250 posts and 1,000
replies in 24 hours that move along, a carousel being one post.
"""

from __future__ import annotations

from datetime import timedelta

from brandcraft_desktop.errors import ContentRefused, ErrorKind, PermissionMissing, RateLimited
from brandcraft_desktop.publishers.json_value import JsonObject
from brandcraft_desktop.publishers.threads.api import Api

FIELDS = "quota_usage,config,reply_quota_usage,reply_config"
AGAIN = timedelta(hours=3)  # eight tries wait as long as the window is: 24 hours
"""The hours move along, so that nobody knows when the next is free."""


def check(api: Api, person: str, replies: int) -> str:
    """Nothing, where a post with so many replies still fits. Raises `errors.RateLimited`.

    An answer nobody can read is no reason not to try.
    """
    try:
        told = api.get(f"{person}/threads_publishing_limit", (("fields", FIELDS),))
    except (ContentRefused, PermissionMissing):
        return ""
    for one in told.items("data"):
        if _left(one, "quota_usage", "config") < 1:
            raise _used_up("posts")
        if replies and _left(one, "reply_quota_usage", "reply_config") < replies:
            raise _used_up("replies")
    return ""


def _left(told: JsonObject, used: str, config: str) -> int:
    count, limits = told.number(used), told.optional_child(config)
    total = None if limits is None else limits.number("quota_total")
    if count is None or total is None:
        return 1_000_000
    return total - count


def _used_up(what: str) -> RateLimited:
    return RateLimited(
        f"Threads takes no more {what} from this account for now.",
        "Its count for 24 hours is used up.",
        "Brandcraft goes on when there is room again.",
        kind=ErrorKind.QUOTA,
        retry_after=AGAIN,
    )
