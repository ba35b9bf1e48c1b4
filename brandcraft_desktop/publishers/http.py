"""The one border where foreign answers and failures become ours."""

from __future__ import annotations

from typing import Protocol


class Http(Protocol):
    """Placeholder of the contract; the concrete class replaces it."""
