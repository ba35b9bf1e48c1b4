"""Posting and deleting, with everything X refuses.

Sources: CreatePostsRequest of openapi 2.167; limits and sentences as the sheet of X in the
reference data lists them (docs.x.com @2871328 and public reports).
"""

from __future__ import annotations

import json

from brandcraft_desktop.practice.platforms.x import fields
from brandcraft_desktop.practice.platforms.x.counting import LIMIT, cashtags, links, weight
from brandcraft_desktop.practice.platforms.x.problems import invalid, not_found, plain, typed
from brandcraft_desktop.practice.platforms.x.service import Asked, Operation
from brandcraft_desktop.practice.platforms.x.state import State
from brandcraft_desktop.practice.platforms.x.store import Media, Post
from brandcraft_desktop.practice.platforms.x.uploads import collect
from brandcraft_desktop.practice.platforms.x.views import told_text
from brandcraft_desktop.practice.values import Json, Object

_FIELDS = (
    "text",
    "media",
    "reply",
    "poll",
    "reply_settings",
    "made_with_ai",
    "paid_partnership",
    "community_id",
)
# Fields of the specification that this stand-in does not know how to carry out.
_ELSEWHERE = (
    "card_uri",
    "direct_message_deep_link",
    "edit_options",
    "for_super_followers_only",
    "geo",
    "nullcast",
    "quote_tweet_id",
    "share_with_followers",
)
_REPLIES = ("following", "mentionedUsers", "subscribers", "verified")
_PRICE, _PRICE_WITH_LINK, _PRICE_OF_DELETE = 15, 200, 10


def create(state: State, asked: Asked) -> Json:
    """Make a post."""
    body = asked.body
    for name in _ELSEWHERE:
        if name in body:
            raise plain(400, f"Practice: {name} is not carried out here.")
    fields.only(body, _FIELDS)
    text = fields.words(body, "text") or ""
    fields.chosen(body, "reply_settings", _REPLIES)
    fields.flag(body, "made_with_ai")
    fields.flag(body, "paid_partnership")
    fields.number(body, "community_id")
    _check_poll(body)
    numbers = _media_numbers(body)
    reply = fields.child(
        body,
        "reply",
        ("in_reply_to_tweet_id",),
        ("in_reply_to_tweet_id", "auto_populate_reply_metadata", "exclude_reply_user_ids"),
    )
    parent = "" if reply is None else fields.number(reply, "in_reply_to_tweet_id", "reply.") or ""
    if numbers and "poll" in body:
        raise invalid("poll", "", "Practice: a post has either a poll or media.")
    if not text.strip() and not numbers:
        raise invalid("text", text, "Practice: the post is empty.")
    with state.store.database.change():
        files = _files(state, asked.me.id, numbers)
        _check_text(state, asked.me.id, text)
        above = _above(state, asked.me.id, asked.me.handle, parent) if parent else None
        state.charge(_PRICE_WITH_LINK if any(links(text)) else _PRICE)
        return _write(state, asked, text, files, above)


def delete(state: State, asked: Asked) -> Json:
    """Take a post away; it is gone already where nobody knows it."""
    post = state.store.post(asked.id)
    if post is None:
        raise not_found("tweet", "id", asked.id)
    if post.person != asked.me.id:
        raise typed(
            403,
            "not-authorized-for-resource",
            "Authorization Error",
            "Practice: this is somebody else's post.",
            resource_type="tweet",
        )
    state.charge(_PRICE_OF_DELETE)
    with state.store.database.change() as change:
        change.run("DELETE FROM posts WHERE id = ?", post.id)
        state.store.note(state.clock.seconds(), asked.me.id, "delete", post.id, {})
    return {"data": {"deleted": True}}


def _check_poll(body: Object) -> None:
    poll = fields.child(
        body, "poll", ("options", "duration_minutes"), ("options", "duration_minutes")
    )
    if poll is None:
        return
    fields.whole(poll, "duration_minutes", 5, 10_080, "poll.")
    for answer in fields.several(poll, "options", 2, 4, "poll."):
        if not isinstance(answer, str) or not 1 <= len(answer) <= 25:
            raise invalid("poll.options", answer, "[poll.options] has 1 to 25 characters each")


def _media_numbers(body: Object) -> list[str]:
    media = fields.child(body, "media", ("media_ids",), ("media_ids", "tagged_user_ids"))
    if media is None:
        return []
    numbers: list[str] = []
    for one in fields.several(media, "media_ids", 1, 4, "media."):
        fields.number({"media_ids": one}, "media_ids", "media.")
        if isinstance(one, str):
            numbers.append(one)
    return numbers


def _files(state: State, person: str, numbers: list[str]) -> list[Media]:
    collect(state)
    found: list[Media] = []
    for number in numbers:
        media = state.store.media(number)
        ready = media is not None and media.person == person and media.state == "succeeded"
        if media is None or not ready or media.post or numbers.count(number) > 1:
            raise invalid("media.media_ids", numbers, "Your media IDs are invalid.")
        found.append(media)
    if len(found) > 1 and any(one.category != "tweet_image" for one in found):
        raise invalid(
            "media.media_ids", numbers, "Practice: four pictures, or one video, or one GIF."
        )
    return found


def _check_text(state: State, person: str, text: str) -> None:
    if weight(text) > LIMIT:
        raise plain(403, "You are not permitted to perform this action.")
    if cashtags(text) > 1:
        raise plain(403, "Practice: a post has a maximum of one cashtag.")
    since = state.clock.seconds() - state.settings.duplicate_seconds
    if text and any(one.text == text and one.at > since for one in state.store.posts(person)):
        raise plain(403, "You are not allowed to create a Tweet with duplicate content.")


def _above(state: State, person: str, handle: str, parent: str) -> Post:
    above = state.store.post(parent)
    if above is None or state.hides_parent():
        raise plain(403, "You attempted to reply to a Tweet that is deleted or not visible to you.")
    if above.person != person and f"@{handle}" not in above.text:
        raise plain(
            403,
            "Reply to this conversation is not allowed because you have not been mentioned or"
            " otherwise engaged by the author of the post you are replying to.",
        )
    return above


def _write(state: State, asked: Asked, text: str, files: list[Media], above: Post | None) -> Json:
    number, now = state.new_number(), state.clock.seconds()
    conversation = number if above is None else above.conversation
    database = state.store.database
    database.run(
        "INSERT INTO posts VALUES (?, ?, ?, ?, ?, ?, ?)",
        *(number, asked.me.id, text, json.dumps(asked.body), now, conversation),
        "" if above is None else above.id,
    )
    for media in files:
        database.run("UPDATE media SET post = ? WHERE id = ?", number, media.id)
    state.store.note(now, asked.me.id, "create", number, asked.body)
    post = state.store.post(number)
    told = "" if post is None else told_text(state, post)[0]
    return {"data": {"id": number, "text": told, "edit_history_post_ids": [number]}}


_READ = frozenset({"tweet.read", "users.read"})
POST_OPERATIONS = (
    Operation(
        "POST", "/2/tweets", create, "create", _READ | {"tweet.write"}, body="json", status=201
    ),
    Operation("DELETE", "/2/tweets/{id}", delete, "delete", _READ | {"tweet.write"}),
)
