"""What the Tab key reaches inside a widget, in the order in which it stands there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget


def stops(widget: QWidget) -> list[QWidget]:
    """The widget and all in its layouts that take the focus by keys, hidden ones too."""
    found = [widget] if widget.focusPolicy() & Qt.FocusPolicy.TabFocus else []
    inner = widget.widget() if isinstance(widget, QScrollArea) else None
    if inner is not None:
        return [*found, *stops(inner)]
    layout = widget.layout()
    return [*found, *_inside(layout)] if layout is not None else found


def _inside(layout: QLayout) -> list[QWidget]:
    found: list[QWidget] = []
    for place in range(layout.count()):
        item = layout.itemAt(place)
        widget, inner = (item.widget(), item.layout()) if item is not None else (None, None)
        if widget is not None:
            found += stops(widget)
        elif inner is not None:
            found += _inside(inner)
    return found
