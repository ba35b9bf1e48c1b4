"""Bringing files into the library: all of them or none."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from sqlalchemy import Connection, insert, select, update

from brandcraft_desktop.domain.events import MediaChanged
from brandcraft_desktop.domain.media_rules import MediaFacts, MediaState
from brandcraft_desktop.domain.media_types import rightly_named
from brandcraft_desktop.domain.views import MediaView
from brandcraft_desktop.errors import BadInput, PublishingError
from brandcraft_desktop.file_lock import FileLock
from brandcraft_desktop.media import refusals
from brandcraft_desktop.media.ordinary import opened_ordinary
from brandcraft_desktop.media.probe import probe
from brandcraft_desktop.models import tables
from brandcraft_desktop.models.ids import new_id
from brandcraft_desktop.paths import shown_name
from brandcraft_desktop.services.media_rows import fact_columns, one_view
from brandcraft_desktop.services.transaction import Emit, change

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

_MEDIA = tables.media
MAX_NAME = 200

MOST_FETCHED = 50_000_000
"""Bytes of a picture that is fetched from the web."""


@dataclass(frozen=True)
class _Copied:
    """A file in the store that has no row yet."""

    sha256: str
    name: str
    facts: MediaFacts


def check(paths: Sequence[Path]) -> tuple[MediaFacts, ...]:
    """What these files are, without keeping anything. Raises `BadInput` naming every bad one."""
    facts: list[MediaFacts] = []
    troubles: list[BadInput] = []
    for path in paths:
        try:
            facts.append(probe(path, shown_name(path)))
        except BadInput as error:
            troubles.append(error)
    if len(troubles) > 1:
        others = " ".join(trouble.title for trouble in troubles[1:])
        raise BadInput(
            troubles[0].title, f"{troubles[0].cause} {others}".strip(), "", field="media"
        ) from troubles[0]
    if troubles:
        raise troubles[0]
    return tuple(facts)


def add(workspace: Workspace, paths: Sequence[Path]) -> tuple[MediaView, ...]:
    """Copy files into the library; they are `pending` until processed.

    A content that is there already is given again instead of a second time. Raises `BadInput`
    naming every file that can't be used, `DiskFull`, `StorageTrouble`; then nothing was changed.
    """
    found = check(paths)
    workspace.store.check_room(sum(one.bytes for one in found))
    with importing(workspace):
        copied: list[_Copied] = []
        try:
            for path, facts in zip(paths, found, strict=True):
                copied.append(_copy(workspace, path, facts))
            return _keep(workspace, copied)
        except BaseException:
            for one in copied:
                _drop_unused(workspace, one.sha256)
            raise


def add_bytes(workspace: Workspace, data: bytes, name: str = "Pasted image.png") -> MediaView:
    """Keep bytes, e.g. a pasted picture. Raises like `add`."""
    if not data:
        raise BadInput(f"“{name}” is empty.", field="media")
    with importing(workspace):
        stored = workspace.store.add_bytes(data)
        try:
            facts = probe(workspace.store.path(stored.sha256), name)
        except BadInput:
            _drop_unused(workspace, stored.sha256)
            raise
        named = rightly_named(name, facts.mime)
        return _keep(workspace, [_Copied(stored.sha256, named, facts)])[0]


def add_made(workspace: Workspace, path: Path, name: str) -> MediaView:
    """Keep a file that the program made, under this name. Raises like `add`."""
    with importing(workspace):
        stored = workspace.store.add_file(path)
        try:
            facts = probe(workspace.store.path(stored.sha256), name)
            return _keep(workspace, [_Copied(stored.sha256, name, facts)])[0]
        except BaseException:
            _drop_unused(workspace, stored.sha256)
            raise


def add_from_address(workspace: Workspace, address: str) -> MediaView:
    """Fetch a picture from the web and keep it. Raises `BadInput`; nothing private goes along."""
    from brandcraft_desktop.services.account_http import passing_http

    name = _name_in(address)
    try:
        with passing_http(workspace) as http:
            found = http.fetch(address, mimes=("image",), max_bytes=MOST_FETCHED, cut=False)
    except PublishingError as error:
        raise BadInput(
            f"“{name}” could not be fetched.",
            error.message,
            "Save the picture in your browser and add the file.",
            field="media",
        ) from None
    return add_bytes(workspace, found.body, name)


def _name_in(address: str) -> str:
    try:
        path = urlsplit(address).path
    except ValueError:  # what stood in the page is no address; fetching it says so
        path = ""
    return PurePosixPath(unquote(path)).name or "Picture from the web"


@contextmanager
def importing(workspace: Workspace) -> Iterator[None]:
    """Keeps the purge away while a file lies in the store without a row."""
    lock = FileLock(workspace.home.run / "media.lock")
    try:
        lock.acquire(shared=True)
        yield
    finally:
        lock.close()


def _copy(workspace: Workspace, path: Path, facts: MediaFacts) -> _Copied:
    name = shown_name(path)
    with opened_ordinary(path, name) as source:
        before = os.fstat(source.fileno())
        try:
            stored = workspace.store.add(source, expected=before.st_size, most=facts.bytes)
            after = os.fstat(source.fileno())
        except OSError as error:
            raise refusals.unreadable(name, error) from error
    same = before.st_size == after.st_size and before.st_mtime_ns == after.st_mtime_ns
    if stored.bytes != facts.bytes or not same:  # somebody is still writing it
        _drop_unused(workspace, stored.sha256)
        raise refusals.changed(name)
    return _Copied(stored.sha256, name, facts)


def _drop_unused(workspace: Workspace, sha256: str) -> None:
    """Take back a copy, unless the same content was there before."""
    known = workspace.database.read(
        lambda connection: connection.execute(
            select(_MEDIA.c.id).where(_MEDIA.c.sha256 == sha256).limit(1)
        ).first()
    )
    if known is None:
        workspace.store.remove(sha256)


def _keep(workspace: Workspace, copied: Sequence[_Copied]) -> tuple[MediaView, ...]:
    def act(connection: Connection, emit: Emit) -> tuple[MediaView, ...]:
        ids = [_row(connection, workspace, one) for one in copied]
        for media_id in dict.fromkeys(ids):
            emit(MediaChanged(media_id))
        return tuple(one_view(connection, media_id) for media_id in ids)

    return change(workspace, act, person=True)


def _row(connection: Connection, workspace: Workspace, one: _Copied) -> str:
    """The row of a content: the one that is there (out of the trash), else a new one."""
    there = connection.execute(
        select(_MEDIA.c.id, _MEDIA.c.state)
        .where(_MEDIA.c.sha256 == one.sha256)
        .order_by(_MEDIA.c.created_at)
        .limit(1)
    ).first()
    if there is not None:
        again = there.state == MediaState.FAILED.value
        connection.execute(
            update(_MEDIA)
            .where(_MEDIA.c.id == there.id)
            .values(
                deleted_at=None,
                state=MediaState.PENDING.value if again else there.state,
                trouble="" if again else _MEDIA.c.trouble,
            )
        )
        return str(there.id)
    media_id = new_id(workspace.clock)
    connection.execute(
        insert(_MEDIA).values(
            id=media_id,
            sha256=one.sha256,
            name=one.name[:MAX_NAME],
            kind=one.facts.kind.value,
            state=MediaState.PENDING.value,
            created_at=workspace.clock.now(),
            **fact_columns(one.facts),
        )
    )
    return media_id
