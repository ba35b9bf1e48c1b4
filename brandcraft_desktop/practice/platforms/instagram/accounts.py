"""The people of this world: same data folder, same accounts."""

from __future__ import annotations

from brandcraft_desktop.practice.drawing import gradient
from brandcraft_desktop.practice.platforms.instagram.store import ACCOUNT, Store

CLIENT = "practice-instagram"
CLIENT_SECRET = "practice-secret-instagram"


def ensure_accounts(store: Store, count: int) -> None:
    """At least `count` people; the first has a second account behind another Page."""
    known = {one.id for one in store.accounts()}
    for position in range(count):
        own = str(ACCOUNT + position + 1)
        suffix = "" if position == 0 else f"_{position + 1}"
        name = "Practice Studio" if position == 0 else f"Practice Studio {position + 1}"
        rows = [(own, f"practice.studio{suffix}", name, own, name)]
        if position == 0:
            kitchen = str(ACCOUNT + 900)
            rows.append((kitchen, "practice.kitchen", "Practice Kitchen", own, "Practice Kitchen"))
        for row in rows:
            if row[0] not in known:
                store.database.run(
                    "INSERT INTO accounts VALUES (?, ?, ?, ?, ?, ?)", *row, int(row[0]) - ACCOUNT
                )


def avatar(account_id: str) -> bytes:
    """A picture that tells accounts apart: its colours come from the id."""
    seed = int(account_id) % 997
    first = (190 + seed % 50, 40 + seed // 7 % 60, 110 + seed // 49 % 60)
    second = (240, 150 + seed // 11 % 60, 60 + seed // 5 % 60)
    return gradient(256, 256, first, second)
