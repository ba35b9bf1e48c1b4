"""Files in pieces: what arrives is the file, wherever the line breaks or the program dies."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandcraft_desktop.domain.steps import Finding, Guard, Verdict
from brandcraft_desktop.errors import ContentRefused, MediaGone, NotSent, OutcomeUnknown
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.pieces import (
    TRIES,
    Piece,
    Stand,
    Whole,
    after_range,
    commit_last,
    upload,
)
from tests.publishers.storehouse import Store, StoreReceiver, film, storing
from tests.publishers.support import CountingGuard, MemorySteps, StandingClock

KIB = 1024
SOAKING = int(os.environ.get("BRANDCRAFT_SEEDS", "0")) >= 1000
ROOT = Path(__file__).parents[2]


@pytest.fixture
def http() -> Iterator[Http]:
    door = Http(StandingClock(), patience=0.2)
    yield door
    door.close()


@pytest.fixture
def steps() -> MemorySteps:
    return MemorySteps(StandingClock())


def never(since: datetime) -> Finding:
    raise AssertionError("the session is there")


def test_whole_file_arrives_in_order(tmp_path: Path, http: Http, steps: MemorySteps) -> None:
    digest = film(tmp_path / "film", 1000 * KIB)
    whole = Whole(tmp_path / "film", "video/mp4", 1000 * KIB, 256 * KIB)
    with storing(Store()) as store:
        receiver = StoreReceiver(http, store.url, whole.bytes)
        assert upload("video", whole, receiver, steps) == "v-1"
        assert upload("video", whole, receiver, steps) == "v-1"  # once in its life
    assert store.sha256() == digest
    assert store.pieces == [(one * 256 * KIB, min((one + 1) * 256, 1000) * KIB) for one in range(4)]
    assert store.asked == 0  # a fresh session needs no question
    assert (whole.bytes, whole.bytes, "Uploading the video") in steps.told
    sent = [told[0] for told in steps.told]
    assert sent == sorted(sent)


@pytest.mark.parametrize("grain", [1, 64 * KIB])
def test_broken_in_each_piece_it_goes_on_where_the_platform_stands(
    tmp_path: Path, http: Http, steps: MemorySteps, grain: int
) -> None:
    size = 1000 * KIB
    digest = film(tmp_path / "film", size)
    whole = Whole(tmp_path / "film", "video/mp4", size, 256 * KIB)
    breaks = [number * 256 * KIB + 100_001 for number in range(4)]
    with storing(Store(grain=grain, break_at=breaks)) as store:
        receiver = StoreReceiver(http, store.url, size)
        assert upload("video", whole, receiver, steps) == "v-1"
    assert store.sha256() == digest
    assert (store.break_at, store.asked, store.sessions) == ([], 4, 1)
    assert sum(end - start for start, end in store.pieces) > size


def test_nothing_is_tried_for_ever(tmp_path: Path, http: Http, steps: MemorySteps) -> None:
    """Three times in a row without a byte more: the attempt ends, the next one goes on."""
    size = 300 * KIB
    digest = film(tmp_path / "film", size)
    whole = Whole(tmp_path / "film", "video/mp4", size, 256 * KIB)
    with storing(Store(grain=128 * KIB, break_at=[1, 2, 3])) as store:
        receiver = StoreReceiver(http, store.url, size)
        with pytest.raises(NotSent, match="did not answer"):
            upload("video", whole, receiver, steps)
        assert len(store.pieces) == TRIES
        assert upload("video", whole, receiver, steps) == "v-1"
    assert (store.sha256(), store.sessions) == (digest, 1)


def test_session_that_ran_out_is_begun_anew_once(
    tmp_path: Path, http: Http, steps: MemorySteps
) -> None:
    size = 300 * KIB
    digest = film(tmp_path / "film", size)
    whole = Whole(tmp_path / "film", "video/mp4", size, 256 * KIB)
    with storing(Store(gone=1)) as store:
        receiver = StoreReceiver(http, store.url, size)
        assert upload("video", whole, receiver, steps) == "v-2"
        assert store.sha256() == digest
        store.gone = 2
        with pytest.raises(MediaGone):
            upload("other", whole, receiver, steps)


def test_file_that_shrank_is_not_sent_as_if_whole(
    tmp_path: Path, http: Http, steps: MemorySteps
) -> None:
    film(tmp_path / "film", 200 * KIB)
    whole = Whole(tmp_path / "film", "video/mp4", 300 * KIB, 256 * KIB)
    with storing(Store()) as store, pytest.raises(ContentRefused, match="changed"):
        upload("video", whole, StoreReceiver(http, store.url, whole.bytes), steps)
    assert store.complete == 0


@pytest.mark.parametrize("strange", [-1, 301 * KIB])
def test_strange_stand_is_no_reason_to_send(
    tmp_path: Path, steps: MemorySteps, strange: int
) -> None:
    class Strange:
        def begin(self) -> str:
            return "a"

        def send(self, address: str, piece: Piece, guard: Guard | None) -> Stand | None:
            return Stand(strange)

        def stand(self, address: str) -> Stand:
            return Stand(strange)

    whole = Whole(tmp_path / "film", "video/mp4", 300 * KIB, 256 * KIB)
    with pytest.raises(NotSent, match="strange"):
        upload("video", whole, Strange(), steps)


def test_last_piece_publishes_once_though_its_answer_was_lost(
    tmp_path: Path, http: Http, steps: MemorySteps
) -> None:
    size = 600 * KIB
    digest = film(tmp_path / "film", size)
    whole = Whole(tmp_path / "film", "video/mp4", size, 256 * KIB)
    with storing(Store(lose_answers=1)) as store:
        receiver = StoreReceiver(http, store.url, size)
        with pytest.raises(OutcomeUnknown):
            commit_last("video", whole, receiver, steps, gone=never)
        assert steps.guard.checks > 0
        assert commit_last("video", whole, receiver, steps, gone=never) == "v-1"
    assert (store.complete, store.sha256()) == (1, digest)


def test_last_piece_that_broke_off_is_sent_again_from_where_it_was(
    tmp_path: Path, http: Http, steps: MemorySteps
) -> None:
    size = 600 * KIB
    digest = film(tmp_path / "film", size)
    whole = Whole(tmp_path / "film", "video/mp4", size, 256 * KIB)
    with storing(Store(break_at=[550 * KIB])) as store:
        receiver = StoreReceiver(http, store.url, size)
        with pytest.raises(OutcomeUnknown):
            commit_last("video", whole, receiver, steps, gone=never)
        assert commit_last("video", whole, receiver, steps, gone=never) == "v-1"
    assert (store.complete, store.sha256()) == (1, digest)
    assert store.pieces[-1] == (550 * KIB, size)


def test_lease_that_is_lost_keeps_the_last_piece_here(
    tmp_path: Path, http: Http, steps: MemorySteps
) -> None:
    film(tmp_path / "film", 600 * KIB)
    whole = Whole(tmp_path / "film", "video/mp4", 600 * KIB, 256 * KIB)
    steps.guard = CountingGuard(allowed=0)
    with storing(Store()) as store:
        receiver = StoreReceiver(http, store.url, whole.bytes)
        with pytest.raises(NotSent, match="Another worker"):
            commit_last("video", whole, receiver, steps, gone=never)
    assert store.taken == 512 * KIB


def test_session_that_is_gone_before_the_last_piece_starts_over(
    tmp_path: Path, http: Http, steps: MemorySteps
) -> None:
    size = 600 * KIB
    digest = film(tmp_path / "film", size)
    whole = Whole(tmp_path / "film", "video/mp4", size, 256 * KIB)
    with storing(Store()) as store:
        receiver = StoreReceiver(http, store.url, size)
        steps.guard = CountingGuard(allowed=0)
        with pytest.raises(NotSent):
            commit_last("video", whole, receiver, steps, gone=never)
        steps.guard = CountingGuard()
        store.gone = 1
        with pytest.raises(MediaGone):
            commit_last("video", whole, receiver, steps, gone=never)
        assert commit_last("video", whole, receiver, steps, gone=never) == "v-2"
    assert store.sha256() == digest


def test_lost_answer_and_a_session_that_is_gone_asks_the_publisher(
    tmp_path: Path, http: Http, steps: MemorySteps
) -> None:
    film(tmp_path / "film", 300 * KIB)
    whole = Whole(tmp_path / "film", "video/mp4", 300 * KIB, 256 * KIB)
    with storing(Store(lose_answers=1)) as store:
        receiver = StoreReceiver(http, store.url, whole.bytes)
        with pytest.raises(OutcomeUnknown):
            commit_last("video", whole, receiver, steps, gone=never)
        store.gone = 1
        found = Finding(Verdict.FOUND, "seen in the list")
        result = commit_last("video", whole, receiver, steps, gone=lambda since: found)
    assert result == "seen in the list"
    assert store.complete == 1


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ("bytes=0-262143", 262144),
        ("bytes 0-262143/500000", 262144),
        ("0-9", 10),
        ("", 0),
        ("bytes=5-9", 0),
        ("bytes */500", 0),
    ],
)
def test_range_tells_the_byte_that_is_wanted(told: str, wanted: int) -> None:
    assert after_range(told) == wanted


def test_rest_joins_the_last_piece_in_the_official_example() -> None:
    """TikTok's own: 50,000,123 bytes in pieces of 10,000,000 are five."""
    whole = Whole(Path("film"), "video/mp4", 50_000_123, 10_000_000, rest_joins=True)
    assert whole.count == 5
    last = whole.piece(40_000_000)
    assert (last.number, last.end, last.last) == (4, 50_000_123, True)
    assert last.content_range == "bytes 40000000-50000122/50000123"


