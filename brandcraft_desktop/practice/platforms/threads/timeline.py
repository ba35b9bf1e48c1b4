"""What arrived, as HTML: posts with their files, words and what was chosen for them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from html import escape

from brandcraft_desktop.practice.platform import Arrived
from brandcraft_desktop.practice.platforms.threads.posts import address
from brandcraft_desktop.practice.platforms.threads.state import State
from brandcraft_desktop.practice.platforms.threads.store import Post
from brandcraft_desktop.practice.values import Json, Object


def article(state: State, post: Post, files: str) -> str:
    """One post; `files` and a file's name is where its bytes are."""
    owner = state.store.account(post.owner)
    name = owner.name if owner is not None else "?"
    made = datetime.fromtimestamp(post.made_at, UTC)
    return (
        f'<section class=thread><article id="{escape(post.id)}"><i class=avatar>{escape(name[:1])}'
        f"</i><div class=body><header><b>{escape(name)}</b> <span class=handle>"
        f"@{escape(owner.username if owner is not None else '')}</span>"
        f' <time datetime="{made.isoformat()}">{made:%d %b, %H:%M:%S} UTC</time></header>'
        f"<p class=text>{escape(_words(post.value, 'text'))}</p>{_files(post.value, files)}"
        f"<p class=chips>{''.join(f'<span>{escape(one)}</span>' for one in _chips(post))}</p>"
        f"<footer><code>{escape(address(state, post))}</code></footer></div></article></section>"
    )


def arrived(state: State) -> list[Arrived]:
    """Every post, oldest first."""
    return [_arrived(one) for one in reversed(state.store.posts())]


def _arrived(post: Post) -> Arrived:
    items = _items(post.value)
    return Arrived(
        post.owner,
        post.made_at,
        post.id,
        _words(post.value, "text"),
        # Their names are the SHA-256 of what is in them (`Store.keep_file`).
        tuple(_words(one, "file") for one in items),
        tuple(_words(one, "alt_text") for one in items),
    )


def _items(value: Object) -> list[Object]:
    items = value.get("items")
    shown = [one for one in items if isinstance(one, dict)] if isinstance(items, list) else []
    return [value] if not shown and value.get("file") else shown


def _files(value: Object, files: str) -> str:
    return "".join(_file(one, files) for one in _items(value))


def _file(value: Object, files: str) -> str:
    alt, place = _words(value, "alt_text"), f"{files}{_words(value, 'file')}"
    words = (
        f'<figcaption class=alt lang=""><b>ALT</b> {escape(alt)}</figcaption>'
        if alt
        else '<figcaption class="alt missing">no alt text</figcaption>'
    )
    if value.get("media_type") == "VIDEO":
        film = f'<video src="{escape(place)}" controls preload=metadata></video>'
        return f"<figure class=video>{film}{words}</figure>"
    picture = f'<img src="{escape(place)}" alt="{escape(alt)}" loading=lazy>'
    return f'<figure><div class="pictures n1">{picture}</div>{words}</figure>'


def _chips(post: Post) -> Iterator[str]:
    value = post.value
    if post.parent:
        yield f"Reply to {post.parent}"
    for name, words in (
        ("topic_tag", "Topic: {}"),
        ("reply_control", "Replies: {}"),
        ("link_attachment", "Link: {}"),
        ("is_spoiler_media", "Spoiler"),
        ("is_ghost_post", "Ghost post"),
        ("enable_reply_approvals", "Replies are approved"),
    ):
        if _words(value, name) not in ("", "false"):
            yield words.format(_words(value, name))
    for name, words in (("poll_attachment", "Poll"), ("text_attachment", "Text")):
        if _words(value, name):
            told: Json = json.loads(_words(value, name))
            if isinstance(told, dict):
                yield f"{words}: {', '.join(str(one) for one in told.values())}"


def _words(value: Object, name: str) -> str:
    found = value.get(name, "")
    return found if isinstance(found, str) else ""
