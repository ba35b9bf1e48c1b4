"""What can be asked of a server: itself, the account that asks, and its posts.

Source: mastodon/documentation @2903485, methods/instance, methods/accounts, methods/statuses.
"""

from __future__ import annotations

from brandcraft_desktop.practice.exchange import Answer, Request, json_answer
from brandcraft_desktop.practice.platforms.mastodon.answers import NOT_FOUND, Refusal, invalid
from brandcraft_desktop.practice.platforms.mastodon.callers import caller
from brandcraft_desktop.practice.platforms.mastodon.entities import (
    credential_entity,
    status_entity,
)
from brandcraft_desktop.practice.platforms.mastodon.state import State
from brandcraft_desktop.practice.values import Object

_MOST = 40
_QUERY = {
    *("limit", "exclude_reblogs", "exclude_replies", "only_media", "pinned", "max_id"),
    *("min_id", "since_id", "tagged"),
}


def instance(state: State) -> Answer:
    """GET /api/v2/instance (4.0)."""
    if state.settings.version not in ("4.5", "4.0"):
        raise Refusal(404, "Not Found")
    told = state.server.instance()
    if state.settings.version == "4.0":
        del told["api_versions"]
        told["version"] = "4.0.2"
    return json_answer(told)


def old_instance(state: State) -> Answer:
    """GET /api/v1/instance; with Pleroma's own names where that is turned on."""
    server = state.server
    told: Object = {
        "uri": server.domain,
        "title": server.title,
        "short_description": "A server of the practice world.",
        "description": "",
        "email": f"people@{server.domain}",
        "version": "3.5.3",
        "urls": {"streaming_api": f"wss://{server.host}"},
        "stats": {"user_count": 2, "status_count": 0, "domain_count": 0},
        "languages": ["en"],
        "registrations": False,
        "configuration": server.configuration(),
        "rules": [],
    }
    if state.settings.version == "pleroma":
        del told["configuration"]
        told |= {
            "uri": server.origin,
            "version": "2.7.2 (compatible; Pleroma 2.6.0)",
            "max_toot_chars": 5000,
            "description_limit": 5000,
            "upload_limit": 16_000_000,
            "max_media_attachments": 8,
            "poll_limits": {
                "max_options": 20,
                "max_option_chars": 200,
                "min_expiration": 0,
                "max_expiration": 31_536_000,
            },
        }
    return json_answer(told)


def verify(state: State, request: Request) -> Answer:
    """GET /api/v1/accounts/verify_credentials."""
    return json_answer(credential_entity(state, caller(state, request, "read:accounts")))


def statuses(state: State, request: Request, own: str) -> Answer:
    """GET /api/v1/accounts/:id/statuses, newest first."""
    account = caller(state, request, "read:statuses")
    if state.store.account(own) is None:
        raise Refusal(404, NOT_FOUND)
    query = dict(request.parameters())
    if unknown := sorted(set(query) - _QUERY):
        raise invalid(f"{unknown[0]} is not known")
    limit = query.get("limit", "20")
    if not limit.isdecimal():
        raise invalid("limit is no number")
    found = state.store.statuses(own, listed_by=state.clock.seconds())[::-1]
    if before := query.get("max_id", ""):
        found = [one for one in found if int(one.id) < int(before)] if before.isdecimal() else []
    if own != account.id:
        found = [one for one in found if one.value.get("visibility") in ("public", "unlisted")]
    return json_answer([status_entity(state, one) for one in found[: min(int(limit), _MOST)]])


def status(state: State, request: Request, own: str) -> Answer:
    """GET /api/v1/statuses/:id."""
    caller(state, request, "read:statuses")
    found = state.store.status(own)
    if found is None:
        raise Refusal(404, NOT_FOUND)
    return json_answer(status_entity(state, found))
