"""Drives the real window through mouse and key events, as a person does (`demo --headless`)."""

from brandcraft_desktop.ui.robot.hands import (
    RailButton,
    at_left,
    click,
    drop_files,
    find,
    press,
    type_text,
)
from brandcraft_desktop.ui.robot.patience import GaveUp, pass_time, wait_for
from brandcraft_desktop.ui.robot.pictures import save_picture

__all__ = [
    "GaveUp",
    "RailButton",
    "at_left",
    "click",
    "drop_files",
    "find",
    "pass_time",
    "press",
    "save_picture",
    "type_text",
    "wait_for",
]
