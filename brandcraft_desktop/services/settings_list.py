"""Every setting that a person may change, with what it is for: the list that all faces share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import Connection, select

from brandcraft_desktop.errors import NotFound
from brandcraft_desktop.models import tables
from brandcraft_desktop.services import appearance, first_run, lock, settings
from brandcraft_desktop.services.settings import Setting

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

T = TypeVar("T")


@dataclass(frozen=True)
class Listed:
    """A setting as it is now, in texts. `of_person`: somebody chose it; else it is the default."""

    name: str
    value: str
    default: str
    takes: str
    about: str
    of_person: bool


@dataclass(frozen=True)
class _Entry:
    """One setting whose type is told to nobody: texts go in and come out."""

    name: str
    about: str
    default: str
    takes: str
    shown: Callable[[str | None], str]
    put: Callable[[Workspace, str], str]


def everything(workspace: Workspace) -> tuple[Listed, ...]:
    """All of them in the order of the settings page."""

    def look(connection: Connection) -> dict[str, str]:
        rows = connection.execute(select(tables.settings.c.name, tables.settings.c.value))
        return {row.name: row.value for row in rows}

    stored = workspace.database.read(look)
    return tuple(
        _listed(
            entry,
            appearance.stored(workspace.home, entry.name)
            if appearance.is_one(entry.name)
            else stored.get(entry.name),
        )
        for entry in _ENTRIES
    )


def one(workspace: Workspace, name: str) -> Listed:
    """One by its name. Raises `errors.NotFound`."""
    entry = _entry(name)
    if appearance.is_one(entry.name):
        return _listed(entry, appearance.stored(workspace.home, entry.name))

    def look(connection: Connection) -> str | None:
        return connection.scalar(
            select(tables.settings.c.value).where(tables.settings.c.name == entry.name)
        )

    return _listed(entry, workspace.database.read(look))


def put(workspace: Workspace, name: str, text: str) -> Listed:
    """Give a setting a value by its text. Raises `errors.NotFound`, `BadInput`."""
    entry = _entry(name)
    entry.put(workspace, text)
    return one(workspace, name)


def _listed(entry: _Entry, stored: str | None) -> Listed:
    return Listed(
        entry.name,
        entry.shown(stored),
        entry.default,
        entry.takes,
        entry.about,
        of_person=stored is not None,
    )


def _entry(name: str) -> _Entry:
    for entry in _ENTRIES:
        if entry.name == name.strip():
            return entry
    raise NotFound(
        f"There is no setting “{name}”.",
        "Settings have names like publishing.hourly_cap.",
        "See them with: brandcraft settings list",
    )


def _of(setting: Setting[T], about: str) -> _Entry:
    def shown(stored: str | None) -> str:
        if stored is None:
            return setting.show(setting.default)
        try:
            return setting.show(setting.parse(stored))
        except ValueError:
            return setting.show(setting.default)

    def put_text(workspace: Workspace, text: str) -> str:
        whole = settings.check(setting, text)
        if appearance.is_one(setting.name):
            appearance.put(workspace, setting.name, whole)
        else:
            settings.put(workspace, setting, setting.parse(whole))
        return whole

    default = setting.show(setting.default)
    return _Entry(setting.name, about, default, setting.takes, shown, put_text)


_ENTRIES = (
    _of(first_run.STEP, "How far the introduction came; it goes on there at the next start."),
    _of(settings.CLOSE_TO_TRAY, "Closing the window keeps Brandcraft running."),
    _of(settings.CONFIRM_NOW, "Ask before a post is published at once."),
    _of(appearance.THEME, "The window's colours: light, dark, or as the desktop says."),
    _of(appearance.TEXT_SIZE, "How large everything in the window is written, in percent."),
    _of(appearance.REDUCE_MOTION, "Nothing in the window slides or fades."),
    _of(settings.NOTIFY, "Tell when a post is out."),
    _of(settings.NOTIFY_RECONNECT, "Tell when an account has to be signed in to again."),
    _of(settings.NOTIFY_SUMMARY, "Tell once a day what went out and what comes."),
    _of(settings.SUMMARY_AT, "When the day is told of."),
    _of(settings.QUIET, "Say nothing during the quiet hours; troubles are told after them."),
    _of(settings.QUIET_FROM, "When the quiet hours begin."),
    _of(settings.QUIET_TO, "When the quiet hours end."),
    _of(
        settings.ZONE,
        "The clocks shown, such as Europe/Vilnius; nothing: the computer's.",
    ),
    _of(settings.HOURS, "Clocks with 24 or 12 hours."),
    _of(settings.WEEK_STARTS, "The day on which the calendar's weeks begin."),
    _of(settings.DENSITY, "How much room a post takes on the calendar."),
    _of(
        settings.DEFAULT_TIMES,
        "Weekly posting times of accounts that have none, nor their brand.",
    ),
    _of(settings.PAUSED_UNTIL, "Nothing goes out before this moment."),
    _of(settings.MISSED_POLICY, "What happens to a post that was due while nothing ran."),
    _of(settings.MISSED_MINUTES, "How late a post may be and still be sent by itself."),
    _of(settings.TRIES, "How often a delivery is tried before its owner is asked."),
    _of(settings.HOURLY_CAP, "Most posts an hour for each account."),
    _of(settings.MONTHS_AHEAD, "How many months ahead a post may be scheduled."),
    _of(settings.KEEP_AWAKE, "Keep the computer awake before a post is due."),
    _of(settings.PAST_MONTHS, "How many months back past posts are read."),
    _of(settings.PAST_DAILY, "Read past posts by itself, where it costs nothing."),
    _of(settings.LANES, "How many deliveries are sent at the same time."),
    _of(settings.LEASE_SECONDS, "How long a worker may be silent before another takes over."),
    _of(settings.SEND_DEADLINE_SECONDS, "How long one call to a platform may take to begin."),
    _of(settings.NUMBERING, "How the parts of new threads are numbered; nothing: not at all."),
    _of(settings.SPELLING, "Underline misspelt words."),
    _of(settings.SPELLING_LANGUAGE, "The language of the spell check; nothing: the computer's."),
    _of(lock.IDLE_MINUTES, "Minutes without use before the window locks itself; 0: never."),
)
