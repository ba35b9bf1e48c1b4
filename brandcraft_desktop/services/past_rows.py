"""Messages that were published elsewhere, kept as posts: each once, whatever comes how often.

A message has one row under its account and id. A thread is one post, made of the rows with the
same root. What a person deleted here stays deleted: its row is left, without a post.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Connection, RowMapping, delete, insert, or_, select, update

from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.domain.events import PostChanged
from brandcraft_desktop.domain.past_posts import MediaSort, PastFate, PastPost, headline
from brandcraft_desktop.domain.status import DeliveryStatus, Origin, Stage
from brandcraft_desktop.models import tables
from brandcraft_desktop.models.ids import new_id
from brandcraft_desktop.services.batches import batches
from brandcraft_desktop.services.past_matching import fates
from brandcraft_desktop.services.post_content import workspace_epoch
from brandcraft_desktop.services.transaction import Emit

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

_BETWEEN = "\n---\n"  # between the parts of a thread, as the editor writes it
_table = tables.past_messages
_messages = _table.c


@dataclass(frozen=True)
class Known:
    """A message that was seen before; `look` is the number of the reading that saw it last.

    `called`: what its post was called then, unless its person named it.
    """

    look: int
    fate: PastFate
    called: str = ""


def known(connection: Connection, account_id: str, ids: Sequence[str]) -> Mapping[str, Known]:
    """The messages that were seen before, by their ids."""
    found: dict[str, Known] = {}
    for batch in batches(ids):
        rows = connection.execute(
            select(_table).where(
                _messages.account_id == account_id,
                _messages.remote_id.in_(batch),
            )
        ).mappings()
        for row in rows:
            called = _called(_message(row))
            found[row["remote_id"]] = Known(row["look"], PastFate(row["fate"]), called)
    return found


def keep(
    connection: Connection,
    emit: Emit,
    workspace: Workspace,
    account: Account,
    posts: Sequence[PastPost],
    look: int,
) -> int:
    """Write down what was seen, and make or mend the posts of it; gives how many are new.

    The messages are cleaned ones (`domain.past_posts.cleaned`).
    """
    fate = fates(connection, account.id, posts)
    there = known(connection, account.id, [one.remote_id for one in posts])
    for one in posts:
        values = _columns(one, _after(there.get(one.remote_id), fate[one.remote_id]), look)
        mine = (_messages.account_id == account.id, _messages.remote_id == one.remote_id)
        if one.remote_id in there:
            connection.execute(update(_table).where(*mine).values(**values))
        else:
            key = {"account_id": account.id, "remote_id": one.remote_id}
            connection.execute(insert(_table).values(**key, **values))
    roots = _joined(connection, account.id, posts)
    fresh = frozenset(one.remote_id for one in posts if one.remote_id not in there)
    called = {remote_id: one.called for remote_id, one in there.items()}
    return _write(connection, emit, workspace, account, roots, fresh, called)


def settle(connection: Connection, emit: Emit, workspace: Workspace, account: Account) -> int:
    """Decide on what was held back, as far as it is known by now; gives how many posts are new."""
    held = connection.execute(
        select(_table).where(
            _messages.account_id == account.id, _messages.fate == PastFate.HELD.value
        )
    ).mappings()
    posts = [_message(row) for row in held]
    for remote_id, fate in fates(connection, account.id, posts).items():
        if fate is PastFate.HELD:
            continue
        connection.execute(
            update(_table)
            .where(_messages.account_id == account.id, _messages.remote_id == remote_id)
            .values(fate=fate.value)
        )
    roots = {one.root: None for one in posts}
    fresh = frozenset(one.remote_id for one in posts)
    return _write(connection, emit, workspace, account, roots, fresh) if posts else 0


def forget_missing(
    connection: Connection,
    emit: Emit,
    workspace: Workspace,
    account: Account,
    *,
    since: datetime,
    look: int,
) -> int:
    """Remove what a whole reading back to `since` has not seen again: it is gone there.

    What was published from here is never touched. Gives how many posts went.
    """
    gone = connection.execute(
        delete(_table)
        .where(
            _messages.account_id == account.id,
            _messages.look < look,
            _messages.published_at >= since,
            _messages.fate != PastFate.OURS.value,
        )
        .returning(_messages.remote_id, _messages.root, _messages.post_id)
    ).all()
    posts = [row.post_id for row in gone if row.post_id and row.remote_id == row.root]
    for post_id in posts:
        connection.execute(
            delete(tables.posts).where(
                tables.posts.c.id == post_id, tables.posts.c.origin == Origin.IMPORTED.value
            )
        )
        emit(PostChanged(post_id))
    _write(connection, emit, workspace, account, {row.root: None for row in gone}, frozenset())
    return len(posts)


def _joined(connection: Connection, account_id: str, posts: Sequence[PastPost]) -> dict[str, None]:
    """Lead every message to the first one of its thread; gives these, each once.

    Some platforms only tell which message another continues, and newer ones come first.
    """
    mine = _messages.account_id == account_id
    roots: dict[str, None] = {}
    for one in reversed(posts):  # the oldest first
        root = one.root
        if root != one.remote_id:
            above = connection.scalar(
                select(_messages.root).where(mine, _messages.remote_id == root)
            )
            root = above or root
            connection.execute(
                update(_table)
                .where(
                    mine, or_(_messages.remote_id == one.remote_id, _messages.root == one.remote_id)
                )
                .values(root=root)
            )
        roots[root] = None
    return roots


def _after(before: Known | None, now: PastFate) -> PastFate:
    """What is ours stays ours; what was nobody's is not held back by a delivery that came later."""
    if before is not None and before.fate is PastFate.OURS:
        return PastFate.OURS
    if before is not None and before.fate is PastFate.HERE and now is PastFate.HELD:
        return PastFate.HERE
    return now


