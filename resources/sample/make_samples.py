# ruff: noqa: INP001, S311 - a script, and pictures need no secrets
"""Draws the pictures and the film of the demo: `python resources/sample/make_samples.py`.

Always the same files, drawn by us, free of any other rights.
"""

from __future__ import annotations

import math
import random
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFilter

HERE = Path(__file__).parent
SIZE = (1600, 1200)

Colour = tuple[int, int, int]


def sky(size: tuple[int, int], top: Colour, bottom: Colour) -> Image.Image:
    """A vertical blend."""
    share = np.linspace(0.0, 1.0, size[1])[:, None]
    column = np.array(top) * (1 - share) + np.array(bottom) * share
    rows = np.repeat(column[:, None, :], size[0], axis=1)
    return Image.fromarray(rows.astype(np.uint8))


def hills(picture: Image.Image, seed: int, colours: tuple[Colour, ...], start: float) -> None:
    """Ranges of hills, the nearer the lower."""
    random_ = random.Random(seed)
    draw = ImageDraw.Draw(picture)
    width, height = picture.size
    for number, colour in enumerate(colours):
        base = height * (start + number * (1 - start) / len(colours))
        waves = [
            (random_.uniform(0.5, 3.0), random_.uniform(0, 6.3), random_.uniform(15, 60))
            for _ in range(4)
        ]
        outline = [
            (
                x,
                base + sum(math.sin(x / width * 6.28 * f + p) * a for f, p, a in waves),
            )
            for x in range(0, width + 8, 8)
        ]
        draw.polygon([*outline, (width, height), (0, height)], fill=colour)


def sun(picture: Image.Image, place: tuple[int, int], radius: int, colour: Colour) -> None:
    """A disc with a glow."""
    glow = Image.new("L", picture.size, 0)
    x, y = place
    ImageDraw.Draw(glow).ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)
    soft = glow.filter(ImageFilter.GaussianBlur(radius))
    picture.paste(colour, mask=soft)
    picture.paste(colour, mask=glow.filter(ImageFilter.GaussianBlur(2)))


def dawn() -> Image.Image:
    """Hills at dawn."""
    picture = sky(SIZE, (58, 76, 128), (250, 190, 150))
    sun(picture, (1120, 560), 90, (255, 232, 190))
    hills(picture, 3, ((140, 112, 140), (104, 84, 122), (68, 60, 98), (38, 38, 66)), 0.55)
    return picture


def lake() -> Image.Image:
    """A lake at noon."""
    picture = sky(SIZE, (64, 140, 200), (200, 228, 240))
    hills(picture, 8, ((120, 160, 150), (74, 122, 100)), 0.45)
    water = sky((SIZE[0], 420), (90, 158, 190), (30, 84, 120))
    picture.paste(water, (0, SIZE[1] - 420))
    draw = ImageDraw.Draw(picture)
    draw.polygon([(700, 900), (960, 900), (910, 950), (750, 950)], fill=(140, 60, 40))
    draw.polygon([(830, 660), (830, 890), (960, 890)], fill=(246, 244, 236))
    return picture


def city() -> Image.Image:
    """A town at night."""
    picture = sky(SIZE, (12, 16, 40), (70, 50, 90))
    random_ = random.Random(5)
    draw = ImageDraw.Draw(picture)
    for layer, shade in enumerate((48, 34, 20)):
        x = -40
        while x < SIZE[0]:
            wide, high = random_.randrange(90, 190), random_.randrange(260, 640) - layer * 80
            draw.rectangle((x, SIZE[1] - high, x + wide, SIZE[1]), fill=(shade, shade, shade + 22))
            for column in range(x + 14, x + wide - 14, 30):
                for row in range(SIZE[1] - high + 20, SIZE[1] - 20, 44):
                    if random_.random() < 0.28:
                        draw.rectangle((column, row, column + 14, row + 20), fill=(250, 214, 130))
            x += wide + random_.randrange(0, 30)
    return picture


def portrait() -> Image.Image:
    """A tall picture of a plant on a table."""
    picture = sky((1080, 1350), (238, 226, 208), (214, 190, 164))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 1080, 1080, 1350), fill=(150, 108, 78))
    for number in range(11):
        turn = math.radians(-160 + number * 14)
        tip = (540 + math.cos(turn) * 380, 760 + math.sin(turn) * 420)
        side = (540 + math.cos(turn + 0.22) * 250, 800 + math.sin(turn + 0.22) * 270)
        green = (40 + number * 6, 110 + (number % 3) * 16, 70)
        draw.polygon([(540, 860), side, tip], fill=green)
    draw.polygon([(400, 840), (680, 840), (640, 1120), (440, 1120)], fill=(196, 98, 66))
    return picture


def badge() -> Image.Image:
    """A round badge on nothing."""
    picture = Image.new("RGBA", (800, 800), (0, 0, 0, 0))
    draw = ImageDraw.Draw(picture)
    draw.ellipse((40, 40, 760, 760), fill=(47, 111, 222, 255))
    draw.ellipse((90, 90, 710, 710), outline=(255, 255, 255, 255), width=14)
    draw.polygon([(300, 240), (300, 560), (590, 400)], fill=(255, 255, 255, 255))
    return picture


def film(path: Path) -> None:
    """Three seconds of the sun going down."""
    size = (640, 360)
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"mp4v"), 24.0, size)
    for number in range(72):
        picture = sky(size, (70, 60, 120), (244, 150, 110))
        sun(picture, (320, 120 + number * 2), 36, (255, 226, 170))
        hills(picture, 3, ((96, 72, 110), (50, 44, 78)), 0.62)
        writer.write(cv2.cvtColor(np.asarray(picture), cv2.COLOR_RGB2BGR))
    writer.release()


def main() -> None:
    """Draw everything."""
    for name, picture in (("dawn", dawn()), ("lake", lake()), ("town", city())):
        picture.save(HERE / f"{name}.jpg", quality=82, optimize=True)
    portrait().save(HERE / "plant.jpg", quality=82, optimize=True)
    badge().save(HERE / "badge.png", optimize=True)
    film(HERE / "sunset.mp4")


if __name__ == "__main__":
    main()
