"""The members and pages of this world: same data folder, same people."""

from __future__ import annotations

import hashlib
import secrets

from brandcraft_desktop.practice.drawing import gradient
from brandcraft_desktop.practice.platforms.linkedin.store import Member, Store

CLIENT_ID = "practice-linkedin"
CLIENT_SECRET = "practice-secret-linkedin"
COMPANY, STUDIO, SCHOOL = 5_100_001, 5_100_002, 5_100_003
POSTING_ROLES = ("ADMINISTRATOR", "CONTENT_ADMIN")


def ensure_people(store: Store, count: int) -> None:
    """At least `count` members; the first manages two pages and only looks at the third."""
    database = store.database
    for position in range(len(store.members()), count):
        name = "Practice Member" if position == 0 else f"Practice Member {position + 1}"
        digest = hashlib.sha256(f"practice:{name}".encode()).hexdigest()
        database.run(
            "INSERT INTO members VALUES (?, ?, ?, ?)",
            *(f"Pr{digest[:4]}_{digest[4:7]}", name, secrets.token_urlsafe(12), position),
        )
    for number, name, vanity in (
        (COMPANY, "Practice Company", "practice-company"),
        (STUDIO, "Practice Studio", "practice-studio"),
        (SCHOOL, "Practice School", "practice-school"),
    ):
        database.run("INSERT OR IGNORE INTO pages VALUES (?, ?, ?)", number, name, vanity)
    members = store.members()
    if members and not store.roles(members[0].sub):
        for page, role, state in (
            (COMPANY, "ADMINISTRATOR", "APPROVED"),
            (STUDIO, "CONTENT_ADMIN", "APPROVED"),
            (SCHOOL, "ANALYST", "APPROVED"),
            (SCHOOL, "ADMINISTRATOR", "REQUESTED"),
        ):
            database.run("INSERT INTO roles VALUES (?, ?, ?, ?)", page, members[0].sub, role, state)


def may_post_as(store: Store, member: Member, author: str) -> bool:
    """Whether a member may post, or upload, in the name of an author."""
    if author == member.urn:
        return True
    return any(
        page == author and role in POSTING_ROLES and state == "APPROVED"
        for page, role, state in store.roles(member.sub)
    )


def portrait(name: str) -> bytes:
    """A picture that tells people and pages apart."""
    seed = sum(ord(letter) * place for place, letter in enumerate(name, 1))
    first = (20 + seed % 60, 90 + seed // 7 % 80, 160 + seed // 49 % 80)
    second = (140 + seed % 90, 110 + seed // 11 % 90, 60 + seed // 5 % 90)
    return gradient(200, 200, first, second)
