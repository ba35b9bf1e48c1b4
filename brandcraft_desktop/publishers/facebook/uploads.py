"""Files on their way to Facebook: photos that nobody sees yet, and the bytes of videos.

Sources: page/photos (2026: `published=false`, `alt_text_custom`; `temporary` for posts that are
scheduled), Resumable Upload API (`/{app}/uploads`, `file_offset`; the handle `h` comes with the
last byte and is not told again), fbsamples/reels_publishing_apis @0fdfe28 (reels and stories:
`offset`, `file_size`; `uploading_phase.bytes_transfered` says how far it is).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import partial
from hashlib import sha256
from mimetypes import guess_extension

from brandcraft_desktop.domain.plan import PlannedMedia
from brandcraft_desktop.domain.steps import Guard, Steps
from brandcraft_desktop.errors import MediaGone
from brandcraft_desktop.publishers import given_address, graph
from brandcraft_desktop.publishers.base import AccountSession, Renditions, Session
from brandcraft_desktop.publishers.bearer import CLIENT_ID
from brandcraft_desktop.publishers.exchange import FilePart, Multipart, Request, Upload
from brandcraft_desktop.publishers.facebook import api, errors, tokens
from brandcraft_desktop.publishers.json_value import JsonObject, parse_object
from brandcraft_desktop.publishers.pieces import Piece, Receiver, Stand, Whole, upload
from brandcraft_desktop.publishers.uploading import Uploads

PHOTO = "photo "
VIDEO = "video "
_SHOWN = 16  # letters of a digest in the name of a step


def photos(
    session: Session, media: Sequence[PlannedMedia], steps: Steps, *, later: bool
) -> tuple[str, ...]:
    """The ids of photos that nobody sees yet, in their order; `later`: for a scheduled post."""
    names = [
        f"{PHOTO}{number} {_digest(planned)}{' later' if later else ''}"
        for number, planned in enumerate(media, 1)
    ]
    progress = Uploads(steps, names, "picture")
    actions = {
        name: _photo(session, planned, later, partial(progress.of, name))
        for name, planned in zip(names, media, strict=True)
    }
    kept = steps.together(actions)
    return tuple(kept[name] for name in names)


def handle(session: Session, planned: PlannedMedia, steps: Steps) -> str:
    """What a video of any size is called once its bytes are there; takes the person's own token.

    Raises `errors.SignInExpired` where that has ended (it lives for 60 days).
    """
    whole = _whole(session.renditions, planned)
    receiver = _AppUpload(session.account, whole, planned.media.name)
    return upload(f"{VIDEO}{_digest(planned)}", whole, receiver, steps)


def reel(session: Session, planned: PlannedMedia, steps: Steps, edge: str) -> str:
    """The id of a video on `edge` ("video_reels", "video_stories") whose bytes are there."""
    whole = _whole(session.renditions, planned)
    receiver = _ReelUpload(session.account, whole, edge)
    return upload(f"{VIDEO}{_digest(planned)}", whole, receiver, steps)


def part_of(file: Upload, field: str = "source") -> FilePart:
    """A file within a form."""
    return FilePart(field, f"file{guess_extension(file.mime) or ''}", file)


def _photo(
    session: Session,
    planned: PlannedMedia,
    later: bool,
    following: Callable[[int], Callable[[int, int], None]],
) -> Callable[[], str]:
    account = session.account

    def act() -> str:
        file = session.renditions.file(planned)
        fields = [("published", "false")]
        if later:
            fields.append(("temporary", "true"))
        if planned.media.alt:
            fields.append(("alt_text_custom", planned.media.alt))
        upload = Upload(file.path, file.mime, file.bytes, following(file.bytes))
        form = Multipart(tuple(fields), (part_of(upload),))
        return api.post(account, f"{account.identity.remote_id}/photos", form).identifier(
            "id", graph.ID
        )

    return act


def _whole(renditions: Renditions, planned: PlannedMedia) -> Whole:
    file = renditions.file(planned)
    return Whole(file.path, file.mime, file.bytes)


def _digest(planned: PlannedMedia) -> str:
    """Names a step: another file, recipe or description is another upload."""
    recipe = "" if planned.recipe is None else planned.recipe.digest
    said = f"{planned.media.sha256} {recipe} {planned.media.alt}"
    return sha256(said.encode()).hexdigest()[:_SHOWN]


class _AppUpload(Receiver):
    """An upload session of the app; its address is the session's id."""

    def __init__(self, account: AccountSession, whole: Whole, name: str) -> None:
        self._account, self._whole, self._name = account, whole, name

    def begin(self) -> str:
        """Open a session."""
        account = self._account
        app = account.secrets.read(CLIENT_ID)

        def open_one(token: str) -> str:
            call = Request(
                "POST",
                api.address(account, f"{app}/uploads"),
                form=(
                    ("file_name", self._name),
                    ("file_length", str(self._whole.bytes)),
                    ("file_type", self._whole.mime),
                ),
                bearer=token,
                judge=errors.judge(account.clock),
            )
            return account.http.send(call).json.text("id")

        return tokens.with_user_token(account, open_one)

    def send(self, address: str, piece: Piece, guard: Guard | None) -> Stand:
        """The rest of the file; the handle comes with it."""
        account = self._account

        def put(token: str) -> Stand:
            url = api.address(account, address)
            offset = ("file_offset", str(piece.start))
            told = _or_gone(lambda: api.send_bytes(account, url, token, piece.upload, offset))
            return Stand(piece.total, told.text("h"))

        return tokens.with_user_token(account, put)

    def stand(self, address: str) -> Stand:
        """How many bytes are there; with all of them and no handle it must begin anew."""
        account = self._account

        def ask(token: str) -> JsonObject:
            call = Request(
                "GET",
                api.address(account, address),
                headers=(("Authorization", f"OAuth {token}"),),
                judge=errors.judge(account.clock),
                secrets=(token,),
            )
            return account.http.send(call).json

        told = tokens.with_user_token(account, lambda token: _or_gone(lambda: ask(token)))
        there = told.number("file_offset") or 0
        if there >= self._whole.bytes:
            raise MediaGone(
                "Facebook's answer to the upload was lost.",
                "What it calls the file is told only once.",
                "Brandcraft uploads the file again by itself.",
            )
        return Stand(there)


