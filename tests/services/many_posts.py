"""Very many posts, as rows: what a list looks through needs no life of its own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import insert

from brandcraft_desktop.domain.status import DeliveryStatus, Origin, Stage
from brandcraft_desktop.models import tables
from brandcraft_desktop.models.ids import new_id
from brandcraft_desktop.services.workspace import Workspace

WORDS = ("brush", "palette", "Größe", "studio", "sketch", "evening", "portrait", "giveaway")
LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen"
TEXT = (
    "Everything is made for a real client piece, and the process videos are included. "
    "Write to us if something does not open, we answer within a day. #illustration "
)
STATES = (
    *((DeliveryStatus.PUBLISHED,) * 7),
    DeliveryStatus.SCHEDULED,
    DeliveryStatus.FAILED,
    DeliveryStatus.DRAFT,
)
BATCH = 5_000


def add_posts(
    workspace: Workspace,
    accounts: Mapping[str, str],
    count: int,
    *,
    until: datetime,
    every: timedelta = timedelta(hours=2),
) -> tuple[str, ...]:
    """`count` posts, one `every` so long, the last one at `until`; each to three accounts.

    Ids in the order of their moments.
    """
    created = workspace.clock.now()
    people = tuple(accounts.values())
    ids: list[str] = []
    for begin in range(0, count, BATCH):
        posts: list[dict[str, object]] = []
        deliveries: list[dict[str, object]] = []
        for number in range(begin, min(begin + BATCH, count)):
            state = STATES[number % len(STATES)]
            at = until - every * (count - 1 - number)
            post_id = new_id(workspace.clock)
            ids.append(post_id)
            draft = state is DeliveryStatus.DRAFT
            word = WORDS[number % len(WORDS)]
            posts.append(
                {
                    "id": post_id,
                    "stage": (Stage.DRAFT if draft else Stage.COMMITTED).value,
                    "origin": Origin.OWN.value,
                    "title": f"{word} {number}" if number % 3 else "",
                    "text": f"{number} {TEXT}{LONG if number % 9 == 0 else word}",
                    "notes": "",
                    "scheduled_at": at,
                    "zone": "UTC",
                    "created_at": created,
                    "updated_at": created - timedelta(minutes=(number * 7919) % count),
                }
            )
            for position in range(3):
                out = at if state is DeliveryStatus.PUBLISHED else None
                deliveries.append(
                    {
                        "id": new_id(workspace.clock),
                        "post_id": post_id,
                        "account_id": people[(number + position) % len(people)],
                        "status": state.value,
                        "position": position,
                        "due_at": at,
                        "published_at": out,
                        "handle": "@demo_studio",
                        "display_name": "Demo Studio",
                        "created_at": created,
                    }
                )

        def write_all(
            posts: list[dict[str, object]] = posts,
            deliveries: list[dict[str, object]] = deliveries,
        ) -> None:
            workspace.database.write(
                lambda connection: (
                    connection.execute(insert(tables.posts), posts),
                    connection.execute(insert(tables.deliveries), deliveries),
                )
            )

        write_all()
    return tuple(ids)
