"""Accounts, posts and files as the API tells them.

Source: mastodon/documentation @2903485, entities/CredentialAccount, Status, MediaAttachment, Poll.
"""

from __future__ import annotations

import re
from html import escape

from brandcraft_desktop.practice.platforms.mastodon.state import State
from brandcraft_desktop.practice.platforms.mastodon.store import Account, Media, Status
from brandcraft_desktop.practice.times import stamp
from brandcraft_desktop.practice.values import Json, Object

_PIECE = re.compile(
    r"(?P<link>(?<![\w@#/])https?://[^\s<>()]+\.[a-z]{2,}[^\s<>()]*)"
    r"|(?<![\w/=@])@(?P<user>\w+)(?:@(?P<host>[\w.-]+\w))?"
    r"|(?<![\w/&])#(?P<tag>\w*[^\W\d_]\w*)",
    re.IGNORECASE,
)


def account_entity(state: State, account: Account) -> Object:
    """An account as everybody sees it."""
    server = state.server
    avatar = f"{server.origin}/avatars/{account.id}.png"
    header = f"{server.origin}/headers/original/missing.png"
    return {
        "id": account.id,
        "username": account.username,
        "acct": account.username,
        "display_name": account.display_name,
        "locked": False,
        "bot": False,
        "discoverable": None,
        "indexable": False,
        "group": False,
        "created_at": stamp(account.created_at)[:10] + "T00:00:00.000Z",
        "note": "",
        "url": f"{server.origin}/@{account.username}",
        "uri": f"{server.origin}/users/{account.username}",
        "avatar": avatar,
        "avatar_static": avatar,
        "header": header,
        "header_static": header,
        "followers_count": 0,
        "following_count": 0,
        "statuses_count": len(state.store.statuses(account.id)),
        "last_status_at": None,
        "emojis": [],
        "fields": [],
    }


def credential_entity(state: State, account: Account) -> Object:
    """An account as its own person sees it."""
    return {
        **account_entity(state, account),
        "source": {
            "privacy": account.privacy,
            "sensitive": False,
            "language": None,
            "note": "",
            "fields": [],
            "follow_requests_count": 0,
            "hide_collections": None,
            "discoverable": None,
            "indexable": False,
            "attribution_domains": [],
            "quote_policy": "public",
        },
        "role": {
            "id": "-99",
            "name": "",
            "permissions": "0",
            "color": "",
            "highlighted": False,
        },
    }


def media_entity(state: State, one: Media) -> Object:
    """A file; its address is null until it is ready."""
    url = f"{state.server.origin}/system/media_attachments/files/{one.id}"
    kind = "gifv" if one.kind == "image/gif" else one.kind.partition("/")[0]
    told: Object = {
        "id": one.id,
        "type": kind,
        "url": url if one.ready else None,
        "preview_url": url if one.ready else None,
        "remote_url": None,
        "meta": {},
        "description": one.description,
        "blurhash": None,
    }
    if one.focus:
        across, _, up = one.focus.partition(",")
        told["meta"] = {"focus": {"x": float(across), "y": float(up)}}
    return told


def status_entity(state: State, status: Status) -> Object:
    """A post."""
    account = state.store.account(status.account)
    value, server = status.value, state.server
    page = f"{server.origin}/@{account.username if account else '?'}/{status.id}"
    files = value.get("media_ids")
    media = [state.store.media(str(one)) for one in (files if isinstance(files, list) else [])]
    parent = state.store.status(status.parent)
    return {
        "id": status.id,
        "created_at": stamp(status.at),
        "in_reply_to_id": status.parent or None,
        "in_reply_to_account_id": parent.account if parent else None,
        "sensitive": bool(value.get("sensitive")),
        "spoiler_text": str(value.get("spoiler_text", "")),
        "visibility": str(value.get("visibility", "public")),
        "language": value.get("language"),
        "uri": f"{server.origin}/users/{account.username if account else '?'}/statuses/{status.id}",
        "url": page,
        "replies_count": 0,
        "reblogs_count": 0,
        "favourites_count": 0,
        "edited_at": None,
        "content": content(str(value.get("status", "")), server.domain),
        "reblog": None,
        "account": account_entity(state, account) if account else None,
        "media_attachments": [media_entity(state, one) for one in media if one is not None],
        "mentions": [],
        "tags": [],
        "emojis": [],
        "card": None,
        "poll": _poll(status),
    }


def content(text: str, domain: str) -> str:
    """The text as the HTML of a post, as lib/html_aware_formatter of mastodon/mastodon writes it.

    Addresses are cut up into what is seen and what is not, mentions lose their server.
    """
    html, behind = "", 0
    for found in _PIECE.finditer(text):
        html += escape(text[behind : found.start()], quote=False)
        html += _live(found, domain)
        behind = found.end()
    html += escape(text[behind:], quote=False)
    paragraphs = [one.replace("\n", "<br />") for one in html.split("\n\n")]
    return "".join(f"<p>{one}</p>" for one in paragraphs if one)


def _live(found: re.Match[str], domain: str) -> str:
    if link := found["link"]:
        scheme, _, rest = link.partition("://")
        seen, hidden = escape(rest[:30]), escape(rest[30:])
        look = "ellipsis" if hidden else ""
        return (
            f'<a href="{escape(link)}" target="_blank" rel="nofollow noopener">'
            f'<span class="invisible">{scheme}://</span><span class="{look}">{seen}</span>'
            f'<span class="invisible">{hidden}</span></a>'
        )
    if user := found["user"]:
        host = found["host"] or domain
        return (
            f'<span class="h-card"><a href="https://{host}/@{user}" class="u-url mention">'
            f"@<span>{user}</span></a></span>"
        )
    tag = found["tag"]
    return (
        f'<a href="https://{domain}/tags/{tag.lower()}" class="mention hashtag" rel="tag">'
        f"#<span>{tag}</span></a>"
    )


def _poll(status: Status) -> Json:
    poll = status.value.get("poll")
    if not isinstance(poll, dict):
        return None
    answers, lasting = poll.get("options"), poll.get("expires_in")
    titles = answers if isinstance(answers, list) else []
    return {
        "id": status.id,
        "expires_at": stamp(status.at + float(str(lasting))),
        "expired": False,
        "multiple": bool(poll.get("multiple")),
        "votes_count": 0,
        "voters_count": 0,
        "voted": True,
        "own_votes": [],
        "options": [{"title": str(one), "votes_count": 0} for one in titles],
        "emojis": [],
    }
