"""What is said of a video when its upload begins.

Source: youtube.v3 discovery revision 20261104, Video. The visibility is always sent, since
2026-11-02 a video without one is public for most; whether it is made for kids always as well, as
the law wants an answer. `publishAt` goes with "private" alone, and makes the video public then.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from brandcraft_desktop.domain.options import listed
from brandcraft_desktop.domain.plan import Plan
from brandcraft_desktop.publishers.youtube.place import coordinates


@dataclass(frozen=True)
class Insert:
    """The body of videos.insert, with the parameters that belong to it."""

    body: Mapping[str, object]
    notify: bool

    @property
    def query(self) -> tuple[tuple[str, str], ...]:
        """The parts that are sent, in their order, and who is told."""
        return (
            ("uploadType", "resumable"),
            ("part", ",".join(self.body)),
            ("notifySubscribers", _flag(self.notify)),
        )


def insert(plan: Plan, publish_at: datetime | None) -> Insert:
    """What a plan says; `publish_at` is when YouTube itself shall make it public."""
    options = plan.options
    body: dict[str, object] = {
        "snippet": _snippet(plan),
        "status": _status(options, publish_at),
    }
    recording = _recording(options)
    if recording:
        body["recordingDetails"] = recording
    if options.get("paid_promotion") == "true":
        body["paidProductPlacementDetails"] = {"hasPaidProductPlacement": True}
    return Insert(body, options["notify"] == "true")


def _snippet(plan: Plan) -> Mapping[str, object]:
    options = plan.options
    more = {
        "description": plan.parts[0].text,
        "tags": [*listed(options["tags"])],
        "categoryId": options["category"],
        "defaultLanguage": options["language"],
    }
    return {"title": plan.title, **{name: value for name, value in more.items() if value}}


def _status(options: Mapping[str, str], publish_at: datetime | None) -> Mapping[str, object]:
    at = {} if publish_at is None else {"publishAt": _rfc3339(publish_at)}
    return {
        "privacyStatus": options["visibility"] if publish_at is None else "private",
        **at,
        "selfDeclaredMadeForKids": options["made_for_kids"] == "yes",
        "license": options["license"],
        "embeddable": options["embedding"] == "true",
        "publicStatsViewable": options["statistics"] == "true",
        "containsSyntheticMedia": options["ai_generated"] == "true",
    }


def _recording(options: Mapping[str, str]) -> Mapping[str, object]:
    """Where and when it was recorded; nothing unless somebody chose to say so."""
    if options.get("location") != "true":
        return {}
    found: dict[str, object] = {}
    point = coordinates(options["coordinates"])
    if point is not None:
        found["location"] = {"latitude": point[0], "longitude": point[1]}
    if options["place"]:
        found["locationDescription"] = options["place"]
    if options["recorded_on"]:
        found["recordingDate"] = f"{options['recorded_on']}T00:00:00Z"
    return found


def _rfc3339(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _flag(value: bool) -> str:
    return "true" if value else "false"
