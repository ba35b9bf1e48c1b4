"""Making and deleting posts, and what is refused.

Sources: mastodon/documentation @2903485, methods/statuses; the sentences of
app/services/post_status_service.rb and config/locales/en.yml as in the sheet.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from brandcraft_desktop.practice.database import text
from brandcraft_desktop.practice.exchange import Answer, Request, json_answer
from brandcraft_desktop.practice.graphemes import count_graphemes
from brandcraft_desktop.practice.platforms.mastodon.answers import NOT_FOUND, Refusal, invalid
from brandcraft_desktop.practice.platforms.mastodon.callers import caller
from brandcraft_desktop.practice.platforms.mastodon.entities import status_entity
from brandcraft_desktop.practice.platforms.mastodon.forms import (
    flag_at,
    parameters,
    text_at,
    texts_at,
)
from brandcraft_desktop.practice.platforms.mastodon.media import collect
from brandcraft_desktop.practice.platforms.mastodon.polls import poll_of
from brandcraft_desktop.practice.platforms.mastodon.state import State
from brandcraft_desktop.practice.platforms.mastodon.store import Account
from brandcraft_desktop.practice.values import Object

_KNOWN = {
    *("status", "media_ids", "poll", "in_reply_to_id", "sensitive", "spoiler_text"),
    *("visibility", "language", "quote_approval_policy"),
}
_VISIBILITIES = ("public", "unlisted", "private", "direct")
_POLICIES = ("public", "followers", "nobody")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_LINK = re.compile(r"(?<![\w@#$])https?://[^\s<>()]*\.[^\s<>()]+", re.IGNORECASE)
_MENTION = re.compile(r"(?<![\w/=])(@\w[\w.-]*)@[\w.-]*\w")


@dataclass(frozen=True)
class _Asked:
    """A post as it was asked for, its values checked."""

    value: Object
    files: list[str]
    parent: str


def create(state: State, request: Request) -> Answer:
    """POST /api/v1/statuses: once for each Idempotency-Key an hour long."""
    account = caller(state, request, "write:statuses")
    key, now = request.headers.get("idempotency-key", ""), state.clock.seconds()
    with state.store.database.change() as change:
        row = change.row(
            "SELECT status FROM keys WHERE account = ? AND key = ? AND at > ?",
            *(account.id, key, now - state.settings.key_seconds),
        )
        if key and row is not None:
            before = state.store.status(text(row[0]))
            if before is None:
                raise Refusal(404, NOT_FOUND)
            return json_answer(status_entity(state, before))
        asked = _asked(state, account, parameters(request))
        own = state.new_id()
        change.run(
            "INSERT INTO statuses VALUES (?, ?, ?, ?, ?, ?)",
            *(own, account.id, now, json.dumps(asked.value), asked.parent),
            now + state.settings.list_seconds,
        )
        for one in asked.files:
            change.run("UPDATE media SET status = ? WHERE id = ?", own, one)
        if key:
            change.run("INSERT OR REPLACE INTO keys VALUES (?, ?, ?, ?)", account.id, key, own, now)
        state.store.note(now, account.id, "create", own, asked.value)
        made = state.store.status(own)
        if made is None:
            raise Refusal(500, "We're sorry, but something went wrong on our end.")
        return json_answer(status_entity(state, made))


def delete(state: State, request: Request, own: str) -> Answer:
    """DELETE /api/v1/statuses/:id: gives the post with its source once more."""
    account = caller(state, request, "write:statuses")
    with state.store.database.change() as change:
        status = state.store.status(own)
        if status is None or status.account != account.id:
            raise Refusal(404, NOT_FOUND)
        told = {**status_entity(state, status), "text": str(status.value.get("status", ""))}
        change.run("DELETE FROM statuses WHERE id = ?", own)
        change.run("UPDATE media SET status = '' WHERE status = ?", own)
        state.store.note(state.clock.seconds(), account.id, "delete", own, {})
    return json_answer(told)


def counted(said: str, warning: str, url_length: int) -> int:
    """Characters as the server counts them: an address as one length, a mention without server."""
    plain = _LINK.sub("x" * url_length, said)
    return count_graphemes(warning + _MENTION.sub(r"\1", plain))


def _asked(state: State, account: Account, value: Object) -> _Asked:
    if unknown := sorted(set(value) - _KNOWN):
        raise invalid(f"{unknown[0]} is not known")
    said, warning = text_at(value, "status"), text_at(value, "spoiler_text")
    files = list(dict.fromkeys(texts_at(value, "media_ids")))
    poll = poll_of(value.get("poll"), state.server)
    if files and poll is not None:
        raise Refusal(422, f"Cannot attach more than {state.server.files} files")
    _check_files(state, account, files)
    if not said.strip() and not files and not warning.strip():
        raise invalid("Text can't be blank")
    most = state.server.characters
    if counted(said, warning, state.server.url_length) > most:
        raise invalid(f"Text character limit of {most} exceeded")
    parent = text_at(value, "in_reply_to_id")
    if parent and state.store.status(parent) is None:
        raise Refusal(404, "The post you are trying to reply to does not appear to exist.")
    visibility = text_at(value, "visibility") or account.privacy
    if visibility not in _VISIBILITIES:
        raise invalid(f"Visibility '{visibility}' is not a valid visibility")
    if text_at(value, "quote_approval_policy") not in ("", *_POLICIES):
        raise invalid("Quote approval policy is not included in the list")
    language = text_at(value, "language")
    if language and not _LANGUAGE.fullmatch(language):
        raise invalid("Language is invalid")
    kept: Object = {
        **value,
        "status": said,
        "sensitive": flag_at(value, "sensitive") or bool(warning and files),
        "visibility": visibility,
        "media_ids": [*files],
    }
    return _Asked(kept, files, parent)


def _check_files(state: State, account: Account, files: list[str]) -> None:
    if len(files) > state.server.files:
        raise Refusal(422, f"Cannot attach more than {state.server.files} files")
    collect(state)
    found = []
    for own in files:
        one = state.store.media(own)
        if one is None or one.account != account.id or one.status:
            raise Refusal(
                422, f"Media {own} could not be found or is already attached to another post"
            )
        found.append(one)
    if len(found) > 1 and any(one.kind.startswith("video/") for one in found):
        raise Refusal(422, "Cannot attach a video to a post that already contains images")
    if not all(one.ready for one in found):
        raise Refusal(
            422, "Cannot attach files that have not finished processing. Try again in a moment!"
        )
