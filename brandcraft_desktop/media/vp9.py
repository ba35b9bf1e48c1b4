"""How a VP9 video stores colours, from the head of a key frame.

VP9 Bitstream & Decoding Process Specification 0.7, 6.2 (uncompressed_header) and 6.2.2
(color_config).
"""

from __future__ import annotations

_SYNC = 0x498342
_RGB = 7


def chroma_of_frame(head: bytes) -> str:
    """ "4:2:0" and the like, from the first bytes of a key frame; "" if they are none."""
    bits = int.from_bytes(head[:8].ljust(8, b"\0"), "big")
    left = 64

    def take(count: int) -> int:
        nonlocal left
        left -= count
        return bits >> left & (1 << count) - 1

    marker, low, high = take(2), take(1), take(1)
    profile = low | high << 1
    if marker != 2 or (profile == 3 and take(1)):
        return ""
    shown_again, inter = take(1), take(1)
    take(2)  # show_frame, error_resilient_mode
    if shown_again or inter or take(24) != _SYNC:
        return ""
    if profile >= 2:
        take(1)  # ten or twelve bits
    colours = take(3)
    if colours == _RGB:
        return "4:4:4" if profile in (1, 3) else ""
    take(1)  # full or studio range
    if profile in (0, 2):
        return "4:2:0"
    across, down = take(1), take(1)
    return {(1, 1): "4:2:0", (1, 0): "4:2:2", (0, 0): "4:4:4", (0, 1): "4:4:0"}[across, down]
