"""The media dialog: everything a person decides about one file of a post."""

from brandcraft_desktop.ui.editor.media_dialog.dialog import MediaDialog
from brandcraft_desktop.ui.editor.media_dialog.subject import Decided, Subject, facts_line

__all__ = ["Decided", "MediaDialog", "Subject", "facts_line"]
