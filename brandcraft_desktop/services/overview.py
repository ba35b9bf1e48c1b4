"""How things stand, at a glance."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from brandcraft_desktop.domain.overview import Overview
from brandcraft_desktop.services import attention, pausing, posts, waiting

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

DAY = timedelta(hours=24)


def overview(workspace: Workspace, *, brand_id: str | None = None) -> Overview:
    """Next post, what needs somebody, the pause, and who publishes; of one brand where named."""
    until = pausing.paused_until(workspace)
    return Overview(
        next_post=posts.next_post(workspace, brand_id=brand_id),
        attention=attention.attention(workspace, brand_id=brand_id),
        paused=until is not None,
        paused_until=None if until == pausing.FOREVER else until,
        publishers=workspace.presence.publishing(),
        waiting=waiting.waiting_for(workspace),
        due_in_a_day=posts.due_before(workspace, workspace.clock.now() + DAY),
    )
