"""What arrived at the practice platforms, counted and compared in their own store."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from brandcraft_desktop.demo.story import ALTS, TEXT, THREAD, Told
from brandcraft_desktop.domain.views import PostView
from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.practice.process import PracticeServer
from brandcraft_desktop.services import media, posts
from brandcraft_desktop.services.delivery_plan import plan_for_delivery
from brandcraft_desktop.services.workspace import Workspace


class NotAsSent(BrandcraftError):
    """Something else arrived than what the window showed."""


@dataclass(frozen=True)
class Arrival:
    """One published message, as the platform has it."""

    account: str
    time: str
    text: str
    pictures: int
    address: str


def check(workspace: Workspace, server: PracticeServer, told: Told) -> tuple[Arrival, ...]:
    """Compare every record with what was written. Raises `NotAsSent`."""
    journal = _records(server)
    handles = {account.did: account.handle for account in server.accounts}
    arrivals: list[Arrival] = []
    for did, handle in handles.items():
        mine = [record for record in journal if record["did"] == did]
        texts = [str(_value(record)["text"]) for record in mine]
        wanted = [TEXT, *THREAD.split("\n---\n")]
        if sorted(texts) != sorted(wanted):
            raise NotAsSent(
                f"{handle} has {len(texts)} posts instead of {len(wanted)}.", " | ".join(texts)
            )
        for record in mine:
            value = _value(record)
            images = _images(value)
            if value["text"] == TEXT:
                _check_images(workspace, server, posts.show(workspace, told.with_pictures), images)
            arrivals.append(
                Arrival(
                    handle,
                    str(value["createdAt"]),
                    str(value["text"]).split("\n")[0],
                    len(images),
                    str(record["uri"]),
                )
            )
    return tuple(arrivals)


def _records(server: PracticeServer) -> list[Mapping[str, object]]:
    """Every post that was accepted, from the platform's own journal."""
    journal = server.ask("bluesky/journal")["journal"]
    if not isinstance(journal, list):
        raise NotAsSent("The practice platform keeps no journal.")
    return [
        entry
        for entry in journal
        if isinstance(entry, dict)
        and entry.get("action") == "create"
        and "/app.bsky.feed.post/" in str(entry.get("uri"))
    ]


def _value(record: Mapping[str, object]) -> Mapping[str, object]:
    value = record["value"]
    return value if isinstance(value, dict) else {}


def _images(value: Mapping[str, object]) -> Sequence[Mapping[str, object]]:
    embed = value.get("embed")
    images = embed.get("images") if isinstance(embed, dict) else None
    return [one for one in images if isinstance(one, dict)] if isinstance(images, list) else []


def _check_images(
    workspace: Workspace,
    server: PracticeServer,
    post: PostView,
    images: Sequence[Mapping[str, object]],
) -> None:
    alts = [str(image.get("alt")) for image in images]
    if alts != list(ALTS):
        raise NotAsSent("The alt texts are not those that were typed.", json.dumps(alts))
    delivery = post.deliveries[0].id
    plan = workspace.database.read(
        lambda connection: plan_for_delivery(connection, workspace.platforms, delivery)
    )
    for image, planned in zip(images, plan.parts[0].media, strict=True):
        blob = image.get("image")
        reference = blob.get("ref") if isinstance(blob, dict) else None
        cid = str(reference.get("$link")) if isinstance(reference, dict) else ""
        arrived = server.fetch(f"bluesky/blob?cid={cid}")
        kept = media.renditions(workspace, plan).file(planned).path.read_bytes()
        if hashlib.sha256(arrived).digest() != hashlib.sha256(kept).digest():
            raise NotAsSent(f"{planned.media.name} arrived with other bytes than were shown.")
        if b"GPS" in arrived or b"Exif\x00\x00MM" in arrived:
            raise NotAsSent(f"{planned.media.name} arrived with its location.")


def as_table(arrivals: Sequence[Arrival]) -> str:
    """The published posts, one a line."""
    heads = ("ACCOUNT", "TIME", "PICTURES", "TEXT")
    rows = [
        (one.account, one.time, str(one.pictures), one.text[:60])
        for one in sorted(arrivals, key=lambda one: (one.account, one.time))
    ]
    widths = [max(len(row[column]) for row in (heads, *rows)) for column in range(len(heads))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in (heads, *rows)
    )
