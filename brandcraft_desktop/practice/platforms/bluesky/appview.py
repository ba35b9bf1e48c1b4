"""What everybody sees: profiles, feeds and posts, as the AppView shows them at once.

Source: lexicons app.bsky.actor.getProfile, app.bsky.feed.getPosts, getAuthorFeed, app.bsky.embed.*.
"""

from __future__ import annotations

from collections import Counter

from brandcraft_desktop.practice.platforms.bluesky.lexicon import Flag, Items, Shape, Text, Whole
from brandcraft_desktop.practice.platforms.bluesky.records import POST
from brandcraft_desktop.practice.platforms.bluesky.settings import CDN, VIDEO
from brandcraft_desktop.practice.platforms.bluesky.state import State
from brandcraft_desktop.practice.platforms.bluesky.store import Account, Stored
from brandcraft_desktop.practice.platforms.bluesky.syntax import split_at_uri
from brandcraft_desktop.practice.platforms.bluesky.xrpc import Asked, Method, invalid
from brandcraft_desktop.practice.times import stamp
from brandcraft_desktop.practice.values import Json, Object, child


def get_profile(state: State, asked: Asked) -> Json:
    """The public face of an account."""
    account = state.store.account(asked.text("actor"))
    if account is None or account.state in ("takendown", "suspended"):
        raise invalid("Profile not found")
    return {
        **author(account),
        "description": "An account of the practice world.",
        "followersCount": 0,
        "followsCount": 0,
        "postsCount": len(state.store.records(account.did, POST)),
        "indexedAt": account.created_at,
    }


def get_author_feed(state: State, asked: Asked) -> Json:
    """The posts of an account, newest first."""
    account = state.store.account(asked.text("actor"))
    if account is None:
        raise invalid("Profile not found")
    limit = asked.parameters.get("limit", 50)
    wanted = asked.text("filter")
    found = state.store.records(account.did, POST, oldest_first=False)
    if wanted in ("posts_no_replies", "posts_and_author_threads"):
        found = [one for one in found if wanted != "posts_no_replies" or "reply" not in one.value]
    if wanted == "posts_with_media":
        found = [one for one in found if _has_media(one)]
    start = int(asked.text("cursor")) if asked.text("cursor").isdigit() else 0
    size = limit if isinstance(limit, int) else 50
    page = found[start : start + size]
    seen = _echoes(state)
    feed: list[Json] = [{"post": view(account, one, seen)} for one in page]
    answer: Object = {"feed": feed}
    if start + size < len(found):
        answer["cursor"] = str(start + size)
    return answer


def get_posts(state: State, asked: Asked) -> Json:
    """The posts with these addresses; those that are not there are left out."""
    uris = asked.parameters.get("uris")
    posts: list[Json] = []
    seen = _echoes(state)
    for uri in uris if isinstance(uris, list) else []:
        authority, collection, rkey = split_at_uri(str(uri))
        account = state.store.account(authority)
        if account is not None and collection == POST:
            found = state.store.record(f"at://{account.did}/{collection}/{rkey}")
            if found is not None:
                posts.append(view(account, found, seen))
    return {"posts": posts}


def author(account: Account) -> Object:
    """The few words about an account that stand beside each of its posts."""
    return {
        "did": account.did,
        "handle": account.handle,
        "displayName": account.display_name,
        "avatar": f"{CDN}/img/avatar/plain/{account.did}/avatar@png",
        "createdAt": account.created_at,
        "labels": [],
    }


def _echoes(state: State) -> Counter[tuple[str, str]]:
    """How many replies and quotes each post has, by ("reply" | "quote", uri)."""
    places = (
        ("reply", ("reply", "parent", "uri")),
        ("quote", ("embed", "record", "uri")),
        ("quote", ("embed", "record", "record", "uri")),
    )
    counts: Counter[tuple[str, str]] = Counter()
    for post in state.store.records(collection=POST):
        for kind, place in places:
            if isinstance(uri := child(post.value, *place), str):
                counts[(kind, uri)] += 1
    return counts


