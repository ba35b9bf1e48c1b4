"""Each test starts in the light theme."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from brandcraft_desktop.ui import theme


@pytest.fixture
def application(qapp: QApplication) -> Iterator[QApplication]:
    """The application, dressed in light; put back to it afterwards."""
    theme.apply(qapp, theme.Scheme.LIGHT)
    yield qapp
    theme.apply(qapp, theme.Scheme.LIGHT)
