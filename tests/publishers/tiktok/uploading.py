"""A process that publishes one film on TikTok; killed, it starts again where its steps stand."""

from __future__ import annotations

import json
import resource
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from brandcraft_desktop.domain.plan import Plan
from brandcraft_desktop.domain.steps import Published
from brandcraft_desktop.publishers.base import Identity, Rendition, Session
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.origins import Origins
from brandcraft_desktop.publishers.tiktok import uploads
from brandcraft_desktop.publishers.tiktok.publisher import TikTok
from tests.publishers.killed_sender import FileSteps, Order
from tests.publishers.support import FileRenditions, MemorySecrets, StandingClock, Waiting
from tests.publishers.tiktok.creator import CREATOR
from tests.publishers.tiktok.plans import clip, plan


def _published(made: Plan, session: Session, steps: FileSteps, clock: StandingClock) -> Published:
    while True:
        try:
            return TikTok().publish(made, session, steps)
        except Waiting as wait:
            clock.moment += timedelta(seconds=wait.seconds)


def main(order: Order) -> None:
    uploads.CHUNK = order.piece
    clock = StandingClock(datetime.now(UTC))
    http = Http(clock, Origins(order.origins))
    steps = FileSteps(clock)
    steps.file, steps.kill_at = Path(order.steps), order.kill_at
    steps.load()
    path = Path(order.film)
    size = path.stat().st_size
    renditions = FileRenditions()
    renditions.files["film.mp4"] = Rendition(path, "video/mp4", size, 1080, 1920)
    made = plan("A film", [clip(size=size)], facts=CREATOR, privacy="SELF_ONLY")
    session = Session(
        http,
        Identity("account-1", "", "films", ""),
        MemorySecrets(order.secrets),
        renditions,
        clock,
        "delivery-1",
        clock.now(),
    )
    TikTok().profile(session.account)  # what loading and connecting take is no growth
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    published = _published(made, session, steps, clock)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024
    print(json.dumps({"id": published.parts[0].remote_id, "grown": grown}))


if __name__ == "__main__":
    main(Order(**json.loads(sys.argv[1])))
