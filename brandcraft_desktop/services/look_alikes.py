"""A warning before the same post goes to the same account twice within a week."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import Connection, case, select

from brandcraft_desktop.domain.account import Account, at
from brandcraft_desktop.domain.findings import Finding
from brandcraft_desktop.domain.plan import Problem, Severity
from brandcraft_desktop.domain.schedule import day_name, zone_named
from brandcraft_desktop.domain.status import DeliveryStatus, Origin
from brandcraft_desktop.domain.text.clean import normalise
from brandcraft_desktop.domain.views import MediaView, PostContent
from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.models import tables
from brandcraft_desktop.services.account_rows import load_accounts
from brandcraft_desktop.services.planning import composition
from brandcraft_desktop.services.post_reading import load_many

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

NEAR = timedelta(days=7)
MOST = 400
"""Posts that are looked at; of more within two weeks only the nearest are."""

_OUT = (DeliveryStatus.PUBLISHED, DeliveryStatus.UNCONFIRMED)
_GOING = (
    DeliveryStatus.SCHEDULED,
    DeliveryStatus.WAITING_MEDIA,
    DeliveryStatus.PUBLISHING,
    DeliveryStatus.PROCESSING,
)


@dataclass(frozen=True)
class _Beside:
    """A delivery of another post to one of the accounts."""

    post_id: str
    account_id: str
    when: datetime
    out: bool


def look_alikes(
    workspace: Workspace,
    content: PostContent,
    files: Mapping[str, MediaView],
    *,
    at: datetime | None = None,
    but: str = "",
) -> tuple[Finding, ...]:
    """One warning for each account that gets the same words and files twice within a week of `at`.

    `at` None is now; `but` is the post itself, by id. Reads the database: not for each key press.
    """
    moment = at or workspace.clock.now()

    def read(connection: Connection) -> tuple[Finding, ...]:
        accounts = load_accounts(connection, content.account_ids)
        beside = _beside(connection, [one.id for one in accounts], moment, but)
        posts = {one.id: one for one in load_many(connection, [one.post_id for one in beside])}
        found = []
        for account in accounts:
            mine = _kept(content, account, files)
            for one in beside if mine != _NOTHING else ():
                other = posts.get(one.post_id)
                if one.account_id != account.id or other is None:
                    continue
                if _kept(other.content, account, other.files) == mine:
                    name = workspace.platforms.get(account.platform).info.name
                    found.append(_warning(name, account, one, content.zone))
                    break
        return tuple(found)

    return workspace.database.read(read)


def _beside(
    connection: Connection, account_ids: Iterable[str], moment: datetime, but: str
) -> tuple[_Beside, ...]:
    """What went or goes to these accounts within a week, the nearest first."""
    columns = tables.deliveries.c
    when = case(
        (columns.published_at.is_not(None), columns.published_at), else_=columns.due_at
    ).label("moment")
    rows = connection.execute(
        select(columns.post_id, columns.account_id, columns.status, when)
        .join(tables.posts, tables.posts.c.id == columns.post_id)
        .where(
            columns.account_id.in_(list(account_ids)),
            columns.post_id != but,
            columns.status.in_([one.value for one in (*_OUT, *_GOING)]),
            when.between(moment - NEAR, moment + NEAR),
            tables.posts.c.deleted_at.is_(None),
            # Its files are not here, so that nobody can tell whether it is the same.
            tables.posts.c.origin == Origin.OWN.value,
        )
    )
    out = {one.value for one in _OUT}
    found = [_Beside(row.post_id, row.account_id, row.moment, row.status in out) for row in rows]
    found.sort(key=lambda one: abs(one.when - moment))
    return tuple(found[:MOST])


_Kept = tuple[str, tuple[str, ...]]
_NOTHING: _Kept = ("", ())


def _kept(content: PostContent, account: Account, files: Mapping[str, MediaView]) -> _Kept:
    """What makes two posts the same to who reads them: their words and files."""
    made = composition(content, account, files)
    try:
        text = normalise(made.text).text
    except BadInput:
        text = made.text
    return " ".join(text.split()), tuple(one.sha256 for one in made.media)


def _warning(name: str, account: Account, beside: _Beside, zone: str) -> Finding:
    day = day_name(beside.when.astimezone(zone_named(zone)))
    other = f"went out on {day}" if beside.out else f"goes out on {day}"
    sentence = (
        f"{name}: {at(account.handle)} gets the same post twice within a week; the other {other}. "
        "Change some words."
    )
    return Finding(Problem(Severity.WARNING, sentence, "text"), account.platform, (account.id,))
