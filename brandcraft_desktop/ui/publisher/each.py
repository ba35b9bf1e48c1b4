"""One act on several posts: what one of them refuses neither stops nor hides the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from brandcraft_desktop.errors import BrandcraftError, StorageTrouble

S = TypeVar("S")
T = TypeVar("T")


@dataclass(frozen=True)
class Each(Generic[T]):
    """What was done, in order; `refused` is the first of `left` refusals."""

    done: tuple[T, ...]
    left: int = 0
    refused: BrandcraftError | None = None

    @property
    def posts(self) -> str:
        """How many it was done with, as a sentence names them: "2 of 3 posts"."""
        count = len(self.done)
        if self.left:
            return f"{count} of {count + self.left} posts"
        return "1 post" if count == 1 else f"{count} posts"


def each(things: Iterable[S], act: Callable[[S], T]) -> Each[T]:
    """Do it with each of them. Raises the refusal where none took it."""
    every = list(things)
    done: list[T] = []
    refused: BrandcraftError | None = None
    for thing in every:
        try:
            done.append(act(thing))
        except BrandcraftError as error:
            refused = refused or error
            if isinstance(error, StorageTrouble):  # the next would meet it as well
                break
    if refused is not None and not done:
        raise refused
    return Each(tuple(done), len(every) - len(done), refused)
