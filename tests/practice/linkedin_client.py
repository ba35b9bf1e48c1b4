"""Calls the practice LinkedIn as a client of the real one would."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx

from brandcraft_desktop.practice.process import PracticeServer
from tests.practice.pictures import PNG

API = "https://api.linkedin.com"
WEB = "https://www.linkedin.com"
HEADERS = {"LinkedIn-Version": "202609", "X-Restli-Protocol-Version": "2.0.0"}
ALL = (
    "openid profile w_member_social w_organization_social r_organization_social "
    "rw_organization_admin"
)
COMPANY = "urn:li:organization:5100001"
PDF = b"%PDF-1.7\n1 0 obj\n<</Type/Page>>\nendobj\n"


@dataclass
class Client:
    """Calls the practice world as a client of the real one would."""

    server: PracticeServer
    http: httpx.Client
    me: str
    token: str

    def send(
        self,
        method: str,
        path: str,
        body: object = None,
        *,
        origin: str = API,
        headers: Mapping[str, str | None] | None = None,
        content: bytes | None = None,
    ) -> httpx.Response:
        usual: dict[str, str | None] = {**HEADERS, "Authorization": f"Bearer {self.token}"}
        sent = {name: value for name, value in {**usual, **(headers or {})}.items() if value}
        url = self.server.origins[origin] + path
        return self.http.request(method, url, json=body, headers=sent, content=content)

    def post(self, **fields: object) -> httpx.Response:
        return self.send("POST", "/rest/posts", body(self.me, **fields))

    def begin(self, kind: str, **more: object) -> Any:
        asked = {"initializeUploadRequest": {"owner": self.me, **more}}
        answer = self.send("POST", f"/rest/{kind}?action=initializeUpload", asked)
        assert answer.status_code == 200, answer.text
        return answer.json()["value"]

    def put(self, url: str, content: bytes, **headers: str | None) -> httpx.Response:
        path = url.removeprefix(WEB)
        return self.send("PUT", path, origin=WEB, headers=headers, content=content)

    def image(self) -> str:
        given = self.begin("images")
        assert self.put(given["uploadUrl"], PNG).status_code == 201
        return str(given["image"])


def body(author: str, /, **fields: object) -> dict[str, object]:
    """A post that is fine, with some fields put over it; a field set to `...` is left out."""
    plain_post = {
        "author": author,
        "commentary": "hello",
        "visibility": "PUBLIC",
        "distribution": {
            "feedDistribution": "MAIN_FEED",
            "targetEntities": [],
            "thirdPartyDistributionChannels": [],
        },
        "lifecycleState": "PUBLISHED",
        "isReshareDisabledByAuthor": False,
    }
    return {key: value for key, value in {**plain_post, **fields}.items() if value is not ...}


@contextmanager
def signed_in(server: PracticeServer) -> Iterator[Client]:
    """The first member with every scope, where nothing was posted yet."""
    server.tell("forget")
    usual = {"daily_limit": 0, "image_polls": 0, "video_polls": 1, "processing_fails": False}
    server.tell("linkedin/settings", **usual, part_bytes=4_194_304, oldest_version="202509")
    with httpx.Client(trust_env=False, timeout=10) as http:
        me = f"urn:li:person:{server.accounts[0].did}"
        token: Any = server.tell("linkedin/token", scopes=ALL)
        yield Client(server, http, me, token["access_token"])
    assert server.ask("linkedin/failures") == {"failures": []}
