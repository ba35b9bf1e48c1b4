"""The servers of this world, and what each of them takes.

Source of the figures and field names: mastodon/documentation @2903485, entities/Instance.
"""

from __future__ import annotations

from dataclasses import dataclass

from brandcraft_desktop.practice.values import Object

PICTURES = ("image/jpeg", "image/png", "image/gif", "image/heic", "image/heif", "image/webp")
VIDEOS = ("video/webm", "video/mp4", "video/quicktime", "video/ogg")


@dataclass(frozen=True)
class Server:
    """A server: `host` is where it answers, `domain` what its handles end with; sizes in bytes."""

    name: str
    title: str
    host: str
    domain: str
    characters: int = 500
    files: int = 4
    url_length: int = 23
    description: int = 1500
    image_bytes: int = 16_777_216
    image_pixels: int = 33_177_600
    video_bytes: int = 103_809_024
    video_pixels: int = 8_294_400
    frame_rate: int = 120
    answers: int = 4
    answer_length: int = 50
    shortest_poll: int = 300
    longest_poll: int = 2_629_746
    types: tuple[str, ...] = (*PICTURES, "image/avif", *VIDEOS)

    @property
    def origin(self) -> str:
        """Where its API and its pages are."""
        return f"https://{self.host}"

    @property
    def handle_origin(self) -> str:
        """Where its handles lead: itself, or a domain that only points to it."""
        return f"https://{self.domain}"

    def configuration(self) -> Object:
        """Its limits as `configuration` of the instance tells them."""
        return {
            "urls": {"streaming": f"wss://{self.host}"},
            "accounts": {"max_featured_tags": 10, "max_pinned_statuses": 5},
            "statuses": {
                "max_characters": self.characters,
                "max_media_attachments": self.files,
                "characters_reserved_per_url": self.url_length,
            },
            "media_attachments": {
                "description_limit": self.description,
                "supported_mime_types": [*self.types],
                "image_size_limit": self.image_bytes,
                "image_matrix_limit": self.image_pixels,
                "video_size_limit": self.video_bytes,
                "video_frame_rate_limit": self.frame_rate,
                "video_matrix_limit": self.video_pixels,
            },
            "polls": {
                "max_options": self.answers,
                "max_characters_per_option": self.answer_length,
                "min_expiration": self.shortest_poll,
                "max_expiration": self.longest_poll,
            },
            "translation": {"enabled": False},
        }

    def instance(self) -> Object:
        """The whole answer of GET /api/v2/instance."""
        return {
            "domain": self.domain,
            "title": self.title,
            "version": "4.5.2",
            "source_url": "https://github.com/mastodon/mastodon",
            "description": "A server of the practice world.",
            "usage": {"users": {"active_month": 2}},
            "thumbnail": {"url": f"{self.origin}/packs/media/images/preview.png"},
            "icon": [],
            "languages": ["en"],
            "configuration": self.configuration(),
            "registrations": {"enabled": False, "approval_required": False, "message": None},
            "api_versions": {"mastodon": 7},
            "contact": {"email": f"people@{self.domain}", "account": None},
            "rules": [],
        }


FIRST = Server("social", "Practice Social", "social.practice.example", "social.practice.example")
SECOND = Server(
    "club",
    "Practice Club",
    "web.club.example",
    "club.example",
    characters=1000,
    files=6,
    description=500,
    image_bytes=8_388_608,
    answers=6,
    answer_length=80,
    longest_poll=604_800,
    types=("image/jpeg", "image/png", "image/gif", "image/webp", "video/mp4"),
)
ELSEWHERE = "https://www.practice.example"
"""A site of the open web that is no Mastodon server."""
