"""Bringing an export in: everything is checked first, then all of it comes or nothing."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, not_, select, update
from sqlalchemy.exc import IntegrityError

from brandcraft_desktop.domain.account import MAX_ACCOUNTS_PER_PLATFORM, AccountState
from brandcraft_desktop.domain.brand import MAX_BRANDS
from brandcraft_desktop.domain.events import (
    AccountChanged,
    BrandChanged,
    MediaChanged,
    PostChanged,
    SettingChanged,
)
from brandcraft_desktop.domain.status import IN_FLIGHT, PENDING
from brandcraft_desktop.errors import DiskFull, Refused
from brandcraft_desktop.models import identity, tables
from brandcraft_desktop.services import archive, export_file, export_rows, import_rows
from brandcraft_desktop.services.account_secrets import seal_all, store_all
from brandcraft_desktop.services.epochs import HELD
from brandcraft_desktop.services.export_file import Contents
from brandcraft_desktop.services.export_rows import Row
from brandcraft_desktop.services.export_secrets import Secrets
from brandcraft_desktop.services.export_secrets import opened as open_secrets
from brandcraft_desktop.services.import_media import Media
from brandcraft_desktop.services.import_rows import Merged
from brandcraft_desktop.services.import_states import NO_SIGN_IN, settle
from brandcraft_desktop.services.import_twins import give_way
from brandcraft_desktop.services.kept_settings import take_settings
from brandcraft_desktop.services.media_import import importing
from brandcraft_desktop.services.transaction import Emit, change
from brandcraft_desktop.services.workspace import MACHINE_SETTING
from brandcraft_desktop.services.written_file import brought_in_words

if TYPE_CHECKING:
    from brandcraft_desktop.accounts.secret import Sealed
    from brandcraft_desktop.services.workspace import Workspace

_RESERVE = 64 * 1024 * 1024  # bytes that stay free, so that the workspace can still write


@dataclass(frozen=True)
class Imported:
    """What came that was not here before. `notices` are sentences for its person."""

    posts: int
    media: int
    accounts: int
    brands: int
    settings: int
    secrets: int
    changed: bool
    moved: bool = False  # the other computer gave up publishing; this one is to be asked
    notices: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Found:
    """What a file holds, checked."""

    contents: Contents
    rows: Mapping[str, tuple[Row, ...]]
    settings: Mapping[str, str]
    secrets: Secrets
    sealed: bool  # sign-ins are in the file that were not asked for


def holds_secrets(file: Path) -> bool:
    """Whether a passphrase is needed for all that is in it. Raises as `import_file`."""
    with export_file.opened(file) as (_, contents):
        return export_file.SECRETS in contents.files


def import_file(workspace: Workspace, file: Path, *, passphrase: str | None = None) -> Imported:
    """Bring in what is not here yet; what is here stays as it is, so a second time changes nothing.

    Without `passphrase` accounts come without their sign-ins. Nothing unfinished goes out by
    itself (`import_states`), and a new epoch begins. Raises `errors.NotFound`, `BadInput` for what
    is no export and for a wrong passphrase, `Refused`, `WorkspaceTooNew`, `StorageTrouble`,
    `VaultLocked`; then nothing was changed.
    """
    with export_file.opened(file) as (packed, contents):
        _check_practice(workspace, contents)
        _check_room(workspace, contents)
        found = _read(packed, contents, file, passphrase)
        _check_platforms(workspace, found)
        here = workspace.database.read(lambda connection: _here(connection, found))
        sealed = _sealed(workspace, found.secrets, here)
        media = Media(workspace, packed, contents)
        with importing(workspace):  # no purge until the rows say what is needed
            try:
                with brought_in_words("This could not be brought in; nothing was changed."):
                    media.bring()
                return _store(workspace, file, found, sealed)
            except BaseException:
                media.take_back()
                raise


def _check_practice(workspace: Workspace, contents: Contents) -> None:
    if contents.practice != workspace.practice:
        kind = "a practice workspace" if contents.practice else "a workspace that publishes"
        raise Refused(
            "This export is of another kind of workspace.",
            f"It was written in {kind}, and this is none.",
            "Bring it into one of its own kind; nothing was changed.",
        )


def _check_platforms(workspace: Workspace, found: _Found) -> None:
    """Raises `Refused` for accounts that no screen of this version could show."""
    known = {one.info.id for one in workspace.platforms.all()}
    for account in found.rows.get(tables.accounts.name, ()):
        if account.get("platform") not in known:
            raise Refused(
                "This export has accounts of a platform that this version does not know.",
                f"“{account.get('platform')}” is none of its platforms.",
                "Update Brandcraft, then bring it in; nothing was changed.",
            )


def _check_room(workspace: Workspace, contents: Contents) -> None:
    missing = contents.bytes + _RESERVE - shutil.disk_usage(workspace.home.root).free
    if missing > 0:
        raise DiskFull(
            "There is not enough room to bring this in.",
            f"About {max(1, missing // 1_000_000):,} MB more are needed.",
            "Free some space and try again; nothing was changed.",
        )


def _read(
    packed: zipfile.ZipFile, contents: Contents, file: Path, passphrase: str | None
) -> _Found:
    rows: dict[str, tuple[Row, ...]] = {}
    settings: dict[str, str] = {}
    try:
        for table in export_rows.taken():
            name = export_file.data_name(table.name)
            if name in contents.files:
                stored = export_file.parsed(archive.contents(packed, contents, name))
                rows[table.name] = tuple(export_rows.read(table, one) for one in stored)
        name = export_file.data_name(tables.settings.name)
        if name in contents.files:
            for one in export_file.parsed(archive.contents(packed, contents, name)):
                if not isinstance(one, dict):
                    raise TypeError("no setting")
                setting = archive.text_of(one["name"])[:64], archive.text_of(one["value"])
                "".join(setting).encode()  # half a character can't be kept
                settings[setting[0]] = setting[1]
    except (*export_rows.NO_ROWS, RecursionError, OverflowError) as error:
        raise export_file.no_export(file) from error
    sealed = export_file.SECRETS in contents.files
    secrets = Secrets()
    if sealed and passphrase is not None:
        text = archive.contents(packed, contents, export_file.SECRETS).decode(errors="replace")
        secrets = open_secrets(text, passphrase, contents.workspace)
    return _Found(contents, rows, settings, secrets, sealed and passphrase is None)


def _here(connection: Connection, found: _Found) -> dict[str, str]:
    """The ids that the accounts with secrets have or will have here, where there are none yet."""
    merged = import_rows.merge(connection, {"accounts": found.rows.get("accounts", ())})
    new = merged.ids(tables.accounts) | _without_sign_in(connection)
    if found.contents.moving:
        new |= _disconnected(connection)  # they may be needed again
    return {
        id_: merged.here.get(id_, id_)
        for id_ in found.secrets.accounts
        if merged.here.get(id_, id_) in new
    }


def _disconnected(connection: Connection) -> frozenset[str]:
    accounts = tables.accounts.c
    query = select(accounts.id).where(accounts.state == AccountState.DISCONNECTED.value)
    return frozenset(connection.execute(query).scalars())


def _revive(connection: Connection, emit: Emit, merged: Merged) -> bool:
    """Accounts that were disconnected here but have posts to send on the computer that moved.

    Hidden as they are, nobody would see that those wait.
    """
    going = {one.value for one in (*PENDING, *IN_FLIGHT)}
    coming = merged.rows.get(tables.deliveries.name, ())
    wanted = {str(row["account_id"]) for row in coming if row.get("status") in going}
    revived = sorted(wanted & _disconnected(connection))
    connection.execute(
        update(tables.accounts)
        .where(tables.accounts.c.id.in_(revived))
        .values(state=AccountState.NEEDS_RECONNECT.value, trouble=NO_SIGN_IN)
    )
    for account_id in revived:
        emit(AccountChanged(account_id))
    return bool(revived)


def _without_sign_in(connection: Connection) -> frozenset[str]:
    """The accounts that came without their sign-in before, and wait for it since."""
    accounts, secrets = tables.accounts.c, tables.secrets.c
    query = select(accounts.id).where(
        accounts.state == AccountState.NEEDS_RECONNECT.value,
        accounts.trouble == NO_SIGN_IN,
        accounts.id.not_in(select(secrets.account_id)),
    )
    return frozenset(connection.execute(query).scalars())


def _sealed(
    workspace: Workspace, secrets: Secrets, here: Mapping[str, str]
) -> tuple[dict[str, dict[str, Sealed]], dict[str, str]]:
    """The secrets of new accounts and of none, sealed with the key of this workspace."""
    from brandcraft_desktop.services import sealed_settings

    accounts = {
        present: seal_all(workspace.vault, present, secrets.accounts[id_])
        for id_, present in here.items()
    }
    there = workspace.database.read(sealed_settings.names)
    settings = {
        name: sealed_settings.seal(workspace, name, text)
        for name, text in secrets.settings.items()
        if name not in there
    }
    return accounts, settings


def _store(
    workspace: Workspace,
    file: Path,
    found: _Found,
    sealed: tuple[dict[str, dict[str, Sealed]], dict[str, str]],
) -> Imported:
    of_accounts, of_nobody = sealed
    moving = found.contents.moving

    def act(connection: Connection, emit: Emit) -> Imported:
        from brandcraft_desktop.services import sealed_settings

        now = workspace.clock.now()
        stopped = give_way(connection, emit, found.rows) if moving else 0
        merged = import_rows.merge(connection, found.rows)
        revived = moving and _revive(connection, emit, merged)
        _check_places(connection, merged, more=revived)
        new = merged.ids(tables.accounts)
        with_secrets = {id_ for id_, values in of_accounts.items() if values}
        signed_in, late = new & with_secrets, _without_sign_in(connection) & with_secrets
        keys = set(connection.execute(select(tables.posts.c.idempotency_key)).scalars()) - {None}
        settled = settle(merged, now, moving=moving, signed_in=signed_in, keys=keys)
        changed = settled.anything or bool(stopped)
        if changed:
            _begin_epoch(connection, workspace, found.contents)
            emit(SettingChanged(MACHINE_SETTING))
        import_rows.store(connection, settled)
        for id_ in sorted(signed_in | late):
            store_all(connection, id_, of_accounts[id_], now)
        _sign_in(connection, emit, late)
        taken = take_settings(connection, emit, found.settings, moving=moving)
        for name, text in of_nobody.items():
            if not sealed_settings.exists(connection, name):
                sealed_settings.store(connection, name, text)
                emit(SettingChanged(name))
        _tell(emit, settled)
        return Imported(
            settled.count(tables.posts),
            settled.count(tables.media),
            len(new),
            settled.count(tables.brands),
            taken,
            len(signed_in | late),
            changed or bool(taken) or bool(of_nobody) or bool(late),
            changed and moving and workspace.database.path is not None,
            _notices(found, settled, signed_in | late, stopped, revived=revived) if changed else (),
        )

    try:
        return change(workspace, act, person=True)
    except IntegrityError as error:  # rows that contradict each other: no program of ours wrote it
        raise export_file.no_export(file) from error


def _sign_in(connection: Connection, emit: Emit, late: frozenset[str]) -> None:
    """Accounts whose sign-ins came in behind them are as they were."""
    connection.execute(
        update(tables.accounts)
        .where(tables.accounts.c.id.in_(late))
        .values(state=AccountState.CONNECTED.value, trouble="")
    )
    for account_id in sorted(late):
        emit(AccountChanged(account_id))


def _begin_epoch(connection: Connection, workspace: Workspace, contents: Contents) -> None:
    """What is ours and was not held goes on; everything that comes is older than the new epoch."""
    who = identity.read(connection)
    ours = tables.deliveries
    connection.execute(update(ours).where(not_(HELD)).values(epoch=who.epoch + 1))
    machine = who.machine
    if contents.moving and workspace.database.path is not None:
        machine = f"from:{contents.machine}"  # asks who publishes; never this computer's own mark
    identity.raise_epoch(connection, at=workspace.clock.now(), machine=machine)


def _check_places(connection: Connection, merged: Merged, *, more: bool) -> None:
    """As many brands and accounts as there may be. Raises `Refused`."""
    brands = len(connection.execute(select(tables.brands.c.id)).all()) + merged.count(tables.brands)
    if brands > MAX_BRANDS:
        raise _too_many("brands", f"There would be {brands}; {MAX_BRANDS} are possible.")
    counts: dict[str, int] = {}
    gone = AccountState.DISCONNECTED.value  # keeps its posts, takes no place
    query = select(tables.accounts.c.platform).where(tables.accounts.c.state != gone)
    there = connection.execute(query).scalars()
    coming = merged.rows.get(tables.accounts.name, ())
    new = (str(row["platform"]) for row in coming if row.get("state") != gone)
    for platform in (*there, *new):
        counts[platform] = counts.get(platform, 0) + 1
    full = [one for one, count in counts.items() if count > MAX_ACCOUNTS_PER_PLATFORM]
    if full and (more or merged.count(tables.accounts)):
        most = MAX_ACCOUNTS_PER_PLATFORM
        raise _too_many("accounts", f"{full[0]} would have more than {most}.")


def _too_many(what: str, why: str) -> Refused:
    return Refused(
        f"There is no room for all {what} of this export.",
        why,
        f"Remove {what} here, or bring it into an empty workspace; nothing was changed.",
    )


def _tell(emit: Emit, settled: Merged) -> None:
    for brand in settled.ids(tables.brands):
        emit(BrandChanged(brand))
    for account in settled.ids(tables.accounts):
        emit(AccountChanged(account))
    for media in settled.ids(tables.media):
        emit(MediaChanged(media))
    for post in settled.ids(tables.posts):
        emit(PostChanged(post))


def _notices(
    found: _Found, settled: Merged, signed_in: frozenset[str], stopped: int, *, revived: bool
) -> tuple[str, ...]:
    said = ["What was due before now is looked for on the platforms, not sent again."]
    if found.contents.moving:
        said.append("Say that this computer publishes now; until then nothing is sent from it.")
    elif settled.count(tables.posts):
        said.append("Posts that were planned came as drafts with their time: schedule them here.")
    if len(signed_in) < settled.count(tables.accounts) or (revived and not signed_in):
        said.append("Connect the accounts again that came without their sign-ins.")
    if stopped:
        said.append(f"{stopped} deliveries changed on both computers: see what needs attention.")
    if found.sealed:
        said.append("Its sealed sign-ins were left out, for no passphrase was given.")
    return tuple(said)
