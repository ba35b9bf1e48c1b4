"""`posts versions|trash …`, `snippets …` and `templates …`."""

from __future__ import annotations

from tests.cli.shell import Shell


def test_versions_and_putting_one_back(shell: Shell, account: str) -> None:
    post = shell.json("post", "Words of a post", "--to", account, "--draft").text("id")
    assert shell.json("posts", "versions", post).document == []
    assert shell("posts", "versions", post).out == "No earlier versions.\n"
    assert shell.json("posts", "versions", "nobody").code == 3
    said = shell.json("posts", "restore-version", post, "nobody")
    assert (said.code, said.error["title"]) == (3, "There is no such version of this post.")


def test_the_trash_and_the_way_back(shell: Shell, account: str) -> None:
    post = shell.json("post", "Into the trash", "--to", account, "--draft").text("id")
    assert shell("posts", "trash").out == "The trash is empty.\n"
    shell.json("posts", "delete", post)
    assert shell.json("posts", "list").document == []
    rows = shell.json("posts", "trash").document
    assert isinstance(rows, list)
    assert [(row["id"], row["title"]) for row in rows] == [(post, "Into the trash")]
    assert shell.json("posts", "undelete", post).text("status") == "draft"
    assert shell.json("posts", "trash").document == []


def test_snippets(shell: Shell) -> None:
    assert shell("snippets", "list").out == "No snippets.\n"
    one = shell.json("snippets", "add", "Signature", "-", stdin="Yours\nDemo Studio\n")
    assert one.text("body") == "Yours\nDemo Studio"
    shell.json("snippets", "add", "Tags", "a b", "--hashtags")
    found = shell.json("snippets", "list").document
    assert isinstance(found, list)
    assert [(each["name"], each["kind"], each["body"]) for each in found] == [
        ("Signature", "text", "Yours\nDemo Studio"),
        ("Tags", "hashtags", "#a #b"),
    ]
    assert shell("snippets", "list").out.splitlines()[1].split()[-2:] == ["Demo", "Studio"]
    assert shell.json("snippets", "add", "Tags", " ").code == 2
    assert shell.json("snippets", "add", "Tags", "x", "--brand", "nobody").code == 3
    assert shell.json("snippets", "remove", one.text("id")).code == 0
    assert shell.json("snippets", "remove", one.text("id")).code == 3


def test_templates(shell: Shell, account: str) -> None:
    post = shell.json("post", "News of the week", "--to", account, "--draft").text("id")
    template = shell.json("templates", "keep", post, "Weekly").text("id")
    assert shell.json("templates", "keep", post, "weekly").code == 2
    made = shell.json("templates", "use", template)
    assert (made.text("text"), made.text("status")) == ("News of the week", "draft")
    assert made.text("id") != post
    assert shell.json("templates", "rename", template, "Monthly").text("name") == "Monthly"
    assert "Monthly" in shell("templates", "list").out
    assert shell.json("templates", "remove", template).code == 0
    assert shell("templates", "list").out == "No templates.\n"
    assert shell.json("templates", "use", template).code == 3


def test_posting_times_and_the_queue(shell: Shell, account: str) -> None:
    assert shell("slots", "list", account).out == "No posting times.\n"
    said = shell.json("slots", "set", account, "tue 9:30", "Monday 18:00")
    assert said.document == ["Mon 18:00", "Tue 09:30"]
    assert shell("slots", "list", account).out == "Mon 18:00\nTue 09:30\n"
    assert shell.json("slots", "set", account, "noon").code == 2
    assert shell.json("slots", "list", "nobody").code == 3
    post = shell.json("post", "Into the queue", "--to", account, "--draft").text("id")
    queued = shell.json("posts", "queue", post, "--zone", "UTC")
    assert queued.text("status") == "scheduled"
    assert queued.text("scheduled_at")[11:16] in ("18:00", "09:30")
    found = shell.json("slots", "suggest", account, "--zone", "UTC").document
    assert isinstance(found, list)
    assert {"Next free slot of your weekly times", "2 h after your last post"} <= {
        one["reason"] for one in found
    }
    assert shell.json("posts", "queue", post, "--zone", "Nowhere").code == 2
    assert shell("slots", "set", account).out == "No posting times.\n"


def test_names_keep_no_control_characters(shell: Shell, account: str) -> None:
    post = shell.json("post", "News", "--to", account, "--draft").text("id")
    assert shell.json("templates", "keep", post, "Week\x1b[31mly").text("name") == "Week[31mly"
    assert shell.json("snippets", "add", "Sig\x07nature", "Yours").text("name") == "Signature"
    assert shell.json("snippets", "add", "\x07", "Yours").code == 2


def test_words_that_are_no_text_are_refused_in_words(shell: Shell, account: str) -> None:
    broken = b"name\xff".decode("utf-8", "surrogateescape")
    post = shell.json("post", "News", "--to", account, "--draft").text("id")
    for words in (
        ("posts", "show", broken),
        ("snippets", "add", broken, "Yours"),
        ("templates", "keep", post, broken),
        ("post", "Hello", "--to", account, "--draft", "--idempotency-key", broken),
    ):
        said = shell.json(*words)
        assert said.code in (2, 3), said
        assert "internal" not in str(said.error).lower()
        assert "Error:" in said.err
