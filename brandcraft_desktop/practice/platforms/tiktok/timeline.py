"""What arrived, as HTML: videos and photo posts with their words and what was chosen for them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from html import escape

from brandcraft_desktop.practice.platform import Arrived, digest
from brandcraft_desktop.practice.platforms.tiktok.publishing import address_of, is_shown
from brandcraft_desktop.practice.platforms.tiktok.state import State
from brandcraft_desktop.practice.platforms.tiktok.store import Post

_LEVELS = {
    "PUBLIC_TO_EVERYONE": "Everyone",
    "MUTUAL_FOLLOW_FRIENDS": "Friends",
    "FOLLOWER_OF_CREATOR": "Followers",
    "SELF_ONLY": "Only me",
}


def article(state: State, post: Post, files: str) -> str:
    """One post; `files` and its publish_id is where the bytes of a video are."""
    owner = state.store.account(post.owner)
    name = owner.nickname if owner is not None else "?"
    made = datetime.fromtimestamp(post.taken_at, UTC)
    info = post.part("post_info")
    title, words = str(info.get("title", "")), str(info.get("description", ""))
    if post.kind == "video":
        title, words = "", title
    where = f"<code>{escape(address_of(state, post))}</code>" if is_shown(state, post) else ""
    return (
        f'<section class=thread><article id="{escape(post.publish_id)}"><i class=avatar>'
        f"{escape(name[:1])}</i><div class=body><header><b>{escape(name)}</b> <span class=handle>"
        f"@{escape(owner.username if owner is not None else '')}</span>"
        f' <time datetime="{made.isoformat()}">{made:%d %b, %H:%M:%S} UTC</time></header>'
        f"{_file(post, files)}{f'<p class=text><b>{escape(title)}</b></p>' if title else ''}"
        f"<p class=text>{escape(words)}</p>"
        f"<p class=chips>{''.join(_chips(post))}</p><footer>{where}</footer></div></article>"
        "</section>"
    )


def arrived(state: State) -> list[Arrived]:
    """Every post on a profile, oldest first; what lies in an inbox nobody sees."""
    there = [one for one in state.store.posts() if one.taken_at and not one.reason]
    found = [_arrived(state, one) for one in there if one.mode == "direct"]
    return sorted(found, key=lambda one: one.at)


def _arrived(state: State, post: Post) -> Arrived:
    info = post.part("post_info")
    words = info.get("title" if post.kind == "video" else "description", "")
    paths = state.store.files_of(post)
    return Arrived(
        post.owner,
        post.taken_at,
        post.publish_id,
        str(words),
        # Tests name photos that nobody can fetch.
        tuple(digest(one) if one.is_file() else "" for one in paths),
    )


def _file(post: Post, files: str) -> str:
    if post.kind == "video":
        return (
            f'<figure class=video><video src="{files}{escape(post.publish_id)}" controls'
            " preload=metadata></video></figure>"
        )
    addresses = post.part("source_info").get("photo_images")
    shown = "".join(
        f"<li><code>{escape(str(one).partition('?')[0])}</code></li>"
        for one in (addresses if isinstance(addresses, list) else [])
    )
    return f"<ol>{shown}</ol>"


def _chips(post: Post) -> Iterator[str]:
    info = post.part("post_info")
    yield (
        "<span>Inbox</span>"
        if post.mode == "inbox"
        else (f"<span>{escape(_LEVELS.get(post.privacy, post.privacy))}</span>")
    )
    for name, words in (
        ("brand_content_toggle", "Paid partnership"),
        ("brand_organic_toggle", "Promotional content"),
        ("is_aigc", "AI-generated"),
    ):
        if info.get(name) is True:
            yield f"<span>{words}</span>"
    if post.reason:
        yield f"<span class=warning>{escape(post.reason)}</span>"
