"""One cell: a flow, a call of it, a trouble; driven to its end, judged, answered by a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from brandcraft_desktop.domain.account import AccountState
from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.domain.views import DeliveryView
from brandcraft_desktop.errors import ErrorKind, Refused
from brandcraft_desktop.services import accounts, deliveries
from tests.faults.matrix.troubles import HELD, RETRY_AFTER, TROUBLES, Trouble
from tests.publishers.flow import Flow
from tests.publishers.stand import Stand

SIGNED_OUT = (ErrorKind.AUTH_EXPIRED, ErrorKind.PERMISSION, ErrorKind.NEEDS_USER)
HEALING = ("refresh", "app_password")  # with such a secret a new token is got without its person
APART = 30.0  # seconds between two cells: no hour may hold more posts than an account is allowed


@dataclass(frozen=True)
class Cell:
    """The `nth` call of `endpoint` in a flow meets a trouble."""

    flow: Flow
    endpoint: str
    nth: int
    trouble: Trouble

    def __str__(self) -> str:
        return f"{self.flow.name} | {self.endpoint} #{self.nth} | {self.trouble.name}"


def calls_of(stand: Stand, flow: Flow) -> list[tuple[str, int]]:
    """The calls of an undisturbed post of this kind, each with its number among its like."""
    _begin_anew(stand)
    stand.server.tell("calls/clear")
    ended, mark = stand.publish(flow)
    assert ended.status is D.PUBLISHED, f"{flow.name}: {ended.status} {ended.error}"
    assert len(stand.arrived(mark)) == flow.arrives, flow.name
    seen: Counter[str] = Counter()
    found = []
    for endpoint in stand.calls():
        seen[endpoint] += 1
        found.append((endpoint, seen[endpoint]))
    return found


def _begin_anew(stand: Stand) -> None:
    """The platform has seen nothing of this post's files before, and an hour is not filled up."""
    stand.skip(APART)
    stand.server.tell("forget")


def every_cell(stand: Stand, flows: Sequence[Flow]) -> Iterator[Cell]:
    """The whole matrix."""
    for flow in flows:
        for endpoint, nth in calls_of(stand, flow):
            yield from (Cell(flow, endpoint, nth, trouble) for trouble in TROUBLES)


def sample(stand: Stand, flows: Sequence[Flow]) -> Iterator[Cell]:
    """Every call once with one trouble and the next; each write with every trouble, once a kind."""
    turn = 0
    whole: set[tuple[str, bool, bool]] = set()
    for flow in flows:
        for endpoint, nth in calls_of(stand, flow):
            kind = (endpoint, flow.can_tell, flow.can_tell_absence)
            if endpoint in stand.sheet.writes and kind not in whole:
                whole.add(kind)
                yield from (Cell(flow, endpoint, nth, trouble) for trouble in TROUBLES)
                continue
            yield Cell(flow, endpoint, nth, TROUBLES[turn % len(TROUBLES)])
            turn += 5  # has nothing in common with their number: all come in turn


def right_ends(stand: Stand, cell: Cell) -> frozenset[D]:
    """How the delivery may stand when all is over."""
    trouble, flow = cell.trouble, cell.flow
    if trouble.signed_out == "revoked":
        return frozenset({D.PUBLISHED, D.FAILED})
    if trouble.signed_out == "expired":
        heals = any(secret in stand.sheet.secrets for secret in HEALING)
        return frozenset({D.PUBLISHED} if heals else {D.PUBLISHED, D.FAILED})
    if cell.endpoint not in stand.sheet.writes or not trouble.unsure:
        return frozenset({D.PUBLISHED})
    known = flow.can_tell if trouble.accepted else flow.can_tell and flow.can_tell_absence
    return frozenset({D.PUBLISHED if known else D.UNCONFIRMED})


def play(stand: Stand, cell: Cell) -> list[str]:
    """What was wrong; nothing for a cell that is right."""
    _begin_anew(stand)
    stand.server.tell("calls/clear")
    stand.server.tell("faults", endpoint=cell.endpoint, nth=cell.nth, **cell.trouble.fields())
    stand.patience(hurried=bool(cell.trouble.held))
    delivery, mark = stand.post(cell.flow)
    wrong: list[str] = []
    try:
        ended = _drive(stand, cell, delivery, wrong)
        if not _hit(stand):
            wrong.append("the call was never made")
    finally:
        if cell.trouble.held:
            _drop_held(stand)
        stand.server.tell("faults/clear")
        stand.patience(hurried=False)
    wrong += _judged(stand, cell, ended, mark)
    if not wrong:
        wrong += _answered(stand, cell, ended, mark)
    _clear_away(stand, delivery)
    return [f"{cell}: {one}" for one in wrong]


