"""What a command says where somebody new would not know how to go on."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from brandcraft_desktop.cli import making
from brandcraft_desktop.domain.media_rules import MediaFacts, MediaKind, Recipe
from brandcraft_desktop.domain.waiting import WaitKind
from tests.cli.shell import Shell
from tests.cli.test_posts_commands import made, set_delivery
from tests.media.files import photo, video

FORMS = "2026-11-27T18:00:00+01:00, or now, or +90s, +15m, +2h, +3d"


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """A picture that every platform takes."""
    return photo(tmp_path / "teal.jpg", (1200, 1000))


@pytest.fixture
def wide(tmp_path: Path) -> Path:
    """A picture whose shape is too wide for most."""
    return photo(tmp_path / "wide.png", (3000, 600))


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """Half a second of a film."""
    return video(tmp_path / "film.mp4")


def test_moving_takes_the_time_as_a_word(shell: Shell, account: str) -> None:
    post_id, _ = made(shell, account, "--at", "+1h")
    before = shell.json("posts", "show", post_id).text("scheduled_at")
    moved = shell.json("posts", "move", post_id, "+5h").text("scheduled_at")
    assert moved > before
    assert shell.json("posts", "move", post_id, "--at", "+2d").text("scheduled_at") > moved
    for words in ((), ("5h",), ("+5h", "--at", "+6h")):
        said = shell("posts", "move", post_id, *words)
        assert (said.code, FORMS in said.err) == (2, True)


def test_disconnected_account_is_named_as_such(shell: Shell, account: str) -> None:
    assert shell("accounts", "disconnect", "row.example").code == 0
    for words in (("accounts", "disconnect", "row.example"), ("post", "Hi", "--to", account)):
        said = shell(*words)
        assert said.code == 3
        assert "@row.example is disconnected already." in said.err
        assert "brandcraft accounts connect bluesky" in said.err
    assert "There is no account" in shell("accounts", "show", "nobody").err


def test_wrong_choice_lists_what_can_be_chosen(shell: Shell, account: str) -> None:
    said = shell("check", "Hi", "--to", account, "--option", "bluesky.replies=friends")
    assert said.code == 2
    assert "“friends” can't be chosen for who can reply. Choose " in said.out
    assert "Give it as --option bluesky.replies=…" in said.out
    assert "brandcraft platforms options bluesky" in said.out


def test_title_of_a_post_leads_to_the_title_of_a_platform(shell: Shell, film: Path) -> None:
    checked = shell("check", "Hi", "--as", "youtube", "--media", film, "--title", "Mine")
    (line,) = [one for one in checked.out.splitlines() if "“Title” is empty" in one]
    assert "--title is your own name for the post." in line
    assert "--option youtube.title=…" in line
    without = shell("check", "Hi", "--as", "youtube", "--media", film).out
    assert "your own name" not in without
    assert "--option youtube.title=…" in without


@pytest.mark.parametrize(
    ("platform", "needed"), [("facebook", "You need a Page"), ("youtube", "a YouTube channel")]
)
def test_app_guide_begins_with_what_must_be_there(shell: Shell, platform: str, needed: str) -> None:
    told = shell("apps", "show", platform).out
    assert needed in told.splitlines()[0]
    assert needed in shell.json("apps", "show", platform).text("before")


def test_app_guide_names_each_address_once(shell: Shell) -> None:
    told = shell("apps", "show", "youtube").out
    assert told.count("/callback") == 1
    assert "comes back to this computer by itself; or you paste" in told
    pages = shell("apps", "show", "facebook").out
    landing = pages[pages.index("Addresses to register") :]
    assert landing.count("login_success.html") == 1
    assert "a page of the platform's own" in landing
    assert "brandcraft apps relay-page FOLDER" in landing


def test_too_many_files_say_whose_limit_it_is(shell: Shell, account: str, picture: Path) -> None:
    files = [word for _ in range(5) for word in ("--media", str(picture))]
    said = shell("check", "Hi", "--to", account, "--as", "instagram", *files)
    assert said.code == 2
    assert "That's 5 images. The first 4 fit." in said.err
    assert "for all of its platforms together" in said.err
    assert "in the window: Instagram (10)" in said.err


def test_files_without_a_media_storage_name_the_command(shell: Shell, picture: Path) -> None:
    said = shell("check", "Hi", "--as", "instagram", "--media", picture)
    assert "or with: brandcraft media-store set" in said.out


def test_refused_file_goes_as_nothing(shell: Shell, wide: Path, picture: Path) -> None:
    said = shell("check", "", "--as", "instagram", "--media", wide)
    assert said.code == 2
    assert "goes as" not in said.out
    assert "Instagram: “wide.png” does not go like this." in said.out
    (file,) = _files(shell.json("check", "", "--as", "instagram", "--media", wide).fields)
    assert file["refused"] is True
    (fine,) = _files(shell.json("check", "", "--as", "x", "--media", picture).fields)
    assert (fine["refused"], fine["cropped_there"]) == (False, False)


def test_file_that_its_platform_crops_says_so() -> None:
    facts = MediaFacts(MediaKind.IMAGE, "image/png", 1000, 1440, 1080)
    one = making.Making("p", "a.png", facts, Recipe("image/jpeg", 9000, 1440), cropped=True)
    assert making.line(one, "Kiosk").endswith("1440 × 1080 pixels, and Kiosk crops it.")


def due(shell: Shell, delivery: str) -> str:
    """When a delivery is due, as the database writes moments."""
    (place,) = shell.home.glob("*.sqlite")
    with closing(sqlite3.connect(place)) as store:
        found = store.execute("SELECT due_at FROM deliveries WHERE id = ?", (delivery,)).fetchone()
    return str(found[0])


def _files(fields: dict[str, object]) -> list[dict[str, object]]:
    files = fields["files"]
    assert isinstance(files, list)
    return files


def test_retry_time_comes_with_who_must_run(shell: Shell, account: str) -> None:
    post_id, delivery = made(shell, account)
    later = due(shell, delivery)
    set_delivery(
        shell,
        delivery,
        retry_at=later,
        error_kind="transient",
        error_title="It was busy.",
    )
    listed = shell("posts", "list").out
    assert "It was busy. It is tried again at" in listed
    assert "no window and no worker is open" in listed
    assert WaitKind.NOBODY_PUBLISHES.value in str(shell.json("posts", "show", post_id).document)


def test_a_post_is_filed_with_the_brand_all_of_its_accounts_share(
    shell: Shell, account: str, connected: str
) -> None:
    alone = shell.json("post", "Hi", "--to", account, "--at", "+1h")
    assert alone.fields["brand"] is None
    assert "Filed with" not in alone.err
    for brand, one in (("My Shop", account), ("Other", connected)):
        shell("brands", "add", brand)
        shell("brands", "link", brand, one)
    told = "Filed with My Shop, the brand of all its accounts."
    filed = shell.json("post", "Hello", "--to", account, "--at", "+1h")
    assert filed.fields["brand"] == "My Shop"
    assert told in filed.err
    assert told in shell("post", "In words", "--to", account, "--draft").err
    for its, words in ((None, ""), ("Other", "Other")):
        said = shell.json("post", "Chosen", "--to", account, "--brand", words, "--draft")
        assert said.fields["brand"] == its
        assert "Filed with" not in said.err
    both = ("--to", account, "--to", connected, "--draft")
    mixed = shell.json("post", "Two brands", *both)
    assert mixed.fields["brand"] is None
    assert "Filed with" not in mixed.err


def test_asking_for_no_brand_is_another_request_under_the_same_key(
    shell: Shell, account: str
) -> None:
    words = ("post", "Once", "--to", account, "--draft", "--idempotency-key", "k")
    assert shell.json(*words).code == 0
    assert shell.json(*words).code == 0
    assert shell.json(*words, "--brand", "").code == 2
