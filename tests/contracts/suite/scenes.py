"""Everything a publisher does, played once in the practice world and recorded at the wire."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial

from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.domain.views import DeliveryView
from brandcraft_desktop.practice.values import Json
from brandcraft_desktop.services import accounts
from brandcraft_desktop.services.account_session import account_session
from brandcraft_desktop.services.renewal import renew
from tests.contracts.recorded import Exchange
from tests.contracts.suite.looking import check_find
from tests.publishers.flow import Flow
from tests.publishers.stand import Stand

LOST = "{}, answer lost"
FOUND = "{}, looked for"


@dataclass
class Played:
    """The calls of each scene, by its name, and what did not end as it should."""

    scenes: dict[str, tuple[Exchange, ...]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    @property
    def exchanges(self) -> Iterator[tuple[str, Exchange]]:
        """All of them, with the scene each belongs to."""
        for name, calls in self.scenes.items():
            yield from ((name, one) for one in calls)

    @contextmanager
    def scene(self, here: Stand, name: str) -> Iterator[None]:
        """What is called meanwhile belongs to this scene; what fails is kept, the rest goes on."""
        here.exchanges()
        try:
            yield
        except Exception as error:  # noqa: BLE001 - every scene that fails is told by name
            self.wrong.append(f"{name}: {type(error).__name__}: {error}")
        self.scenes[name] = (*self.scenes.get(name, ()), *here.exchanges())


def play(here: Stand, flows: tuple[Flow, ...]) -> Played:
    """Connect, publish each flow, look for it, delete it, lose an answer, do the `acts`, leave."""
    played = Played()
    with played.scene(here, "connect"):
        here.connect()
    if not here.accounts:
        return played
    out: list[DeliveryView] = []
    for flow in flows:
        here.server.tell("forget")
        with played.scene(here, flow.name):
            ended, mark = here.publish(flow)
            out.append(ended)
            assert ended.status is D.PUBLISHED, f"{ended.status}: {ended.error}"
            assert len(here.arrived(mark)) == flow.arrives
            if flow.shown:
                _check_told(here, flow)
            assert all(part.permalink.startswith("https://") for part in ended.parts)
        with played.scene(here, FOUND.format(flow.name)):
            check_find(here, flow, ended, mark)
        with played.scene(here, "delete"):
            _delete(here, ended)
    for flow in flows:
        here.server.tell("forget")
        with played.scene(here, LOST.format(flow.name)):
            _lose_the_answer(here, flow)
    for name, act in _acts(here).items():
        with played.scene(here, name):
            act()
    with played.scene(here, "disconnect"):
        for account in here.accounts:
            accounts.disconnect(here.workspace, account.id)
    return played


def _check_told(here: Stand, flow: Flow) -> None:
    """What the demo compares: every message with the digests of its files."""
    told = here.server.ask(f"{here.sheet.platform}/arrived")["arrived"]
    assert isinstance(told, list)
    assert len(told) == flow.arrives, told
    files = [str(one) for each in told if isinstance(each, dict) for one in _texts(each["files"])]
    assert bool(files) is bool(flow.files), told
    assert all(len(one) == 64 for one in files), told
    account = here.account_for(flow)
    assert {each["did"] for each in told if isinstance(each, dict)} == {account.remote_id}


def _texts(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []


def _acts(here: Stand) -> Mapping[str, Callable[[], object]]:
    account = accounts.show(here.workspace, here.accounts[0].id)  # its token may be another by now
    found: dict[str, Callable[[], object]] = {
        "renew": lambda: renew(here.workspace, account),
        "profile": lambda: accounts.refresh(here.workspace, account.id),
    }
    for name, act in here.sheet.acts.items():
        found[name] = partial(act, account_session(here.workspace, account))
    return found


def _delete(here: Stand, ended: DeliveryView) -> None:
    if not here.publisher.info.can_delete:
        return
    account = accounts.show(here.workspace, ended.account_id)
    session = account_session(here.workspace, account)
    for part in reversed(ended.parts):
        here.publisher.delete(part.remote_id, session)
        here.publisher.delete(part.remote_id, session)  # gone already is fine


def _lose_the_answer(here: Stand, flow: Flow) -> None:
    """The first message arrives, and nobody hears of it."""
    for endpoint in here.sheet.writes:
        here.server.tell("faults", endpoint=endpoint, kind="reset", accepted=True)
    try:
        ended, mark = here.publish(flow)
    finally:
        here.server.tell("faults/clear")
    arrived = here.arrived(mark)
    assert len(arrived) == (flow.arrives if flow.can_tell else 1), arrived
    wanted = D.PUBLISHED if flow.can_tell else D.UNCONFIRMED
    assert ended.status is wanted, f"{ended.status}: {ended.error}"