def _drive(stand: Stand, cell: Cell, delivery: DeliveryView, wrong: list[str]) -> DeliveryView:
    """To the end; a platform's own wait is kept on the way."""
    began = stand.clock.now()
    stand.run_once()
    now = stand.look(delivery)
    waits = now.status in (D.SCHEDULED, D.PROCESSING) and now.error is not None
    if cell.trouble.retry_after and waits:
        again = now.error.retry_at if now.error is not None else None
        if _hit(stand) and (again is None or again < began + timedelta(seconds=RETRY_AFTER - 1)):
            wrong.append(f"comes again at {again}, told at {began} to wait {RETRY_AFTER} s")
    ended = stand.drive(delivery)
    if cell.flow.prepare is not None:
        stand.sheet.quiet(stand.server)
    return ended


def _hit(stand: Stand) -> bool:
    """Whether the trouble has come."""
    calls = stand.server.ask("calls")["calls"]
    assert isinstance(calls, list)
    return any(isinstance(one, dict) and one["fault"] for one in calls)


def _drop_held(stand: Stand) -> None:
    if HELD in str(stand.server.ask("holds")):
        stand.server.tell("release", hold=HELD, then="close")


def _judged(stand: Stand, cell: Cell, ended: DeliveryView, mark: str) -> Iterator[str]:
    told = f"{ended.status} ({ended.error.title if ended.error else 'no error'})"
    ends = right_ends(stand, cell)
    if ended.status not in ends:
        yield f"ended {told}, not {' or '.join(sorted(ends))}"
    arrived = stand.arrived(mark)
    yield from _twice(arrived)
    if ended.status is D.PUBLISHED and len(arrived) != cell.flow.arrives:
        yield f"ended {told} with {len(arrived)} of {cell.flow.arrives} messages there"
    signed_out = ended.error is not None and ended.error.kind in SIGNED_OUT
    # Whoever lost the sign-in meanwhile asks how it stands by a retry, and may do nothing else.
    only_asks = signed_out and ended.begun and cell.endpoint not in stand.sheet.writes
    if ended.status is D.FAILED and len(arrived) >= cell.flow.arrives and not only_asks:
        yield f"ended {told} although it is there"
    out = cell.trouble.signed_out and cell.endpoint in stand.sheet.writes
    if ended.status is D.FAILED and out and not signed_out:
        yield f"ended {told}: its person is not told to sign in"
    if ended.status in (D.FAILED, D.UNCONFIRMED) and (
        ended.error is None or not ended.error.action
    ):
        yield f"ended {told} without a word on what to do"


def _twice(arrived: Sequence[str]) -> Iterator[str]:
    for text, times in Counter(arrived).items():
        if times > 1:
            yield f"“{text}” is there {times} times"


def _answered(stand: Stand, cell: Cell, ended: DeliveryView, mark: str) -> Iterator[str]:
    """The person does what they are told to do."""
    before = stand.arrived(mark)
    if ended.status is D.PUBLISHED:
        yield from _stays(stand, ended)
        return
    if ended.status is D.FAILED:
        if before and not _refuses_another(stand, ended):
            yield "a post of its own may be made of what is there"
        _let_in_again(stand, ended)
        deliveries.retry(stand.workspace, ended.id)
    elif not before:
        deliveries.resolve(stand.workspace, ended.id, published_url=None)
    elif len(before) == cell.flow.arrives:
        deliveries.resolve(stand.workspace, ended.id, published_url="https://example.com/there")
    else:
        return  # a part of a thread: only its person can say what shall become of the rest
    after = stand.drive(ended)
    arrived = stand.arrived(mark)
    if after.status is not D.PUBLISHED:
        why = after.error.title if after.error else "no error"
        yield f"its person answered {ended.status}, and it ended {after.status} ({why})"
    if len(arrived) != cell.flow.arrives:
        yield f"its person answered {ended.status}: {len(arrived)} of {cell.flow.arrives} are there"
    yield from _twice(arrived)


def _stays(stand: Stand, ended: DeliveryView) -> Iterator[str]:
    try:
        deliveries.retry(stand.workspace, ended.id)
    except Refused:
        return
    yield "what is published may be tried again"


def _refuses_another(stand: Stand, ended: DeliveryView) -> bool:
    try:
        deliveries.separate(stand.workspace, ended.id)
    except Refused:
        return True
    return False


def _let_in_again(stand: Stand, ended: DeliveryView) -> None:
    """Reconnect where the account waits for its owner."""
    if accounts.show(stand.workspace, ended.account_id).state is not AccountState.CONNECTED:
        stand.connect(again=ended.account_id)


def _clear_away(stand: Stand, delivery: DeliveryView) -> None:
    """Nothing of a cell reaches into the next."""
    _let_in_again(stand, delivery)
    if stand.look(delivery).status in (D.SCHEDULED, D.PROCESSING):
        deliveries.cancel(stand.workspace, delivery.id)
