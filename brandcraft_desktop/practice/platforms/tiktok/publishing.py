"""Posts: begun, asked about, listed; and what their owner may choose.

Source: developers.tiktok.com, "Query Creator Info", "Direct Post", "Upload", "Photo Post", "Get
Post Status", "List Videos" (2026-05-01).
"""

from __future__ import annotations

import json
import secrets
from urllib.parse import urlencode, urlsplit

from brandcraft_desktop.practice import crawler
from brandcraft_desktop.practice.platforms.tiktok.answers import Refusal, invalid
from brandcraft_desktop.practice.platforms.tiktok.calls import Asked
from brandcraft_desktop.practice.platforms.tiktok.settings import DAY, IMAGES, UPLOAD, WEB
from brandcraft_desktop.practice.platforms.tiktok.shapes import check_pieces, whole
from brandcraft_desktop.practice.platforms.tiktok.state import State
from brandcraft_desktop.practice.platforms.tiktok.store import Post
from brandcraft_desktop.practice.values import Json, Object, child, text_of

_PENDING_A_DAY = 5
_PAGE = 20
_CRAWLER = "TikTok"


def whoami(state: State, asked: Asked) -> Json:
    """The account behind the token."""
    told: Object = {
        "open_id": asked.me.id,
        "union_id": f"union{asked.me.id}",
        "avatar_url": f"{IMAGES}/avatar/{asked.me.id}",
        "display_name": asked.me.nickname,
    }
    if "user.info.profile" in asked.scopes:
        told["username"] = asked.me.username
    elif "username" in asked.fields:
        raise Refusal(401, "scope_not_authorized")
    return {"user": {name: told[name] for name in asked.fields if name in told}}


def creator_info(state: State, asked: Asked) -> Json:
    """What the account may choose now; refuses with the status 200 where it may not post."""
    settings = state.settings
    if _too_many(state, asked):
        raise Refusal(200, "spam_risk_too_many_posts")
    levels: list[Json] = [*settings.privacy.split(",")]
    return {
        "creator_avatar_url": f"{IMAGES}/avatar/{asked.me.id}",
        "creator_username": asked.me.username,
        "creator_nickname": asked.me.nickname,
        "privacy_level_options": levels,
        "comment_disabled": settings.comment_off,
        "duet_disabled": settings.duet_off,
        "stitch_disabled": settings.stitch_off,
        "max_video_post_duration_sec": settings.longest,
    }


def begin_video(state: State, asked: Asked) -> Json:
    """A video for the profile: where its bytes go."""
    info = child(asked.body, "post_info")
    _check_choices(state, asked, info if isinstance(info, dict) else {})
    return _begun(state, asked, "direct")


def begin_inbox(state: State, asked: Asked) -> Json:
    """A video for the inbox: where its bytes go."""
    _check_pending(state, asked)
    return _begun(state, asked, "inbox")


def begin_photos(state: State, asked: Asked) -> Json:
    """A photo post: it is published by this call."""
    info, source = child(asked.body, "post_info"), child(asked.body, "source_info")
    mode = "direct" if asked.body["post_mode"] == "DIRECT_POST" else "inbox"
    if not isinstance(info, dict) or not isinstance(source, dict):
        raise invalid("post_info and source_info must be objects")
    if mode == "direct":
        if "privacy_level" not in info:
            raise invalid("post_info.privacy_level is required")
        _check_choices(state, asked, info)
    else:
        _check_pending(state, asked)
    addresses = source["photo_images"]
    for one in addresses if isinstance(addresses, list) else []:
        _check_domain(state, str(one))
    publish_id = _kept(state, asked, "photo", mode, "")
    _fetch_photos(state, publish_id)
    finish(state, publish_id, "image/jpeg")
    return {"publish_id": publish_id}


def _fetch_photos(state: State, publish_id: str) -> None:
    """Keep the photos; one that is not on this machine is passed over."""
    post = state.store.post(publish_id)
    addresses = post.part("source_info").get("photo_images") if post is not None else None
    if post is None or not isinstance(addresses, list):
        return
    for address, path in zip(addresses, state.store.files_of(post), strict=True):
        found = crawler.fetched(str(address), _CRAWLER)
        if found is not None:
            path.write_bytes(found[0])


def finish(state: State, publish_id: str, mime: str, reason: str = "") -> None:
    """All of it has come: from now on nobody can take it back."""
    now = state.clock.seconds()
    reason = reason or state.settings.outcome
    with state.store.database.change() as change:
        change.run(
            "UPDATE posts SET taken_at = ?, mime = ?, reason = ? WHERE publish_id = ?",
            *(now, mime, reason, publish_id),
        )
        if not reason:
            change.run(
                "INSERT INTO journal (at, owner, action, publish_id, value) SELECT ?, owner,"
                " kind || ' ' || mode, publish_id, value FROM posts WHERE publish_id = ?",
                *(now, publish_id),
            )


def standing(state: State, asked: Asked) -> Json:
    """How a post stands; asking brings it on."""
    post = state.store.post(text_of(asked.body, "publish_id"))
    if post is None:
        raise Refusal(400, "invalid_publish_id")
    if post.owner != asked.me.id:
        raise Refusal(400, "token_not_authorized_for_specified_publish_id")
    told: Object = {"status": _status(state, post)}
    if state.settings.tells_bytes and post.kind == "video":
        told["uploaded_bytes"] = post.received
    if told["status"] == "FAILED":
        told["fail_reason"] = post.reason
    if is_shown(state, post):
        told["publicaly_available_post_id"] = [int(post.post_id)]
    return told


