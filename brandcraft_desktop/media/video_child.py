"""Runs alone in a process of its own: decodes one frame of a video and tells its figures.

    python -m brandcraft_desktop.media.video_child VIDEO POSTER [MILLISECONDS [PIXELS]]

Prints one line of JSON. Decoders crash and hang on damaged files; here they take nothing along.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from brandcraft_desktop.media.child import be_modest

MEMORY = 4 * 1024**3
PROCESSOR_SECONDS = 60
POSTER_SIDE = 1024


def main(video: str, poster: str, moment: float | None = None, side: float = POSTER_SIDE) -> int:
    """Write the poster (JPEG) and print the figures; 1 if no frame can be decoded.

    `moment` in milliseconds chooses the frame; None: one that is not black, near the beginning. Its
    long side has `side` pixels at most.
    """
    modest()
    import cv2

    capture = cv2.VideoCapture(video, cv2.CAP_FFMPEG)
    if not capture.isOpened():
        return 1
    rate = capture.get(cv2.CAP_PROP_FPS)
    frames = capture.get(cv2.CAP_PROP_FRAME_COUNT)
    duration = frames / rate if rate > 0 and frames > 0 else 0.0
    # Not the very first frame: it is often black.
    if moment is not None:
        last = max(0.0, (frames - 1) / rate * 1000) if rate > 0 else 0.0
        capture.set(cv2.CAP_PROP_POS_MSEC, min(moment, last))
    elif duration > 0:
        capture.set(cv2.CAP_PROP_POS_MSEC, min(1000.0, duration * 100))
    done, frame = capture.read()
    if not done:
        capture.set(cv2.CAP_PROP_POS_FRAMES, 0)
        done, frame = capture.read()
    if not done:
        return 1
    height, width = frame.shape[:2]
    scale = min(1.0, side / max(width, height))
    if scale < 1.0:
        size = (max(1, round(width * scale)), max(1, round(height * scale)))
        frame = cv2.resize(frame, size, interpolation=cv2.INTER_AREA)
    _, data = cv2.imencode(".jpg", frame, [cv2.IMWRITE_JPEG_QUALITY, 88])
    Path(poster).write_bytes(data.tobytes())
    code = int(capture.get(cv2.CAP_PROP_FOURCC)).to_bytes(4, "little", signed=False)
    figures = {
        "width": width,
        "height": height,
        "frame_rate": rate if rate > 0 else 0.0,
        "duration": duration,
        "codec": code.decode("ascii", "replace").strip("\0 ").lower(),
    }
    sys.stdout.write(json.dumps(figures) + "\n")
    return 0


def modest() -> None:
    """Less important than everything else, bounded in memory and time, its file for us alone."""
    be_modest(memory=MEMORY, seconds=PROCESSOR_SECONDS)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], *map(float, sys.argv[3:5])))
