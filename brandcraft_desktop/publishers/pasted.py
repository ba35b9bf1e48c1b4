"""What is pasted to sign in: how it must look, before anybody is asked about it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from brandcraft_desktop.domain.platform import SignIn
from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.publishers.drafted import Drafted


@dataclass(frozen=True)
class Shape:
    """One answer of the form: the whole of it matches `pattern`, or `sentence` is what it lacks."""

    field: str
    pattern: re.Pattern[str]
    sentence: str


class Pasted(Drafted):
    """Half of a `publishers.base.FormPublisher`: what is asked, and reading the answers."""

    form: ClassVar[SignIn]
    shapes: ClassVar[Sequence[Shape]]

    @property
    def sign_in(self) -> SignIn:
        """What the connect dialog asks."""
        return self.form

    def check_answers(self, answers: Mapping[str, str]) -> Mapping[str, str]:
        """What is wrong with what is written so far, by field."""
        written = {one: answers.get(one.field, "").strip() for one in self.shapes}
        return {
            one.field: one.sentence
            for one, text in written.items()
            if text and not one.pattern.fullmatch(text)
        }

    def read(self, answers: Mapping[str, str]) -> tuple[re.Match[str], ...]:
        """The answers, each matched. Raises `errors.BadInput` (field named)."""
        found = []
        for one in self.shapes:
            match = one.pattern.fullmatch(answers.get(one.field, "").strip())
            if match is None:
                raise BadInput("This can't be used to connect.", one.sentence, field=one.field)
            found.append(match)
        return tuple(found)
