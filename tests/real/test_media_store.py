"""Files on a real S3 server: the test of a bucket, and uploads: once, and resumed."""

from __future__ import annotations

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from brandcraft_desktop.domain.media_store import KEPT_DAYS, Addressing, BucketSettings
from brandcraft_desktop.media.bucket import Bucket
from brandcraft_desktop.media.bucket_rules import put_robots
from brandcraft_desktop.media.bucket_upload import PART
from brandcraft_desktop.services import bucket as buckets
from brandcraft_desktop.services import copy_cleaning
from brandcraft_desktop.services.bucket_report import examine
from brandcraft_desktop.services.clock import SystemClock
from brandcraft_desktop.services.steps import Waiting
from brandcraft_desktop.services.workspace import Workspace
from tests.accounts.memory import MemoryStore
from tests.real.media_store_desk import (
    clock,
    fetched,
    finish,
    puller,
    put,
    settings,
    workspace,
)
from tests.real.radosgw import DAY, S3, SECRET
from tests.services.engine_world import (
    add_account,
    add_delivery,
)
from tests.services.puller import add_file, copies, pulling

__all__ = ["clock", "puller", "settings", "workspace"]
ROOT = Path(__file__).parents[2]
BIG = 2 * PART + 12_345  # three parts


def test_the_test_goes_through_every_step(
    workspace: Workspace, settings: BucketSettings, s3: S3
) -> None:
    found = {one.name: one for one in examine(workspace)}
    wrong = [one for one in found.values() if not one.ok]
    # Where the bucket's name stands in the path the host's robots.txt is its owner's.
    assert [one.name for one in wrong] == ["robots"]
    assert "domain" in wrong[0].action
    rules = s3.client.get_bucket_lifecycle_configuration(Bucket=settings.bucket)["Rules"]
    assert [one["Expiration"]["Days"] for one in rules] == [KEPT_DAYS]
    assert rules[0]["Filter"] == {"Prefix": "brandcraft/"}
    assert rules[0]["AbortIncompleteMultipartUpload"] == {"DaysAfterInitiation": 7}
    assert s3.keys(settings.bucket) == [], "the test leaves nothing behind"


def test_rules_of_others_stay_and_are_really_kept(
    workspace: Workspace, settings: BucketSettings, s3: S3
) -> None:
    """A rule of somebody else's, of one day, which lasts two seconds on this server."""
    other = {"ID": "mine", "Filter": {"Prefix": "old/"}, "Status": "Enabled"}
    s3.client.put_bucket_lifecycle_configuration(
        Bucket=settings.bucket,
        LifecycleConfiguration={"Rules": [{**other, "Expiration": {"Days": 1}}]},
    )
    s3.client.put_object(Bucket=settings.bucket, Key="old/a", Body=b"a")
    s3.client.put_object(Bucket=settings.bucket, Key="brandcraft/b", Body=b"b")
    examine(workspace)
    rules = s3.client.get_bucket_lifecycle_configuration(Bucket=settings.bucket)["Rules"]
    assert sorted(one["ID"] for one in rules) == ["brandcraft brandcraft", "mine"]
    deadline = time.monotonic() + 20 * DAY
    while s3.keys(settings.bucket) != ["brandcraft/b"]:
        assert time.monotonic() < deadline, "the rule of one day never came to pass"
        time.sleep(0.2)  # a condition of another process


@pytest.mark.parametrize(
    ("change_to", "secret", "step", "words"),
    [
        ({}, "SK-of-another", "sign_in", "The secret key is wrong."),
        ({"access_key": "NOBODY"}, SECRET, "sign_in", "does not know this access key"),
        ({"bucket": "not-there"}, SECRET, "sign_in", "There is no bucket “not-there”."),
        ({"endpoint": "http://127.0.0.1:9"}, SECRET, "reach", "127.0.0.1:9 does not answer"),
    ],
)
def test_what_is_wrong_is_said(
    workspace: Workspace,
    settings: BucketSettings,
    change_to: dict[str, str],
    secret: str,
    step: str,
    words: str,
) -> None:
    tried = replace(settings, **change_to)  # type: ignore[arg-type]
    last = examine(workspace, tried, secret)[-1]
    assert (last.name, last.ok) == (step, False)
    assert words in last.message
    assert last.action
    assert secret not in f"{last.message} {last.action}"


def test_addresses_with_the_bucket_in_front_of_the_host(settings: BucketSettings, s3: S3) -> None:
    """Signed for bucket.host, and fetched by plain HTTP from there; robots.txt without a key."""
    host = f"http://localhost:{s3.port}"
    virtual = replace(settings, endpoint=host, addressing=Addressing.VIRTUAL)
    writing, reading = Bucket(settings, SECRET), Bucket(virtual, SECRET)
    try:
        writing.put("brandcraft/a b+é.jpg", b"a picture", "image/jpeg")
        parts = urlsplit(reading.address("brandcraft/a b+é.jpg", timedelta(minutes=1)))
        assert parts.netloc == f"{settings.bucket}.localhost:{s3.port}"
        assert parts.geturl().isascii()

        def get(path: str) -> httpx.Response:
            # Not every resolver knows names below localhost: connect there, ask for the name.
            headers = {"Host": parts.netloc}
            return httpx.get(f"http://127.0.0.1:{s3.port}{path}", headers=headers, trust_env=False)

        answer = get(f"{parts.path}?{parts.query}")
        assert (answer.content, answer.headers["content-type"]) == (b"a picture", "image/jpeg")
        assert get(parts.path).status_code == 403, "nothing without a signature"
        assert get("/robots.txt").status_code in (403, 404)
        assert put_robots(writing)
        assert get("/robots.txt").text == "User-agent: *\nAllow: /brandcraft/\n"
        assert not put_robots(writing), "there is one: it stays"
    finally:
        writing.close()
        reading.close()


