"""Something done with posts that can be taken back and done again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from brandcraft_desktop.ui.publisher.each import Each, each

Step = Callable[[str], object]
Words = Callable[[Each[str]], str]


def _any_of_them(_post_id: str) -> bool:
    return True


@dataclass(frozen=True)
class Telling:
    """What is said once it is done, and once it is taken back; "" says nothing.

    ``action`` is a second button of the toast ("View").
    """

    done: Words
    back: Words
    action: tuple[str, Callable[[], None]] | None = None


class Deed:
    """Its steps work post by post, on the thread of changes, one run after another.

    ``again`` does it once more after it was taken back, ``act`` where none is given. A step raises
    `BrandcraftError` where a post stands otherwise by now; such a post is left out from then on.
    ``returnable`` says of which posts the way back leads anywhere.
    """

    def __init__(
        self,
        posts: Sequence[str],
        act: Step,
        back: Step,
        telling: Telling,
        *,
        again: Step | None = None,
        returnable: Callable[[str], bool] = _any_of_them,
    ) -> None:
        self.telling = telling
        self._posts = tuple(posts)
        self._act: Step = act
        self._back = back
        self._again = again or act
        self._returnable = returnable

    def do(self) -> Each[str]:
        """Do it, for the first time or again. Raises the refusal where no post took it."""
        found = each(self._posts, self._step(self._act))
        self._act = self._again
        self._posts = tuple(one for one in found.done if self._returnable(one))
        return found

    def take_back(self) -> Each[str]:
        """As it was before. Raises the refusal where no post took it."""
        found = each(self._posts, self._step(self._back))
        self._posts = found.done
        return found

    @property
    def can_go_back(self) -> bool:
        """Whether anything of it can be taken back, once it is done."""
        return bool(self._posts)

    def _step(self, step: Step) -> Callable[[str], str]:
        def run(post_id: str) -> str:
            step(post_id)
            return post_id

        return run
