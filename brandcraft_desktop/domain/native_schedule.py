"""Posts that their platform itself puts live: when it gets them, and how that is said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from brandcraft_desktop.domain.options import holds
from brandcraft_desktop.domain.plan import Plan, Problem, Severity
from brandcraft_desktop.domain.platform import NativeSchedule, OptionField, PlatformInfo
from brandcraft_desktop.domain.schedule import day_name

STEP = "hand over"  # a delivery's step that keeps the moment it was handed over for; "" for none


def hands_over(
    native: NativeSchedule | None,
    options: Mapping[str, str],
    due_at: datetime | None,
    now: datetime,
) -> datetime | None:
    """When a post that is to be live at `due_at` goes to its platform; None: at that moment itself.

    `options` are those of its plan. What lies too far ahead goes as soon as the platform takes it.
    """
    if native is None or due_at is None or options.get(native.option) != "true":
        return None
    if due_at - now < native.least:
        return None
    return max(now, due_at - native.most)


def promise(
    native: NativeSchedule | None,
    options: Mapping[str, str],
    due_at: datetime | None,
    now: datetime,
) -> str:
    """What a person may rely on who schedules it now; "" where this computer has to publish it."""
    moment = hands_over(native, options, due_at, now)
    if native is None or moment is None or moment > now:
        return ""
    return f"{native.words}, even when this computer is off."


def set_aside(
    info: PlatformInfo,
    chosen: Mapping[str, str],
    plan: Plan,
    due_at: datetime | None,
    now: datetime,
) -> Problem | None:
    """A warning where a person chose that the platform publishes it, and this computer has to.

    `chosen` are the options as they were chosen; those of `plan` are what is left of them.
    """
    native = info.native
    if native is None or due_at is None or due_at <= now or chosen.get(native.option) != "true":
        return None
    if plan.options.get(native.option) != "true":
        why, field = _unmet(info, native, chosen)
    elif due_at - now < native.least:
        minutes = native.least // timedelta(minutes=1)
        why, field = f"its time is less than {minutes} minutes away", "time"
    else:
        return None
    sentence = f"{info.name}: the post goes out from this computer instead, because {why}."
    return Problem(Severity.WARNING, sentence, field)


def _unmet(
    info: PlatformInfo, native: NativeSchedule, chosen: Mapping[str, str]
) -> tuple[str, str]:
    """Why the option does not apply, and the field that decides it."""
    fields = {one.name: one for one in info.options}
    values = {name: chosen.get(name) or one.default or "" for name, one in fields.items()}
    for need in fields[native.option].needs:
        if not holds(need, values):
            deciding = fields[need.option]
            value = _label(deciding, values[need.option])
            return f"“{deciding.label}” is “{value}”", f"options.{need.option}"
    return f"{info.name} takes no post of this kind ahead of its time", ""


def _label(field: OptionField, value: str) -> str:
    return next((one.label for one in field.choices if one.value == value), value or "empty")


def held_words(native: NativeSchedule, at: datetime) -> str:
    """ "YouTube publishes it on 27 Nov 2026 at 18:00", on this computer's clock."""
    local = at.astimezone()
    return f"{native.words} on {day_name(local.date())} at {local:%H:%M}"


def has_it(names: Sequence[str], when: str, *, past: bool = False) -> str:
    """ "YouTube has it; goes out there at 18:00." for a post that its platforms have; "" for none.

    `past`: its moment is over, and nobody here has looked yet whether it is live.
    """
    if not names:
        return ""
    who = " and ".join(names)
    has = "has" if len(names) == 1 else "have"
    if past:
        return f"{who} {has} it; its time was {when}, and whether it is live is looked up next."
    return f"{who} {has} it; goes out there at {when}."
