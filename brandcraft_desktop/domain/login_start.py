"""Starting at login, as it really stands: the person may have changed it in their system."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

MINIMISED = "--minimised"
HOME = "--home"


class LoginState(StrEnum):
    """What happens at the next login."""

    OFF = "off"
    ON = "on"
    SWITCHED_OFF = "switched_off"  # the entry is there, but the system's own settings hold it back
    BROKEN = "broken"  # what the entry starts is no longer there
    OTHER_HOME = "other_home"  # it starts Brandcraft with another data folder


@dataclass(frozen=True)
class LoginEntry:
    """What the system keeps: the command, and whether its own settings hold it back."""

    command: tuple[str, ...]
    switched_off: bool = False


@dataclass(frozen=True)
class LoginStart:
    """How starting at login stands; `place` is where the system keeps it, for a person to look."""

    state: LoginState
    minimised: bool
    place: str
    command: tuple[str, ...] = ()

    @property
    def on(self) -> bool:
        """Whether this workspace's Brandcraft is started at the next login."""
        return self.state is LoginState.ON


def judged(
    entry: LoginEntry | None, place: str, home: str, is_there: Callable[[str], bool]
) -> LoginStart:
    """How things stand, from what was read back.

    `home` is the data folder that shall be started ("": the usual one); `is_there` says whether a
    program exists.
    """
    if entry is None:
        return LoginStart(LoginState.OFF, minimised=True, place=place)
    state = LoginState.ON
    if entry.switched_off:
        state = LoginState.SWITCHED_OFF
    elif not entry.command or not is_there(entry.command[0]):
        state = LoginState.BROKEN
    elif named_home(entry.command) != home:
        state = LoginState.OTHER_HOME
    return LoginStart(state, MINIMISED in entry.command, place, entry.command)


def named_home(command: Sequence[str]) -> str:
    """The data folder that a command names; "" for the usual one."""
    words = list(command)
    if HOME in words[:-1]:
        return words[words.index(HOME) + 1]
    return ""


def window_words(*, minimised: bool, home: str) -> tuple[str, ...]:
    """What stands behind the program's name to open the window."""
    return (*([MINIMISED] if minimised else []), *([HOME, home] if home else []))


def words_for(found: LoginStart) -> str:
    """How things stand, for a person."""
    if found.state is LoginState.ON:
        return (
            "Brandcraft starts when you log in, without its window."
            if found.minimised
            else "Brandcraft starts when you log in, with its window."
        )
    return {
        LoginState.OFF: "Brandcraft does not start when you log in.",
        LoginState.SWITCHED_OFF: "Your system's own settings keep Brandcraft from starting when "
        "you log in. Switch it on here, or there.",
        LoginState.BROKEN: "Your system starts a Brandcraft that is no longer where it was. "
        "Switch it on to start this one.",
        LoginState.OTHER_HOME: "Brandcraft starts when you log in, with another data folder. "
        "Switch it on to start with this one.",
    }[found.state]
