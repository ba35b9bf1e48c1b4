"""A person's word on a delivery: it is live, it is not, do not send it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, select, update

from brandcraft_desktop.domain.status import IN_FLIGHT, DeliveryStatus, may_move
from brandcraft_desktop.domain.views import DeliveryView, PostView
from brandcraft_desktop.errors import BadInput, Refused
from brandcraft_desktop.models import tables
from brandcraft_desktop.services.calling_off import call_off, stop_work
from brandcraft_desktop.services.delivery_moves import move, set_going, take_off, words
from brandcraft_desktop.services.delivery_retry import (
    act_on,
    plan_now,
    refuse_disconnected,
    soonest,
)
from brandcraft_desktop.services.handing_over import refuse_handed_over
from brandcraft_desktop.services.post_reading import load
from brandcraft_desktop.services.transaction import Emit, change

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


def resolve(workspace: Workspace, delivery_id: str, *, published_url: str | None) -> PostView:
    """A person's answer on an unconfirmed delivery: its address ("" if they have none), or None.

    None means "it is not, post again". Raises `Refused` on any other delivery, `BadInput` for
    something that is no address.
    """
    if published_url and not _is_address(published_url):
        raise BadInput(
            "That is not an address.",
            f"“{published_url[:80]}” does not look like https://….",
            "Copy the address of the post from your browser.",
            field="published",
        )

    def act(connection: Connection, emit: Emit, post: PostView, delivery: DeliveryView) -> None:
        if delivery.status is not DeliveryStatus.UNCONFIRMED:
            raise Refused(
                "There is nothing to confirm.", f"This delivery is {words(delivery.status)}."
            )
        if published_url is None:
            _post_again(connection, workspace, emit, post, delivery)
            return
        now = workspace.clock.now()
        parts = plan_now(connection, workspace, post, delivery).parts
        columns: dict[str, object] = {
            "text": "\n\n".join(part.text for part in parts),
            "published_at": now,
            "permalink": published_url or None,
            "handle": delivery.handle,
            "display_name": delivery.display_name,
            "avatar_sha256": delivery.avatar_sha256,
            "run_at": None,
            "retry_at": None,
            "error_kind": "",
        }
        move(connection, emit, delivery, DeliveryStatus.PUBLISHED, columns)

    return act_on(workspace, delivery_id, act)


def _is_address(text: str) -> bool:
    scheme, separator, rest = text.partition("://")
    host = rest.partition("/")[0]
    return (
        scheme.lower() in ("https", "http")
        and bool(separator and host)
        and not any(character.isspace() or not character.isprintable() for character in text)
    )


def _post_again(
    connection: Connection,
    workspace: Workspace,
    emit: Emit,
    post: PostView,
    delivery: DeliveryView,
) -> None:
    """The person says the armed call did not arrive: it may be made again."""
    if post.deleted_at is not None:
        raise Refused(
            "This post is in the trash.", "Nothing of it goes out from there.", "Restore it first."
        )
    refuse_disconnected(connection, delivery)
    connection.execute(
        tables.steps.delete().where(
            tables.steps.c.delivery_id == delivery.id, tables.steps.c.state == "armed"
        )
    )
    # A person has looked: the delivery belongs to the present again.
    connection.execute(
        update(tables.deliveries)
        .where(tables.deliveries.c.id == delivery.id)
        .values(epoch=select(tables.workspace.c.epoch).scalar_subquery())
    )
    set_going(
        connection, workspace, emit, post, [delivery], soonest(delivery, workspace.clock.now())
    )


def cancel(workspace: Workspace, delivery_id: str) -> PostView:
    """Cancel one delivery, also while it is uploaded or processed: until its call is armed.

    Raises `Refused` where it may be out.
    """
    stopped: list[str] = []

    def act(connection: Connection, emit: Emit, post: PostView, delivery: DeliveryView) -> None:
        if delivery.status in IN_FLIGHT:
            refuse_handed_over([delivery])
            call_off(connection, workspace, emit, [delivery])
            stopped.append(delivery.id)
            return
        if not may_move(delivery.status, DeliveryStatus.CANCELED):
            raise Refused(
                "This delivery can't be canceled.",
                f"It is {words(delivery.status)}.",
                "Only what has not been sent yet can be canceled.",
            )
        take_off(connection, emit, [delivery], DeliveryStatus.CANCELED)

    post = act_on(workspace, delivery_id, act)
    stop_work(workspace, stopped)
    return post


def skip_missed(workspace: Workspace, post_id: str) -> PostView:
    """Leave the missed deliveries of a post unsent for good."""

    def run(connection: Connection, emit: Emit) -> PostView:
        post = load(connection, post_id)
        missed = [one for one in post.deliveries if one.status is DeliveryStatus.MISSED]
        take_off(connection, emit, missed, DeliveryStatus.CANCELED)
        return load(connection, post_id)

    return change(workspace, run, person=True)
