"""The main job on a real server: write, schedule, see it go out once, at its time."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.punctuality import on_time
from tests.real.bluesky_server import Pds, PdsAccount
from tests.real.bluesky_store import Json
from tests.real.main_job import brandcraft, dig, each, two_pictures

TEXT = "Hello #world, more at https://example.com/a?b=c and from @{handle} 🎉"


@pytest.fixture
def account(pds: Pds) -> PdsAccount:
    """An account of this test's own."""
    return pds.new_account()


Record = dict[str, Json]


def wait_for_records(pds: Pds, did: str, count: int, within: float) -> list[tuple[str, Record]]:
    """What the server's own store holds once it is `count` posts; fails after `within` seconds."""
    deadline = time.monotonic() + within
    while True:
        found = pds.records(did)
        if len(found) >= count or time.monotonic() > deadline:
            return found
        time.sleep(0.05)


@pytest.mark.bench
def test_a_scheduled_post_arrives_at_its_time_with_everything(
    pds: Pds, account: PdsAccount, tmp_path: Path
) -> None:
    command = brandcraft(tmp_path, pds)
    connected = command.connect(account)
    assert connected["handle"] == account.handle
    wide, tall = two_pictures(tmp_path)
    text = TEXT.format(handle=account.handle)
    with command.worker():
        said = command.run(
            "post",
            text,
            *("--to", str(connected["id"])),
            *("--media", str(wide), "--alt", "Grey noise"),
            *("--media", str(tall), "--alt", "A gradient"),
            *("--option", "bluesky.languages=en,de"),
            *("--at", "+5s", "--json"),
        )
        assert said.code == 0, said.errors
        due = datetime.fromisoformat(str(said.document["scheduled_at"]))
        found = wait_for_records(pds, account.did, 1, within=60)
        arrived = datetime.now(UTC)
    assert len(found) == 1
    record = found[0][1]
    assert arrived - due < on_time() + timedelta(seconds=2), "the store is looked at"
    made = datetime.fromisoformat(str(record["createdAt"]))
    assert timedelta(0) <= made - due < on_time()
    assert record["text"] == text
    assert record["langs"] == ["en", "de"]
    features = [dig(facet, "features", 0) for facet in each(record, "facets")]
    kinds = [str(dig(feature, "$type")).split("#")[1] for feature in features]
    assert kinds == ["tag", "link", "mention"]
    assert dig(features[2], "did") == account.did
    images = each(record, "embed", "images")
    assert [dig(image, "alt") for image in images] == ["Grey noise", "A gradient"]
    assert [dig(image, "aspectRatio") for image in images] == [
        {"width": 1600, "height": 900},
        {"width": 600, "height": 900},
    ]
    shown = command.run("posts", "show", str(said.document["id"]), "--json").document
    assert shown["status"] == "published"
    assert str(dig(shown, "deliveries", 0, "permalink")).endswith(found[0][0])
    assert dig(shown, "deliveries", 0, "error") is None


def test_a_thread_is_one_conversation(pds: Pds, account: PdsAccount, tmp_path: Path) -> None:
    command = brandcraft(tmp_path, pds)
    connected = command.connect(account)
    text = " ".join(f"Sentence number {number} of a long story." for number in range(40))
    said = command.run("post", text, "--to", str(connected["id"]), "--split", "--json")
    assert said.code == 0, said.errors
    assert command.run("worker", "--once").code == 0
    records = [record for _, record in pds.records(account.did)]
    assert len(records) > 2
    assert "reply" not in records[0]
    replies = [dig(record, "reply") for record in records[1:]]
    root = dig(replies[0], "root")
    assert all(dig(reply, "root") == root for reply in replies)
    parents = [str(dig(reply, "parent", "uri")) for reply in replies]
    assert len(set(parents)) == len(parents)
    assert " ".join(str(record["text"]) for record in records) == text


def test_a_retry_and_a_second_worker_never_post_again(
    pds: Pds, account: PdsAccount, tmp_path: Path
) -> None:
    command = brandcraft(tmp_path, pds)
    connected = command.connect(account)
    said = command.run("post", "Only once", "--to", str(connected["id"]), "--json")
    post_id = str(said.document["id"])
    for _ in range(2):
        assert command.run("worker", "--once").code == 0
    assert command.run("posts", "retry", post_id).code == 1
    assert command.run("posts", "publish-now", post_id).code == 1
    assert command.run("worker", "--once").code == 0
    assert [record["text"] for _, record in pds.records(account.did)] == ["Only once"]


def test_a_wrong_password_is_told_and_nothing_is_kept(
    pds: Pds, account: PdsAccount, tmp_path: Path
) -> None:
    command = brandcraft(tmp_path, pds)
    said = command.run(
        *("accounts", "connect", "bluesky", "--identifier", account.handle),
        *("--secret-stdin", "--json"),
        stdin="aaaa-bbbb-cccc-dddd\n",
    )
    assert said.code in (2, 4)
    assert "password" in said.errors.lower()
    assert "Traceback" not in said.errors
    listed = command.run("accounts", "list", "--json")
    assert listed.out.strip() == "[]"
