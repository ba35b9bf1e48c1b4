"""A process that makes a long video until somebody kills it.

    python -m tests.services.converting_child HOME MEDIA

Prints a line once the video is being written.
"""

from __future__ import annotations

import sys
import threading
from pathlib import Path

from brandcraft_desktop.domain.conversion import Asker
from brandcraft_desktop.domain.events import ConversionState, Event, MediaProgress
from brandcraft_desktop.paths import Home
from brandcraft_desktop.services import conversions, media
from brandcraft_desktop.services.workspace import open_workspace
from tests.services.films_to_make import LONG, order_for


def main(home: str, media_id: str) -> None:
    """Convert until killed."""
    workspace = open_workspace(Home(Path(home)), passphrase="a passphrase for tests")
    begun = threading.Event()

    def hear(event: Event) -> None:
        if isinstance(event, MediaProgress) and event.state is ConversionState.RUNNING:
            begun.set() if event.done else None

    workspace.bus.subscribe(hear)
    order = order_for(media.show(workspace, media_id), LONG)
    conversions.of(workspace).ask(order, Asker.PERSON)
    begun.wait()
    sys.stdout.write("going\n")
    sys.stdout.flush()
    threading.Event().wait()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
