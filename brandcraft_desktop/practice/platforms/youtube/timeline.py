"""What arrived, as HTML: videos with their titles, words and settings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from html import escape

from brandcraft_desktop.practice.platform import Arrived
from brandcraft_desktop.practice.platforms.youtube.settings import WEB
from brandcraft_desktop.practice.platforms.youtube.shapes import texts
from brandcraft_desktop.practice.platforms.youtube.state import State
from brandcraft_desktop.practice.platforms.youtube.store import Video
from brandcraft_desktop.practice.platforms.youtube.videos import privacy, waits


def article(state: State, video: Video, files: str) -> str:
    """One video; `files` and a file's name is where its bytes are."""
    owner = state.store.channel(video.owner)
    name = owner.title if owner is not None else "?"
    made = datetime.fromtimestamp(video.made_at, UTC)
    poster = f' poster="{files}{video.thumbnail}"' if video.thumbnail else ""
    return (
        f'<section class=thread><article id="{escape(video.id)}"><i class=avatar>'
        f"{escape(name[:1])}</i><div class=body><header><b>{escape(name)}</b> <span class=handle>"
        f"@{escape(owner.handle if owner is not None else '')}</span>"
        f' <time datetime="{made.isoformat()}">{made:%d %b, %H:%M:%S} UTC</time></header>'
        f'<figure class=video><video src="{files}{video.file}" controls preload=metadata{poster}>'
        f"</video></figure>"
        f"<p class=text><b>{escape(texts(video.value, 'snippet', 'title'))}</b></p>"
        f"<p class=text>{escape(texts(video.value, 'snippet', 'description'))}</p>"
        f"<p class=chips>{''.join(f'<span>{escape(one)}</span>' for one in _chips(state, video))}"
        f"</p><footer><code>{escape(f'{WEB}/watch?v={video.id}')}</code></footer></div></article>"
        "</section>"
    )


def arrived(state: State) -> list[Arrived]:
    """Every video that is out, oldest first; one that waits for its time is not."""
    return [_arrived(one) for one in reversed(state.store.videos()) if not waits(state, one)]


def _arrived(video: Video) -> Arrived:
    words = texts(video.value, "snippet", "description")
    # A file's name is the SHA-256 of what is in it.
    return Arrived(video.owner, video.made_at, video.id, words, (video.file,))


def _chips(state: State, video: Video) -> Iterator[str]:
    status = video.value.get("status")
    flags = status if isinstance(status, dict) else {}
    yield privacy(state, video)
    if texts(video.value, "status", "publishAt") and privacy(state, video) == "private":
        yield f"public at {texts(video.value, 'status', 'publishAt')}"
    yield "made for kids" if flags.get("selfDeclaredMadeForKids") else "not made for kids"
    yield f"category {texts(video.value, 'snippet', 'categoryId')}"
    if flags.get("containsSyntheticMedia"):
        yield "altered or synthetic"
    if "paidProductPlacementDetails" in video.value:
        yield "paid promotion"
    if "recordingDetails" in video.value:
        yield "with a place"
