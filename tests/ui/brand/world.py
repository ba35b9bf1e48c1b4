"""A brand with a year of posts behind it and some days planned ahead."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Connection, insert, update

from brandcraft_desktop.domain.account import AccountState
from brandcraft_desktop.domain.brand import Brand
from brandcraft_desktop.domain.posting_times import read_slot
from brandcraft_desktop.models import tables
from brandcraft_desktop.models.ids import new_id
from brandcraft_desktop.services import brands
from brandcraft_desktop.services.workspace import Workspace
from tests.ui.publisher.world import NOW, Made, add_accounts, add_post

MINE = ("x", "instagram", "threads", "tiktok", "youtube", "bluesky")


def give(workspace: Workspace, brand: Brand | None, *, posts: tuple[str, ...] = ()) -> None:
    """Put posts into a brand as if they had been written for it."""
    brand_id = brand.id if brand is not None else None

    def write(connection: Connection) -> None:
        connection.execute(
            update(tables.posts).where(tables.posts.c.id.in_(posts)).values(brand_id=brand_id)
        )

    workspace.database.write(write)


def add_year(workspace: Workspace, account_id: str, brand: Brand, *, seed: int = 7) -> int:
    """Posts on many days of the last year, more on Tuesdays; says how many."""
    total = 0
    rows, deliveries = [], []
    for back in range(1, 365):
        day = NOW - timedelta(days=back)
        count = (back * seed) % 5 - 2 + (2 if day.weekday() == 1 else 0)
        if back <= 6:
            count = max(count, 1)
        if back == 7:
            count = 0
        for number in range(max(0, count)):
            post_id = new_id(workspace.clock)
            moment = day.replace(hour=9 + number, minute=0)
            rows.append(
                {
                    "id": post_id,
                    "stage": "committed",
                    "origin": "own",
                    "title": f"Sketch {back}",
                    "text": "A sketch.",
                    "notes": "",
                    "scheduled_at": moment,
                    "zone": "UTC",
                    "created_at": moment,
                    "updated_at": moment,
                    "brand_id": brand.id,
                }
            )
            deliveries.append(
                {
                    "id": new_id(workspace.clock),
                    "post_id": post_id,
                    "account_id": account_id,
                    "created_at": moment,
                    "position": 0,
                    "handle": "@demo_studio",
                    "display_name": "Demo Studio",
                    "status": "published",
                    "due_at": moment,
                    "published_at": moment,
                }
            )
            total += 1

    def write(connection: Connection) -> None:
        connection.execute(insert(tables.posts), rows)
        connection.execute(insert(tables.deliveries), deliveries)

    workspace.database.write(write)
    return total


def plan_ahead(workspace: Workspace, accounts: dict[str, str], brand: Brand) -> list[Made]:
    """Seven posts to come, from today on."""
    made = [
        add_post(
            workspace,
            accounts,
            title,
            at=NOW + timedelta(hours=hours),
            to=to,
        )
        for hours, title, to in (
            (8, "Reply thread about pricing", ("x", "threads")),
            (71, "Black Friday teaser", ("x", "instagram", "threads", "tiktok")),
            (117, "Black Friday: 40% off all brushes, for 72 hours and not one longer", MINE),
            (129, "Reminder", ("x", "bluesky")),
            (193, "Process video", ("tiktok", "youtube")),
            (240, "Thank-you post", ("bluesky",)),
            (300, "Commission slots", ("bluesky",)),
        )
    ]
    give(workspace, brand, posts=tuple(one.id for one in made))
    return made


def fill(workspace: Workspace) -> Brand:
    """A brand as somebody has it after a year, and a second one."""
    accounts = add_accounts(workspace)
    studio = brands.add(
        workspace,
        "Demo Studio",
        colour="#6A5ACD",
        campaign_start=date(2026, 11, 27),
        hashtags=["illustration", "brushes"],
        times=[read_slot("Mon 09:00"), read_slot("Thu 17:30")],
    )
    garden = brands.add(workspace, "Night Garden")
    for platform, account_id in accounts.items():
        owner = studio if platform in MINE else garden
        brands.link(workspace, owner.id, account_id)
    lose_sign_in(workspace, accounts["tiktok"])
    add_year(workspace, accounts["x"], studio)
    plan_ahead(workspace, accounts, studio)
    other = add_post(
        workspace,
        accounts,
        "Moon flowers",
        at=datetime(2026, 11, 22, 12, 0, tzinfo=UTC),
        to=("mastodon",),
    )
    give(workspace, garden, posts=(other.id,))
    return studio


def lose_sign_in(workspace: Workspace, account_id: str) -> None:
    """An account that has to be connected again."""

    def write(connection: Connection) -> None:
        connection.execute(
            update(tables.accounts)
            .where(tables.accounts.c.id == account_id)
            .values(state=AccountState.NEEDS_RECONNECT.value)
        )

    workspace.database.write(write)
