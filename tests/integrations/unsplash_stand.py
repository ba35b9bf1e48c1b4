"""A local stand-in for Unsplash: its API and the host of its pictures, speaking real HTTP.

Written from unsplash.com/documentation and help.unsplash.com: `Authorization: Client-ID`, JSON of a
photo, pages of at most 30, X-Ratelimit-* headers, 403 "Rate Limit Exceeded" as plain text, 401
with `errors`, and a download that is counted under the address with its own `ixid`. Where the real
one shrugs (a page behind the last one, too many photos a page, a key shown to the host of pictures)
this one refuses.
"""

from __future__ import annotations

import io
import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import lru_cache

from PIL import Image, ImageDraw

from brandcraft_desktop.practice.calls import Calls
from brandcraft_desktop.practice.exchange import Answer, Request, json_answer
from brandcraft_desktop.practice.faults import Fault, Faults
from brandcraft_desktop.practice.listener import Listener, World
from brandcraft_desktop.practice.times import PracticeClock
from brandcraft_desktop.practice.values import Json, Object

API = "https://api.unsplash.com"
PICTURES = "https://images.unsplash.com"
KEY = "practice-Unsplash_Access-Key_0123456789abcd"
MOST = 30
NAMES = ("Mara Lindqvist", "Tomás Ferreira", "Ines & Jo Okafor", "Lê Minh", "Rosa van Dam")
THINGS = ("sailing boat on a calm lake", "red bicycle at a wall", "bread on a wooden table")
COLOURS = ("#2E6F8E", "#A8452E", "#6B7F3A", "#8A6BB0", "#C79A2B", "#3B3F58")
SHAPES = ((1200, 800), (800, 1200), (900, 900), (1400, 700))
LARGE = (3000, 4500)


@dataclass(frozen=True)
class Shot:
    """One photo of the stand."""

    id: str
    words: str | None
    name: str
    user: str
    colour: str
    size: tuple[int, int]

    @property
    def ixid(self) -> str:
        """What the search adds to its addresses, and wants to see again."""
        return f"M3wx-{self.id}"


def shots(count: int, thing: str = "", size: tuple[int, int] | None = None) -> tuple[Shot, ...]:
    """Photos made up by their number."""
    return tuple(
        Shot(
            f"{thing or 'shot'}_{n:04d}-Ab",
            f"{thing} {n}" if thing else THINGS[n % len(THINGS)] if n % 7 else None,
            NAMES[n % len(NAMES)],
            f"user{n % len(NAMES)}",
            COLOURS[n % len(COLOURS)],
            size or SHAPES[n % len(SHAPES)],
        )
        for n in range(count)
    )


def document(shot: Shot) -> Object:
    """A photo as search and "Get a photo" show it."""
    width, height = shot.size
    base = f"{PICTURES}/photo-{shot.id}?ixlib=rb-4.0.3&ixid={shot.ixid}"
    return {
        "id": shot.id,
        "slug": f"slug-{shot.id}",
        "created_at": "2023-05-03T11:00:28-04:00",
        "width": width,
        "height": height,
        "color": shot.colour,
        "blur_hash": "LFC$yHwc8^$yIAS$%M%00KxukYIp",
        "description": None,
        "alt_description": shot.words,
        "urls": {
            "raw": base,
            "full": f"{base}&q=85&fm=jpg&crop=entropy&cs=srgb",
            "regular": f"{base}&q=80&fm=jpg&w=1080&fit=max",
            "small": f"{base}&q=80&fm=jpg&w=400&fit=max",
            "thumb": f"{base}&q=80&fm=jpg&w=200&fit=max",
        },
        "links": {
            "self": f"{API}/photos/{shot.id}",
            "html": f"https://unsplash.com/photos/{shot.id}",
            "download": f"https://unsplash.com/photos/{shot.id}/download",
            "download_location": f"{API}/photos/{shot.id}/download?ixid={shot.ixid}",
        },
        "user": {
            "id": f"id-{shot.user}",
            "username": shot.user,
            "name": shot.name,
            "links": {"html": f"https://unsplash.com/@{shot.user}"},
        },
    }


