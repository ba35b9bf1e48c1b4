"""What TikTok says an account may choose: asked anew before every post.

Source: developers.tiktok.com, "Query Creator Info" and "Content Sharing Guidelines" (2026-05-01).
It may answer 200 with an error (too many posts, too many accounts): nothing may be posted then.
"""

from __future__ import annotations

from dataclasses import dataclass

from brandcraft_desktop.domain.media_words import lengths
from brandcraft_desktop.domain.plan import Plan
from brandcraft_desktop.domain.platform import AccountFacts, Choice
from brandcraft_desktop.domain.video_fit import seconds_left
from brandcraft_desktop.errors import ContentRefused
from brandcraft_desktop.publishers.json_value import JsonObject
from brandcraft_desktop.publishers.tiktok.api import Api
from brandcraft_desktop.publishers.tiktok.info import (
    COMMENT_OFF,
    DUET_OFF,
    INFO,
    LONGEST_VIDEO,
    PRIVACY_LEVELS,
    STITCH_OFF,
)
from brandcraft_desktop.publishers.tiktok.meanings import PRIVACY_AGAIN

_ALLOWED = {
    "allow_comment": (COMMENT_OFF, "comments"),
    "allow_duet": (DUET_OFF, "duets"),
    "allow_stitch": (STITCH_OFF, "stitches"),
}
_LABELS = {
    choice.value: choice.label
    for option in INFO.options
    if option.asked == PRIVACY_LEVELS
    for choice in option.choices
}


@dataclass(frozen=True)
class Creator:
    """An account as TikTok shows it now; `longest` in seconds, None where it does not say."""

    username: str
    nickname: str
    avatar: str
    privacy: tuple[str, ...]
    off: frozenset[str]
    longest: int | None

    @property
    def facts(self) -> AccountFacts:
        """What the options of a post need of it."""
        levels = tuple(Choice(one, _LABELS.get(one, one)) for one in self.privacy)
        limits = {} if self.longest is None else {LONGEST_VIDEO: self.longest}
        return AccountFacts(limits=limits, choices={PRIVACY_LEVELS: levels}, flags=self.off)


def asked(api: Api) -> Creator:
    """Ask TikTok. Raises `errors.PublishingError` where nothing may be posted."""
    data = api.post("/post/publish/creator_info/query/", {})
    return Creator(
        username=data.optional("creator_username"),
        nickname=data.optional("creator_nickname"),
        avatar=data.optional("creator_avatar_url"),
        privacy=data.texts("privacy_level_options"),
        off=_off(data),
        longest=data.number("max_video_post_duration_sec"),
    )


def check(creator: Creator, plan: Plan) -> None:
    """That what was chosen when the post was written may still be chosen.

    Nothing is changed behind its person's back: raises `errors.ContentRefused`.
    """
    options = plan.options
    if options.get("privacy") not in creator.privacy:
        raise PRIVACY_AGAIN.make("", "")
    for option, (flag, words) in _ALLOWED.items():
        if options.get(option) == "true" and flag in creator.off:
            raise ContentRefused(
                f"This account no longer allows {words}.",
                "That was changed in TikTok's app after the post was written.",
                "Refresh the account, look at the post's options, then try again.",
            )
    _check_lengths(creator, plan)


def _check_lengths(creator: Creator, plan: Plan) -> None:
    for planned in plan.parts[0].media:
        one = planned.media
        if creator.longest is None or one.facts is None or not one.is_video:
            continue
        lasts = seconds_left(one.facts, one.edit)
        if lasts is not None and lasts > creator.longest:
            found, longest = lengths(lasts, creator.longest)
            raise ContentRefused(
                "The video is too long for this account.",
                f"“{one.name}” lasts {found}; TikTok takes at most {longest} of this account.",
                "Trim it and try again.",
            )


def _off(data: JsonObject) -> frozenset[str]:
    flags = (COMMENT_OFF, DUET_OFF, STITCH_OFF)
    return frozenset(one for one in flags if data.flag(one, default=False))
