"""Writing a post: one text, adjusted per platform, seen as it will be sent."""

from __future__ import annotations

from brandcraft_desktop.ui.editor.page import EditorPage

__all__ = ["EditorPage"]
