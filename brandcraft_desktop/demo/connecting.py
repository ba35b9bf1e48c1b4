"""Connects practice accounts before the demo's window opens, so that a person can start."""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from typing import TYPE_CHECKING

from brandcraft_desktop.demo.browser import decide
from brandcraft_desktop.demo.world import World, everywhere
from brandcraft_desktop.domain.media_store import Addressing, BucketSettings
from brandcraft_desktop.domain.platform import Return
from brandcraft_desktop.practice import media_store
from brandcraft_desktop.services import accounts, apps, brands, bucket, media, sign_in
from brandcraft_desktop.services.workspace import close, open_workspace

if TYPE_CHECKING:
    from brandcraft_desktop.domain.account import Account
    from brandcraft_desktop.practice.platform import PracticeAccount
    from brandcraft_desktop.services.workspace import Workspace


def connect_all(place: World) -> None:
    """An account on every platform, in a brand, with the sample files in the library.

    All of those with a form; of the others one each, signed in on the practice page.
    """
    workspace = open_workspace(place.home)
    try:
        keep_practice_storage(workspace)
        connect_everybody(workspace, everywhere(place.server))
        for added in media.add(workspace, (*place.pictures, place.film)):
            media.process(workspace, added.id)
    finally:
        close(workspace)


def connect_everybody(workspace: Workspace, people: Iterable[PracticeAccount]) -> None:
    """All of them, in a brand."""
    brand = brands.add(workspace, "Demo Studio")
    for one in people:
        if workspace.platforms.publisher(one.platform).sign_in.browser is None:
            accounts.connect(workspace, one.platform, one.answers, brand_id=brand.id)
        else:
            connect_in_browser(workspace, one, brand_id=brand.id)


def prepare(workspace: Workspace) -> None:
    """App keys and a bucket, so that every platform can be connected; nobody is yet."""
    keep_practice_storage(workspace)
    for publisher in workspace.platforms.all():
        browser = workspace.platforms.publisher(publisher.info.id).sign_in.browser
        if browser is not None and browser.app is not None:
            keep_practice_app(workspace, publisher.info.id)


def connect_line(workspace: Workspace, one: PracticeAccount) -> str:
    """The command that connects a practice account, as somebody would type it."""
    form = workspace.platforms.publisher(one.platform).sign_in
    words = ["brandcraft", "accounts", "connect", one.platform]
    first, secret = "--identifier", ""
    for field in form.fields:
        value = one.answers.get(field.name, "")
        if field.secret:
            secret = value
        elif field.name == "server" and value:
            words += ["--server", value]
        elif value:
            words += [first, value] if first else ["--answer", f"{field.name}={value}"]
            first = ""
    line = shlex.join(words)
    return f"printf %s {shlex.quote(secret)} | {line} --secret-stdin" if secret else line


def connect_in_browser(
    workspace: Workspace, one: PracticeAccount, *, brand_id: str | None = None
) -> tuple[Account, ...]:
    """Sign a practice account in as a person would, and keep everything the sign-in brings.

    The answer is pasted: a program that runs for real may be listening for its own.
    """
    if apps.browser_sign_in(workspace, one.platform).app is not None:
        keep_practice_app(workspace, one.platform)
    with sign_in.begin(workspace, one.platform, one.answers, returns=Return.PASTE) as run:
        run.paste(decide(run.address, one.did, back=False))
        found = run.wait()
        return run.keep([each.remote_id for each in found], brand_id=brand_id)


def keep_practice_app(workspace: Workspace, platform: str) -> None:
    """Keep the keys of the app that a practice platform knows from the start."""
    apps.set_app(workspace, platform, *practice_app(platform))


def practice_app(platform: str) -> tuple[str, str]:
    """Client id and secret of the app that every practice platform knows from the start."""
    return f"practice-{platform}", f"practice-secret-{platform}"


def keep_practice_storage(workspace: Workspace) -> None:
    """The bucket of the practice world, for the platforms that fetch their files."""
    settings = BucketSettings(
        media_store.STORE,
        media_store.BUCKET,
        media_store.ACCESS_KEY,
        media_domain=media_store.DOMAIN,
        addressing=Addressing.PATH,
        lifecycle=False,
    )
    bucket.save(workspace, settings, media_store.SECRET)
