"""Writing what a person changed in the editor: whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, insert, select, update

from brandcraft_desktop.domain.status import EDITABLE, DeliveryStatus
from brandcraft_desktop.domain.text.clean import normalise
from brandcraft_desktop.domain.views import (
    DeliveryView,
    MediaChoice,
    PostContent,
    PostView,
    VariantContent,
)
from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.models import tables
from brandcraft_desktop.models.ids import new_id
from brandcraft_desktop.services import post_media
from brandcraft_desktop.services.delivery_moves import forget_prepared
from brandcraft_desktop.services.mended_words import is_sent

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

MAX_TEXT = 100_000
MAX_TITLE = 500


def cleaned(content: PostContent) -> PostContent:
    """`content` fit to be kept: one kind of line end, no control characters.

    Raises `BadInput` for half characters, and for what no editor of ours could have produced.
    """

    def fit(text: str) -> str:
        return normalise(text).text

    def files(choices: tuple[MediaChoice, ...]) -> tuple[MediaChoice, ...]:
        return tuple(replace(one, alt=fit(one.alt), part=max(0, one.part)) for one in choices)

    tidy = replace(
        content,
        title=" ".join(fit(content.title).split("\n")),
        notes=fit(content.notes),
        text=fit(content.text),
        media=files(content.media),
        variants={
            target: VariantContent(
                None if variant.text is None else fit(variant.text),
                {fit(name): fit(value) for name, value in variant.options.items()},
                None if variant.media is None else files(variant.media),
                variant.thread,
                None if variant.based_on is None or variant.text is None else fit(variant.based_on),
            )
            for target, variant in content.variants.items()
            if not variant.empty
        },
    )
    check_size(tidy)
    return tidy


def check_size(content: PostContent) -> None:
    """Refuse what no editor of ours could have produced. Raises `BadInput`."""
    texts = [content.text, content.notes]
    texts += [variant.text or "" for variant in content.variants.values()]
    chosen = [content.media, *(variant.media or () for variant in content.variants.values())]
    texts += [choice.alt for choices in chosen for choice in choices]
    if any(len(text) > MAX_TEXT for text in texts):
        raise BadInput(
            "This text is too long to keep.",
            f"A text may have at most {MAX_TEXT:,} characters.",
            "Shorten it and save again.",
            field="text",
        )
    if len(content.title) > MAX_TITLE:
        raise BadInput(
            "This title is too long.",
            f"A title may have at most {MAX_TITLE} characters.",
            "Shorten it and save again.",
            field="title",
        )


def write(
    connection: Connection, workspace: Workspace, before: PostView, content: PostContent
) -> None:
    """Replace the content of `before` by `content` (cleaned) in the open transaction.

    A brand that is gone is left out. Raises `BadInput` and `NotFound` (a file or account that is
    gone).
    """
    now = workspace.clock.now()
    content = without_gone_brand(connection, before, content)
    if words_differ(before.content, content):
        forget_prepared(connection, [one for one in before.deliveries if one.status in EDITABLE])
    connection.execute(
        update(tables.posts)
        .where(tables.posts.c.id == before.id)
        .values(
            title=content.title,
            notes=content.notes,
            text=content.text,
            brand_id=content.brand_id,
            scheduled_at=content.scheduled_at,
            zone=content.zone,
            wall_time=content.wall_time,
            thread=content.thread,
            updated_at=now,
            revision=tables.posts.c.revision + 1,
        )
    )
    if content.variants != before.content.variants:
        _write_variants(connection, before.id, content)
    if (content.media, content.variants) != (before.content.media, before.content.variants):
        post_media.write(connection, workspace, before, content)
    if content.account_ids != before.content.account_ids:
        _write_deliveries(connection, workspace, before, content.account_ids, now)


def without_gone_brand(
    connection: Connection, before: PostView, content: PostContent
) -> PostContent:
    """`content` without its brand where that was deleted since: no reason to lose the words."""
    chosen = content.brand_id
    if chosen is None or chosen == before.content.brand_id:
        return content
    there = connection.scalar(select(tables.brands.c.id).where(tables.brands.c.id == chosen))
    return content if there is not None else replace(content, brand_id=None)


def words_differ(before: PostContent, after: PostContent) -> bool:
    """Whether something that is published differs."""
    return (before.text, before.media, before.variants, before.thread) != (
        after.text,
        after.media,
        after.variants,
        after.thread,
    )


def _write_variants(connection: Connection, post_id: str, content: PostContent) -> None:
    connection.execute(
        delete(tables.variants).where(tables.variants.c.post_id == post_id, is_sent())
    )
    rows = [
        {
            "post_id": post_id,
            "target": target,
            "text": variant.text,
            "options": json.dumps(dict(variant.options), sort_keys=True),
            "own_media": variant.media is not None,
            "thread": variant.thread,
            "based_on": variant.based_on,
        }
        for target, variant in content.variants.items()
    ]
    if rows:
        connection.execute(insert(tables.variants), rows)


def _write_deliveries(
    connection: Connection,
    workspace: Workspace,
    before: PostView,
    account_ids: tuple[str, ...],
    now: datetime,
) -> None:
    """Make the deliveries match the chosen accounts; ones that did something are kept.

    An account chosen again after its delivery was canceled begins anew.
    """
    existing = {delivery.account_id: delivery for delivery in before.deliveries}
    wanted = tuple(dict.fromkeys(account_ids))
    _check_accounts(connection, [account for account in wanted if account not in existing])
    _drop(connection, [one for account, one in existing.items() if account not in wanted])
    for position, account_id in enumerate(wanted):
        there = existing.get(account_id)
        if there is None:
            _insert_delivery(connection, workspace, before.id, account_id, position, now)
            continue
        values: dict[str, object] = {"position": position}
        if there.status is DeliveryStatus.CANCELED:
            values |= {"status": DeliveryStatus.DRAFT.value, "due_at": None, "run_at": None}
        connection.execute(
            update(tables.deliveries).where(tables.deliveries.c.id == there.id).values(values)
        )


def _insert_delivery(
    connection: Connection,
    workspace: Workspace,
    post_id: str,
    account_id: str,
    position: int,
    now: datetime,
) -> None:
    connection.execute(
        insert(tables.deliveries).values(
            id=new_id(workspace.clock),
            post_id=post_id,
            account_id=account_id,
            status=DeliveryStatus.DRAFT.value,
            position=position,
            created_at=now,
            epoch=workspace_epoch(connection),
        )
    )


def _check_accounts(connection: Connection, account_ids: Sequence[str]) -> None:
    there = set(
        connection.execute(
            select(tables.accounts.c.id).where(tables.accounts.c.id.in_(account_ids))
        ).scalars()
    )
    for account_id in account_ids:
        if account_id not in there:
            raise BadInput(
                "There is no such account.",
                f"No account has the id {account_id}.",
                "The Accounts page lists the connected ones.",
                field="accounts",
            )


def _drop(connection: Connection, dropped: Iterable[DeliveryView]) -> None:
    """Take deliveries off a post. What was tried is history: a canceled one stays as it is."""
    chosen = list(dropped)
    tried = set(
        connection.execute(
            select(tables.attempts.c.delivery_id).where(
                tables.attempts.c.delivery_id.in_([delivery.id for delivery in chosen])
            )
        ).scalars()
    )
    gone: list[str] = []
    for delivery in chosen:
        if delivery.id not in tried and not delivery.begun:
            gone.append(delivery.id)
        elif delivery.status is not DeliveryStatus.CANCELED:
            raise BadInput(
                f"{delivery.handle} can't be taken off this post.",
                "Publishing to it has been tried, and its history is kept.",
                "Cancel that delivery instead.",
                field="accounts",
            )
    if gone:
        connection.execute(delete(tables.deliveries).where(tables.deliveries.c.id.in_(gone)))


def workspace_epoch(connection: Connection) -> int:
    """The workspace's present epoch (DESIGN, "Data")."""
    epoch: int = connection.execute(select(tables.workspace.c.epoch)).scalar_one()
    return epoch
