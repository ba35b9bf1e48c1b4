"""Mastodon as one platform of the practice world: servers, and a domain that only points to one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from brandcraft_desktop.practice.exchange import Answer, Request, Service
from brandcraft_desktop.practice.platform import Arrived, PracticeAccount, Shown
from brandcraft_desktop.practice.platforms.mastodon.servers import ELSEWHERE, FIRST, SECOND
from brandcraft_desktop.practice.platforms.mastodon.service import MastodonService
from brandcraft_desktop.practice.platforms.mastodon.state import open_state
from brandcraft_desktop.practice.platforms.mastodon.steering import steer
from brandcraft_desktop.practice.platforms.mastodon.timeline import arrived, threads
from brandcraft_desktop.practice.platforms.mastodon.web import HandleDomain, PlainSite
from brandcraft_desktop.practice.times import PracticeClock

_SHOWN = 200  # threads of a server on the page: enough to scroll, quick to make


class Mastodon:
    """All accounts asked for live on the first server, one more on the second."""

    name = "mastodon"

    def __init__(self, folder: Path, clock: PracticeClock, accounts: int) -> None:
        self.states = (
            open_state(folder, FIRST, clock, accounts),
            open_state(folder, SECOND, clock, 1),
        )

    def services(self) -> Mapping[str, Service]:
        """Every server's host, the domain of the second one's handles, and a foreign site."""
        first, second = self.states
        return {
            FIRST.origin: MastodonService(first),
            SECOND.origin: MastodonService(second),
            SECOND.handle_origin: HandleDomain(second),
            ELSEWHERE: PlainSite(),
        }

    def accounts(self) -> Sequence[PracticeAccount]:
        """Everybody; `did` tells them apart over all servers."""
        return [
            PracticeAccount(
                self.name,
                f"{one.username}@{state.server.domain}",
                one.password,
                "",
                state.did(one.id),
                {"server": state.server.domain},
            )
            for state in self.states
            for one in state.store.accounts()
        ]

    def timeline(self) -> Sequence[Shown]:
        """What arrived on all servers."""
        return [
            Shown(thread.at, thread.html)
            for state in self.states
            for thread in threads(
                state, f"/_practice/mastodon/file?server={state.server.name}&id=", _SHOWN
            )
        ]

    def arrived(self) -> Sequence[Arrived]:
        """Every post on all servers."""
        found = [one for state in self.states for one in arrived(state)]
        return sorted(found, key=lambda one: one.at)

    def control(self, request: Request, action: str) -> Answer | None:
        """See `steering`."""
        return steer(self.states, request, action)

    def forget(self) -> None:
        """Throw away what was posted."""
        for state in self.states:
            state.store.forget()
            state.limits.clear()

    def close(self) -> None:
        """Close the files."""
        for state in self.states:
            state.store.database.close()
