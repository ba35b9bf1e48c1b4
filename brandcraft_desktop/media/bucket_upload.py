"""Putting a file into a bucket, in parts that are sent once: a new try goes on behind the last.

Limits: Amazon S3 User Guide, "Multipart upload limits" (2026-11): parts of 5 MiB to 5 GiB, at most
10,000 of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from brandcraft_desktop.errors import ContentRefused, NotSent
from brandcraft_desktop.media.bucket import Bucket, Progress
from brandcraft_desktop.media.bucket_words import in_words, refusal_of

PART = 8 * 1024 * 1024
MOST_PARTS = 10_000


@dataclass(frozen=True)
class Source:
    """A file to put; `mime` is what the platforms are told it is."""

    path: Path
    mime: str
    bytes: int


def part_size(size: int, part: int = PART) -> int:
    """How large the parts of a file are: always the same for the same file, whole MiB."""
    mib = 1024 * 1024
    least = -(-size // MOST_PARTS)
    return max(part, -(-least // mib) * mib)


def put_file(
    bucket: Bucket,
    key: str,
    source: Source,
    *,
    upload_id: str = "",
    began: Callable[[str], None],
    progress: Progress,
    part: int = PART,
) -> None:
    """Put a file at `key`, whole when this returns.

    `upload_id` names an upload that was begun before: its parts are asked for and not sent again.
    `began` is told the id of a new one, to keep it. Raises `errors.PublishingError` and whatever
    `began` and `progress` raise; what was sent stays for the next try then.
    """
    try:
        if source.path.stat().st_size != source.bytes:
            raise _changed()
        if source.bytes <= part:
            _put_whole(bucket, key, source)
        else:
            _put_parts(
                bucket, key, source, upload_id, began, progress, part_size(source.bytes, part)
            )
    except OSError as error:
        raise ContentRefused(
            "A file of this post can't be read.",
            f"The computer says: {error.strerror or 'unreadable'}.",
            "Add the file again.",
        ) from error
    if bucket.bytes_of(key) != source.bytes:
        raise NotSent("The file did not arrive whole.", "", "It is sent again.")
    progress(source.bytes, source.bytes)


def _put_whole(bucket: Bucket, key: str, source: Source) -> None:
    with source.path.open("rb") as file, in_words(bucket.settings):
        bucket.client.put_object(
            Bucket=bucket.settings.bucket,
            Key=key,
            Body=file,
            ContentLength=source.bytes,
            ContentType=source.mime,
        )


def _put_parts(
    bucket: Bucket,
    key: str,
    source: Source,
    upload_id: str,
    began: Callable[[str], None],
    progress: Progress,
    size: int,
) -> None:
    there = _parts(bucket, key, upload_id) if upload_id else None
    if there is None:
        if upload_id and _is_whole(bucket, key, source):
            return  # the answer to "complete" was lost, or another worker was faster
        upload_id, there = _begin(bucket, key, source), {}
        began(upload_id)
    tags: list[str] = []
    sent = 0
    with source.path.open("rb") as file:
        for number in range(1, -(-source.bytes // size) + 1):
            length = min(size, source.bytes - (number - 1) * size)
            known = there.get(number)
            if known is None or known[1] != length:
                file.seek((number - 1) * size)
                data = file.read(length)
                if len(data) != length:
                    raise _changed()
                tags.append(_put_part(bucket, key, upload_id, number, data))
            else:
                tags.append(known[0])
            sent += length
            progress(sent, source.bytes)
    _complete(bucket, key, upload_id, tags, source)


def _parts(bucket: Bucket, key: str, upload_id: str) -> dict[int, tuple[str, int]] | None:
    """The parts the server has, by number: tag and bytes. None: it knows no such upload."""
    from botocore.exceptions import ClientError

    found: dict[int, tuple[str, int]] = {}
    with in_words(bucket.settings):
        try:
            pages = bucket.client.get_paginator("list_parts")
            for page in pages.paginate(Bucket=bucket.settings.bucket, Key=key, UploadId=upload_id):
                for one in page.get("Parts", ()):
                    found[int(one["PartNumber"])] = str(one["ETag"]), int(one["Size"])
        except ClientError as error:
            if _unknown(error):
                return None
            raise
    return found


def _begin(bucket: Bucket, key: str, source: Source) -> str:
    with in_words(bucket.settings):
        answer = bucket.client.create_multipart_upload(
            Bucket=bucket.settings.bucket, Key=key, ContentType=source.mime
        )
    return str(answer["UploadId"])


def _put_part(bucket: Bucket, key: str, upload_id: str, number: int, data: bytes) -> str:
    with in_words(bucket.settings):
        answer = bucket.client.upload_part(
            Bucket=bucket.settings.bucket,
            Key=key,
            UploadId=upload_id,
            PartNumber=number,
            Body=data,
        )
    return str(answer["ETag"])


def _complete(bucket: Bucket, key: str, upload_id: str, tags: list[str], source: Source) -> None:
    from botocore.exceptions import ClientError

    parts = [{"PartNumber": number, "ETag": tag} for number, tag in enumerate(tags, 1)]
    with in_words(bucket.settings):
        try:
            bucket.client.complete_multipart_upload(
                Bucket=bucket.settings.bucket,
                Key=key,
                UploadId=upload_id,
                MultipartUpload={"Parts": parts},
            )
        except ClientError as error:
            if not _unknown(error) or not _is_whole(bucket, key, source):
                raise


def _unknown(error: Exception) -> bool:
    refusal = refusal_of(error)
    return refusal is not None and refusal.code in ("NoSuchUpload", "404")


def _is_whole(bucket: Bucket, key: str, source: Source) -> bool:
    from brandcraft_desktop.errors import NotFound

    try:
        return bucket.bytes_of(key) == source.bytes
    except NotFound:
        return False


def _changed() -> ContentRefused:
    return ContentRefused(
        "A file of this post was changed outside the program.",
        "It has another size than when it was prepared.",
        "Add the file again.",
    )
