"""Posts: made, listed, read and deleted, as strictly as Rest.li does it.

Source: Posts API (learn.microsoft.com, view li-lms-2026-05): 201 without a body, the URN in the
header `x-restli-id`; the text is not refused where it is cut off. The same post within ten minutes
is refused with the URN of the first (documented for ugcPosts).
"""

from __future__ import annotations

import re

from brandcraft_desktop.practice.exchange import Answer, json_answer
from brandcraft_desktop.practice.platforms.linkedin import little_text
from brandcraft_desktop.practice.platforms.linkedin.assets import AUTHOR, check_author, count_down
from brandcraft_desktop.practice.platforms.linkedin.people import may_post_as
from brandcraft_desktop.practice.platforms.linkedin.refusals import Refusal, denied, field
from brandcraft_desktop.practice.platforms.linkedin.service import Asked, Call, whole_query
from brandcraft_desktop.practice.platforms.linkedin.shapes import Items, OneOf, Shape, Text, flag
from brandcraft_desktop.practice.platforms.linkedin.state import State
from brandcraft_desktop.practice.platforms.linkedin.store import Post
from brandcraft_desktop.practice.values import Json, Object, child, dump

_LONGEST = 3000
_POST_URN = re.compile(r"urn:li:(share|ugcPost):[0-9]+")
_IMAGE = Text(r"urn:li:image:[A-Za-z0-9_-]+")
_ALT = Text(most=4086)
_CONTENT = Shape(
    {
        "media": Shape(
            {
                "id": Text(r"urn:li:(image|video|document):[A-Za-z0-9_-]+"),
                "title": Text(least=1),
                "altText": _ALT,
            },
            ("id",),
        ),
        "multiImage": Shape(
            {"images": Items(Shape({"id": _IMAGE, "altText": _ALT}, ("id",)), least=2, most=20)},
            ("images",),
        ),
        "article": Shape(
            {
                "source": Text(r"https?://[^\s]+"),
                "title": Text(least=1),
                "description": Text(),
                "thumbnail": _IMAGE,
                "thumbnailAltText": Text(),
            },
            ("source", "title"),
        ),
        "poll": Shape(
            {
                "question": Text(most=140, least=1),
                "options": Items(Shape({"text": Text(most=30, least=1)}, ("text",)), 2, 4),
                "settings": Shape(
                    {"duration": OneOf(("ONE_DAY", "THREE_DAYS", "SEVEN_DAYS", "FOURTEEN_DAYS"))},
                    ("duration",),
                ),
            },
            ("question", "options", "settings"),
        ),
    },
    one_of=True,
)
_BODY = Shape(
    {
        "author": AUTHOR,
        "commentary": Text(),
        "visibility": OneOf(("PUBLIC", "CONNECTIONS", "LOGGED_IN", "CONTAINER")),
        "distribution": Shape(
            {
                "feedDistribution": OneOf(("MAIN_FEED", "NONE")),
                "targetEntities": Items(lambda value, path: None),
                "thirdPartyDistributionChannels": Items(lambda value, path: None),
            },
            ("feedDistribution",),
        ),
        "lifecycleState": OneOf(("PUBLISHED",)),
        "isReshareDisabledByAuthor": flag,
        "content": _CONTENT,
    },
    ("author", "commentary", "visibility", "distribution", "lifecycleState"),
)


def create(state: State, asked: Asked) -> Answer:
    """Take a post."""
    body = asked.body
    author = str(body["author"])
    check_author(state, asked, author, "posts.CREATE")
    _check_words(author, body)
    _check_files(state, author, body.get("content"))
    with state.store.database.change() as change:
        _check_duplicate(state, author, body)
        now, made = state.clock.seconds(), state.next_number()
        film = str(child(body, "content", "media", "id")).startswith("urn:li:video:")
        urn = f"urn:li:{'ugcPost' if film else 'share'}:{made}"
        written = dump(body).decode("utf-8", "surrogatepass")
        change.run("INSERT INTO posts VALUES (?, ?, ?, ?, ?)", urn, author, written, now, made)
        _write_down(state, "create", urn, author, written)
    return Answer(201, {"x-restli-id": urn})


def find(state: State, asked: Asked) -> Answer:
    """The posts of a page; those of members are closed."""
    whole_query(
        asked.request,
        {
            "q": "author",
            "author": r"urn:li:(person|organization):[A-Za-z0-9_-]+",
            "count": r"100|[1-9][0-9]?",
            "start": r"[0-9]{1,6}",
            "sortBy": "CREATED|LAST_MODIFIED",
            "isDsc": "true|false",
        },
    )
    author = asked.request.parameter("author")
    if not author.startswith("urn:li:organization:"):
        raise denied("posts.FINDER-author (r_member_social)")
    asked.needs("r_organization_social", "posts.FINDER-author")
    if not may_post_as(state.store, asked.me, author):
        raise denied("posts.FINDER-author")
    start, count = (
        int(asked.request.parameter(*pair)) for pair in (("start", "0"), ("count", "10"))
    )
    before = state.clock.seconds() - state.settings.list_delay
    shown = [one for one in state.store.posts(author) if one.made_at <= before]
    elements: list[Json] = [_told(one) for one in shown[start : start + count]]
    paging: Object = {"start": start, "count": count, "links": [], "total": len(shown)}
    return json_answer({"elements": elements, "paging": paging})


