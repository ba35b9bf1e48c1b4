"""Icons are there, sharp, in the right colour, and tell states apart by shape."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from brandcraft_desktop.domain.status import DeliveryStatus, PostStatus
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.theme import Scheme
from brandcraft_desktop.ui.theme.drawings import coloured, source
from brandcraft_desktop.ui.theme.status import LOOKS

ROOT = Path(__file__).resolve().parents[3]
SHAPES = sorted((ROOT / "brandcraft_desktop" / "ui" / "shapes").glob("*.svg"))
TRAY = ("normal", "attention", "paused", "posting")


def darkest(image: QImage) -> QColor:
    """The colour of the most opaque spot."""
    spots = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return max(spots, key=QColor.alpha)


def silhouette(image: QImage) -> tuple[bool, ...]:
    """Which spots are covered, whatever the colour."""
    return tuple(
        image.pixelColor(x, y).alpha() > 127
        for y in range(image.height())
        for x in range(image.width())
    )


@pytest.mark.parametrize("path", SHAPES, ids=lambda path: path.stem)
def test_every_own_shape_draws_something(application: QApplication, path: Path) -> None:
    assert QSvgRenderer(coloured(path.stem, "#112233")).isValid()
    image = theme.pixmap(path.stem, 24, "text").toImage()
    assert darkest(image).alpha() == 255


def test_an_icon_takes_the_colour_of_its_token_when_painted(application: QApplication) -> None:
    icon = theme.icon("status-failed", "failed")
    light = darkest(icon.pixmap(16).toImage())
    assert light == QColor(theme.live.tokens["failed"])

    theme.apply(application, Scheme.DARK)

    assert darkest(icon.pixmap(16).toImage()) == QColor(theme.live.tokens["failed"])
    assert theme.color("failed") != light


def test_a_checked_icon_is_accented_and_a_disabled_one_is_pale(application: QApplication) -> None:
    icon = theme.icon("check")
    on = icon.pixmap(QSize(24, 24), 1.0, QIcon.Mode.Normal, QIcon.State.On)
    off = icon.pixmap(QSize(24, 24), 1.0, QIcon.Mode.Disabled, QIcon.State.Off)
    assert darkest(on.toImage()) == theme.color("accent")
    assert darkest(off.toImage()) == theme.color("disabled")


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0, 3.0])
def test_an_icon_is_drawn_in_the_pixels_of_the_screen(
    application: QApplication, ratio: float
) -> None:
    drawn = theme.icon("status-published", "published").pixmap(QSize(16, 16), ratio)
    assert drawn.width() == round(16 * ratio)
    assert drawn.devicePixelRatio() == pytest.approx(ratio)
    painted = QImage(QSize(16, 16) * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    painted.setDevicePixelRatio(ratio)
    painted.fill(Qt.GlobalColor.transparent)
    painter = QPainter(painted)
    theme.paint_icon(painter, "status-published", QRect(0, 0, 16, 16), "published")
    painter.end()
    assert silhouette(painted) == silhouette(drawn.toImage())


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_the_gap_lies_between_icon_and_text(
    application: QApplication, direction: Qt.LayoutDirection
) -> None:
    application.setLayoutDirection(direction)
    try:
        image = theme.icon("status-failed", gap=6).pixmap(QSize(22, 16), 1.0).toImage()
    finally:
        application.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    edge = 21 if direction == Qt.LayoutDirection.LeftToRight else 0
    inside = 8 if direction == Qt.LayoutDirection.LeftToRight else 13
    assert all(image.pixelColor(edge, y).alpha() == 0 for y in range(16))
    assert any(image.pixelColor(inside, y).alpha() for y in range(16))


def test_every_status_has_a_look() -> None:
    statuses = {status.value for status in (*PostStatus, *DeliveryStatus)}
    assert statuses <= LOOKS.keys()


def test_states_of_one_colour_differ_in_shape(application: QApplication) -> None:
    drawn = {
        shown.shape: silhouette(theme.pixmap(shown.shape, 12, "text").toImage())
        for shown in LOOKS.values()
    }
    assert len(set(drawn.values())) == len(drawn)


def test_a_missing_icon_is_loud_in_the_log_and_soft_on_the_screen(
    application: QApplication, caplog: pytest.LogCaptureFixture
) -> None:
    source.cache_clear()
    with caplog.at_level(logging.ERROR):
        icon = theme.icon("no-such-drawing")
    assert "no-such-drawing" in caplog.text
    assert not icon.pixmap(16).isNull()
    caplog.clear()


def test_tray_shapes_differ_without_colour(application: QApplication) -> None:
    drawn = {silhouette(theme.pixmap(f"tray-{shape}", 16, "text").toImage()) for shape in TRAY}
    assert len(drawn) == len(TRAY)
    assert not theme.tray_icon("paused").pixmap(22).isNull()
    assert theme.tray_icon("posting", template=True).isMask()


def test_the_logo_of_packages_is_the_logo_of_the_window() -> None:
    outside = (ROOT / "resources" / "brandcraft.svg").read_text(encoding="utf-8")
    assert outside == source("logo")
