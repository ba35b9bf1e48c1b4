"""Where the pieces of a track lie in an ISO media file and how long they last.

Structure: ISO/IEC 14496-12, 8.6.1.2 (stts), 8.6.2 (stss), 8.7.3 (stsz), 8.7.4 (stsc), 8.7.5 (stco,
co64). Tables may claim anything: nothing is as long as they claim, only as long as they are.
"""

from __future__ import annotations

import struct
import sys
from array import array
from dataclasses import dataclass, field

from brandcraft_desktop.media.key_frames import MOST
from brandcraft_desktop.media.sample_entries import children


@dataclass
class Samples:
    """`runs`: how many samples last how many ticks; `keys`: places of key samples, spread.

    `end` is the first byte behind all of them; `partial`: some key samples need others before.
    """

    description: bytes = field(default=b"", repr=False)
    runs: list[tuple[int, int]] = field(default_factory=list)
    count: int = 0
    bytes: int = 0
    end: int = 0
    keys: list[tuple[int, int]] = field(default_factory=list)
    partial: bool = False

    @property
    def ticks(self) -> int:
        """How long all of them last."""
        return sum(count * ticks for count, ticks in self.runs)


def read_samples(stbl: bytes) -> Samples:
    """A track's tables. Raises `struct.error`, IndexError for broken ones."""
    tables = dict(children(stbl))
    found = Samples(description=tables.get(b"stsd", b""))
    found.runs = _runs(tables.get(b"stts", b""))
    found.partial = len(tables.get(b"stps", b"")) > 8
    places = _Places(tables)
    found.bytes, found.count = places.bytes, sum(count for count, _ in found.runs)
    found.end = places.end()
    numbers = _numbers(tables[b"stss"], 8) if b"stss" in tables else range(1, places.count + 1)
    chosen = (numbers[at * len(numbers) // MOST] for at in range(MOST))
    if len(numbers) <= MOST:
        chosen = (number for number in numbers)
    found.keys = [place for number in chosen if (place := places.of(number - 1)) is not None]
    return found


def _runs(stts: bytes) -> list[tuple[int, int]]:
    flat = _numbers(stts, 8)
    return list(zip(flat[::2], flat[1::2], strict=False))


class _Places:
    """The places of samples, found one at a time: most are never asked for."""

    def __init__(self, tables: dict[bytes, bytes]) -> None:
        sizes = tables.get(b"stsz", bytes(12))
        self._each, self.count = struct.unpack_from(">II", sizes, 4)
        self._sizes = array("I") if self._each else _numbers(sizes, 12)
        if not self._each:
            self.count = min(self.count, len(self._sizes))
        self.bytes = self._each * self.count if self._each else sum(self._sizes)
        wide = tables.get(b"co64", b"")
        self._chunks = _numbers(wide, 8, "Q") if wide else _numbers(tables.get(b"stco", b""), 8)
        told = _numbers(tables.get(b"stsc", b""), 8)
        # For each run of alike chunks: its first chunk and first sample, samples in each chunk.
        self._alike: list[tuple[int, int, int]] = []
        sample = 0
        for at in range(0, len(told) - 2, 3):
            first, each = told[at] - 1, told[at + 1]
            if self._alike:
                before, _, samples = self._alike[-1]
                sample += max(0, first - before) * samples
            self._alike.append((first, sample, each))

    def of(self, sample: int) -> tuple[int, int] | None:
        """Start and size of a sample, counted from 0; None where the tables do not tell."""
        if not 0 <= sample < self.count:
            return None
        run = self._run_of(sample)
        if run is None or run[2] == 0:
            return None
        first_chunk, first, each = run
        chunk = first_chunk + (sample - first) // each
        if not 0 <= chunk < len(self._chunks):
            return None
        start = first + (sample - first) // each * each
        return self._chunks[chunk] + self._size(start, sample), self._size(sample, sample + 1)

    def end(self) -> int:
        """The first byte behind the chunk that lies last."""
        if not self._chunks or not self._alike:
            return 0
        last = max(range(len(self._chunks)), key=self._chunks.__getitem__)
        run = next((one for one in reversed(self._alike) if one[0] <= last), self._alike[0])
        start = run[1] + (last - run[0]) * run[2]
        if self._each:  # of sound this may be a unit of which nobody knows the bytes
            return self._chunks[last]
        return self._chunks[last] + self._size(start, start + run[2])

    def _run_of(self, sample: int) -> tuple[int, int, int] | None:
        low, high = 0, len(self._alike)
        while low < high:
            middle = (low + high) // 2
            if self._alike[middle][1] <= sample:
                low = middle + 1
            else:
                high = middle
        return self._alike[low - 1] if low else None

    def _size(self, start: int, end: int) -> int:
        return self._each * (end - start) if self._each else sum(self._sizes[start:end])


def _numbers(table: bytes, head: int, kind: str = "I") -> array[int]:
    """The numbers of a table behind its head; how many it claims is of no interest."""
    numbers = array(kind)
    body = table[head:]
    numbers.frombytes(body[: len(body) - len(body) % numbers.itemsize])
    if sys.byteorder == "little":
        numbers.byteswap()
    return numbers
