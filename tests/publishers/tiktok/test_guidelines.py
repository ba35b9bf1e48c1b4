"""TikTok's "Content Sharing Guidelines", rule by rule: an app without one of them fails the audit.

The numbers are those of the section "Required UX Implementation in Your App".
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from brandcraft_desktop.domain.options import applying, choices_of, is_locked
from brandcraft_desktop.domain.plan import AttachedMedia, Plan, Severity
from brandcraft_desktop.domain.platform import NO_FACTS, OptionField
from brandcraft_desktop.publishers.registry import Registry
from tests.publishers.planned import Desk, only, picture, video
from tests.publishers.tiktok.creator import CREATOR, LEVELS

TIKTOK = Registry().get("tiktok")
STUDIO = Desk(TIKTOK, {"privacy": "PUBLIC_TO_EVERYONE"}, CREATOR)
FIELDS: dict[str, OptionField] = {field.name: field for field in TIKTOK.info.options}
INTERACTIONS = ("allow_comment", "allow_duet", "allow_stitch")
CONSENT = "By posting, you agree to TikTok's Music Usage Confirmation"
BRANDED = "By posting, you agree to TikTok's Branded Content Policy and Music Usage Confirmation"


def shown(plan: Plan) -> set[str]:
    """The options a person sees for this kind of post."""
    return set(plan.options)


def test_the_options_stand_in_their_order() -> None:
    assert list(FIELDS) == [
        "mode",
        "title",
        "privacy",
        *INTERACTIONS,
        "disclose",
        "your_brand",
        "branded_content",
        "ai_generated",
        "auto_music",
        "cover_frame",
    ]


def test_1c_a_video_longer_than_the_creator_may_post_is_refused() -> None:
    assert STUDIO.errors("", video(duration=180.0)) == []
    plan = STUDIO.plan("", video(duration=180.4))
    assert only(plan).message == (
        "TikTok: “a.mp4” lasts 3:01 minutes, this account may post at most 3:00 minutes. Trim it."
    )
    assert only(plan).field == "media:a.mp4"
    # Not known: what everybody may is what counts, and it is told once.
    unlimited = replace(CREATOR, limits={})
    assert STUDIO.knowing(unlimited).errors("", video(duration=600.0)) == []
    assert len(STUDIO.errors("", video(duration=601.0))) == 1
    # In the inbox it is finished, and cut, in TikTok's app.
    assert STUDIO.errors("", video(duration=200.0), mode="inbox") == []


def test_2b_privacy_is_chosen_by_hand() -> None:
    assert FIELDS["privacy"].default is None
    problem = only(STUDIO.plan("", video(), privacy=""))
    assert (problem.message, problem.field) == (
        "TikTok: nothing is chosen for “Privacy”. "
        "Choose “Everyone”, “Friends”, “Followers” or “Only me”.",
        "options.privacy",
    )
    assert STUDIO.plan("", video(), privacy="").options["privacy"] == ""


def test_2b_only_what_creator_info_lists_can_be_chosen() -> None:
    offered = choices_of(FIELDS["privacy"], CREATOR)
    assert [(one.value, one.label) for one in offered] == [
        ("PUBLIC_TO_EVERYONE", "Everyone"),
        ("MUTUAL_FOLLOW_FRIENDS", "Friends"),
        ("FOLLOWER_OF_CREATOR", "Followers"),
        ("SELF_ONLY", "Only me"),
    ]
    private = replace(CREATOR, choices={"privacy_levels": LEVELS[1:]})
    assert [one.label for one in choices_of(FIELDS["privacy"], private)] == [
        "Friends",
        "Followers",
        "Only me",
    ]
    # The same sentence when the choices have changed until the post is due.
    assert STUDIO.knowing(private).errors("", video()) == [
        "“Everyone” is not offered to this account. "
        "Choose privacy again: “Friends”, “Followers” or “Only me”."
    ]


@pytest.mark.parametrize("privacy", ["", "PUBLIC_TO_EVERYONE"])
def test_2b_before_creator_info_was_asked_there_is_one_problem(privacy: str) -> None:
    assert STUDIO.knowing(NO_FACTS).errors("", video(), privacy=privacy) == [
        "what can be chosen for privacy is not known yet. Refresh the account on the Accounts page."
    ]


def test_2c_no_interaction_is_allowed_beforehand() -> None:
    plan = STUDIO.plan("", video())
    assert [plan.options[name] for name in INTERACTIONS] == ["false"] * 3
    allowed = STUDIO.plan("", video(), **dict.fromkeys(INTERACTIONS, "true"))
    assert [allowed.options[name] for name in INTERACTIONS] == ["true"] * 3
    assert allowed.problems == ()


@pytest.mark.parametrize("name", INTERACTIONS)
def test_2c_what_the_creator_has_turned_off_stays_off(name: str) -> None:
    flag = f"{name.removeprefix('allow_')}_disabled"
    closed = replace(CREATOR, flags=frozenset({flag}))
    assert [one for one in INTERACTIONS if is_locked(FIELDS[one], closed)] == [name]
    plan = STUDIO.knowing(closed).plan("", video(), **dict.fromkeys(INTERACTIONS, "true"))
    assert [one for one in INTERACTIONS if plan.options[one] == "true"] == [
        one for one in INTERACTIONS if one != name
    ]
    problem = only(plan)
    assert problem.severity is Severity.WARNING
    assert problem.message == (
        f"TikTok: “{FIELDS[name].label}” stays off, as this account does not offer it."
    )
    assert STUDIO.knowing(closed).plan("", video(), **{name: "false"}).problems == ()


def test_2c_photos_have_only_comments() -> None:
    assert shown(STUDIO.plan("", picture())) & set(INTERACTIONS) == {"allow_comment"}
    assert shown(STUDIO.plan("", video())) >= set(INTERACTIONS)


def test_2_the_declaration_stands_on_every_direct_post() -> None:
    assert STUDIO.plan("", video()).notice == CONSENT
    assert STUDIO.plan("", picture()).notice == CONSENT
    assert STUDIO.plan("", video(), mode="inbox").notice == ""


def test_3a_the_disclosure_is_off_and_hides_what_belongs_to_it() -> None:
    plan = STUDIO.plan("", video(), your_brand="true", branded_content="true")
    assert plan.options["disclose"] == "false"
    assert not {"your_brand", "branded_content"} & shown(plan)
    assert (plan.problems, plan.notice) == ((), CONSENT)
    opened = shown(STUDIO.plan("", video(), disclose="true"))
    assert {"your_brand", "branded_content"} <= opened


def test_3a_at_least_one_of_both_has_to_be_chosen() -> None:
    plan = STUDIO.plan("", video(), disclose="true")
    assert only(plan).message == (
        "TikTok: You need to indicate if your content promotes yourself, a third party, or both."
    )
    assert (plan.blocked, only(plan).field) == (True, "options.disclose")


@pytest.mark.parametrize("media", [video(), picture()])
@pytest.mark.parametrize(
    ("yours", "branded", "label", "field"),
    [
        ("true", "false", "Promotional content", "your_brand"),
        ("false", "true", "Paid partnership", "branded_content"),
        ("true", "true", "Paid partnership", "branded_content"),
    ],
)
def test_3a_the_label_it_will_have_is_told(
    media: AttachedMedia, yours: str, branded: str, label: str, field: str
) -> None:
    plan = STUDIO.plan("", media, disclose="true", your_brand=yours, branded_content=branded)
    assert only(plan).message == f"TikTok: Your photo/video will be labeled as '{label}'"
    assert (only(plan).severity, only(plan).field) == (Severity.WARNING, f"options.{field}")


def test_3b_branded_content_is_never_private() -> None:
    only_me = next(
        one for one in choices_of(FIELDS["privacy"], CREATOR) if one.value == "SELF_ONLY"
    )
    assert only_me.unless is not None
    assert only_me.unless.option == "branded_content"
    assert only_me.reason == "Branded content visibility cannot be set to private."
    options = {"privacy": "SELF_ONLY", "disclose": "true", "branded_content": "true"}
    assert STUDIO.errors("", video(), **options) == [only_me.reason]
    assert STUDIO.errors("", video(), **{**options, "branded_content": ""}) != [only_me.reason]
    for level in ("PUBLIC_TO_EVERYONE", "MUTUAL_FOLLOW_FRIENDS", "FOLLOWER_OF_CREATOR"):
        assert STUDIO.errors("", video(), **{**options, "privacy": level}) == []
    # Switched off again, the disclosure forbids nothing any more.
    plan = STUDIO.plan("", video(), **{**options, "disclose": "false"})
    assert (plan.problems, plan.options["privacy"]) == ((), "SELF_ONLY")


@pytest.mark.parametrize(
    ("yours", "branded", "words"),
    [("true", "false", CONSENT), ("false", "true", BRANDED), ("true", "true", BRANDED)],
)
def test_4_the_declaration_names_the_policy_of_branded_content(
    yours: str, branded: str, words: str
) -> None:
    plan = STUDIO.plan("", video(), disclose="true", your_brand=yours, branded_content=branded)
    assert plan.notice == words


def test_5d_processing_takes_minutes() -> None:
    assert FIELDS["mode"].help == (
        "It may take a few minutes for your content to process and be visible on your profile."
    )


def test_the_inbox_asks_for_nothing_that_is_chosen_in_the_app() -> None:
    for media in (video(), picture()):
        plan = STUDIO.knowing(NO_FACTS).plan("", media, mode="inbox", privacy="")
        assert plan.problems == ()
        assert shown(plan) <= {"mode", "title"}


def test_made_with_ai_is_said_of_videos_alone() -> None:
    assert STUDIO.plan("", video()).options["ai_generated"] == "false"
    assert STUDIO.plan("", video(), ai_generated="true").options["ai_generated"] == "true"
    assert "ai_generated" not in shown(STUDIO.plan("", picture()))


def test_what_applies_is_what_the_form_draws() -> None:
    fields = applying(TIKTOK.info.options, {"mode": "inbox"}, CREATOR, "video_inbox")
    assert [field.name for field in fields] == ["mode"]
