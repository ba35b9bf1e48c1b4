"""Containers: made of what is sent, finished in time, published once.

Sources: Threads API, "Posts", "Reply management", "Create replies" (scopes), "Troubleshooting".
Emoji count as their UTF-8 bytes; what Threads' sentences say exactly is documented nowhere, so they
are this world's own.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Mapping

from brandcraft_desktop.practice import crawler
from brandcraft_desktop.practice.graph import Given, Refusal, invalid, no_object, no_permission
from brandcraft_desktop.practice.oauth import Granted
from brandcraft_desktop.practice.platforms.threads import quotas
from brandcraft_desktop.practice.platforms.threads.state import State
from brandcraft_desktop.practice.platforms.threads.store import Container, digits
from brandcraft_desktop.practice.values import Json, Malformed, Object, parse_object

FIELDS = frozenset(
    {
        *("media_type", "text", "image_url", "video_url", "alt_text"),
        *("is_carousel_item", "children", "reply_to_id", "reply_control"),
        *("allowlisted_country_codes", "link_attachment", "quote_post_id", "poll_attachment"),
        *("auto_publish_text", "topic_tag", "is_spoiler_media", "text_entities"),
        *("text_attachment", "gif_attachment", "is_ghost_post", "enable_reply_approvals"),
        *("crossreshare_to_ig", "crossreshare_to_ig_dark_mode", "location_id"),
    }
)
_KINDS = ("TEXT", "IMAGE", "VIDEO", "CAROUSEL")
_REPLIES = (
    "everyone",
    "accounts_you_follow",
    "mentioned_only",
    "parent_post_author_only",
    "followers_only",
)
_TEXT_ONLY = ("link_attachment", "poll_attachment", "text_attachment", "is_ghost_post")
_FLAGS = (
    "is_carousel_item",
    "is_spoiler_media",
    "is_ghost_post",
    "enable_reply_approvals",
    "auto_publish_text",
)
_LINK = re.compile(r"https?://\S+")
_PICTOGRAPHS = 0x1F000
_POLL = {"option_a", "option_b", "option_c", "option_d"}


def create(state: State, given: Given, me: Granted) -> Json:
    """POST /{user}/threads."""
    given.check(FIELDS, ("media_type",))
    kind = given.text("media_type")
    if kind not in _KINDS:
        raise invalid(f"Param media_type must be one of {{{', '.join(_KINDS)}}}")
    for name in _FLAGS:
        given.flag(name)
    if given.flag("auto_publish_text"):
        raise invalid("Practice: a post without a container can't be found again")
    _check_words(given, kind)
    _check_together(given, kind)
    _check_parent(state, given, me)
    value: Object = {**given.values}
    value.pop("access_token", None)
    error, polls = "", state.settings.text_polls
    if kind in ("IMAGE", "VIDEO"):
        error, polls = _fetch(state, given, value, kind), state.settings.media_polls
    if kind == "CAROUSEL":
        value["items"] = _children(state, given, me)
    made = digits(secrets.token_hex(8))
    state.store.database.run(
        "INSERT INTO containers VALUES (?, ?, ?, ?, ?, ?, '')",
        *(made, me.person, json.dumps(value), state.clock.seconds(), polls, error),
    )
    return {"id": made}


def status(state: State, container: Container) -> Object:
    """GET /{container}: each look brings it nearer to its end."""
    word = _word(state, container)
    if container.polls > 0:
        state.store.database.run(
            "UPDATE containers SET polls = polls - 1 WHERE id = ?", container.id
        )
    told: Object = {"id": container.id, "status": word}
    if word == "ERROR":
        told["error_message"] = container.error
    return told


def publish(state: State, given: Given, me: Granted) -> Json:
    """POST /{user}/threads_publish: once, and not before the container is finished."""
    given.check(("creation_id",), ("creation_id",))
    if "threads_content_publish" not in me.scopes:
        raise no_permission("threads_content_publish")
    if state.settings.restricted:
        raise Refusal(1, "The account is restricted.", subcode=4279013, status=400)
    with state.store.database.change() as change:
        found = state.store.container(given.text("creation_id"))
        if (
            found is None
            or found.owner != me.person
            or found.value.get("is_carousel_item") == "true"
            or _word(state, found) != "FINISHED"
        ):
            raise Refusal(24, "The requested resource does not exist", subcode=4279009)
        parent = str(found.value.get("reply_to_id", ""))
        quotas.spend(state, me.person, reply=bool(parent))
        post, now = digits(secrets.token_hex(8)), state.clock.seconds()
        value = {**found.value, "shortcode": secrets.token_urlsafe(8)}
        change.run(
            "INSERT INTO posts VALUES (?, ?, ?, ?, ?)",
            *(post, me.person, json.dumps(value), parent, now),
        )
        change.run("UPDATE containers SET published = ? WHERE id = ?", post, found.id)
        state.store.note(now, me.person, "publish", post, value)
    return {"id": post}


def _word(state: State, container: Container) -> str:
    if container.published:
        return "PUBLISHED"
    if state.clock.seconds() - container.made_at > state.settings.container_seconds:
        return "EXPIRED"
    if container.polls > 0:
        return "IN_PROGRESS"
    return "ERROR" if container.error else "FINISHED"


def _check_words(given: Given, kind: str) -> None:
    text = given.text("text")
    if _length(text) > 500:
        raise invalid("Param text must be at most 500 characters long.")
    links = set(_LINK.findall(text)) | ({given.text("link_attachment")} - {""})
    if len(links) > 5:
        raise Refusal(100, "THREADS_API__LINK_LIMIT_EXCEEDED")
    tag = given.values.get("topic_tag")
    if tag is not None and (not 1 <= len(tag) <= 50 or set(tag) & set(".&")):
        raise invalid("Param topic_tag must be 1 to 50 characters without . and &")
    if len(given.text("alt_text")) > 1000:
        raise invalid("Param alt_text must be at most 1000 characters long.")
    if "reply_control" in given.values and given.text("reply_control") not in _REPLIES:
        raise invalid("Param reply_control is not one of those that are known")
    some = ("text", "gif_attachment", "poll_attachment", "text_attachment", "quote_post_id")
    if kind == "TEXT" and not any(given.text(name) for name in some):
        raise invalid("The parameter text is required")
    _check_poll(given)


def _length(text: str) -> int:
    """Characters, pictographs as their bytes."""
    return sum(len(one.encode()) if ord(one) >= _PICTOGRAPHS else 1 for one in text)


def _check_poll(given: Given) -> None:
    if "poll_attachment" not in given.values:
        return
    poll = _json(given, "poll_attachment")
    answers = [one for one in poll.values() if isinstance(one, str) and one]
    if set(poll) - _POLL or not {"option_a", "option_b"} <= set(poll) or len(answers) != len(poll):
        raise invalid("Param poll_attachment must have option_a to option_d")
    if any(len(one) > 25 for one in answers):
        raise invalid("Param poll_attachment: an answer has at most 25 characters")


def _check_together(given: Given, kind: str) -> None:
    needed = {"IMAGE": "image_url", "VIDEO": "video_url", "CAROUSEL": "children"}
    for of, name in needed.items():
        if (of == kind) is not bool(given.text(name)):
            raise invalid(f"Practice: {name} goes with {of} and nothing else")
    if kind != "TEXT" and any(name in given.values for name in _TEXT_ONLY):
        raise invalid("Practice: this goes with TEXT alone")
    if kind in ("TEXT", "CAROUSEL") and "alt_text" in given.values:
        raise invalid("Practice: alt_text goes with a file")
    if kind in ("TEXT", "CAROUSEL") and given.flag("is_carousel_item"):
        raise invalid("Practice: only a file can be an item of a carousel")
    if given.flag("is_carousel_item") and given.text("text"):
        raise invalid("Practice: the text belongs to the carousel")
    others = [name for name in ("link_attachment", "text_attachment") if name in given.values]
    if "poll_attachment" in given.values and others:
        raise invalid(f"Param poll_attachment is not compatible with {others[0]}")
    if "text_attachment" in given.values:
        attached = _json(given, "text_attachment").get("plaintext")
        if not isinstance(attached, str) or not 1 <= len(attached) <= 10_000:
            raise invalid("Param text_attachment must have a plaintext")


def _check_parent(state: State, given: Given, me: Granted) -> None:
    parent = given.text("reply_to_id")
    if not parent:
        return
    if "threads_manage_replies" not in me.scopes:
        raise no_permission("threads_manage_replies")
    if state.store.post(parent) is None:
        raise no_object(parent)
    if given.flag("is_ghost_post"):
        raise invalid("Practice: a reply can't be a ghost post")


def _fetch(state: State, given: Given, value: Object, kind: str) -> str:
    """Get the file; what is wrong with it, "" for nothing."""
    url = given.text("video_url" if kind == "VIDEO" else "image_url")
    value.pop("video_url", None)
    value.pop("image_url", None)
    if not re.fullmatch(r"https?://[\x21-\x7e]+", url):
        raise invalid("Param url must be a valid URI")
    found = crawler.fetched(url)
    if found is None:
        return "FAILED_DOWNLOADING_VIDEO"
    data, mime = found
    fine = mime in ("image/jpeg", "image/png") if kind == "IMAGE" else mime.startswith("video/")
    if not fine:
        return "UNKNOWN" if kind == "IMAGE" else "FAILED_PROCESSING_VIDEO"
    value["file"] = state.store.keep_file(data)
    return state.settings.outcome


def _children(state: State, given: Given, me: Granted) -> Json:
    names = given.text("children").split(",")
    if not 2 <= len(names) <= 20 or len(set(names)) < len(names):
        raise invalid("Param children must name 2 to 20 containers")
    items: list[Json] = []
    for name in names:
        child = state.store.container(name)
        if child is None or child.owner != me.person:
            raise no_object(name)
        if child.value.get("is_carousel_item") != "true" or _word(state, child) != "FINISHED":
            raise invalid(f"Practice: {name} is not ready to be an item")
        items.append(_item(child.value))
    return items


def _item(value: Mapping[str, Json]) -> Object:
    return {name: value.get(name, "") for name in ("media_type", "file", "alt_text")}


def _json(given: Given, name: str) -> Object:
    try:
        return parse_object(given.text(name).encode())
    except Malformed:
        raise invalid(f"Param {name} must be a JSON object") from None
