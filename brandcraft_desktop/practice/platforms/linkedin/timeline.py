"""What arrived, as HTML: words as readers see them, pictures, pages of a document, a poll."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from html import escape
from urllib.parse import quote, urlsplit

from brandcraft_desktop.practice.platform import Arrived, Shown, digest
from brandcraft_desktop.practice.platforms.linkedin.little_text import Word, plain, words_of
from brandcraft_desktop.practice.platforms.linkedin.settings import WEB
from brandcraft_desktop.practice.platforms.linkedin.state import State
from brandcraft_desktop.practice.platforms.linkedin.store import Post
from brandcraft_desktop.practice.values import Json, child

_SHOWN = 200  # posts on the page: enough to scroll, quick to make
_SEEN = {"CONNECTIONS": "Connections only", "LOGGED_IN": "Signed-in members only"}
_JPEG = re.compile(rb"/Filter/DCTDecode/Length (\d+)>>\nstream\n")


def timeline(state: State, files: str) -> list[Shown]:
    """Posts, the newest first; `files` + URN (and &page=) is where their files are."""
    return [Shown(one.made_at, article(state, one, files)) for one in state.store.posts()[:_SHOWN]]


def article(state: State, post: Post, files: str) -> str:
    """One post."""
    name = state.store.author_name(post.author)
    arrived = datetime.fromtimestamp(post.made_at, UTC)
    words, cut = words_of(str(post.body.get("commentary", "")))
    chips = [_SEEN.get(str(post.body.get("visibility")), "")]
    chips.append("Can't be reposted" if post.body.get("isReshareDisabledByAuthor") else "")
    shown = "".join(f"<span>{escape(chip)}</span>" for chip in chips if chip)
    if cut:
        shown += "<span class=warning>The text was cut off here, without a word</span>"
    return (
        f'<section class=thread><article id="{escape(post.urn)}"><i class=avatar>'
        f"{escape(name[:1])}</i><div class=body><header><b>{escape(name)}</b> <span class=handle>"
        f"LinkedIn</span> <time>{arrived:%d %b, %H:%M:%S} UTC</time></header>"
        f"<p class=text>{_words(words)}</p>{_content(state, post.body.get('content'), files)}"
        f"{f'<p class=chips>{shown}</p>' if shown else ''}<footer><code>"
        f"{WEB}/feed/update/{escape(post.urn)}/</code></footer></div></article></section>"
    )


def arrived(state: State) -> list[Arrived]:
    """Every post, oldest first."""
    return [_arrived(state, one) for one in reversed(state.store.posts())]


def _arrived(state: State, post: Post) -> Arrived:
    content = post.body.get("content")
    images = child(content, "multiImage", "images")
    media = images if isinstance(images, list) else [child(content, "media")]
    files = {str(child(one, "id")): str(child(one, "altText") or "") for one in media if one}
    return Arrived(
        post.author,
        post.made_at,
        post.urn,
        plain(str(post.body.get("commentary", ""))),
        tuple(digest(state.store.path(urn)) for urn in files),
        tuple(files.values()),
    )


def document_pages(content: bytes) -> list[bytes]:
    """The pictures of a document whose pages are JPEG files."""
    return [content[found.end() : found.end() + int(found[1])] for found in _JPEG.finditer(content)]


def _words(words: Sequence[Word]) -> str:
    shown = []
    for word in words:
        if word.kind == "tag":
            target = f"{WEB}/feed/hashtag/{quote(word.target)}"
        elif word.kind == "mention":
            target = f"{WEB}/feed/update/{quote(word.target)}"
        else:
            shown.append(escape(word.text))
            continue
        shown.append(f'<a href="{escape(target)}">{escape(word.text)}</a>')
    return "".join(shown)


def _content(state: State, content: Json, files: str) -> str:
    media = child(content, "media")
    urn = str(child(media, "id"))
    if urn.startswith("urn:li:video:"):
        source = escape(files + quote(urn))
        return (
            f'<figure class=video><video src="{source}" controls preload=metadata></video></figure>'
        )
    if urn.startswith("urn:li:document:"):
        return _document(state, urn, str(child(media, "title")), files)
    images = child(content, "multiImage", "images")
    if media is not None or isinstance(images, list):
        return _pictures([media] if media is not None else images, files)
    card, poll = child(content, "article"), child(content, "poll")
    return _card(card, files) if card is not None else _poll(poll) if poll is not None else ""


def _pictures(images: Json, files: str) -> str:
    figures = []
    for image in images if isinstance(images, list) else []:
        alt = str(child(image, "altText") or "")
        words = f"<b>ALT</b> {escape(alt)}" if alt else "no alt text"
        figures.append(
            f'<figure><img src="{escape(files + quote(str(child(image, "id"))))}"'
            f' alt="{escape(alt)}" loading=lazy><figcaption class="alt{"" if alt else " missing"}">'
            f"{words}</figcaption></figure>"
        )
    return f'<div class="pictures n{min(len(figures), 4)}">{"".join(figures)}</div>'


def _document(state: State, urn: str, title: str, files: str) -> str:
    path = state.store.path(urn)
    pages = document_pages(path.read_bytes()) if path.exists() else []
    figures = "".join(
        f'<figure><img src="{escape(files + quote(urn))}&amp;page={number}" alt="" loading=lazy>'
        f"<figcaption class=alt>Page {number} of {len(pages)}</figcaption></figure>"
        for number in range(1, len(pages) + 1)
    )
    return f'<blockquote>{escape(title)}</blockquote><div class="pictures n4">{figures}</div>'


def _card(card: Json, files: str) -> str:
    source = str(child(card, "source"))
    thumbnail = child(card, "thumbnail")
    picture = f'<img src="{escape(files + quote(str(thumbnail)))}" alt="">' if thumbnail else ""
    return (
        f'<a class=card href="{escape(source)}" rel="noopener noreferrer">{picture}'
        "<span class=words>"
        f"<b>{escape(str(child(card, 'title')))}</b><span>"
        f"{escape(str(child(card, 'description') or ''))}</span>"
        f"<small>{escape(urlsplit(source).netloc)}</small></span></a>"
    )


def _poll(poll: Json) -> str:
    options = child(poll, "options")
    lines = "".join(
        f"<br>◯ {escape(str(child(one, 'text')))}"
        for one in (options if isinstance(options, list) else [])
    )
    return f"<blockquote><b>{escape(str(child(poll, 'question')))}</b>{lines}</blockquote>"
