"""What arrived, as HTML: posts with their links, threads joined, files, polls and labels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape

from brandcraft_desktop.practice.platform import Arrived, digest
from brandcraft_desktop.practice.platforms.x.counting import links
from brandcraft_desktop.practice.platforms.x.settings import WEB
from brandcraft_desktop.practice.platforms.x.state import State
from brandcraft_desktop.practice.platforms.x.store import Media, Post, Somebody
from brandcraft_desktop.practice.values import Json, child

_NAMED = re.compile(r"(?<![\w/&])([@#$][A-Za-z]\w*)")
_REPLIES = {
    "following": "people followed",
    "mentionedUsers": "people mentioned",
    "subscribers": "subscribers",
    "verified": "verified accounts",
}


@dataclass(frozen=True)
class Thread:
    """A post with everything that answers it; `at` is when the latest part arrived."""

    at: float
    person: str
    posts: frozenset[str]
    html: str


def threads(state: State, files: str, limit: int | None = None) -> list[Thread]:
    """Threads, the one with the newest part first. `files` + id is where their files are."""
    gathered: dict[str, list[Post]] = {}
    for post in state.store.posts()[::-1]:
        gathered.setdefault(post.conversation, []).append(post)
    newest = sorted(gathered.values(), key=lambda parts: parts[-1].at, reverse=True)
    people = {one.id: one for one in state.store.people()}
    media: dict[str, list[Media]] = {}
    for one in state.store.all_media():
        media.setdefault(one.post, []).append(one)
    return [_thread(people, media, parts, files) for parts in newest[:limit]]


def arrived(state: State) -> list[Arrived]:
    """Every post, oldest first."""
    return [_arrived(state, one) for one in state.store.posts()[::-1]]


def _arrived(state: State, post: Post) -> Arrived:
    media = _ordered(
        post, {post.id: [one for one in state.store.all_media() if one.post == post.id]}
    )
    return Arrived(
        post.person,
        post.at,
        post.id,
        post.text,
        tuple(digest(state.store.file(one.id)) for one in media),
        tuple(one.alt for one in media),
    )


def _thread(
    people: dict[str, Somebody], media: dict[str, list[Media]], parts: list[Post], files: str
) -> Thread:
    articles = "".join(
        _article(people[part.person], part, _ordered(part, media), files, number, len(parts))
        for number, part in enumerate(parts, 1)
    )
    allowed = _REPLIES.get(str(parts[0].body.get("reply_settings")), "")
    note = f"<p class=note>Only {allowed} can reply</p>" if allowed else ""
    return Thread(
        parts[-1].at,
        parts[0].person,
        frozenset(part.id for part in parts),
        f"<section class=thread>{articles}{note}</section>",
    )


def _ordered(post: Post, media: dict[str, list[Media]]) -> list[Media]:
    named = child(post.body, "media", "media_ids")
    order = [str(one) for one in named] if isinstance(named, list) else []
    return sorted(media.get(post.id, []), key=lambda one: order.index(one.id))


def _article(
    person: Somebody, post: Post, media: list[Media], files: str, number: int, total: int
) -> str:
    arrived = datetime.fromtimestamp(post.at, UTC)
    position = f"<span class=position>{number}/{total}</span>" if total > 1 else ""
    permalink = f"{WEB}/{person.handle}/status/{post.id}"
    return (
        f"<article id=p{post.id}><i class=avatar>{escape(person.name[:1].upper())}</i>"
        f"<div class=body><header><b>{escape(person.name)}</b>"
        f" <span class=handle>@{escape(person.handle)}</span>"
        f' <time datetime="{arrived.isoformat()}">{arrived:%d %b, %H:%M:%S} UTC</time>{position}'
        f"</header><p class=text>{_rich(post.text)}</p>{_files(media, files)}"
        f"{_poll(post.body.get('poll'))}{_chips(post)}"
        f"<footer><code>{escape(permalink)}</code></footer></div></article>"
    )


def _rich(text: str) -> str:
    html, end = "", 0
    for start, stop in links(text):
        address = text[start:stop]
        target = address if "://" in address[:8] else f"http://{address}"
        html += _named(text[end:start])
        html += f'<a href="{escape(target)}" rel="noopener noreferrer">{escape(address)}</a>'
        end = stop
    return html + _named(text[end:])


def _named(text: str) -> str:
    return _NAMED.sub(rf'<a href="{WEB}/">\1</a>', escape(text, quote=False))


def _files(media: list[Media], files: str) -> str:
    if not media:
        return ""
    figures = []
    for one in media:
        where, alt = f"{escape(files)}{one.id}", escape(one.alt)
        words = (
            f'<figcaption class=alt lang=""><b>ALT</b> {alt}</figcaption>'
            if one.alt
            else '<figcaption class="alt missing">no alt text</figcaption>'
        )
        if one.category == "tweet_video":
            shown = f'<video src="{where}" controls preload=metadata></video>'
            return f"<figure class=video>{shown}{words}</figure>"
        figures.append(f'<figure><img src="{where}" alt="{alt}" loading=lazy>{words}</figure>')
    return f'<div class="pictures n{len(figures)}">{"".join(figures)}</div>'


def _poll(poll: Json) -> str:
    if not isinstance(poll, dict):
        return ""
    answers = poll.get("options")
    lines = [f"○ {one}" for one in answers] if isinstance(answers, list) else []
    lines.append(f"Ends after {poll.get('duration_minutes')} minutes")
    return f"<blockquote>{escape(chr(10).join(lines))}</blockquote>"


def _chips(post: Post) -> str:
    words = "".join(f"<span>{escape(word)}</span>" for word in _labels(post))
    return f"<p class=chips>{words}</p>" if words else ""


def _labels(post: Post) -> Iterator[str]:
    if post.body.get("made_with_ai"):
        yield "Made with AI"
    if post.body.get("paid_partnership"):
        yield "Paid partnership"
    if community := post.body.get("community_id"):
        yield f"Community {community}"