def read(state: State, asked: Asked) -> Answer:
    """One post of a page."""
    post = _mine(state, asked, "posts.GET")
    if not post.author.startswith("urn:li:organization:"):
        raise denied("posts.GET (r_member_social)")
    asked.needs("r_organization_social", "posts.GET")
    return json_answer(_told(post))


def delete(state: State, asked: Asked) -> Answer:
    """Take a post away; a second time changes nothing."""
    if not _POST_URN.fullmatch(asked.key):
        raise Refusal(400, "INVALID_URN_TYPE", f"{asked.key} is no post")
    written = state.store.database.row(
        "SELECT author FROM journal WHERE urn = ? AND action = 'create'", asked.key
    )
    if written is None:
        raise Refusal(404, "RESOURCE_NOT_FOUND", f"{asked.key} is not known")
    author = str(written[0])
    check_author(state, asked, author, "posts.DELETE")
    with state.store.database.change() as change:
        if change.run("DELETE FROM posts WHERE urn = ?", asked.key):
            _write_down(state, "delete", asked.key, author, "{}")
    return Answer(204)


def _check_words(author: str, body: Object) -> None:
    if author.startswith("urn:li:organization:") and body["visibility"] != "PUBLIC":
        raise field("/visibility", "Organization posts must be PUBLIC")
    length = len(little_text.plain(str(body["commentary"])))
    if length > _LONGEST:
        raise Refusal(
            400, "FIELD_LENGTH_TOO_LONG", f"/commentary :: length {length} is more than {_LONGEST}"
        )
    if not str(body["commentary"]).strip() and "content" not in body:
        raise Refusal(400, "MISSING_FIELD", "A post needs a commentary or a content")


def _check_files(state: State, author: str, content: Json) -> None:
    """Every file is there, of the right kind, the author's own, and ready. Raises Refusal."""
    media = child(content, "media")
    urns = [str(child(media, "id"))] if media is not None else []
    images = child(content, "multiImage", "images")
    urns += [str(child(one, "id")) for one in images] if isinstance(images, list) else []
    thumbnail = child(content, "article", "thumbnail")
    urns += [thumbnail] if isinstance(thumbnail, str) else []
    for urn in urns:
        asset = state.store.asset(urn)
        if asset is None:
            raise Refusal(400, "INVALID_URN_ID", f"{urn} is not known")
        if asset.owner != author:
            raise Refusal(400, "INVALID_MEDIA_OWNER", f"{urn} does not belong to {author}")
        if asset.kind == "document" and not child(media, "title"):
            raise field("/content/media/title", "field is required for documents")
        status = count_down(state, asset)
        if status == "PROCESSING_FAILED":
            raise Refusal(400, "MEDIA_ASSET_PROCESSING_FAILED", f"Media asset {urn} failed")
        if status != "AVAILABLE":
            raise Refusal(400, "MEDIA_ASSET_WAITING_UPLOAD", f"Media asset {urn} is waiting upload")


def _check_duplicate(state: State, author: str, body: Object) -> None:
    since = state.clock.seconds() - state.settings.duplicate_seconds
    mine = (body["commentary"], dump(body.get("content")))
    for post in state.store.posts(author):
        if post.made_at <= since:
            return
        if (post.body["commentary"], dump(post.body.get("content"))) == mine:
            raise Refusal(422, "", f"Content is a duplicate of {post.urn}")


def _mine(state: State, asked: Asked, what: str) -> Post:
    post = state.store.post(asked.key)
    if post is None:
        raise Refusal(404, "RESOURCE_NOT_FOUND", f"{asked.key} is not known")
    if not may_post_as(state.store, asked.me, post.author):
        raise denied(what)
    return post


def _told(post: Post) -> Object:
    made = int(post.made_at * 1000)
    return {
        **post.body,
        "id": post.urn,
        "createdAt": made,
        "publishedAt": made,
        "lastModifiedAt": made,
        "lifecycleStateInfo": {"isEditedByAuthor": False},
    }


def _write_down(state: State, action: str, urn: str, author: str, body: str) -> None:
    state.store.database.run(
        "INSERT INTO journal (at, action, urn, author, body) VALUES (?, ?, ?, ?, ?)",
        *(state.clock.seconds(), action, urn, author, body),
    )


POST_CALLS = (
    Call("POST", "posts", create, body=_BODY),
    Call("GET", "posts", find, finder="author"),
    Call("GET", "posts", read, keyed=True),
    Call("DELETE", "posts", delete, keyed=True),
)
