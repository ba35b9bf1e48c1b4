"""Widgets that know Qt and nothing of us."""

from brandcraft_desktop.ui.widgets.announce import announce
from brandcraft_desktop.ui.widgets.button import Button
from brandcraft_desktop.ui.widgets.flow_layout import FlowLayout, spread
from brandcraft_desktop.ui.widgets.icon_button import IconButton
from brandcraft_desktop.ui.widgets.labels import ElidedLabel, WrappedLabel
from brandcraft_desktop.ui.widgets.notice_bar import Mark, NoticeBar
from brandcraft_desktop.ui.widgets.pill import Pill
from brandcraft_desktop.ui.widgets.style import paint_focus, scaled_font, set_look
from brandcraft_desktop.ui.widgets.toast import Toast

__all__ = [
    "Button",
    "ElidedLabel",
    "FlowLayout",
    "IconButton",
    "Mark",
    "NoticeBar",
    "Pill",
    "Toast",
    "WrappedLabel",
    "announce",
    "paint_focus",
    "scaled_font",
    "set_look",
    "spread",
]
