"""The doctor: checks everything the program stands on, and says what to do about what is wrong."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import Connection, func, select, text

from brandcraft_desktop.accounts.keyring_store import KeyringUnavailable, SystemKeyring
from brandcraft_desktop.domain.account import Account, AccountState, at
from brandcraft_desktop.domain.health import Check
from brandcraft_desktop.domain.media_rules import MediaState
from brandcraft_desktop.domain.media_words import counted, joined
from brandcraft_desktop.domain.sign_in_words import state_words
from brandcraft_desktop.domain.status import PENDING
from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.media import abilities
from brandcraft_desktop.models import tables
from brandcraft_desktop.models.schema import SCHEMA, stored_schema
from brandcraft_desktop.paths import private_file
from brandcraft_desktop.services import account_endings, accounts, bucket, bucket_report, waiting
from brandcraft_desktop.services.missed import last_tick
from brandcraft_desktop.services.own_clocks import clock_words
from brandcraft_desktop.services.workspace import publishing_allowed

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

ROOM = 1_000_000_000  # bytes; below that a video or a backup may not fit
LATE = timedelta(minutes=2)
CLOCK_LEEWAY = timedelta(minutes=5)


def examine(workspace: Workspace) -> tuple[Check, ...]:
    """Every check in a fixed order; one that breaks is a finding, never an error."""
    checks: tuple[tuple[str, Callable[[Workspace], Check]], ...] = (
        ("home", _home),
        ("disk", _disk),
        ("database", _database),
        ("schema", _schema),
        ("vault", _vault),
        ("keyring", _keyring),
        ("clock", _clock),
        ("computer", _computer),
        ("publishing", _publishing),
        ("engine", _engine),
        ("practice", _practice),
        ("pictures", _pictures),
        ("videos", _videos),
        ("media", _media),
        ("media_store", _media_store),
        ("accounts", _accounts),
    )
    return tuple(_guarded(name, check, workspace) for name, check in checks)


def _guarded(name: str, check: Callable[[Workspace], Check], workspace: Workspace) -> Check:
    try:
        return check(workspace)
    except BrandcraftError as error:
        words = " ".join(part for part in (error.title, error.cause) if part)
        return Check(name, False, words, error.action)
    except OSError as error:
        words = f"The system refused the check: {error.strerror or type(error).__name__}."
        return Check(name, False, words, "Look at the data folder's disk and its permissions.")


def _home(workspace: Workspace) -> Check:
    probe = workspace.home.run / f"doctor-{workspace.owner.rpartition(':')[2]}"
    try:
        with private_file(probe) as file:
            file.write(b"x")
    finally:
        probe.unlink(missing_ok=True)
    return Check("home", True, f"{workspace.home.root} can be written.")


def _disk(workspace: Workspace) -> Check:
    free = shutil.disk_usage(workspace.home.root).free
    words = f"{free / 1e9:,.1f} GB are free."
    if free < ROOM:
        return Check("disk", False, words, "Free some space: imports and backups need it.")
    return Check("disk", True, words)


def _database(workspace: Workspace) -> Check:
    if workspace.database.dialect != "sqlite":
        workspace.database.read(lambda connection: connection.execute(text("SELECT 1")).scalar())
        return Check("database", True, "The database server answers.")

    def look(connection: Connection) -> tuple[str, int]:
        whole = str(connection.execute(text("PRAGMA integrity_check(1)")).scalar())
        return whole, len(connection.execute(text("PRAGMA foreign_key_check")).all())

    whole, loose = workspace.database.read(look)
    if whole != "ok" or loose:
        return Check("database", False, "The database is damaged.", "Restore a backup.")
    return Check("database", True, "The database is sound.")


def _schema(workspace: Workspace) -> Check:
    found = workspace.database.read(stored_schema)
    if found != SCHEMA:
        return Check(
            "schema",
            False,
            f"The database has version {found}, this program expects {SCHEMA}.",
            "Restart the program; update it if that does not help.",
        )
    return Check("schema", True, f"The database has version {found}.")


def _vault(workspace: Workspace) -> Check:
    status = workspace.vault.status()
    return Check("vault", not status.locked, status.message, status.action)


def _keyring(workspace: Workspace) -> Check:
    if workspace.practice:
        return Check("keyring", True, "A practice workspace asks no keyring.")
    try:
        SystemKeyring().read(workspace.id)
    except KeyringUnavailable as error:
        if workspace.vault.status().passphrase or workspace.vault.has_passphrase:
            return Check("keyring", True, f"{error.reason} The passphrase is used instead.")
        return Check(
            "keyring",
            False,
            error.reason,
            "Start or unlock it, or set BRANDCRAFT_VAULT_PASSPHRASE.",
        )
    return Check("keyring", True, "The keyring answers.")


def _clock(workspace: Workspace) -> Check:
    now = workspace.clock.now()
    newest = workspace.database.read(
        lambda connection: connection.execute(select(func.max(tables.events.c.created_at))).scalar()
    )
    if newest is not None and newest > now + CLOCK_LEEWAY:
        return Check(
            "clock",
            False,
            "The clock of this computer is behind what it has shown before.",
            "Set date and time by the network: posts go out by this clock.",
        )
    return Check("clock", True, f"It is {clock_words(workspace, now, seconds=True)}.")


def _computer(workspace: Workspace) -> Check:
    if publishing_allowed(workspace):
        return Check("computer", True, "This computer publishes.")
    return Check(
        "computer",
        False,
        "This workspace was copied or brought from another computer.",
        "Say in the window that this computer publishes now, or run: brandcraft workspace claim",
    )


def _publishing(workspace: Workspace) -> Check:
    deliveries, now = tables.deliveries.c, workspace.clock.now()

    def look(connection: Connection) -> tuple[int, int, datetime | None]:
        pending = select(func.count()).where(
            deliveries.status.in_([status.value for status in PENDING])
        )
        late = pending.where(deliveries.run_at < now - LATE, deliveries.hold_reason == "")
        counts = connection.execute(pending).scalar_one(), connection.execute(late).scalar_one()
        return *counts, last_tick(connection)

    pending, late, tick = workspace.database.read(look)
    seen = f"Something last published at {clock_words(workspace, tick)}." if tick else ""
    running = len(workspace.presence.others())
    others = f"{running} other window or worker is open." if running == 1 else ""
    if running > 1:
        others = f"{running} other windows or workers are open."
    words = " ".join(
        part
        for part in (f"{_are(pending, 'delivery', 'deliveries')} scheduled.", others, seen)
        if part
    )
    if late:
        kept = waiting.waiting_for(workspace)
        told = (
            f"{_are(late, 'delivery', 'deliveries')} late. {kept.message if kept else ''} {words}"
        )
        action = "Wait a minute, then look again; if it stays so, restart what publishes."
        return Check("publishing", False, " ".join(told.split()), kept.action if kept else action)
    return Check("publishing", True, words)


def _engine(workspace: Workspace) -> Check:
    """Whether something runs that sends, when it last gave a sign, and what it waits for."""
    deliveries = tables.deliveries.c

    def look(connection: Connection) -> tuple[datetime | None, datetime | None]:
        pending = [status.value for status in PENDING]
        due = select(func.min(deliveries.due_at)).where(deliveries.status.in_(pending))
        return last_tick(connection), connection.execute(due).scalar()

    tick, due = workspace.database.read(look)
    words = [
        "Posts are sent from here right now."
        if workspace.presence.somebody_publishes()
        else "Nothing runs here right now that sends posts."
    ]
    sign = f"Last sign of life at {clock_words(workspace, tick, seconds=True)}." if tick else ""
    soon = f"The next post is due at {clock_words(workspace, due)}." if due else "Nothing is due."
    words += [sign, soon]
    return Check("engine", True, " ".join(word for word in words if word))


def _practice(workspace: Workspace) -> Check:
    if workspace.practice:
        return Check("practice", True, "This is a practice workspace: nothing really goes out.")
    return Check("practice", True, "This workspace publishes for real.")


def _pictures(workspace: Workspace) -> Check:
    missing = abilities.missing_for_pictures()
    if missing:
        words = f"Pictures can't be read: {', '.join(missing)} is missing."
        return Check("pictures", False, words, "Run: make setup")
    unread = abilities.unread_pictures()
    if unread:
        words = f"Pictures can be read and fitted, but not {joined(list(unread))}."
        return Check("pictures", False, words, "Run: make setup")
    return Check("pictures", True, "Pictures can be read and fitted.")


def _videos(workspace: Workspace) -> Check:
    reader = abilities.video_reader()
    if reader is None:
        return Check("videos", False, "Videos can't be read: OpenCV is missing.", "Run: make setup")
    fitter = abilities.video_fitter()
    if fitter is None:
        words = f"Videos can be read ({reader}), but not fitted: ffmpeg is missing."
        return Check("videos", False, words, "Run: make setup")
    return Check("videos", True, f"Videos can be read ({reader}) and fitted ({fitter}).")


def _media(workspace: Workspace) -> Check:
    media = tables.media.c

    def look(connection: Connection) -> tuple[tuple[str, str], ...]:
        rows = connection.execute(
            select(media.sha256, media.state).where(media.deleted_at.is_(None))
        )
        return tuple((row.sha256, row.state) for row in rows)

    rows = workspace.database.read(look)
    missing = sum(not workspace.store.has(sha256) for sha256, _ in rows)
    pending = sum(state == MediaState.PENDING.value for _, state in rows)
    if missing:
        return Check(
            "media",
            False,
            f"{missing} of {counted(len(rows), 'file')} can't be found in the media folder.",
            "Add them again, or restore a backup.",
        )
    prepared = f" {_are(pending)} being prepared." if pending else ""
    there = f"All {len(rows)} files are there." if len(rows) > 1 else "The one file is there."
    return Check("media", True, f"{there if rows else 'No files yet.'}{prepared}")


def _media_store(workspace: Workspace) -> Check:
    if bucket.current(workspace) is None:
        words = "No media storage is set up; only platforms that fetch files need one."
        return Check("media_store", True, words)
    found = bucket_report.signs_in(workspace)
    action = f"{found.action} See: brandcraft media-store test" if not found.ok else ""
    return Check("media_store", found.ok, found.message, action.strip())


def _accounts(workspace: Workspace) -> Check:
    found = accounts.list_accounts(workspace)
    ending = workspace.database.read(
        lambda connection: account_endings.endings(connection, workspace.platforms)
    )
    first = {one.account.id for one in ending}
    troubled = [
        f"{each.platform} {at(each.handle)} ({_stands(workspace, each)})"
        for each in found
        if each.state is not AccountState.CONNECTED or each.id in first
    ]
    if troubled:
        names = ", ".join(troubled)
        return Check("accounts", False, f"Waiting for their owner: {names}.", "Reconnect them.")
    paused = [each for each in found if each.paused]
    resting = f" {_are(len(paused))} paused." if paused else ""
    words = (
        f"{_are(len(found), 'account', 'accounts')} connected.{resting}"
        if found
        else "None is connected."
    )
    return Check("accounts", True, words)


def _stands(workspace: Workspace, one: Account) -> str:
    info = workspace.platforms.get(one.platform).info
    return state_words(one, info, workspace.clock.now())


def _are(count: int, thing: str = "", things: str = "") -> str:
    """ "1 delivery is", "2 deliveries are", "2 are"."""
    if count == 1:
        return f"1 {thing} is" if thing else "1 is"
    return f"{count:,} {things} are" if things else f"{count:,} are"
