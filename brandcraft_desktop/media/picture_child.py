"""Runs alone in a process of its own: decodes a picture to the end and tells what it is.

    python -m brandcraft_desktop.media.picture_child PICTURE NAME TYPE

Prints one line of JSON: the facts, or the words with which the picture is refused.
"""

from __future__ import annotations

import sys
from pathlib import Path

from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.media import refusals
from brandcraft_desktop.media.child import be_modest
from brandcraft_desktop.media.picture_facts import decoded_facts, told, told_refusal

MEMORY = 3 * 1024**3
PROCESSOR_SECONDS = 60


def main(path: str, name: str, mime: str) -> int:
    """Print what is found; never a traceback."""
    be_modest(memory=MEMORY, seconds=PROCESSOR_SECONDS)
    try:
        words = told(decoded_facts(Path(path), name, mime))
    except BadInput as error:
        words = told_refusal(error)
    except MemoryError:
        words = told_refusal(refusals.takes_too_long(name))
    sys.stdout.write(words + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4]))
