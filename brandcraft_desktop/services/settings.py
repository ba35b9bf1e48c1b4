"""Settings: each has a name, a type, a default, and says what it takes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING, Generic, TypeVar

from sqlalchemy import Connection, delete, insert, select

from brandcraft_desktop.domain import schedule
from brandcraft_desktop.domain.events import SettingChanged
from brandcraft_desktop.domain.missed import MissedPolicy
from brandcraft_desktop.domain.posting_times import MOST_A_WEEK, Slot, read_slot
from brandcraft_desktop.domain.retry import MAX_ATTEMPTS
from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.models.tables import settings
from brandcraft_desktop.services.transaction import Emit, change

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

T = TypeVar("T")


@dataclass(frozen=True)
class Setting(Generic[T]):
    """One setting. `parse` raises ValueError for a text that is none of its values."""

    name: str
    default: T
    parse: Callable[[str], T]
    show: Callable[[T], str]
    takes: str  # in words, for the error


def read(connection: Connection, setting: Setting[T]) -> T:
    """The value inside a transaction; the default where none is stored or it makes no sense."""
    stored = connection.scalar(select(settings.c.value).where(settings.c.name == setting.name))
    if stored is None:
        return setting.default
    try:
        return setting.parse(stored)
    except ValueError:
        return setting.default


def get(workspace: Workspace, setting: Setting[T]) -> T:
    """The value now."""
    return workspace.database.read(lambda connection: read(connection, setting))


def put(workspace: Workspace, setting: Setting[T], value: T) -> None:
    """Store a value. Raises `errors.BadInput` for one that the setting does not take."""
    text = check(setting, setting.show(value))

    def act(connection: Connection, emit: Emit) -> None:
        connection.execute(delete(settings).where(settings.c.name == setting.name))
        connection.execute(insert(settings).values(name=setting.name, value=text))
        emit(SettingChanged(setting.name))

    change(workspace, act, person=True)


def check(setting: Setting[T], text: str) -> str:
    """The text as it will be stored. Raises `errors.BadInput`."""
    try:
        return setting.show(setting.parse(text))
    except ValueError as error:
        raise BadInput(
            f"“{text}” is not a value of {setting.name}.",
            f"It takes {setting.takes}.",
            "Choose another value; the old one still holds.",
            field=setting.name,
        ) from error


def number(name: str, default: int, least: int, most: int) -> Setting[int]:
    """A whole number with its bounds."""

    def parse(text: str) -> int:
        value = int(text)
        if not least <= value <= most:
            raise ValueError(text)
        return value

    return Setting(name, default, parse, str, f"a whole number from {least} to {most}")


def words(name: str, default: str) -> Setting[str]:
    """Any text."""
    return Setting(name, default, str, str, "a text")


def choice(name: str, default: str, allowed: tuple[str, ...]) -> Setting[str]:
    """One of a few words."""

    def parse(text: str) -> str:
        if text not in allowed:
            raise ValueError(text)
        return text

    return Setting(name, default, parse, str, "one of " + ", ".join(allowed))


def flag(name: str, default: bool) -> Setting[bool]:
    """Yes or no."""

    def parse(text: str) -> bool:
        if text not in ("true", "false"):
            raise ValueError(text)
        return text == "true"

    return Setting(name, default, parse, lambda value: str(value).lower(), "true or false")


def zone(name: str) -> Setting[str]:
    """An IANA zone, or "" for the computer's own."""

    def parse(text: str) -> str:
        try:
            return schedule.zone_named(text).key if text else ""
        except BadInput as error:
            raise ValueError(text) from error

    return Setting(name, "", parse, str, "a zone such as Europe/Vilnius, or nothing")


def moment(name: str) -> Setting[datetime | None]:
    """A moment, or none."""

    def parse(text: str) -> datetime | None:
        if not text:
            return None
        value = datetime.fromisoformat(text)
        if value.tzinfo is None:
            raise ValueError(text)
        return value

    def show(value: datetime | None) -> str:
        return "" if value is None else value.isoformat()

    return Setting(name, None, parse, show, "a time with its offset from UTC, or nothing")


