"""A person's other program: it writes to a Bluesky PDS itself, past everything of ours."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

import httpx
from PIL import Image

from brandcraft_desktop.publishers.bluesky.tid import tid
from tests.real.bluesky_server import Pds, PdsAccount
from tests.real.bluesky_store import POSTS, Json

AT_ONCE = 200  # writes that the server takes in one call
REPOSTS = "app.bsky.feed.repost"


@dataclass(frozen=True)
class Ref:
    """A record that is out."""

    uri: str
    cid: str

    @property
    def rkey(self) -> str:
        """Its name in the repository."""
        return self.uri.rpartition("/")[2]

    @property
    def strong(self) -> dict[str, Json]:
        """As other records name it."""
        return {"uri": self.uri, "cid": self.cid}


class OtherProgram:
    """Signed in with the account's own password."""

    def __init__(self, client: httpx.Client, did: str) -> None:
        self._client, self.did = client, did

    def post(
        self,
        text: str,
        at: datetime,
        *,
        embed: dict[str, Json] | None = None,
        reply: tuple[Ref, Ref] | None = None,
    ) -> Ref:
        """Publish a message that says it is from `at`; `reply`: the root and what it answers."""
        record = _record(text, at)
        if embed is not None:
            record["embed"] = embed
        if reply is not None:
            record["reply"] = {"root": reply[0].strong, "parent": reply[1].strong}
        return self._create(POSTS, record)

    def picture(self, text: str, at: datetime, alt: str) -> Ref:
        """Publish a picture with words, or without."""
        drawn = io.BytesIO()
        Image.linear_gradient("L").convert("RGB").save(drawn, "PNG")
        sent = self._client.post(
            "com.atproto.repo.uploadBlob",
            content=drawn.getvalue(),
            headers={"Content-Type": "image/png"},
        )
        blob = sent.raise_for_status().json()["blob"]
        return self.post(
            text,
            at,
            embed={"$type": "app.bsky.embed.images", "images": [{"image": blob, "alt": alt}]},
        )

    def repost(self, what: Ref, at: datetime) -> Ref:
        """Show somebody's post to one's own followers."""
        record: dict[str, Json] = {
            "$type": REPOSTS,
            "subject": what.strong,
            "createdAt": at.isoformat(),
        }
        return self._create(REPOSTS, record)

    def edit(self, what: Ref, text: str, at: datetime) -> None:
        """Put other words in the place of a message."""
        self._call(
            "com.atproto.repo.putRecord",
            {"collection": POSTS, "rkey": what.rkey, "record": _record(text, at)},
        )

    def delete(self, what: Ref) -> None:
        """Take a message back."""
        self._call("com.atproto.repo.deleteRecord", {"collection": POSTS, "rkey": what.rkey})

    def many(self, texts: Sequence[tuple[str, datetime]], *, moved: bool = False) -> None:
        """Publish many, the first one first, each under the key of its moment.

        `moved`: all under keys of the present, as who brings the posts of another place.
        """
        for start in range(0, len(texts), AT_ONCE):
            writes: list[Json] = [
                {
                    "$type": "com.atproto.repo.applyWrites#create",
                    "collection": POSTS,
                    "value": _record(text, at),
                    **({} if moved else {"rkey": tid(int(at.timestamp() * 1_000_000), 7)}),
                }
                for text, at in texts[start : start + AT_ONCE]
            ]
            self._call("com.atproto.repo.applyWrites", {"writes": writes})

    def _create(self, collection: str, record: dict[str, Json]) -> Ref:
        made = self._call(
            "com.atproto.repo.createRecord", {"collection": collection, "record": record}
        ).json()
        return Ref(made["uri"], made["cid"])

    def _call(self, method: str, body: dict[str, Json]) -> httpx.Response:
        return self._client.post(method, json={"repo": self.did, **body}).raise_for_status()


def _record(text: str, at: datetime) -> dict[str, Json]:
    return {"$type": POSTS, "text": text, "createdAt": at.isoformat()}


@contextmanager
def other_program(pds: Pds, account: PdsAccount | Pds) -> Iterator[OtherProgram]:
    """Signed in until the block ends."""
    with httpx.Client(base_url=f"{pds.url}/xrpc/", timeout=30) as client:
        wanted = {"identifier": account.handle, "password": account.password}
        session = client.post("com.atproto.server.createSession", json=wanted)
        token = session.raise_for_status().json()["accessJwt"]
        client.headers["Authorization"] = f"Bearer {token}"
        yield OtherProgram(client, account.did)
