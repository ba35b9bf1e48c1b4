"""Pictures, videos, link cards and quotes of a post, as HTML."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from urllib.parse import urlsplit

from brandcraft_desktop.practice.platforms.bluesky.store import Stored
from brandcraft_desktop.practice.values import Json, Object, child


def embed_html(embed: Json, posts: Mapping[str, Stored], blobs: str) -> str:
    """What hangs on a post; `blobs` + CID is where its files are."""
    if not isinstance(embed, dict):
        return ""
    kind = str(embed.get("$type", "")).removesuffix("#main").removeprefix("app.bsky.embed.")
    if kind in ("images", "gallery"):
        return _pictures(embed.get("images", embed.get("items")), blobs)
    if kind == "video":
        return _video(embed, blobs)
    if kind == "external":
        return _card(embed.get("external"), blobs)
    if kind == "record":
        return _quote(embed, posts)
    if kind == "recordWithMedia":
        quote = embed.get("record")
        media = embed_html(embed.get("media"), posts, blobs)
        return media + (_quote(quote, posts) if isinstance(quote, dict) else "")
    return ""


def _ratio(item: Json) -> str:
    width, height = child(item, "aspectRatio", "width"), child(item, "aspectRatio", "height")
    return f"{width} / {height}" if width and height else "auto"


def _described(alt: Json) -> str:
    if not alt:
        return '<figcaption class="alt missing">no alt text</figcaption>'
    return f'<figcaption class=alt lang=""><b>ALT</b> {escape(str(alt))}</figcaption>'


def _pictures(images: Json, blobs: str) -> str:
    figures: list[str] = []
    for image in images if isinstance(images, list) else []:
        cid = escape(str(child(image, "image", "ref", "$link")))
        alt = child(image, "alt")
        figures.append(
            f'<figure><img src="{escape(blobs)}{cid}" alt="{escape(str(alt or ""))}"'
            f' style="aspect-ratio: {_ratio(image)}" loading=lazy>{_described(alt)}</figure>'
        )
    return f'<div class="pictures n{min(len(figures), 4)}">{"".join(figures)}</div>'


def _video(embed: Object, blobs: str) -> str:
    cid = escape(str(child(embed, "video", "ref", "$link")))
    return (
        f'<figure class=video><video src="{escape(blobs)}{cid}" controls preload=metadata'
        f' style="aspect-ratio: {_ratio(embed)}"></video>{_described(embed.get("alt"))}</figure>'
    )


def _card(card: Json, blobs: str) -> str:
    if not isinstance(card, dict):
        return ""
    uri = str(card.get("uri", ""))
    thumb = child(card, "thumb", "ref", "$link")
    picture = f'<img src="{escape(blobs)}{escape(str(thumb))}" alt="">' if thumb else ""
    target = uri if uri.startswith(("https://", "http://")) else "#"
    return (
        f'<a class=card href="{escape(target)}" rel="noopener noreferrer">{picture}'
        f"<span class=words><b>{escape(str(card.get('title', '')))}</b>"
        f"<span>{escape(str(card.get('description', '')))}</span>"
        f"<small>{escape(urlsplit(uri).hostname or uri)}</small></span></a>"
    )


def _quote(embed: Object, posts: Mapping[str, Stored]) -> str:
    uri = str(child(embed, "record", "uri"))
    quoted = posts.get(uri)
    words = str(quoted.value.get("text", "")) if quoted is not None else uri
    return f"<blockquote>{escape(words)}</blockquote>"
