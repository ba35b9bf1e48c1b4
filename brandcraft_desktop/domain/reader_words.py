"""What readers meet of a post's options: the words that stand beside it, and what hides it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from brandcraft_desktop.domain.options import listed
from brandcraft_desktop.domain.platform import OptionField, OptionKind, Veil

LONGEST = 120
"""Characters of a written option that are shown; a first comment may be far longer."""


def captions(fields: Iterable[OptionField], options: Mapping[str, str]) -> tuple[str, ...]:
    """The words of every option that readers see and that is not as usual.

    What hides the post is not among them: `veil` tells that.
    """
    return tuple(
        field.shown.format(value=_words(field, value))
        for field, value in _chosen(fields, options)
        if field.shown and field.veil is Veil.NONE
    )


def veil(fields: Iterable[OptionField], options: Mapping[str, str], what: Veil) -> str:
    """The words that stand before what readers must click to see; "" where nothing hides it."""
    words = [
        field.shown.format(value=_words(field, value)) if field.shown else _words(field, value)
        for field, value in _chosen(fields, options)
        if field.veil is what
    ]
    return " · ".join(words)


def cover(
    fields: Iterable[OptionField], options: Mapping[str, str]
) -> tuple[OptionKind, str] | None:
    """The still picture of a video: a file's id, or a moment in milliseconds; a file wins."""
    every = tuple(fields)
    for kind in (OptionKind.FILE, OptionKind.MOMENT):
        for field in every:
            value = options.get(field.name, "")
            if field.kind is kind and value:
                return kind, value
    return None


def _chosen(
    fields: Iterable[OptionField], options: Mapping[str, str]
) -> Iterator[tuple[OptionField, str]]:
    for field in fields:
        value = options.get(field.name, "").strip()
        if value and value != (field.default or ""):
            yield field, value


def _words(field: OptionField, value: str) -> str:
    if field.kind in (OptionKind.CHOICE, OptionKind.CHOICES):
        labels = {choice.value: choice.label for choice in field.choices}
        return ", ".join(labels.get(one, one) for one in listed(value))
    lines = (" ".join(line.split()) for line in value.splitlines())
    one_line = " / ".join(line for line in lines if line)
    return one_line if len(one_line) <= LONGEST else f"{one_line[: LONGEST - 1]}…"
