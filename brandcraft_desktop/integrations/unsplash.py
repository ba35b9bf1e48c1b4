"""Unsplash: free photos, searched with the person's own key (unsplash.com/documentation).

The key goes out in the header `Authorization: Client-ID …` alone, and to the API alone: addresses
that come with an answer are judged before they are used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from brandcraft_desktop.domain.clock import Clock
from brandcraft_desktop.domain.photos import (
    PER_PAGE,
    Allowance,
    KeyRefused,
    LimitReached,
    Photo,
    PhotoGone,
    PhotoPage,
    PhotoTooSlow,
    PhotoTrouble,
    PhotoUnreached,
    allowance,
    next_hour,
)
from brandcraft_desktop.integrations.unsplash_answers import (
    API,
    PICTURES,
    page_of,
    photo_of,
    strange,
)

if TYPE_CHECKING:
    import httpx

ANSWER_SECONDS = 20.0
ANSWER_BYTES = 4 * 1024 * 1024
THUMB_SECONDS = 20.0
THUMB_BYTES = 2 * 1024 * 1024
PICTURE_SECONDS = 90.0
PICTURE_BYTES = 25 * 1024 * 1024
LONGEST_SIDE = 2560
"""Pixels of a picture that is taken: more than any platform shows of one."""
_SIZED = f"w={LONGEST_SIDE}&h={LONGEST_SIDE}&fit=max&fm=jpg&q=85"


@dataclass(frozen=True)
class Network:
    """How this computer reaches the internet, as the caller has it.

    `open` makes a client, `route` says where an address really leads, `within` bounds everything
    a thread waits for, `unpack` reads at most so many bytes and one more of a body (None: packed
    in a way nobody asked for).
    """

    open: Callable[[], httpx.Client]
    route: Callable[[str], str]
    within: Callable[[float], AbstractContextManager[None]]
    unpack: Callable[[Iterable[bytes], str, int], bytes | None]


@dataclass(frozen=True)
class _Answer:
    status: int
    mime: str
    body: bytes
    allowance: Allowance


class Unsplash:
    """One way to Unsplash; threads may share it. The key is handed in with each call."""

    def __init__(self, network: Network, clock: Clock) -> None:
        self._network = network
        self._clock = clock
        self._client = network.open()

    def close(self) -> None:
        """End the connections."""
        self._client.close()

    def search(self, key: str, query: str, page: int) -> PhotoPage:
        """Page `page` (from 1) of what is found. Raises `PhotoTrouble`."""
        asked = urlencode({"query": query, "page": page, "per_page": PER_PAGE})
        answer = self._ask(key, f"{API}/search/photos?{asked}")
        return page_of(answer.body, query, page, answer.allowance)

    def photo(self, key: str, photo_id: str) -> Photo:
        """One photo by its id. Raises `PhotoTrouble`."""
        return photo_of(self._ask(key, f"{API}/photos/{quote(photo_id, safe='')}").body)

    def try_key(self, key: str) -> None:
        """Ask for next to nothing. Raises `KeyRefused`, and other `PhotoTrouble`."""
        self._ask(key, f"{API}/photos?per_page=1")

    def count_download(self, key: str, photo: Photo) -> None:
        """Tell that a photo is used, as the guidelines ask. Raises `PhotoTrouble`.

        help.unsplash.com/en/articles/2511258: the address of `links.download_location` with its
        own parameters, and with the key.
        """
        if not photo.download.startswith(f"{API}/photos/"):
            raise strange("a photo is to be downloaded somewhere else")
        self._ask(key, photo.download)

    def thumbnail(self, photo: Photo) -> bytes:
        """The small picture, from the address Unsplash gives ("Hotlinking"). No key goes along."""
        return self._picture(photo.thumb, THUMB_SECONDS, THUMB_BYTES)

    def picture(self, photo: Photo) -> bytes:
        """The picture itself, at most `LONGEST_SIDE` pixels wide and high, as JPEG.

        Sizes are asked for by parameters added to `urls.raw`, whose own are kept ("Dynamically
        resizable images"); `fit=max` never enlarges. Raises `PhotoTrouble`.
        """
        joint = "&" if "?" in photo.raw else "?"
        return self._picture(f"{photo.raw}{joint}{_SIZED}", PICTURE_SECONDS, PICTURE_BYTES)

    def _ask(self, key: str, url: str) -> _Answer:
        headers = {"Authorization": f"Client-ID {key}", "Accept-Version": "v1"}
        answer = self._get(url, headers, ANSWER_SECONDS, ANSWER_BYTES)
        if answer.status != 200:
            raise self._refusal(answer)
        return answer

    def _picture(self, url: str, seconds: float, most: int) -> bytes:
        if not url.startswith(f"{PICTURES}/"):
            raise strange("a picture lies somewhere else")
        answer = self._get(url, {}, seconds, most)
        if answer.status != 200:
            raise self._refusal(answer)
        if not answer.mime.startswith("image/"):
            raise strange("it is no picture")
        return answer.body

    def _get(self, url: str, headers: dict[str, str], seconds: float, most: int) -> _Answer:
        import httpx

        target = self._network.route(url)
        try:
            with (
                self._network.within(seconds),
                self._client.stream("GET", target, headers=headers) as got,
            ):
                packing = got.headers.get("content-encoding", "")
                body = self._network.unpack(got.iter_raw(), packing, most)
        except httpx.ConnectTimeout:
            raise _unreached() from None
        except httpx.TimeoutException:
            raise PhotoTooSlow(
                "Unsplash did not answer in time.",
                "The connection or Unsplash is slow right now.",
                "Try again in a moment.",
            ) from None
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError):
            # What they hold (the request with its headers) must not travel on: no "from error".
            raise _unreached() from None
        if body is None or len(body) > most:
            raise strange("it is too large, or packed in a way nobody asked for")
        mime = got.headers.get("content-type", "").partition(";")[0].strip().lower()
        return _Answer(got.status_code, mime, body, allowance(got.headers))

    def _refusal(self, answer: _Answer) -> PhotoTrouble:
        """The error that an answer's status means ("Error messages")."""
        status = answer.status
        limited = b"rate limit" in answer.body[:200].lower() or answer.allowance.remaining == 0
        if status == 429 or (status == 403 and limited):
            return LimitReached(next_hour(self._clock.now()), answer.allowance.limit)
        if status in (401, 403):
            return KeyRefused(
                "Unsplash refused the key.",
                "It is not one of its Access Keys, or it was withdrawn.",
                "Copy the Access Key of your application again, and set it in Settings.",
            )
        if status in (404, 410):
            return PhotoGone(
                "This photo is gone.",
                "Its photographer or Unsplash took it away.",
                "Choose another one.",
            )
        if status >= 500:
            return PhotoTrouble(
                "Unsplash has trouble right now.",
                f"It answered with an error of its own ({status}).",
                "Try again in a moment.",
            )
        if 300 <= status < 400:
            return PhotoUnreached(
                "Unsplash could not be reached.",
                "Something on the way, perhaps a network's sign-in page, answered instead.",
                "Check the internet connection, then try again.",
            )
        return strange(f"it answered {status}")


def _unreached() -> PhotoUnreached:
    return PhotoUnreached(
        "Unsplash could not be reached.",
        "The connection failed or broke off.",
        "Check the internet connection, then try again.",
    )
