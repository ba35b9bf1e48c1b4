"""Publishing a plan on Bluesky, step by step; each step survives a crash.

Each message lies under a record key of our own, made from the delivery's id: a resend meets its
own record instead of making a second one.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from brandcraft_desktop.domain.plan import Part, Plan
from brandcraft_desktop.domain.steps import Finding, Guard, Published, PublishedPart, Steps, Verdict
from brandcraft_desktop.errors import MediaGone, PublishingError
from brandcraft_desktop.publishers.base import AccountSession, Session
from brandcraft_desktop.publishers.bluesky import (
    cards,
    mentions,
    options,
    records,
    repository,
    uploads,
)
from brandcraft_desktop.publishers.bluesky.profile import permalink
from brandcraft_desktop.publishers.bluesky.records import GATE, POST, Record, Written
from brandcraft_desktop.publishers.bluesky.tid import stable_tid
from brandcraft_desktop.publishers.bluesky.tokens import prepare
from brandcraft_desktop.publishers.bluesky.video import video
from brandcraft_desktop.publishers.json_value import Json, parse, parse_object


@dataclass(frozen=True)
class _Prepared:
    """Everything that must be there before the first message goes out."""

    embeds: Sequence[Record | None]
    dids: Mapping[str, str]
    created_at: str


def publish(plan: Plan, session: Session, steps: Steps) -> Published:
    """Send the plan. Raises `errors.PublishingError`."""
    account = as_account(session)
    prepare(account)
    try:
        return _publish(plan, session, account, steps)
    except MediaGone:
        steps.forget(uploads.PREFIX)
        steps.forget("card")
        raise


def find(plan: Plan, session: Session) -> Finding:
    """Look for every part under its own key; a thread that is there in part is unknown."""
    account = as_account(session)
    found = [_look(account, session, part, index) for index, part in enumerate(plan.parts)]
    if all(finding.verdict is Verdict.FOUND for finding in found):
        parts = [_part(account, _read_back(finding.result)) for finding in found]
        result = json.dumps([[part.remote_id, part.permalink] for part in parts])
        return Finding(Verdict.FOUND, result)
    if all(finding.verdict is Verdict.NOT_THERE for finding in found):
        return Finding(Verdict.NOT_THERE)
    return Finding(Verdict.UNKNOWN)


def as_account(session: Session) -> AccountSession:
    """The part of a session that has nothing to do with one delivery."""
    return AccountSession(session.http, session.identity, session.secrets, session.clock)


def _publish(plan: Plan, session: Session, account: AccountSession, steps: Steps) -> Published:
    chosen = options.read(plan.options)
    prepared = _prepare(plan, session, account, steps)
    written: list[Written] = []
    for index, part in enumerate(plan.parts):
        if len(plan.parts) > 1:
            steps.progress(index, len(plan.parts), f"Posting part {index + 1} of {len(plan.parts)}")
        record = records.post_record(
            part,
            created_at=records.later(prepared.created_at, index),
            options=chosen,
            dids=prepared.dids,
            embed=prepared.embeds[index],
            root=written[0] if written else None,
            parent=written[-1] if written else None,
        )
        result = steps.commit(
            f"post {index + 1}",
            _writing(account, session, record, index),
            _finding(account, session, part, index),
        )
        written.append(_read_back(result))
        if index == 0 and records.is_gated(chosen.replies):
            _close_gate(account, written[0], chosen.replies, prepared.created_at, steps)
    return Published(tuple(_part(account, one) for one in written))


def _prepare(plan: Plan, session: Session, account: AccountSession, steps: Steps) -> _Prepared:
    embeds = [_embed(session, account, part, index, steps) for index, part in enumerate(plan.parts)]
    spans = [span for part in plan.parts for span in part.spans]
    dids = steps.once("mentions", lambda: json.dumps({**mentions.resolve(account, spans)}))
    # After the uploads: readers sort by it, so it is the moment of posting.
    created_at = steps.once("created_at", lambda: records.timestamp(session.clock.now()))
    return _Prepared(embeds, _texts(parse(dids)), created_at)


def _embed(
    session: Session, account: AccountSession, part: Part, index: int, steps: Steps
) -> Record | None:
    """What hangs on one message: pictures, a video, a link card or nothing."""
    if part.media and part.media[0].media.is_video:
        return records.video(video(account, session.renditions, part.media[0], steps))
    if part.media:
        return records.images(uploads.pictures(account, session.renditions, part.media, steps))
    link = part.link_card
    if link is None:
        return None
    name = "card" if index == 0 else f"card {index + 1}"
    card = cards.restored(steps.once(name, lambda: cards.make(account, link)))
    return None if card is None else records.external(card)


def _writing(
    account: AccountSession, session: Session, record: Record, index: int
) -> Callable[[Guard], str]:
    def act(guard: Guard) -> str:
        return _kept(repository.create(account, POST, _rkey(session, index), record, guard))

    return act


def _finding(
    account: AccountSession, session: Session, part: Part, index: int
) -> Callable[[datetime], Finding]:
    return lambda since: _look(account, session, part, index)


def _look(account: AccountSession, session: Session, part: Part, index: int) -> Finding:
    found = repository.look(account, POST, _rkey(session, index))
    if found is None:
        return Finding(Verdict.NOT_THERE)
    if not found.written.cid or not repository.is_ours(found, part.text):
        return Finding(Verdict.UNKNOWN)
    return Finding(Verdict.FOUND, _kept(found.written))


def _close_gate(
    account: AccountSession, root: Written, replies: str, created_at: str, steps: Steps
) -> None:
    """Limit the replies; a follow-up, so its failure never fails the post."""

    def act() -> str:
        gate = records.gate_record(root, replies, created_at)
        return repository.put(account, GATE, root.rkey, gate).uri

    for attempt in (1, 2):
        try:
            steps.once("gate", act)
            return
        except PublishingError as error:
            if attempt == 2:
                steps.progress(1, 1, f"Posted, but replies could not be limited. {error.title}")


def _rkey(session: Session, index: int) -> str:
    return stable_tid(session.key, session.created_at, index)


def _part(account: AccountSession, written: Written) -> PublishedPart:
    identity = account.identity
    return PublishedPart(written.uri, permalink(identity.handle, identity.remote_id, written.rkey))


def _kept(written: Written) -> str:
    return json.dumps({"uri": written.uri, "cid": written.cid})


def _read_back(result: str) -> Written:
    value = parse_object(result, lambda why: PublishingError("A kept step can't be read.", why))
    return Written(value.text("uri"), value.text("cid"))


def _texts(value: Json) -> Mapping[str, str]:
    fields = value if isinstance(value, dict) else {}
    return {name: text for name, text in fields.items() if isinstance(text, str)}
