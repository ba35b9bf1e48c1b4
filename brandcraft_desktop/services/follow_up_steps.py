"""What a publisher gets when its post is out and only something that follows it is left."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, NoReturn

from sqlalchemy import Connection

from brandcraft_desktop.domain.steps import Finding, Guard
from brandcraft_desktop.services import follow_up, follow_up_rows, step_rows
from brandcraft_desktop.services.steps import Interrupted, Stopping, Waiting

if TYPE_CHECKING:
    from brandcraft_desktop.services.follow_up_rows import Taken
    from brandcraft_desktop.services.workspace import Workspace


class NotKept(Interrupted):
    """The publisher asked for something that was not done while the post went out."""


class FollowUpSteps:
    """`domain.steps.Steps` behind a published delivery: all is over but its follow-ups.

    `once` and `commit` give what is kept and never run anything, so that nothing is sent twice.
    """

    def __init__(self, workspace: Workspace, taken: Taken, *, stopping: Callable[[], bool]) -> None:
        self._workspace = workspace
        self._taken = taken
        self._stopping = stopping
        self._until = dict.fromkeys(taken.names, taken.until)
        self._kept = workspace.database.read(
            lambda connection: step_rows.load(connection, taken.delivery_id)
        )

    @property
    def left(self) -> Mapping[str, datetime]:
        """What is ours and was not tried, with the end of our lease."""
        return self._until

    def once(self, name: str, action: Callable[[], str]) -> str:
        """The kept result. Raises `NotKept`."""
        step = self._kept.get(name)
        if step is None or step.open:
            raise NotKept(name)
        return step.result

    def result(self, name: str) -> str | None:
        """The kept result of a step; None where there is none."""
        step = self._kept.get(name)
        return None if step is None or step.open else step.result

    def together(self, actions: Mapping[str, Callable[[], str]]) -> Mapping[str, str]:
        """The kept results. Raises `NotKept`."""
        return {name: self.once(name, action) for name, action in actions.items()}

    def commit(
        self,
        name: str,
        action: Callable[[Guard], str],
        find: Callable[[datetime], Finding],
    ) -> str:
        """The kept result. Raises `NotKept`."""
        return self.once(name, lambda: "")

    def follow_up(self, name: str, words: str, action: Callable[[], str]) -> str:
        """Try it now if it is ours; see `domain.steps`."""
        delivery_id = self._taken.delivery_id
        row = self._workspace.database.read(
            lambda connection: follow_up_rows.find(connection, delivery_id, name)
        )
        if row is not None and name not in self._until:
            return row.result
        self.go_on()
        if not self._hold(name, words):
            return "" if row is None else row.result
        made = follow_up.tried(
            self._workspace,
            delivery_id,
            name,
            words,
            action,
            tries=1 if row is None else row.tries + 1,
        )
        self._until.pop(name, None)
        return made

    def wait(self, seconds: float, reason: str) -> NoReturn:
        """What is left is tried again later."""
        raise Waiting(max(0.0, seconds), reason)

    def forget(self, prefix: str) -> None:
        """Nothing is made anew behind a post that is out."""

    def go_on(self) -> None:
        """Raises `Stopping` when the program ends."""
        if self._stopping():
            raise Stopping

    def progress(self, sent: int, total: int, text: str) -> None:
        """Screens show the post as published; nobody follows this."""

    def _hold(self, name: str, words: str) -> bool:
        """Whether it is ours from now on for the whole length of a lease."""
        delivery_id, now = self._taken.delivery_id, self._workspace.clock.now()
        until = self._until.get(name)

        def write(connection: Connection) -> datetime | None:
            if until is None:
                began = follow_up_rows.begin(connection, delivery_id, name, words, now)
                return now + follow_up_rows.LEASE if began else None
            return follow_up_rows.extend(connection, delivery_id, name, until, now)

        held = self._workspace.database.write(write)
        if held is None:
            self._until.pop(name, None)
            return False
        self._until[name] = held
        return True