def _columns(one: PastPost, fate: PastFate, look: int) -> dict[str, object]:
    return {
        "fate": fate.value,
        "root": one.root,
        "also": json.dumps(one.also) if one.also else "",
        "permalink": one.permalink,
        "title": one.title,
        "text": one.text,
        "media_sort": one.media.value,
        "media_count": one.media_count,
        "published_at": one.published_at,
        "look": look,
    }


def _message(row: RowMapping) -> PastPost:
    return PastPost(
        row["remote_id"],
        row["permalink"],
        row["text"],
        row["published_at"],
        title=row["title"],
        root=row["root"],
        media=MediaSort(row["media_sort"]),
        media_count=row["media_count"],
        also=tuple(json.loads(row["also"] or "[]")),
    )


def _write(
    connection: Connection,
    emit: Emit,
    workspace: Workspace,
    account: Account,
    roots: Iterable[str],
    fresh: frozenset[str],
    called: Mapping[str, str] | None = None,
) -> int:
    """Make or mend the post of each thread; only one whose first message is `fresh` is made.

    `called`: what the posts of messages that were read anew were called before.
    """
    made = 0
    for root in roots:
        rows = (
            connection.execute(
                select(_table)
                .where(
                    _messages.account_id == account.id,
                    _messages.root == root,
                    _messages.fate == PastFate.HERE.value,
                )
                .order_by(_messages.published_at, _messages.remote_id)
            )
            .mappings()
            .all()
        )
        first = next((row for row in rows if row["remote_id"] == root), None)
        if first is None:
            _take_back(connection, emit, account.id, root)
            continue
        thread = [_message(first), *(_message(row) for row in rows if row["remote_id"] != root)]
        if first["post_id"] is not None:
            before = (called or {}).get(root)
            _mend(connection, emit, workspace, first["post_id"], thread, before)
        elif root in fresh:
            _make(connection, emit, workspace, account, thread)
            made += 1
    return made


