"""Posts, photos, stories of photos, comments, lists and deleting.

Source: facebook-business 26.0.3 (names of parameters and fields), page/photos (2026), Pages API
"Posts" (scheduling), Facebook Stories API (2026-05-06).
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime

from brandcraft_desktop.practice import graph
from brandcraft_desktop.practice.exchange import Answer, Request, json_answer
from brandcraft_desktop.practice.graph import Given, Refusal, invalid
from brandcraft_desktop.practice.platforms.facebook.settings import WEB
from brandcraft_desktop.practice.platforms.facebook.state import State
from brandcraft_desktop.practice.platforms.facebook.store import Page, Thing, new_id
from brandcraft_desktop.practice.sniff import media_type
from brandcraft_desktop.practice.values import Json, Malformed, Object, parse, text_of

POSTING = "pages_manage_posts"
READING = "pages_read_engagement"
_CHARACTERS = 63_206
_LEAST, _MOST = 600, 30 * 86_400  # seconds that a post may be ahead
_FEED = {
    *("message", "link", "attached_media", "published", "scheduled_publish_time"),
    *("unpublished_content_type", "fields"),
}
_PHOTO = {"source", "url", "published", "temporary", "caption", "message", "alt_text_custom"}
_PHOTO_BYTES, _PHOTO_TYPES = 10_485_760, {"image/jpeg", "image/png", "image/gif", "image/bmp"}
_INSIDE = re.compile(r"\{[^}]*\}")
_ATTACHED = re.compile(r"attached_media\[(\d+)\]")
_POST_FIELDS = {
    *("id", "message", "created_time", "permalink_url", "application", "is_published"),
    *("scheduled_publish_time", "attachments"),
}


def feed(state: State, request: Request, given: Given, page_id: str) -> Answer:
    """A post of words, a link or photos."""
    page = state.as_page(state.caller(request, given), page_id, POSTING)
    given.check(_FEED)
    judged(state)
    message, link = given.text("message"), given.text("link")
    if len(message) > _CHARACTERS:
        raise invalid("Param message is too long")
    if link and not re.fullmatch(r"https?://[!-~]+", link):
        raise Refusal(1609005, "(#1609005) The link is no address", subcode=1609005)
    photos = [_photo_of(state, page, one) for one in _attached(given)]
    if not message and not link and not photos:
        raise invalid("The post is empty: one of message, link, attached_media is needed")
    repeated(state, page, message)
    due = due_in(state, given)
    app = state.caller(request, given).client_id
    post = add_post(state, page, {"message": message, "link": link, "photos": [*photos]}, due, app)
    value = state.store.thing(post)
    return json_answer({"id": post} if value is None else shown(value, given.text("fields"), state))


def photo(state: State, request: Request, given: Given, page_id: str) -> Answer:
    """A photo, which nobody sees where it is not published."""
    page = state.as_page(state.caller(request, given), page_id, POSTING)
    given.check(_PHOTO)
    source = given.files.get("source")
    if source is None:
        raise invalid("Practice: the bytes of a photo are expected as “source”")
    kind = media_type(source[2][:16])
    if kind not in _PHOTO_TYPES or kind != source[1]:
        raise Refusal(100, "Invalid parameter", subcode=2069019)
    if len(source[2]) > _PHOTO_BYTES:
        raise Refusal(100, "Invalid parameter", subcode=1366046)
    published = given.flag("published", default=True)
    if given.flag("temporary") and published:
        raise invalid("Practice: a temporary photo is not published")
    value: Object = {
        "file": state.store.keep_file(source[2]),
        "alt": given.text("alt_text_custom"),
        "caption": given.text("caption"),
        "published": published,
        "used": False,
    }
    made = state.store.add("photo", page.id, value, state.clock.seconds())
    if not published:
        return json_answer({"id": made})
    post = add_post(
        state, page, {"message": given.text("caption"), "photos": [made]}, 0, given.text("app")
    )
    return json_answer({"id": made, "post_id": post})


def photo_story(state: State, request: Request, given: Given, page_id: str) -> Answer:
    """A story of a photo that nobody has seen yet."""
    page = state.as_page(state.caller(request, given), page_id, POSTING)
    given.check({"photo_id"}, ("photo_id",))
    judged(state)
    made = state.owned(state.caller(request, given), given.text("photo_id"), "photo")
    if made.value["published"] or made.value["used"]:
        raise invalid("The photo is published already")
    state.store.change(made, {"used": True})
    return json_answer({"success": True, "post_id": add_story(state, page, made.id, "photo")})


def comment(state: State, request: Request, given: Given, thing_id: str) -> Answer:
    """What is written under a post, by the Page itself; with GET what stands there."""
    granted = state.caller(request, given)
    under = state.owned(granted, thing_id, "post", "video")
    if request.method == "GET":
        given.check({"fields", "limit"})
        if READING not in granted.scopes:
            raise graph.no_permission(READING)
        listed: list[Json] = [
            {"id": one.id, "message": one.value["message"], "from": {"id": one.page}}
            for one in state.store.things("comment", granted.person)
            if one.value["under"] == under.id
        ]
        return json_answer({"data": listed})
    if "pages_manage_engagement" not in granted.scopes:
        raise graph.no_permission("pages_manage_engagement")
    given.check({"message"}, ("message",))
    now = state.clock.seconds()
    value: Object = {"message": given.text("message"), "under": under.id}
    made = state.store.add("comment", granted.person, value, now)
    state.store.note(now, granted.person, "comment", made, value)
    return json_answer({"id": made})


def published(state: State, request: Request, given: Given, page_id: str) -> Answer:
    """The newest posts that people see."""
    page = state.as_page(state.caller(request, given), page_id, READING)
    given.check({"fields", "limit", "since", "until", "after"})
    now, since = state.clock.seconds(), given.whole("since")
    found: list[Json] = [
        shown(one, given.text("fields"), state)
        for one in state.store.things("post", page.id)
        if is_out(one, now) and out_at(one) + state.settings.lag <= now and out_at(one) >= since
    ]
    size = given.whole("limit", 25)
    if size > 100:
        raise invalid("Practice: limit is 100 at most")
    first = given.whole("after")
    answer: Object = {"data": found[first : first + size]}
    if first + size < len(found):
        answer["paging"] = {"cursors": {"after": str(first + size)}, "next": f"{WEB}/next"}
    return json_answer(answer)


def scheduled(state: State, request: Request, given: Given, page_id: str) -> Answer:
    """The posts that wait for their time."""
    page = state.as_page(state.caller(request, given), page_id, READING)
    given.check({"fields"})
    now = state.clock.seconds()
    found: list[Json] = [
        shown(one, given.text("fields"), state)
        for one in state.store.things("post", page.id)
        if not is_out(one, now)
    ]
    return json_answer({"data": found})


def stories(state: State, request: Request, given: Given, page_id: str) -> Answer:
    """The stories of a Page."""
    page = state.as_page(state.caller(request, given), page_id, READING)
    given.check({"fields", "limit", "since", "until", "status"})
    now = state.clock.seconds()
    found: list[Json] = [
        {
            "post_id": one.id,
            "media_id": text_of(one.value, "media"),
            "media_type": text_of(one.value, "type"),
            "url": f"{WEB}/stories/{page.id}/{one.id}/",
        }
        for one in state.store.things("story", page.id)
        if one.made_at + state.settings.lag <= now
    ]
    return json_answer({"data": found})


def get(state: State, request: Request, given: Given, thing: Thing) -> Answer:
    """One post or photo."""
    given.check({"fields"})
    granted = state.caller(request, given)
    if READING not in granted.scopes:
        raise graph.no_permission(READING)
    found = state.owned(granted, thing.id, "post", "photo", "comment", "story")
    return json_answer(shown(found, given.text("fields"), state))


def delete(state: State, request: Request, given: Given, thing_id: str) -> Answer:
    """Take something away, with what hangs on it."""
    granted = state.caller(request, given)
    given.check(())
    if POSTING not in granted.scopes:
        raise graph.no_permission(POSTING)
    thing = state.owned(granted, thing_id, "post", "photo", "video", "story", "comment")
    state.store.remove(thing.id)
    video = thing.value.get("video")
    if isinstance(video, str):
        state.store.remove(video)
    state.store.note(state.clock.seconds(), thing.page, "delete", thing.id, {})
    return json_answer({"success": True})


def add_post(state: State, page: Page, value: Object, due: int, app: str) -> str:
    """Keep a post that was accepted; `due` 0: it is out now."""
    now = state.clock.seconds()
    whole: Object = {**value, "due": due, "app": app}
    with state.store.database.change():
        photos = value.get("photos")
        for one in photos if isinstance(photos, list) else ():
            found = state.store.thing(str(one))
            if found is not None:
                state.store.change(found, {"used": True})
        made = state.store.add("post", page.id, whole, now, f"{page.id}_{new_id()}")
        state.store.note(now, page.id, "post", made, whole)
    return made


def add_story(state: State, page: Page, media: str, kind: str) -> str:
    """Keep a story that was accepted."""
    now = state.clock.seconds()
    value: Object = {"media": media, "type": kind}
    made = state.store.add("story", page.id, value, now)
    state.store.note(now, page.id, "story", made, value)
    return made


def due_in(state: State, given: Given, most: int = _MOST) -> int:
    """When it shall be published; 0: now. Raises Refusal."""
    at = given.whole("scheduled_publish_time")
    out = given.flag("published", default=True)
    kind = given.text("unpublished_content_type")
    if kind not in ("", "SCHEDULED"):
        raise invalid("Practice: only SCHEDULED is known here")
    if not at:
        if not out:
            raise invalid("Practice: an unpublished post needs scheduled_publish_time")
        return 0
    if out:
        raise invalid("You cannot specify a scheduled publish time on a published post")
    if not _LEAST <= at - state.clock.seconds() <= most:
        raise invalid("The specified scheduled publish time is invalid.")
    return at


def judged(state: State) -> None:
    """What Facebook's judges make of a post. Raises Refusal."""
    if not state.settings.refuse:
        return
    code, _, subcode = state.settings.refuse.partition("/")
    raise Refusal(int(code or "100"), "Practice: refused", subcode=int(subcode or "0"))


