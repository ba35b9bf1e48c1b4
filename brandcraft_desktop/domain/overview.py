"""How things stand, at a glance: what the tray shows, for scripts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from brandcraft_desktop.domain.views import AttentionItem, NextPost
from brandcraft_desktop.domain.waiting import Waiting


@dataclass(frozen=True)
class Overview:
    """`paused_until` is None while a pause lasts until a person resumes.

    `publishers` are the processes on this computer that send what is due; `waiting` is why what is
    due now would not go out.
    """

    next_post: NextPost | None
    attention: tuple[AttentionItem, ...]
    paused: bool
    paused_until: datetime | None
    publishers: tuple[int, ...]
    waiting: Waiting | None
    due_in_a_day: int