def clock_time(name: str, default: time) -> Setting[time]:
    """A time of day on the person's own clock."""

    def parse(text: str) -> time:
        value = time.fromisoformat(text)
        if value.tzinfo is not None:
            raise ValueError(text)
        return value.replace(second=0, microsecond=0)

    return Setting(name, default, parse, lambda value: f"{value:%H:%M}", "a time such as 22:00")


def weekly_times(name: str) -> Setting[tuple[Slot, ...]]:
    """Posting times of a week."""

    def parse(text: str) -> tuple[Slot, ...]:
        try:
            found = {read_slot(one) for one in text.split(",") if one.strip()}
        except BadInput as error:
            raise ValueError(text) from error
        if len(found) > MOST_A_WEEK:
            raise ValueError(text)
        return tuple(sorted(found))

    def show(value: tuple[Slot, ...]) -> str:
        return ", ".join(slot.words for slot in value)

    takes = "week days with times such as “Mon 09:00, Thu 17:30”, or nothing"
    return Setting(name, (), parse, show, takes)


def part_numbers(name: str) -> Setting[str]:
    """How the parts of a thread are numbered, or "" for not at all."""

    def parse(text: str) -> str:
        clean = text.strip()
        if clean and ("{n}" not in clean or len(clean) > LONGEST_NUMBERS):
            raise ValueError(text)
        return clean

    takes = "a pattern with {n} in it, such as {n}/{total}, or nothing"
    return Setting(name, "", parse, str, takes)


LONGEST_NUMBERS = 40
PAUSED_UNTIL = moment("publishing.paused_until")
HOURLY_CAP = number("publishing.hourly_cap", 30, 1, 1000)
MISSED_POLICY = choice(
    "publishing.missed_policy", MissedPolicy.ASK, tuple(policy.value for policy in MissedPolicy)
)
MISSED_MINUTES = number("publishing.missed_minutes", 1, 0, 10_000)
LEASE_SECONDS = number("publishing.lease_seconds", 60, 5, 3600)
SEND_DEADLINE_SECONDS = number("publishing.send_deadline_seconds", 30, 1, 1800)
LANES = number("publishing.lanes", 8, 1, 64)
MONTHS_AHEAD = number("publishing.months_ahead", schedule.MONTHS_AHEAD, 1, 24)
DEFAULT_TIMES = weekly_times("publishing.default_times")  # where neither account nor brand has any
TRIES = number("publishing.tries", MAX_ATTEMPTS, 1, 20)
WEEK_STARTS = choice("ui.week_starts", "system", ("system", "monday", "sunday", "saturday"))
ZONE = zone("ui.zone")
DENSITY = choice("ui.density", "comfortable", ("comfortable", "compact"))
HOURS = choice("ui.hours", "system", ("system", "24", "12"))
CONFIRM_NOW = flag("ui.confirm_post_now", True)
PAST_MONTHS = number("past.months", 12, 1, 120)  # how far back past posts are read
PAST_DAILY = flag("past.daily", True)  # reading them by itself, where it costs nothing
KEEP_AWAKE = flag("publishing.keep_awake", True)
CLOSE_TO_TRAY = flag("ui.close_to_tray", True)
NOTIFY = flag("ui.notify", True)  # that a post is out
NOTIFY_RECONNECT = flag("ui.notify_reconnect", True)
NOTIFY_SUMMARY = flag("ui.notify_summary", False)
SUMMARY_AT = clock_time("ui.summary_at", time(20))
QUIET = flag("ui.quiet_hours", False)
QUIET_FROM = clock_time("ui.quiet_from", time(22))
QUIET_TO = clock_time("ui.quiet_to", time(7))
NUMBERING = part_numbers("editor.numbering")  # of new threads
SPELLING = flag("editor.spelling", True)
SPELLING_LANGUAGE = words("editor.spelling_language", "")  # "": the computer's own