@given(st.integers(1, 10_000), st.integers(1, 3_000) | st.none(), st.booleans())
def test_pieces_cover_the_file_without_gap_or_overlap(
    size: int, step: int | None, joins: bool
) -> None:
    whole = Whole(Path("film"), "video/mp4", size, step, rest_joins=joins)
    at, numbers = 0, []
    while at < size:
        piece = whole.piece(at)
        assert (piece.start, piece.upload.start, piece.upload.bytes) == (at, at, piece.end - at)
        assert piece.end > at
        numbers.append(piece.number)
        at = piece.end
        assert piece.last == (at == size)
    assert at == size
    assert numbers == list(range(whole.count))


def test_process_that_is_killed_three_times_sends_each_grain_once(tmp_path: Path) -> None:
    size = 2000 * KIB
    digest = film(tmp_path / "film", size)
    kills = [300 * KIB, 900 * KIB + 1, 1999 * KIB]
    with storing(Store(grain=KIB, kill_at=list(kills))) as store:
        codes = []
        while True:
            child = _sender(store, tmp_path, 512 * KIB)
            codes.append(child.returncode)
            if child.returncode == 0:
                break
            assert len(codes) < 6, child.stderr
    assert codes == [-9, -9, -9, 0]
    assert json.loads(child.stdout)["result"] == "v-1"
    assert (store.sha256(), store.sessions, store.complete) == (digest, 1, 1)


