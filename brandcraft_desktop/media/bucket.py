"""A bucket of any S3-compatible server, through boto3; every error is in words.

boto3 is imported when a bucket is opened: it takes a third of a second.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import quote

from brandcraft_desktop.domain.media_store import LONGEST_ADDRESS, Addressing, BucketSettings
from brandcraft_desktop.media.bucket_words import in_words, refusal_of

if TYPE_CHECKING:
    from botocore.client import BaseClient

_CONNECT = 10  # seconds
_READ = 60  # seconds between two bytes
_TRIES = 3  # of one request; a whole upload goes on behind its last part anyway
_making = threading.Lock()  # botocore's loader is not made for several threads at once


@dataclass(frozen=True)
class Found:
    """An object as the server has it; `bytes` -1 for an upload in parts that was never finished."""

    key: str
    bytes: int
    changed_at: datetime
    upload_id: str = ""


class Bucket:
    """An open bucket: safe for several threads. Every method raises `errors.PublishingError`."""

    def __init__(
        self,
        settings: BucketSettings,
        secret: str,
        *,
        endpoint: str = "",
        proxies: bool = True,
        patience: float = 1.0,
    ) -> None:
        """`endpoint`: where requests really go (practice); `proxies`: whether those of the system
        are used; `patience` lengthens or shortens the time-outs.
        """
        self.settings = settings
        with in_words(settings), _making:
            self.client = _client(settings, secret, endpoint, proxies, patience)

    def close(self) -> None:
        """End the connections."""
        self.client.close()

    def look(self) -> None:
        """Ask for one object's name, which shows whether address, keys and bucket are right."""
        settings = self.settings
        with in_words(settings):
            self.client.list_objects_v2(
                Bucket=settings.bucket, Prefix=f"{settings.prefix}/", MaxKeys=1
            )

    def put(self, key: str, data: bytes, mime: str, *, public: bool = False) -> None:
        """Put a few bytes. `public`: for anybody to read, where the bucket lets objects say so."""
        from botocore.exceptions import ClientError

        settings = self.settings
        plain = {"Bucket": settings.bucket, "Key": key, "Body": data, "ContentType": mime}
        with in_words(settings):
            try:
                self.client.put_object(**plain, **({"ACL": "public-read"} if public else {}))
            except ClientError as error:
                refusal = refusal_of(error)
                if not public or refusal is None or refusal.code not in _NO_ACLS:
                    raise
                self.client.put_object(**plain)

    def bytes_of(self, key: str) -> int:
        """The size of an object. Raises `errors.NotFound`."""
        with in_words(self.settings):
            answer = self.client.head_object(Bucket=self.settings.bucket, Key=key)
        return int(answer["ContentLength"])

    def delete(self, key: str) -> None:
        """Delete an object; gone already is fine."""
        with in_words(self.settings):
            self.client.delete_object(Bucket=self.settings.bucket, Key=key)

    def abort(self, key: str, upload_id: str) -> None:
        """Throw away what was sent of an upload in parts; gone already is fine."""
        from botocore.exceptions import ClientError

        with in_words(self.settings):
            try:
                self.client.abort_multipart_upload(
                    Bucket=self.settings.bucket, Key=key, UploadId=upload_id
                )
            except ClientError as error:
                refusal = refusal_of(error)
                if refusal is None or refusal.code not in ("NoSuchUpload", "NoSuchKey", "404"):
                    raise

    def objects(self, prefix: str) -> Iterator[Found]:
        """Every object whose key begins with `prefix`."""
        with in_words(self.settings):
            pages = self.client.get_paginator("list_objects_v2")
            for page in pages.paginate(Bucket=self.settings.bucket, Prefix=prefix):
                for one in page.get("Contents", ()):
                    yield Found(str(one["Key"]), int(one["Size"]), one["LastModified"])

    def unfinished(self, prefix: str) -> Iterator[Found]:
        """Every upload in parts below `prefix` that was begun and never finished."""
        with in_words(self.settings):
            pages = self.client.get_paginator("list_multipart_uploads")
            for page in pages.paginate(Bucket=self.settings.bucket, Prefix=prefix):
                for one in page.get("Uploads", ()):
                    yield Found(str(one["Key"]), -1, one["Initiated"], str(one["UploadId"]))

    def address(self, key: str, lasting: timedelta) -> str:
        """Where anybody can fetch an object: signed for `lasting` (seven days at most), or on the
        person's own domain, where it lasts as long as the object. Asks nothing of the network.
        """
        settings = self.settings
        if settings.media_domain:
            return f"{settings.media_domain}/{quote(key)}"
        seconds = max(1, int(min(lasting, LONGEST_ADDRESS).total_seconds()))
        with in_words(settings):
            return str(
                self.client.generate_presigned_url(
                    "get_object",
                    Params={"Bucket": settings.bucket, "Key": key},
                    ExpiresIn=seconds,
                    HttpMethod="GET",
                )
            )


_NO_ACLS = ("AccessControlListNotSupported", "NotImplemented", "AccessDenied", "InvalidArgument")


def _client(
    settings: BucketSettings, secret: str, endpoint: str, proxies: bool, patience: float
) -> BaseClient:
    import boto3
    import botocore.session
    from botocore.config import Config

    # Nothing of the person's own AWS set-up may change what these settings say.
    core = botocore.session.Session(
        session_vars={
            "profile": (None, None, None, None),
            "config_file": (None, None, os.devnull, None),
            "credentials_file": (None, None, os.devnull, None),
        }
    )
    virtual = settings.addressing is Addressing.VIRTUAL
    config = Config(
        signature_version="s3v4",
        s3={"addressing_style": "virtual" if virtual else "path"},
        connect_timeout=_CONNECT * patience,
        read_timeout=_READ * patience,
        retries={"mode": "standard", "total_max_attempts": _TRIES},
        # Many S3-compatible servers refuse the checksums that boto3 adds since 1.36
        # (WORKAROUND https://github.com/boto/boto3/issues/4392).
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
        use_dualstack_endpoint=False,
        use_fips_endpoint=False,
        **({} if proxies else {"proxies": {}}),
    )
    client = boto3.Session(botocore_session=core).client(
        "s3",
        endpoint_url=endpoint or settings.endpoint,
        region_name=settings.region,
        aws_access_key_id=settings.access_key,
        aws_secret_access_key=secret,
        config=config,
    )
    client.meta.events.register(
        "before-call.s3.PutBucketLifecycleConfiguration", _with_digest, unique_id="brandcraft-md5"
    )
    return client


def _with_digest(params: dict[str, object], **_: object) -> None:
    """Ceph and others still ask for the Content-MD5 that boto3 has replaced by newer checksums."""
    import base64
    import hashlib

    body, headers = params.get("body"), params.get("headers")
    if isinstance(body, bytes | str) and isinstance(headers, dict):
        data = body.encode() if isinstance(body, str) else body
        digest = hashlib.md5(data, usedforsecurity=False).digest()
        headers["Content-MD5"] = base64.b64encode(digest).decode()


Progress = Callable[[int, int], None]
"""Told how many bytes of how many are there; what it raises ends an upload between two parts."""
