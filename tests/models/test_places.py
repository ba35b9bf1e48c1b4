"""Where a database must not lie."""

from __future__ import annotations

from pathlib import Path

import pytest

from brandcraft_desktop.errors import WorkspaceUnsafe
from brandcraft_desktop.models.places import check_folder, file_system

MOUNTS = """\
/dev/vda / ext4 rw,relatime 0 0
proc /proc proc rw 0 0
server:/export /mnt/team\\040drive nfs4 rw,vers=4.2 0 0
C:\\134 /mnt/c 9p rw,aname=drvfs;path=C:\\134 0 0
me@host:/ /home/me/far fuse.sshfs rw 0 0
/dev/vdb /mnt/team\\040drive/own ext4 rw 0 0
"""


@pytest.fixture
def mounts(tmp_path: Path) -> Path:
    """A list of mounts as Linux tells it."""
    path = tmp_path / "mounts"
    path.write_text(MOUNTS)
    return path


@pytest.mark.parametrize(
    "folder",
    [
        "/home/me/Dropbox/brandcraft",
        "/home/me/Dropbox (Personal)/brandcraft",
        "/home/me/OneDrive - Example Ltd/brandcraft",
        "/home/me/Google Drive/x",
        "/Users/me/Library/CloudStorage/GoogleDrive-me@example.com/x",
        "/Users/me/Library/Mobile Documents/com~apple~CloudDocs/x",
        "/Users/me/iCloud Drive/x",
        "/home/me/Nextcloud",
    ],
)
def test_synced_folders_are_refused_by_name(folder: str, mounts: Path) -> None:
    with pytest.raises(WorkspaceUnsafe, match="synced folder") as caught:
        check_folder(Path(folder), mounts)
    assert "BRANDCRAFT_HOME" in caught.value.action


@pytest.mark.parametrize(
    "folder", ["/mnt/team drive/brandcraft", "/mnt/c/Users/me", "/home/me/far/away"]
)
def test_network_drives_are_refused_by_type(folder: str, mounts: Path) -> None:
    with pytest.raises(WorkspaceUnsafe, match="network drive"):
        check_folder(Path(folder), mounts)


@pytest.mark.parametrize(
    "folder",
    ["/home/me/brandcraft", "/home/me/dropbox-notes", "/mnt/team drive/own/x", "/home/me/Boxes"],
)
def test_other_folders_are_fine(folder: str, mounts: Path) -> None:
    check_folder(Path(folder), mounts)


def test_the_deepest_mount_counts(mounts: Path) -> None:
    assert file_system(Path("/mnt/team drive/own/x"), mounts) == "ext4"
    assert file_system(Path("/proc/self"), mounts) == "proc"


def test_a_system_that_tells_nothing_is_believed(tmp_path: Path) -> None:
    assert file_system(Path("/"), tmp_path / "missing") == ""
