"""What arrived, as HTML: posts, reels and stories with their words, and what they are labelled."""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape

from brandcraft_desktop.practice.platform import Arrived
from brandcraft_desktop.practice.platforms.instagram.reading import post as told
from brandcraft_desktop.practice.platforms.instagram.state import State
from brandcraft_desktop.practice.platforms.instagram.store import Media
from brandcraft_desktop.practice.sniff import media_type

_KINDS = {"FEED": "Post", "REELS": "Reel", "STORY": "Story"}


def article(state: State, one: Media, files: str) -> str:
    """One post; `files` and a file's name is where its bytes are."""
    who = state.store.account(one.owner)
    name = who.name if who is not None else "?"
    made = datetime.fromtimestamp(one.made_at, UTC)
    chips = "".join(f"<span>{escape(chip)}</span>" for chip in _chips(one))
    comments = "".join(
        f"<p class=text>💬 {escape(words)}</p>" for _, words in state.store.comments(one.id)
    )
    return (
        f'<section class=thread><article id="{escape(one.id)}"><i class=avatar>{escape(name[:1])}'
        f"</i><div class=body><header><b>{escape(name)}</b> <span class=handle>"
        f"@{escape(who.username if who is not None else '')}</span> <time>"
        f"{made:%d %b, %H:%M:%S} UTC</time></header>{_files(state, one, files)}"
        f"<p class=text>{escape(one.caption)}</p>{comments}<p class=chips>{chips}</p>"
        f"<footer><code>{escape(str(told(state, one)['permalink']))}</code></footer>"
        "</div></article></section>"
    )


def arrived(state: State) -> list[Arrived]:
    """Every post, oldest first."""
    return [_arrived(one) for one in reversed(state.store.posts())]


def _arrived(one: Media) -> Arrived:
    told = one.value.get("alts") or [one.value.get("alt_text", "")]
    alts = tuple(str(alt) for alt in told) if isinstance(told, list) else ()
    # The files' names are the SHA-256 of what is in them (`Store.keep_file`).
    return Arrived(one.owner, one.made_at, one.id, one.caption, one.files, alts)


def _files(state: State, one: Media, files: str) -> str:
    alts = _arrived(one).alts
    alt = escape(" · ".join(filter(None, alts)))
    shown = []
    for name in one.files:
        path = state.store.file(name)
        head = path.read_bytes()[:16] if path is not None else b""
        source = escape(files + name)
        if media_type(head).startswith("video/"):
            shown.append(f'<video src="{source}" controls preload=metadata></video>')
        else:
            shown.append(f'<img src="{source}" alt="{alt}" loading=lazy>')
    words = f"<figcaption class=alt><b>ALT</b> {alt}</figcaption>" if alt else ""
    return (
        f'<figure><div class="pictures n{min(len(shown), 4)}">{"".join(shown)}</div>{words}'
        "</figure>"
    )


def _chips(one: Media) -> list[str]:
    found = [_KINDS[one.kind]]
    if one.value.get("is_ai_generated") == "true":
        found.append("AI info")
    if one.value.get("is_paid_partnership") == "true":
        found.append("Paid partnership")
    if one.value.get("collaborators"):
        found.append(f"With {one.value['collaborators']}")
    if one.value.get("trial_params"):
        found.append("Trial reel")
    return found
