"""A platform's options of one post: which apply, what they are, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from brandcraft_desktop.domain.platform import (
    NO_FACTS,
    AccountFacts,
    Choice,
    Need,
    OptionField,
    OptionKind,
)
from brandcraft_desktop.domain.text.clean import normalise
from brandcraft_desktop.errors import BadInput

FLAGS = ("true", "false")
MOST_LISTED = 12  # longer lists are for a form, not for a sentence
_MOST_DIGITS = 9  # of a moment in milliseconds: no video lasts eleven days


def listed(value: str) -> tuple[str, ...]:
    """The answers of an option with several, each once."""
    return tuple(dict.fromkeys(one.strip() for one in value.split(",") if one.strip()))


def holds(need: Need, values: Mapping[str, str]) -> bool:
    """Whether an option has one of the values."""
    return values.get(need.option, "") in need.values


def choices_of(field: OptionField, facts: AccountFacts = NO_FACTS) -> tuple[Choice, ...]:
    """What can be chosen: the field's own choices, or the account's where they are asked.

    Of the account's those that the field knows have the field's words and conditions.
    """
    if not field.asked:
        return field.choices
    known = {choice.value: choice for choice in field.choices}
    return tuple(known.get(one.value, one) for one in facts.choices.get(field.asked, ()))


def applying(
    fields: Iterable[OptionField],
    options: Mapping[str, str],
    facts: AccountFacts = NO_FACTS,
    surface: str = "",
) -> tuple[OptionField, ...]:
    """The fields that count for this kind of post, with what is chosen so far."""
    every = tuple(fields)
    values = {one.name: options.get(one.name) or one.default or "" for one in every}
    return tuple(
        one
        for one in every
        if (not one.surfaces or surface in one.surfaces)
        and all(holds(need, values) for need in one.needs)
    )


def is_locked(field: OptionField, facts: AccountFacts) -> bool:
    """Whether the account's own settings turn the option off."""
    return bool(field.locked) and field.locked in facts.flags


def effective(
    fields: Iterable[OptionField],
    options: Mapping[str, str],
    facts: AccountFacts = NO_FACTS,
    surface: str = "",
) -> dict[str, str]:
    """Every option that applies, with its usable value or its default ("" where there is none).

    A text that is too long stays as it was written, so that a preview shows it.
    """
    found = applying(fields, options, facts, surface)
    # What does not apply forbids nothing, whatever was chosen before it stopped applying.
    given = {one.name: options.get(one.name) or one.default or "" for one in found}
    return {one.name: _usable(one, given, facts) for one in found}


def wrong(
    fields: Sequence[OptionField],
    options: Mapping[str, str],
    facts: AccountFacts = NO_FACTS,
    surface: str = "",
) -> Iterator[tuple[str, str]]:
    """What is wrong, in the order of the fields: an option's name and a sentence without a name."""
    known = {one.name for one in fields}
    for name in options:
        if name not in known:
            yield name, f"there is no option “{name}”."
    values = effective(fields, options, facts, surface)
    for one in applying(fields, options, facts, surface):
        if is_locked(one, facts):
            continue
        value = options.get(one.name) or one.default or ""
        missing = one.default is None and not value.strip()
        if one.asked and not choices_of(one, facts):
            if missing or value:
                yield one.name, _nothing_to_choose(one, facts)
            continue
        if missing:
            if one.kind is OptionKind.TEXT:
                yield one.name, f"“{one.label}” is empty. Fill it in."
            else:
                todo = _one_of(one, facts, values) or "Choose."
                yield one.name, f"nothing is chosen for “{one.label}”. {todo}"
        for sentence in _sentences(one, value, values, facts):
            yield one.name, sentence


def overruled(
    fields: Sequence[OptionField],
    options: Mapping[str, str],
    facts: AccountFacts = NO_FACTS,
    surface: str = "",
) -> Iterator[tuple[str, str]]:
    """What was chosen and is not sent, as the account's own settings decide it: name, sentence."""
    for one in applying(fields, options, facts, surface):
        if not is_locked(one, facts):
            continue
        chosen, sent = options.get(one.name, ""), _usable(one, {}, facts)
        if not chosen or chosen == sent:
            continue
        if one.kind is OptionKind.FLAG:
            yield one.name, f"“{one.label}” stays off, as this account does not offer it."
        else:
            label = next((choice.label for choice in one.choices if choice.value == sent), sent)
            yield one.name, f"“{one.label}” is “{label}”, as this account offers nothing else."


