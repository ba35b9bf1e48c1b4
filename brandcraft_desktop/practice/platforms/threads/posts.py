"""Posts as the API shows, lists and deletes them; containers answer under their numbers as well.

Source: Threads API, "Retrieve posts", "Replies", "Delete posts".
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from brandcraft_desktop.practice.graph import Given, invalid, no_object, no_permission
from brandcraft_desktop.practice.oauth import Granted
from brandcraft_desktop.practice.platforms.threads import containers
from brandcraft_desktop.practice.platforms.threads.settings import WEB
from brandcraft_desktop.practice.platforms.threads.state import State
from brandcraft_desktop.practice.platforms.threads.store import Post
from brandcraft_desktop.practice.values import Json, Object

LISTING = ("fields", "since", "until", "limit", "before", "after")
_KINDS = {"TEXT": "TEXT_POST", "CAROUSEL": "CAROUSEL_ALBUM"}
_KNOWN = frozenset(
    {
        *("id", "permalink", "shortcode", "timestamp", "text", "media_type", "username"),
        *("topic_tag", "replied_to", "root_post", "is_reply", "reply_audience"),
    }
)
_OF_CONTAINERS = {"id", "status", "error_message"}


def one(state: State, given: Given, me: Granted, place: str) -> Json:
    """GET /{id}."""
    given.check(("fields",))
    fields = given.text("fields").split(",")
    container = state.store.container(place)
    if container is not None and container.owner == me.person:
        if set(fields) - _OF_CONTAINERS:
            raise invalid(f"Tried accessing nonexisting field on {fields}")
        return containers.status(state, container)
    post = state.store.post(place)
    if post is None:
        raise no_object(place)
    return _shown(state, post, fields)


def listed(state: State, given: Given, me: Granted, *, replies: bool) -> Json:
    """GET /{user}/threads and /{user}/replies."""
    given.check(LISTING)
    if replies and "threads_read_replies" not in me.scopes:
        raise no_permission("threads_read_replies")
    limit = given.whole("limit", 25)
    if not 1 <= limit <= 100:
        raise invalid("Param limit must be between 1 and 100")
    since, until = given.whole("since"), given.whole("until", 10**12)
    now = state.clock.seconds()
    found = [
        post
        for post in state.store.posts(me.person)
        if bool(post.parent) is replies
        and since < post.made_at < until
        and post.made_at + state.settings.lag <= now
    ]
    fields = given.text("fields").split(",")
    first = given.whole("after")
    paging: Object = {}
    if first + limit < len(found):
        paging = {"cursors": {"after": str(first + limit)}, "next": f"{WEB}/next"}
    some = found[first : first + limit]
    return {"data": [_shown(state, post, fields) for post in some], "paging": paging}


def delete(state: State, given: Given, me: Granted, place: str) -> Json:
    """DELETE /{id}."""
    given.check(())
    if "threads_delete" not in me.scopes:
        raise no_permission("threads_delete")
    post = state.store.post(place)
    if post is None or post.owner != me.person:
        raise no_object(place)
    state.store.database.run("DELETE FROM posts WHERE id = ?", post.id)
    state.store.note(state.clock.seconds(), me.person, "delete", post.id, {})
    return {"success": True, "deleted_id": post.id}


def address(state: State, post: Post) -> str:
    """Where people see it."""
    owner = state.store.account(post.owner)
    name = owner.username if owner is not None else ""
    return f"{WEB}/@{name}/post/{post.value['shortcode']}"


def _shown(state: State, post: Post, fields: Sequence[str]) -> Object:
    if wrong := sorted(set(fields) - _KNOWN):
        raise invalid(f"Tried accessing nonexisting field ({wrong[0]})")
    kind = str(post.value["media_type"])
    made = datetime.fromtimestamp(post.made_at, UTC)
    every: Object = {
        "id": post.id,
        "permalink": address(state, post),
        "shortcode": post.value["shortcode"],
        "timestamp": f"{made:%Y-%m-%dT%H:%M:%S}+0000",
        "text": post.value.get("text", ""),
        "media_type": _KINDS.get(kind, kind),
        "is_reply": bool(post.parent),
    }
    if post.parent:
        every["replied_to"] = {"id": post.parent}
    return {name: every[name] for name in ("id", *fields) if name in every}
