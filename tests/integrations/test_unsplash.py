"""Unsplash over real HTTP: what is asked, what is understood, and every way it can go wrong."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime

import httpx
import pytest

from brandcraft_desktop.domain.photos import (
    KeyRefused,
    LimitReached,
    Photo,
    PhotoGone,
    PhotoStrange,
    PhotoTooSlow,
    PhotoTrouble,
    PhotoUnreached,
)
from brandcraft_desktop.errors import Offline
from brandcraft_desktop.integrations.unsplash import LONGEST_SIDE, Network, Unsplash
from brandcraft_desktop.practice.values import Object
from brandcraft_desktop.publishers.origins import Origins
from brandcraft_desktop.publishers.unpacking import unpacked
from tests.integrations.unsplash_stand import (
    API,
    KEY,
    PICTURES,
    UnsplashStand,
    document,
    shots,
    unsplash_stand,
)
from tests.ui.editor.world import StandingClock

FIRST = shots(1, "bread")[0]


@pytest.fixture
def stand() -> Iterator[UnsplashStand]:
    with unsplash_stand() as made:
        yield made


@pytest.fixture
def unsplash(stand: UnsplashStand) -> Iterator[Unsplash]:
    clock = StandingClock(datetime(2026, 11, 22, 14, 20, tzinfo=UTC))
    network = Network(
        lambda: httpx.Client(timeout=httpx.Timeout(0.6), trust_env=False),
        Origins(stand.origins).map,
        lambda _: nullcontext(),
        unpacked,
    )
    made = Unsplash(network, clock)
    yield made
    made.close()


def first(unsplash: Unsplash) -> Photo:
    return unsplash.search(KEY, "boat", 1).photos[0]


def test_a_search_tells_who_made_what(unsplash: Unsplash, stand: UnsplashStand) -> None:
    page = unsplash.search(KEY, "boat", 1)
    assert (page.page, page.pages, page.total, len(page.photos)) == (1, 3, 70, 30)
    assert (page.allowance.limit, page.allowance.remaining) == (50, 49)
    one = page.photos[1]
    assert (one.width, one.height, one.colour) == (800, 1200, "#A8452E")
    assert one.description == "Red bicycle at a wall"
    assert one.credit.name == "Tomás Ferreira"
    assert one.credit.profile == "https://unsplash.com/@user1"
    assert one.credit.page == f"https://unsplash.com/photos/{one.id}"
    assert page.photos[0].description == ""
    last = unsplash.search(KEY, "boat", 3)
    assert len(last.photos) == 10
    assert not {one.id for one in last.photos} & {one.id for one in page.photos}


def test_words_of_every_kind_reach_the_search(unsplash: Unsplash, stand: UnsplashStand) -> None:
    stand.found["brød & smør=100 %"] = shots(2)
    assert unsplash.search(KEY, "brød & smør=100 %", 1).total == 2
    assert unsplash.search(KEY, "qwx", 1).photos == ()


def test_a_use_is_counted_where_the_photo_says(unsplash: Unsplash, stand: UnsplashStand) -> None:
    one = first(unsplash)
    unsplash.count_download(KEY, one)
    assert stand.downloads == {one.id: 1}


def test_pictures_come_small_and_in_a_bounded_size(
    unsplash: Unsplash, stand: UnsplashStand
) -> None:
    import io

    from PIL import Image

    wide, tall = first(unsplash), unsplash.search(KEY, "large", 1).photos[0]
    assert Image.open(io.BytesIO(unsplash.thumbnail(wide))).size == (400, 267)
    assert Image.open(io.BytesIO(unsplash.picture(tall))).size == (1707, LONGEST_SIDE)
    assert Image.open(io.BytesIO(unsplash.picture(wide))).size == (1200, 800)
    assert stand.fetched == {tall.id: 1, wide.id: 1}


def test_one_photo_by_its_id(unsplash: Unsplash) -> None:
    one = first(unsplash)
    assert unsplash.photo(KEY, one.id) == one
    with pytest.raises(PhotoGone):
        unsplash.photo(KEY, "no-such-photo")


def test_a_wrong_key_is_refused_in_words(unsplash: Unsplash) -> None:
    wrong = "wrong-Key-0123456789-wrong-Key-0123456789"
    for ask in (lambda: unsplash.search(wrong, "boat", 1), lambda: unsplash.try_key(wrong)):
        with pytest.raises(KeyRefused) as caught:
            ask()
        assert wrong not in caught.value.message + repr(caught.value)
        assert caught.value.__cause__ is None
    unsplash.try_key(KEY)


def test_the_limit_says_when_there_is_more(unsplash: Unsplash, stand: UnsplashStand) -> None:
    stand.used = 49
    page = unsplash.search(KEY, "boat", 1)
    assert page.allowance.remaining == 0
    with pytest.raises(LimitReached) as caught:
        unsplash.search(KEY, "boat", 2)
    assert caught.value.again_at == datetime(2026, 11, 22, 15, 0, tzinfo=UTC)
    assert "50 times an hour" in caught.value.message
    # Pictures don't count, so what is shown stays complete.
    assert unsplash.thumbnail(page.photos[0])


def test_too_many_requests_by_status_is_the_limit_too(
    unsplash: Unsplash, stand: UnsplashStand
) -> None:
    stand.trouble("search", "status", status=429)
    with pytest.raises(LimitReached):
        unsplash.search(KEY, "boat", 1)


@pytest.mark.parametrize(
    ("kind", "more", "error"),
    [
        ("reset", {}, PhotoUnreached),
        ("close", {}, PhotoUnreached),
        ("cut", {}, PhotoUnreached),
        ("none", {"before_ms": 900.0}, PhotoTooSlow),
        ("garbage", {}, PhotoStrange),
        ("status", {"status": 500}, PhotoTrouble),
        ("status", {"status": 302}, PhotoUnreached),
        ("status", {"status": 418}, PhotoStrange),
        ("status", {"status": 404}, PhotoGone),
    ],
)
def test_every_trouble_has_words_and_a_class(
    unsplash: Unsplash,
    stand: UnsplashStand,
    kind: str,
    more: dict[str, object],
    error: type[PhotoTrouble],
) -> None:
    one = first(unsplash)
    asks: dict[str, Callable[[], object]] = {
        "search": lambda: unsplash.search(KEY, "boat", 2),
        "download": lambda: unsplash.count_download(KEY, one),
        "picture": lambda: unsplash.picture(one),
    }
    for endpoint, ask in asks.items():
        if kind == "none" and endpoint == "picture":
            continue  # one wait is enough
        stand.trouble(endpoint, kind, **more)
        if kind == "garbage" and endpoint == "download":
            ask()  # what it answers is of no use to us
            continue
        with pytest.raises(error) as caught:
            ask()
        assert caught.value.title.endswith(".")
        assert caught.value.action
        assert KEY not in caught.value.message
    assert unsplash.search(KEY, "boat", 1).total == 70


def test_nobody_there_is_offline(unsplash: Unsplash, stand: UnsplashStand) -> None:
    for listener in stand.listeners.values():
        listener.down()
    with pytest.raises(PhotoUnreached) as caught:
        unsplash.search(KEY, "boat", 1)
    assert isinstance(caught.value, Offline)


def foreign(where: str) -> Object:
    """A photo whose answer leads to another host."""
    found = document(FIRST)
    group, _, name = where.partition(".")
    inner = found[group]
    assert isinstance(inner, dict)
    return {**found, group: {**inner, name: "https://elsewhere.example/x"}}


def test_the_key_is_never_carried_to_where_an_answer_points(
    unsplash: Unsplash, stand: UnsplashStand
) -> None:
    stand.documents[FIRST.id] = foreign("links.download_location")
    with pytest.raises(PhotoStrange):
        unsplash.photo(KEY, FIRST.id)
    one = unsplash.search(KEY, "bread", 1).photos[0]
    assert one.id != FIRST.id
    for address in ("https://elsewhere.example/photos/", f"{API}.example/photos/", f"{PICTURES}/"):
        with pytest.raises(PhotoStrange):
            unsplash.count_download(KEY, replace(one, download=address))
    with pytest.raises(PhotoStrange):
        unsplash.picture(replace(one, raw=f"{PICTURES}.example/photo"))


def test_photos_of_other_hosts_are_left_out(unsplash: Unsplash, stand: UnsplashStand) -> None:
    stand.documents[FIRST.id] = foreign("urls.raw")
    assert len(unsplash.search(KEY, "bread", 1).photos) == 2
    with pytest.raises(PhotoStrange):
        unsplash.photo(KEY, FIRST.id)


@pytest.mark.parametrize("gone", ["id", "urls", "links", "user", "width"])
def test_an_answer_with_something_missing_is_strange(
    unsplash: Unsplash, stand: UnsplashStand, gone: str
) -> None:
    for shot in shots(3, "bread"):
        assert unsplash.search(KEY, "bread", 1).photos, "one that makes sense is enough"
        found = document(shot)
        del found[gone]
        stand.documents[shot.id] = found
    with pytest.raises(PhotoStrange):
        unsplash.search(KEY, "bread", 1)


def test_a_picture_without_end_is_refused(
    unsplash: Unsplash, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = first(unsplash)
    monkeypatch.setattr("brandcraft_desktop.integrations.unsplash.THUMB_BYTES", 500)
    with pytest.raises(PhotoStrange):
        unsplash.thumbnail(one)


def test_no_log_and_no_address_shows_the_key(
    unsplash: Unsplash, stand: UnsplashStand, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    one = first(unsplash)
    unsplash.count_download(KEY, one)
    unsplash.picture(one)
    assert caplog.records
    assert KEY not in caplog.text
    assert not any(KEY in asked for asked in stand.asked)
    assert KEY not in repr(unsplash) + repr(one)
