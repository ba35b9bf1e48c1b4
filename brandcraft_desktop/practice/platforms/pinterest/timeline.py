"""What arrived, as HTML: Pins with their pictures, words and links."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from html import escape

from brandcraft_desktop.practice.platform import Arrived
from brandcraft_desktop.practice.platforms.pinterest.settings import WEB
from brandcraft_desktop.practice.platforms.pinterest.shapes import texts
from brandcraft_desktop.practice.platforms.pinterest.state import State
from brandcraft_desktop.practice.platforms.pinterest.store import Pin
from brandcraft_desktop.practice.values import Object, child


def article(state: State, pin: Pin, files: str) -> str:
    """One Pin; `files` and a file's name is where its bytes are."""
    owner, board = state.store.account(pin.owner), state.store.board(pin.board)
    name = owner.name if owner is not None else "?"
    made = datetime.fromtimestamp(pin.made_at, UTC)
    source = pin.value["source"]
    title = texts(pin.value, "title")
    return (
        f'<section class=thread><article id="{escape(pin.id)}"><i class=avatar>{escape(name[:1])}'
        f"</i><div class=body><header><b>{escape(name)}</b> <span class=handle>"
        f"@{escape(owner.username if owner is not None else '')}</span>"
        f' <time datetime="{made.isoformat()}">{made:%d %b, %H:%M:%S} UTC</time></header>'
        f"{_files(source if isinstance(source, dict) else {}, texts(pin.value, 'alt_text'), files)}"
        f"{f'<p class=text><b>{escape(title)}</b></p>' if title else ''}"
        f"<p class=text>{escape(texts(pin.value, 'description'))}</p>{_link(pin)}"
        f"<p class=chips>{''.join(_chips(state, pin, board.name if board else '?'))}</p>"
        f"<footer><code>{escape(f'{WEB}/pin/{pin.id}/')}</code></footer></div></article></section>"
    )


def arrived(state: State) -> list[Arrived]:
    """Every Pin, oldest first; its one alt text is for all of its pictures."""
    return [_arrived(one) for one in reversed(state.store.pins())]


def _arrived(pin: Pin) -> Arrived:
    source = pin.value["source"]
    items = child(source, "items")
    files = items if isinstance(items, list) else [source]
    alt = texts(pin.value, "alt_text")
    return Arrived(
        pin.owner,
        pin.made_at,
        pin.id,
        texts(pin.value, "description"),
        # Their names are the SHA-256 of what is in them (`Store.keep_file`).
        tuple(texts(one, "file") for one in files if isinstance(one, dict)),
        (alt,) if alt else (),
    )


def _files(source: Object, alt: str, files: str) -> str:
    words = (
        f'<figcaption class=alt lang=""><b>ALT</b> {escape(alt)}</figcaption>'
        if alt
        else '<figcaption class="alt missing">no alt text</figcaption>'
    )
    if source["kind"] == "video":
        cover = source.get("cover")
        poster = f' poster="{files}{texts(cover, "file")}"' if isinstance(cover, dict) else ""
        return (
            f'<figure class=video><video src="{files}{texts(source, "file")}" controls'
            f" preload=metadata{poster}></video>{words}</figure>"
        )
    items = source["items"]
    pictures = [one for one in items if isinstance(one, dict)] if isinstance(items, list) else []
    shown = "".join(
        f'<img src="{files}{texts(one, "file")}" alt="{escape(alt)}" loading=lazy>'
        for one in pictures
    )
    return f'<figure><div class="pictures n{min(len(pictures), 4)}">{shown}</div>{words}</figure>'


def _link(pin: Pin) -> str:
    link = texts(pin.value, "link")
    if not link:
        return ""
    target = link if link.startswith(("https://", "http://")) else "#"
    return f'<p><a href="{escape(target)}" rel="noopener noreferrer">{escape(link)}</a></p>'


def _chips(state: State, pin: Pin, board: str) -> Sequence[str]:
    found = [f"<span>{escape(board)}</span>"]
    section = dict(state.store.sections(pin.board)).get(pin.section)
    if section:
        found.append(f"<span>{escape(section)}</span>")
    if pin.hidden:
        found.append("<span class=warning>Trial access: only its maker sees it</span>")
    return found
