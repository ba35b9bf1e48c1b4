"""What a test may turn on this platform while it runs."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace

from brandcraft_desktop.practice.values import Malformed, Object, flag_of, text_of, whole_of

WEB = "https://www.linkedin.com"
API = "https://api.linkedin.com"
CDN = "https://media.licdn.com"


@dataclass(frozen=True)
class Settings:
    """Times in seconds of the practice clock.

    `oldest_version`: what is older is retired. `daily_limit`: calls of one resource by one member a
    day, 0: no limit. `image_polls`, `document_polls`, `video_polls`: how many times a file is asked
    for, or used too early, before it can be used; `processing_fails`: it never can. `part_bytes`:
    the size of a video's parts. `page_product`: whether the app may ask for pages at all.
    `access_days`: how long a sign-in lasts; `partner`: whether the app is given refresh tokens.
    `list_delay`: how long a new post is missing from the list of an author's posts.
    `duplicate_seconds`: how long the same post is refused.
    """

    oldest_version: str = "202509"
    daily_limit: int = 0
    image_polls: int = 0
    document_polls: int = 0
    video_polls: int = 1
    processing_fails: bool = False
    part_bytes: int = 4_194_304
    page_product: bool = True
    access_days: int = 60
    partner: bool = False
    list_delay: int = 0
    upload_seconds: int = 3600
    duplicate_seconds: int = 600

    def to_json(self) -> Object:
        return {**asdict(self)}


def changed(settings: Settings, value: Object) -> Settings:
    """`settings` with the fields of a control request put over it. Raises values.Malformed."""
    known = settings.to_json()
    for name, given in value.items():
        if name not in known:
            raise Malformed(f"unknown setting {name}")
        if type(given) is not type(known[name]):
            raise Malformed(f"{name} must be like {known[name]}")
    return replace(
        settings,
        oldest_version=text_of(value, "oldest_version", settings.oldest_version),
        daily_limit=whole_of(value, "daily_limit", settings.daily_limit),
        image_polls=whole_of(value, "image_polls", settings.image_polls),
        document_polls=whole_of(value, "document_polls", settings.document_polls),
        video_polls=whole_of(value, "video_polls", settings.video_polls),
        processing_fails=flag_of(value, "processing_fails", settings.processing_fails),
        part_bytes=whole_of(value, "part_bytes", settings.part_bytes),
        page_product=flag_of(value, "page_product", settings.page_product),
        access_days=whole_of(value, "access_days", settings.access_days),
        partner=flag_of(value, "partner", settings.partner),
        list_delay=whole_of(value, "list_delay", settings.list_delay),
        upload_seconds=whole_of(value, "upload_seconds", settings.upload_seconds),
        duplicate_seconds=whole_of(value, "duplicate_seconds", settings.duplicate_seconds),
    )