class _ReelUpload(Receiver):
    """The bytes of a reel or a story; the address holds the video's id and where to put it."""

    def __init__(self, account: AccountSession, whole: Whole, edge: str) -> None:
        self._account, self._whole, self._edge = account, whole, edge

    def begin(self) -> str:
        """Make the video, which nobody sees yet."""
        account = self._account
        path = f"{account.identity.remote_id}/{self._edge}"
        told = api.post(account, path, {}, phase="start")
        video = told.identifier("video_id", graph.ID)
        url = api.address(account, video, f"{api.UPLOADS}/video-upload")
        return json.dumps({"id": video, "url": told.optional("upload_url") or url})

    def send(self, address: str, piece: Piece, guard: Guard | None) -> Stand:
        """The rest of the file."""
        account, kept = self._account, parse_object(address, _unreadable)
        sizes = (("offset", str(piece.start)), ("file_size", str(piece.total)))

        def put(token: str) -> Stand:
            url = _checked(kept.text("url"))
            told = _or_gone(lambda: api.send_bytes(account, url, token, piece.upload, *sizes))
            if not told.flag("success", default=False):
                return self.stand(address)
            return Stand(piece.total, kept.text("id"))

        return tokens.with_token(account, put)

    def stand(self, address: str) -> Stand:
        """How far it is, as the video's status tells it."""
        video = parse_object(address, _unreadable).text("id")
        told = _or_gone(lambda: api.get(self._account, video, fields="status"))
        status = told.optional_child("status")
        phase = None if status is None else status.optional_child("uploading_phase")
        if status is not None and status.optional("video_status") in ("expired", "error"):
            raise _gone()
        if phase is None:
            return Stand(0)
        if phase.optional("status") == "complete":
            return Stand(self._whole.bytes, video)
        return Stand(min(phase.number("bytes_transfered") or 0, self._whole.bytes - 1))


def _or_gone(action: Callable[[], JsonObject]) -> JsonObject:
    """What is asked of a session that is no longer there."""
    try:
        return action()
    except errors.NotThere as error:
        raise _gone(error.raw) from error


def _gone(raw: str = "") -> MediaGone:
    return MediaGone(
        "Facebook no longer has the upload of this video.",
        "It is kept for a while only.",
        "Brandcraft uploads the file again by itself.",
        raw=raw,
    )


def _checked(url: str) -> str:
    """The token goes along, so that the address must be Facebook's. Raises `errors.MediaGone`."""
    if not url.startswith(f"{api.UPLOADS}/") or not given_address.fits(url):
        raise _gone(f"upload_url {url[:100]}")
    return url


def _unreadable(why: str) -> MediaGone:
    return MediaGone(
        "What was kept of the upload can't be read.", why, "Brandcraft uploads it again by itself."
    )
