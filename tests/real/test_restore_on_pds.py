"""On the real server: a backup older than three published posts, restored and carried elsewhere."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

from tests.real.bluesky_server import Pds
from tests.real.main_job import Brandcraft, brandcraft

OUT = ("One", "Two", "Three")
NEVER_SENT = "Taken back after the backup"


def statuses(command: Brandcraft) -> dict[str, str]:
    """How each post's only delivery stands, by its title."""
    found = command.run("posts", "list", "--json")
    assert found.code == 0, found.errors
    return {str(row["title"]): str(row["status"]) for row in found.rows}


def test_nothing_goes_out_twice(pds: Pds, tmp_path: Path) -> None:
    account = pds.new_account()
    command = brandcraft(tmp_path, pds)
    to = str(command.connect(account)["id"])
    made = {}
    for text in (*OUT, NEVER_SENT):
        said = command.run("post", text, "--to", to, "--at", "+1s", "--title", text, "--json")
        assert said.code == 0, said.errors
        made[text] = str(said.document["id"])
    backup = tmp_path / "backup.zip"
    assert command.run("backup", str(backup)).code == 0
    assert command.run("posts", "cancel", made[NEVER_SENT]).code == 0
    assert command.run("worker", "--once").code == 0
    assert Counter(str(record["text"]) for _, record in pds.records(account.did)) == Counter(OUT)
    before = pds.records(account.did)

    assert command.run("restore", str(backup)).code == 0
    assert set(statuses(command).values()) == {"scheduled"}
    assert command.run("worker", "--once").code == 0
    expected = {**dict.fromkeys(OUT, "published"), NEVER_SENT: "unconfirmed"}
    assert statuses(command) == expected
    assert pds.records(account.did) == before, "not one record is new or another"

    # A copy of the restored home: refused until claimed, and then only looked for.
    assert command.run("restore", str(backup)).code == 0
    shutil.copytree(command.home, tmp_path / "copy")
    copy = Brandcraft(
        {**command.environment, "BRANDCRAFT_HOME": str(tmp_path / "copy")}, tmp_path / "copy"
    )
    assert copy.run("worker", "--once").code == 1
    assert set(statuses(copy).values()) == {"scheduled"}
    assert copy.run("workspace", "claim").code == 0
    assert copy.run("worker", "--once").code == 0
    assert statuses(copy) == expected
    assert pds.records(account.did) == before
