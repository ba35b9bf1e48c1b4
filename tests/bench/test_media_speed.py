"""How fast files are fitted, beside plain Pillow, sharp and a plain ffmpeg on the same files.

Judged by processor time, in turn; the middle ratio counts. What is printed is for people.
"""

from __future__ import annotations

import json
import resource
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import pytest
from PIL import Image, ImageOps

from brandcraft_desktop.domain.media_rules import MediaFacts, MediaKind, Recipe, VideoRecipe
from brandcraft_desktop.media.ffmpeg import program as packaged
from brandcraft_desktop.media.film_sizes import QUALITY
from brandcraft_desktop.media.images import fit
from brandcraft_desktop.media.transcode import THREADS, transcode
from tests.bench.size import FULL
from tests.media.files import encoded, noise
from tests.real import npm
from tests.real.availability import program

pytestmark = pytest.mark.bench

ROUNDS = 5 if FULL else 1
SIDE, MOST = 1080, 1_000_000
PICTURE = (4000, 3000) if FULL else (1600, 1200)
FILM = (1080, 1920, 60, 20) if FULL else (270, 480, 30, 1)
MADE = (720, 1280) if FULL else (180, 320)
# A hundredth of what a film of that size takes decoded; the child's memory is its own.
MOST_MEMORY = 30_000_000
TIMES_PLAIN = 1.6
SHARP = Path(__file__).with_name("sharp")


def taken(act: Callable[[], object], who: int = resource.RUSAGE_SELF) -> float:
    """Processor seconds."""
    before = resource.getrusage(who)
    act()
    after = resource.getrusage(who)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def plain_pillow(source: Path, target: Path) -> None:
    """What a person would write who wants a smaller upright picture."""
    with Image.open(source) as opened:
        upright = ImageOps.exif_transpose(opened)
        upright.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
        upright.convert("RGB").save(target, "JPEG", quality=92, optimize=True)


def test_a_photo_of_twelve_megapixels(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, target = noise(tmp_path / "photo.jpg", PICTURE), tmp_path / "plain.jpg"
    recipe = Recipe("image/jpeg", MOST, SIDE)
    made = fit(source, "photo.jpg", recipe)
    assert made.width == SIDE
    assert len(made.data) <= MOST
    ours, plain = [], []
    for _ in range(ROUNDS):
        ours.append(taken(lambda: fit(source, "photo.jpg", recipe)))
        plain.append(taken(lambda: plain_pillow(source, target)))
    beside = median(our / one for our, one in zip(ours, plain, strict=True))
    words = f"{median(ours):.3f} s, {beside:.2f} times plain Pillow ({median(plain):.3f} s)"
    if FULL:
        sharp = with_sharp(source, tmp_path / "sharp.jpg")
        words += f", {median(ours) / sharp:.2f} times sharp ({sharp:.3f} s)"
    with capsys.disabled():
        print(f"\n  {PICTURE[0]}x{PICTURE[1]} to {SIDE} px, {len(made.data):,} bytes: {words}")
    if FULL:
        # More than one encoding where the first does not fit; plain Pillow asks for no size.
        assert beside < 4, words


def with_sharp(source: Path, target: Path) -> float:
    """Processor seconds of sharp (libvips), installed once."""
    node = program("node", package="nodejs, or Node 20 from nodejs.org")
    command = program("npm", package="npm, or Node 20 from nodejs.org")
    steps = [[command, "ci", "--ignore-scripts", "--fetch-retries=5"]]
    folder = npm.install("sharp", SHARP, steps)
    shutil.copy2(SHARP / "fit.mjs", folder / "fit.mjs")
    done = subprocess.run(
        [node, "fit.mjs", str(source), str(target), str(SIDE), str(ROUNDS + 1)],
        cwd=folder,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return float(median(used for used, _ in json.loads(done.stdout)["taken"][1:]))


def test_a_film_for_a_telephone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    width, height, rate, seconds = FILM
    picture = f"testsrc2=size={width}x{height}:rate={rate}:duration=1,noise=alls=6:allf=t"
    second = encoded(
        tmp_path / "second.mp4",
        *("-c:v", "libx264", "-preset", "ultrafast", "-crf", "18", "-pix_fmt", "yuv420p"),
        *("-c:a", "aac"),
        sources=("-f", "lavfi", "-i", picture, "-f", "lavfi", "-i", "sine=duration=1"),
    )
    again = ("-stream_loop", str(seconds - 1), "-i", str(second))
    source = encoded(tmp_path / "film.mp4", "-c", "copy", sources=again)
    facts = MediaFacts(
        *(MediaKind.VIDEO, "video/mp4", source.stat().st_size, width, height),
        duration=float(seconds),
        frame_rate=float(rate),
    )
    recipe = VideoRecipe(*MADE, 100_000_000, 5_000_000)
    resident: list[int] = []

    def ours() -> None:
        target = tmp_path / "ours.mp4"
        target.unlink(missing_ok=True)
        at_rest = memory()
        transcode(
            *(source, "film.mp4", facts, recipe, target),
            progress=lambda _: resident.append(memory() - at_rest),
        )

    def plain() -> None:
        rated = ("-crf", str(QUALITY), "-maxrate", "5M", "-bufsize", "5M")
        coded = ("-c:v", "libx264", "-preset", "medium", *rated, "-threads", str(THREADS))
        words = (*coded, "-c:a", "aac", "-b:a", "128k", "-ac", "2", "-movflags", "+faststart")
        size = f"scale={MADE[0]}:{MADE[1]}:flags=lanczos"
        command = [packaged(), "-v", "error", "-nostdin", "-y", "-i", str(source), "-vf", size]
        subprocess.run([*command, *words, str(tmp_path / "plain.mp4")], check=True)

    begun = time.monotonic()
    our = taken(ours, resource.RUSAGE_CHILDREN)
    wall = time.monotonic() - begun
    one = taken(plain, resource.RUSAGE_CHILDREN)
    words = (
        f"{our:.1f} s of processor time ({wall:.1f} s), {our / one:.2f} times plain ffmpeg "
        f"({one:.1f} s); the program itself grew by {max(resident, default=0) / 1e6:.1f} MB"
    )
    with capsys.disabled():
        print(f"\n  {width}x{height} at {rate}, {seconds} s, to {MADE[0]}x{MADE[1]}: {words}")
    assert max(resident, default=0) < MOST_MEMORY, words
    if FULL:
        assert our / one < TIMES_PLAIN, words


def memory() -> int:
    """Bytes of this process that are in memory now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize()
