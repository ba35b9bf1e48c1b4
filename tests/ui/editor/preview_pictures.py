"""Draws every layout of the previews in both themes and two widths into PNG files, to be looked at.

Run ``QT_QPA_PLATFORM=offscreen python -m tests.ui.editor.preview_pictures <folder>``.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from PIL import Image, ImageDraw
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from brandcraft_desktop.domain.plan import AttachedMedia, Composition
from brandcraft_desktop.domain.views import AccountPlan, MediaView
from brandcraft_desktop.publishers.registry import Registry
from brandcraft_desktop.services import media
from brandcraft_desktop.services.workspace import Workspace, close
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.bridge import Bridge
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.editor.previews import Preview
from brandcraft_desktop.ui.editor.thumbnails import Thumbnails
from brandcraft_desktop.ui.tasks import Tasks
from tests.media.files import encoded
from tests.ui.editor.world import StandingClock, Way, open_home

WIDTHS = (366, 560)
TEXT = (
    "It starts Friday 🎉 All brush packs are 40% off for 72 hours.\n\nI made every one of them for "
    "a real client piece, and the process videos are included. Write to @anna if a pack does not "
    "open, or see https://demo-studio.example.com/friday\n\n#illustration #procreate #brushes"
)
HEBREW = "זה מתחיל ביום שישי: 40% הנחה על כל המברשות, למשך 72 שעות בלבד. @anna #illustration"
LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 2


def drawing(path: Path, colours: tuple[int, int, int], size: tuple[int, int]) -> Path:
    """Hills under a sun."""
    image = Image.new("RGB", size)
    draw = ImageDraw.Draw(image)
    for row in range(size[1]):
        share = 1 - 0.55 * row / size[1]
        draw.line((0, row, size[0], row), fill=tuple(round(one * share) for one in colours))
    side = min(size)
    sun = (size[0] * 0.55, size[1] * 0.2, size[0] * 0.55 + side / 4, size[1] * 0.2 + side / 4)
    draw.ellipse(sun, fill=(255, 244, 214))
    for shift, shade in ((0.62, 0.55), (0.75, 0.4), (0.88, 0.28)):
        top = size[1] * shift
        dark = tuple(round(one * shade) for one in colours)
        draw.polygon(
            [
                (0, top),
                (size[0] * 0.3, top - side * 0.12),
                (size[0] * 0.7, top + side * 0.06),
                (size[0], top - side * 0.1),
                (size[0], size[1]),
                (0, size[1]),
            ],
            fill=dark,
        )
    image.save(path, quality=90)
    return path


def imported(workspace: Workspace, *paths: Path) -> list[MediaView]:
    """The files in the library, looked at."""
    return [media.process(workspace, one.id) for one in media.add(workspace, list(paths))]


def attached(*views: MediaView, alt: str = "Hills under a low sun") -> tuple[AttachedMedia, ...]:
    """As files of a post."""
    return tuple(
        AttachedMedia(one.id, one.sha256, one.name, one.state, one.facts, alt) for one in views
    )


def scenes(workspace: Workspace, folder: Path) -> Mapping[str, list[tuple[str, Composition]]]:
    """What is drawn, by the name of the picture."""
    shapes = ((1600, 1000), (1000, 1000), (1200, 1500), (1080, 1350), (1500, 1000), (900, 1600))
    colours = (
        (232, 120, 88),
        (88, 152, 232),
        (120, 192, 104),
        (200, 140, 220),
        (230, 180, 80),
        (90, 190, 190),
    )
    pictures = imported(
        workspace,
        *(
            drawing(folder / f"hills{n}.jpg", colour, shape)
            for n, (colour, shape) in enumerate(zip(colours, shapes, strict=True))
        ),
    )

    def film(name: str, size: str) -> Path:
        source = ("-f", "lavfi", "-i", f"testsrc2=size={size}:rate=25:duration=8")
        return encoded(folder / name, "-pix_fmt", "yuv420p", sources=source)

    tall, wide = imported(workspace, film("tall.mp4", "360x640"), film("wide.mp4", "640x360"))
    one, two, three, four, five, six = pictures
    files = attached
    short = TEXT.split("\n", maxsplit=1)[0]
    return {
        "grids": [
            ("bluesky", Composition(TEXT[:200], files(one))),
            ("x", Composition(short, files(one, two))),
            ("mastodon", Composition(short, files(one, two, three))),
            (
                "x",
                Composition(
                    short,
                    files(one, two, three, four),
                    {"paid_partnership": "true", "reply_settings": "following"},
                ),
            ),
            ("linkedin", Composition(TEXT * 3, files(one, two, three, four, five, six))),
            ("x", Composition(short, files(wide))),
        ],
        "carousels": [
            ("instagram", Composition(TEXT, files(four, tall, one, two), {"ai_generated": "true"})),
            ("instagram", Composition(TEXT, files(three))),
            ("tiktok", Composition(short, files(four, one, two), {"title": "Brush week"})),
            ("threads", Composition(short, files(one, four))),
        ],
        "phones": [
            ("instagram", Composition(TEXT, files(tall))),
            (
                "tiktok",
                Composition(
                    short,
                    files(tall),
                    {"disclose": "true", "your_brand": "true", "cover_frame": "3000"},
                ),
            ),
            ("youtube", Composition(TEXT, files(tall), {"title": "Ten brushes in one minute"})),
            ("instagram", Composition(TEXT, files(one), {"kind": "story"})),
            ("facebook", Composition(TEXT, files(tall), {"kind": "story"})),
            ("tiktok", Composition(short)),
        ],
        "wide": [
            (
                "youtube",
                Composition(
                    TEXT, files(wide), {"title": "How I draw brushes", "visibility": "unlisted"}
                ),
            ),
            ("youtube", Composition(TEXT)),
            (
                "pinterest",
                Composition(
                    TEXT,
                    files(six),
                    {"title": "Forest study", "board": "b", "link": "https://example.com/forest"},
                ),
            ),
            ("pinterest", Composition(short, files(four))),
        ],
        "texts": [
            ("bluesky", Composition(TEXT[:290])),
            ("bluesky", Composition(TEXT + TEXT[:80])),
            (
                "bluesky",
                Composition(f"{TEXT}\n---\n{short}\n---\nThe last one.", files(one), thread=True),
            ),
            (
                "mastodon",
                Composition(
                    TEXT, files(one, two), {"spoiler_text": "Advertising", "visibility": "unlisted"}
                ),
            ),
            ("mastodon", Composition(short, files(one, two, three), {"sensitive": "true"})),
            ("bluesky", Composition(short, files(one), {"labels": "graphic-media"})),
            ("x", Composition(HEBREW + "\nLatin with עברית inside")),
            ("threads", Composition(LONG_WORD)),
        ],
    }


def settle(tasks: Tasks, seconds: float = 0.5) -> None:
    """Let threads and timers have their turn."""
    end = time.monotonic() + seconds
    while time.monotonic() < end or tasks.busy:
        QApplication.processEvents()
        time.sleep(0.005)


def inner(preview: Preview) -> QWidget:
    """What is scrolled."""
    found = preview.widget()
    assert found is not None
    return found


def main(folder: Path) -> None:
    """Draw everything."""
    folder.mkdir(parents=True, exist_ok=True)
    application = QApplication.instance() or QApplication(sys.argv)
    assert isinstance(application, QApplication)
    theme.apply(application, theme.Scheme.LIGHT)
    registry = Registry()
    infos = {one.info.id: one.info for one in registry.all()}
    rules = {one.info.id: one for one in registry.all()}
    with tempfile.TemporaryDirectory() as home:
        workspace = open_home(Path(home) / "home", StandingClock(), registry)
        tasks = Tasks()
        thumbnails = Thumbnails(Context(workspace, tasks, Bridge(), Way()))
        drawn = scenes(workspace, Path(home))
        for name, scene in drawn.items():
            plans = [
                AccountPlan(
                    f"{n}",
                    platform,
                    "demo_studio",
                    "Demo Studio",
                    None,
                    registry.get(platform).plan(composition),
                )
                for n, (platform, composition) in enumerate(scene)
            ]
            for width in WIDTHS:
                page = QWidget()
                page.setObjectName("page")
                page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
                column = QVBoxLayout(page)
                column.setContentsMargins(0, 0, 0, 0)
                preview = Preview(infos, rules, thumbnails)
                column.addWidget(preview)
                page.resize(width, 900)
                page.show()
                preview.show_plans(plans, "Fri 27 Nov")
                settle(tasks)
                page.resize(width, inner(preview).sizeHint().height() + 40)
                settle(tasks, 0.3)
                page.resize(width, inner(preview).height())
                for scheme in (theme.Scheme.LIGHT, theme.Scheme.DARK):
                    theme.apply(application, scheme)
                    settle(tasks, 0.2)
                    page.grab().save(str(folder / f"{name}_{scheme.value}_{width}.png"))
                page.close()
        settle(tasks)
        tasks.close()
        close(workspace)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