def repeated(state: State, page: Page, message: str) -> None:
    """Whether the same words went out just before. Raises Refusal."""
    last = next(iter(state.store.things("post", page.id)), None)
    if state.settings.repeats and last is not None and last.value.get("message") == message:
        raise Refusal(506, "Duplicate status message")


def is_out(post: Thing, now: float) -> bool:
    """Whether people see it."""
    due = post.value.get("due")
    return not isinstance(due, int) or due <= now


def out_at(post: Thing) -> float:
    """Since when people see it."""
    due = post.value.get("due")
    return float(due) if isinstance(due, int) and due else post.made_at


def shown(thing: Thing, fields: str, state: State) -> Object:
    """A post by the fields that were asked for. Raises Refusal."""
    plain = _INSIDE.sub("", fields.replace("target{id}", "target"))
    names = {one for one in plain.split(",") if one} or {"id"}
    if unknown := sorted(names - _POST_FIELDS):
        raise invalid(f"Tried accessing nonexisting field ({unknown[0]})")
    page = state.store.page(thing.page)
    now = state.clock.seconds()
    video = thing.value.get("video")
    link = f"{WEB}/{page.username if page else ''}/posts/{thing.id.rpartition('_')[2]}"
    made = datetime.fromtimestamp(out_at(thing), UTC)
    whole: Object = {
        "id": thing.id,
        "message": thing.value.get("message"),
        "created_time": f"{made:%Y-%m-%dT%H:%M:%S}+0000",
        "permalink_url": f"{WEB}/reel/{video}/" if isinstance(video, str) else link,
        "application": {"id": thing.value.get("app"), "name": "Practice app"},
        "is_published": is_out(thing, now),
        "attachments": _attachments(thing),
        "scheduled_publish_time": thing.value.get("due"),
    }
    return {
        name: value
        for name, value in whole.items()
        if name in names | {"id"} and (isinstance(value, bool) or value not in (None, "", 0))
    }