def cancel(state: State, asked: Asked) -> Json:
    """Throw an upload away; what is taken is taken."""
    post = state.store.post(text_of(asked.body, "publish_id"))
    if post is None or post.owner != asked.me.id:
        raise Refusal(400, "invalid_publish_id")
    if post.taken_at:
        raise Refusal(400, "publish_not_cancellable")
    finish(state, post.publish_id, "", "publish_cancelled")
    return {}


def listed(state: State, asked: Asked) -> Json:
    """Public posts, newest first."""
    first, most = whole(asked.body, "cursor"), whole(asked.body, "max_count") or 10
    posts = [
        one
        for one in state.store.posts(asked.me.id)
        if is_shown(state, one)
        and state.clock.seconds() - one.taken_at
        >= state.settings.moderation_seconds + state.settings.lag
    ]
    found: list[Json] = [
        {name: one for name, one in _listed(state, post).items() if name in asked.fields}
        for post in posts[first : first + most]
    ]
    end = first + len(found)
    return {"videos": found, "cursor": end, "has_more": end < len(posts)}


def is_shown(state: State, post: Post) -> bool:
    """Whether everybody may see it by now."""
    done = post.taken_at and not post.reason and post.polls >= state.settings.polls
    late = state.clock.seconds() - post.taken_at >= state.settings.moderation_seconds
    public = post.mode == "direct" and post.privacy == "PUBLIC_TO_EVERYONE"
    return bool(done and late and public)


def address_of(state: State, post: Post) -> str:
    """Where people see it."""
    account = state.store.account(post.owner)
    return f"{WEB}/@{account.username if account else ''}/{post.kind}/{post.post_id}"


def _listed(state: State, post: Post) -> Object:
    info = post.part("post_info")
    words = {
        "video": {"title": "", "video_description": info.get("title", "")},
        "photo": {
            "title": info.get("title", ""),
            "video_description": info.get("description", ""),
        },
    }
    return {
        "id": post.post_id,
        "create_time": int(post.taken_at),
        "share_url": address_of(state, post),
        **words[post.kind],
    }


def _status(state: State, post: Post) -> str:
    if not post.taken_at:
        return "PROCESSING_UPLOAD"
    if post.reason == "publish_cancelled":
        return "FAILED"
    if post.polls < state.settings.polls:
        state.store.database.run(
            "UPDATE posts SET polls = polls + 1 WHERE publish_id = ?", post.publish_id
        )
        return "PROCESSING_UPLOAD" if post.kind == "video" else "PROCESSING_DOWNLOAD"
    if post.reason:
        return "FAILED"
    return "PUBLISH_COMPLETE" if post.mode == "direct" else "SEND_TO_USER_INBOX"


def _begun(state: State, asked: Asked, mode: str) -> Json:
    source = child(asked.body, "source_info")
    check_pieces(source if isinstance(source, dict) else {})
    token = secrets.token_urlsafe(24)
    publish_id = _kept(state, asked, "video", mode, token)
    query = urlencode({"upload_id": publish_id, "upload_token": token})
    return {"publish_id": publish_id, "upload_url": f"{UPLOAD}/video/?{query}"}


def _kept(state: State, asked: Asked, kind: str, mode: str, token: str) -> str:
    shape = {"direct": "pub", "inbox": "inbox"}[mode]
    number = secrets.randbelow(10**18)
    publish_id = f"{kind[0]}_{shape}_file~v2-1.{number:018}"
    post_id = str(7 * 10**18 + number)
    state.store.database.run(
        "INSERT INTO posts VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, '', 0, 0, '')",
        *(publish_id, post_id, asked.me.id, kind, mode, json.dumps(asked.body), token),
        state.clock.seconds(),
    )
    return publish_id


def _check_choices(state: State, asked: Asked, info: Object) -> None:
    settings, privacy = state.settings, text_of(info, "privacy_level")
    if _too_many(state, asked):
        raise Refusal(403, "spam_risk_too_many_posts")
    if not settings.audited and not (settings.private and privacy == "SELF_ONLY"):
        raise Refusal(403, "unaudited_client_can_only_post_to_private_accounts")
    if privacy not in settings.privacy.split(","):
        raise Refusal(403, "privacy_level_option_mismatch")
    if info.get("brand_content_toggle") is True and privacy == "SELF_ONLY":
        raise invalid("Branded content visibility cannot be set to private")
    for name, off in (
        ("disable_comment", settings.comment_off),
        ("disable_duet", settings.duet_off),
        ("disable_stitch", settings.stitch_off),
    ):
        if off and info.get(name) is False:
            raise invalid(f"Practice: {name} is false, and the creator has turned it off")


def _too_many(state: State, asked: Asked) -> bool:
    since = state.clock.seconds() - DAY
    made = [one for one in state.store.posts(asked.me.id) if one.taken_at > since]
    direct = [one for one in made if one.mode == "direct" and not one.reason]
    return state.settings.rate_limits and len(direct) >= state.settings.posts_a_day


def _check_pending(state: State, asked: Asked) -> None:
    since = state.clock.seconds() - DAY
    waiting = [
        one
        for one in state.store.posts(asked.me.id)
        if one.mode == "inbox" and one.begun_at > since and not one.reason
    ]
    if state.settings.rate_limits and len(waiting) >= _PENDING_A_DAY:
        raise Refusal(403, "spam_risk_too_many_pending_share")


def _check_domain(state: State, address: str) -> None:
    host = urlsplit(address).hostname or ""
    for one in state.settings.unproven.split(","):
        if one and (host == one or host.endswith(f".{one}")):
            raise Refusal(403, "url_ownership_unverified")
