"""Reading: who is signed in, and an account's posts as X tells them.

Sources: openapi 2.167 for fields and parameters. Addresses in a text become t.co, files an address
at its end, "&", "<" and ">" are escaped (docs.x.com, data dictionary).
"""

from __future__ import annotations

import hashlib
import re
from datetime import datetime

from brandcraft_desktop.practice.platforms.x.counting import links
from brandcraft_desktop.practice.platforms.x.problems import invalid, not_found
from brandcraft_desktop.practice.platforms.x.service import Asked, Operation
from brandcraft_desktop.practice.platforms.x.settings import PICTURES
from brandcraft_desktop.practice.platforms.x.state import State
from brandcraft_desktop.practice.platforms.x.store import Post
from brandcraft_desktop.practice.times import stamp
from brandcraft_desktop.practice.values import Json, Object

_USER_WORDS = (
    "confirmed_email connection_status created_at description entities id is_identity_verified"
    " location name parody profile_banner_url profile_image_url protected public_metrics"
    " receives_your_dm subscribes_to_you subscription subscription_type url username verified"
    " verified_followers_count verified_type withheld"
)
_USER_FIELDS = frozenset(_USER_WORDS.split())
_POST_WORDS = (
    "article article_title attachments card_uri community_id context_annotations conversation_id"
    " created_at display_text_range edit_controls entities geo id lang matched_media_notes"
    " media_metadata non_public_metrics note_post note_request_suggestions organic_metrics"
    " paid_partnership possibly_sensitive promoted_metrics public_metrics reply_settings scopes"
    " source suggested_source_links suggested_source_links_with_counts text withheld"
)
_POST_FIELDS = frozenset(_POST_WORDS.split())
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)


def me(state: State, asked: Asked) -> Json:
    """The person whose token it is."""
    wanted = _list(asked, "user.fields", _USER_FIELDS)
    state.charge(10)
    person = asked.me
    known: Object = {
        "profile_image_url": f"{PICTURES}/profile_images/{person.id}/picture_normal.png",
        "verified": False,
        "verified_type": "none",
        "protected": False,
        "created_at": "2026-01-05T09:00:00.000Z",
    }
    told: Object = {"id": person.id, "name": person.name, "username": person.handle}
    return {"data": {**told, **{name: known[name] for name in known if name in wanted}}}


def timeline(state: State, asked: Asked) -> Json:
    """Posts of one person, newest first."""
    if state.store.person(asked.id) is None:
        raise not_found("user", "id", asked.id)
    fields = "tweet.fields" if state.settings.old_names else "post.fields"
    other = "post.fields" if state.settings.old_names else "tweet.fields"
    if other in asked.query:
        raise invalid(other, "", f"The query parameter [{other}] is not one of [{fields}]")
    wanted = _list(asked, fields, _POST_FIELDS)
    size = asked.query.get("max_results", "10")
    if not size.isdecimal() or not 5 <= int(size) <= 100:
        raise invalid("max_results", size, "[max_results] is not between 5 and 100")
    since = _moment(asked, "start_time")
    posts = [one for one in state.store.posts(asked.id) if int(one.at) >= since]
    shown_by = state.clock.seconds() - state.settings.timeline_lag
    posts = [one for one in posts[state.settings.timeline_hides :] if one.at <= shown_by]
    token = asked.query.get("pagination_token", "practice0")
    if not re.fullmatch(r"practice[0-9]+", token):
        raise invalid("pagination_token", token, "[pagination_token] is not valid")
    start = int(token.removeprefix("practice"))
    page = posts[start : start + int(size)]
    own = asked.id == asked.me.id
    state.charge(len(page) * (1 if own else 5))
    meta: Object = {"result_count": len(page)}
    if page:
        meta |= {"newest_id": page[0].id, "oldest_id": page[-1].id}
    if start + int(size) < len(posts):
        meta["next_token"] = f"practice{start + int(size)}"
    if not page:
        return {"meta": meta}
    return {"data": [told(state, one, wanted) for one in page], "meta": meta}


def told(state: State, post: Post, wanted: frozenset[str]) -> Object:
    """A post with the fields that were asked for."""
    text, urls = told_text(state, post)
    keys: list[Json] = [one.key for one in state.store.all_media() if one.post == post.id]
    attachments: Object = {"media_keys": keys} if keys else {}
    if "poll" in post.body:
        attachments["poll_ids"] = [str(int(post.id) + 1)]
    known: Object = {
        "created_at": f"{stamp(post.at)[:19]}.000Z",
        "conversation_id": post.conversation,
        "reply_settings": post.body.get("reply_settings", "everyone"),
    }
    if attachments:
        known["attachments"] = attachments
    if urls:
        known["entities"] = {"urls": urls}
    found: Object = {"id": post.id, "text": text, "edit_history_post_ids": [post.id]}
    return {**found, **{name: known[name] for name in known if name in wanted}}


def told_text(state: State, post: Post) -> tuple[str, list[Json]]:
    """The text as X gives it back, and the addresses in it."""
    urls: list[Json] = []
    text, end = "", 0
    for start, stop in links(post.text):
        address = post.text[start:stop]
        text += _escaped(post.text[end:start])
        whole = address if "://" in address[:8] else f"http://{address}"
        short = _short(post.id, address)
        urls.append(_url(len(text), short, whole))
        text, end = text + short, stop
    text += _escaped(post.text[end:])
    files = [one for one in state.store.all_media() if one.post == post.id]
    if files:
        person = state.store.person(post.person)
        handle = person.handle if person is not None else "i"
        kind = "video" if files[0].category == "tweet_video" else "photo"
        short = _short(post.id, "files")
        text += f" {short}" if text else short
        whole = f"https://x.com/{handle}/status/{post.id}/{kind}/1"
        start = len(text) - len(short)
        urls += [{**_url(start, short, whole), "media_key": one.key} for one in files]
    return text, urls


def _url(start: int, short: str, whole: str) -> Object:
    shown = re.sub(r"\Ahttps?://", "", whole)
    end = start + len(short)
    return {"start": start, "end": end, "url": short, "expanded_url": whole, "display_url": shown}


def _short(post: str, address: str) -> str:
    return "https://t.co/" + hashlib.sha256(f"{post} {address}".encode()).hexdigest()[:10]


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _list(asked: Asked, name: str, known: frozenset[str]) -> frozenset[str]:
    wanted = [one for one in asked.query.get(name, "").split(",") if one]
    for one in wanted:
        if one not in known:
            options = ",".join(sorted(known))
            raise invalid(name, one, f"[{one}] is not one of [{options}]")
    if len(wanted) != len(set(wanted)):
        raise invalid(name, ",".join(wanted), f"[{name}] names a field twice")
    return frozenset(wanted)


def _moment(asked: Asked, name: str) -> int:
    written = asked.query.get(name, "")
    if not written:
        return 0
    if not _MOMENT.fullmatch(written):
        raise invalid(name, written, f"[{written}] is not a valid RFC 3339 timestamp")
    return int(datetime.fromisoformat(written).timestamp())


_READ = frozenset({"tweet.read", "users.read"})
_TIMELINE = frozenset(
    {"start_time", "max_results", "pagination_token", "exclude", "post.fields", "tweet.fields"}
)
VIEW_OPERATIONS = (
    Operation("GET", "/2/users/me", me, "me", _READ, query=frozenset({"user.fields"})),
    Operation(
        "GET",
        "/2/users/{id}/tweets",
        timeline,
        "timeline",
        _READ,
        query=_TIMELINE,
    ),
)