def _make(
    connection: Connection,
    emit: Emit,
    workspace: Workspace,
    account: Account,
    thread: Sequence[PastPost],
) -> None:
    post_id, head = new_id(workspace.clock), thread[0]
    connection.execute(
        insert(tables.posts).values(
            id=post_id,
            stage=Stage.COMMITTED.value,
            origin=Origin.IMPORTED.value,
            title=_called(head),
            brand_id=account.brand_id,
            updated_at=workspace.clock.now(),
            epoch=workspace_epoch(connection),
            **_words(thread),
        )
    )
    connection.execute(
        insert(tables.deliveries).values(
            id=new_id(workspace.clock),
            post_id=post_id,
            account_id=account.id,
            status=DeliveryStatus.PUBLISHED.value,
            retries_over=True,
            handle=account.handle,
            display_name=account.display_name,
            avatar_sha256=account.avatar_sha256,
            created_at=head.published_at,
            epoch=workspace_epoch(connection),
            **_sent(thread),
        )
    )
    _link(connection, account.id, head.remote_id, post_id)
    emit(PostChanged(post_id))


def _mend(
    connection: Connection,
    emit: Emit,
    workspace: Workspace,
    post_id: str,
    thread: Sequence[PastPost],
    called: str | None,
) -> None:
    """Bring a post up to what its platform shows now; nothing happens where it is the same.

    It is only called anew where its name is still the one it had from there.
    """
    posts, deliveries = tables.posts, tables.deliveries
    words, sent = _words(thread), _sent(thread)
    if called is not None and called != _called(thread[0]):
        connection.execute(
            update(posts)
            .where(posts.c.id == post_id, posts.c.title == called)
            .values(title=_called(thread[0]))
        )
    before = connection.execute(
        select(*(posts.c[name] for name in words), *(deliveries.c[name] for name in _MENDED))
        .join(deliveries, deliveries.c.post_id == posts.c.id)
        .where(posts.c.id == post_id)
    ).first()
    if before is not None and tuple(before) == (
        *words.values(),
        *(sent[name] for name in _MENDED),
    ):
        return
    connection.execute(
        update(posts)
        .where(posts.c.id == post_id)
        .values(updated_at=workspace.clock.now(), revision=posts.c.revision + 1, **words)
    )
    connection.execute(
        update(deliveries)
        .where(deliveries.c.post_id == post_id)
        .values({name: sent[name] for name in _MENDED})
    )
    emit(PostChanged(post_id))


_MENDED = ("permalink", "parts", "published_at")


def _called(head: PastPost) -> str:
    return headline(head.title, head.text, head.media, head.media_count)


def _words(thread: Sequence[PastPost]) -> dict[str, object]:
    return {
        "text": _BETWEEN.join(one.text for one in thread),
        "thread": len(thread) > 1,
        "created_at": thread[0].published_at,  # the list's order is by it
    }


def _sent(thread: Sequence[PastPost]) -> dict[str, object]:
    head = thread[0]
    return {
        "published_at": head.published_at,
        "remote_id": head.remote_id,
        "permalink": head.permalink or None,
        "parts": json.dumps([[one.remote_id, one.permalink] for one in thread]),
        "text": _BETWEEN.join(one.text for one in thread),
    }


def _link(connection: Connection, account_id: str, remote_id: str, post_id: str) -> None:
    connection.execute(
        update(_table)
        .where(_messages.account_id == account_id, _messages.remote_id == remote_id)
        .values(post_id=post_id)
    )


def _take_back(connection: Connection, emit: Emit, account_id: str, root: str) -> None:
    """Remove an imported post whose message turned out to be one of ours, or is gone."""
    post_id = connection.scalar(
        select(_messages.post_id).where(
            _messages.account_id == account_id,
            _messages.remote_id == root,
            _messages.fate != PastFate.HERE.value,
        )
    )
    if post_id is None:
        return
    connection.execute(
        delete(tables.posts).where(
            tables.posts.c.id == post_id, tables.posts.c.origin == Origin.IMPORTED.value
        )
    )
    emit(PostChanged(post_id))
