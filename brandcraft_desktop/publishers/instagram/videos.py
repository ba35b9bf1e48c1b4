"""A video on its way to Instagram: its bytes where they are taken, else fetched from an address.

Source: Instagram Platform, "Resumable uploads" (v25.0): a container made with
`upload_type=resumable` takes bytes at rupload.facebook.com from any offset, and tells in
`video_status` how many it has. The page says "only for apps with Facebook Login for Business", the
parameter list of the other host has it as well (IGUserForIGOnlyAPI, 2026-04): so it is tried, and a
refusal leads to the address.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from brandcraft_desktop.domain.plan import PlannedMedia
from brandcraft_desktop.domain.steps import Guard, Steps
from brandcraft_desktop.errors import (
    ContentRefused,
    ErrorKind,
    MediaGone,
    NotSent,
    OwnerNeeded,
    PublishingError,
)
from brandcraft_desktop.publishers import given_address, graph, pieces
from brandcraft_desktop.publishers.base import Session
from brandcraft_desktop.publishers.exchange import Failure, Judge, Request
from brandcraft_desktop.publishers.graph import version_of
from brandcraft_desktop.publishers.instagram import errors, tokens
from brandcraft_desktop.publishers.instagram.api import BUCKET, Api
from brandcraft_desktop.publishers.instagram.doors import UPLOADS, VERSION
from brandcraft_desktop.publishers.instagram.kept import Container
from brandcraft_desktop.publishers.json_value import JsonObject
from brandcraft_desktop.publishers.pieces import Piece, Stand, Whole

_SECONDS = 120.0
_BYTES = {"upload_type": "resumable"}
_REFUSALS = frozenset({3, 10, 100, *range(200, 300)})


class BytesRefused(ContentRefused):
    """Instagram does not let this app send bytes."""


def handed_over(
    api: Api,
    session: Session,
    steps: Steps,
    name: str,
    planned: PlannedMedia,
    form: Mapping[str, str],
    cover: PlannedMedia | None,
) -> Container:
    """The container of a video that Instagram has, or fetches by itself.

    Raises `errors.PublishingError`, `errors.OwnerNeeded` where an address is needed and no media
    storage is set up.
    """

    def dressed() -> Mapping[str, str]:
        return form if cover is None else {**form, "cover_url": session.staging.address(cover)}

    def begin() -> str:
        try:
            answer = api.post(f"{api.me}/media", {**dressed(), **_BYTES}, _bytes_judge(api))
        except BytesRefused as error:
            return _by_address(api, session, planned, dressed(), error)
        return Container.of(answer, session.clock, _address(api, answer))

    first = steps.once(f"{name} begun", begin)
    if not Container.parse(first).uri:
        return Container.parse(first)
    file = session.renditions.file(planned)
    whole = Whole(file.path, file.mime, file.bytes)
    receiver = _Receiver(api, file.bytes, first)
    return Container.parse(pieces.upload(f"{name} bytes", whole, receiver, steps))


@dataclass(frozen=True)
class _Receiver:
    """The platform's side of one upload; its "address" is the kept container.

    A container that went away takes its post's other containers with it: all begins anew.
    """

    api: Api
    total: int
    first: str = field(repr=False)

    def begin(self) -> str:
        """The container that was made for it."""
        return self.first

    def send(self, address: str, piece: Piece, guard: Guard | None) -> Stand | None:
        """Send all that is missing."""
        container = Container.parse(address)

        def send(token: str) -> None:
            headers = (
                ("Authorization", f"OAuth {token}"),
                ("offset", str(piece.start)),
                ("file_size", str(piece.total)),
            )
            self.api.account.http.send(
                Request(
                    "POST",
                    container.uri,
                    upload=piece.upload,
                    headers=headers,
                    bucket=BUCKET,
                    judge=_upload_judge(self.api),
                    secrets=(token,),
                    seconds=_SECONDS,
                )
            )

        tokens.with_token(self.api.account, send)
        return Stand(self.total, address)

    def stand(self, address: str) -> Stand:
        """How many bytes Instagram has."""
        container = Container.parse(address)
        told = self.api.get(f"/{container.id}", fields="id,status_code,video_status")
        code = told.text("status_code")
        if code == "EXPIRED":
            raise MediaGone("Instagram no longer has the video.", "", "It is sent anew.")
        status = told.optional_child("video_status")
        phase = None if status is None else status.optional_child("uploading_phase")
        there = 0 if phase is None else phase.number("bytes_transferred") or 0
        done = phase is not None and phase.optional("status") == "complete"
        if code != "IN_PROGRESS" or done or there >= self.total:
            return Stand(self.total, address)
        return Stand(there)


def _by_address(
    api: Api,
    session: Session,
    planned: PlannedMedia,
    form: Mapping[str, str],
    refused: BytesRefused,
) -> str:
    try:
        address = session.staging.address(planned)
    except OwnerNeeded as error:
        raise OwnerNeeded(
            "Instagram takes no video files from your app.",
            refused.cause or error.title,
            "Set up a bucket under Settings, Media storage: Instagram then fetches the video.",
            raw=refused.raw,
        ) from error
    return Container.of(api.post(f"{api.me}/media", {**form, "video_url": address}), session.clock)


def _address(api: Api, told: JsonObject) -> str:
    """Where the bytes go. The token goes along, so no other host is believed."""
    uri = told.optional("uri")
    if uri.startswith(f"{UPLOADS}/") and given_address.fits(uri):
        return uri
    version = version_of(api.account.settings, VERSION)
    return f"{UPLOADS}/ig-api-upload/{version}/{told.text('id')}"


def _bytes_judge(api: Api) -> Judge:
    """Refusals that may mean no more than that bytes are not taken."""
    usual = errors.judge(api.account.clock)

    def judged(failure: Failure) -> PublishingError | None:
        told = graph.told_by(failure)
        known = told is not None and told.subcode in errors.SUBCODES
        if told is None or known or told.transient or told.code not in _REFUSALS:
            return usual(failure)
        return BytesRefused("", graph.sentence(told.words), raw=failure.raw)

    return judged


def _upload_judge(api: Api) -> Judge:
    """What the host for bytes says: `{"debug_info": {"retriable", "type", "message"}}`."""
    usual = errors.judge(api.account.clock)

    def judged(failure: Failure) -> PublishingError | None:
        info = failure.json.optional_child("debug_info") if failure.json is not None else None
        if info is None:
            if failure.status in (404, 410):
                return MediaGone("Instagram no longer has the video.", raw=failure.raw)
            return usual(failure)
        cause = graph.sentence(info.optional("message"))
        if info.flag("retriable", default=failure.status >= 500):
            again = "Brandcraft tries again by itself."
            return NotSent("Instagram did not get all of the video.", cause, again, raw=failure.raw)
        return ContentRefused(
            "Instagram could not take the video.",
            cause,
            "Save it anew as an MP4 video (H.264 and AAC) and try again.",
            kind=ErrorKind.MEDIA_PROCESSING,
            raw=failure.raw,
        )

    return judged