def view(account: Account, post: Stored, echoes: Counter[tuple[str, str]]) -> Object:
    """A post as everybody sees it (app.bsky.feed.defs#postView)."""
    seen: Object = {
        "uri": post.uri,
        "cid": post.cid,
        "author": author(account),
        "record": post.value,
        "replyCount": echoes[("reply", post.uri)],
        "repostCount": 0,
        "likeCount": 0,
        "quoteCount": echoes[("quote", post.uri)],
        "indexedAt": stamp(post.written_at),
        "labels": [],
    }
    embed = post.value.get("embed")
    if isinstance(embed, dict) and (shown := _embed_view(account, embed)):
        seen["embed"] = shown
    return seen


def _embed_view(account: Account, embed: Object) -> Object:
    kind = str(embed.get("$type", "")).removesuffix("#main")
    if kind == "app.bsky.embed.images":
        images: list[Json] = [*_pictures(account, embed.get("images"), "thumb")]
        return {"$type": f"{kind}#view", "images": images}
    if kind == "app.bsky.embed.gallery":
        items = _pictures(account, embed.get("items"), "thumbnail")
        named: list[Json] = [{**one, "$type": f"{kind}#viewImage"} for one in items]
        return {"$type": f"{kind}#view", "items": named}
    if kind == "app.bsky.embed.video":
        cid = str(child(embed, "video", "ref", "$link"))
        base = f"{VIDEO}/watch/{account.did}/{cid}"
        video: Object = {"$type": f"{kind}#view", "cid": cid, "playlist": f"{base}/playlist.m3u8"}
        return {**video, **{key: embed[key] for key in ("alt", "aspectRatio") if key in embed}}
    card = embed.get("external")
    if kind == "app.bsky.embed.external" and isinstance(card, dict):
        seen: Object = {key: card[key] for key in ("uri", "title", "description")}
        if "thumb" in card:
            seen["thumb"] = _picture_url(account, "feed_thumbnail", card["thumb"])
        return {"$type": f"{kind}#view", "external": seen}
    return {}


def _pictures(account: Account, images: Json, small: str) -> list[Object]:
    seen: list[Object] = []
    for image in images if isinstance(images, list) else []:
        if isinstance(image, dict):
            picture: Object = {
                small: _picture_url(account, "feed_thumbnail", image.get("image")),
                "fullsize": _picture_url(account, "feed_fullsize", image.get("image")),
                "alt": image.get("alt", ""),
            }
            if "aspectRatio" in image:
                picture["aspectRatio"] = image["aspectRatio"]
            seen.append(picture)
    return seen


def _picture_url(account: Account, size: str, blob: Json) -> str:
    return f"{CDN}/img/{size}/plain/{account.did}/{child(blob, 'ref', '$link')}@jpeg"


def _has_media(post: Stored) -> bool:
    kind = str(child(post.value, "embed", "$type"))
    return kind.startswith(("app.bsky.embed.images", "app.bsky.embed.gallery"))


def appview_methods(needs: str) -> tuple[Method, ...]:
    """The methods, open to everybody on the public host or with a token on one's own server."""
    actor = Text("AT identifier")
    return (
        Method(
            "app.bsky.actor.getProfile",
            get_profile,
            parameters=Shape({"actor": actor}, ("actor",)),
            needs=needs,
        ),
        Method(
            "app.bsky.feed.getAuthorFeed",
            get_author_feed,
            parameters=Shape(
                {
                    "actor": actor,
                    "limit": Whole(1, 100),
                    "cursor": Text(),
                    "filter": Text(),
                    "includePins": Flag(),
                },
                ("actor",),
            ),
            needs=needs,
        ),
        Method(
            "app.bsky.feed.getPosts",
            get_posts,
            parameters=Shape({"uris": Items(Text("at-uri"), 25)}, ("uris",)),
            needs=needs,
        ),
    )
