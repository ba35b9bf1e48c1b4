"""`post` and `check`: what is saved, what is refused, and that a refusal leaves nothing."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.media import thumbnails
from tests.cli.shell import Shell
from tests.media.files import photo

COST = "X charges about 0.015 USD for sending this (price list of August 2026)."


@pytest.fixture
def pictures(tmp_path: Path) -> list[Path]:
    return [photo(tmp_path / f"{number}.jpg", (200 + number, 150)) for number in range(6)]


def deliveries(document: dict[str, object]) -> list[dict[str, object]]:
    """The deliveries of a post's document."""
    found = document["deliveries"]
    assert isinstance(found, list)
    return found


def test_a_draft_with_everything(shell: Shell, account: str, pictures: list[Path]) -> None:
    said = shell.json(
        *("post", "Hello", "--to", account, "--draft", "--title", "T", "--notes", "N"),
        *("--media", pictures[0], "--alt", "A cat", "--media", pictures[1]),
        *("--variant", "bluesky=Only here", "--option", "bluesky.languages=en"),
        *("--at", "+2h", "--split"),
    )
    assert said.code == 0
    post = said.fields
    assert set(post) >= {
        *("id", "title", "notes", "text", "brand", "status", "scheduled_at", "zone"),
        *("created_at", "media", "deliveries", "origin"),
    }
    assert (post["title"], post["notes"], post["text"], post["status"]) == (
        "T",
        "N",
        "Hello",
        "draft",
    )
    media = post["media"]
    assert isinstance(media, list)
    assert [(one["kind"], one["state"], one["alt"]) for one in media] == [
        ("image", "processed", "A cat"),
        ("image", "processed", ""),
    ]
    assert [one["status"] for one in deliveries(post)] == ["draft"]
    assert set(deliveries(post)[0]) >= {
        *("id", "account", "status", "due_at", "attempts", "text", "published_at", "remote_id"),
        *("permalink", "parts", "error"),
    }
    assert shell.json("posts", "show", post["id"]).document == post
    assert re.fullmatch(r"\w+  draft\n", shell("post", "x", "--to", account, "--draft").out)


def test_a_time_and_now(shell: Shell, account: str) -> None:
    before = datetime.now(UTC)
    timed = shell.json("post", "Later", "--to", account, "--at", "+90s")
    assert timed.code == 0
    at = datetime.fromisoformat(str(timed.fields["scheduled_at"]))
    assert timedelta(seconds=89) < at - before < timedelta(seconds=120)
    assert [one["status"] for one in deliveries(timed.fields)] == ["scheduled"]
    for words in (("--at", "now"), ("--at", " NOW "), ()):
        now = shell.json("post", "Now", "--to", account, *words)
        due = datetime.fromisoformat(str(deliveries(now.fields)[0]["due_at"]))
        assert due <= datetime.now(UTC)


def test_text_from_standard_input(shell: Shell, account: str) -> None:
    said = shell.json("post", "-", "--to", account, "--draft", stdin="Zwei\r\nZeilen 🦋\n")
    assert said.text("text").rstrip("\n") == "Zwei\nZeilen 🦋"
    assert shell.json("post", "-", "--draft", stdin=b"\xff\xfe").code == 2


def test_one_key_one_post(shell: Shell, account: str, pictures: list[Path]) -> None:
    words = ("post", "Once", "--to", account, "--at", "+1h", "--idempotency-key", "k")
    first = shell.json(*words, "--media", pictures[0])
    check = shell.unchanged()
    again = shell.json(*words, "--media", pictures[0])
    assert again.document == first.document
    moved = pictures[0].rename(pictures[0].with_name("moved.jpg"))
    assert shell.json(*words, "--media", moved).document == first.document
    assert shell.json(*words, "--media", pictures[0]).document == first.document  # gone by now
    check()


def test_a_key_used_for_something_else_is_refused(
    shell: Shell, account: str, pictures: list[Path]
) -> None:
    words = ("post", "Once", "--to", account, "--at", "+1h", "--idempotency-key", "k")
    shell.json(*words, "--media", pictures[0])
    check = shell.unchanged()
    others: list[tuple[str | Path, ...]] = [
        ("post", "", "--idempotency-key", "k"),
        (*words, "--media", pictures[1]),
        words,
        (*words, "--media", pictures[0], "--title", "Another"),
        (*words, "--media", pictures[0], "--draft"),
        (*(word.replace("Once", "Twice") for word in words), "--media", pictures[0]),
        (*(word.replace("+1h", "+2h") for word in words), "--media", pictures[0]),
    ]
    for other in others:
        said = shell.json(*other)
        assert said.code == 2, other
        assert "used for another post" in said.err
    check()


def test_a_long_text_and_its_parts(shell: Shell, account: str) -> None:
    text = "A sentence of some words. " * 40
    assert shell.json("post", text, "--to", account).code == 2
    assert shell.json("check", text, "--to", account, "--split").code == 0
    assert shell.json("post", text, "--to", account, "--split", "--at", "+1h").code == 0


