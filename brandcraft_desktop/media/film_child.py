"""Runs alone in a process of its own: looks at some frames of a video and measures them.

    python -m brandcraft_desktop.media.film_child VIDEO FOLDER MILLISECONDS…

Writes one JPEG a moment and prints one line of JSON for each as soon as it is there. It stops by
itself after its share of processor time: what was looked at until then is of use.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from brandcraft_desktop.media.video_child import modest

if TYPE_CHECKING:
    from cv2 import VideoCapture
    from cv2.typing import MatLike

SIDE = 320
"""Pixels of the long side of a picture: the strip and the candidates on a screen of double
density."""
SHARE = 40.0
"""Seconds of processor time after which no further frame is begun."""
NEAR = 300
"""Frames: decoding as many takes about as long as seeking in an ordinary video."""


def main(video: str, folder: str, moments: Sequence[int]) -> int:
    """Look at these moments, in their order; 1 if not a single frame can be decoded."""
    modest()
    import cv2

    capture = cv2.VideoCapture(video, cv2.CAP_FFMPEG)
    if not capture.isOpened():
        return 1
    seen = 0
    for moment in moments:
        if time.process_time() > SHARE:
            break
        frame = _frame_at(capture, moment)
        if frame is None:
            continue
        height, width = frame.shape[:2]
        scale = min(1.0, SIDE / max(width, height))
        size = (max(1, round(width * scale)), max(1, round(height * scale)))
        small = cv2.resize(frame, size, interpolation=cv2.INTER_AREA)
        grey = cv2.cvtColor(small, cv2.COLOR_BGR2GRAY)
        light, contrast = cv2.meanStdDev(grey)
        name = f"{moment}.jpg"
        _, data = cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, 85])
        (Path(folder) / name).write_bytes(data.tobytes())
        figures = {
            "moment": moment,
            "place": name,
            "sharpness": float(cv2.Laplacian(grey, cv2.CV_64F).var()),
            "light": float(light[0][0]),
            "contrast": float(contrast[0][0]),
        }
        sys.stdout.write(json.dumps(figures) + "\n")
        sys.stdout.flush()
        seen += 1
    return 0 if seen else 1


def _frame_at(capture: VideoCapture, moment: int) -> MatLike | None:
    """The frame of a moment in milliseconds; None where there is none.

    To seek means to decode anew from the last key frame, which may be seconds before: where the
    moment is not far ahead, the frames until it are passed over instead.
    """
    import cv2

    rate = capture.get(cv2.CAP_PROP_FPS)
    place = capture.get(cv2.CAP_PROP_POS_MSEC)
    ahead = (moment - place) * rate / 1000 if rate > 0 else -1.0
    if 0 <= ahead <= NEAR:
        for _ in range(int(ahead)):
            if not capture.grab():
                return None
    else:
        capture.set(cv2.CAP_PROP_POS_MSEC, float(moment))
    done, frame = capture.read()
    return frame if done else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], [int(one) for one in sys.argv[3:]]))
