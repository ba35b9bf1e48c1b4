"""The calls of X's API v2 that a publisher makes, one function each, and what an answer holds.

Source: openapi 2.167 of xdevplatform/docs @2871328 (2026-08-22). The buckets are the rows of its
page on rate limits; every answer tells what is left of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from brandcraft_desktop.publishers.exchange import Answer, Multipart, Request, Upload
from brandcraft_desktop.publishers.exchange import FilePart as _FilePart
from brandcraft_desktop.publishers.json_value import JsonObject
from brandcraft_desktop.publishers.x.errors import judge, judge_upload, refused

API = "https://api.x.com"
ID = re.compile(r"[0-9]{1,19}", re.ASCII)  # of people and posts ("UserId", "TweetId")
POSTS = f"{API}/2/tweets"
UPLOADS = f"{API}/2/media/upload"
_UPLOAD_SECONDS = 120.0  # the answer to a large piece takes its time


def create_post(body: Mapping[str, object], bearer: str) -> Request:
    """The irreversible call."""
    return Request("POST", POSTS, json=body, bearer=bearer, bucket="posts", judge=judge)


def delete_post(post: str, bearer: str) -> Request:
    """Take a post away."""
    return Request("DELETE", f"{POSTS}/{post}", bearer=bearer, bucket="delete", judge=judge)


def own_posts(person: str, query: tuple[tuple[str, str], ...], bearer: str) -> Request:
    """Posts of one person, newest first."""
    url = f"{API}/2/users/{person}/tweets"
    return Request("GET", url, query, bearer, bucket="timeline", judge=judge)


def me(bearer: str) -> Request:
    """Who is signed in."""
    query = (("user.fields", "name,profile_image_url,username"),)
    return Request("GET", f"{API}/2/users/me", query, bearer, bucket="me", judge=judge)


def upload_at_once(category: str, name: str, file: Upload, bearer: str) -> Request:
    """A small picture in one call."""
    form = Multipart((("media_category", category),), (_FilePart("media", name, file),))
    return _upload("POST", UPLOADS, bearer, bucket="upload", multipart=form)


def begin_upload(mime: str, size: int, category: str, bearer: str) -> Request:
    """Announce a file that comes in pieces; `size` in bytes."""
    body = {"media_type": mime, "total_bytes": size, "media_category": category}
    return _upload("POST", f"{UPLOADS}/initialize", bearer, bucket="initialize", json=body)


def append(media: str, index: int, piece: Upload, bearer: str) -> Request:
    """One piece, counted from 0; sending the same again does no harm."""
    form = Multipart((("segment_index", str(index)),), (_FilePart("media", "piece", piece),))
    return _upload("POST", f"{UPLOADS}/{media}/append", bearer, bucket="append", multipart=form)


def end_upload(media: str, bearer: str) -> Request:
    """All pieces are there."""
    return _upload("POST", f"{UPLOADS}/{media}/finalize", bearer, bucket="finalize")


def upload_status(media: str, bearer: str) -> Request:
    """How far the processing of a file is."""
    query = (("command", "STATUS"), ("media_id", media))
    return _upload("GET", UPLOADS, bearer, bucket="status", query=query)


def describe(media: str, alt: str, bearer: str) -> Request:
    """Words for people who can't see a file."""
    body = {"id": media, "metadata": {"alt_text": {"text": alt}}}
    return _upload("POST", f"{API}/2/media/metadata", bearer, bucket="metadata", json=body)


def data_of(answer: Answer) -> JsonObject:
    """What a success holds. Raises what its `errors` mean where it holds nothing else."""
    found = answer.json.optional_child("data")
    problems = answer.json.items("errors")
    if found is None and problems:
        raise refused(problems[0])
    return answer.json.child("data")


def _upload(
    method: str,
    url: str,
    bearer: str,
    *,
    bucket: str,
    query: tuple[tuple[str, str], ...] = (),
    json: Mapping[str, object] | None = None,
    multipart: Multipart | None = None,
) -> Request:
    return Request(
        method,
        url,
        query,
        bearer,
        json=json,
        multipart=multipart,
        bucket=bucket,
        judge=judge_upload,
        seconds=_UPLOAD_SECONDS,
    )
