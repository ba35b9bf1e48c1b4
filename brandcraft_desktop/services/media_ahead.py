"""Making the files of posts before they are due, so that publishing need not wait for them.

A video is only begun here: other posts go out meanwhile. Where its moment comes first, its delivery
is held until it is made (`being_made`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from brandcraft_desktop.domain.account import AccountState
from brandcraft_desktop.domain.conversion import Asker, Order, percent_words
from brandcraft_desktop.domain.media_rules import MediaKind, VideoRecipe
from brandcraft_desktop.domain.plan import AttachedMedia, Composition, Plan
from brandcraft_desktop.domain.status import DeliveryStatus
from brandcraft_desktop.domain.views import MediaView
from brandcraft_desktop.errors import (
    BadInput,
    ContentRefused,
    NotFound,
    StorageTrouble,
)
from brandcraft_desktop.models import tables
from brandcraft_desktop.services import conversions
from brandcraft_desktop.services.media_renditions import order_of, rendition, renditions

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

SOON = timedelta(hours=1)
_MOST = 256
_deliveries = tables.deliveries.c


def prepare_soon(workspace: Workspace, *, within: timedelta = SOON) -> int:
    """Make the pictures and begin the videos of deliveries due within that time.

    Videos that posts wanted before and want no more are given up. Gives how many plans are ready;
    what can't be made is left for publishing to explain.
    """
    border = workspace.clock.now() + within
    plans = workspace.database.read(lambda connection: _due(connection, workspace, border=border))
    wanted = [order for plan in plans if not plan.blocked for order in _orders(plan)]
    making = conversions.of(workspace)
    making.only(wanted)
    for order in dict.fromkeys(wanted):
        trouble = making.trouble(order)
        passing = trouble is None or isinstance(trouble, StorageTrouble)
        if passing and conversions.kept(workspace, order) is None:
            making.ask(order, Asker.DUE)
    return sum(_ready(workspace, plan) for plan in plans)


def being_made(workspace: Workspace, plan: Plan) -> str:
    """Which video of a plan is still being made, in words; "" where all are there.

    Begins what nobody has begun. Raises `ContentRefused` for what can't be made. A full disk is a
    reason to wait, too.
    """
    making = conversions.of(workspace)
    for order in _orders(plan):
        if conversions.kept(workspace, order) is not None:
            continue
        trouble = making.trouble(order)
        if trouble is None:
            one = making.ask(order, Asker.DUE)
            return f"“{order.name}”: {percent_words(one.done).lower()}"
        making.forget_trouble(order)
        if isinstance(trouble, StorageTrouble):
            return trouble.message
        raise ContentRefused(trouble.title, trouble.cause, trouble.action)
    return ""


def prepare_for_platforms(workspace: Workspace, view: MediaView) -> None:
    """Make what the connected platforms want of a new picture, while nobody waits for it.

    What can't be made is left for the post's checks and for publishing to explain. Videos wait
    until a post is scheduled or somebody asks.
    """
    if view.kind is not MediaKind.IMAGE:
        return
    accounts = tables.accounts.c
    platforms = workspace.database.read(
        lambda connection: tuple(
            connection.execute(
                select(accounts.platform)
                .where(accounts.state != AccountState.DISCONNECTED.value)
                .distinct()
            ).scalars()
        )
    )
    attached = AttachedMedia(view.id, view.sha256, view.name, view.state, view.facts)
    for platform in platforms:
        try:
            plan = workspace.platforms.get(platform).plan(Composition("", media=(attached,)))
            renditions(workspace, plan)
        except (ContentRefused, NotFound):
            continue


def _due(connection: Connection, workspace: Workspace, *, border: object) -> tuple[Plan, ...]:
    from brandcraft_desktop.services.delivery_plan import plan_for_delivery

    ids = connection.execute(
        select(_deliveries.id)
        .where(
            _deliveries.run_at <= border,
            _deliveries.status.in_(
                [DeliveryStatus.SCHEDULED.value, DeliveryStatus.PROCESSING.value]
            ),
            select(tables.post_media.c.media_id)
            .where(tables.post_media.c.post_id == _deliveries.post_id)
            .exists(),
        )
        .order_by(_deliveries.run_at)
        .limit(_MOST)
    ).scalars()
    return tuple(plan_for_delivery(connection, workspace.platforms, one) for one in ids)


def _orders(plan: Plan) -> Iterator[Order]:
    """The videos that have to be made for a plan."""
    for part in plan.parts:
        for one in part.media:
            if isinstance(one.recipe, VideoRecipe) and one.media.facts is not None:
                yield order_of(one.media, one.recipe)


def _ready(workspace: Workspace, plan: Plan) -> bool:
    """Whether everything is there now; makes the pictures."""
    try:
        for part in plan.parts:
            for one in part.media:
                if not isinstance(one.recipe, VideoRecipe):
                    rendition(workspace, one)
    except (ContentRefused, BadInput):
        return False
    return all(conversions.kept(workspace, order) is not None for order in _orders(plan))
