"""Having the program started at login; what is told is read back from the system each time."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from brandcraft_desktop.computer.login import LoginPlace, launch_command, login_place
from brandcraft_desktop.domain.login_start import (
    LoginStart,
    LoginState,
    judged,
    named_home,
    window_words,
)
from brandcraft_desktop.errors import Refused, StorageTrouble
from brandcraft_desktop.paths import Home, usual_home
from brandcraft_desktop.publishers.origins import ORIGINS_VARIABLE


def status(home: Home) -> LoginStart:
    """How it stands for this data folder. Raises `errors.StorageTrouble`."""
    return _status(login_place(), home)


def turn_on(home: Home, *, minimised: bool = True) -> LoginStart:
    """Start with this data folder at the next login; gives how it stands then.

    It may still not be on: the answer is read back. Raises `errors.StorageTrouble`, and
    `errors.Refused` in practice: there is one entry, and it is that of the person's own workspace.
    """
    _refuse_practice(home)
    place = login_place()
    try:
        place.write((*launch_command(), *window_words(minimised=minimised, home=_name(home))))
    except OSError as error:
        raise _trouble(place, error) from error
    return _status(place, home)


def turn_off(home: Home) -> LoginStart:
    """Start nothing at login any more. Raises as `turn_on`."""
    _refuse_practice(home)
    place = login_place()
    try:
        place.remove()
    except OSError as error:
        raise _trouble(place, error) from error
    return _status(place, home)


def mend(home: Home) -> LoginStart:
    """Let a broken entry of this data folder start the program that runs now.

    A newer AppImage has another name, and the old one is thrown away. Raises
    `errors.StorageTrouble`.
    """
    found = status(home)
    if found.state is not LoginState.BROKEN or named_home(found.command) != _name(home):
        return found
    return turn_on(home, minimised=found.minimised)


def _refuse_practice(home: Home) -> None:
    if not os.environ.get(ORIGINS_VARIABLE) and not _is_practice(home.database):
        return
    raise Refused(
        "Practice changes nothing about what starts at login.",
        "That is your computer's own setting, and practice accounts are never opened at login.",
        "Leave practice first; then try again.",
    )


def _is_practice(database: Path) -> bool:
    """Whether a workspace made for practice lies there; it is not opened, nor made."""
    with suppress(sqlite3.Error):
        address = f"{database.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(address, uri=True)) as connection:
            found = connection.execute("SELECT practice FROM workspace").fetchone()
            return found is not None and bool(found[0])
    return False


def _status(place: LoginPlace, home: Home) -> LoginStart:
    try:
        entry = place.read()
    except OSError as error:
        raise _trouble(place, error) from error
    return judged(entry, place.place, _name(home), lambda path: Path(path).is_file())


def _name(home: Home) -> str:
    """How a command names the data folder; the usual one needs no name."""
    return "" if home.root == usual_home().root else str(home.root)


def _trouble(place: LoginPlace, error: OSError) -> StorageTrouble:
    return StorageTrouble(
        "Starting at login can't be changed.",
        f"{place.place}: {error.strerror or type(error).__name__}.",
        "Change it in your system's own settings, or make this place yours to write.",
    )
