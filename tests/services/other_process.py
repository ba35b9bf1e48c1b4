"""A second process on the same workspace, driven line by line.

Run as `python -m tests.services.other_process HOME [DATABASE_URL]`. It answers each line of its
input with one line: "owner", "emit POST", "progress", "hear N" (waits for N events), "quit".
"""

from __future__ import annotations

import queue
import sys
from pathlib import Path

from brandcraft_desktop.domain.events import DeliveryProgress, Event, PostChanged
from brandcraft_desktop.paths import Home
from brandcraft_desktop.services.transaction import change
from brandcraft_desktop.services.workspace import close, open_workspace

WAIT = 30.0


def main() -> None:
    """See the module."""
    url = sys.argv[2] if len(sys.argv) > 2 else None
    workspace = open_workspace(Home(Path(sys.argv[1])), database_url=url)
    heard: queue.Queue[Event] = queue.Queue()
    workspace.bus.subscribe(heard.put)
    print("ready", flush=True)
    for line in sys.stdin:
        order, _, rest = line.strip().partition(" ")
        answer = "ok"
        if order == "owner":
            answer = workspace.owner
        elif order == "emit":
            change(workspace, lambda _, emit, post=rest: emit(PostChanged(post)))  # type: ignore[misc]
        elif order == "progress":
            workspace.bus.tell(DeliveryProgress("d", "p", 5, 9, "Uploading é"))
        elif order == "hear":
            answer = " ".join(repr(heard.get(timeout=WAIT)) for _ in range(int(rest)))
        elif order == "quit":
            break
        print(answer, flush=True)
    close(workspace)
    print("bye", flush=True)


if __name__ == "__main__":
    main()
