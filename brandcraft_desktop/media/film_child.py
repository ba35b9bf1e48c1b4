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

from brandcraft_desktop.media.video_child import modest

SIDE = 320
"""Pixels of the long side of a picture: the strip and the candidates on a screen of double
density."""
SHARE = 40.0
"""Seconds of processor time after which no further frame is begun."""


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
        capture.set(cv2.CAP_PROP_POS_MSEC, float(moment))
        done, frame = capture.read()
        if not done:
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


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], [int(one) for one in sys.argv[3:]]))
