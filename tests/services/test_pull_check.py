"""A platform that fetches files is told to be missing a bucket before anything is scheduled."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from brandcraft_desktop.domain.media_rules import MediaFacts, MediaKind, MediaState
from brandcraft_desktop.domain.media_store import BucketSettings, tidied
from brandcraft_desktop.domain.plan import (
    AttachedMedia,
    Composition,
    PostBlocked,
    Severity,
)
from brandcraft_desktop.domain.views import MediaChoice, PostContent
from brandcraft_desktop.publishers.registry import PLATFORMS, Registry
from brandcraft_desktop.services import bucket as buckets
from brandcraft_desktop.services import posts
from brandcraft_desktop.services.pull_check import pull_findings_of, pull_problem
from tests.accounts.memory import MemoryStore
from tests.models.times import StandingClock
from tests.services.engine_world import add_account
from tests.services.puller import add_file, pulling

BUCKET = tidied(BucketSettings("https://s3.example.com", "my-media", "AK1"))
OWN = replace(BUCKET, media_domain="https://media.example.com")
PICTURE = MediaFacts(MediaKind.IMAGE, "image/jpeg", 1000, 1080, 1080)
VIDEO = MediaFacts(MediaKind.VIDEO, "video/mp4", 1000, 1080, 1920, duration=10.0)


def missing(platform: str, facts: MediaFacts | None, bucket: BucketSettings | None) -> str:
    """What is said of a post with such a file; "" where nothing is."""
    planner = Registry(PLATFORMS).get(platform)
    media = (AttachedMedia("m", "0" * 64, "a", MediaState.PROCESSED, facts),) if facts else ()
    problem = pull_problem(planner.info, planner.plan(Composition("Hi", media=media)), bucket)
    if problem is None:
        return ""
    assert (problem.severity, problem.field) == (Severity.ERROR, "media")
    assert problem.message.startswith(f"{planner.info.name}: ")
    return problem.message


@pytest.mark.parametrize(
    ("platform", "facts", "bucket", "words"),
    [
        ("instagram", PICTURE, None, "no media storage is set up"),
        ("instagram", VIDEO, None, ""),
        ("instagram", PICTURE, BUCKET, ""),
        ("threads", PICTURE, None, "no media storage is set up"),
        ("threads", VIDEO, None, "no media storage is set up"),
        ("threads", None, None, ""),
        ("threads", VIDEO, BUCKET, ""),
        ("tiktok", PICTURE, None, "no media storage is set up"),
        ("tiktok", PICTURE, BUCKET, "a domain of your own"),
        ("tiktok", PICTURE, OWN, ""),
        ("tiktok", VIDEO, None, ""),
        ("facebook", PICTURE, None, ""),
        ("bluesky", PICTURE, None, ""),
    ],
)
def test_what_each_platform_needs(
    platform: str, facts: MediaFacts | None, bucket: BucketSettings | None, words: str
) -> None:
    said = missing(platform, facts, bucket)
    assert words in said
    assert bool(said) == bool(words)


def test_a_post_is_scheduled_only_with_a_bucket(tmp_path: Path) -> None:
    clock = StandingClock()
    with pulling(tmp_path / "home", clock, keyring=MemoryStore()) as workspace:
        account, media = add_account(workspace), add_file(workspace, b"a picture")
        content = PostContent(
            text="Hello", account_ids=(account,), media=(MediaChoice(media, "A view"),)
        )
        post = posts.create(workspace, content, mode=posts.Mode.DRAFT)
        [finding] = pull_findings_of(workspace, post.content, post.files)
        assert finding.blocks
        at = clock.now() + timedelta(hours=1)
        with pytest.raises(PostBlocked, match="no media storage is set up"):
            posts.schedule(workspace, post.id, at=at)
        with pytest.raises(PostBlocked, match="no media storage is set up"):
            posts.publish_now(workspace, post.id)
        buckets.save(workspace, BUCKET, "secret")
        assert pull_findings_of(workspace, post.content, post.files) == ()
        assert posts.schedule(workspace, post.id, at=at).deliveries
