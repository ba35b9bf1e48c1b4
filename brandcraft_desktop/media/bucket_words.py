"""What a bucket's server says, in words for a person.

Codes: Amazon S3 API Reference, "Error responses" (2026-11), and those of MinIO and Ceph where they
have their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from brandcraft_desktop.domain.media_store import BucketSettings
from brandcraft_desktop.errors import (
    ContentRefused,
    NotFound,
    NotSent,
    OwnerNeeded,
    PublishingError,
    RateLimited,
)

_WRONG_KEY = frozenset(
    {"InvalidAccessKeyId", "InvalidClientTokenId", "UnrecognizedClientException"}
)
_WRONG_REGION = frozenset(
    {
        "PermanentRedirect",
        "TemporaryRedirect",
        "AuthorizationHeaderMalformed",
        "AuthorizationQueryParametersError",
        "IllegalLocationConstraintException",
        "301",
        "307",
    }
)
_SKEW = frozenset({"RequestTimeTooSkewed", "RequestExpired"})
_NO_PERMISSION = frozenset({"AccessDenied", "AllAccessDisabled", "AccountProblem", "403"})
_FULL = frozenset({"QuotaExceeded", "XMinioStorageFull", "InsufficientStorage", "507"})
_SLOW = frozenset({"SlowDown", "TooManyRequests", "429", "Throttling", "RequestLimitExceeded"})
_NOT_OFFERED = frozenset({"NotImplemented", "MethodNotAllowed", "XNotImplemented", "405", "501"})


@dataclass(frozen=True)
class Refusal:
    """What the server answered instead: a code, the HTTP status, the region it asks for, if any."""

    code: str
    status: int
    region: str = ""


def worded(refusal: Refusal, settings: BucketSettings) -> PublishingError:
    """The error for an answer of the server; the class says whether trying again may help."""
    code, status, bucket = refusal.code, refusal.status, settings.bucket
    host = urlsplit(settings.endpoint).hostname or settings.endpoint
    raw = f"{status} {code}".strip()
    if code in _WRONG_KEY:
        return OwnerNeeded(
            "The media storage does not know this access key.",
            f"{host} has no key “{settings.access_key}”, or it was deleted.",
            "Copy both keys again from your provider's page.",
            raw=raw,
        )
    if code == "SignatureDoesNotMatch":
        return OwnerNeeded(
            "The secret key is wrong.",
            f"{host} knows the access key, but the secret does not belong to it.",
            "Copy the secret again; where it is lost, make a new pair of keys.",
            raw=raw,
        )
    if code == "NoSuchBucket":
        return OwnerNeeded(
            f"There is no bucket “{bucket}”.",
            f"{host} has none of that name for this key.",
            "Make it on your provider's page, or mend its name.",
            raw=raw,
        )
    if code in _WRONG_REGION:
        return _wrong_region(refusal, settings, raw)
    if code in _SKEW:
        return OwnerNeeded(
            "The clock of this computer is wrong.",
            f"Its time differs by more than a quarter of an hour from that of {host}.",
            "Set date and time by the network.",
            raw=raw,
        )
    if code in _FULL:
        return OwnerNeeded(
            "The media storage is full.",
            f"{host} takes no more for this bucket.",
            "Free some space there, or enlarge it on your provider's page.",
            raw=raw,
        )
    if code == "EntityTooLarge":
        return ContentRefused(
            "The file is too large for the media storage.",
            f"{host} takes no file of that size.",
            "Make it smaller, or use another storage.",
            raw=raw,
        )
    if code in _NOT_OFFERED:
        return OwnerNeeded(
            "The media storage does not offer this.", f"{host} says: {code}.", raw=raw
        )
    if code in _SLOW:
        return RateLimited(
            "The media storage asks us to slow down.", f"{host} has too much to do.", raw=raw
        )
    if code == "RequestTimeout" or status in (408, 504):
        return _timed_out(host, raw)
    if code in _NO_PERMISSION:
        return OwnerNeeded(
            "This key may not do that in the bucket.",
            f"{host} allows it less than Brandcraft needs in “{bucket}”.",
            "Let the key read, write, list and delete below "
            f"“{settings.prefix}/”, on your provider's page.",
            raw=raw,
        )
    if status >= 500:
        return NotSent(
            "The media storage has a problem of its own.",
            f"{host} answered {status}.",
            "Try again in a moment.",
            raw=raw,
        )
    return OwnerNeeded(
        "The media storage refused this.",
        f"{host} answered {raw}.",
        "Check the settings of the media storage.",
        raw=raw,
    )


def _wrong_region(refusal: Refusal, settings: BucketSettings, raw: str) -> OwnerNeeded:
    if refusal.region and refusal.region != settings.region:
        return OwnerNeeded(
            "The region is wrong.",
            f"The bucket “{settings.bucket}” is in {refusal.region}, not in {settings.region}.",
            f"Set the region to {refusal.region}, and the address to that of this region.",
            raw=raw,
        )
    return OwnerNeeded(
        "The region or the address is wrong.",
        f"The bucket “{settings.bucket}” is to be asked for at another address.",
        "Copy address and region of the bucket from your provider's page.",
        raw=raw,
    )


def _timed_out(host: str, raw: str) -> NotSent:
    return NotSent(
        "The media storage took too long.",
        f"{host} did not answer in time.",
        "Try again; look at your connection if it stays so.",
        raw=raw,
    )


def refusal_of(error: Exception) -> Refusal | None:
    """The server's answer in an error of its library; None where there was none."""
    response = getattr(error, "response", None)
    if not isinstance(response, dict):
        return None
    inner, meta = response.get("Error") or {}, response.get("ResponseMetadata") or {}
    headers = meta.get("HTTPHeaders") or {}
    region = inner.get("Region") or headers.get("x-amz-bucket-region") or ""
    return Refusal(str(inner.get("Code", "")), int(meta.get("HTTPStatusCode", 0)), str(region))


