"""What becomes of the files of a part on their way out, in a line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from brandcraft_desktop.domain.image_fit import scaled_size
from brandcraft_desktop.domain.options import listed
from brandcraft_desktop.domain.plan import PlannedMedia
from brandcraft_desktop.domain.platform import OptionField, OptionKind

_WORDS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/gif": "GIF", "image/webp": "WebP"}


def sent_as(media: Sequence[PlannedMedia]) -> str:
    """ "Sent as JPEG, 1080 × 1350", "3 files, sent as JPEG"; "" where nothing is known yet."""
    known = [one for one in media if one.media.facts is not None]
    if len(known) == 1:
        return f"Sent as {_one(known[0])}"
    if not known:
        return ""
    kinds = dict.fromkeys("they are" if one.recipe is None else _kind(one) for one in known)
    return f"{len(known)} files, sent as {' and '.join(kinds)}"


def _kind(planned: PlannedMedia) -> str:
    recipe = planned.recipe
    return "" if recipe is None else _WORDS.get(recipe.mime, recipe.mime)


def _one(planned: PlannedMedia) -> str:
    facts, recipe = planned.media.facts, planned.recipe
    if facts is None:
        return ""
    if recipe is None:
        return f"it is, {facts.width} × {facts.height}, {_size(facts.bytes)}"
    width, height = scaled_size(facts.width, facts.height, recipe.max_side)
    return f"{_kind(planned)}, {width} × {height}"


def _size(count: int) -> str:
    if count < 1_000_000:
        return f"{max(1, round(count / 1000))} kB"
    return f"{count / 1_000_000:.1f} MB"


def chosen_options(
    fields: Sequence[OptionField], options: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """What was chosen that is not the default: its label and what a person reads."""
    for field in fields:
        value = options.get(field.name, "")
        if not value or value == (field.default or "") or field.kind is OptionKind.FILE:
            continue
        if field.kind is OptionKind.FLAG:
            yield field.label, "yes" if value == "true" else "no"
        elif field.kind in (OptionKind.CHOICE, OptionKind.CHOICES):
            labels = {choice.value: choice.label for choice in field.choices}
            yield field.label, ", ".join(labels.get(one, one) for one in listed(value))
        elif field.kind is OptionKind.MOMENT:
            yield field.label, f"{int(value) / 1000:.1f} s" if value.isdecimal() else value
        else:
            yield field.label, value if len(value) <= 60 else f"{value[:59]}…"
