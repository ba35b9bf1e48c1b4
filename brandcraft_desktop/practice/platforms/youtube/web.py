"""The hosts people see: www.youtube.com with its videos, and the pictures of channels."""

from __future__ import annotations

from brandcraft_desktop.practice.drawing import gradient
from brandcraft_desktop.practice.exchange import Answer, Request, html_answer, json_answer
from brandcraft_desktop.practice.page import POLICY, document
from brandcraft_desktop.practice.platforms.youtube.answers import refusal
from brandcraft_desktop.practice.platforms.youtube.state import State
from brandcraft_desktop.practice.platforms.youtube.timeline import article
from brandcraft_desktop.practice.platforms.youtube.videos import privacy
from brandcraft_desktop.practice.sniff import media_type


def file_answer(state: State, name: str) -> Answer | None:
    """The bytes of a stored file, or None where it is not there (any more)."""
    path = state.store.file(name)
    if path is None:
        return None
    data = path.read_bytes()
    headers = {
        "Content-Type": media_type(data[:16]) or "application/octet-stream",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, max-age=31536000, immutable",  # the name is the content
    }
    return Answer(200, headers, data)


class WebSite:
    """https://www.youtube.com."""

    def __init__(self, state: State) -> None:
        self._state = state

    def endpoint(self, method: str, path: str) -> str:
        return f"www.youtube.com{path}"

    def refusal(self, kind: str, status: int, error: str, message: str) -> Answer:
        return refusal(kind, status, error, message)

    def answer(self, request: Request) -> Answer:
        state, path = self._state, request.path
        if path.startswith("/file/"):
            return file_answer(state, path.removeprefix("/file/")) or html_answer("", 404)
        video_id = request.parameter("v") if path == "/watch" else path.removeprefix("/shorts/")
        video = state.store.video(video_id)
        if video is not None and privacy(state, video) != "private":
            return html_answer(document("Video", article(state, video, "/file/")), policy=POLICY)
        for channel in state.store.channels():
            if path == f"/@{channel.handle}":
                shown = [
                    article(state, one, "/file/")
                    for one in state.store.videos(channel.id)
                    if privacy(state, one) == "public"
                ]
                return html_answer(document(channel.title, "".join(shown)), policy=POLICY)
        return html_answer(document("YouTube", "<p class=empty>Nothing here</p>"), 404)


class Pictures:
    """https://yt3.ggpht.com."""

    def __init__(self, state: State) -> None:
        self._state = state

    def endpoint(self, method: str, path: str) -> str:
        return "yt3.ggpht.com"

    def refusal(self, kind: str, status: int, error: str, message: str) -> Answer:
        return refusal(kind, status, error, message)

    def answer(self, request: Request) -> Answer:
        channel = self._state.store.channel(request.path.removeprefix("/avatar/"))
        if channel is not None:
            return Answer(200, {"Content-Type": "image/png"}, avatar(channel.id))
        found = file_answer(self._state, request.path.strip("/"))
        return found or json_answer({"message": "Not Found"}, 404)


def avatar(channel_id: str) -> bytes:
    """A picture that tells channels apart: its colours come from the id."""
    seed = sum(channel_id.encode()) % 997
    first = (180 + seed % 70, 20 + seed // 7 % 40, 30 + seed // 49 % 40)
    second = (90, 30 + seed // 11 % 60, 90 + seed // 5 % 90)
    return gradient(256, 256, first, second)
