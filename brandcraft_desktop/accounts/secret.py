"""A secret in memory: usable, and never shown by accident."""

from __future__ import annotations

from dataclasses import dataclass

MASK = "•••"


@dataclass(frozen=True, repr=False, eq=False)
class Secret:
    """Text that no repr, log line or error shows; `reveal()` is the only way to it."""

    _text: str

    def reveal(self) -> str:
        """The text itself; keep it out of anything that lasts."""
        return self._text

    def __bool__(self) -> bool:
        return bool(self._text)

    def __repr__(self) -> str:
        return f"Secret({MASK})"

    def __str__(self) -> str:
        return MASK

    def __reduce__(self) -> str:
        raise TypeError("A Secret is never pickled")


@dataclass(frozen=True)
class Sealed:
    """A secret as it is stored: unreadable without the key whose number it names."""

    data: bytes
    key_number: int

    def __repr__(self) -> str:
        return f"Sealed({len(self.data)} bytes, key {self.key_number})"
