"""How much two pictures look alike."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]


def likeness(one: Pixels, other: Pixels) -> float:
    """SSIM of the grey values, 1.0 for equal ones.

    Wang et al., "Image quality assessment: from error visibility to structural similarity" (2004):
    a window of 11 by 11 with a deviation of 1.5, K1 = 0.01 and K2 = 0.03.
    """
    first, second = (
        cv2.cvtColor(each, cv2.COLOR_RGB2GRAY).astype(np.float64) for each in (one, other)
    )

    def mean(values: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.asarray(cv2.GaussianBlur(values, (11, 11), 1.5), dtype=np.float64)

    low, high = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    mean_one, mean_two = mean(first), mean(second)
    spread_one = mean(first * first) - mean_one**2
    spread_two = mean(second * second) - mean_two**2
    together = mean(first * second) - mean_one * mean_two
    above = (2 * mean_one * mean_two + low) * (2 * together + high)
    below = (mean_one**2 + mean_two**2 + low) * (spread_one + spread_two + high)
    return float((above / below).mean())
