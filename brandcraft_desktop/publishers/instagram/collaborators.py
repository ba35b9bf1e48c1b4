"""The accounts that are asked to share a post as theirs: the option "collaborators"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from brandcraft_desktop.domain.options import listed
from brandcraft_desktop.domain.plan import Problem
from brandcraft_desktop.publishers.instagram.limits import COLLABORATORS
from brandcraft_desktop.publishers.text_checks import Voice

_FIELD = "options.collaborators"
_NAME = re.compile(r"[A-Za-z0-9_.]{0,29}[A-Za-z0-9_]")  # as in `spans`


def names(value: str) -> tuple[str, ...]:
    """The names of the option, without "@", each once."""
    return tuple(dict.fromkeys(one.removeprefix("@") for one in listed(value)))


def collaborator_problems(value: str, voice: Voice) -> Iterator[Problem]:
    """What is wrong with them."""
    found = names(value)
    if len(found) > COLLABORATORS:
        yield voice.error(
            f"{len(found)} collaborators are too many, at most {COLLABORATORS} are asked.", _FIELD
        )
    for name in found:
        if not _NAME.fullmatch(name):
            yield voice.error(
                f"“{name}” is no name on Instagram. Put commas between the names.", _FIELD
            )
