"""Videos being made: a few at once, each only once, watched, given up when nobody wants them.

Whoever asks for a video that is being made already waits for that one. Other processes on this home
make theirs beside, never the same one at the same time.
"""

from __future__ import annotations

import os
import threading
from collections import OrderedDict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from brandcraft_desktop.domain.conversion import Asker, Order
from brandcraft_desktop.domain.events import ConversionState, MediaProgress
from brandcraft_desktop.errors import BrandcraftError, Refused
from brandcraft_desktop.publishers.base import Rendition
from brandcraft_desktop.services import conversion_work, rendition_rows
from brandcraft_desktop.services.conversion_work import Given

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

AT_ONCE = 1 if (os.cpu_count() or 1) <= 4 else 2
_Key = tuple[str, str]


class Conversion:
    """One video on its way. `wait` blocks; everything else may be asked at any time."""

    def __init__(self, order: Order) -> None:
        self.order = order
        self.done = 0.0
        self.state = ConversionState.WAITING
        self.made: Rendition | None = None
        self.error: BrandcraftError | None = None
        self.unwanted = threading.Event()
        self._askers: set[Asker] = set()
        self._ended = threading.Event()

    @property
    def ended(self) -> bool:
        """Whether it came to an end, whichever."""
        return self._ended.is_set()

    def wait(self, timeout: float | None = None) -> Rendition | None:
        """The video; None while `timeout` seconds were not enough.

        Raises what went wrong: `BadInput`, `DiskFull`, `StorageTrouble`; `Refused` if somebody
        stopped it.
        """
        if not self._ended.wait(timeout):
            return None
        if self.error is not None:
            raise self.error
        return self.made

    def wait_ended(self, timeout: float | None = None) -> bool:
        """Wait for the end, whichever; False where `timeout` seconds were not enough."""
        return self._ended.wait(timeout)

    def end(self, state: ConversionState) -> None:
        """It came to this end."""
        self.state = state
        self._ended.set()

    def want(self, asker: Asker) -> None:
        """One more wants it."""
        self._askers.add(asker)

    def give_up(self, asker: Asker) -> None:
        """One less; where nobody is left it stops."""
        self._askers.discard(asker)
        if not self._askers:
            self.unwanted.set()

    def stop(self) -> None:
        """Whoever wants it."""
        self._askers.clear()
        self.unwanted.set()


class Conversions:
    """The videos of one workspace in this process; threads live only while there is work."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._lock = threading.Lock()
        self._open: dict[_Key, Conversion] = {}
        self._failed: OrderedDict[_Key, BrandcraftError] = OrderedDict()
        self._queue: list[Conversion] = []
        self._threads: set[threading.Thread] = set()
        self._closed = False

    def ask(self, order: Order, asker: Asker) -> Conversion:
        """Have it made, or join the one that is being made; a person's comes first in line."""
        with self._lock:
            found = self._open.get(_key(order))
            if found is None or found.unwanted.is_set():
                found = Conversion(order)
                self._open[_key(order)] = found
                self._queue.append(found)
            found.want(asker)
            self._failed.pop(_key(order), None)
            if asker is Asker.PERSON and found in self._queue:
                self._queue.remove(found)
                self._queue.insert(0, found)
            if self._closed:
                found.stop()
            if len(self._threads) < AT_ONCE and self._queue:
                thread = threading.Thread(target=self._work, name="converting", daemon=True)
                self._threads.add(thread)
                thread.start()
            return found

    def trouble(self, order: Order) -> BrandcraftError | None:
        """Why it could not be made when it was asked for last, until somebody asks again."""
        with self._lock:
            return self._failed.get(_key(order))

    def forget_trouble(self, order: Order) -> None:
        """It may be tried again."""
        with self._lock:
            self._failed.pop(_key(order), None)

    def running(self) -> tuple[Conversion, ...]:
        """Everything that is being made or waits for its turn."""
        with self._lock:
            return tuple(one for one in self._open.values() if not one.unwanted.is_set())

    def only(self, wanted: Iterable[Order]) -> None:
        """Of what posts wanted, only this is still wanted."""
        keys = {_key(one) for one in wanted}
        for one in self.running():
            if _key(one.order) not in keys:
                one.give_up(Asker.DUE)

    def stop(self) -> None:
        """Stop everything, and from now on everything that is asked for."""
        with self._lock:
            self._closed = True
            going = (*self._open.values(), *self._queue)
        for one in going:
            one.stop()

    def join(self) -> None:
        """Wait until all threads have ended."""
        with self._lock:
            threads = tuple(self._threads)
        for thread in threads:
            thread.join()

    def _work(self) -> None:
        while True:
            with self._lock:
                if not self._queue:
                    self._threads.discard(threading.current_thread())
                    return
                conversion = self._queue.pop(0)
            self._make(conversion)

    def _make(self, conversion: Conversion) -> None:
        order, teller = conversion.order, _Teller(self._workspace, conversion)
        state = ConversionState.DONE
        try:
            conversion.state = ConversionState.RUNNING
            teller.tell()
            conversion.made = conversion_work.make(
                self._workspace, order, teller.hear, conversion.unwanted
            )
        except Given:
            state = ConversionState.CANCELLED
            conversion.error = _stopped(order)
        except BrandcraftError as error:
            state, conversion.error = ConversionState.FAILED, error
        except Exception as error:  # noqa: BLE001 - whoever waits must hear of an end
            conversion_work.log_fault(error)
            state, conversion.error = ConversionState.FAILED, conversion_work.fault(order)
        with self._lock:
            if self._open.get(_key(order)) is conversion:
                del self._open[_key(order)]
            if state is ConversionState.FAILED and conversion.error is not None:
                self._failed[_key(order)] = conversion.error
                while len(self._failed) > 100:
                    self._failed.popitem(last=False)
        conversion.end(state)
        teller.tell()


class _Teller:
    """Tells the window and other processes how far it is, a hundred times in all at most."""

    def __init__(self, workspace: Workspace, conversion: Conversion) -> None:
        self._workspace, self._conversion = workspace, conversion

    def hear(self, done: float) -> None:
        before, self._conversion.done = self._conversion.done, done
        if int(before * 100) != int(done * 100):
            self.tell()

    def tell(self) -> None:
        one = self._conversion
        self._workspace.bus.tell(
            MediaProgress(one.order.media_id, one.order.digest, round(one.done, 3), one.state)
        )


_of: dict[str, Conversions] = {}
_of_lock = threading.Lock()


def of(workspace: Workspace) -> Conversions:
    """The videos of a workspace that this process makes."""
    with _of_lock:
        return _of.setdefault(workspace.owner, Conversions(workspace))


def stop(workspace: Workspace) -> None:
    """Stop them all, and what is asked for afterwards: the program is quitting."""
    with _of_lock:
        found = _of.get(workspace.owner)
    if found is not None:
        found.stop()


def close(workspace: Workspace) -> None:
    """Stop them all; nothing of them runs when this returns."""
    with _of_lock:
        found = _of.pop(workspace.owner, None)
    if found is not None:
        found.stop()
        found.join()


def kept(workspace: Workspace, order: Order) -> Rendition | None:
    """The video, if it was made already."""
    return rendition_rows.kept(workspace, order.media_id, order.digest)


def _key(order: Order) -> _Key:
    return order.media_id, order.digest


def _stopped(order: Order) -> Refused:
    return Refused(f"“{order.name}” is not converted.", "It was stopped.", "Start it again.")
