"""Running ffmpeg: progress, cancelling, limits, and what a failure leaves."""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from pathlib import Path

import pytest

from brandcraft_desktop.media import ffmpeg
from brandcraft_desktop.media.child import clean_environment
from brandcraft_desktop.media.video import child_environment

LONG = ("-f", "lavfi", "-i", "testsrc2=size=1280x720:rate=60:duration=3600", "-f", "null", "-")


def test_progress_counts_the_seconds_that_are_finished(tmp_path: Path) -> None:
    told: list[float] = []
    source = "testsrc2=size=320x240:rate=30:duration=2"
    ffmpeg.run(["-f", "lavfi", "-i", source, str(tmp_path / "made.mp4")], progress=told.append)
    assert told == sorted(set(told))
    assert told[-1] == pytest.approx(2.0, abs=0.1)


def test_a_run_that_nobody_wants_any_more_is_stopped() -> None:
    going = threading.Event()
    with pytest.raises(ffmpeg.Cancelled):
        ffmpeg.run(LONG, progress=lambda _: going.set(), cancelled=going.is_set)
    assert going.is_set()


def test_a_run_over_its_time_is_stopped() -> None:
    with pytest.raises(ffmpeg.Exceeded):
        ffmpeg.run(LONG, limits=ffmpeg.Limits(seconds=0.5))


def test_a_run_without_progress_is_stopped() -> None:
    # "-re" plays at its own pace, and "null" tells of nothing before the first frame.
    waiting = ("-re", "-f", "lavfi", "-i", "testsrc2=rate=1/60", "-f", "null", "-")
    with pytest.raises(ffmpeg.Exceeded):
        ffmpeg.run(waiting, limits=ffmpeg.Limits(silent_seconds=0.5))


def test_a_failure_says_what_ffmpeg_said(tmp_path: Path) -> None:
    with pytest.raises(ffmpeg.Failed, match="No such file"):
        ffmpeg.run(["-i", str(tmp_path / "nowhere.mp4"), "-f", "null", "-"])


def test_no_child_gets_what_is_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("BRANDCRAFT_VAULT_PASSPHRASE", "AWS_SECRET_ACCESS_KEY", "BRANDCRAFT_DATABASE_URL"):
        monkeypatch.setenv(name, "sealed words")
    there: list[bytes] = []

    def look(_: float) -> None:
        for place in Path("/proc").glob("[0-9]*/status"):
            with suppress(OSError):
                if f"PPid:\t{os.getpid()}\n" in place.read_text():
                    there.append(place.with_name("environ").read_bytes())

    with pytest.raises(ffmpeg.Cancelled):
        ffmpeg.run(LONG, progress=look, cancelled=lambda: bool(there))
    assert any(b"PATH=" in one for one in there)
    assert not any(b"sealed words" in one for one in there)
    assert "sealed words" not in str(child_environment())
    assert "sealed words" not in str(clean_environment())
