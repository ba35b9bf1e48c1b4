"""What is said of files that can't be used: what they are, and what to do about it."""

from __future__ import annotations

import errno

from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.media.signatures import CHOOSE, SOUND, Sniffed


def not_media(name: str, found: Sniffed | None) -> BadInput:
    """The error for a file of another kind; `found` None: of no kind that is known."""
    if found is None:
        title = f"“{name}” is not a picture or video."
        return BadInput(title, "Its content is none of the known kinds.", CHOOSE, field="media")
    if found.mime.startswith(("image/", "video/")):
        title = f"“{name}” is {found.word}, which can't be used here."
        cause = "It has to be saved in another format first."
    else:
        title, cause = f"“{name}” is not a picture or video.", f"It is {found.word}."
    return BadInput(title, cause, found.todo, field="media")


def too_large(name: str, kind: str, size: int, most: int) -> BadInput:
    """The error for a file of more bytes than can be worked on."""
    return BadInput(
        f"“{name}” is too large.",
        f"A {kind} may have up to {most // 1_000_000:,} MB; this one has {size // 1_000_000:,} MB.",
        "Save a smaller version of it and add that.",
        field="media",
    )


def folder(name: str) -> BadInput:
    """The error for a folder in the place of a file."""
    return BadInput(
        f"“{name}” is a folder.", "", "Open it and choose the files in it.", field="media"
    )


def not_ordinary(name: str) -> BadInput:
    """The error for a pipe, a socket or a device: reading it might never end."""
    return BadInput(f"“{name}” is not an ordinary file.", "", CHOOSE, field="media")


def empty(name: str) -> BadInput:
    """The error for a file without content."""
    return BadInput(
        f"“{name}” is empty.",
        "The file has no content; perhaps it was never finished copying.",
        "Copy it again, or choose another.",
        field="media",
    )


def changed(name: str) -> BadInput:
    """The error for a file that somebody writes at the same time."""
    return BadInput(
        f"“{name}” changed while it was copied.",
        "Another program is still writing it.",
        "Wait until it is done, then add it again.",
        field="media",
    )


def unreadable(name: str, error: OSError) -> BadInput:
    """What the system says when a file can't be read, in words for a person."""
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return BadInput(
            f"There is no file “{name}”.",
            "It was moved, renamed or deleted, or the name is misspelt.",
            "Choose it again.",
            field="media",
        )
    if error.errno in (errno.EACCES, errno.EPERM):
        return BadInput(
            f"“{name}” can't be opened.",
            "You may not read this file.",
            "Change its permissions, or copy it to another folder.",
            field="media",
        )
    return BadInput(
        f"“{name}” can't be read.",
        error.strerror or "",
        "Check the disk it is on, then try again.",
        field="media",
    )


def broken_video(name: str) -> BadInput:
    """The error for a video that can't be played."""
    return BadInput(
        f"“{name}” is damaged or incomplete.",
        "No picture of the video can be read, or the file was cut off.",
        "Export it again from your video program, or choose another.",
        field="media",
    )


def no_pictures(name: str) -> BadInput:
    """The error for a video file that holds sound alone."""
    return BadInput(
        f"“{name}” has no pictures.",
        "It looks like a video, but there is only sound in it.",
        SOUND,
        field="media",
    )


def locked(name: str) -> BadInput:
    """The error for a film from a shop."""
    return BadInput(
        f"“{name}” is protected against copying.",
        "Its pictures are encrypted and play only where they were bought.",
        "Choose a video of your own.",
        field="media",
    )


def takes_too_long(name: str) -> BadInput:
    """The error for a picture whose decoder had to be stopped."""
    return BadInput(
        f"“{name}” can't be decoded.",
        "It takes far more time or memory than a picture of its size should: it is damaged, or "
        "made to do harm.",
        "Open it in a picture program and save it again, or choose another.",
        field="media",
    )
