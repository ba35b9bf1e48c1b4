"""Posts that really arrive on the practice server, as people wrote them."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from brandcraft_desktop.domain.steps import Verdict
from brandcraft_desktop.errors import (
    BadInput,
    ContentRefused,
    DuplicateRefused,
    ErrorKind,
    NotSent,
    OutcomeUnknown,
    OwnerNeeded,
    RateLimited,
)
from tests.practice.pictures import JPEG, MP4, PNG
from tests.publishers.bluesky.world import GATE, POST, World
from tests.publishers.support import Waiting

SITE = "https://practice-site.example"


def test_a_text_with_links_mentions_tags_and_languages(world: World) -> None:
    text = "Schön 👋 @practice-2.bsky.social @nobody.bsky.social https://example.com/ä #tag"
    plan = world.plan(text, languages="de,en", labels="nudity", link_card="false")
    published = world.publish(plan)
    record = world.values()[0]
    assert record["text"] == text
    assert record["langs"] == ["de", "en"]
    assert record["labels"]["values"] == [{"val": "nudity"}]
    pieces = {}
    for facet in record["facets"]:
        start, end = facet["index"]["byteStart"], facet["index"]["byteEnd"]
        pieces[text.encode()[start:end].decode()] = facet["features"][0]
    assert set(pieces) == {"@practice-2.bsky.social", "https://example.com/ä", "#tag"}
    assert pieces["@practice-2.bsky.social"]["did"] == world.server.accounts[1].did
    assert "embed" not in record
    rkey = world.records()[0]["uri"].rpartition("/")[2]
    assert published.parts[0].remote_id == world.records()[0]["uri"]
    assert (
        published.parts[0].permalink
        == f"https://bsky.app/profile/{world.account.handle}/post/{rkey}"
    )


def test_four_pictures_with_alt_texts_and_shapes(world: World) -> None:
    media = [
        world.picture("a.jpg", JPEG, "image/jpeg", alt="first"),
        world.picture("b.png", PNG, "image/png", alt=""),
        world.picture("c.png", PNG + b"c", "image/png", alt="third"),
        world.picture("d.jpg", JPEG + b"d", "image/jpeg", alt="fourth"),
    ]
    steps = world.steps()
    world.publish(world.plan("pictures", media), steps=steps)
    images = world.values()[0]["embed"]["images"]
    assert [one["alt"] for one in images] == ["first", "", "third", "fourth"]
    assert [one["aspectRatio"] for one in images] == [{"width": 1200, "height": 800}] * 4
    assert [one["image"]["mimeType"] for one in images] == [
        "image/jpeg",
        "image/png",
        "image/png",
        "image/jpeg",
    ]
    assert world.calls()["com.atproto.repo.uploadBlob"] == 4
    assert steps.told[-1][0] == steps.told[-1][1]
    assert {name.split()[0] for name in steps.kept} == {"upload", "mentions", "created_at", "post"}


def test_the_same_picture_twice_is_uploaded_once(world: World) -> None:
    picture = world.picture("a.jpg", JPEG, "image/jpeg")
    world.publish(world.plan("twice", [picture, picture]))
    assert len(world.values()[0]["embed"]["images"]) == 2
    assert world.calls()["com.atproto.repo.uploadBlob"] == 1


def test_a_thread_hangs_together(world: World) -> None:
    media = [world.picture("a.jpg", JPEG, "image/jpeg")]
    plan = world.plan("one\n---\ntwo\n---\nthree\n---\nfour\n---\nfive", media, thread=True)
    published = world.publish(plan)
    records = world.records()
    assert [one["value"]["text"] for one in records] == ["one", "two", "three", "four", "five"]
    assert [part.remote_id for part in published.parts] == [one["uri"] for one in records]
    assert "reply" not in records[0]["value"]
    for number in range(1, 5):
        reply = records[number]["value"]["reply"]
        assert reply["root"] == {"uri": records[0]["uri"], "cid": records[0]["cid"]}
        assert reply["parent"]["uri"] == records[number - 1]["uri"]
        assert "embed" not in records[number]["value"]
    moments = [one["value"]["createdAt"] for one in records]
    assert moments == sorted(set(moments))
    keys = [one["uri"].rpartition("/")[2] for one in records]
    assert keys == sorted(set(keys))


@pytest.mark.parametrize(
    ("replies", "allow"),
    [
        ("nobody", []),
        ("mentioned", [{"$type": "app.bsky.feed.threadgate#mentionRule"}]),
        ("following", [{"$type": "app.bsky.feed.threadgate#followingRule"}]),
        ("followers", [{"$type": "app.bsky.feed.threadgate#followerRule"}]),
    ],
)
def test_who_may_reply(world: World, replies: str, allow: list[dict[str, str]]) -> None:
    world.publish(world.plan("one\n---\ntwo", thread=True, replies=replies))
    gates = world.records(GATE)
    assert len(gates) == 1
    root = world.records()[0]["uri"]
    assert gates[0]["value"]["post"] == root
    assert gates[0]["uri"].rpartition("/")[2] == root.rpartition("/")[2]
    assert gates[0]["value"]["allow"] == allow
    actions = [one["uri"].split("/")[3] for one in world.journal()]
    assert actions == [POST, GATE, POST]


def test_everybody_may_reply_without_a_gate(world: World) -> None:
    world.publish(world.plan("open"))
    assert world.records(GATE) == []


def test_a_gate_that_can_not_be_written_fails_nothing(world: World) -> None:
    steps = world.steps()
    world.fault("com.atproto.repo.putRecord", "status", nth=2, times=2, status=500)
    world.publish(world.plan("closed", replies="nobody"), steps=steps)
    assert len(world.records()) == 1
    assert world.records(GATE) == []
    assert "replies could not be limited" in steps.told[-1][2]


def test_a_link_card_with_its_picture(world: World) -> None:
    world.publish(world.plan(f"read {SITE}/article now"))
    card = world.values()[0]["embed"]["external"]
    assert card["uri"] == f"{SITE}/article"
    assert card["title"] == "How to plan a week of posts"
    assert card["description"].startswith("Seven small habits")
    assert card["thumb"]["mimeType"] == "image/png"


@pytest.mark.parametrize(
    ("page", "title", "pictured"),
    [
        ("relative-image", "How to plan a week of posts", True),
        ("moved-far", "How to plan a week of posts", True),
        ("no-image", "How to plan a week of posts", False),
        ("big-image", "How to plan a week of posts", False),
        ("broken-image", "How to plan a week of posts", False),
        ("text-as-image", "How to plan a week of posts", False),
        ("private-image", "How to plan a week of posts", False),
        ("huge", "How to plan a week of posts", True),
        ("only-title", "Only a title & nothing else", False),
        ("latin-1", "Frühstück", False),
        ("markup", "<b>bold</b> & “quoted”", False),
        ("nothing", None, False),
        ("data", None, False),
        ("gone", None, False),
        ("error", None, False),
        ("loop", None, False),
        ("private", None, False),
        ("private-metadata", None, False),
        ("file", None, False),
        ("nowhere-at-all", None, False),
    ],
)
def test_all_sorts_of_pages(world: World, page: str, title: str | None, pictured: bool) -> None:
    text = f"see {SITE}/{page}"
    world.publish(world.plan(text))
    record = world.values()[0]
    assert record["text"] == text
    assert len(record["facets"]) == 1
    if title is None:
        assert "embed" not in record
    else:
        assert record["embed"]["external"]["title"] == title
        assert ("thumb" in record["embed"]["external"]) is pictured


def test_long_words_of_a_page_are_cut(world: World) -> None:
    world.publish(world.plan(f"{SITE}/long"))
    card = world.values()[0]["embed"]["external"]
    assert len(card["title"]) <= 300
    assert len(card["description"]) <= 1000
    assert card["title"].endswith("…")


def test_a_link_to_an_unknown_site_still_goes_out(world: World) -> None:
    world.publish(world.plan("https://nowhere.example/x"))
    assert world.values()[0]["facets"][0]["features"][0]["uri"] == "https://nowhere.example/x"


def test_a_video_goes_through_the_service(world: World) -> None:
    clip = world.picture("clip.mp4", MP4, "video/mp4", duration=5, alt="a wave")
    steps, session = world.steps(), world.session()
    plan = world.plan("watch", [clip])
    waits = []
    for _ in range(5):
        try:
            world.publisher.publish(plan, session, steps)
            break
        except Waiting as wait:
            waits.append(wait.reason)
    assert waits == [
        "Bluesky is processing the video (33 %).",
        "Bluesky is processing the video (66 %).",
    ]
    embed = world.values()[0]["embed"]
    assert embed["$type"] == "app.bsky.embed.video"
    assert embed["alt"] == "a wave"
    assert embed["aspectRatio"] == {"width": 1200, "height": 800}
    assert world.calls()["app.bsky.video.uploadVideo"] == 1
    assert "com.atproto.repo.uploadBlob" not in world.calls()


@pytest.mark.parametrize("nested", [False, True])
def test_a_video_the_service_knows_already(world: World, nested: bool) -> None:
    world.server.tell("bluesky/settings", video_nested=nested)
    clip = world.picture("again.mp4", MP4 + bytes([nested]), "video/mp4", duration=5)
    world.publish(world.plan("first", [clip]))
    world.publish(world.plan("second", [clip]))
    world.server.tell("bluesky/settings", video_nested=False)
    first, second = (one["embed"]["video"] for one in world.values())
    assert first == second


def test_a_video_that_can_not_be_processed_is_final(world: World) -> None:
    world.server.tell("bluesky/settings", video_outcome="failed", video_polls=1)
    clip = world.picture("bad.mp4", MP4 + b"bad", "video/mp4", duration=5)
    try:
        with pytest.raises(ContentRefused) as caught:
            world.publish(world.plan("watch", [clip]))
    finally:
        world.server.tell("bluesky/settings", video_outcome="completed", video_polls=3)
    assert caught.value.kind is ErrorKind.MEDIA_PROCESSING
    assert world.records() == []


@pytest.mark.parametrize(
    ("message", "error"),
    [("", RateLimited), ("Please confirm your email address first", OwnerNeeded)],
)
def test_no_more_videos_today(world: World, message: str, error: type[Exception]) -> None:
    settings = {"videos_a_day": 0} if not message else {"video_allowed": False}
    world.server.tell("bluesky/settings", video_message=message, **settings)
    clip = world.picture("late.mp4", MP4 + b"late", "video/mp4", duration=5)
    try:
        with pytest.raises(error):
            world.publisher.publish(world.plan("x", [clip]), world.session(), world.steps())
    finally:
        world.server.tell("bluesky/settings", videos_a_day=25, video_allowed=True, video_message="")


def test_a_video_goes_plainly_where_the_service_is_down(world: World) -> None:
    clip = world.picture("plain.mp4", MP4 + b"plain", "video/mp4", duration=5)
    world.server.tell("origins", origin="https://video.bsky.app", up=False)
    try:
        world.publish(world.plan("plain", [clip]))
    finally:
        world.server.tell("origins", origin="https://video.bsky.app", up=True)
    assert world.values()[0]["embed"]["video"]["mimeType"] == "video/mp4"
    assert world.calls()["com.atproto.repo.uploadBlob"] == 1


def test_uploads_that_ran_out_are_made_again(world: World) -> None:
    picture = world.picture("a.jpg", JPEG, "image/jpeg")
    plan, session, steps = world.plan("late", [picture]), world.session(), world.steps()
    world.fault("com.atproto.repo.putRecord", "status", status=500)
    world.publish(plan, session, steps)
    assert len(world.records()) == 1
    again = world.steps()
    again.kept = {
        name: json.dumps({**json.loads(kept), "blob": _gone(json.loads(kept)["blob"])})
        for name, kept in steps.kept.items()
        if name.startswith("upload")
    }
    world.publish(plan, world.session(), again)
    assert len(world.records()) == 2
    assert world.troubles[-1].title == "Bluesky no longer has an uploaded file."


def _gone(blob: dict[str, object]) -> dict[str, object]:
    return {
        **blob,
        "ref": {"$link": "bafkreibabalobzn6cd366ukcsjycp4yymjymgfxcv6xczmlgpemzkz3cfa"},
    }


def test_a_resend_without_any_memory_never_doubles(world: World) -> None:
    plan = world.plan("one\n---\ntwo", thread=True, replies="nobody")
    session = world.session()
    first = world.publish(plan, session)
    world.clock.moment += timedelta(minutes=5)
    second = world.publish(plan, session)
    assert first == second
    assert len(world.records()) == 2
    creates = [one for one in world.journal() if one["action"] == "create"]
    assert len(creates) == 3


def test_another_text_under_our_key_is_never_overwritten(world: World) -> None:
    session = world.session()
    world.publish(world.plan("before"), session)
    with pytest.raises(DuplicateRefused):
        world.publisher.publish(world.plan("after"), session, world.steps())
    assert [one["text"] for one in world.values()] == ["before"]
    finding = world.publisher.find(world.plan("after"), session, world.clock.now())
    assert finding.verdict is Verdict.UNKNOWN


def test_find_tells_all_none_and_some(world: World) -> None:
    session, plan = world.session(), world.plan("one\n---\ntwo", thread=True)

    def verdict() -> Verdict:
        return world.publisher.find(plan, session, world.clock.now()).verdict

    assert verdict() is Verdict.NOT_THERE
    published = world.publish(plan, session)
    found = world.publisher.find(plan, session, world.clock.now())
    assert found.verdict is Verdict.FOUND
    assert json.loads(found.result) == [
        [part.remote_id, part.permalink] for part in published.parts
    ]
    world.publisher.delete(published.parts[1].remote_id, world.account_session)
    assert verdict() is Verdict.UNKNOWN


def test_delete_takes_the_post_and_its_rules_away_and_may_be_repeated(world: World) -> None:
    published = world.publish(world.plan("bye", replies="nobody"))
    for _ in range(2):
        world.publisher.delete(published.parts[0].remote_id, world.account_session)
        assert world.records() == []
        assert world.records(GATE) == []


@pytest.mark.parametrize(
    "address", ["", "nonsense", "at://did:plc:other/app.bsky.feed.post/3k4duaz5vfs2b"]
)
def test_only_own_posts_are_deleted(world: World, address: str) -> None:
    with pytest.raises(BadInput):
        world.publisher.delete(address, world.account_session)


def test_nothing_goes_out_when_the_guard_says_no(world: World) -> None:
    steps = world.steps()
    steps.guard.allowed = 0
    with pytest.raises(NotSent, match="taken this over"):
        world.publisher.publish(world.plan("late"), world.session(), steps)
    assert world.records() == []
    assert steps.armed == {}


def test_the_moment_of_posting_is_kept_over_retries(world: World) -> None:
    plan, session, steps = world.plan("when"), world.session(), world.steps()
    world.fault("com.atproto.repo.putRecord", "reset")
    with pytest.raises(OutcomeUnknown):
        world.publisher.publish(plan, session, steps)
    before = steps.kept["created_at"]
    world.clock.moment += timedelta(minutes=1)
    world.publish(plan, session, steps)
    assert world.values()[0]["createdAt"] == before
