"""The test of a bucket: named steps from reaching it to what a platform's crawler would see."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from brandcraft_desktop.domain.health import Check
from brandcraft_desktop.domain.media_store import (
    KEPT_DAYS,
    Addressing,
    BucketSettings,
    is_secure,
    tidied,
)
from brandcraft_desktop.errors import BrandcraftError, NotSent, OwnerNeeded, RateLimited
from brandcraft_desktop.models.ids import new_id
from brandcraft_desktop.publishers import pull_probe
from brandcraft_desktop.publishers.pull_probe import Robots
from brandcraft_desktop.services import bucket as buckets

if TYPE_CHECKING:
    from brandcraft_desktop.media.bucket import Bucket
    from brandcraft_desktop.services.workspace import Workspace

TITLES = {
    "reach": "Reaching it",
    "sign_in": "Signing in",
    "write": "Writing",
    "read": "Fetching",
    "content_type": "Type",
    "delete": "Deleting",
    "lifecycle": "Deleting by itself",
    "robots": "Crawlers",
}
"""The steps by name, in their order, as a person reads them; behind a failure some are left out."""

CRAWLER = "facebookexternalhit/1.1"  # who fetches most: the name of Meta's crawler
_MIME = "image/png"
_DOT = bytes.fromhex(  # a picture of one pixel
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a4944415478da63f80f00010101001cb08c990000000049454e44ae426082"
)
_LASTING = timedelta(minutes=10)


def examine(
    workspace: Workspace, given: BucketSettings | None = None, secret: str = ""
) -> tuple[Check, ...]:
    """Try everything that publishing will need; each step says how it went and what to do.

    `given` None tests what is kept; else these settings, which are not kept, with `secret` or the
    kept one. Leaves nothing behind but the rule and robots.txt, where the settings ask for them.
    Raises `errors.OwnerNeeded` where no bucket is set up, `BadInput`, `VaultLocked`.
    """
    if given is None:
        found = list(_steps(workspace, buckets.opened(workspace)))
        return tuple(found)
    made = tidied(given)
    opened = buckets.connect(workspace, made, secret.strip() or buckets.secret_for(workspace, made))
    try:
        return tuple(_steps(workspace, opened))
    finally:
        opened.close()


def verdict(found: tuple[Check, ...]) -> str:
    """What a report with trouble comes down to."""
    bad = [one for one in found if not one.ok]
    count = "1 thing is" if len(bad) == 1 else f"{len(bad)} things are"
    more = " The rest was not tried." if len(found) < len(TITLES) - 1 else ""
    return f"{count} to be mended.{more}"


def signs_in(workspace: Workspace) -> Check:
    """The first two steps alone, of what is kept: for the check-up. Raises like `test`."""
    return tuple(_entry(buckets.opened(workspace)))[-1]


def _steps(workspace: Workspace, opened: Bucket) -> Iterator[Check]:
    settings = opened.settings
    entry = tuple(_entry(opened))
    yield from entry
    if not all(one.ok for one in entry):
        return
    key = f"{settings.prefix}/{workspace.id}/test-{new_id(workspace.clock)}.png"
    written = _tried("write", "A small file was written.", lambda: opened.put(key, _DOT, _MIME))
    yield written
    if not written.ok:
        return
    address = opened.address(key, _LASTING)
    yield from _seen(workspace, address)
    yield _tried("delete", "It was deleted again.", lambda: opened.delete(key))
    if settings.lifecycle:
        yield _lifecycle(opened)
    yield _robots(workspace, opened, address)


def _entry(opened: Bucket) -> Iterator[Check]:
    host = urlsplit(opened.settings.endpoint).netloc
    try:
        opened.look()
    except (NotSent, RateLimited) as error:
        yield _failed("reach", error)
        return
    except OwnerNeeded as error:
        if error.raw == "SSLError":
            yield _failed("reach", error)
            return
        yield Check("reach", True, f"{host} answers.")
        yield _failed("sign_in", error)
        return
    yield Check("reach", True, f"{host} answers.")
    yield Check("sign_in", True, f"The keys open the bucket “{opened.settings.bucket}”.")


def _seen(workspace: Workspace, address: str) -> Iterator[Check]:
    """What a platform is given that fetches the file."""
    try:
        seen = pull_probe.look(address, CRAWLER, workspace.origins)
    except BrandcraftError as error:
        yield _failed("read", error)
        return
    own = "Check that your domain leads to the bucket and that everybody may read it."
    if seen.redirected:
        yield Check("read", False, "The address leads to another one; platforms don't follow.", own)
    elif not seen.there:
        words = f"Fetched as a platform does, the file is refused ({seen.status})."
        yield Check("read", False, words, own if "?" not in address else _REFUSED)
    elif seen.bytes != len(_DOT):
        yield Check("read", False, "Something else than the file was fetched.", own)
    elif not is_secure(address):
        words = "The file can be fetched, but platforms ask for an address over https."
        yield Check("read", False, words, "Use the https address of your storage.")
    else:
        yield Check("read", True, "Platforms can fetch it by plain HTTP.")
    if seen.there and seen.mime != _MIME:
        words = f"The file is called “{seen.mime or 'nothing'}” instead of {_MIME}."
        yield Check("content_type", False, words, "Let your domain pass the type on.")
    elif seen.there:
        yield Check("content_type", True, f"Its type is told ({_MIME}).")


_REFUSED = "Let the key read below the prefix, and check that nothing stands before the storage."


def _lifecycle(opened: Bucket) -> Check:
    from brandcraft_desktop.media.bucket_rules import has_lifecycle, set_lifecycle

    def see_to_it() -> None:
        if not has_lifecycle(opened):
            set_lifecycle(opened)

    words = f"What is left over is deleted by the storage itself after {KEPT_DAYS} days."
    found = _tried("lifecycle", words, see_to_it)
    if found.ok:
        return found
    action = (
        f"Let the key set lifecycle rules, or make a rule there that deletes "
        f"“{opened.settings.prefix}/” after {KEPT_DAYS} days and switch this off here."
    )
    return Check("lifecycle", False, found.message, action)


def _robots(workspace: Workspace, opened: Bucket, address: str) -> Check:
    """Whether crawlers are let in; where robots.txt is missing it is put, if that is wanted."""
    from brandcraft_desktop.media.bucket_rules import put_robots

    settings = opened.settings
    in_path = settings.addressing is Addressing.PATH and not settings.media_domain
    try:
        found = pull_probe.robots(address, CRAWLER, workspace.origins)
        if found is Robots.MISSING and settings.robots and not in_path:
            put_robots(opened)
            found = pull_probe.robots(address, CRAWLER, workspace.origins)
    except BrandcraftError as error:
        return _failed("robots", error)
    if found is Robots.OPEN:
        return Check("robots", True, "robots.txt lets the platforms' crawlers in.")
    if found is Robots.CLOSED:
        return Check(
            "robots",
            False,
            "robots.txt keeps the platforms' crawlers out.",
            f"Let facebookexternalhit fetch /{settings.prefix}/ in it.",
        )
    if in_path:
        words = "The host has no robots.txt, and it is not yours to put one there."
        action = "Put the bucket's name in front of the host, or use your own domain."
        return Check("robots", False, words, action)
    if not settings.robots:
        words = "There is no robots.txt; some crawlers then fetch nothing."
        return Check("robots", False, words, "Switch on that Brandcraft puts one there.")
    words = "robots.txt lies in the bucket, but not everybody may read it."
    return Check("robots", False, words, "Allow reading that one file on your provider's page.")


def _tried(name: str, words: str, action: Callable[[], object]) -> Check:
    try:
        action()
    except BrandcraftError as error:
        return _failed(name, error)
    return Check(name, True, words)


def _failed(name: str, error: BrandcraftError) -> Check:
    words = " ".join(part for part in (error.title, error.cause) if part)
    return Check(name, False, words, error.action)
