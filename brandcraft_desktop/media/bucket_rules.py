"""What a bucket is told once: to delete what is old, and to let the platforms' crawlers in.

Sources: Amazon S3 User Guide, "Lifecycle configuration elements"; RFC 9309 (robots.txt).
"""

from __future__ import annotations

from brandcraft_desktop.domain.media_store import KEPT_DAYS, PARTS_KEPT_DAYS
from brandcraft_desktop.errors import OwnerNeeded
from brandcraft_desktop.media.bucket import Bucket
from brandcraft_desktop.media.bucket_words import in_words, refusal_of

ROBOTS = "robots.txt"


def rule_id(bucket: Bucket) -> str:
    """The name of our rule, one for each prefix."""
    return f"brandcraft {bucket.settings.prefix}"


def set_lifecycle(bucket: Bucket) -> None:
    """Have everything below our prefix deleted after three months and a day, by the server itself.

    Rules of others stay as they are. It is read again: raises `errors.OwnerNeeded` where the server
    did not keep it, and `errors.PublishingError`.
    """
    others = [rule for rule in _rules(bucket) if rule.get("ID") != rule_id(bucket)]
    rule = {
        "ID": rule_id(bucket),
        "Filter": {"Prefix": f"{bucket.settings.prefix}/"},
        "Status": "Enabled",
        "Expiration": {"Days": KEPT_DAYS},
        "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": PARTS_KEPT_DAYS},
    }
    with in_words(bucket.settings):
        bucket.client.put_bucket_lifecycle_configuration(
            Bucket=bucket.settings.bucket, LifecycleConfiguration={"Rules": [*others, rule]}
        )
    if not has_lifecycle(bucket):
        raise OwnerNeeded(
            "The media storage did not keep the rule that deletes old files.",
            "It was sent, and it is not there when read again.",
            "Set such a rule on your provider's page.",
        )


def has_lifecycle(bucket: Bucket) -> bool:
    """Whether our rule is there, switched on, with our figures."""
    for rule in _rules(bucket):
        inner = rule.get("Filter")
        prefix = inner.get("Prefix") if isinstance(inner, dict) else rule.get("Prefix")
        if (
            prefix == f"{bucket.settings.prefix}/"
            and rule.get("Status") == "Enabled"
            and _days(rule, "Expiration", "Days") == KEPT_DAYS
            and _days(rule, "AbortIncompleteMultipartUpload", "DaysAfterInitiation")
            == PARTS_KEPT_DAYS
        ):
            return True
    return False


def drop_lifecycle(bucket: Bucket) -> None:
    """Take our rule away again; those of others stay."""
    rules = _rules(bucket)
    others = [rule for rule in rules if rule.get("ID") != rule_id(bucket)]
    if len(others) == len(rules):
        return
    with in_words(bucket.settings):
        if others:
            bucket.client.put_bucket_lifecycle_configuration(
                Bucket=bucket.settings.bucket, LifecycleConfiguration={"Rules": others}
            )
        else:
            bucket.client.delete_bucket_lifecycle(Bucket=bucket.settings.bucket)


def put_robots(bucket: Bucket) -> bool:
    """Put a robots.txt that lets crawlers fetch what is ours; False where there is one already."""
    from brandcraft_desktop.errors import NotFound

    try:
        bucket.bytes_of(ROBOTS)
    except NotFound:
        text = f"User-agent: *\nAllow: /{bucket.settings.prefix}/\n"
        bucket.put(ROBOTS, text.encode(), "text/plain", public=True)
        return True
    return False


def _rules(bucket: Bucket) -> list[dict[str, object]]:
    from botocore.exceptions import ClientError

    with in_words(bucket.settings):
        try:
            answer = bucket.client.get_bucket_lifecycle_configuration(Bucket=bucket.settings.bucket)
        except ClientError as error:
            refusal = refusal_of(error)
            if refusal is not None and refusal.code == "NoSuchLifecycleConfiguration":
                return []
            raise
    return list(answer.get("Rules", ()))


def _days(rule: dict[str, object], part: str, name: str) -> int:
    inner = rule.get(part)
    value = inner.get(name) if isinstance(inner, dict) else None
    return value if isinstance(value, int) else 0
