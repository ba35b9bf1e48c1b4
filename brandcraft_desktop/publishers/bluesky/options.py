"""A post's Bluesky options, read from their stored texts, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from brandcraft_desktop.domain.plan import Problem, Severity
from brandcraft_desktop.domain.platform import OptionField, OptionKind
from brandcraft_desktop.publishers.bluesky.info import INFO, NAME

_FIELDS = {field.name: field for field in INFO.options}


@dataclass(frozen=True)
class Options:
    """What a person chose; unusable values count as not chosen (`problems` tells of them)."""

    languages: tuple[str, ...]
    label: str
    replies: str
    link_card: bool


def read(options: Mapping[str, str]) -> Options:
    """The typed options."""
    return Options(
        languages=tuple(_listed(_value(options, "languages"))),
        label=_value(options, "labels"),
        replies=_value(options, "replies"),
        link_card=_value(options, "link_card") == "true",
    )


def effective(options: Mapping[str, str]) -> dict[str, str]:
    """Every option with its value or default; what Bluesky does not know is left out."""
    return {name: _value(options, name) for name in _FIELDS}


def problems(options: Mapping[str, str]) -> Iterator[Problem]:
    """Everything wrong with the options, in the order of the fields."""
    for name in options:
        if name not in _FIELDS:
            yield _problem(name, f"there is no option “{name}”.")
    for name, field in _FIELDS.items():
        for sentence in _wrong(field, options.get(name) or field.default or ""):
            yield _problem(name, sentence)


def _wrong(field: OptionField, value: str) -> Iterator[str]:
    known = {choice.value for choice in field.choices}
    label = field.label.lower()
    if field.kind is OptionKind.CHOICES:
        chosen = _listed(value)
        for one in chosen:
            if one not in known:
                yield f"“{one}” can't be chosen for {label}."
        if len(set(chosen)) > field.max_choices:
            yield f"at most {field.max_choices} {label} can be chosen, not {len(set(chosen))}."
    elif field.kind is OptionKind.CHOICE and value not in known:
        yield f"“{value}” can't be chosen for {label}."
    elif field.kind is OptionKind.FLAG and value not in ("true", "false"):
        yield f"“{field.label}” is either true or false, not “{value}”."


def _value(options: Mapping[str, str], name: str) -> str:
    """The chosen value if it is usable, else the default."""
    field = _FIELDS[name]
    value = options.get(name) or field.default or ""
    usable = not any(_wrong(field, value))
    if field.kind is OptionKind.CHOICES:
        value = ",".join(dict.fromkeys(_listed(value)))
    return value if usable else field.default or ""


def _listed(value: str) -> list[str]:
    return [one.strip() for one in value.split(",") if one.strip()]


def _problem(name: str, sentence: str) -> Problem:
    return Problem(Severity.ERROR, f"{NAME}: {sentence}", f"options.{name}")
