"""Deliveries: everything a person can do about one. The parts live in the `delivery_…` modules."""

from __future__ import annotations

from brandcraft_desktop.services.delivery_answers import cancel, resolve, skip_missed
from brandcraft_desktop.services.delivery_mending import edit_failed, keep_edit, mending, separate
from brandcraft_desktop.services.delivery_retry import (
    failed_of,
    find,
    reinstate,
    retry,
    retry_failed,
    retry_failed_of,
)

__all__ = [
    "cancel",
    "edit_failed",
    "failed_of",
    "find",
    "keep_edit",
    "mending",
    "reinstate",
    "resolve",
    "retry",
    "retry_failed",
    "retry_failed_of",
    "separate",
    "skip_missed",
]
