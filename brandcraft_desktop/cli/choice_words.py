"""A choice of an option as a person names it: by its value, or by the words shown for it."""

from __future__ import annotations

from collections.abc import Iterable

from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.domain.options import choices_of
from brandcraft_desktop.domain.platform import Choice, OptionField, OptionKind


def value_of(known: OptionField, text: str, accounts: Iterable[Account]) -> str:
    """What is stored for `text`; several choices are separated by commas.

    What is no choice, or the name of two, is passed on: the checks say so.
    """
    if known.kind not in (OptionKind.CHOICE, OptionKind.CHOICES) or not text:
        return text
    offered = [choice for one in accounts for choice in choices_of(known, one.facts)]
    offered = offered or list(known.choices)
    if known.kind is OptionKind.CHOICE:
        return _one(text, offered)
    return ",".join(_one(part.strip(), offered) for part in text.split(","))


def _one(text: str, offered: list[Choice]) -> str:
    values = {choice.value: choice.label.casefold() for choice in offered}
    if text in values:
        return text
    meant = text.casefold()
    named = [value for value, label in values.items() if meant in (label, value.casefold())]
    return named[0] if len(named) == 1 else text