def _nothing_to_choose(field: OptionField, facts: AccountFacts) -> str:
    """Why an account's own list is empty, and what to do: one sentence for whatever follows."""
    label = field.label.lower()
    if field.asked in facts.choices:
        return f"there is no {label} to choose. Make one there, then refresh the account."
    return (
        f"what can be chosen for {label} is not known yet. "
        "Refresh the account on the Accounts page."
    )


def _usable(field: OptionField, given: Mapping[str, str], facts: AccountFacts) -> str:
    default = field.default or ""
    if is_locked(field, facts):
        return "false" if field.kind is OptionKind.FLAG else default
    value = given[field.name]
    if field.kind is OptionKind.TEXT:
        return value
    if any(_sentences(field, value, given, facts)):
        return default
    return ",".join(listed(value)) if field.kind is OptionKind.CHOICES else value


def _sentences(
    field: OptionField, value: str, values: Mapping[str, str], facts: AccountFacts
) -> Iterator[str]:
    label = field.label.lower()
    if not value:
        return
    if field.kind is OptionKind.FLAG:
        if value not in FLAGS:
            yield f"“{field.label}” is either true or false, not “{value}”."
        return
    if field.kind is OptionKind.MOMENT:
        if not value.isdecimal() or len(value) > _MOST_DIGITS:
            yield f"“{value}” is no place in the video; give it in milliseconds."
        return
    if field.kind in (OptionKind.CHOICE, OptionKind.CHOICES):
        several = field.kind is OptionKind.CHOICES
        chosen = listed(value) if several else (value,)
        yield from _of_choices(field, chosen, values, facts)
        if several and len(chosen) > field.max_choices:
            yield f"at most {field.max_choices} {label} can be chosen, not {len(chosen)}."
    elif field.kind is OptionKind.TEXT:
        yield from _of_words(field, value)


def _of_words(field: OptionField, value: str) -> Iterator[str]:
    label = field.label.lower()
    if not _is_clean(value):
        yield f"{label} holds a broken or an invisible character. Type it again."
    if 0 < field.max_length < len(value):
        over = len(value) - field.max_length
        unit = "character" if over == 1 else "characters"
        yield f"{label} is {over} {unit} too long."


def _is_clean(value: str) -> bool:
    try:
        return not normalise(value).removed
    except BadInput:
        return False


def _of_choices(
    field: OptionField, chosen: Iterable[str], values: Mapping[str, str], facts: AccountFacts
) -> Iterator[str]:
    there = {choice.value: choice for choice in choices_of(field, facts)}
    for one in chosen:
        choice = there.get(one)
        if choice is None and field.asked:
            name = next((known.label for known in field.choices if known.value == one), one)
            again = f"Choose {field.label.lower()} again"
            offered = _listed(field, facts, values)
            again = f"{again}: {offered}." if offered else f"{again}."
            yield f"“{name}” is not offered to this account. {again}"
        elif choice is None:
            sentence = f"“{one}” can't be chosen for {field.label.lower()}."
            yield f"{sentence} {_one_of(field, facts, values)}".strip()
        elif choice.unless is not None and holds(choice.unless, values):
            yield choice.reason or f"“{choice.label}” can't be chosen with that."


def _one_of(field: OptionField, facts: AccountFacts, values: Mapping[str, str]) -> str:
    """ "Choose “Public”, “Unlisted” or “Private”."; "" where there are too many to read."""
    offered = _listed(field, facts, values)
    return f"Choose {offered}." if offered else ""


def _listed(field: OptionField, facts: AccountFacts, values: Mapping[str, str]) -> str:
    words = [
        f"“{choice.label or choice.value}”"
        for choice in choices_of(field, facts)
        if choice.unless is None or not holds(choice.unless, values)
    ]
    if not 0 < len(words) <= MOST_LISTED:
        return ""
    *others, last = words
    return f"{', '.join(others)} or {last}" if others else last
