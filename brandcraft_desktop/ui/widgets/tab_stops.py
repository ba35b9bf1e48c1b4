"""What the Tab key reaches inside a widget, in the order in which it stands there."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget


def tab_as_it_reads(widget: QWidget) -> None:
    """Let the Tab key go through a widget as it is laid out.

    Left alone Qt goes by who was given the widget as a parent first: the buttons of a dialog would
    come before its fields.
    """
    policy = widget.focusPolicy()
    # WORKAROUND Qt takes the first stop for the next one after the last, as the order is a ring,
    # and would leave it where it is; for a moment the widget itself stands between the two.
    widget.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    for one, after in pairwise(stops(widget)):
        QWidget.setTabOrder(one, after)
    widget.setFocusPolicy(policy)


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
