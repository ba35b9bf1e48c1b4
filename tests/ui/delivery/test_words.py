"""What a row says and offers, for every status there is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from brandcraft_desktop.domain.follow_up import FollowUpState as F
from brandcraft_desktop.domain.follow_up import FollowUpView
from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.domain.status import Origin, PostStatus, Stage
from brandcraft_desktop.domain.views import DeliveryView, ErrorView, PostContent, PostView
from brandcraft_desktop.errors import ErrorKind
from brandcraft_desktop.ui.delivery.words import (
    Act,
    again_words,
    common_cure,
    countdown,
    follow_up_sentence,
    may_try_again,
    offers,
    progress_words,
    retryable,
    sentence,
    summary,
)

NOW = datetime(2026, 11, 22, 9, 41, tzinfo=UTC)
PLAIN = DeliveryView(
    id="d",
    post_id="p",
    account_id="a",
    platform="linkedin",
    handle="demo",
    display_name="Demo Studio",
    avatar_sha256=None,
    status=D.SCHEDULED,
    due_at=NOW + timedelta(hours=1),
    attempts=0,
    text="",
)


def view(status: D, **changes: object) -> DeliveryView:
    return replace(PLAIN, status=status, **changes)  # type: ignore[arg-type]


def error(
    kind: ErrorKind, message: str = "It was refused.", retry_at: datetime | None = None
) -> ErrorView:
    return ErrorView(kind, message, message, "Edit it.", retry_at)


TABLE: tuple[tuple[DeliveryView, str, tuple[Act, ...]], ...] = (
    (view(D.DRAFT), "Not scheduled", ()),
    (view(D.SCHEDULED), "Goes out today 10:41", (Act.CANCEL,)),
    (
        view(D.SCHEDULED, hold_reason="30 posts this hour are out; it waits."),
        "30 posts this hour are out; it waits.",
        (Act.CANCEL,),
    ),
    (
        view(
            D.SCHEDULED,
            error=error(
                ErrorKind.RATE_LIMITED, "LinkedIn's limit.", NOW + timedelta(minutes=2, seconds=40)
            ),
            next_try_at=NOW + timedelta(minutes=2, seconds=40),
        ),
        "LinkedIn's limit. Next try in 2:40.",
        (Act.RETRY, Act.CANCEL),
    ),
    (view(D.WAITING_MEDIA), "Waits until its pictures are ready", (Act.CANCEL,)),
    (view(D.PUBLISHING), "Publishing…", (Act.CANCEL,)),
    (view(D.PUBLISHING, begun=True), "Publishing… Too late to cancel.", ()),
    (view(D.PROCESSING), "The platform is processing it", (Act.CANCEL,)),
    (view(D.PROCESSING, hold_reason="Video at 40 %"), "Video at 40 %", (Act.CANCEL,)),
    (
        view(D.PROCESSING, begun=True),
        "The platform is processing it. Too late to cancel.",
        (),
    ),
    (
        view(D.PUBLISHED, published_at=NOW - timedelta(seconds=5), permalink="https://x.example/1"),
        "Today 09:40:55",
        (Act.OPEN, Act.COPY_LINK),
    ),
    (
        view(D.PUBLISHED, published_at=datetime(2026, 11, 6, 12, 0, 4, tzinfo=UTC)),
        "6 Nov 12:00:04",
        (),
    ),
    (view(D.PUBLISHED), "Confirmed by you", ()),
    (
        view(D.FAILED, error=error(ErrorKind.INVALID_CONTENT)),
        "It was refused. Edit it.",
        (Act.SEPARATE, Act.RETRY, Act.EDIT),
    ),
    (
        view(D.FAILED, error=error(ErrorKind.AUTH_EXPIRED)),
        "It was refused. Edit it.",
        (Act.EDIT, Act.RETRY, Act.RECONNECT),
    ),
    (
        view(D.MISSED, due_at=NOW - timedelta(hours=2)),
        "This computer was off or Brandcraft was closed (today 07:41). Nothing was sent.",
        (Act.POST_NOW, Act.PICK_TIME, Act.SKIP),
    ),
    (
        view(D.UNCONFIRMED, error=error(ErrorKind.OUTCOME_UNKNOWN)),
        "We don't know whether it was accepted. Look on your profile before you answer.",
        (Act.OPEN_PROFILE, Act.IT_IS_LIVE, Act.IT_IS_NOT),
    ),
    (view(D.CANCELED), "Canceled. It will not be sent.", (Act.RETRY,)),
)


@pytest.mark.parametrize(("one", "words", "acts"), TABLE, ids=lambda value: "")
def test_each_status_says_one_sentence_and_offers_what_fits(
    one: DeliveryView, words: str, acts: tuple[Act, ...]
) -> None:
    assert sentence(one, NOW) == words
    assert tuple(offer.act for offer in offers(one, "LinkedIn", alone=False)) == acts


def test_the_table_holds_every_status() -> None:
    assert {one.status for one, _, _ in TABLE} == set(D)


@pytest.mark.parametrize("status", list(D))
def test_at_most_one_button_is_the_first_thing_to_try(status: D) -> None:
    one = view(status, error=error(ErrorKind.INVALID_CONTENT), permalink="https://x.example/1")
    assert sum(offer.primary for offer in offers(one, "LinkedIn", alone=True)) <= 1


@pytest.mark.parametrize(
    ("kind", "strong"),
    [
        (ErrorKind.INVALID_CONTENT, Act.EDIT),
        (ErrorKind.DUPLICATE, Act.EDIT),
        (ErrorKind.MEDIA_PROCESSING, Act.EDIT),
        (ErrorKind.AUTH_EXPIRED, Act.RECONNECT),
        (ErrorKind.PERMISSION, Act.RECONNECT),
        (ErrorKind.TRANSIENT, Act.RETRY),
        (ErrorKind.RATE_LIMITED, Act.RETRY),
        (ErrorKind.NEEDS_USER, None),  # what is to be done lies outside this window
        (ErrorKind.API_RETIRED, None),
    ],
)
def test_the_strong_button_is_the_one_the_error_asks_for(
    kind: ErrorKind, strong: Act | None
) -> None:
    one = view(D.FAILED, error=error(kind))
    found = [offer.act for offer in offers(one, "LinkedIn", alone=False) if offer.primary]
    assert found == ([strong] if strong else [])


def test_on_an_unconfirmed_one_looking_comes_before_two_equal_answers() -> None:
    found = offers(view(D.UNCONFIRMED), "LinkedIn", alone=True)
    assert [offer.act for offer in found if offer.primary] == [Act.OPEN_PROFILE]
    assert found[0].act is Act.OPEN_PROFILE


def test_what_failed_for_different_reasons_has_no_common_cure() -> None:
    content = view(D.FAILED, error=error(ErrorKind.INVALID_CONTENT))
    sign_in = view(D.FAILED, error=error(ErrorKind.AUTH_EXPIRED))
    assert common_cure([content, view(D.PUBLISHED)]) is Act.EDIT
    assert common_cure([content, sign_in]) is None
    assert common_cure([view(D.MISSED)]) is Act.RETRY


def test_the_only_delivery_of_a_post_is_not_made_a_post_of_its_own() -> None:
    one = view(D.FAILED, error=error(ErrorKind.INVALID_CONTENT))
    assert Act.SEPARATE not in [offer.act for offer in offers(one, "LinkedIn", alone=True)]


def test_an_error_text_is_shown_only_where_the_state_is_one_of_error() -> None:
    old = error(ErrorKind.TRANSIENT, "It timed out.")
    for status in (D.PUBLISHED, D.PUBLISHING, D.CANCELED):
        assert "timed out" not in sentence(view(status, error=old), NOW)


def test_long_waits_say_the_time() -> None:
    later = view(D.SCHEDULED, next_try_at=NOW + timedelta(hours=3))
    assert countdown(later, NOW) == "Next try today 12:41."
    assert countdown(view(D.SCHEDULED, next_try_at=NOW), NOW) == ""


def post(*states: D) -> PostView:
    return PostView(
        "p",
        Stage.COMMITTED,
        Origin.OWN,
        PostStatus.PUBLISHING,
        PostContent(),
        (),
        tuple(view(state, id=str(number)) for number, state in enumerate(states)),
        NOW,
        NOW,
    )


def test_the_summary_counts_and_reassures() -> None:
    mixed = post(D.PUBLISHED, D.PUBLISHED, D.FAILED, D.UNCONFIRMED, D.CANCELED, D.MISSED)
    assert summary(mixed) == (
        "2 of 5 published. 1 failed. 1 missed. 1 to check. "
        "Nothing is posted twice: retry skips what is already out."
    )
    assert summary(post(D.PUBLISHED)) == "1 of 1 published."
    assert retryable(mixed) == 2


@pytest.mark.parametrize(
    ("follow", "said", "again"),
    [
        (FollowUpView("c", "The comment", F.DONE), "The comment: done", False),
        (FollowUpView("c", "The comment", F.WAITING), "The comment: waiting.", False),
        (
            FollowUpView(
                "c", "The link", F.WAITING, "Not yet.", next_try_at=NOW + timedelta(minutes=4)
            ),
            "The link: waiting. Not yet. Again today 09:45.",
            True,
        ),
        (
            FollowUpView("c", "The cover", F.FAILED, "Refused.", "Too large.", "Make it smaller."),
            "The cover: failed. Refused. Too large. Make it smaller.",
            True,
        ),
    ],
)
def test_what_comes_after_a_post(follow: FollowUpView, said: str, again: bool) -> None:
    assert follow_up_sentence(follow, NOW) == said
    assert may_try_again(follow) is again


def test_what_its_platform_does_is_said_while_it_does_it() -> None:
    assert sentence(view(D.PROCESSING, doing="Kiosk publishes it"), NOW) == "Kiosk publishes it"


def test_offline_only_what_is_due_waits_for_the_internet() -> None:
    due = view(D.SCHEDULED, due_at=NOW - timedelta(seconds=1))
    assert sentence(due, NOW, offline=True) == "Waiting for the internet"
    assert sentence(view(D.SCHEDULED), NOW, offline=True) == "Goes out today 10:41"
    for status in set(D) - {D.SCHEDULED}:
        one = view(status)
        assert sentence(one, NOW, offline=True) == sentence(one, NOW)


@pytest.mark.parametrize(
    ("sent", "total", "words"),
    [
        (0, 0, "Uploading"),
        (64, 100, "Uploading, 64 %"),
        (1_700_000, 3_400_000, "Uploading, 50 % of 3.4 MB"),
        (5_000_000_000, 5_000_000_000, "Uploading, 100 % of 5,000 MB"),
    ],
)
def test_bytes_are_told_with_their_whole(sent: int, total: int, words: str) -> None:
    assert progress_words("Uploading", sent, total) == words


def test_the_button_for_all_says_how_many_and_where() -> None:
    assert again_words(1, "X") == "Retry 1 failed post on X"
    assert again_words(3, "LinkedIn") == "Retry 3 failed posts on LinkedIn"
