"""How many posts and replies an account has left in 24 hours.

Source: Threads API, "Troubleshooting": GET /{user}/threads_publishing_limit.
"""

from __future__ import annotations

from brandcraft_desktop.practice.graph import Given, Refusal
from brandcraft_desktop.practice.oauth import Granted
from brandcraft_desktop.practice.platforms.threads.settings import DAY
from brandcraft_desktop.practice.platforms.threads.state import State
from brandcraft_desktop.practice.values import Json, Object

_KNOWN = (
    *("quota_usage", "config", "reply_quota_usage", "reply_config"),
    *("delete_quota_usage", "delete_config"),
)


def told(state: State, given: Given, me: Granted) -> Json:
    """What was asked for of the counts."""
    given.check(("fields",))
    fields = given.text("fields").split(",")
    if any(one not in _KNOWN for one in fields):
        raise Refusal(100, f"(#100) Tried accessing nonexisting field on {fields}")
    settings = state.settings
    every: Object = {
        "quota_usage": _used(state, me.person, reply=False),
        "config": _config(settings.posts_a_day),
        "reply_quota_usage": _used(state, me.person, reply=True),
        "reply_config": _config(settings.replies_a_day),
        "delete_quota_usage": 0,
        "delete_config": _config(100),
    }
    return {"data": [{name: every[name] for name in fields}]}


def spend(state: State, person: str, *, reply: bool) -> None:
    """Raises Refusal where nothing is left."""
    most = state.settings.replies_a_day if reply else state.settings.posts_a_day
    if _used(state, person, reply=reply) >= most:
        raise Refusal(4, "(#4) Application request limit reached", status=403)


def _used(state: State, person: str, *, reply: bool) -> int:
    since = state.clock.seconds() - DAY
    return len(
        [
            one
            for one in state.store.posts(person)
            if bool(one.parent) is reply and one.made_at > since
        ]
    )


def _config(total: int) -> Object:
    return {"quota_total": total, "quota_duration": int(DAY)}