def test_checking_saves_nothing(shell: Shell, account: str, pictures: list[Path]) -> None:
    check = shell.unchanged()
    fine = shell.json("check", "Hello", "--to", account, "--media", pictures[0], "--alt", "x")
    assert (fine.code, fine.fields["ok"]) == (0, True)
    bad = shell.json(
        *("check", "x" * 301, "--to", account, "--at", "2020-01-01T00:00:00Z", "--draft"),
        *("--idempotency-key", "k"),
    )
    assert (bad.code, bad.fields["ok"]) == (2, False)
    problems = bad.fields["problems"]
    assert isinstance(problems, list)
    assert {one["field"] for one in problems} == {"text", "time"}
    assert set(problems[0]) == {
        *("severity", "message", "field", "fix"),
        *("platform", "accounts"),
    }
    assert [one["accounts"] for one in problems if one["field"] == "text"] == [[account]]
    endless = shell.json("check", "x" * 100_001, "--to", account)
    assert (endless.code, endless.error["field"]) == (2, "text")  # as `post` says
    nobody = shell.json("check", "Hello")
    assert nobody.code == 2
    assert shell("check", "Hello", "--to", account).out == "No problems.\n"
    check()


def test_a_file_whose_name_is_no_text_is_taken(
    shell: Shell, account: str, pictures: list[Path]
) -> None:
    odd = pictures[0].rename(pictures[0].with_name("caf\udce9.jpg"))
    said = shell.json("post", "Hello", "--to", account, "--draft", "--media", odd)
    assert said.code == 0
    assert shell.json("check", "Hello", "--to", account, "--media", odd).code == 0
    added = shell.json("media", "add", odd)
    assert added.code == 0
    assert "caf\ufffd.jpg" in added.out
    missing = shell.json("media", "add", odd.with_name("th\udce9.jpg"))
    assert missing.code == 2
    assert "th\ufffd.jpg" in missing.err


def test_a_word_that_is_no_text_is_told(shell: Shell, account: str) -> None:
    check = shell.unchanged()
    for words in (
        ("post", "Hello", "--to", account, "--idempotency-key", "k\udcff"),
        ("posts", "show", "p\udcff"),
    ):
        said = shell.json(*words)
        assert said.code == 2, words
        assert "no text" in said.err
    check()


def test_control_characters_are_taken_out_and_told(shell: Shell, account: str) -> None:
    said = shell.json("post", "a\x07b\x1b[31mc", "--to", account, "--draft")
    assert (said.code, said.text("text")) == (0, "ab[31mc")
    assert "U+0007" in said.err
    assert "\x1b" not in said.err


BAD: dict[str, tuple[list[str], int, str]] = {
    "no such file": (["--media", "{tmp}/none.jpg"], 2, "none.jpg"),
    "a folder": (["--media", "{tmp}"], 2, ""),
    "a broken picture": (["--media", "{tmp}/0.jpg", "--media", "{tmp}/broken.jpg"], 2, "broken"),
    "a picture that ends early": (["--media", "{tmp}/cut.jpg"], 2, "cut"),
    "no bytes": (["--media", "{tmp}/empty.jpg"], 2, "empty"),
    "a text file": (["--media", "{tmp}/words.txt"], 2, "words.txt"),
    "6 images": (["--media", "{tmp}/{n}.jpg"] * 6, 2, "6 images"),
    "image and video": (["--media", "{tmp}/0.jpg", "--media", "{tmp}/v.mp4"], 2, ""),
    "the same twice": (["--media", "{tmp}/0.jpg", "--media", "{tmp}/0.jpg"], 2, "twice"),
    "more alt texts than files": (["--alt", "a"], 2, "alt text"),
    "50,000 characters": (["--title", "t"], 2, "characters"),
    "half a character": ([], 2, "broken character"),
    "half a character in a title": (["--title", "\udcff"], 2, "broken character"),
    "half a character in an alt text": (["--media", "{tmp}/0.jpg", "--alt", "\udcff"], 2, "broken"),
    "half a character in a variant": (["--variant", "bluesky=\udcff"], 2, "broken"),
    "an unknown account": (["--to", "nobody"], 3, "nobody"),
    "an unknown account with bytes": (["--to", "\udcff"], 3, ""),
    "an unknown brand": (["--brand", "nothing"], 3, "nothing"),
    "an unknown platform's variant": (["--variant", "nowhere=x"], 2, "nowhere"),
    "a variant without words": (["--variant", "bluesky"], 2, "equals"),
    "an unknown platform's option": (["--option", "nowhere.langs=x"], 2, "nowhere"),
    "an option without a name": (["--option", "bluesky=x"], 2, ""),
    "an unknown option": (["--option", "bluesky.langs=en"], 2, "languages, labels, replies"),
    "a wrong value": (["--option", "bluesky.languages=not-a-language-at-all"], 2, ""),
    "a past date": (["--at", "2020-01-01T00:00:00Z"], 2, "past"),
    "beyond 3 months": (["--at", "+120d"], 2, "3 months"),
    "a malformed time": (["--at", "tomorrow"], 2, "tomorrow"),
    "an impossible time": (["--at", "2026-13-45T99:00:00Z"], 2, ""),
    "a far time": (["--at", "+9999999d"], 2, ""),
    "an empty post": ([], 2, ""),
    "an option that is none": (["--nonsense"], 2, "nonsense"),
}


