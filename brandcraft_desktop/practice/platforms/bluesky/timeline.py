"""What arrived, as HTML: posts with live facets, threads joined, pictures in their true shape."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape

from brandcraft_desktop.practice.platform import Arrived, digest
from brandcraft_desktop.practice.platforms.bluesky.embeds import embed_html
from brandcraft_desktop.practice.platforms.bluesky.records import POST, THREADGATE
from brandcraft_desktop.practice.platforms.bluesky.settings import WEB
from brandcraft_desktop.practice.platforms.bluesky.state import State
from brandcraft_desktop.practice.platforms.bluesky.store import Account, Stored
from brandcraft_desktop.practice.values import Json, Object, child

_GATES = {
    "mentionRule": "people mentioned",
    "followerRule": "followers",
    "followingRule": "people followed",
    "listRule": "people on a list",
}


@dataclass(frozen=True)
class Thread:
    """A post with everything that answers it; `at` is when the latest part arrived."""

    at: float
    did: str
    uris: frozenset[str]
    html: str


def threads(state: State, blobs: str, limit: int | None = None) -> list[Thread]:
    """Threads, the one with the newest part first. `blobs` + CID is where pictures are."""
    posts = {post.uri: post for post in state.store.records(collection=POST)}
    gates = {gate.value.get("post"): gate for gate in state.store.records(collection=THREADGATE)}
    accounts = {account.did: account for account in state.store.accounts()}
    gathered: dict[str, list[Stored]] = {}
    for post in posts.values():
        root = child(post.value, "reply", "root", "uri")
        key = root if isinstance(root, str) and root in posts else post.uri
        gathered.setdefault(key, []).append(post)
    newest = sorted(gathered.items(), key=lambda one: _latest(one[1]), reverse=True)
    found: list[Thread] = []
    for root, parts in newest[:limit]:
        gate = gates.get(root)
        articles = [
            _article(accounts[part.did], part, posts, blobs, number, len(parts))
            for number, part in enumerate(parts, 1)
        ]
        note = f"<p class=note>{escape(_gate(gate.value))}</p>" if gate is not None else ""
        found.append(
            Thread(
                at=_latest(parts),
                did=parts[0].did,
                uris=frozenset(part.uri for part in parts),
                html=f"<section class=thread>{''.join(articles)}{note}</section>",
            )
        )
    return found


def arrived(state: State) -> list[Arrived]:
    """Every post, oldest first."""
    return [_arrived(state, one) for one in state.store.records(collection=POST)]


def _arrived(state: State, post: Stored) -> Arrived:
    embed = post.value.get("embed")
    images = _list(child(embed, "images"))
    cids = [child(one, "image", "ref", "$link") for one in images] or [
        child(embed, "video", "ref", "$link")
    ]
    alts = [child(one, "alt") for one in images] or [child(embed, "alt")]
    return Arrived(
        post.did,
        post.written_at,
        post.uri,
        str(post.value.get("text", "")),
        tuple(digest(state.store.blob_path(str(cid))) for cid in cids if cid),
        tuple(str(alt or "") for alt, cid in zip(alts, cids, strict=True) if cid),
    )


def _latest(parts: Sequence[Stored]) -> float:
    return max(part.written_at for part in parts)


def _article(
    account: Account,
    post: Stored,
    posts: dict[str, Stored],
    blobs: str,
    number: int,
    total: int,
) -> str:
    record = post.value
    permalink = f"{WEB}/profile/{account.handle}/post/{post.rkey}"
    arrived = datetime.fromtimestamp(post.written_at, UTC)
    position = f"<span class=position>{number}/{total}</span>" if total > 1 else ""
    time = (
        f'<time datetime="{arrived.isoformat()}" title="createdAt'
        f' {escape(str(record.get("createdAt")))}">{arrived:%d %b, %H:%M:%S} UTC</time>'
    )
    return (
        f'<article id="{escape(post.rkey)}"><i class=avatar>{escape(_initial(account))}</i>'
        f"<div class=body><header><b>{escape(account.display_name)}</b>"
        f" <span class=handle>@{escape(account.handle)}</span> {time}{position}</header>"
        f"<p class=text>{rich_text(record)}</p>"
        f"{embed_html(record.get('embed'), posts, blobs)}{_footer(record)}"
        f"<footer><code>{escape(permalink)}</code></footer></div></article>"
    )


def rich_text(record: Object) -> str:
    """The text of a post with its facets as links."""
    data = str(record.get("text", "")).encode("utf-8", "replace")
    facets = record.get("facets")
    slices: list[tuple[int, int, str]] = []
    for facet in facets if isinstance(facets, list) else []:
        start, end = child(facet, "index", "byteStart"), child(facet, "index", "byteEnd")
        features = child(facet, "features")
        if isinstance(start, int) and isinstance(end, int) and isinstance(features, list):
            slices += [(start, end, _target(feature)) for feature in features[:1]]
    html, position = "", 0
    for start, end, target in sorted(slices):
        html += escape(_decoded(data[position:start]))
        words = escape(_decoded(data[start:end]))
        html += f'<a href="{escape(target)}" rel="noopener noreferrer">{words}</a>'
        position = end
    return html + escape(_decoded(data[position:]))


def _decoded(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _target(feature: Json) -> str:
    uri, did, tag = child(feature, "uri"), child(feature, "did"), child(feature, "tag")
    if isinstance(uri, str):
        return uri if uri.startswith(("https://", "http://")) else "#"
    if isinstance(did, str):
        return f"{WEB}/profile/{did}"
    return f"{WEB}/hashtag/{tag}" if isinstance(tag, str) else "#"


def _footer(record: Object) -> str:
    labels = _list(child(record, "labels", "values"))
    words = [f"<span class=warning>{escape(str(child(one, 'val')))}</span>" for one in labels]
    tags, langs = record.get("tags"), record.get("langs")
    words += [f"<span>#{escape(str(tag))}</span>" for tag in _list(tags)]
    words += [f"<span>{escape(str(lang))}</span>" for lang in _list(langs)]
    return f"<p class=chips>{''.join(words)}</p>" if words else ""


def _list(value: Json) -> Sequence[Json]:
    return value if isinstance(value, list) else []


def _gate(gate: Object) -> str:
    allowed = gate.get("allow")
    if not isinstance(allowed, list):
        return "Everybody can reply"
    names = [_GATES.get(str(child(rule, "$type")).partition("#")[2], "") for rule in allowed]
    return f"Only {', '.join(names)} can reply" if names else "Nobody can reply"


def _initial(account: Account) -> str:
    return account.display_name[:1].upper() or "?"
