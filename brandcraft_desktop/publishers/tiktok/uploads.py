"""A video's way to TikTok: begun there, then in pieces, the last of which publishes it.

Source: developers.tiktok.com, "Media Transfer Guide" (2026-05-01): pieces of 5 to 64 MB in order,
what is left over goes with the last one; under 5 MB it goes whole. `upload_url` lasts an hour.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from brandcraft_desktop.domain.plan import Plan
from brandcraft_desktop.domain.steps import Guard, Steps
from brandcraft_desktop.errors import NotSent, OutcomeUnknown, PublishingError
from brandcraft_desktop.publishers import border, given_address
from brandcraft_desktop.publishers.base import Rendition
from brandcraft_desktop.publishers.exchange import Request
from brandcraft_desktop.publishers.json_value import JsonObject, parse_object
from brandcraft_desktop.publishers.pieces import Partly, Piece, Stand, Whole
from brandcraft_desktop.publishers.tiktok import bodies, creator
from brandcraft_desktop.publishers.tiktok.api import Api
from brandcraft_desktop.publishers.tiktok.errors import judge_upload
from brandcraft_desktop.publishers.tiktok.hosts import UPLOADS
from brandcraft_desktop.publishers.tiktok.meanings import UPLOAD_GONE
from brandcraft_desktop.publishers.tiktok.standing import OVER, standing

CHUNK = 64_000_000  # whether TikTok means MB or MiB is not told: this is right either way
_SECONDS = 120.0
_ALL, _MORE = 201, 206


def whole_of(file: Rendition) -> Whole:
    """The file as it goes out: whole up to 64 MB, beyond that in two pieces at least."""
    return Whole(file.path, file.mime, file.bytes, piece_size(file.bytes), rest_joins=True)


def piece_size(size: int) -> int | None:
    """How large the pieces of a file are; None: it goes whole.

    One piece and its rest would be a single one of more than 64 MB, which TikTok does not take.
    """
    if size <= CHUNK:
        return None
    return CHUNK if size >= 2 * CHUNK else CHUNK // 2


@dataclass(frozen=True)
class VideoReceiver:
    """TikTok's side of one upload; see `pieces.Receiver`.

    `name` is the upload's: where each piece begins is kept under its session before it goes.
    """

    api: Api
    plan: Plan
    whole: Whole
    steps: Steps = field(repr=False)
    name: str

    def begin(self) -> str:
        """Ask what the account may choose, then where the bytes go."""
        direct = bodies.is_direct(self.plan)
        if direct:
            creator.check(creator.asked(self.api), self.plan)
        path = "/post/publish/video/init/" if direct else "/post/publish/inbox/video/init/"
        data = self.api.post(path, bodies.video_post(self.plan, self.whole))
        return json.dumps(
            {
                "publish_id": data.text("publish_id"),
                "url": given_address.checked(
                    data.text("upload_url"), "TikTok", UPLOADS, thing="the video"
                ),
            }
        )

    def send(self, address: str, piece: Piece, guard: Guard | None) -> Stand | None:
        """One piece; no token goes with it."""
        begun = _read(address)
        publish_id = begun.text("publish_id")
        self.steps.once(self._step(piece.number), lambda: str(piece.start))
        request = _put(begun.text("url"), piece)
        http = self.api.http
        try:
            answer = http.send(request) if guard is None else http.commit(request, guard)
        except OutcomeUnknown:
            raise
        except Partly as there:
            if there.next < piece.end:
                self.steps.forget(self._step(piece.number))
                raise
            return self._took(piece, publish_id)  # before: that answer was lost
        except PublishingError:
            self.steps.forget(self._step(piece.number))
            raise
        if answer.status == _ALL or (answer.status == _MORE and not piece.last):
            return self._took(piece, publish_id)
        raw = request.describe(str(answer.status))
        why = f"it says {answer.status}"
        raise border.garbage(request.host, why, raw, commit=guard is not None)

    def stand(self, address: str) -> Stand:
        """How far it is; what TikTok is done with, for good or ill, has all of its bytes.

        Raises `errors.MediaGone` where nobody can tell.
        """
        publish_id = _read(address).text("publish_id")
        told = standing(self.api, publish_id)
        total, size = self.whole.bytes, self.whole.size or self.whole.bytes
        if told.state in OVER or (told.uploaded is not None and told.uploaded >= total):
            return Stand(total, publish_id)
        if told.uploaded is not None:
            return Stand(min(told.uploaded // size, self.whole.count - 1) * size)
        return Stand(self._next_kept())

    def _took(self, piece: Piece, publish_id: str) -> Stand:
        if piece.last:
            return Stand(piece.end, publish_id)
        self.steps.once(self._taken(piece.number), lambda: str(piece.end))
        return Stand(piece.end)

    def _next_kept(self) -> int:
        """The byte that goes next, where TikTok does not tell how far it is.

        Raises `errors.MediaGone` where the last piece may have gone out: it never goes there again.
        """
        at = 0
        for number in range(self.whole.count):
            end = self.steps.result(self._taken(number))
            if end is None:
                break
            at = int(end)
        if self.steps.result(self._step(self.whole.count - 1)) is not None:
            raise UPLOAD_GONE.make("", "uploaded_bytes is not told")
        return at

    def _step(self, number: int) -> str:
        return f"{self.name} session piece {number}"

    def _taken(self, number: int) -> str:
        return f"{self.name} session taken {number}"


def _put(url: str, piece: Piece) -> Request:
    return Request(
        "PUT",
        url,
        upload=piece.upload,
        headers=(("Content-Range", piece.content_range),),
        judge=judge_upload,
        secrets=(url, urlsplit(url).query),
        seconds=_SECONDS,
        reads_json=False,
    )


def _read(address: str) -> JsonObject:
    return parse_object(address, _unreadable)


def _unreadable(why: str) -> PublishingError:
    return NotSent("What was kept of the video's upload can't be read.", why)
