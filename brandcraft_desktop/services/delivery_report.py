"""How a post went out, as one file that a person can attach to a report.

It tells of deliveries, attempts, steps (by name and state, never what they gave), errors and
versions; every text in it goes through `passing_on`, the post's own address as well.
"""

from __future__ import annotations

import json
import platform
import secrets
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from brandcraft_desktop.domain.views import AttemptView, DeliveryView, ErrorView
from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.models import tables
from brandcraft_desktop.models.schema import SCHEMA
from brandcraft_desktop.paths import private_file
from brandcraft_desktop.services.delivery_history import attempts_of
from brandcraft_desktop.services.passing_on import Plain, plain_for
from brandcraft_desktop.services.post_reading import load

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

FORMAT = 1
Document = dict[str, object]


def report(workspace: Workspace, post_id: str) -> Document:
    """The report as a JSON document. Raises `NotFound`."""
    from importlib.metadata import version

    def look(connection: Connection) -> Document:
        post = load(connection, post_id)
        plain = plain_for(connection, workspace, post)
        return {
            "format": FORMAT,
            "made_at": _time(workspace.clock.now()),
            "versions": {
                "brandcraft": version("brandcraft-desktop"),
                "schema": SCHEMA,
                "database": connection.dialect.name,
                "python": platform.python_version(),
                "system": f"{platform.system()} {platform.release()} {platform.machine()}",
            },
            "post": {
                "id": post.id,
                "status": post.status.value,
                "stage": post.stage.value,
                "locked": post.locked,
                "scheduled_at": _time(post.content.scheduled_at),
                "zone": post.content.zone,
                "created_at": _time(post.created_at),
                "files": [{"kind": one.kind.value, "state": one.state.value} for one in post.media],
            },
            "deliveries": [_delivery(connection, one, plain) for one in post.deliveries],
        }

    return workspace.database.read(look)


def save(workspace: Workspace, post_id: str, file: Path) -> Path:
    """Write the report, for its owner alone; a file of that name is replaced. Gives its path.

    Raises `NotFound`, and `BadInput` where it can't be written.
    """
    text = json.dumps(report(workspace, post_id), ensure_ascii=False, indent=2)
    target = file.expanduser().absolute()
    waiting = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        with private_file(waiting) as out:
            out.write(text.encode())
        waiting.replace(target)
    except OSError as error:
        waiting.unlink(missing_ok=True)
        raise BadInput(
            f"The report can't be written to “{file}”.",
            f"{error.strerror or type(error).__name__}.",
            "Choose another place.",
            field="file",
        ) from error
    return target


def _delivery(connection: Connection, view: DeliveryView, plain: Plain) -> Document:
    steps = tables.steps.c
    rows = connection.execute(
        select(steps.name, steps.state, steps.attempt, steps.armed_at, steps.done_at)
        .where(steps.delivery_id == view.id)
        .order_by(steps.attempt, steps.armed_at, steps.done_at, steps.name)
    )
    return {
        "id": view.id,
        "platform": view.platform,
        "account": {"id": view.account_id, "handle": view.handle},
        "status": view.status.value,
        "due_at": _time(view.due_at),
        "published_at": _time(view.published_at),
        "permalink": None if view.permalink is None else plain(view.permalink),
        "next_try_at": _time(view.next_try_at),
        "retries_over": view.retries_over,
        "part_may_be_out": view.begun,
        "held": plain(view.hold_reason),
        "error": _error(view.error, plain),
        "attempts": [_attempt(one, plain) for one in attempts_of(connection, view.id)],
        "steps": [
            {
                "name": plain(row.name),
                "state": row.state,
                "attempt": row.attempt,
                "armed_at": _time(row.armed_at),
                "done_at": _time(row.done_at),
            }
            for row in rows
        ],
        "follow_ups": [
            {
                "name": one.name,
                "state": one.state.value,
                "kind": one.kind,
                "title": plain(one.title),
                "message": plain(one.message),
            }
            for one in view.follow_ups
        ],
    }


def _attempt(view: AttemptView, plain: Plain) -> Document:
    return {
        "number": view.number,
        "started_at": _time(view.started_at),
        "ended_at": _time(view.ended_at),
        "outcome": view.outcome,
        "error": _error(view.error, plain),
    }


def _error(view: ErrorView | None, plain: Plain) -> Document | None:
    if view is None:
        return None
    return {
        "kind": view.kind.value,
        "title": plain(view.title),
        "message": plain(view.message),
        "action": plain(view.action),
        "retry_at": _time(view.retry_at),
        "answer": plain(view.raw),
    }


def _time(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat(timespec="seconds").replace("+00:00", "Z")
