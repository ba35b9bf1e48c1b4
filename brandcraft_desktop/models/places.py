"""Folders in which a SQLite file gets damaged, and why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from brandcraft_desktop.errors import WorkspaceUnsafe

# SQLite needs locks and shared memory that these do not keep: https://sqlite.org/useovernet.html
NETWORK = re.compile(
    r"nfs4?|cifs|smb3|smbfs|afs|ncpfs|ceph|glusterfs|lustre|beegfs|davfs|vboxsf|prl_fs"
    r"|fuse\.(sshfs|rclone|s3fs|glusterfs|gvfsd-fuse|davfs2|vmhgfs-fuse|gcsfuse|onedriver|pcloud"
    r"|google-drive-ocamlfuse)"
)
# Programs that copy files behind our back carry away half a transaction.
SYNCED = re.compile(
    r"(dropbox|onedrive|google drive|icloud drive|iclouddrive|nextcloud|owncloud|pcloud ?drive"
    r"|box sync|mobile documents|com~apple~clouddocs|cloudstorage)( [-(].*)?$",
    re.IGNORECASE,
)


def check_folder(root: Path, mounts: Path = Path("/proc/mounts")) -> None:
    """Raises `errors.WorkspaceUnsafe` where the home must not lie; `mounts` is Linux's list."""
    real = root.resolve()
    for part in {*real.parts, *root.parts}:
        if SYNCED.match(part):
            raise WorkspaceUnsafe(
                "A workspace can't live in a synced folder.",
                f"“{part}” is copied by another program while Brandcraft writes,"
                " which damages the database.",
                "Choose a folder on this computer alone (BRANDCRAFT_HOME); put backups there.",
            )
    kind = file_system(real, mounts)
    if NETWORK.fullmatch(kind):
        raise WorkspaceUnsafe(
            "A workspace can't live on a network drive.",
            f"{root} is on {kind}, which can't keep two programs from writing at once.",
            "Choose a folder on this computer (BRANDCRAFT_HOME), or share a workspace"
            " through PostgreSQL (BRANDCRAFT_DATABASE_URL).",
        )


def check_not_emptied(database: Path, leftovers: Iterable[Path]) -> None:
    """Raises `errors.WorkspaceUnsafe` for a database that was emptied behind our back.

    An empty file is a new workspace only where nothing else of one is left. SQLite writes its first
    page before any write-ahead log, and deletes a log that it finds beside an empty file: all that
    is left of the last changes would be gone (https://sqlite.org/walformat.html, "Recovery").
    """
    try:
        emptied = database.stat().st_size == 0
    except FileNotFoundError:
        return
    if not emptied:
        return
    log = Path(f"{database}-wal")
    left = (log.exists() and log.stat().st_size) or any(
        True for folder in leftovers for _ in _files(folder)
    )
    if left:
        raise WorkspaceUnsafe(
            "The database of this workspace is empty.",
            "Its pictures, backups or last changes are still there: another program or a full disk "
            "emptied it.",
            "Restore a backup (brandcraft restore FILE; see the backups folder). "
            f"Only if you want to begin anew, delete {database.name} yourself.",
        )


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file() and path.stat().st_size)


def file_system(path: Path, mounts: Path = Path("/proc/mounts")) -> str:
    """The type of file system that a path is on; "" where the system does not tell."""
    try:
        lines = mounts.read_text(errors="replace").splitlines()
    except OSError:
        return ""
    best, kind = -1, ""
    for line in lines:
        fields = line.split(" ")
        if len(fields) < 4:
            continue
        point = Path(_plain(fields[1]))
        if path.is_relative_to(point) and len(point.parts) >= best:
            # A Windows drive seen from WSL calls itself 9p, as honest file systems do too.
            remote = fields[2] == "9p" and "drvfs" in fields[3]
            best, kind = len(point.parts), "smb3" if remote else fields[2]
    return kind


def _plain(field: str) -> str:
    """Undo the octal escapes of /proc/mounts."""
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found.group(1), 8)), field)
