"""Mending a failed delivery: by an edit of its own, or as a post of its own.

What is typed is kept at once and goes out only with the retry.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from brandcraft_desktop.domain.events import PostChanged
from brandcraft_desktop.domain.status import DeliveryStatus, Stage
from brandcraft_desktop.domain.views import DeliveryView, PostContent, PostView, VariantContent
from brandcraft_desktop.errors import Refused
from brandcraft_desktop.models import tables
from brandcraft_desktop.services import mended_words
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
from brandcraft_desktop.services.planning import variant_for
from brandcraft_desktop.services.post_content import cleaned, write
from brandcraft_desktop.services.post_media import without_missing
from brandcraft_desktop.services.post_reading import load
from brandcraft_desktop.services.post_writing import insert_post
from brandcraft_desktop.services.times_allowed import refuse_time
from brandcraft_desktop.services.transaction import Emit, change

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


@dataclass(frozen=True)
class Mending:
    """A delivery with its post, and the words it would get: typed for it before, or the post's."""

    post: PostView
    delivery: DeliveryView
    words: VariantContent


def mending(workspace: Workspace, delivery_id: str) -> Mending:
    """What an editor for one failed delivery shows. Raises `NotFound`."""

    def look(connection: Connection) -> Mending:
        post, delivery = find(connection, delivery_id)
        kept = mended_words.kept(connection, post.id, delivery_id)
        return Mending(post, delivery, kept or _as_stored(connection, post, delivery))

    return workspace.database.read(look)


def keep_edit(workspace: Workspace, delivery_id: str, variant: VariantContent) -> PostView:
    """Keep what is typed for one failed delivery: it changes nothing that is sent yet.

    Raises `BadInput` for what can't be kept, and `NotFound`.
    """
    tidy = cleaned(PostContent(variants={"": variant})).variants.get("", variant)

    def act(connection: Connection, emit: Emit) -> PostView:
        post, delivery = find(connection, delivery_id)
        stored = _as_stored(connection, post, delivery)
        if (tidy.text, tidy.options) == (stored.text, stored.options):
            mended_words.forget(connection, post.id, delivery_id)
        else:
            mended_words.keep(connection, post.id, delivery_id, tidy)
        return post

    return change(workspace, act, person=True)


def _as_stored(connection: Connection, post: PostView, delivery: DeliveryView) -> VariantContent:
    """The words the delivery would go out with as the post is."""
    account = load_accounts(connection, [delivery.account_id])[0]
    variant = variant_for(post.content, account)
    return replace(variant, text=post.content.text if variant.text is None else variant.text)


def separate(workspace: Workspace, delivery_id: str) -> PostView:
    """Move a failed or missed delivery into a draft of its own; gives the new post.

    The new draft has what was typed for that account, else the text it would have got; the old
    delivery is canceled. Raises `Refused` once a part of it is out: the draft would post that
    part a second time.
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
        kept = mended_words.kept(connection, post.id, delivery_id)
        stored = _as_stored(connection, post, delivery)
        variant = kept or stored
        copy_id = insert_post(connection, workspace, stage=Stage.DRAFT)
        shared = {key: one for key, one in post.content.variants.items() if key == ""}
        media = post.content.media if stored.media is None else stored.media
        own = {**shared, delivery.platform: VariantContent(None, variant.options)}
        there = replace(post.content, media=media, variants=own)
        content = replace(
            without_missing(connection, workspace, there),
            text=variant.text or "",
            account_ids=(delivery.account_id,),
            thread=post.content.thread if stored.thread is None else stored.thread,
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
            refuse_time(connection, again_at, workspace.clock.now())
        before = post.content.variants.get(delivery.account_id, VariantContent())
        own = replace(before, text=variant.text, options=variant.options)
        variants = {**post.content.variants, delivery.account_id: own}
        content = cleaned(replace(post.content, variants=variants))
        write(connection, workspace, post, content)
        mended_words.forget(connection, post.id, delivery_id)
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
