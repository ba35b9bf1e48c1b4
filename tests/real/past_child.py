"""A process that loads an account's past posts from a store of messages, when it is told to.

Usage: python -m tests.real.past_child HOME MESSAGES URL ACCOUNT; "ready" out, "go" in, a line of
JSON out: the state, and how many were kept.
"""

from __future__ import annotations

import json
import sys
from datetime import datetime, timedelta
from pathlib import Path

from brandcraft_desktop.domain.past_posts import PastPage, PastPost, PastTerms
from brandcraft_desktop.publishers.base import AccountSession, Identity
from brandcraft_desktop.services import past_posts
from brandcraft_desktop.services.clock import SystemClock
from brandcraft_desktop.services.workspace import close
from tests.services.engine_fixtures import open_kiosk
from tests.services.engine_world import Kiosk, KioskStore

PAGE = 20
HOUR = timedelta(hours=1)


class Shelf(Kiosk):
    """A platform whose messages are the lines of a file, newest first; `asked` counts its pages."""

    def __init__(self, folder: Path) -> None:
        super().__init__(KioskStore(folder / "kiosk.sqlite"))
        self.file = folder / "messages"
        self.log = folder / "asked"

    def past_terms(self, identity: Identity) -> PastTerms:
        """Everything is told."""
        return PastTerms()

    def past(self, session: AccountSession, cursor: str) -> PastPage:
        """A page of the file."""
        with self.log.open("a") as log:
            log.write(f"{cursor or 0}\n")
        lines = self.file.read_text().splitlines()
        start = int(cursor or "0")
        end = start + PAGE
        newest = datetime.fromisoformat(lines[0])
        shown = tuple(
            PastPost(name, f"https://kiosk.example/{name}", name, newest - place * HOUR)
            for place, name in enumerate(lines[1:])
        )
        more = end < len(shown)
        return PastPage(shown[start:end], str(end) if more else "", not more)


def main() -> None:
    """One process."""
    home, folder, url, account = sys.argv[1:]
    workspace = open_kiosk(Path(home), SystemClock(), Shelf(Path(folder)), database_url=url or None)
    try:
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        sys.stdin.readline()
        (look,) = past_posts.load(workspace, [account])
        sys.stdout.write(json.dumps([look.state.value, look.kept, look.trouble]) + "\n")
    finally:
        close(workspace)


if __name__ == "__main__":
    main()
