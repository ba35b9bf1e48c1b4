"""What the doctor finds: one row a check, in words for a person."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Check:
    """`name` is stable for scripts; `message` says how it stands, `action` what to do, or ""."""

    name: str
    ok: bool
    message: str
    action: str = ""