def _attachments(thing: Thing) -> Object | None:
    """The files of a post, as far as a video's number is asked for."""
    video = thing.value.get("video")
    if not isinstance(video, str):
        return None
    return {"data": [{"media_type": "video", "target": {"id": video}}]}


def _attached(given: Given) -> list[str]:
    """The ids of the photos, in their order. Raises Refusal."""
    found: dict[int, str] = {}
    for name, value in given.values.items():
        match = _ATTACHED.fullmatch(name)
        if match is None:
            if name.startswith("attached_media"):
                raise invalid("Practice: attached_media[0]={…} is expected")
            continue
        try:
            one = parse(value.encode())
        except Malformed:
            one = None
        if not isinstance(one, dict) or set(one) != {"media_fbid"}:
            raise invalid("Practice: media_fbid is expected")
        found[int(match[1])] = str(one["media_fbid"])
    if sorted(found) != list(range(len(found))):
        raise invalid("Practice: the numbers of attached_media have gaps")
    return [found[number] for number in sorted(found)]


def _photo_of(state: State, page: Page, photo_id: str) -> str:
    found = state.store.thing(photo_id)
    if found is None or found.page != page.id or found.kind != "photo":
        raise invalid(f"Invalid attached media: {json.dumps(photo_id)}")
    if found.value["published"] or found.value["used"]:
        raise Refusal(100, "Photos were already posted", subcode=1366051)
    return found.id
