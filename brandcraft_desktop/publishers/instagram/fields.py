"""What a container is made of: the parameters of POST /media for each kind of post.

Source: IG User / media, Graph API v26.0 (facebook-business 26.0.3, IGUser.create_media). Behind
Instagram's own door some are not listed (labels among them), so nothing is sent that is not wanted.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from brandcraft_desktop.domain.plan import Plan, PlannedMedia
from brandcraft_desktop.publishers.cover_frame import COVER_FRAME
from brandcraft_desktop.publishers.instagram.collaborators import names
from brandcraft_desktop.publishers.instagram.surfaces import REEL, STORY_IMAGE, STORY_VIDEO

STORIES = (STORY_IMAGE.name, STORY_VIDEO.name)
_LABELS = {"ai_generated": "is_ai_generated", "paid_partnership": "is_paid_partnership"}


def is_story(plan: Plan) -> bool:
    """Whether it is gone after a day, and has no words."""
    return plan.surface in STORIES


def single(plan: Plan) -> Mapping[str, str]:
    """A post of one file, all but the file."""
    (planned,) = plan.parts[0].media
    if is_story(plan):
        return {"media_type": "STORIES", **_labels(plan)}
    if plan.surface == REEL.name:
        return {"media_type": "REELS", **_words(plan), **_of_reel(plan)}
    return {**_words(plan), **_alt(planned)}


def child(planned: PlannedMedia) -> Mapping[str, str]:
    """One file of a carousel, all but the file: it has no words of its own."""
    kind = {"media_type": "VIDEO"} if planned.media.is_video else _alt(planned)
    return {"is_carousel_item": "true", **kind}


def carousel(plan: Plan, children: Sequence[str]) -> Mapping[str, str]:
    """What holds the files of a carousel together."""
    return {"media_type": "CAROUSEL", "children": ",".join(children), **_words(plan)}


def _words(plan: Plan) -> dict[str, str]:
    text = plan.parts[0].text
    with_them = names(plan.options.get("collaborators", ""))
    return {
        **({"caption": text} if text else {}),
        **({"collaborators": json.dumps(with_them)} if with_them else {}),
        **_labels(plan),
    }


def _labels(plan: Plan) -> dict[str, str]:
    chosen = (name for option, name in _LABELS.items() if plan.options.get(option) == "true")
    return dict.fromkeys(chosen, "true")


def _alt(planned: PlannedMedia) -> dict[str, str]:
    return {"alt_text": planned.media.alt} if planned.media.alt else {}


def _of_reel(plan: Plan) -> dict[str, str]:
    options = plan.options
    made = {"share_to_feed": options.get("share_to_feed") or "true"}
    moment = options.get(COVER_FRAME, "")
    if moment and not options.get("cover"):
        made["thumb_offset"] = moment
    if options.get("audio_name"):
        made["audio_name"] = options["audio_name"]
    if options.get("trial"):
        made["trial_params"] = json.dumps({"graduation_strategy": options["trial"]})
    return made
