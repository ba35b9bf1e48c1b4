"""A bucket whose server says no: every answer in a person's words, and none of our secrets."""

from __future__ import annotations

import socket
import threading
import traceback
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from brandcraft_desktop.domain.media_store import Addressing, BucketSettings, tidied
from brandcraft_desktop.errors import (
    ContentRefused,
    NotFound,
    NotSent,
    OwnerNeeded,
    PublishingError,
    RateLimited,
)
from brandcraft_desktop.media.bucket import Bucket
from brandcraft_desktop.media.bucket_upload import MOST_PARTS, PART, Source, part_size, put_file
from tests.media.s3_answers import Answers, answering

SECRET = "a-secret-key-of-ours"


@pytest.fixture(scope="module")
def answers() -> Iterator[Answers]:
    with answering(Answers()) as made:
        yield made


@pytest.fixture(scope="module")
def bucket(answers: Answers) -> Iterator[Bucket]:
    made = BucketSettings(answers.address, "my-media", "AK1", addressing=Addressing.PATH)
    opened = Bucket(tidied(made), SECRET, patience=0.05)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("status", "code", "kind", "words"),
    [
        (403, "InvalidAccessKeyId", OwnerNeeded, "does not know this access key"),
        (403, "SignatureDoesNotMatch", OwnerNeeded, "The secret key is wrong."),
        (404, "NoSuchBucket", OwnerNeeded, "There is no bucket “my-media”."),
        (403, "RequestTimeTooSkewed", OwnerNeeded, "The clock of this computer is wrong."),
        (403, "AccessDenied", OwnerNeeded, "This key may not do that"),
        (403, "QuotaExceeded", OwnerNeeded, "The media storage is full."),
        (400, "EntityTooLarge", ContentRefused, "too large"),
        (501, "NotImplemented", OwnerNeeded, "does not offer this"),
        (400, "InvalidRequest", OwnerNeeded, "refused this"),
        (404, "NoSuchKey", NotFound, "does not have this file"),
    ],
)
def test_what_the_server_says(
    answers: Answers, bucket: Bucket, status: int, code: str, kind: type[Exception], words: str
) -> None:
    answers.refuse(status, code)
    with pytest.raises(kind) as caught:
        bucket.look()
    assert words in str(caught.value)
    said = "".join(traceback.format_exception(caught.value))
    assert SECRET not in said
    assert "Signature=" not in said
    assert caught.value.__cause__ is None


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [(503, "SlowDown", RateLimited), (500, "InternalError", NotSent)],
)
def test_what_may_be_better_next_time(
    answers: Answers, bucket: Bucket, status: int, code: str, kind: type[PublishingError]
) -> None:
    answers.refuse(status, code)
    with pytest.raises(kind):
        bucket.look()


@pytest.mark.parametrize(
    ("status", "code", "more"),
    [
        (400, "AuthorizationHeaderMalformed", "<Region>eu-central-1</Region>"),
        (301, "PermanentRedirect", ""),
    ],
)
def test_another_region(
    answers: Answers, bucket: Bucket, status: int, code: str, more: str
) -> None:
    answers.refuse(status, code, more, x_amz_bucket_region="eu-central-1")
    with pytest.raises(OwnerNeeded) as caught:
        bucket.look()
    assert caught.value.cause == "The bucket “my-media” is in eu-central-1, not in us-east-1."
    assert "Set the region to eu-central-1" in caught.value.action


def test_a_server_that_does_not_answer_in_time() -> None:
    with answering(Answers(silent=threading.Event())) as silent:
        made = BucketSettings(silent.address, "my-media", "AK1", addressing=Addressing.PATH)
        opened = Bucket(tidied(made), SECRET, patience=0.002)
        with pytest.raises(NotSent, match="took too long"):
            opened.look()
        opened.close()


def test_nobody_there_and_no_tls(answers: Answers) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        free = probe.getsockname()[1]
    made = BucketSettings(f"http://127.0.0.1:{free}", "my-media", "AK1")
    nobody = Bucket(tidied(made), SECRET, patience=0.05)
    with pytest.raises(NotSent, match="can't be reached"):
        nobody.look()
    nobody.close()
    secure = Bucket(
        tidied(replace(made, endpoint=answers.address.replace("http:", "https:"))), SECRET
    )
    with pytest.raises(OwnerNeeded, match="can't be trusted"):
        secure.look()
    secure.close()


def test_nothing_of_the_persons_own_set_up_is_read(
    answers: Answers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program's profile, keys and addresses stay with it."""
    mine = tmp_path / "config"
    mine.write_text(
        "[profile work]\naws_access_key_id = OTHER\nendpoint_url = http://127.0.0.1:9\n"
    )
    for name, value in {
        "AWS_PROFILE": "not-there",
        "AWS_CONFIG_FILE": str(mine),
        "AWS_ACCESS_KEY_ID": "OTHER",
        "AWS_SECRET_ACCESS_KEY": "OTHER",
        "AWS_SESSION_TOKEN": "OTHER",
        "AWS_ENDPOINT_URL_S3": "http://127.0.0.1:9",
        "AWS_REGION": "mars-1",
        "AWS_USE_DUALSTACK_ENDPOINT": "true",
    }.items():
        monkeypatch.setenv(name, value)
    answers.status, answers.headers = 200, {}
    answers.body = b"<ListBucketResult></ListBucketResult>"
    answers.came.clear()
    made = BucketSettings(answers.address, "my-media", "AK1", addressing=Addressing.PATH)
    opened = Bucket(tidied(made), SECRET)
    opened.look()
    opened.close()
    [(_, path, headers)] = answers.came
    assert path.startswith("/my-media?")
    assert "Credential=AK1/" in headers["Authorization"]
    assert "/us-east-1/s3/" in headers["Authorization"]
    assert "X-Amz-Security-Token" not in headers


def test_addresses(bucket: Bucket) -> None:
    """Signed for as long as asked, seven days at most; on one's own domain without a signature."""
    for lasting, told in ((timedelta(hours=2), 7200), (timedelta(days=30), 604_800)):
        address = bucket.address("brandcraft/a b.jpg", lasting)
        assert f"X-Amz-Expires={told}&" in address
        assert "/my-media/brandcraft/a%20b.jpg?" in address
        assert SECRET not in address
    own = replace(bucket.settings, media_domain="https://media.example.com")
    opened = Bucket(own, SECRET)
    address = opened.address("brandcraft/a b.jpg", timedelta(hours=2))
    assert address == "https://media.example.com/brandcraft/a%20b.jpg"
    opened.close()


@pytest.mark.parametrize("size", [1, PART, PART + 1, PART * MOST_PARTS, PART * MOST_PARTS + 1])
def test_parts_are_never_too_many(size: int) -> None:
    part = part_size(size)
    assert part >= PART
    assert -(-size // part) <= MOST_PARTS
    assert part % (1024 * 1024) == 0


def test_a_file_that_is_gone_or_was_changed(bucket: Bucket, tmp_path: Path) -> None:
    def put(path: Path, size: int) -> None:
        put_file(
            bucket,
            "a.jpg",
            Source(path, "image/jpeg", size),
            began=lambda _: None,
            progress=lambda sent, total: None,
        )

    with pytest.raises(ContentRefused, match="can't be read"):
        put(tmp_path / "none.jpg", 3)
    (tmp_path / "a.jpg").write_bytes(b"four")
    with pytest.raises(ContentRefused, match="changed outside"):
        put(tmp_path / "a.jpg", 3)