@lru_cache(maxsize=128)
def drawn(colour: str, size: tuple[int, int]) -> bytes:
    """A JPEG of that size: a sky, a sun, a ground."""
    width, height = size
    image = Image.new("RGB", size, colour)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, round(height * 0.68), width, height), fill="#1E2430")
    radius = min(size) // 7
    left, top = width // 3, height // 4
    draw.ellipse((left, top, left + 2 * radius, top + 2 * radius), fill="#F5E6C8")
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80)
    return out.getvalue()


@dataclass
class UnsplashStand:
    """`downloads` counts the uses told of each photo, `fetched` the pictures handed out.

    `found` answers searches by their words; other words find nothing. `documents` overrides what
    is said of a photo. `wrong` notes everything a good client would not do.
    """

    found: dict[str, tuple[Shot, ...]] = field(default_factory=dict)
    documents: dict[str, Json] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    keys: set[str] = field(default_factory=lambda: {KEY})
    limit: int = 50
    used: int = 0
    downloads: Counter[str] = field(default_factory=Counter)
    fetched: Counter[str] = field(default_factory=Counter)
    asked: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    world: World = field(default_factory=lambda: World(PracticeClock(), Faults(), Calls()))
    lock: threading.Lock = field(default_factory=threading.Lock)
    listeners: dict[str, Listener] = field(default_factory=dict)

    @property
    def origins(self) -> dict[str, str]:
        """What belongs into a practice map."""
        return {origin: one.url for origin, one in self.listeners.items()}

    def shot(self, photo_id: str) -> Shot | None:
        """The photo of that id."""
        every = (one for found in self.found.values() for one in found)
        return next((one for one in every if one.id == photo_id), None)

    def trouble(self, endpoint: str, kind: str = "none", **more: object) -> None:
        """Plan a fault; endpoints: search, photo, photos, download, picture."""
        self.world.faults.plan(replace(Fault(endpoint, kind), **more))  # type: ignore[arg-type]

    def offer(self, photo: Shot) -> Json:
        """What is said of a photo."""
        return self.documents.get(photo.id, document(photo))


