"""A second process on the same file: drains due deliveries in the background, flat out.

Run as `python -m tests.models.flat_out HOME`: says "ready", writes until its input is closed, then
says how many transactions it made.
"""

from __future__ import annotations

import sys
import threading
from pathlib import Path

from sqlalchemy import Connection, update

from brandcraft_desktop.models.migrate import opening
from brandcraft_desktop.models.tables import settings
from brandcraft_desktop.paths import Home
from brandcraft_desktop.services.clock import SystemClock


def main() -> None:
    """See the module."""
    home, stop, done = Home(Path(sys.argv[1])), threading.Event(), 0

    def listen() -> None:
        sys.stdin.read()
        stop.set()

    def act(connection: Connection) -> None:
        for number in range(64):  # the most that one claim may take
            connection.execute(
                update(settings).where(settings.c.name == f"row {number}").values(value=str(done))
            )

    with opening(home, home.database, clock=SystemClock()) as database:
        pass
    database.write(act)
    threading.Thread(target=listen, daemon=True).start()
    print("ready", flush=True)
    while not stop.is_set():
        database.write(act)
        done += 1
    database.close()
    print(done, flush=True)


if __name__ == "__main__":
    main()
