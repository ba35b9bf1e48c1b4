"""What a publisher is given to work with, put together for one delivery."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.domain.plan import PlannedMedia
from brandcraft_desktop.domain.steps import Steps
from brandcraft_desktop.publishers.base import NoStaging, Rendition, Renditions, Session
from brandcraft_desktop.services import (
    accounts,
    media_renditions,
    media_stills,
    platform_settings,
    taken_posts,
)
from brandcraft_desktop.services.account_session import identity_of
from brandcraft_desktop.services.staging import DeliveryStaging
from brandcraft_desktop.services.tallies import KeptTally

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


@dataclass(frozen=True)
class RenditionsAsked:
    """The fitted files of planned media, each made when it is asked for."""

    workspace: Workspace

    def file(self, planned: PlannedMedia) -> Rendition:
        """See `publishers.base.Renditions`."""
        return media_renditions.rendition(self.workspace, planned)

    def still(self, planned: PlannedMedia, milliseconds: int) -> Rendition:
        """See `publishers.base.Renditions`."""
        return media_stills.still(self.workspace, planned, self.file(planned), milliseconds)


class Sent(Protocol):
    """What is published: a delivery's id, when it was made, and when it shall be live."""

    @property
    def delivery_id(self) -> str:
        """Never changes, not even after a restore."""
        ...

    @property
    def created_at(self) -> datetime:
        """As it is in the delivery's row."""
        ...

    @property
    def due_at(self) -> datetime | None:
        """As it is in the delivery's row."""
        ...


def delivery_session(
    workspace: Workspace,
    sent: Sent,
    account: Account,
    prepared: Renditions,
    steps: Steps,
    *,
    files: Sequence[PlannedMedia] = (),
) -> Session:
    """For publishing to `account`, with the files that `prepared` has. Raises `VaultLocked`.

    `files` are those of the post, in their order.
    """
    pulls = workspace.platforms.get(account.platform).info.pulls
    return Session(
        http=accounts.http_for(workspace, account.id),
        identity=identity_of(account),
        secrets=accounts.secrets(workspace, account.id),
        renditions=prepared,
        clock=workspace.clock,
        key=sent.delivery_id,
        created_at=sent.created_at,
        staging=NoStaging()
        if pulls is None
        else DeliveryStaging(workspace, sent.delivery_id, pulls, prepared, steps, files),
        settings=platform_settings.values(workspace, account.platform),
        due_at=sent.due_at,
        tally=KeptTally(workspace, account.platform),
        taken=lambda: workspace.database.read(
            lambda connection: taken_posts.taken(
                connection, account.id, sent.delivery_id, sent.created_at
            )
        ),
    )
