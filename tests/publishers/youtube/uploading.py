"""A process that publishes one film on YouTube; killed, it starts again where its steps stand."""

from __future__ import annotations

import json
import resource
import sys
from datetime import UTC, datetime
from pathlib import Path

from brandcraft_desktop.domain.plan import Composition
from brandcraft_desktop.publishers.base import Identity, Rendition, Session
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.origins import Origins
from brandcraft_desktop.publishers.youtube import uploads
from brandcraft_desktop.publishers.youtube.info import INFO
from brandcraft_desktop.publishers.youtube.publisher import YouTube
from tests.publishers.killed_sender import FileSteps, Order
from tests.publishers.support import (
    FileRenditions,
    MemorySecrets,
    StandingClock,
    attached,
)


def main(order: Order) -> None:
    uploads.PIECE = order.piece
    clock = StandingClock(datetime.now(UTC))
    http = Http(clock, Origins(order.origins))
    steps = FileSteps(clock)
    steps.file, steps.kill_at = Path(order.steps), order.kill_at
    steps.load()
    path = Path(order.film)
    size = path.stat().st_size
    renditions = FileRenditions()
    renditions.files["film.mp4"] = Rendition(path, "video/mp4", size, 1920, 1080)
    film = attached("film.mp4", mime="video/mp4", size=size, width=1920, height=1080, duration=20.0)
    publisher = YouTube()
    plan = publisher.plan(Composition("A film", (film,), {"title": "t", "made_for_kids": "no"}))
    session = Session(
        http,
        Identity("account-1", "UC", "films", ""),
        MemorySecrets(order.secrets),
        renditions,
        clock,
        "delivery-1",
        clock.now(),
        settings={one.name: one.default for one in INFO.settings},
    )
    publisher.profile(session.account)  # what loading and connecting take is no growth
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    published = publisher.publish(plan, session, steps)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024
    print(json.dumps({"id": published.parts[0].remote_id, "grown": grown}))


if __name__ == "__main__":
    main(Order(**json.loads(sys.argv[1])))
