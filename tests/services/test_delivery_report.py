"""The report of a post: everything of how it went out, nothing that is a secret or its words."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import insert, update

from brandcraft_desktop.domain.status import DeliveryStatus
from brandcraft_desktop.domain.views import PostContent
from brandcraft_desktop.errors import BadInput, NotFound
from brandcraft_desktop.models import tables
from brandcraft_desktop.services import (
    accounts,
    delivery_history,
    delivery_report,
    post_versions,
)
from brandcraft_desktop.services.workspace import Workspace, close
from tests.services.desk import add_media
from tests.ui.delivery.posts import fail
from tests.ui.publisher.world import NOW, Made, StandingClock, add_accounts, add_post, open_world

TOKEN = "EAAGm0PX4ZCpsBAJx9ZB7Qw1dK3fYh5"
UPLOAD = f"https://upload.x.example/v2/session/0815?signature={TOKEN}&part=2"


@pytest.fixture
def failed(tmp_path: Path) -> Iterator[tuple[Workspace, Made]]:
    workspace = open_world(tmp_path / "home", StandingClock())
    people = add_accounts(workspace)
    made = add_post(
        workspace,
        people,
        "A private title",
        at=NOW,
        to=("x", "linkedin"),
        status=DeliveryStatus.PUBLISHED,
        other={"linkedin": DeliveryStatus.FAILED},
        text="Words that nobody else has to read.",
    )
    delivery = made.deliveries["linkedin"]
    raw = f'PUT {UPLOAD} {{"access_token": "{TOKEN}"}}'
    fail(workspace, delivery, "LinkedIn refused the picture.", raw=raw)
    workspace.database.write(
        lambda connection: (
            connection.execute(
                insert(tables.attempts).values(
                    id="a1",
                    delivery_id=delivery,
                    number=1,
                    started_at=NOW,
                    ended_at=NOW,
                    outcome="failed",
                    error_kind="transient",
                    error_title="It timed out.",
                    error_raw=raw,
                )
            ),
            connection.execute(
                insert(tables.steps).values(
                    delivery_id=delivery,
                    name="upload 1",
                    state="done",
                    result=f'{{"url": "{UPLOAD}"}}',
                    attempt=1,
                    done_at=NOW,
                )
            ),
        )
    )
    yield workspace, made
    close(workspace)


def test_it_tells_how_each_account_went(failed: tuple[Workspace, Made]) -> None:
    workspace, made = failed
    told = json.loads(json.dumps(delivery_report.report(workspace, made.id)))
    assert told["post"]["status"] == "partially_published"
    assert set(told["versions"]) == {"brandcraft", "schema", "database", "python", "system"}
    by_platform = {one["platform"]: one for one in told["deliveries"]}
    assert by_platform["x"]["published_at"] == "2026-11-22T09:41:04Z"
    linkedin = by_platform["linkedin"]
    assert linkedin["error"]["title"] == "LinkedIn refused the picture."
    assert [(one["number"], one["outcome"]) for one in linkedin["attempts"]] == [(1, "failed")]
    assert [(one["name"], one["state"]) for one in linkedin["steps"]] == [("upload 1", "done")]
    assert "https://upload.x.example/…" in linkedin["error"]["answer"]


def test_no_secret_no_upload_and_no_word_of_the_post_is_in_it(
    failed: tuple[Workspace, Made], tmp_path: Path
) -> None:
    workspace, made = failed
    place = delivery_report.save(workspace, made.id, tmp_path / "report.json")
    text = place.read_text(encoding="utf-8")
    for hidden in (TOKEN, "signature=", "session/0815", "private title", "nobody else"):
        assert hidden not in text
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    delivery_report.save(workspace, made.id, place)
    assert [one.name for one in tmp_path.iterdir() if "report" in one.name] == ["report.json"]


def test_copied_details_hide_the_same(failed: tuple[Workspace, Made]) -> None:
    workspace, made = failed
    text = "\n".join(delivery_history.details(workspace, one) for one in made.deliveries.values())
    for hidden in (TOKEN, "signature=", "session/0815", "posts/1"):
        assert hidden not in text
    assert "https://upload.x.example/…" in text
    assert "Address: https://x.example/…" in text
    assert "LinkedIn refused the picture." in text


def test_what_an_answer_quotes_of_the_post_is_left_out(
    failed: tuple[Workspace, Made],
) -> None:
    workspace, _ = failed
    people = {one.platform: one.id for one in accounts.list_accounts(workspace)}
    file = add_media(workspace, "Garten Fest 07.jpg")
    made = add_post(
        workspace,
        people,
        "Surprise",
        at=NOW,
        to=("linkedin",),
        status=DeliveryStatus.FAILED,
        text="Größe zählt: das neue Haus in der Hauptstraße 12.\n"
        "Kommt alle! #geheimfest 秘密の集まり",
        media=(file,),
    )
    kept = str(workspace.home.root / "media" / "ab" / "abcdef")
    raw = json.dumps(
        {
            "message": "Das neue Haus in der … is no valid text",
            "escaped": json.dumps({"text": "Größe zählt: das neue"}),
            "broken": "12.\nKommt alle! #geheimfest",
            "tag": "geheimfest",
            "dense": "の集ま",
            "file": "Garten%20Fest%2007.jpg",
            "path": kept,
            "home": str(Path.home() / "Pictures" / "x.jpg"),
            "title": "SURPRISE",
            "code": 4711,
        }
    )
    delivery = made.deliveries["linkedin"]
    fail(workspace, delivery, "“Garten Fest 07.jpg” is refused, and nothing of Surprise.", raw=raw)
    permalink = f"https://x.example/posts/1?access_token={TOKEN}&v=2"
    workspace.database.write(
        lambda connection: connection.execute(
            update(tables.deliveries)
            .where(tables.deliveries.c.id == delivery)
            .values(permalink=permalink)
        )
    )
    # What was written before counts as well: an earlier try quoted that.
    post_versions.keep_aside(workspace, made.id, PostContent(text="Called off because of rain"))
    workspace.database.write(
        lambda connection: connection.execute(
            insert(tables.attempts).values(
                id="a2",
                delivery_id=delivery,
                number=1,
                started_at=NOW,
                outcome="failed",
                error_kind="invalid_content",
                error_title="Refused: called off because of snow.",
            )
        )
    )
    told = delivery_report.report(workspace, made.id)
    text = json.dumps(told, ensure_ascii=False).casefold()
    for hidden in (
        *("neue", "haus", "größe", "u00f6", "kommt", "geheimfest", "集", "u96c6", "garten"),
        *("fest", "surprise", "abcdef", "pictures", "x.jpg", "called", "because", "posts/1"),
        *(TOKEN.casefold(), str(workspace.home.root).casefold(), "access_token"),
    ):
        assert hidden not in text, hidden
    (one,) = json.loads(json.dumps(told))["deliveries"]
    assert one["permalink"] == "https://x.example/…"
    assert one["error"]["title"] == "““…”” is refused, and nothing of “…”."
    assert one["attempts"][0]["error"]["title"] == "Refused: “…” snow."
    assert "is no valid text" in one["error"]["answer"]
    assert '"code": 4711' in one["error"]["answer"]


def test_what_can_not_be_written_or_is_not_there(
    failed: tuple[Workspace, Made], tmp_path: Path
) -> None:
    workspace, made = failed
    with pytest.raises(BadInput, match="can't be written"):
        delivery_report.save(workspace, made.id, tmp_path / "nowhere" / "report.json")
    with pytest.raises(NotFound):
        delivery_report.save(workspace, "nothing", tmp_path / "report.json")
    assert not (tmp_path / "report.json").exists()
