"""Files on their way to LinkedIn: pictures and the document, each one durably.

Sources: Images, Documents and MultiImage API (learn.microsoft.com, li-lms-2026-05, by excerpts): an
address is asked for in the author's name, the whole file goes there with the token, and the file is
known by a URN from then on. Only pages may ask how far a file is: a member's token gets 403.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import NoReturn

from brandcraft_desktop.domain.plan import PlannedMedia
from brandcraft_desktop.domain.steps import Steps
from brandcraft_desktop.errors import ContentRefused, ErrorKind, NotSent, PermissionMissing
from brandcraft_desktop.publishers import given_address
from brandcraft_desktop.publishers.base import AccountSession, Rendition, Renditions
from brandcraft_desktop.publishers.bearer import ACCESS
from brandcraft_desktop.publishers.exchange import Upload
from brandcraft_desktop.publishers.json_value import JsonObject
from brandcraft_desktop.publishers.linkedin import pdf, rest
from brandcraft_desktop.publishers.linkedin.errors import StillProcessing
from brandcraft_desktop.publishers.uploading import Uploads

PREFIX = "upload "
SETTLED = "upload settled"
EARLY = "upload early"
POLL_SECONDS = 3.0
EARLY_TRIES = 5  # posts that came too early, before that counts as a failed try
GROWTH = 1.2  # of the pause between two looks, up to the longest; all of them take an hour
LONGEST_PAUSE = 60.0
MOST_POLLS = 72
SETTLE_SECONDS = 4.0  # what third parties wait before a picture may be used
_SHOWN = 16  # letters of a file's hash in the name of its step
_THING = {"images": "image", "documents": "document", "videos": "video"}
_WORD = {**_THING, "images": "picture"}
_HOME = "linkedin.com"


def pictures(
    account: AccountSession, renditions: Renditions, media: Sequence[PlannedMedia], steps: Steps
) -> tuple[str, ...]:
    """The URNs of all pictures of a post, in their order; waits until they can be used."""
    names = [step_name(one) for one in media]
    progress = Uploads(steps, list(dict.fromkeys(names)), "picture")
    actions: dict[str, Callable[[], str]] = {
        name: _sending(account, renditions, one, progress)
        for name, one in zip(names, media, strict=True)
    }
    results = steps.together(actions)
    urns = tuple(results[name] for name in names)
    wait_until_ready(account, "images", urns, steps)
    return urns


def document(
    account: AccountSession,
    renditions: Renditions,
    media: Sequence[PlannedMedia],
    title: str,
    steps: Steps,
) -> str:
    """The URN of one document with a page for each picture; waits until it can be used."""

    def act() -> str:
        pages = [pdf.Page(_read(renditions.file(one)), one.media.alt) for one in media]
        content = pdf.document(title, pages)

        def follow(sent: int, total: int) -> None:
            steps.progress(sent, total, "Uploading the document")

        file = Upload(content, "application/pdf", len(content), follow)
        return send_whole(account, "documents", file)

    urn = steps.once(f"{PREFIX}document", act)
    wait_until_ready(account, "documents", (urn,), steps)
    return urn


def _read(file: Rendition) -> bytes:
    try:
        return file.path.read_bytes()
    except OSError as error:
        raise ContentRefused(
            "A file of this post can't be read.",
            f"The computer says: {error.strerror or 'unreadable'}.",
            "Add the file again.",
        ) from error


def send_whole(account: AccountSession, kind: str, file: Upload) -> str:
    """Send a file in one piece as one of `kind` ("images", "documents"); gives its URN."""
    asked = {"initializeUploadRequest": {"owner": account.identity.remote_id}}
    given = rest.action(account, kind, "initializeUpload", asked).json.child("value")
    url = checked(given.text("uploadUrl"))
    token = account.secrets.read(ACCESS)
    answer = account.http.send(rest.put_file(url, file, token))
    if answer.status != 201 and answer.body.strip():
        raise NotSent("LinkedIn gave a strange answer to a file.", "", "Try again in a moment.")
    return given.text(_THING[kind])


def step_name(planned: PlannedMedia) -> str:
    """The step that uploads a file; the same file made to another recipe is another upload."""
    recipe = "" if planned.recipe is None else f" {planned.recipe.digest}"
    return f"{PREFIX}{planned.media.sha256[:_SHOWN]}{recipe}"


def checked(url: str) -> str:
    """An address that LinkedIn gave for a file, which must be LinkedIn's own.

    A token goes with the file: no answer may lead it elsewhere. Raises `errors.NotSent`.
    """
    return given_address.checked(url, "LinkedIn", _HOME)


def wait_until_ready(account: AccountSession, kind: str, urns: Sequence[str], steps: Steps) -> None:
    """Go on when LinkedIn can use the files; gives the lane back meanwhile (`steps.wait`).

    Where nobody may ask, some seconds are waited once: a post that comes too early is refused with
    a name of its own and tried again.
    """
    if _may_ask(account, kind):
        with suppress(PermissionMissing):
            for urn in urns:
                steps.once(f"{PREFIX}ready {urn}", partial(_ready, account, kind, urn, steps))
            return
    settle(steps, f"LinkedIn is processing the {_WORD[kind]}.")


def wait_after(early: StillProcessing, steps: Steps) -> NoReturn:
    """A post came before LinkedIn was done with its files: wait a few times, then raise `early`."""
    for number in range(1, EARLY_TRIES + 1):
        _wait_once(steps, f"{EARLY} {number}", SETTLE_SECONDS, early.title)
    raise early


def settle(steps: Steps, reason: str) -> None:
    """Wait a few seconds, once."""
    _wait_once(steps, SETTLED, SETTLE_SECONDS, reason)


def keep_polling(steps: Steps, reason: str) -> NoReturn:
    """Give the lane back, each time for longer; after an hour of that, give up.

    Counted are the looks and not the time: a night without the machine proves nothing. Raises
    `errors.ContentRefused`.
    """
    for number in range(1, MOST_POLLS + 1):
        pause = min(POLL_SECONDS * GROWTH**number, LONGEST_PAUSE)
        _wait_once(steps, f"{PREFIX}poll {number}", pause, reason)
    raise ContentRefused(
        "LinkedIn does not get done with a file of this post.",
        "It has been processing it for more than an hour.",
        "Try again later, or save the file anew and add it again.",
        kind=ErrorKind.MEDIA_PROCESSING,
    )


def _wait_once(steps: Steps, name: str, seconds: float, reason: str) -> None:
    """Wait; does nothing when it was waited under this name before.

    The step is kept before the lane is given back: whoever comes next goes on.
    """
    first: list[bool] = []

    def begin() -> str:
        first.append(True)
        return "waited"

    steps.once(name, begin)
    if first:
        steps.wait(seconds, reason)


def _may_ask(account: AccountSession, kind: str) -> bool:
    """A video's state is told to everybody (seen in Postiz, linkedin.provider.ts @74b01ad)."""
    return kind == "videos" or account.identity.remote_id.startswith("urn:li:organization:")


def _ready(account: AccountSession, kind: str, urn: str, steps: Steps) -> str:
    """The state of a file that can be used; never returns before (it waits)."""
    state = rest.get(account, f"{kind}/{rest.encoded(urn)}").json
    status = state.text("status")
    if status == "PROCESSING_FAILED":
        raise ContentRefused(
            "LinkedIn could not process a file of this post.",
            _why(state),
            "Save it anew (JPEG, or MP4 with H.264 and AAC) and try again.",
            kind=ErrorKind.MEDIA_PROCESSING,
        )
    if status != "AVAILABLE":
        keep_polling(steps, f"LinkedIn is processing the {_WORD[kind]}.")
    return status


def _why(state: JsonObject) -> str:
    reason = state.words("processingFailureReason")
    return f"LinkedIn says: {reason[:200].rstrip('.')}." if reason else ""


def _sending(
    account: AccountSession, renditions: Renditions, planned: PlannedMedia, progress: Uploads
) -> Callable[[], str]:
    def act() -> str:
        file = renditions.file(planned)
        follow = progress.of(planned.media.media_id, file.bytes)
        return send_whole(account, "images", Upload(file.path, file.mime, file.bytes, follow))

    return act
