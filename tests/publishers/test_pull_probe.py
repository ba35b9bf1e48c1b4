"""What a platform that fetches a file would meet."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from brandcraft_desktop.errors import NotSent, OutOfReach
from brandcraft_desktop.publishers.origins import Origins
from brandcraft_desktop.publishers.pull_probe import Robots, Seen, look, robots
from tests.media.s3_answers import Answers, answering

CRAWLER = "facebookexternalhit/1.1"


@pytest.fixture
def host() -> Iterator[Answers]:
    with answering(Answers()) as made:
        yield made


def test_the_first_byte_is_asked_for_under_the_platforms_name(host: Answers) -> None:
    host.status, host.body = 206, b"a"
    host.headers = {"Content-Type": "image/jpeg", "Content-Range": "bytes 0-0/4321"}
    address = f"{host.address}/a.jpg?X-Amz-Signature=abc"
    assert look(address, CRAWLER, None) == Seen(206, "image/jpeg", 4321)
    [(method, path, headers)] = host.came
    assert (method, path) == ("GET", "/a.jpg?X-Amz-Signature=abc")
    assert headers["User-Agent"] == CRAWLER
    assert headers["Range"] == "bytes=0-0"


@pytest.mark.parametrize(
    ("status", "headers", "there", "redirected"),
    [
        (200, {"Content-Type": "video/mp4"}, True, False),
        (403, {}, False, False),
        (302, {"Location": "https://elsewhere.example/"}, False, True),
    ],
)
def test_what_is_seen(
    host: Answers, status: int, headers: dict[str, str], there: bool, redirected: bool
) -> None:
    host.status, host.body, host.headers = status, b"abc", headers
    seen = look(f"{host.address}/a.mp4", "", None)
    assert (seen.there, seen.redirected) == (there, redirected)
    assert seen.bytes == 3
    assert host.came[0][2]["User-Agent"].startswith("Brandcraft"), "no name is known: our own"
    assert len(host.came) == 1, "redirects are not followed: platforms don't"


@pytest.mark.parametrize(
    ("status", "text", "found"),
    [
        (404, "", Robots.MISSING),
        (403, "", Robots.MISSING),
        (200, "User-agent: *\nAllow: /brandcraft/\n", Robots.OPEN),
        (200, "User-agent: *\nDisallow: /\n", Robots.CLOSED),
        (
            200,
            "User-agent: *\nDisallow: /\n\nUser-agent: facebookexternalhit\nAllow: /\n",
            Robots.OPEN,
        ),
        (200, "", Robots.OPEN),
    ],
)
def test_robots(host: Answers, status: int, text: str, found: Robots) -> None:
    host.status, host.body, host.headers = status, text.encode(), {}
    assert robots(f"{host.address}/brandcraft/a.jpg?sig=1", CRAWLER, None) is found
    assert host.came[0][1] == "/robots.txt"


def test_errors_never_repeat_the_address(host: Answers) -> None:
    with pytest.raises(NotSent) as caught:
        look("http://127.0.0.1:9/a.jpg?X-Amz-Signature=abc", CRAWLER, None)
    assert "Signature" not in f"{caught.value.message}{caught.value.raw}"
    with pytest.raises(OutOfReach):
        look("https://bucket.example/a.jpg", CRAWLER, Origins({}))
