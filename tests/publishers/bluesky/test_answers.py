"""What a person types into the connect form."""

from __future__ import annotations

import pytest

from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.publishers.bluesky import answers

GOOD = "abcd-efgh-2345-wxyz"


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        ("alice.bsky.social", "alice.bsky.social"),
        (" @Alice.Bsky.Social ", "alice.bsky.social"),
        ("\u202aalice.bsky.social\u202c", "alice.bsky.social"),
        ("https://bsky.app/profile/alice.example", "alice.example"),
        ("https://bsky.app/profile/alice.example/post/3k", "alice.example"),
        ("at://alice.example", "alice.example"),
        ("did:plc:u5cwb2mwiv2bfq53cjufe6yn", "did:plc:u5cwb2mwiv2bfq53cjufe6yn"),
        ("Alice@Example.com", "alice@example.com"),
    ],
)
def test_handles_lose_what_is_pasted_along(typed: str, clean: str) -> None:
    assert answers.clean_identifier(typed) == clean


@pytest.mark.parametrize(
    "typed",
    [
        GOOD,
        " ABCD-EFGH-2345-WXYZ\n",
        "abcdefgh2345wxyz",
        "abcd efgh 2345 wxyz",
        "abcd–efgh–2345–wxyz",
        "abcd-efgh2345-wxyz",
    ],
)
def test_app_passwords_are_brought_into_shape(typed: str) -> None:
    assert answers.clean_app_password(typed) == GOOD
    read = answers.read({"identifier": "alice", "app_password": typed})
    assert read.app_password == GOOD
    assert read.is_app_password
    assert GOOD not in repr(read)


@pytest.mark.parametrize("typed", ["hunter2", "abcd-efgh-0189-wxyz", "abcd-efgh-2345", "x" * 40])
def test_a_main_password_is_refused_on_blueskys_own_server(typed: str) -> None:
    with pytest.raises(BadInput) as caught:
        answers.read({"identifier": "alice.bsky.social", "app_password": typed})
    assert caught.value.field == "app_password"
    assert caught.value.title == (
        "That doesn't look like an app password (xxxx-xxxx-xxxx-xxxx). "
        "Don't use your main password."
    )
    assert typed not in caught.value.message


def test_elsewhere_a_main_password_is_only_warned_about() -> None:
    form = {"identifier": "a.test", "app_password": " Hunter 2", "server": "pds.example"}
    read = answers.read(form)
    assert read.app_password == " Hunter 2"
    assert not read.is_app_password
    assert "app_password" in answers.hints(form)


@pytest.mark.parametrize("typed", ["AbcdEfgh2345wxyz", "abcdefgh2345wxyz", "Ab-cdEfgh2345wxyz"])
def test_elsewhere_sixteen_letters_may_be_a_main_password(typed: str) -> None:
    form = {"identifier": "a.test", "app_password": typed, "server": "pds.example"}
    assert answers.read(form).app_password == typed


@pytest.mark.parametrize("typed", [GOOD, " ABCD EFGH 2345 WXYZ ", "abcd – efgh – 2345 – wxyz"])
def test_elsewhere_an_app_password_in_groups_is_recognised(typed: str) -> None:
    form = {"identifier": "a.test", "app_password": typed, "server": "pds.example"}
    assert answers.read(form).app_password == GOOD
    assert answers.read(form).is_app_password


def test_a_bare_name_is_completed_and_offered() -> None:
    read = answers.read({"identifier": "@Alice", "app_password": GOOD})
    assert read.identifier == "alice.bsky.social"
    hints = answers.hints({"identifier": "@Alice", "app_password": ""})
    assert hints == {"identifier": "Do you mean alice.bsky.social?"}


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"identifier": "", "app_password": GOOD}, "identifier"),
        ({"app_password": GOOD}, "identifier"),
        ({"identifier": "no handle", "app_password": GOOD}, "identifier"),
        ({"identifier": "-a.b", "app_password": GOOD}, "identifier"),
        ({"identifier": "a.bsky.social", "app_password": " "}, "app_password"),
        ({"identifier": "a.b", "app_password": GOOD, "server": "not a server"}, "server"),
        ({"identifier": "a.b", "app_password": GOOD, "server": "http://pds.example"}, "server"),
        ({"identifier": "a.b", "app_password": GOOD, "server": "ftp://pds.example"}, "server"),
    ],
)
def test_bad_answers_name_their_field(form: dict[str, str], field: str) -> None:
    with pytest.raises(BadInput) as caught:
        answers.read(form)
    assert caught.value.field == field


@pytest.mark.parametrize(
    ("typed", "origin"),
    [
        ("", "https://bsky.social"),
        (" bsky.social/ ", "https://bsky.social"),
        ("https://PDS.example/xrpc", "https://pds.example"),
        ("http://localhost:2583", "http://localhost:2583"),
        ("http://127.0.0.1:2583/", "http://127.0.0.1:2583"),
    ],
)
def test_servers_become_origins(typed: str, origin: str) -> None:
    assert answers.clean_server(typed) == origin
