"""Where a person keeps files for the platforms that fetch them from an address: an S3 bucket.

Sources: Amazon S3 User Guide, "Bucket naming rules", "Virtual hosting of buckets", "Creating object
key names" (docs.aws.amazon.com/AmazonS3/latest/userguide, 2026-11).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from urllib.parse import SplitResult, urlsplit

from brandcraft_desktop.errors import BadInput

KEPT_DAYS = 93  # three months (at most 92 days) and one day: the backstop behind every copy
PARTS_KEPT_DAYS = 7  # what was sent of an upload that nobody finished
LONGEST_ADDRESS = timedelta(days=7)  # SigV4 takes no longer ones ("Query parameters", S3 API)
USUAL_REGION = "us-east-1"  # what servers take that know no regions
USUAL_PREFIX = "brandcraft"

_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
_PREFIX = re.compile(r"[A-Za-z0-9_.-]+(?:/[A-Za-z0-9_.-]+)*")
_REGION = re.compile(r"[A-Za-z0-9-]{1,64}")
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*")
_AMAZON = re.compile(r"s3[.-]([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?")


class Addressing(StrEnum):
    """Where the bucket's name stands in an address."""

    VIRTUAL = "virtual"  # https://bucket.host/key
    PATH = "path"  # https://host/bucket/key


@dataclass(frozen=True)
class BucketSettings:
    """One bucket of any S3-compatible server; its secret key is kept apart, in the vault.

    `endpoint` is the server's address, without the bucket; an empty `region` is found when the
    settings are tidied. Everything of ours lies below `prefix`.
    `media_domain` is the person's own address that leads to the bucket's root, where it is public;
    "" where addresses are signed. `lifecycle` and `robots`: whether the rule that deletes old
    files and the file robots.txt are ours to set.
    """

    endpoint: str
    bucket: str
    access_key: str
    region: str = ""
    prefix: str = USUAL_PREFIX
    media_domain: str = ""
    addressing: Addressing = Addressing.VIRTUAL
    lifecycle: bool = True
    robots: bool = True

    @property
    def place(self) -> str:
        """Names the bucket among all there are: what was put into another one is not here."""
        return f"{self.endpoint}/{self.bucket}"


def tidied(given: BucketSettings) -> BucketSettings:
    """The settings as they are kept, once they make sense. Raises `BadInput` naming the field."""
    endpoint = _origin(given.endpoint, "endpoint", "The address of the storage")
    host = urlsplit(endpoint).hostname or ""
    bucket = given.bucket.strip()
    if not _BUCKET.fullmatch(bucket) or ".." in bucket:
        raise BadInput(
            f"“{bucket}” is no name of a bucket." if bucket else "The bucket's name is missing.",
            "It has 3 to 63 small letters, digits, dots and hyphens.",
            "Copy it from your provider's page.",
            field="bucket",
        )
    if host.startswith(f"{bucket}."):
        endpoint = endpoint.replace(f"//{bucket}.", "//", 1)  # pasted whole from the provider
        host = host.removeprefix(f"{bucket}.")
    tls = endpoint.startswith("https:")
    if tls and "." in bucket and given.addressing is Addressing.VIRTUAL:
        raise BadInput(
            "A bucket with a dot in its name can't stand in front of the host.",
            "The server's certificate does not hold for it.",
            "Choose addresses with the bucket in the path, or another bucket.",
            field="addressing",
        )
    access_key = given.access_key.strip()
    if not access_key or not access_key.isprintable() or " " in access_key:
        raise BadInput(
            "The access key is missing." if not access_key else "This is no access key.",
            "It is the public half of the pair of keys that your provider gives you.",
            "Copy it from your provider's page.",
            field="access_key",
        )
    region = given.region.strip() or _region_of(host)
    if not _REGION.fullmatch(region):
        raise BadInput(
            f"“{region}” is no region.",
            "It is a short word like eu-central-1, or auto.",
            "Copy it from your provider's page, or leave it empty.",
            field="region",
        )
    return replace(
        given,
        endpoint=endpoint,
        bucket=bucket,
        access_key=access_key,
        region=region,
        prefix=_prefix(given.prefix),
        media_domain=_media_domain(given.media_domain),
    )


def is_secure(address: str) -> bool:
    """Whether platforms may be given it: over https, or on this machine (for practice)."""
    parts = urlsplit(address)
    local = parts.hostname in ("localhost", "::1") or (parts.hostname or "").startswith("127.")
    return parts.scheme == "https" or local


def _region_of(host: str) -> str:
    named = _AMAZON.fullmatch(host)
    return named.group(1) if named else USUAL_REGION


def _prefix(given: str) -> str:
    prefix = given.strip().strip("/") or USUAL_PREFIX
    if not _PREFIX.fullmatch(prefix) or len(prefix) > 200 or {".", ".."} & {*prefix.split("/")}:
        raise BadInput(
            f"“{prefix}” can't be the name of a folder in a bucket.",
            "It takes letters without accents, digits, dots, hyphens and underscores.",
            "Write another name.",
            field="prefix",
        )
    return prefix


def _media_domain(given: str) -> str:
    text = given.strip()
    if not text:
        return ""
    whole = text if "://" in text else f"https://{text}"
    return _origin(whole, "media_domain", "Your own domain")


def _origin(given: str, field: str, what: str) -> str:
    """Scheme, host and port, in lower case. Raises `BadInput`."""
    text = given.strip()
    whole = text if "://" in text or not text else f"https://{text}"
    try:
        parts = urlsplit(whole)
        usable = parts.scheme in ("http", "https") and _bare(parts)
    except ValueError:
        usable = False
    if not usable:
        raise BadInput(
            f"{what} is missing." if not text else f"{what} can't be used.",
            "It is written as https://host, without a path and without a password.",
            "Copy it from your provider's page.",
            field=field,
        )
    return f"{parts.scheme}://{parts.netloc.lower()}"


def _bare(parts: SplitResult) -> bool:
    """Whether it is no more than a host with its port; asking for a bad port raises ValueError."""
    more = parts.path.strip("/") or parts.query or parts.fragment or parts.username is not None
    return parts.port != 0 and _HOST.fullmatch(parts.hostname or "") is not None and not more
