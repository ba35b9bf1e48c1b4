"""A process that uploads a file in parts and stands still behind a part: to be killed there.

Arguments: home, media id, delivery id, the part to stand still behind (0: go through).
"""

from __future__ import annotations

import sys
from pathlib import Path

from brandcraft_desktop.media.bucket_upload import PART
from brandcraft_desktop.services.clock import SystemClock
from brandcraft_desktop.services.staging import Use, staged
from brandcraft_desktop.services.steps import Waiting
from tests.services.puller import PULLS, planned, pulling


def main() -> None:
    home, media_id, delivery_id, stand_still = sys.argv[1:5]

    def progress(sent: int, total: int) -> None:
        part = -(-sent // PART)
        sys.stdout.write(f"part {part}\n")
        sys.stdout.flush()
        if part == int(stand_still):
            sys.stdin.read()  # until the process is killed

    with pulling(Path(home), SystemClock()) as workspace:
        one, file = planned(workspace, media_id)
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        if not int(stand_still):
            sys.stdin.readline()  # all begin together
        while True:
            try:
                staged(workspace, Use(delivery_id, one, PULLS), file, progress=progress)
            except Waiting:
                continue  # another has it: ask again
            break
        sys.stdout.write("done\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
