"""What a channel published before: the list of all its uploads.

Source: youtube.v3 discovery revision 20261104, playlistItems.list (1 unit of the day's count a
page, and one more for the channel with the first). Its owner is told of private videos as well:
these are left out, nobody sees them.
"""

from __future__ import annotations

from brandcraft_desktop.domain.past_posts import MediaSort, PastPage, PastPost
from brandcraft_desktop.publishers import foreign_numbers
from brandcraft_desktop.publishers.json_value import JsonObject
from brandcraft_desktop.publishers.youtube import profile
from brandcraft_desktop.publishers.youtube.api import Api
from brandcraft_desktop.publishers.youtube.connecting import SERVER
from brandcraft_desktop.publishers.youtube.videos import PAGE

_PRIVATE = "private"
_BETWEEN = " "  # between the list's id and the token of its page


def page(api: Api, cursor: str) -> PastPage:
    """One page of the uploads. Raises `errors.PublishingError`."""
    playlist, _, token = cursor.partition(_BETWEEN)
    playlist = playlist or profile.uploads(profile.channel(api))
    if not playlist:
        return PastPage((), "", complete=True)
    query = (
        ("part", "snippet,contentDetails,status"),
        ("playlistId", playlist),
        ("maxResults", str(PAGE)),
        *((("pageToken", token),) if token else ()),
    )
    told = api.page("/playlistItems", query)
    after = told.optional("nextPageToken")
    posts = [_post(one) for one in told.items("items")]
    return PastPage(
        tuple(one for one in posts if one is not None),
        f"{playlist}{_BETWEEN}{after}" if after else "",
        not after,
    )


def _post(item: JsonObject) -> PastPost | None:
    told, details = item.optional_child("snippet"), item.optional_child("contentDetails")
    status = item.optional_child("status")
    if told is None or details is None or not details.optional("videoId"):
        return None
    if status is not None and status.optional("privacyStatus") == _PRIVATE:
        return None
    video = details.optional("videoId")
    when = details.optional("videoPublishedAt") or told.optional("publishedAt")
    return PastPost(
        video,
        f"{SERVER}/watch?v={video}",
        told.optional("description"),
        foreign_numbers.moment(when),
        title=told.optional("title"),
        media=MediaSort.VIDEO,
        media_count=1,
    )
