"""Puts the practice world together: one port for every official origin, one for control."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.practice.calls import Calls
from brandcraft_desktop.practice.control import Control
from brandcraft_desktop.practice.exchange import Service
from brandcraft_desktop.practice.faults import Faults
from brandcraft_desktop.practice.listener import Listener, World
from brandcraft_desktop.practice.media_store import DOMAIN, STORE, MediaDomain, MediaStore
from brandcraft_desktop.practice.platform import PracticePlatform
from brandcraft_desktop.practice.platforms import PLATFORMS
from brandcraft_desktop.practice.shared import Shared
from brandcraft_desktop.practice.site import SITE, PracticeSite
from brandcraft_desktop.practice.times import PracticeClock
from brandcraft_desktop.practice.values import Object

CONTROL = "control"


class PracticeWorld:
    """Every platform asked for, listening. `ready()` is what the ready line says."""

    def __init__(self, data: Path, *, accounts: int = 1, platforms: Sequence[str] = ()) -> None:
        data.mkdir(parents=True, exist_ok=True)
        unknown = sorted(set(platforms) - set(PLATFORMS))
        if unknown:
            known = ", ".join(sorted(PLATFORMS))
            raise BadInput(
                f"There is no practice platform {unknown[0]}.", "", f"Choose from {known}."
            )
        self._ports_file = data / "ports.json"
        self.world = World(PracticeClock(), Faults(), Calls())
        self.platforms: list[PracticePlatform] = [
            make(_folder(data, name), self.world.clock, accounts)
            for name, make in PLATFORMS.items()
            if not platforms or name in platforms
        ]
        ports = self._remembered_ports()
        self.listeners: dict[str, Listener] = {}
        found: dict[str, list[Service]] = {}
        for platform in self.platforms:
            for origin, service in platform.services().items():
                found.setdefault(origin, []).append(service)
        for origin, services in found.items():
            service = services[0] if len(services) == 1 else Shared(services)
            self.listeners[origin] = _listener(ports.get(origin, 0), origin, service, self.world)
        site = PracticeSite()
        self.listeners[SITE] = _listener(ports.get(SITE, 0), SITE, site, self.world)
        # No trouble is planned for the storage, and only a platform's calls are counted.
        store = MediaStore(data / "media-store")
        self.listeners[STORE] = _listener(ports.get(STORE, 0), STORE, store, None)
        domain = MediaDomain(store)
        self.listeners[DOMAIN] = _listener(ports.get(DOMAIN, 0), DOMAIN, domain, None)
        control = Control(self.world, self.platforms, self.listeners)
        self.control = _listener(ports.get(CONTROL, 0), CONTROL, control, None)
        ports = {origin: one.port for origin, one in self.listeners.items()}
        self._ports_file.write_text(json.dumps({**ports, CONTROL: self.control.port}))

    def ready(self) -> Object:
        return {
            "origins": {origin: one.url for origin, one in self.listeners.items()},
            "accounts": [one.to_json() for each in self.platforms for one in each.accounts()],
            "control": self.control.url,
            "page": f"{self.control.url}/",
        }

    def close(self) -> None:
        self.world.faults.clear("reset")
        for listener in (*self.listeners.values(), self.control):
            listener.down()
        for platform in self.platforms:
            platform.close()

    def _remembered_ports(self) -> dict[str, int]:
        """The ports of the last time, so that a map of origins stays true over a restart."""
        try:
            ports = json.loads(self._ports_file.read_text())
        except (OSError, ValueError):
            return {}
        return {str(name): int(port) for name, port in ports.items()}


def _folder(data: Path, name: str) -> Path:
    folder = data / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _listener(port: int, origin: str, service: Service, world: World | None) -> Listener:
    try:
        return Listener(port, origin, service, world)
    except OSError:
        return Listener(0, origin, service, world)  # somebody else has our old port
