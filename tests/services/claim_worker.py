"""A process that claims and publishes until nothing is due: started by the tests of claims.

Arguments: home, kiosk store, database URL or "".
"""

from __future__ import annotations

import sys
from pathlib import Path

from brandcraft_desktop.scheduler.engine import Engine
from brandcraft_desktop.services.clock import SystemClock
from brandcraft_desktop.services.workspace import close
from tests.services.engine_fixtures import open_kiosk
from tests.services.engine_world import Kiosk, KioskStore


def main() -> None:
    home, store, url = sys.argv[1:4]
    workspace = open_kiosk(
        Path(home), SystemClock(), Kiosk(KioskStore(Path(store))), database_url=url or None
    )
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()  # all begin together
    Engine(workspace, lanes=4).run_until_idle()
    close(workspace)


if __name__ == "__main__":
    main()
