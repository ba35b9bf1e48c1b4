"""Mending a failed delivery: by an edit of its own, or as a post of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from brandcraft_desktop.domain.events import PostChanged
from brandcraft_desktop.domain.status import DeliveryStatus, Stage
from brandcraft_desktop.domain.views import DeliveryView, PostView, VariantContent
from brandcraft_desktop.errors import Refused
from brandcraft_desktop.models import tables
from brandcraft_desktop.services.account_rows import load_accounts
from brandcraft_desktop.services.delivery_moves import forget_prepared, take_off, words
from brandcraft_desktop.services.delivery_retry import (
    FAILED,
    RETRYABLE,
    act_on,
    find,
    plan_now,
    start_over,
)
from brandcraft_desktop.services.planning import refuse_time, variant_for
from brandcraft_desktop.services.post_content import cleaned, write
from brandcraft_desktop.services.post_reading import load
from brandcraft_desktop.services.post_trash import without_missing
from brandcraft_desktop.services.post_writing import insert_post
from brandcraft_desktop.services.transaction import Emit, change

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


def separate(workspace: Workspace, delivery_id: str) -> PostView:
    """Move a failed or missed delivery into a draft of its own; gives the new post.

    The new draft has the text that account would have got; the old delivery is canceled. Raises
    `Refused` once a part of it is out: the draft would post that part a second time.
    """

    def run(connection: Connection, emit: Emit) -> PostView:
        post, delivery = find(connection, delivery_id)
        if delivery.status not in FAILED:
            raise Refused(
                "Only a failed or missed delivery can become a post of its own.",
                f"This one is {words(delivery.status)}.",
            )
        if delivery.begun:
            raise Refused(
                f"Part of this post may already be out on {delivery.handle}.",
                "A post of its own would publish that part a second time.",
                "Retry sends only the rest.",
            )
        account = load_accounts(connection, [delivery.account_id])[0]
        variant = variant_for(post.content, account)
        copy_id = insert_post(connection, workspace, stage=Stage.DRAFT)
        shared = {key: one for key, one in post.content.variants.items() if key == ""}
        content = replace(
            without_missing(connection, post.content),
            text=post.content.text if variant.text is None else variant.text,
            account_ids=(account.id,),
            variants={**shared, account.platform: VariantContent(None, variant.options)},
        )
        write(connection, workspace, load(connection, copy_id), cleaned(content))
        take_off(connection, emit, [delivery], DeliveryStatus.CANCELED)
        emit(PostChanged(copy_id))
        return load(connection, copy_id)

    return change(workspace, run, person=True)


def edit_failed(
    workspace: Workspace, delivery_id: str, variant: VariantContent, *, again_at: datetime | None
) -> PostView:
    """Change text and options of one failed delivery alone, and try it again at `again_at`.

    `again_at` None means now. The other deliveries keep their words. Raises `PostBlocked`, and
    `Refused` where a part that is out already would read differently.
    """

    def act(connection: Connection, emit: Emit, post: PostView, delivery: DeliveryView) -> None:
        if delivery.status not in RETRYABLE:
            raise Refused(
                "Only a failed delivery can be edited alone.",
                f"This one is {words(delivery.status)}.",
            )
        if again_at is not None:
            refuse_time(again_at, workspace.clock.now())
        variants = {**post.content.variants, delivery.account_id: variant}
        content = cleaned(replace(post.content, variants=variants))
        write(connection, workspace, post, content)
        after, edited = find(connection, delivery_id)
        _keep_what_is_out(connection, workspace, post, after, delivery)
        forget_prepared(connection, [delivery])
        start_over(connection, workspace, emit, after, edited, at=again_at)

    return act_on(workspace, delivery_id, act)


def _keep_what_is_out(
    connection: Connection,
    workspace: Workspace,
    before: PostView,
    after: PostView,
    delivery: DeliveryView,
) -> None:
    """Raise `Refused` if a part that may be out would change (each part is one armed step)."""
    steps = tables.steps.c
    sent = len(
        connection.execute(
            select(steps.name).where(steps.delivery_id == delivery.id, steps.armed_at.is_not(None))
        ).all()
    )
    old = plan_now(connection, workspace, before, delivery).parts[:sent]
    new = plan_now(connection, workspace, after, delivery).parts[:sent]
    if [part.text for part in old] != [part.text for part in new]:
        raise Refused(
            f"The first {'part' if sent == 1 else f'{sent} parts'} may already be out "
            f"on {delivery.handle}.",
            "What is out can't be changed.",
            "Change only the parts behind it.",
        )
