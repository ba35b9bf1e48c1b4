"""What a person can do about one post going to one account: retry, resolve, cancel, separate."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select, update

from brandcraft_desktop.domain.events import DeliveryChanged, PostChanged
from brandcraft_desktop.domain.media_rules import MediaState
from brandcraft_desktop.domain.status import DeliveryStatus, Stage, may_move
from brandcraft_desktop.domain.views import DeliveryView, PostView, VariantContent
from brandcraft_desktop.errors import BadInput, NotFound, Refused
from brandcraft_desktop.models import tables
from brandcraft_desktop.services.account_rows import load_accounts
from brandcraft_desktop.services.planning import plan_for, attach, refuse_blocked, variant_for
from brandcraft_desktop.services.post_content import workspace_epoch, write
from brandcraft_desktop.services.post_reading import load
from brandcraft_desktop.services.post_scheduling import due, unconfirmed_first
from brandcraft_desktop.services.post_writing import insert_post
from brandcraft_desktop.services.transaction import Emit, change

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

_RETRYABLE = (DeliveryStatus.FAILED, DeliveryStatus.MISSED, DeliveryStatus.CANCELED)


def find(connection: Connection, delivery_id: str) -> tuple[PostView, DeliveryView]:
    """A delivery with its post. Raises `NotFound`."""
    post_id = connection.execute(
        select(tables.deliveries.c.post_id).where(tables.deliveries.c.id == delivery_id)
    ).scalar_one_or_none()
    if post_id is None:
        raise NotFound("There is no such delivery.", f"No delivery has the id {delivery_id}.")
    post = load(connection, post_id)
    return post, next(one for one in post.deliveries if one.id == delivery_id)


def start_over(
    connection: Connection, workspace: Workspace, post: PostView, delivery: DeliveryView
) -> None:
    """Make a failed, missed or canceled delivery due now. What is already out is skipped."""
    if delivery.status is DeliveryStatus.UNCONFIRMED:
        raise unconfirmed_first()
    if delivery.status is DeliveryStatus.SCHEDULED and delivery.next_try_at is not None:
        _set(connection, delivery, due_row(connection, workspace, post))
        return
    if delivery.status not in _RETRYABLE:
        raise Refused(
            f"{delivery.handle} can't be retried now.",
            f"This delivery is {delivery.status.value.replace('_', ' ')}.",
            "Only failed, missed or canceled deliveries can be tried again.",
        )
    if post.deleted_at is not None:
        raise Refused("This post is in the trash.", "", "Restore it first.")
    account = load_accounts(connection, [delivery.account_id])[0]
    files = {view.id: view for view in post.media}
    plan = plan_for(workspace.platforms, post.content, account, attach(post.content.media, files))
    refuse_blocked(plan.problems)
    _set(connection, delivery, due_row(connection, workspace, post))


def due_row(connection: Connection, workspace: Workspace, post: PostView) -> dict[str, object]:
    """The columns of a delivery that is to go out now."""
    ready = all(view.state is MediaState.PROCESSED for view in post.media)
    status = DeliveryStatus.SCHEDULED if ready else DeliveryStatus.WAITING_MEDIA
    return {**due(status, workspace.clock.now()), "epoch": workspace_epoch(connection)}


def _set(
    connection: Connection,
    delivery: DeliveryView,
    columns: dict[str, object],
) -> None:
    """Write `columns` if nobody moved the delivery meanwhile."""
    after = DeliveryStatus(str(columns["status"]))
    if after is not delivery.status and not may_move(delivery.status, after):
        raise Refused(f"A {delivery.status.value} delivery can't become {after.value}.")
    changed = connection.execute(
        update(tables.deliveries)
        .where(
            tables.deliveries.c.id == delivery.id,
            tables.deliveries.c.status == delivery.status.value,
            tables.deliveries.c.lease_owner.is_(None),
        )
        .values(**columns)
    ).rowcount
    if changed != 1:
        raise Refused("This delivery is being worked on right now.", "", "Wait until it is done.")


def _act_on(
    workspace: Workspace,
    delivery_id: str,
    act: Callable[[Connection, PostView, DeliveryView], None],
) -> PostView:
    def run(connection: Connection, emit: Emit) -> PostView:
        post, delivery = find(connection, delivery_id)
        act(connection, post, delivery)
        after = load(connection, post.id)
        state = next(one for one in after.deliveries if one.id == delivery_id)
        emit(DeliveryChanged(delivery_id, post.id, delivery.account_id, state.status))
        emit(PostChanged(post.id))
        return after

    return change(workspace, run, person=True)


def retry(workspace: Workspace, delivery_id: str) -> PostView:
    """Try a failed, missed, waiting or canceled delivery now.

    Raises `OutcomeOpen` on an unconfirmed one, `PostBlocked` where the plan has errors.
    """
    return _act_on(
        workspace,
        delivery_id,
        lambda connection, post, delivery: start_over(connection, workspace, post, delivery),
    )


def retry_failed(workspace: Workspace, post_id: str) -> PostView:
    """Retry every failed or missed delivery of a post; the ones that are out are skipped."""

    def run(connection: Connection, emit: Emit) -> PostView:
        post = load(connection, post_id)
        chosen = [one for one in post.deliveries if one.status in _RETRYABLE[:2]]
        if not chosen:
            if any(one.status is DeliveryStatus.UNCONFIRMED for one in post.deliveries):
                raise unconfirmed_first()
            raise Refused(
                "There is nothing to retry.", "No delivery of this post has failed or was missed."
            )
        for delivery in chosen:
            start_over(connection, workspace, post, delivery)
        emit(PostChanged(post_id))
        return load(connection, post_id)

    return change(workspace, run, person=True)


def retry_account(workspace: Workspace, account_id: str) -> int:
    """Retry everything that failed on an account (after a reconnect); gives how many."""

    def run(connection: Connection, emit: Emit) -> int:
        ids = _failed_of(connection, account_id)
        for delivery_id in ids:
            post, delivery = find(connection, delivery_id)
            start_over(connection, workspace, post, delivery)
            emit(PostChanged(post.id))
        return len(ids)

    return change(workspace, run, person=True)


def failed_on(workspace: Workspace, account_id: str) -> int:
    """How many deliveries of an account have failed."""
    return workspace.database.read(lambda connection: len(_failed_of(connection, account_id)))


def _failed_of(connection: Connection, account_id: str) -> list[str]:
    rows: Iterable[str] = connection.execute(
        select(tables.deliveries.c.id)
        .join(tables.posts, tables.posts.c.id == tables.deliveries.c.post_id)
        .where(
            tables.deliveries.c.account_id == account_id,
            tables.deliveries.c.status == DeliveryStatus.FAILED.value,
            tables.posts.c.deleted_at.is_(None),
        )
    ).scalars()
    return list(rows)


def resolve(workspace: Workspace, delivery_id: str, *, published_url: str | None) -> PostView:
    """A person's answer on an unconfirmed delivery: its address, or None for "it is not, post again".

    Raises `Refused` on any other delivery, `BadInput` for something that is no address.
    """
    if published_url is not None and published_url != "":
        if not published_url.startswith(("https://", "http://")):
            raise BadInput(
                "That is not an address.",
                f"{published_url[:80]!r} does not begin with https://.",
                "Copy the address of the post from your browser.",
                field="published",
            )

    def act(connection: Connection, post: PostView, delivery: DeliveryView) -> None:
        if delivery.status is not DeliveryStatus.UNCONFIRMED:
            raise Refused(
                "There is nothing to confirm.",
                f"This delivery is {delivery.status.value.replace('_', ' ')}.",
            )
        if published_url is None:
            _forget_armed(connection, delivery_id)
            _set(connection, delivery, due_row(connection, workspace, post))
            return
        _set(
            connection,
            delivery,
            {
                "status": DeliveryStatus.PUBLISHED.value,
                "published_at": workspace.clock.now(),
                "permalink": published_url or None,
                "handle": delivery.handle,
                "display_name": delivery.display_name,
                "avatar_sha256": delivery.avatar_sha256,
                "run_at": None,
                "error_kind": "",
            },
        )

    return _act_on(workspace, delivery_id, act)


def _forget_armed(connection: Connection, delivery_id: str) -> None:
    """The person says the armed call did not arrive: it may be made again."""
    connection.execute(
        tables.steps.delete().where(
            tables.steps.c.delivery_id == delivery_id, tables.steps.c.state == "armed"
        )
    )


def cancel(workspace: Workspace, delivery_id: str) -> PostView:
    """Cancel one delivery that is not on its way."""

    def act(connection: Connection, post: PostView, delivery: DeliveryView) -> None:
        if not may_move(delivery.status, DeliveryStatus.CANCELED) or (
            delivery.status is DeliveryStatus.PUBLISHING
        ):
            raise Refused(
                "This delivery can't be canceled.",
                f"It is {delivery.status.value.replace('_', ' ')}.",
                "Only what has not been sent yet can be canceled.",
            )
        _set(
            connection,
            delivery,
            {"status": DeliveryStatus.CANCELED.value, "run_at": None, "hold_reason": ""},
        )

    return _act_on(workspace, delivery_id, act)


def skip_missed(workspace: Workspace, post_id: str) -> PostView:
    """Leave the missed deliveries of a post unsent for good."""

    def run(connection: Connection, emit: Emit) -> PostView:
        post = load(connection, post_id)
        for delivery in post.deliveries:
            if delivery.status is DeliveryStatus.MISSED:
                _set(
                    connection,
                    delivery,
                    {"status": DeliveryStatus.CANCELED.value, "run_at": None},
                )
        emit(PostChanged(post_id))
        return load(connection, post_id)

    return change(workspace, run, person=True)


def separate(workspace: Workspace, delivery_id: str) -> PostView:
    """Move a failed or missed delivery into a draft of its own; gives the new post.

    The new draft has the text that account would have got; the old delivery is canceled.
    """

    def run(connection: Connection, emit: Emit) -> PostView:
        post, delivery = find(connection, delivery_id)
        if delivery.status not in _RETRYABLE[:2]:
            raise Refused(
                "Only a failed or missed delivery can become a post of its own.",
                f"This one is {delivery.status.value.replace('_', ' ')}.",
            )
        account = load_accounts(connection, [delivery.account_id])[0]
        variant = variant_for(post.content, account)
        copy_id = insert_post(connection, workspace, stage=Stage.DRAFT)
        content = replace(
            post.content,
            text=post.content.text if variant.text is None else variant.text,
            account_ids=(account.id,),
            variants={account.platform: VariantContent(None, variant.options)},
            scheduled_at=None,
            wall_time="",
        )
        write(connection, workspace, load(connection, copy_id), content)
        _set(
            connection,
            delivery,
            {"status": DeliveryStatus.CANCELED.value, "run_at": None},
        )
        emit(PostChanged(post.id))
        emit(PostChanged(copy_id))
        return load(connection, copy_id)

    return change(workspace, run, person=True)


def edit_failed(
    workspace: Workspace, delivery_id: str, variant: VariantContent, *, again_at: datetime | None
) -> PostView:
    """Change text and options of one failed delivery alone, and try it again at `again_at`.

    `again_at` None means now. The other deliveries keep their words. Raises `PostBlocked`.
    """

    def act(connection: Connection, post: PostView, delivery: DeliveryView) -> None:
        if delivery.status not in _RETRYABLE:
            raise Refused(
                "Only a failed delivery can be edited alone.",
                f"This one is {delivery.status.value.replace('_', ' ')}.",
            )
        variants = {**post.content.variants, delivery.account_id: variant}
        write(connection, workspace, post, replace(post.content, variants=variants))
        start_over(connection, workspace, load(connection, post.id), delivery)
        if again_at is not None:
            connection.execute(
                update(tables.deliveries)
                .where(tables.deliveries.c.id == delivery_id)
                .values(due_at=again_at, run_at=again_at)
            )

    return _act_on(workspace, delivery_id, act)
