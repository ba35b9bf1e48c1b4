"""Two processes renew one sign-in whose refresh tokens are good once: nothing is lost.

Counted in the platform's own store. A planted bug (nobody waits for a turn) must turn it red.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from brandcraft_desktop.domain.account import AccountState
from brandcraft_desktop.publishers.bearer import REFRESH
from brandcraft_desktop.services import accounts, renewal
from brandcraft_desktop.services.attention import attention
from brandcraft_desktop.services.workspace import close
from tests.faults import rotating
from tests.services.engine_world import KIOSK

pytestmark = pytest.mark.contract

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Place:
    """A home with one account, and the platform it is on."""

    home: Path
    stand: rotating.Stand
    account: str

    def process(self, how: str = "") -> subprocess.Popen[str]:
        """Another process that renews, once it is told to."""
        command = [sys.executable, "-W", "error", "-m", "tests.faults.rotating"]
        return subprocess.Popen(
            [*command, str(self.home), self.stand.url, how],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def at_once(self, *hows: str) -> list[str]:
        """Let as many processes renew at the same time; what each says of the account then."""
        processes = [self.process(how) for how in hows]
        for process in processes:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
        said = []
        for process in processes:
            assert process.stdin is not None
            process.stdin.write("go\n")
            process.stdin.flush()
        for process in processes:
            out, _ = process.communicate(timeout=120)
            said.append(out.strip())
        return said

    def nothing_is_lost(self, said: list[str]) -> None:
        """The account works, and holds the one refresh token that is good."""
        assert said == ["connected", "connected"]
        states = self.stand.refresh_tokens()
        assert set(states) == {"good", "used"}, states
        assert states["good"] == 1
        assert states["used"] == self.stand.calls, "each call of ours was worth its token"
        workspace = rotating.opened(self.home, self.stand.url)
        try:
            token = accounts.secrets(workspace, self.account).read(REFRESH)
        finally:
            close(workspace)
        assert self.stand.state_of(token) == "good"


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    stand = rotating.Stand(tmp_path / "stand")
    home = tmp_path / "home"
    workspace = rotating.opened(home, stand.url)
    try:
        account = accounts.connect(workspace, KIOSK, stand.give())
    finally:
        close(workspace)
    yield Place(home, stand, account.id)
    stand.close()


def test_two_processes_lose_nothing(place: Place) -> None:
    place.nothing_is_lost(place.at_once("", ""))
    assert 2 <= place.stand.calls <= 2 * rotating.LOOKS


def test_without_turns_the_sign_in_is_lost(place: Place) -> None:
    """The planted bug: else the test above could not fail."""
    with pytest.raises(AssertionError):
        place.nothing_is_lost(place.at_once("bug", "bug"))
    assert "revoked" in place.stand.refresh_tokens()


def test_killed_between_the_answer_and_our_commit(place: Place) -> None:
    """The new token died with the process: its owner is told, and nobody asks again and again."""
    assert place.at_once("die") == [""]
    assert place.stand.calls == 1
    workspace = rotating.opened(place.home, place.stand.url)
    try:
        rotating.age(workspace)
        renewal.renew_due(workspace)
        account = accounts.show(workspace, place.account)
        assert account.state is AccountState.NEEDS_RECONNECT
        assert account.trouble == (
            "The sign-in of @ann was lost. Brandcraft was ended while it renewed it, and Kiosk "
            "gives a new one only once. Reconnect the account."
        )
        assert [item.text for item in attention(workspace)] == ["Reconnect ann on Kiosk"]
        for _ in range(3):
            renewal.renew_due(workspace)
        assert renewal.next_renewal(workspace) is None
        assert place.stand.calls == 2
        again = accounts.connect(workspace, KIOSK, place.stand.give(), account_id=place.account)
        assert again.state is AccountState.CONNECTED
        renewal.renew_due(workspace)
        assert accounts.show(workspace, place.account).state is AccountState.CONNECTED
    finally:
        close(workspace)
