"""Choosing among the pages and channels that one sign-in brought."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from brandcraft_desktop.cli.output import ChoiceNeeded, at_terminal, line_in, say
from brandcraft_desktop.domain.account import at
from brandcraft_desktop.errors import BadInput

if TYPE_CHECKING:
    from brandcraft_desktop.services.sign_in import Candidate


def chosen(
    found: Sequence[Candidate], channels: Sequence[str], *, all_of_them: bool
) -> tuple[str, ...]:
    """The ids to keep: named by id or handle, all, or asked for at a terminal.

    Raises `BadInput`; without a choice its document lists them (exit 2).
    """
    if all_of_them:
        return tuple(one.remote_id for one in found)
    if channels:
        return tuple(_named(found, name).remote_id for name in channels)
    if len(found) == 1:
        return (found[0].remote_id,)
    if not at_terminal():
        raise _needed(found, "Several accounts may be connected with this sign-in.")
    return _asked(found)


def describe(one: Candidate) -> str:
    """A candidate in one line."""
    known = " (connected already)" if one.known is not None else ""
    about = f", {one.about}" if one.about else ""
    return f"{one.display_name} ({at(one.handle)}{about}){known}"


def _named(found: Sequence[Candidate], name: str) -> Candidate:
    wanted = name.strip().lstrip("@").casefold()
    for one in found:
        if name.strip() == one.remote_id or wanted == one.handle.lstrip("@").casefold():
            return one
    raise _needed(found, f"“{name}” is none of the accounts of this sign-in.")


def _needed(found: Sequence[Candidate], title: str) -> ChoiceNeeded:
    listed = "; ".join(f"{one.remote_id}: {describe(one)}" for one in found)
    return ChoiceNeeded(
        title,
        f"They are: {listed}.",
        "Sign in again and name them with --channel ID, or take all with --all.",
        field="channel",
        choices=tuple(
            {
                "id": one.remote_id,
                "handle": one.handle,
                "display_name": one.display_name,
                "about": one.about,
                "account": one.known.id if one.known is not None else None,
            }
            for one in found
        ),
    )


def _asked(found: Sequence[Candidate]) -> tuple[str, ...]:
    """What a person at a terminal answers: numbers, or all."""
    for place, one in enumerate(found, start=1):
        say(f"  {place}. {describe(one)}")
    say("Which ones? Numbers with blanks between them, or “all”:")
    words = line_in().replace(",", " ").split()
    if [word.casefold() for word in words] == ["all"]:
        return tuple(one.remote_id for one in found)
    numbers = [int(word) if word.isascii() and word.isdigit() else 0 for word in words]
    if not numbers or not all(1 <= number <= len(found) for number in numbers):
        raise BadInput(
            "That was no choice.", "Nothing was connected.", "Sign in again.", field="channel"
        )
    return tuple(found[number - 1].remote_id for number in numbers)
