"""Drives the real window through mouse and key events, as a person does (`demo --headless`)."""

from brandcraft_desktop.ui.robot.hands import (
    RailButton,
    Widget,
    answer,
    at_left,
    choose_last,
    click,
    drop_files,
    find,
    press,
    tick,
    type_text,
)
from brandcraft_desktop.ui.robot.patience import GaveUp, pass_time, wait_for
from brandcraft_desktop.ui.robot.pictures import save_picture

__all__ = [
    "GaveUp",
    "RailButton",
    "Widget",
    "answer",
    "at_left",
    "choose_last",
    "click",
    "drop_files",
    "find",
    "pass_time",
    "press",
    "save_picture",
    "tick",
    "type_text",
    "wait_for",
]
