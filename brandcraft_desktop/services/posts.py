"""Posts: everything that can be done with one. The parts live in the `post_…` modules."""

from __future__ import annotations

from brandcraft_desktop.services.post_creation import Mode, create, with_key
from brandcraft_desktop.services.post_files import create_with_files
from brandcraft_desktop.services.post_listing import (
    counts,
    counts_publishing,
    due_before,
    everything,
    missed,
    month,
    month_outside,
    next_post,
    page,
    page_outside,
    search,
    unscheduled,
)
from brandcraft_desktop.services.post_order import Order, Sort, Tab
from brandcraft_desktop.services.post_reading import show
from brandcraft_desktop.services.post_scheduling import (
    cancel,
    make_draft,
    move,
    publish_now,
    schedule,
)
from brandcraft_desktop.services.post_trash import delete, duplicate, trashed, undelete
from brandcraft_desktop.services.post_writing import (
    close_editor,
    open_new,
    recoverable,
    save,
    take_over,
)
from brandcraft_desktop.services.renaming import rename

__all__ = [
    "Mode",
    "Order",
    "Sort",
    "Tab",
    "cancel",
    "close_editor",
    "counts",
    "counts_publishing",
    "create",
    "create_with_files",
    "delete",
    "due_before",
    "duplicate",
    "everything",
    "make_draft",
    "missed",
    "month",
    "month_outside",
    "move",
    "next_post",
    "open_new",
    "page",
    "page_outside",
    "publish_now",
    "recoverable",
    "rename",
    "save",
    "schedule",
    "search",
    "show",
    "take_over",
    "trashed",
    "undelete",
    "unscheduled",
    "with_key",
]
