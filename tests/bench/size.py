"""How much is measured: everything, and judged, by `make bench`; a few seconds' worth elsewhere."""

from __future__ import annotations

from tests.punctuality import MEASURING

FULL = MEASURING
