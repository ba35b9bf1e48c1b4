"""What arrived on a server, as HTML: threads joined, pictures with their words, polls."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape

from brandcraft_desktop.practice.platform import Arrived, digest
from brandcraft_desktop.practice.platforms.mastodon.entities import content
from brandcraft_desktop.practice.platforms.mastodon.state import State
from brandcraft_desktop.practice.platforms.mastodon.store import Media, Status
from brandcraft_desktop.practice.values import Json

_WHO = {
    "unlisted": "Not in timelines",
    "private": "Followers only",
    "direct": "Mentioned people only",
}


@dataclass(frozen=True)
class Thread:
    """A post with everything of its own person that continues it; `at`: its newest part."""

    at: float
    account: str
    ids: frozenset[str]
    html: str


def threads(state: State, files: str, limit: int | None = None) -> list[Thread]:
    """Threads, the one with the newest part first; `files` + id is where a file is."""
    every = {one.id: one for one in state.store.statuses()}
    gathered: dict[str, list[Status]] = {}
    roots: dict[str, str] = {}
    for one in every.values():
        roots[one.id] = roots.get(one.parent, one.id)
        gathered.setdefault(roots[one.id], []).append(one)
    newest = sorted(gathered.values(), key=lambda parts: parts[-1].at, reverse=True)
    return [
        Thread(
            parts[-1].at,
            parts[0].account,
            frozenset(one.id for one in parts),
            "<section class=thread>"
            + "".join(
                _article(state, one, files, place, len(parts)) for place, one in enumerate(parts, 1)
            )
            + "</section>",
        )
        for parts in newest[:limit]
    ]


def arrived(state: State) -> list[Arrived]:
    """Every post of a server, oldest first."""
    return [_arrived(state, one) for one in state.store.statuses()]


def _arrived(state: State, one: Status) -> Arrived:
    named = one.value.get("media_ids")
    found = [state.store.media(str(each)) for each in (named if isinstance(named, list) else [])]
    media = [each for each in found if each is not None]
    return Arrived(
        state.did(one.account),
        one.at,
        one.id,
        str(one.value.get("status", "")),
        tuple(digest(state.store.file(each.id)) for each in media),
        tuple(each.description or "" for each in media),
    )


def _article(state: State, one: Status, files: str, place: int, total: int) -> str:
    account, server, value = state.store.account(one.account), state.server, one.value
    shown = account.display_name if account else "?"
    name = f"{account.username}@{server.domain}" if account else "?"
    link = f"{server.origin}/@{account.username if account else '?'}/{one.id}"
    arrived = datetime.fromtimestamp(one.at, UTC)
    position = f"<span class=position>{place}/{total}</span>" if total > 1 else ""
    inside = (
        f"<div class=text>{content(str(value.get('status', '')), server.domain)}</div>"
        f"{_poll(value.get('poll'))}{_files(state, value.get('media_ids'), files)}"
    )
    warning = str(value.get("spoiler_text", ""))
    if warning:
        inside = f"<details><summary>{escape(warning)}</summary>{inside}</details>"
    return (
        f'<article id="{one.id}"><i class=avatar>{escape(shown[:1])}</i><div class=body><header>'
        f"<b>{escape(shown)}</b> <span class=handle>@{escape(name)}</span> "
        f'<time datetime="{arrived.isoformat()}">{arrived:%d %b, %H:%M:%S} UTC</time>{position}'
        f"</header>{inside}{_chips(one)}<footer><code>{escape(link)}</code></footer></div></article>"
    )


def _poll(poll: Json) -> str:
    if not isinstance(poll, dict):
        return ""
    answers = poll.get("options")
    mark = "☐" if poll.get("multiple") else "○"
    lines = (
        [f"<li>{mark} {escape(str(one))}" for one in answers] if isinstance(answers, list) else []
    )
    return f"<ul class=poll style='list-style: none; padding: 0'>{''.join(lines)}</ul>"


def _files(state: State, told: Json, files: str) -> str:
    found = [state.store.media(str(one)) for one in (told if isinstance(told, list) else [])]
    figures = [_figure(one, files) for one in found if one is not None]
    if not figures:
        return ""
    return f'<div class="pictures n{min(len(figures), 4)}">{"".join(figures)}</div>'


def _figure(one: Media, files: str) -> str:
    source = f"{escape(files)}{one.id}"
    words = (
        f"<figcaption class=alt><b>ALT</b> {escape(one.description)}</figcaption>"
        if one.description
        else '<figcaption class="alt missing">no alt text</figcaption>'
    )
    if one.kind.startswith("video/"):
        return (
            f'<figure class=video><video src="{source}" controls preload=metadata></video>'
            f"{words}</figure>"
        )
    alt = escape(one.description or "")
    return f'<figure><img src="{source}" alt="{alt}" loading=lazy>{words}</figure>'


def _chips(one: Status) -> str:
    words = []
    if who := _WHO.get(str(one.value.get("visibility", ""))):
        words.append(f"<span>{who}</span>")
    if one.value.get("sensitive"):
        words.append("<span class=warning>Sensitive</span>")
    if language := one.value.get("language"):
        words.append(f"<span>{escape(str(language))}</span>")
    return f"<p class=chips>{''.join(words)}</p>" if words else ""
