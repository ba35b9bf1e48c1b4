"""Linux and its kin: an inhibitor of logind, or of the desktop's power management, over D-Bus.

https://www.freedesktop.org/software/systemd/man/latest/org.freedesktop.login1.html (Inhibit) and
https://people.freedesktop.org/~hughsient/temp/power-management-spec-0.3.html (Inhibit, UnInhibit).
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jeepney.io.blocking import DBusConnection

WHO = "Brandcraft"
WHAT = "sleep:idle"
PATIENCE = 2.0  # seconds for an answer; both services answer at once or not at all
_TROUBLES = (OSError, ValueError, KeyError, RuntimeError)


def hold(why: str) -> LogindHold | PowerHold | None:
    """logind's where there is one; None where neither service answers."""
    return logind(why) or power_management(why)


class LogindHold:
    """Holds for as long as the descriptor is open; the kernel closes it with the process."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor: int | None = descriptor

    def release(self) -> None:
        """See `Hold`."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


class PowerHold:
    """Holds for as long as the connection is open, or until it is taken back."""

    def __init__(self, connection: DBusConnection, cookie: int) -> None:
        self._connection: DBusConnection | None = connection
        self._cookie = cookie

    def release(self) -> None:
        """See `Hold`."""
        if self._connection is None:
            return
        with suppress(*_TROUBLES):
            _ask_power(self._connection, "UnInhibit", "u", (self._cookie,))
        self._connection.close()
        self._connection = None


def logind(why: str) -> LogindHold | None:
    """Asks on the system bus."""
    from jeepney import DBusAddress, MessageType, new_method_call
    from jeepney.io.blocking import open_dbus_connection

    manager = DBusAddress(
        "/org/freedesktop/login1",
        bus_name="org.freedesktop.login1",
        interface="org.freedesktop.login1.Manager",
    )
    try:
        with open_dbus_connection(bus="SYSTEM", enable_fds=True) as connection:
            question = new_method_call(manager, "Inhibit", "ssss", (WHAT, WHO, why, "block"))
            answer = connection.send_and_get_reply(question, timeout=PATIENCE)
            if answer.header.message_type is not MessageType.method_return:
                return None
            return LogindHold(answer.body[0].to_raw_fd())
    except _TROUBLES:
        return None


def power_management(why: str) -> PowerHold | None:
    """Asks on the session bus."""
    from jeepney.io.blocking import open_dbus_connection

    try:
        connection = open_dbus_connection(bus="SESSION")
    except _TROUBLES:
        return None
    try:
        cookie = _ask_power(connection, "Inhibit", "ss", (WHO, why))
    except _TROUBLES:
        cookie = None
    if cookie is None:
        connection.close()
        return None
    return PowerHold(connection, cookie)


def _ask_power(
    connection: DBusConnection, method: str, signature: str, body: tuple[object, ...]
) -> int | None:
    from jeepney import DBusAddress, MessageType, new_method_call

    place = DBusAddress(
        "/org/freedesktop/PowerManagement/Inhibit",
        bus_name="org.freedesktop.PowerManagement",
        interface="org.freedesktop.PowerManagement.Inhibit",
    )
    question = new_method_call(place, method, signature, body)
    answer = connection.send_and_get_reply(question, timeout=PATIENCE)
    if answer.header.message_type is not MessageType.method_return or not answer.body:
        return None
    return int(answer.body[0])
