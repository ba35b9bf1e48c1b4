"""What several media tests need."""

from __future__ import annotations

import struct

import pytest


@pytest.fixture
def wide_profile() -> bytes:
    """A small ICC profile with primaries wider than sRGB (a matrix and a gamma of 2.2).

    Structure: ICC.1:2010, sections 7, 9.2, 10.5, 10.18.
    """

    def fixed(*values: float) -> bytes:
        return b"".join(struct.pack(">i", round(value * 65536)) for value in values)

    def xyz(*values: float) -> bytes:
        return b"XYZ " + bytes(4) + fixed(*values)

    curve = b"curv" + bytes(4) + struct.pack(">IH", 1, round(2.2 * 256)) + bytes(2)
    name = b"desc" + bytes(4) + struct.pack(">I", 5) + b"wide\0" + bytes(79)
    tags = {
        b"desc": name + bytes(-len(name) % 4),
        b"wtpt": xyz(0.9642, 1.0, 0.8249),
        # Adobe RGB (1998) primaries, adapted to D50.
        b"rXYZ": xyz(0.60974, 0.31111, 0.01947),
        b"gXYZ": xyz(0.20528, 0.62567, 0.06087),
        b"bXYZ": xyz(0.14919, 0.06322, 0.74457),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    table, data = struct.pack(">I", len(tags)), b""
    place = 128 + 4 + 12 * len(tags)
    for tag, body in tags.items():
        table += tag + struct.pack(">II", place + len(data), len(body))
        data += body
    size = 128 + len(table) + len(data)
    head = struct.pack(">I4sI4s4s4s", size, bytes(4), 0x02400000, b"mntr", b"RGB ", b"XYZ ")
    head += struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + bytes(28) + fixed(0.9642, 1, 0.8249)
    return head.ljust(128, b"\0") + table + data
