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

FLAGS = ("true", "false")


def listed(value: str) -> tuple[str, ...]:
    """The answers of an option with several, each once."""
    return tuple(dict.fromkeys(one.strip() for one in value.split(",") if one.strip()))


def holds(need: Need, values: Mapping[str, str]) -> bool:
    """Whether an option has one of the values."""
    return values.get(need.option, "") in need.values


def choices_of(field: OptionField, facts: AccountFacts = NO_FACTS) -> tuple[Choice, ...]:
    """What can be chosen: the field's own choices, or the account's where they are asked."""
    return facts.choices.get(field.asked, ()) if field.asked else field.choices


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
    """Every option that applies, with its usable value or its default ("" where there is none)."""
    found = applying(fields, options, facts, surface)
    return {one.name: _usable(one, options, facts) for one in found}


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
        if one.default is None and not value:
            yield one.name, f"choose: {one.label.lower()}."
        for sentence in _sentences(one, value, values, facts):
            yield one.name, sentence


def _usable(field: OptionField, options: Mapping[str, str], facts: AccountFacts) -> str:
    default = field.default or ""
    if is_locked(field, facts):
        return "false" if field.kind is OptionKind.FLAG else default
    value = options.get(field.name) or default
    if any(_sentences(field, value, options, facts)):
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
        if not value.isdecimal():
            yield f"“{value}” is no place in the video; give it in milliseconds."
        return
    if field.kind in (OptionKind.CHOICE, OptionKind.CHOICES):
        several = field.kind is OptionKind.CHOICES
        chosen = listed(value) if several else (value,)
        yield from _of_choices(field, chosen, values, facts)
        if several and len(chosen) > field.max_choices:
            yield f"at most {field.max_choices} {label} can be chosen, not {len(chosen)}."
    elif field.kind is OptionKind.TEXT and 0 < field.max_length < len(value):
        over = len(value) - field.max_length
        unit = "character" if over == 1 else "characters"
        yield f"{label} is {over} {unit} too long."


def _of_choices(
    field: OptionField, chosen: Iterable[str], values: Mapping[str, str], facts: AccountFacts
) -> Iterator[str]:
    there = {choice.value: choice for choice in choices_of(field, facts)}
    for one in chosen:
        choice = there.get(one)
        if choice is None:
            yield f"“{one}” can't be chosen for {field.label.lower()}."
        elif choice.unless is not None and holds(choice.unless, values):
            yield choice.reason or f"“{choice.label}” can't be chosen with that."