def test_piece_is_never_held_in_memory(tmp_path: Path, http: Http, steps: MemorySteps) -> None:
    size = 32 * KIB * KIB
    digest = film(tmp_path / "film", size)
    whole = Whole(tmp_path / "film", "video/mp4", size, 16 * KIB * KIB)
    with storing(Store()) as store:
        receiver = StoreReceiver(http, store.url, size)
        receiver.begin()  # what connecting takes is no growth
        tracemalloc.start()
        try:
            upload("video", whole, receiver, steps)
            assert tracemalloc.get_traced_memory()[1] < 4_000_000
        finally:
            tracemalloc.stop()
    assert store.sha256() == digest


@pytest.mark.soak
@pytest.mark.parametrize("piece", [16_000_000, None][: 2 if SOAKING else 1])
def test_large_file_takes_no_memory(tmp_path: Path, piece: int | None) -> None:
    """300 MB by `make soak`, a tenth of it otherwise."""
    size = 300_000_000 if SOAKING else 30_000_000
    digest = film(tmp_path / "film", size)
    with storing(Store()) as store:
        child = _sender(store, tmp_path, piece or size)
    assert child.returncode == 0, child.stderr
    assert json.loads(child.stdout)["grown"] < (64_000_000 if SOAKING else 8_000_000)
    assert store.sha256() == digest


def _sender(store: Store, folder: Path, piece: int) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.publishers.piece_sender",
            store.url,
            str(folder / "film"),
            str(piece),
            str(folder / "steps.json"),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
