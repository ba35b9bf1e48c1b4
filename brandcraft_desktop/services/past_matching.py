"""Which of the messages on a platform were published from here: none of them is imported.

A message is ours by its id, by its address, or where the platform never told either, by its words.
Of a delivery whose call may have arrived nobody knows the id yet: what was published about then is
held back until `find`, or its person, has decided.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, and_, func, or_, select

from brandcraft_desktop.domain.past_posts import PastFate, PastPost
from brandcraft_desktop.domain.status import IN_FLIGHT, PENDING, DeliveryStatus, Origin
from brandcraft_desktop.models import tables
from brandcraft_desktop.models.identity import LOOKED_FOR
from brandcraft_desktop.services.batches import batches
from brandcraft_desktop.services.epochs import HELD
from brandcraft_desktop.services.step_rows import begun, open_call
from brandcraft_desktop.services.taken_posts import texts_in

_AROUND = timedelta(days=2)
"""By so much a platform's moment of a message may differ from when we saw it go out."""

_BEFORE = timedelta(hours=1)
"""By so much a platform's clock may be behind ours."""

_UNCLEAR = (*IN_FLIGHT, DeliveryStatus.UNCONFIRMED)
_HELD = (*PENDING, DeliveryStatus.MISSED)
_deliveries = tables.deliveries.c
_steps = tables.steps.c


@dataclass(frozen=True)
class _Own:
    """What tells the messages of our deliveries from others."""

    names: frozenset[str]  # ids, addresses, and whatever steps kept
    unnamed: tuple[tuple[str, datetime], ...]  # words and moment of what is out without an id
    unclear: tuple[tuple[datetime, datetime], ...]  # when something unknown may have gone out


def fates(
    connection: Connection, account_id: str, posts: Sequence[PastPost]
) -> Mapping[str, PastFate]:
    """What becomes of each message of an account, by its id; all have a moment."""
    own = _own(connection, account_id, posts)
    return {one.remote_id: _fate(one, own) for one in posts}


def _fate(one: PastPost, own: _Own) -> PastFate:
    if not own.names.isdisjoint({one.remote_id, *one.also, one.permalink} - {""}):
        return PastFate.OURS
    moment = _moment(one)
    words = _plain(one.text) or _plain(one.title)
    for said, at in own.unnamed:
        if abs(at - moment) <= _AROUND and said == words:
            return PastFate.OURS
    held = any(begin <= moment <= end for begin, end in own.unclear)
    return PastFate.HELD if held else PastFate.HERE


def _own(connection: Connection, account_id: str, posts: Sequence[PastPost]) -> _Own:
    moments = [_moment(one) for one in posts]
    if not moments:
        return _Own(frozenset(), (), ())
    names: set[str] = set()
    ids = sorted({name for one in posts for name in (one.remote_id, *one.also)})
    ours = (_deliveries.account_id == account_id, tables.posts.c.origin == Origin.OWN.value)
    about_then = or_(
        _deliveries.published_at.between(min(moments) - _AROUND, max(moments) + _AROUND),
        # Without an id it may have been said to be out long after it went.
        _deliveries.due_at.between(min(moments) - _AROUND, max(moments) + _AROUND),
        and_(_deliveries.published_at.is_(None), begun(_deliveries.id)),
    )
    unnamed = []
    rows = connection.execute(
        select(
            _deliveries.remote_id,
            _deliveries.permalink,
            _deliveries.parts,
            _deliveries.text,
            _deliveries.published_at,
            _deliveries.due_at,
        )
        .join(tables.posts, tables.posts.c.id == _deliveries.post_id)
        .where(*ours, about_then)
    ).all()
    for row in rows:
        names.update(texts_in(row.parts or ""), (row.remote_id or "", row.permalink or ""))
        if row.published_at is not None and not row.remote_id:
            moments_of = {row.published_at, row.due_at} - {None}
            unnamed += [(_plain(row.text), moment) for moment in moments_of]
    for batch in batches(ids):  # whatever its moment: a video may have waited
        names.update(
            connection.execute(
                select(_deliveries.remote_id)
                .join(tables.posts, tables.posts.c.id == _deliveries.post_id)
                .where(*ours, _deliveries.remote_id.in_(batch))
            ).scalars()
        )
    results = connection.execute(
        select(_steps.result)
        .join(tables.deliveries, _deliveries.id == _steps.delivery_id)
        .join(tables.posts, tables.posts.c.id == _deliveries.post_id)
        .where(*ours, about_then, _steps.result != "")
    ).scalars()
    for result in results:
        names.update(texts_in(result))
    return _Own(frozenset(names - {""}), tuple(unnamed), _unclear(connection, account_id))


def _unclear(connection: Connection, account_id: str) -> tuple[tuple[datetime, datetime], ...]:
    """The times about which something that is not known yet may have gone out."""
    armed = (
        select(
            _steps.delivery_id,
            func.min(_steps.armed_at).label("first"),
            func.max(_steps.armed_at).label("last"),
        )
        .where(_steps.armed_at.is_not(None))
        .group_by(_steps.delivery_id)
        .subquery()
    )
    rows = connection.execute(
        select(
            _deliveries.status,
            _deliveries.created_at,
            _deliveries.due_at,
            _deliveries.epoch,
            armed.c.first,
            armed.c.last,
        )
        .outerjoin(armed, armed.c.delivery_id == _deliveries.id)
        .where(
            _deliveries.account_id == account_id,
            or_(
                _deliveries.status.in_([one.value for one in _UNCLEAR]),
                # What is out is known by its id or its words, whatever its call left open.
                and_(
                    open_call(_deliveries.id),
                    _deliveries.status != DeliveryStatus.PUBLISHED.value,
                ),
                # After a restore it is only looked for: it may have gone out from elsewhere.
                and_(HELD, _deliveries.status.in_([one.value for one in _HELD])),
            ),
        )
    )
    found = []
    for row in rows:
        if row.first is None and row.status in IN_FLIGHT:
            continue  # nothing left yet
        due = None if row.epoch == LOOKED_FOR else row.due_at  # that one may be out before it
        begin = row.first or due or row.created_at
        found.append((begin - _BEFORE, (row.last or begin) + _AROUND))
        if row.due_at is not None and row.due_at > begin:  # a platform that publishes by itself
            found.append((row.due_at - _BEFORE, row.due_at + _AROUND))
    return tuple(found)


def _moment(one: PastPost) -> datetime:
    if one.published_at is None:
        raise ValueError("a message without a moment is left out before")
    return one.published_at


def _plain(text: str | None) -> str:
    return " ".join((text or "").split())
