"""Bluesky as one platform of the practice world."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from brandcraft_desktop.practice.exchange import Answer, Request, Service, json_answer
from brandcraft_desktop.practice.platform import Arrived, PracticeAccount, Shown
from brandcraft_desktop.practice.platforms.bluesky import settings as hosts
from brandcraft_desktop.practice.platforms.bluesky.accounts import did_document, ensure_accounts
from brandcraft_desktop.practice.platforms.bluesky.appview import appview_methods
from brandcraft_desktop.practice.platforms.bluesky.blobs import BLOB_METHODS
from brandcraft_desktop.practice.platforms.bluesky.repository import REPOSITORY_METHODS
from brandcraft_desktop.practice.platforms.bluesky.sessions import (
    RESOLVE_HANDLE,
    SERVICE_AUTH,
    SESSION_METHODS,
)
from brandcraft_desktop.practice.platforms.bluesky.state import State
from brandcraft_desktop.practice.platforms.bluesky.steering import steer
from brandcraft_desktop.practice.platforms.bluesky.store import Store
from brandcraft_desktop.practice.platforms.bluesky.timeline import arrived, threads
from brandcraft_desktop.practice.platforms.bluesky.video import VIDEO_METHODS
from brandcraft_desktop.practice.platforms.bluesky.web import PictureServer, WebApp
from brandcraft_desktop.practice.platforms.bluesky.xrpc import XrpcService
from brandcraft_desktop.practice.times import PracticeClock

_SHOWN = 200  # threads on the page: enough to scroll, quick to make


class Bluesky:
    """Its hosts, each behind an origin of its own, over one store."""

    name = "bluesky"

    def __init__(self, folder: Path, clock: PracticeClock, accounts: int) -> None:
        self.state = State(Store(folder), clock)
        ensure_accounts(self.state.store, accounts, clock.stamp())

    def services(self) -> Mapping[str, Service]:
        state = self.state
        personal = (
            *SESSION_METHODS,
            SERVICE_AUTH,
            *REPOSITORY_METHODS,
            *BLOB_METHODS,
            *appview_methods("access"),
        )
        public = (*appview_methods(""), RESOLVE_HANDLE)
        return {
            hosts.ENTRYWAY: XrpcService(state, SESSION_METHODS, self._entryway_page),
            hosts.PDS: XrpcService(state, personal, self._pds_page),
            hosts.PLC: XrpcService(state, (), self._directory_page),
            hosts.APPVIEW: XrpcService(state, public),
            hosts.VIDEO: XrpcService(state, VIDEO_METHODS),
            hosts.CDN: PictureServer(state),
            hosts.WEB: WebApp(state),
        }

    def accounts(self) -> Sequence[PracticeAccount]:
        return [
            PracticeAccount(
                "bluesky",
                one.handle,
                one.password,
                one.app_password,
                one.did,
                {"identifier": one.handle, "app_password": one.app_password},
            )
            for one in self.state.store.accounts()
        ]

    def timeline(self) -> Sequence[Shown]:
        found = threads(self.state, "/_practice/bluesky/blob?cid=", _SHOWN)
        return [Shown(thread.at, thread.html) for thread in found]

    def arrived(self) -> Sequence[Arrived]:
        return arrived(self.state)

    def control(self, request: Request, action: str) -> Answer | None:
        return steer(self.state, request, action)

    def forget(self) -> None:
        self.state.store.forget()
        self.state.limits.clear()

    def close(self) -> None:
        self.state.store.database.close()

    def _entryway_page(self, request: Request) -> Answer | None:
        return _host_document(request, hosts.ENTRYWAY_DID, hosts.ENTRYWAY)

    def _pds_page(self, request: Request) -> Answer | None:
        return _host_document(request, hosts.PDS_DID, hosts.PDS)

    def _directory_page(self, request: Request) -> Answer | None:
        did = request.path.removeprefix("/")
        if request.method != "GET" or not did.startswith("did:"):
            return None
        account = self.state.store.account(did)
        if account is None:
            return json_answer({"message": f"DID not registered: {did}"}, 404)
        headers = {"Content-Type": "application/did+ld+json; charset=utf-8"}
        return json_answer(did_document(account), 200, headers)


def _host_document(request: Request, did: str, origin: str) -> Answer | None:
    if request.method != "GET" or request.path != "/.well-known/did.json":
        return None
    service: dict[str, str] = {
        "id": "#atproto_pds",
        "type": "AtprotoPersonalDataServer",
        "serviceEndpoint": origin,
    }
    return json_answer(
        {"@context": ["https://www.w3.org/ns/did/v1"], "id": did, "service": [{**service}]}
    )
