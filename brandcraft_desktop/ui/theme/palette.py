"""The palette: colours for everything the style sheet does not reach."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QColor, QPalette

from brandcraft_desktop.ui.theme.tokens import Tokens

Role = QPalette.ColorRole

ROLES: Final = (
    (Role.Window, "bg"),
    (Role.WindowText, "text"),
    (Role.Base, "surface"),
    (Role.AlternateBase, "sunken"),
    (Role.Text, "text"),
    (Role.Button, "surface"),
    (Role.ButtonText, "text"),
    (Role.BrightText, "failed"),
    (Role.ToolTipBase, "text"),
    (Role.ToolTipText, "surface"),
    (Role.Highlight, "selection"),
    (Role.HighlightedText, "selection_text"),
    (Role.Accent, "accent"),
    (Role.Link, "link"),
    (Role.LinkVisited, "link"),
    (Role.PlaceholderText, "text3"),
    (Role.Light, "hover"),
    (Role.Midlight, "hover"),
    (Role.Mid, "border"),
    (Role.Dark, "border_strong"),
    (Role.Shadow, "border_strong"),
)


def palette(tokens: Tokens) -> QPalette:
    """A full palette made of the tokens alone."""
    made = QPalette()
    for role, token in ROLES:
        made.setColor(role, QColor(tokens[token]))
    for role in (Role.WindowText, Role.Text, Role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens["disabled"]))
    return made