class _Api:
    """api.unsplash.com."""

    def __init__(self, stand: UnsplashStand) -> None:
        self._stand = stand

    def endpoint(self, method: str, path: str) -> str:
        parts = path.strip("/").split("/")
        if parts[:2] == ["search", "photos"]:
            return "search"
        if parts[-1:] == ["download"]:
            return "download"
        return "photo" if len(parts) == 2 else "photos"

    def refusal(self, kind: str, status: int, error: str, message: str) -> Answer:
        if status in (403, 429):
            headers = {"Content-Type": "text/plain", "X-Ratelimit-Remaining": "0"}
            return Answer(status, headers, b"Rate Limit Exceeded")
        return _errors(status, message or "Something went wrong")

    def answer(self, request: Request) -> Answer:
        stand = self._stand
        with stand.lock:
            stand.asked.append(f"{request.path}?{request.query}")
            if request.method != "GET":
                return _errors(404, "Couldn't find that")
            if "client_id" in request.query or KEY in request.query:
                stand.wrong.append("the key stands in an address")
            scheme, _, key = request.headers.get("authorization", "").partition(" ")
            if scheme != "Client-ID" or key not in stand.keys:
                return _errors(401, "OAuth error: The access token is invalid")
            if stand.used >= stand.limit:
                told = _limits(stand) | {"Content-Type": "text/plain; charset=utf-8"}
                return Answer(403, told, b"Rate Limit Exceeded")
            stand.used += 1
            answer = self._routed(request)
            return replace(answer, headers={**answer.headers, **_limits(stand)})

    def _routed(self, request: Request) -> Answer:
        parts = request.path.strip("/").split("/")
        if parts == ["search", "photos"]:
            return self._search(request)
        if parts == ["photos"]:
            return json_answer([])
        shot = self._stand.shot(parts[1]) if parts[0] == "photos" and len(parts) > 1 else None
        if shot is None or shot.id in self._stand.gone:
            return _errors(404, "Couldn't find Photo")
        if len(parts) == 2:
            return json_answer(self._stand.offer(shot))
        if parts[2:] == ["download"]:
            return self._download(request, shot)
        return _errors(404, "Couldn't find that")

    def _search(self, request: Request) -> Answer:
        words = request.parameter("query")
        page, size = _whole(request, "page", 1), _whole(request, "per_page", 10)
        if not words:
            return _errors(400, "query is missing")
        if not 1 <= size <= MOST:
            self._stand.wrong.append("more than 30 photos a page")
            return _errors(400, "per_page is too large")
        found = self._stand.found.get(words.casefold(), ())
        pages = -(-len(found) // size)
        if page < 1 or page > max(pages, 1):
            self._stand.wrong.append("a page behind the last one")
            return _errors(400, "page is out of range")
        shown = found[(page - 1) * size : page * size]
        results: list[Json] = [self._stand.offer(one) for one in shown]
        return json_answer({"total": len(found), "total_pages": pages, "results": results})

    def _download(self, request: Request, shot: Shot) -> Answer:
        if request.parameter("ixid") != shot.ixid:
            self._stand.wrong.append("a download without its own parameters")
            return _errors(400, "ixid is missing")
        self._stand.downloads[shot.id] += 1
        return json_answer({"url": f"{PICTURES}/photo-{shot.id}?ixid={shot.ixid}&dl=x.jpg"})


class _Pictures:
    """images.unsplash.com, which gives any size that is asked for and never enlarges."""

    def __init__(self, stand: UnsplashStand) -> None:
        self._stand = stand

    def endpoint(self, method: str, path: str) -> str:
        return "picture"

    def refusal(self, kind: str, status: int, error: str, message: str) -> Answer:
        return Answer(status, {"Content-Type": "text/plain"}, message.encode())

    def answer(self, request: Request) -> Answer:
        stand = self._stand
        shot = stand.shot(request.path.removeprefix("/photo-"))
        with stand.lock:
            if "authorization" in request.headers:
                stand.wrong.append("the key was shown to the host of pictures")
            if shot is None or shot.id in stand.gone:
                return Answer(404, {"Content-Type": "text/plain"}, b"")
            if request.parameter("ixid") != shot.ixid:
                stand.wrong.append("a picture without its own parameters")
            wide = _whole(request, "w", shot.size[0])
            high = _whole(request, "h", shot.size[1])
            if wide > 400:
                stand.fetched[shot.id] += 1
        share = min(1.0, wide / shot.size[0], high / shot.size[1])
        size = (max(1, round(shot.size[0] * share)), max(1, round(shot.size[1] * share)))
        return Answer(200, {"Content-Type": "image/jpeg"}, drawn(shot.colour, size))


def _limits(stand: UnsplashStand) -> dict[str, str]:
    return {
        "X-Ratelimit-Limit": str(stand.limit),
        "X-Ratelimit-Remaining": str(max(stand.limit - stand.used, 0)),
    }


def _errors(status: int, words: str) -> Answer:
    return json_answer({"errors": [words]}, status)


def _whole(request: Request, name: str, default: int) -> int:
    text = request.parameter(name, str(default))
    return int(text) if text.isdigit() else 0


@contextmanager
def unsplash_stand(found: Mapping[str, tuple[Shot, ...]] | None = None) -> Iterator[UnsplashStand]:
    """Listening until the end; nothing wrong may have been done to it."""
    usual = {"boat": shots(70), "bread": shots(3, "bread"), "large": shots(1, "large", LARGE)}
    stand = UnsplashStand(dict(found or usual))
    for origin, service in ((API, _Api(stand)), (PICTURES, _Pictures(stand))):
        stand.listeners[origin] = Listener(0, origin, service, stand.world)
    try:
        yield stand
    finally:
        stand.world.faults.clear()
        for listener in stand.listeners.values():
            listener.down()
    assert stand.wrong == []
