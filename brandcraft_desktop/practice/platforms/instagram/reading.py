"""What is told of accounts and their posts, and what becomes of posts afterwards."""

from __future__ import annotations

from datetime import UTC, datetime

from brandcraft_desktop.practice.graph import Given, invalid, no_object
from brandcraft_desktop.practice.platforms.instagram.settings import DAY, PICTURES, WEB
from brandcraft_desktop.practice.platforms.instagram.state import State
from brandcraft_desktop.practice.platforms.instagram.store import COMMENT, MEDIA, Account, Media
from brandcraft_desktop.practice.sniff import media_type
from brandcraft_desktop.practice.values import Json, Object


def account(one: Account) -> Object:
    """An account, as it is told of."""
    return {
        "id": one.id,
        "user_id": one.id,
        "username": one.username,
        "name": one.name,
        "account_type": "BUSINESS",
        "profile_picture_url": f"{PICTURES}/avatar/{one.id}",
        "followers_count": 0,
        "media_count": 0,
    }


def post(state: State, one: Media) -> Object:
    """A post, as it is told of."""
    who = state.store.account(one.owner)
    name = who.username if who is not None else ""
    place = {"REELS": f"reel/{one.shortcode}", "STORY": f"stories/{name}/{one.id}"}
    return {
        "id": one.id,
        "caption": one.caption,
        "permalink": f"{WEB}/{place.get(one.kind, f'p/{one.shortcode}')}/",
        "shortcode": one.shortcode,
        "timestamp": f"{datetime.fromtimestamp(one.made_at, UTC):%Y-%m-%dT%H:%M:%S}+0000",
        "media_type": _sort(state, one),
        "media_product_type": one.kind,
        "username": name,
    }


def _sort(state: State, one: Media) -> str:
    if len(one.files) > 1:
        return "CAROUSEL_ALBUM"
    path = state.store.file(one.files[0]) if one.files else None
    if path is None:
        return "IMAGE"
    with path.open("rb") as file:
        return "VIDEO" if media_type(file.read(16)).startswith("video/") else "IMAGE"


def listed(state: State, me: Account, given: Given, names: list[str], *, story: bool) -> Json:
    """Their own posts (or stories of the last day), newest first, page by page."""
    now = state.clock.seconds()
    every = [
        one
        for one in state.store.posts(me.id)
        if (one.kind == "STORY") == story
        and now - one.made_at >= state.settings.lag
        and (not story or now - one.made_at < DAY)
    ]
    start, size = given.whole("after"), given.whole("limit", 25)
    if not 1 <= size <= 100:
        raise invalid("Param limit must be from 1 to 100")
    shown = every[start : start + size]
    answer: Object = {"data": [_fields(post(state, one), names) for one in shown]}
    if shown:
        paging: Object = {"cursors": {"before": str(start), "after": str(start + size)}}
        if start + size < len(every):
            paging["next"] = f"{WEB}/next"
        answer["paging"] = paging
    return answer


def one(state: State, me: Account, media_id: str, names: list[str]) -> Json:
    """GET /{media}."""
    found = state.store.post(media_id)
    if found is None or found.owner != me.id:
        raise no_object(media_id)
    return _fields(post(state, found), names)


def delete(state: State, me: Account, media_id: str) -> Json:
    """DELETE /{media}."""
    one(state, me, media_id, [])
    state.store.database.run("DELETE FROM media WHERE number = ?", int(media_id) - MEDIA)
    state.store.note(state.clock.seconds(), "delete", me.id, media_id, {})
    return {"success": True, "deleted_id": media_id}


def comment(state: State, me: Account, media_id: str, words: str) -> Json:
    """POST /{media}/comments."""
    database = state.store.database
    database.run(
        "INSERT INTO comments (media, words, made_at) VALUES (?, ?, ?)",
        *(media_id, words, state.clock.seconds()),
    )
    state.store.note(state.clock.seconds(), "comment", me.id, media_id, {"message": words})
    return {"id": str(COMMENT + state.store.newest("comments"))}


def _fields(whole: Object, names: list[str]) -> Object:
    """Only what was asked for; an empty caption is left out, as there."""
    if unknown := set(names) - set(whole):
        raise invalid(f"Tried accessing nonexisting field ({min(unknown)})")
    asked = {name: whole[name] for name in ("id", *names)}
    return {name: value for name, value in asked.items() if name != "caption" or value}
