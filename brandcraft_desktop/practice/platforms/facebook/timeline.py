"""What arrived, as HTML: posts with their pictures, links and first comments; stories."""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape

from brandcraft_desktop.practice.platform import Arrived
from brandcraft_desktop.practice.platforms.facebook.posts import is_out, out_at
from brandcraft_desktop.practice.platforms.facebook.settings import WEB
from brandcraft_desktop.practice.platforms.facebook.state import State
from brandcraft_desktop.practice.platforms.facebook.store import Thing
from brandcraft_desktop.practice.values import Object


def article(state: State, thing: Thing, files: str) -> str:
    """One post or story; `files` and a file's name is where its bytes are."""
    page = state.store.page(thing.page)
    name, username = ("?", "") if page is None else (page.name, page.username)
    made = datetime.fromtimestamp(thing.made_at, UTC)
    link = f"{WEB}/{username}/posts/{thing.id.rpartition('_')[2]}"
    return (
        f'<section class=thread><article id="{escape(thing.id)}"><i class=avatar>'
        f"{escape(name[:1])}</i><div class=body><header><b>{escape(name)}</b> "
        f"<span class=handle>@{escape(username)}</span>"
        f' <time datetime="{made.isoformat()}">{made:%d %b, %H:%M:%S} UTC</time></header>'
        f"<p class=text>{escape(_text(thing.value, 'message'))}</p>{_link(thing.value)}"
        f"{_files(state, thing, files)}<p class=chips>{_chips(state, thing)}</p>"
        f"{_comments(state, thing)}<footer><code>{escape(link)}</code></footer></div></article>"
        "</section>"
    )


def arrived(state: State) -> list[Arrived]:
    """Every post and story that is out, oldest first."""
    now, store = state.clock.seconds(), state.store
    found = [*store.things("post")[::-1], *store.things("story")[::-1]]
    there = [_arrived(state, one) for one in found if is_out(one, now)]
    return sorted(there, key=lambda one: one.at)


def _arrived(state: State, thing: Thing) -> Arrived:
    media = _media(state, thing)
    return Arrived(
        thing.page,
        out_at(thing),
        thing.id,
        _text(thing.value, "message"),
        # Their names are the SHA-256 of what is in them (`Store.keep_file`).
        tuple(_text(one.value, "file") for one in media),
        tuple(_text(one.value, "alt") for one in media),
    )


def _media(state: State, thing: Thing) -> list[Thing]:
    media, ids = thing.value.get("media") or thing.value.get("video"), thing.value.get("photos")
    names = [*(ids if isinstance(ids, list) else []), *([media] if media else [])]
    return [one for one in (state.store.thing(str(name)) for name in names) if one is not None]


def _files(state: State, thing: Thing, files: str) -> str:
    media = thing.value.get("media") or thing.value.get("video")
    video = state.store.thing(str(media)) if media else None
    if video is not None and video.kind == "video":
        thumb = _text(video.value, "thumb")
        poster = f' poster="{files}{thumb}"' if thumb else ""
        return (
            f'<figure class=video><video src="{files}{_text(video.value, "file")}" controls'
            f" preload=metadata{poster}></video></figure>"
        )
    found = _media(state, thing)
    if not found:
        return ""
    shown = "".join(
        f'<img src="{files}{_text(one.value, "file")}" alt="{escape(_text(one.value, "alt"))}"'
        " loading=lazy>"
        for one in found
    )
    alts = " · ".join(filter(None, (_text(one.value, "alt") for one in found)))
    words = (
        f"<figcaption class=alt><b>ALT</b> {escape(alts)}</figcaption>"
        if alts
        else '<figcaption class="alt missing">no alt text</figcaption>'
    )
    return f'<figure><div class="pictures n{min(len(found), 4)}">{shown}</div>{words}</figure>'


def _link(value: Object) -> str:
    link = _text(value, "link")
    if not link.startswith(("https://", "http://")):
        return ""
    return f'<p><a href="{escape(link)}" rel="noopener noreferrer">{escape(link)}</a></p>'


def _chips(state: State, thing: Thing) -> str:
    found = ["<span>Story</span>"] if thing.kind == "story" else []
    video = state.store.thing(_text(thing.value, "video"))
    if video is not None:
        edge = _text(video.value, "edge")
        found.append(f"<span>{'Reel' if edge == 'video_reels' else 'Video'}</span>")
        if _text(video.value, "title"):
            found.append(f"<span>{escape(_text(video.value, 'title'))}</span>")
        if video.value.get("ai"):
            found.append("<span>AI info</span>")
    if not is_out(thing, state.clock.seconds()):
        found.append("<span class=warning>Waits for its time</span>")
    return "".join(found)


def _comments(state: State, thing: Thing) -> str:
    found = [
        one
        for one in reversed(state.store.things("comment", thing.page))
        if one.value["under"] == thing.id
    ]
    return "".join(f"<p class=text>↳ {escape(_text(one.value, 'message'))}</p>" for one in found)


def _text(value: Object, name: str) -> str:
    found = value.get(name)
    return found if isinstance(found, str) else ""
