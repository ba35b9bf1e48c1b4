"""When a platform gets a post that it puts live by itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from brandcraft_desktop.domain.native_schedule import hands_over, has_it, held_words, set_aside
from brandcraft_desktop.domain.options import effective
from brandcraft_desktop.domain.plan import Plan, Problem, Severity
from brandcraft_desktop.domain.platform import NativeSchedule, PlatformInfo
from brandcraft_desktop.publishers.facebook.info import INFO as FACEBOOK
from brandcraft_desktop.publishers.facebook.surfaces import FEED_TEXT, STORY_PHOTO
from brandcraft_desktop.publishers.youtube.info import INFO as YOUTUBE

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
NATIVE = NativeSchedule("later", timedelta(minutes=15), timedelta(days=30), "Kiosk publishes it")


@pytest.mark.parametrize(
    ("ahead", "gets_it"),
    [
        (timedelta(minutes=14), None),
        (timedelta(minutes=15), timedelta()),
        (timedelta(days=30), timedelta()),
        (timedelta(days=40), timedelta(days=10)),
        (-timedelta(minutes=1), None),
    ],
)
def test_it_gets_it_as_soon_as_it_takes_it(ahead: timedelta, gets_it: timedelta | None) -> None:
    moment = hands_over(NATIVE, {"later": "true"}, NOW + ahead, NOW)
    assert moment == (None if gets_it is None else NOW + gets_it)


def test_only_where_its_person_chose_it_and_the_platform_can() -> None:
    due = NOW + timedelta(hours=1)
    assert hands_over(NATIVE, {"later": "false"}, due, NOW) is None
    assert hands_over(NATIVE, {}, due, NOW) is None
    assert hands_over(None, {"later": "true"}, due, NOW) is None
    assert hands_over(NATIVE, {"later": "true"}, None, NOW) is None


def test_words_say_who_and_when() -> None:
    local = NOW.astimezone()
    expected = f"Kiosk publishes it on {local.day} Nov 2026 at {local:%H:%M}"
    assert held_words(NATIVE, NOW) == expected


def told(info: PlatformInfo, ahead: timedelta, surface: str = "", **chosen: str) -> Problem | None:
    plan = Plan(info.id, (), effective(info.options, chosen, surface=surface), (), surface=surface)
    return set_aside(info, chosen, plan, NOW + ahead, NOW)


@pytest.mark.parametrize(("value", "label"), [("unlisted", "Unlisted"), ("private", "Private")])
def test_what_only_goes_with_another_choice_is_told(value: str, label: str) -> None:
    found = told(YOUTUBE, timedelta(days=1), native="true", visibility=value)
    assert found == Problem(
        Severity.WARNING,
        "YouTube: the post goes out from this computer instead, because “Visibility” is "
        f"“{label}”.",
        "options.visibility",
    )


def test_a_time_that_is_too_near_is_told() -> None:
    near = told(FACEBOOK, timedelta(minutes=9, seconds=59), FEED_TEXT.name, native="true")
    assert near is not None
    assert (near.severity, near.field) == (Severity.WARNING, "time")
    assert near.message == (
        "Facebook: the post goes out from this computer instead, because its time is less than "
        "10 minutes away."
    )
    assert told(FACEBOOK, timedelta(minutes=10), FEED_TEXT.name, native="true") is None


def test_a_kind_of_post_that_is_never_handed_over_is_told() -> None:
    story = told(FACEBOOK, timedelta(days=1), STORY_PHOTO.name, native="true")
    assert story is not None
    assert "because Facebook takes no post of this kind ahead of its time." in story.message


def test_nothing_is_told_that_nobody_chose() -> None:
    assert told(YOUTUBE, timedelta(days=1), visibility="unlisted") is None
    assert told(YOUTUBE, timedelta(days=1), visibility="unlisted", native="false") is None
    assert told(YOUTUBE, timedelta(days=400), native="true") is None  # it is handed over later
    assert told(YOUTUBE, -timedelta(minutes=1), native="true") is None  # the time itself is wrong
    plan = Plan(YOUTUBE.id, (), {}, ())
    assert set_aside(YOUTUBE, {"native": "true"}, plan, None, NOW) is None  # no time yet


def test_words_of_a_list_say_who_has_it() -> None:
    assert has_it([], "18:00") == ""
    assert has_it(["Kiosk"], "18:00") == "Kiosk has it; goes out there at 18:00."
    assert has_it(["A", "B"], "18:00") == "A and B have it; goes out there at 18:00."
    assert has_it(["A"], "18:00", past=True).startswith("A has it; its time was 18:00")
