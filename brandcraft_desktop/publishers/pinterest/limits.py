"""What the words of a Pin may hold on Pinterest.

Source: pinterest/api-description v5.23.0, schema PinCreate: `maxLength`, which JSON Schema counts
in characters.
"""

from __future__ import annotations

NAME = "Pinterest"

TITLE = 100
DESCRIPTION = 800
ALT_TEXT = 500
LINK = 2048
