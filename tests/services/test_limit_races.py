"""Two processes take the last place at once: one has it, the other is told."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from brandcraft_desktop.domain.account import MAX_ACCOUNTS_PER_PLATFORM
from brandcraft_desktop.domain.brand import MAX_BRANDS
from brandcraft_desktop.errors import AlreadyExists
from brandcraft_desktop.services import accounts, brands
from brandcraft_desktop.services.workspace import close
from tests.services.limit_races import join, opened

ROOT = Path(__file__).parents[2]


def test_the_fifth_account_and_the_fifth_brand_are_taken_once(tmp_path: Path) -> None:
    home = tmp_path / "home"
    workspace = opened(home)
    try:
        for number in range(MAX_ACCOUNTS_PER_PLATFORM - 1):
            join(workspace, f"ann{number}")
        for number in range(MAX_BRANDS - 1):
            brands.add(workspace, f"Brand {number}")
        processes = [
            subprocess.Popen(
                [sys.executable, "-W", "error", "-m", "tests.services.limit_races", *words],
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            for words in ((str(home), "bea", "Bakery"), (str(home), "cem", "Café"))
        ]
        for process in processes:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
        for process in processes:
            assert process.stdin is not None
            process.stdin.write("go\n")
            process.stdin.flush()
        said = [process.communicate(timeout=60)[0].strip().split("|") for process in processes]
        assert sorted(one[0] for one in said) == ["5 of 5 Kiosk accounts are connected.", "taken"]
        assert sorted(one[1] for one in said) == ["There are 5 brands already.", "taken"]
        assert len(accounts.list_accounts(workspace)) == MAX_ACCOUNTS_PER_PLATFORM
        assert len(brands.list_brands(workspace)) == MAX_BRANDS
    finally:
        close(workspace)


def test_the_place_that_was_free_when_the_sign_in_began_is_gone_when_it_ends(
    tmp_path: Path,
) -> None:
    """The person is on the platform's page for a while; another window is quicker."""
    workspace = opened(tmp_path / "home")
    try:
        town = workspace.platforms.kiosk  # type: ignore[attr-defined]
        for number in range(MAX_ACCOUNTS_PER_PLATFORM - 1):
            join(workspace, f"ann{number}")
        town.next("connect", lambda: join(workspace, "quick"))
        with pytest.raises(AlreadyExists, match="5 of 5"):
            join(workspace, "slow")
        assert {one.handle for one in accounts.list_accounts(workspace)} >= {"quick"}
        assert len(accounts.list_accounts(workspace)) == MAX_ACCOUNTS_PER_PLATFORM
    finally:
        close(workspace)
