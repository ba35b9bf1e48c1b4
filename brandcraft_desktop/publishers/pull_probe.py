"""Looking at an address as the platform that will fetch it does: by plain HTTP, under its name.

An address may carry a signature, so none stands in an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from brandcraft_desktop.errors import NotSent
from brandcraft_desktop.publishers import foreign_numbers
from brandcraft_desktop.publishers.http import user_agent as our_name
from brandcraft_desktop.publishers.origins import Origins

if TYPE_CHECKING:
    import httpx

SECONDS = 20.0  # for one look, everything together
_WAIT = 10.0  # seconds for each single wait
_LARGEST_ROBOTS = 512 * 1024  # bytes; crawlers read at least 500 KiB (RFC 9309, 2.5)
_RANGE = re.compile(r"bytes \d+-\d+/(\d+)")


@dataclass(frozen=True)
class Seen:
    """What a platform would be given: `bytes` None where the server does not say how many."""

    status: int
    mime: str
    bytes: int | None
    redirected: bool = False

    @property
    def there(self) -> bool:
        """Whether the file itself was offered."""
        return self.status in (200, 206)


class Robots(Enum):
    """What the host's robots.txt says to a crawler."""

    OPEN = auto()
    CLOSED = auto()
    MISSING = auto()


def look(url: str, user_agent: str, origins: Origins | None, *, patience: float = 1.0) -> Seen:
    """Ask for the first byte: an address signed for GET does not hold for HEAD.

    Raises `errors.NotSent` where nobody answers, `errors.OutOfReach` for a practice workspace.
    """
    with _answer(url, user_agent, origins, {"Range": "bytes=0-0"}, patience) as answer:
        mime = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
        whole = _RANGE.fullmatch(answer.headers.get("content-range", ""))
        told = whole.group(1) if whole else answer.headers.get("content-length", "")
        size = foreign_numbers.whole(told)
        return Seen(answer.status_code, mime, size, answer.has_redirect_location)


def robots(url: str, user_agent: str, origins: Origins | None, *, patience: float = 1.0) -> Robots:
    """Whether the host of `url` lets a crawler of that name fetch it; raises like `look`."""
    from urllib.robotparser import RobotFileParser

    parts = urlsplit(url)
    place = f"{parts.scheme}://{parts.netloc}/robots.txt"
    with _answer(place, user_agent, origins, {}, patience) as answer:
        if answer.status_code != 200:
            return Robots.MISSING
        text = b""
        for piece in answer.iter_raw():
            text += piece
            if len(text) > _LARGEST_ROBOTS:
                break
    rules = RobotFileParser()
    rules.parse(text.decode("utf-8", "replace").splitlines())
    return Robots.OPEN if rules.can_fetch(user_agent or our_name(), url) else Robots.CLOSED


@contextmanager
def _answer(
    url: str, user_agent: str, origins: Origins | None, headers: dict[str, str], patience: float
) -> Iterator[httpx.Response]:
    import httpx

    from brandcraft_desktop.publishers import deadline
    from brandcraft_desktop.publishers.system_proxy import proxies

    target = url if origins is None else origins.map(url)
    trusted, limits = httpx.create_ssl_context(), httpx.Limits()
    named = {
        "User-Agent": user_agent or our_name(),
        "Accept": "*/*",
        "Accept-Encoding": "identity",
    }
    deadline.wait_at_most(SECONDS * patience)
    try:
        with (
            httpx.Client(
                headers=named,
                timeout=_WAIT * patience,
                follow_redirects=False,
                trust_env=False,
                mounts=proxies(trusted, limits) if origins is None else {},
                transport=deadline.DeadlineTransport(trusted, limits),
            ) as client,
            client.stream("GET", target, headers=headers) as answer,
        ):
            yield answer
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
        raise NotSent(
            "The media storage can't be fetched from.",
            f"{urlsplit(url).netloc} does not answer.",
            "Check its address and your connection.",
            raw=type(error).__name__,
        ) from None
    finally:
        deadline.wait_freely()
