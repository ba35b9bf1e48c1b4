"""The people of this world with their Pages: same data folder, same people."""

from __future__ import annotations

from brandcraft_desktop.practice.platforms.facebook.store import Store, digits

_MAY = "ANALYZE ADVERTISE MODERATE CREATE_CONTENT"
PORTFOLIO = "Practice Portfolio"


def ensure_accounts(store: Store, count: int) -> None:
    """At least `count` people exist afterwards, each with Pages; others stay as they are.

    One Page each may be posted to at once, one is found in a business portfolio alone, and one may
    only be looked at.
    """
    for position in range(len(store.people()), count):
        number = "" if position == 0 else str(position + 1)
        name = f"Practice Person {number}".strip()
        person = digits(name)
        store.database.run("INSERT INTO people VALUES (?, ?, ?)", person, name, position)
        for place, (title, tasks, portfolio) in enumerate(
            (
                ("Practice Studio", _MAY, ""),
                ("Practice Events", _MAY, PORTFOLIO),
                ("Practice Museum", "ANALYZE", ""),
            )
        ):
            shown = f"{title} {number}".strip()
            store.database.run(
                "INSERT INTO pages VALUES (?, ?, ?, ?, ?, ?, ?)",
                *(digits(shown), person, shown.lower().replace(" ", "."), shown, tasks, portfolio),
                position * 10 + place,
            )