def test_an_upload_that_was_killed_goes_on_behind_its_last_part(
    tmp_path: Path, settings: BucketSettings, s3: S3
) -> None:
    with pulling(tmp_path / "home", SystemClock()) as workspace:
        buckets.save(workspace, settings, SECRET)
        data = bytes(range(256)) * (BIG // 256) + b"x" * (BIG % 256)
        media = add_file(workspace, data)
        delivery = add_delivery(workspace, add_account(workspace))
        child = start_child(workspace, media, delivery, stand_still=2)
        assert child.stdout is not None
        said = [child.stdout.readline().strip() for _ in range(3)]
        assert said == ["ready", "part 1", "part 2"], "it stands between the second and the third"
        child.kill()
        child.communicate()
        assert child.returncode == -9
        assert s3.keys(settings.bucket) == [], "nothing is there before the last part"
        [upload_id] = s3.uploads(settings.bucket)
        [kept] = copies(workspace)
        assert (kept.uploaded, kept.upload_id) == (False, upload_id)
        assert fetched(put(workspace, delivery, media)).content == data
        assert s3.uploads(settings.bucket) == []
        sent = [len(s3.requests("PUT", kept.key, f"partNumber={part}")) for part in (1, 2, 3)]
        assert sent == [1, 1, 1], "no part was sent twice"


def start_child(
    workspace: Workspace, media: str, delivery: str, *, stand_still: int
) -> subprocess.Popen[str]:
    words = (str(workspace.home.root), media, delivery, str(stand_still))
    return subprocess.Popen(
        [sys.executable, "-m", "tests.real.media_store_child", *words],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_many_processes_upload_one_file_once(
    tmp_path: Path, settings: BucketSettings, s3: S3
) -> None:
    with pulling(tmp_path / "home", SystemClock()) as workspace:
        buckets.save(workspace, settings, SECRET)
        media = add_file(workspace, b"a picture" * 1000)
        deliveries = [add_delivery(workspace, add_account(workspace, name=name)) for name in "ab"]
        children = [start_child(workspace, media, one, stand_still=0) for one in deliveries]
        for child in children:
            assert child.stdout is not None
            assert child.stdout.readline() == "ready\n"
        for child in children:
            assert child.stdin is not None
            child.stdin.write("go\n")
            child.stdin.flush()
        for child in children:
            said, _ = child.communicate(timeout=120)
            assert said.endswith("done\n")
        [key] = s3.keys(settings.bucket)
        assert len(s3.requests("PUT", key)) == 1
        assert sorted(str(one.delivery_id) for one in copies(workspace)) == sorted(deliveries)


def race(workspaces: list[Workspace], media: list[str], s3: S3, bucket: str) -> None:
    """Many threads of several workers want one file at once: it is sent once."""
    deliveries = [
        [add_delivery(one, add_account(one, name=f"{place}-{number}")) for number in range(2)]
        for place, one in enumerate(workspaces)
    ]

    def work(place: int, number: int) -> str:
        while True:
            try:
                return put(workspaces[place], deliveries[place][number], media[place])
            except Waiting:
                time.sleep(0.05)  # the engine would come again after some seconds

    with ThreadPoolExecutor(max_workers=4) as pool:
        jobs = [pool.submit(work, place, number) for place in (0, 1) for number in range(2)]
        addresses = [job.result() for job in jobs]
    assert len(s3.keys(bucket)) == 1
    [key] = s3.keys(bucket)
    assert len(s3.requests("PUT", key)) == 1
    assert {urlsplit(one).path for one in addresses} == {f"/{bucket}/{key}"}
    every = [one for mine in deliveries for one in mine]
    assert sorted(str(one.delivery_id) for one in copies(workspaces[0])) == sorted(every)
    for delivery in every[:-1]:
        finish(workspaces[0], delivery)
    assert copy_cleaning.release(workspaces[0]) == 0, "one still needs it"
    finish(workspaces[0], every[-1])
    assert copy_cleaning.release(workspaces[0]) == 1
    assert (s3.keys(bucket), copies(workspaces[0])) == ([], [])


def test_many_workers_upload_one_file_once(
    tmp_path: Path, settings: BucketSettings, s3: S3
) -> None:
    with ExitStack() as stack:
        keyring = MemoryStore()
        opened = [
            stack.enter_context(pulling(tmp_path / "home", SystemClock(), keyring=keyring))
            for _ in range(2)
        ]
        buckets.save(opened[0], settings, SECRET)
        media = add_file(opened[0], b"a picture" * 1000)
        race(opened, [media, media], s3, settings.bucket)


def test_many_machines_upload_one_file_once(
    tmp_path: Path, settings: BucketSettings, s3: S3, postgres_url: str
) -> None:
    with ExitStack() as stack:
        keyring = MemoryStore()
        opened = [
            stack.enter_context(
                pulling(
                    tmp_path / f"home-{place}",
                    SystemClock(),
                    database_url=postgres_url,
                    keyring=keyring,
                )
            )
            for place in (1, 2)
        ]
        buckets.save(opened[0], settings, SECRET)
        media = add_file(opened[0], b"a picture" * 1000)
        opened[1].store.add_bytes(b"a picture" * 1000)
        race(opened, [media, media], s3, settings.bucket)
