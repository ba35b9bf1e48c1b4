"""A video's way to YouTube: one session, pieces in order, a question wherever the line broke.

Source: developers.google.com, "Resumable uploads", and googleapiclient/http.py 2.202.0. Pieces are
multiples of 256 KiB but for the last, with which the video is there. The session's address carries
an authority of its own and is kept in a step alone; for how long it is good is not documented.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from brandcraft_desktop.domain.steps import Guard
from brandcraft_desktop.errors import NotSent, PublishingError
from brandcraft_desktop.publishers import given_address
from brandcraft_desktop.publishers.base import Rendition
from brandcraft_desktop.publishers.exchange import Answer, Request, Upload
from brandcraft_desktop.publishers.json_value import JsonObject
from brandcraft_desktop.publishers.pieces import Partly, Piece, Stand
from brandcraft_desktop.publishers.youtube import quota
from brandcraft_desktop.publishers.youtube.api import UPLOADS, Api
from brandcraft_desktop.publishers.youtube.errors import judged_at, judged_session
from brandcraft_desktop.publishers.youtube.metadata import Insert
from brandcraft_desktop.publishers.youtube.videos import ID

PIECE = 32 * 256 * 1024  # bytes
ANSWER_SECONDS = 120.0
_GOOGLE = "googleapis.com"


@dataclass(frozen=True)
class VideoReceiver:
    """YouTube's side of one upload; see `pieces.Receiver`.

    `said` is asked for when a session begins: what is said of a video may depend on the moment.
    """

    api: Api
    file: Rendition
    said: Callable[[], Insert]

    def begin(self) -> str:
        """Open a session; without one nothing exists."""
        api, said = self.api, self.said()
        api.quota.spend(quota.UPLOADS, 1, api.clock.now())
        judge = judged_at(api.clock.now())
        headers = (
            ("Content-Type", "application/json; charset=UTF-8"),
            ("X-Upload-Content-Type", self.file.mime),
            ("X-Upload-Content-Length", str(self.file.bytes)),
        )

        def send(token: str) -> Answer:
            return api.http.send(
                Request(
                    "POST",
                    f"{UPLOADS}/videos",
                    query=said.query,
                    bearer=token,
                    json=said.body,
                    headers=headers,
                    judge=judge,
                    reads_json=False,
                )
            )

        return _checked(api.run(send).headers)

    def send(self, address: str, piece: Piece, guard: Guard | None) -> Stand:
        """Send one piece; the last one makes the video."""
        answer = self._put(address, piece.upload, piece.content_range, guard)
        return self._there(answer.json)

    def stand(self, address: str) -> Stand:
        """Ask how far it is."""
        nothing = Upload(b"", self.file.mime, 0)
        try:
            answer = self._put(address, nothing, f"bytes */{self.file.bytes}", None)
        except Partly as partly:
            return Stand(partly.next)
        return self._there(answer.json)

    def _there(self, told: JsonObject) -> Stand:
        return Stand(self.file.bytes, told.identifier("id", ID))

    def _put(self, address: str, upload: Upload, content_range: str, guard: Guard | None) -> Answer:
        api = self.api
        judge = judged_session(api.clock.now())

        def send(token: str) -> Answer:
            call = Request(
                "PUT",
                address,
                bearer=token,
                upload=upload,
                headers=(("Content-Range", content_range),),
                judge=judge,
                secrets=_secrets(address),
                seconds=ANSWER_SECONDS,
            )
            return api.http.send(call) if guard is None else api.http.commit(call, guard)

        return api.run(send)


def _checked(headers: Mapping[str, str]) -> str:
    """The address of a session. Raises `errors.NotSent` for one that is not Google's own.

    It gets the access token with each piece, as Google's own examples have it.
    """
    address = headers.get("location", "")
    if given_address.fits(address, _GOOGLE):
        return address
    raise _strange()


def _secrets(address: str) -> tuple[str, ...]:
    """What lets anybody send to the session, as it is written there and as it is read."""
    query = urlsplit(address).query
    written = (one.partition("=") for one in query.split("&"))
    found = {value for name, _, value in written if name == "upload_id"}
    return (*found, *parse_qs(query).get("upload_id", ()))


def _strange() -> PublishingError:
    return NotSent(
        "YouTube gave a strange answer.",
        "It did not say where the video shall go.",
        "Try again in a moment.",
    )
