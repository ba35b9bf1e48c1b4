"""Claims on SQLite under competition; `tests/real` does the same on PostgreSQL."""

from __future__ import annotations

from pathlib import Path

from tests.services import claim_races


def test_four_threads(tmp_path: Path) -> None:
    claim_races.in_threads(tmp_path, None)


def test_two_processes(tmp_path: Path) -> None:
    claim_races.in_processes(tmp_path, None)
