"""What a test may turn on this platform while it runs."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace

from brandcraft_desktop.practice.values import Malformed, Object

GRAPH = "https://graph.instagram.com"
GRAPH_FACEBOOK = "https://graph.facebook.com"
UPLOADS = "https://rupload.facebook.com"
API = "https://api.instagram.com"
WEB = "https://www.instagram.com"
WEB_FACEBOOK = "https://www.facebook.com"
PICTURES = "https://scontent.cdninstagram.com"
DAY = 86_400.0


@dataclass(frozen=True)
class Settings:
    """Times in seconds of the practice clock.

    `image_polls`, `video_polls`: how many times a container is asked about before it is done;
    `outcome`: "finished", or the subcode it fails with. `bytes_taken`: through which door videos
    are taken as bytes ("both", "facebook", "none"). `quota`: posts in 24 hours.
    `moderation`: "" or the subcode that publishing is refused with (2207051, 2207050).
    `container_seconds`: how long a container lives; `youngest`: how old a token must be to be
    issued anew; `lag`: how long a post is missing from lists; `usage_minutes`: the wait that every
    answer tells of, 0 for none; `account_type`: BUSINESS, MEDIA_CREATOR or PERSONAL.
    """

    image_polls: int = 0
    video_polls: int = 2
    outcome: str = "finished"
    bytes_taken: str = "both"
    quota: int = 100
    moderation: str = ""
    container_seconds: float = DAY
    youngest: float = DAY
    lag: float = 0.0
    usage_minutes: int = 0
    account_type: str = "BUSINESS"

    def to_json(self) -> Object:
        return {**asdict(self)}


def changed(settings: Settings, value: Object) -> Settings:
    """`settings` with the fields of a control request put over it. Raises values.Malformed."""
    known = settings.to_json()
    for name, given in value.items():
        if name not in known:
            raise Malformed(f"unknown setting {name}")
        number = isinstance(known[name], float) and type(given) is int
        if type(given) is not type(known[name]) and not number:
            raise Malformed(f"{name} must be like {known[name]}")
    if value.get("bytes_taken", "both") not in ("both", "facebook", "none"):
        raise Malformed("bytes_taken must be both, facebook or none")
    return replace(settings, **value)  # type: ignore[arg-type]