@pytest.mark.parametrize("name", list(BAD))
def test_bad_input_leaves_nothing(
    shell: Shell, account: str, pictures: list[Path], tmp_path: Path, name: str
) -> None:
    (tmp_path / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe0" + b"no picture" * 20)
    (tmp_path / "cut.jpg").write_bytes(pictures[0].read_bytes()[:1500])
    (tmp_path / "empty.jpg").write_bytes(b"")
    (tmp_path / "words.txt").write_text("words", encoding="utf-8")
    (tmp_path / "v.mp4").write_bytes(b"\x00\x00\x00\x18ftypmp42" + bytes(64))
    words, code, told = BAD[name]
    text = {
        "50,000 characters": "x" * 50_000,
        "half a character": "half \ud83d of one",
        "an empty post": "",
    }.get(name, "Hello")
    numbers = iter(range(6))
    filled = [
        word.replace("{tmp}", str(tmp_path)).replace("{n}", str(next(numbers)))
        if "{n}" in word
        else word.replace("{tmp}", str(tmp_path))
        for word in words
    ]
    check = shell.unchanged()
    said = shell.json("post", text, "--to", account, *filled)
    assert said.code == code, said
    assert told in said.err, said
    assert said.error["title"]
    check()
    plain = shell("post", text, "--to", account, *filled)
    assert (plain.code, plain.out) == (code, "")
    assert "Error: " in plain.err
    check()


def test_50_000_characters_are_kept_as_a_draft(shell: Shell, account: str) -> None:
    said = shell.json("post", "x" * 50_000, "--to", account, "--draft")
    assert (said.code, len(said.text("text"))) == (0, 50_000)
    check = shell.unchanged()
    assert shell.json("post", "x" * 100_001, "--to", account, "--draft").code == 2
    check()


def test_a_picture_that_cannot_be_prepared_is_taken_back(
    shell: Shell, account: str, pictures: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever goes wrong after the import: the library is as it was."""
    assert shell.json("media", "add", pictures[0]).code == 0
    check = shell.unchanged()
    real = thumbnails.make

    def breaks(source: Path, name: str, folder: Path, sha256: str) -> None:
        if name == "1.jpg":
            raise BadInput("“1.jpg” can't be shown.")
        real(source, name, folder, sha256)

    monkeypatch.setattr(thumbnails, "make", breaks)
    said = shell.json(
        *("post", "x", "--to", account, "--draft"),
        *("--media", pictures[0], "--media", pictures[1]),
    )
    assert said.code == 2
    assert "1.jpg" in said.err
    check()


def test_a_signed_out_account(shell: Shell, account: str) -> None:
    import sqlite3

    (place,) = shell.home.glob("*.sqlite")
    store = sqlite3.connect(place)
    store.execute("UPDATE accounts SET state = 'needs_reconnect'")
    store.commit()
    store.close()
    said = shell.json("post", "x", "--to", account)
    assert said.code == 2
    assert "signed out" in said.err


def test_a_platform_judges_without_an_account(shell: Shell) -> None:
    said = shell.json("check", "word " * 100, "--as", "x", "--as", "linkedin", "--as", "x")
    assert said.code == 2
    found = said.fields["problems"]
    assert isinstance(found, list)
    assert [(one["platform"], one["message"]) for one in found] == [
        ("x", "X: 220 characters too long")
    ]
    assert shell.json("check", "Short", "--as", "x").fields == {
        "ok": True,
        "problems": [],
        "files": [],
        "costs": [COST],
        "agreed": [],
    }
    assert shell("check", "Short", "--as", "x").out == f"No problems.\nCost: {COST}\n"
    assert shell.json("check", "Short", "--as", "nowhere").code == 3
    assert shell.json("check", "Short", "--as", "youtube", "--option", "youtube.title=T").code == 2


def test_what_only_an_account_is_told_can_be_chosen_without_one(
    shell: Shell, tmp_path: Path
) -> None:
    from tests.media.files import photo

    file = photo(tmp_path / "a.jpg", (1000, 1500))
    words = ["check", "Hi", "--as", "pinterest", "--media", str(file), "--alt", "A cat"]
    said = shell.json(*words)
    assert [one["field"] for one in said.fields["problems"]] == ["options.board"]  # type: ignore[attr-defined]
    assert shell.json(*words, "--option", "pinterest.board=one").code == 0