@contextmanager
def in_words(settings: BucketSettings) -> Iterator[None]:
    """Turns what the library raises into our errors.

    What its errors hold (requests with their signatures) does not travel on: no "from error".
    Raises `errors.PublishingError`, `errors.NotFound` for an object that is not there.
    """
    from botocore import exceptions as theirs

    host = urlsplit(settings.endpoint).netloc
    try:
        yield
    except theirs.ClientError as error:
        refusal = refusal_of(error) or Refusal("", 0)
        if refusal.code in ("NoSuchKey", "404", "NoSuchUpload"):
            raise NotFound("The media storage does not have this file.") from None
        raise worded(refusal, settings) from None
    except (theirs.ConnectTimeoutError, theirs.ReadTimeoutError) as error:
        raise _timed_out(host, type(error).__name__) from None
    except theirs.SSLError:
        raise OwnerNeeded(
            "The media storage can't be trusted.",
            f"The certificate of {host} does not hold for it, or it speaks no TLS.",
            "Check the address; a server with a certificate of its own needs AWS_CA_BUNDLE.",
            raw="SSLError",
        ) from None
    except theirs.ProxyConnectionError:
        raise NotSent(
            "The media storage can't be reached.",
            "The proxy of this computer does not answer.",
            "Check the proxy in the system's settings.",
        ) from None
    except (theirs.HTTPClientError, theirs.ConnectionError) as error:
        raise NotSent(
            "The media storage can't be reached.",
            f"{host} does not answer.",
            "Check its address and your connection.",
            raw=type(error).__name__,
        ) from None
    except (theirs.BotoCoreError, ValueError) as error:
        raise OwnerNeeded(
            "The settings of the media storage can't be used.",
            f"They make no request for {host}.",
            "Check address, bucket and region.",
            raw=type(error).__name__,
        ) from None
