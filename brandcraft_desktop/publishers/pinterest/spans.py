"""What Pinterest makes live in a description: nothing.

The address of a Pin is a field of its own; hashtags are plain text, and the API knows no
mentions (pinterest/api-description v5.23.0, PinCreate).
"""

from __future__ import annotations

from brandcraft_desktop.domain.text.measure import Span


def find_spans(text: str) -> tuple[Span, ...]:
    """Nothing, whatever the text says."""
    return ()
