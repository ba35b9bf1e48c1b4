"""Large pictures are made in strips: the same as whole ones, in bounded memory."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageChops

from brandcraft_desktop.domain.media_rules import Recipe, ThumbnailSize
from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.media import large, thumbnails
from brandcraft_desktop.media.images import fit
from brandcraft_desktop.media.probe import probe
from tests.media.files import ORIENTATION

MODES = ["1", "L", "LA", "P", "RGB", "RGBA", "I;16", "CMYK", "I", "F"]


def drawing(mode: str, size: tuple[int, int] = (130, 97)) -> Image.Image:
    """Slopes of colour and of transparency that differ in every corner."""
    width, height = size
    across = np.tile(np.linspace(0, 255, width), (height, 1))
    down = np.tile(np.linspace(0, 255, height), (width, 1)).T
    if mode in ("I;16", "I", "F"):
        kind = {"I;16": np.uint16, "I": np.int32, "F": np.float32}[mode]
        return Image.fromarray((across * 256).astype(kind))
    bands = np.stack([across, down, 255 - across, 255 - down / 2], axis=2).astype(np.uint8)
    picture = Image.fromarray(bands)
    if mode == "P":
        return picture.quantize(64)
    return picture.convert("RGB").convert(mode) if mode == "CMYK" else picture.convert(mode)


def size_of(path: Path) -> tuple[int, int]:
    with Image.open(path) as picture:
        return picture.size


def saved(folder: Path, mode: str, turn: int) -> Path:
    exif = Image.Exif()
    exif[ORIENTATION] = turn
    if mode in ("CMYK", "I", "F"):
        # Pillow turns CMYK wrongly where it maps the file into memory.
        drawing(mode).save(folder / "a.tif", exif=exif, compression="tiff_lzw")
        return folder / "a.tif"
    drawing(mode).save(folder / "a.png", exif=exif)
    return folder / "a.png"


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("turn", [1, 6, 7])
def test_in_strips_it_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: str, turn: int
) -> None:
    source, recipe = saved(tmp_path, mode, turn), Recipe("image/png", 10_000_000, 130)
    whole = fit(source, "a", recipe)
    monkeypatch.setattr(large, "BEARABLE", 1000)
    monkeypatch.setattr(large, "_STRIP", 1500)
    assert fit(source, "a", recipe) == whole


@pytest.mark.parametrize("mode", MODES)
def test_divided_it_looks_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: str
) -> None:
    source, recipe = saved(tmp_path, mode, 6), Recipe("image/png", 10_000_000, 40)
    whole = Image.open(BytesIO(fit(source, "a", recipe).data))
    monkeypatch.setattr(large, "BEARABLE", 1000)
    monkeypatch.setattr(large, "_STRIP", 1500)
    divided = Image.open(BytesIO(fit(source, "a", recipe).data))
    assert divided.mode == whole.mode
    assert max(divided.size) == max(whole.size) == 40
    assert abs(divided.width - whole.width) <= 1
    apart = ImageChops.difference(divided.resize(whole.size), whole)
    # Black and white dots stand for the greys of "1": two filters meet them differently.
    assert np.asarray(apart).mean() < (15 if mode == "1" else 5)


@pytest.mark.parametrize("size", [(5000, 200), (200, 5000), (4096, 4096), (2000, 30)])
def test_a_thumbnail_never_has_fewer_pixels_than_it_could(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    Image.new("RGB", size).save(tmp_path / "a.png")
    thumbnails.make(tmp_path / "a.png", "a", tmp_path / "small", "ab" * 32)
    for kind, (width, height) in thumbnails.FILLED.items():
        found = thumbnails.find(tmp_path / "small", "ab" * 32, kind)
        assert found is not None
        scale = min(1.0, size[0] / width, size[1] / height)
        assert size_of(found) == (round(width * scale), round(height * scale))
    found = thumbnails.find(tmp_path / "small", "ab" * 32, ThumbnailSize.LARGE)
    assert found is not None
    assert max(size_of(found)) == 1024


MAKING = """
import sys
from pathlib import Path
from brandcraft_desktop.domain.media_rules import Recipe
from brandcraft_desktop.media import images, probe, thumbnails

path = Path(sys.argv[1])
probe.probe(path, "a")
thumbnails.make(path, "a", path.parent / "small", "ab" * 32)
images.fit(path, "a", Recipe("image/jpeg", 5_000_000, 2000))
for line in Path("/proc/self/status").read_text().splitlines():
    if line.startswith("VmHWM:"):  # the most there ever was; `getrusage` counts the parent's too
        print(int(line.split()[1]) // 1024)
"""


def test_a_large_picture_is_decoded_and_nothing_more(tmp_path: Path) -> None:
    """60 megapixels of one byte each; in RGB each copy of them would take 240 MB."""
    path = tmp_path / "a.png"
    Image.new("L", (10_000, 6000), 90).save(path, compress_level=1)
    done = subprocess.run(
        [sys.executable, "-c", MAKING, str(path)], capture_output=True, text=True, check=True
    )
    assert int(done.stdout) < 240


def test_a_webp_of_too_many_pixels_is_refused_in_words(tmp_path: Path) -> None:
    Image.new("L", (8100, 5000)).save(tmp_path / "a.webp", quality=1, method=0)
    with pytest.raises(BadInput, match="too many pixels") as refused:
        probe(tmp_path / "a.webp", "a.webp")
    assert "40 megapixels" in refused.value.cause
