"""The practice Pinterest refuses what the real one refuses, in its words."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from brandcraft_desktop.practice.drawing import gradient
from brandcraft_desktop.practice.platforms.pinterest.images import size_of
from brandcraft_desktop.practice.process import PracticeServer, start
from tests.practice.pictures import JPEG, MP4, PNG

API = "https://api.pinterest.com"
WEB = "https://www.pinterest.com"
STORE = "https://pinterest-media-upload.s3-accelerate.amazonaws.com"
TALL = gradient(60, 90, (1, 2, 3), (200, 100, 50))
WIDE = gradient(90, 60, (1, 2, 3), (200, 100, 50))
KEYS = ("practice-pinterest", "practice-secret-pinterest")


@dataclass
class Client:
    """Calls the API as a client of the real one would."""

    server: PracticeServer
    http: httpx.Client
    token: str
    board: str

    def url(self, path: str, origin: str = API) -> str:
        return self.server.origins[origin] + path

    def call(self, method: str, path: str, token: str | None = None, **more: Any) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self.token if token is None else token}"}
        return self.http.request(
            method, self.url(f"/v5{path}"), headers={**headers, **more.pop("headers", {})}, **more
        )

    def pin(self, source: Any = ..., token: str | None = None, **fields: Any) -> httpx.Response:
        body = {"board_id": self.board, "media_source": image() if source is ... else source}
        return self.call("POST", "/pins", token, json={**body, **fields})

    def token_for(self, scopes: str) -> str:
        person = self.server.accounts[0].did
        granted = self.server.tell("pinterest/grant", person=person, scopes=scopes)
        return str(granted["access_token"])

    def registered(self) -> dict[str, Any]:
        found: dict[str, Any] = self.call("POST", "/media", json={"media_type": "video"}).json()
        return found

    def upload(self, fields: dict[str, str], data: bytes = MP4, **more: Any) -> httpx.Response:
        return self.http.post(
            self.url("/", STORE), data=fields, files={"file": ("v.mp4", data, "video/mp4")}, **more
        )


def image(data: bytes = TALL, kind: str = "image/png", **more: Any) -> dict[str, Any]:
    packed = base64.b64encode(data).decode()
    return {"source_type": "image_base64", "content_type": kind, "data": packed, **more}


def carousel(*pictures: bytes, **more: Any) -> dict[str, Any]:
    items = [
        {"content_type": "image/png", "data": base64.b64encode(one).decode()} for one in pictures
    ]
    return {"source_type": "multiple_image_base64", "items": items, **more}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PracticeServer]:
    made = start(tmp_path_factory.mktemp("practice"), accounts=2, platforms=["pinterest"])
    yield made
    made.stop()


@pytest.fixture
def client(server: PracticeServer) -> Iterator[Client]:
    server.tell("forget")
    server.tell("pinterest/settings", rate_limits=False, trial="standard", media_polls=1)
    person = server.accounts[0].did
    granted = server.tell("pinterest/grant", person=person)
    boards: Any = server.ask(f"pinterest/boards?owner={person}")["boards"]
    board = next(one["id"] for one in boards if one["name"] == "Garden")
    with httpx.Client(trust_env=False, timeout=20) as http:
        yield Client(server, http, str(granted["access_token"]), board)
    assert server.ask("pinterest/failures") == {"failures": []}


def said(answer: httpx.Response) -> tuple[int, int, str]:
    found = answer.json()
    assert set(found) == {"code", "message"}
    return answer.status_code, found["code"], found["message"]


def test_a_pin_is_made_and_told(client: Client) -> None:
    made = client.pin(title="T", description="D", link="https://example.com", alt_text="A")
    assert made.status_code == 201
    pin = made.json()
    assert (pin["title"], pin["description"], pin["alt_text"]) == ("T", "D", "A")
    assert pin["media"]["images"]["600x"] == {
        "width": 600,
        "height": 900,
        "url": pin["media"]["images"]["600x"]["url"],
    }
    assert client.call("GET", f"/pins/{pin['id']}").json() == pin
    listed = client.call("GET", f"/boards/{client.board}/pins").json()
    assert listed == {"items": [pin], "bookmark": None}
    assert client.call("DELETE", f"/pins/{pin['id']}").status_code == 204
    assert said(client.call("DELETE", f"/pins/{pin['id']}")) == (404, 50, "Pin not found.")


@pytest.mark.parametrize(
    ("fields", "part"),
    [
        ({"title": "x" * 101}, "maxLength=100"),
        ({"description": "x" * 801}, "maxLength=800"),
        ({"alt_text": "x" * 501}, "maxLength=500"),
        ({"link": "https://e.co/" + "x" * 2048}, "maxLength=2048"),
        ({"link": "no address"}, "Unable to reach the URL"),
        ({"board_id": "recipes"}, "does not match '^\\d+$'"),
        ({"board_id": 123}, "is not of type 'string'"),
        ({"title": 1}, "is not of type 'string'"),
        ({"titel": "x"}, "no field 'titel'"),
        ({"media_source": None}, "not valid under any of the given schemas"),
        ({"media_source": {"source_type": "image"}}, "not valid under any"),
        ({"media_source": {"source_type": "image_base64", "data": "AA=="}}, "content_type"),
        ({"media_source": image(kind="image/webp")}, "is not one of"),
        ({"media_source": image(kind="image/jpeg")}, "no image/jpeg"),
        ({"media_source": image(JPEG, "image/jpeg")}, "broken"),
        ({"media_source": image(data=b"")}, "does not match"),
        ({"media_source": {**image(), "data": "%%%"}}, "does not match"),
        ({"media_source": {**image(), "data": "AAA"}}, "not valid Base64"),
        ({"media_source": {**image(), "is_standard": "yes"}}, "is not of type 'boolean'"),
        ({"media_source": carousel(TALL)}, "minItems=2"),
        ({"media_source": carousel(*[TALL] * 6)}, "[] is too long: constraint: maxItems=5"),
        ({"media_source": carousel(TALL, WIDE)}, "same aspect ratio"),
        ({"media_source": carousel(TALL, TALL, index=2)}, "index"),
        ({"media_source": carousel(TALL, TALL, index=-1)}, "minimum"),
        ({"media_source": {"source_type": "video_id", "media_id": "x"}}, "does not match"),
    ],
)
def test_pins_that_are_refused(client: Client, fields: dict[str, Any], part: str) -> None:
    status, code, message = said(client.pin(**fields))
    assert (status, code) == (400, 1)
    assert part in message
    assert client.server.ask("pinterest/pins") == {"pins": []}


def test_what_is_needed_and_what_may_be_null(client: Client) -> None:
    left_out = client.call("POST", "/pins", json={"board_id": client.board})
    assert "'media_source' is a required property" in said(left_out)[2]
    assert client.pin(title=None, link=None, board_section_id=None).status_code == 201


def test_boards_and_sections_that_are_not_there(client: Client) -> None:
    assert said(client.pin(board_id="1")) == (404, 40, "Board not found.")
    other = client.server.accounts[1].did
    boards: Any = client.server.ask(f"pinterest/boards?owner={other}")["boards"]
    assert said(client.pin(board_id=boards[0]["id"]))[0] == 404
    assert said(client.pin(board_section_id="1"))[2] == "Board section not found."
    assert said(client.call("GET", "/boards/x/pins"))[0] == 400


def test_a_picture_that_is_too_large(client: Client) -> None:
    large = gradient(60, 90, (1, 2, 3), (4, 5, 6), 21 * 1024 * 1024)
    assert said(client.pin(image(large)))[0] == 413


def test_five_pictures_of_one_shape_are_taken(client: Client) -> None:
    made = client.pin(carousel(*[TALL] * 5, index=4))
    assert made.status_code == 201
    assert made.json()["media"]["media_type"] == "multiple_images"
    assert len(made.json()["media"]["items"]) == 5


@pytest.mark.parametrize("token", ["x", "nobody gave this out"])
def test_no_good_token(client: Client, token: str) -> None:
    answer = client.call("GET", "/user_account", token)
    assert said(answer) == (401, 2, "Authentication failed.")


@pytest.mark.parametrize(
    ("scopes", "method", "path"),
    [
        ("pins:read", "GET", "/user_account"),
        ("user_accounts:read", "GET", "/boards"),
        ("boards:read", "GET", "/pins"),
        ("boards:read boards:write pins:read", "POST", "/pins"),
        ("boards:read", "POST", "/boards"),
        ("pins:read", "POST", "/media"),
    ],
)
def test_scopes_are_needed(client: Client, scopes: str, method: str, path: str) -> None:
    answer = client.call(
        method, path, client.token_for(scopes), json={} if method == "POST" else None
    )
    assert said(answer)[:2] == (401, 3)


def test_secret_boards_need_scopes_of_their_own(client: Client) -> None:
    plain = client.token_for("boards:read boards:write pins:read pins:write")
    names = [one["name"] for one in client.call("GET", "/boards", plain).json()["items"]]
    assert "Ideas for later" not in names
    every = client.call("GET", "/boards?privacy=SECRET").json()["items"]
    assert [one["name"] for one in every] == ["Ideas for later"]
    assert said(client.pin(token=plain, board_id=every[0]["id"]))[0] == 404
    made = client.pin(board_id=every[0]["id"]).json()
    assert made["id"] not in [
        one["id"] for one in client.call("GET", "/pins", plain).json()["items"]
    ]
    assert made["id"] in [one["id"] for one in client.call("GET", "/pins").json()["items"]]


def test_making_boards(client: Client) -> None:
    made = client.call("POST", "/boards", json={"name": "New one"})
    assert made.status_code == 201
    assert made.json()["privacy"] == "PUBLIC"
    assert said(client.call("POST", "/boards", json={"name": "new ONE"}))[0] == 400
    assert said(client.call("POST", "/boards", json={"name": "x", "privacy": "HIDDEN"}))[0] == 400
    assert said(client.call("POST", "/boards", json={}))[0] == 400
    client.server.tell("pinterest/boards/delete", id=made.json()["id"])


def test_lists_come_in_pages(client: Client) -> None:
    for number in range(5):
        client.pin(title=str(number))
    titles: list[str] = []
    bookmark: Any = ""
    for _ in range(3):
        query = {"page_size": 2} | ({"bookmark": bookmark} if bookmark else {})
        page = client.call("GET", "/pins", params=query).json()
        titles += [one["title"] for one in page["items"]]
        bookmark = page["bookmark"]
    assert titles == ["4", "3", "2", "1", "0"]
    assert bookmark is None
    for query in ({"page_size": 251}, {"page_size": 0}, {"bookmark": "x"}, {"order": "new"}):
        assert said(client.call("GET", "/pins", params=query))[0] == 400


def test_how_a_call_must_look(client: Client) -> None:
    form = client.call("POST", "/pins", data={"board_id": client.board})
    assert said(form)[0] == 415
    broken = client.call(
        "POST", "/pins", content=b"{", headers={"Content-Type": "application/json"}
    )
    assert said(broken)[0] == 400
    assert said(client.call("GET", "/pins", json={}))[0] == 400
    assert said(client.call("PUT", "/pins"))[0] == 404
    assert said(client.call("GET", "/nothing"))[0] == 404


def test_a_video_from_registration_to_its_pin(client: Client) -> None:
    told = client.registered()
    media = told["media_id"]
    source = {"source_type": "video_id", "media_id": media, "cover_image_key_frame_time": 1}
    assert told["upload_url"] == f"{STORE}/"
    assert client.call("GET", f"/media/{media}").json()["status"] == "registered"
    assert "not ready" in said(client.pin(source))[2]
    assert client.upload(told["upload_parameters"]).status_code == 204
    client.server.tell("pinterest/settings", media_polls=2)
    statuses = [client.call("GET", f"/media/{media}").json()["status"] for _ in range(2)]
    assert statuses == ["processing", "succeeded"]
    bare = {"source_type": "video_id", "media_id": media}
    assert "cover_image_url or cover_image_content_type" in said(client.pin(bare))[2]
    half = {**bare, "cover_image_content_type": "image/png"}
    assert "belong together" in said(client.pin(half))[2]
    no_net = {**bare, "cover_image_url": "https://example.com/a.jpg"}
    assert "Unable to reach the URL" in said(client.pin(no_net))[2]
    cover = {
        **bare,
        "cover_image_content_type": "image/png",
        "cover_image_data": base64.b64encode(PNG).decode(),
    }
    assert client.pin(cover).json()["creative_type"] == "VIDEO"
    assert client.pin(source).status_code == 201


def test_media_that_is_not_there(client: Client) -> None:
    assert said(client.call("POST", "/media", json={"media_type": "image"}))[0] == 400
    assert said(client.call("GET", "/media/123"))[:2] == (404, 4186)
    media = client.registered()["media_id"]
    client.server.tell("pinterest/settings", media_seconds=-1)
    assert said(client.call("GET", f"/media/{media}"))[0] == 404
    client.server.tell("pinterest/settings", media_seconds=86_400)


def test_what_the_store_refuses(client: Client) -> None:
    def code(answer: httpx.Response) -> tuple[int, str]:
        return answer.status_code, answer.text.partition("<Code>")[2].partition("<")[0]

    fields = client.registered()["upload_parameters"]
    signed_twice = client.upload(fields, headers={"Authorization": "Bearer x"})
    assert code(signed_twice) == (400, "InvalidArgument")
    assert code(client.upload({**fields, "policy": "another"})) == (403, "AccessDenied")
    assert code(client.upload({"key": fields["key"]})) == (403, "AccessDenied")
    assert code(client.upload(fields, TALL)) == (400, "InvalidArgument")
    plain = client.http.post(client.url("/", STORE), content=MP4)
    assert code(plain) == (412, "PreconditionFailed")
    client.server.tell("pinterest/settings", upload_seconds=-1)
    assert "Policy expired" in client.upload(fields).text
    client.server.tell("pinterest/settings", upload_seconds=3600)
    assert client.upload(fields).status_code == 204


def test_the_file_must_come_last(client: Client) -> None:
    fields = client.registered()["upload_parameters"]
    line = "--b\r\nContent-Disposition: form-data; name="
    before = "".join(f'{line}"{name}"\r\n\r\n{value}\r\n' for name, value in fields.items())
    file = f'{line}"file"; filename="v.mp4"\r\nContent-Type: video/mp4\r\n\r\n'.encode() + MP4
    headers = {"Content-Type": "multipart/form-data; boundary=b"}

    def post(body: bytes) -> int:
        url = client.url("/", STORE)
        return client.http.post(url, content=body, headers=headers).status_code

    late = f'\r\n{line}"acl"\r\n\r\nx\r\n--b--\r\n'.encode()
    assert post(before.encode() + file + late) == 400
    assert post(file + b"\r\n" + before.encode() + b"--b--\r\n") in (400, 403)
    assert post(before.encode() + b"--b--\r\n") == 400
    assert post(before.encode() + file + b"\r\n--b--\r\n") == 204


def test_limits_are_told_and_kept(client: Client) -> None:
    client.server.tell("pinterest/settings", rate_limits=True, writes_a_minute=2)
    first = client.pin()
    assert (first.headers["x-ratelimit-limit"], first.headers["x-ratelimit-remaining"]) == (
        "2",
        "1",
    )
    client.pin()
    third = client.pin()
    assert said(third) == (429, 8, "You have exceeded your rate limit.")
    assert 0 < int(third.headers["x-ratelimit-reset"]) <= 60
    assert client.call("GET", "/pins").status_code == 200


def test_trial_access(client: Client) -> None:
    client.server.tell("pinterest/settings", trial="refused")
    assert said(client.pin())[:2] == (403, 29)
    client.server.tell("pinterest/settings", trial="hidden")
    made = client.pin().json()
    assert client.server.ask("pinterest/pins")["pins"][0]["hidden"] is True  # type: ignore[index,call-overload]
    assert "only its maker sees it" in client.http.get(client.url(f"/pin/{made['id']}/", WEB)).text


def token_call(client: Client, **form: str) -> httpx.Response:
    return client.http.post(client.url("/v5/oauth/token"), data=form, auth=KEYS)


def test_the_token_endpoint(client: Client) -> None:
    assert said(token_call(client, grant_type="refresh_token", refresh_token="x"))[:2] == (401, 283)
    assert said(token_call(client, grant_type="authorization_code", code="x"))[:2] == (401, 283)
    assert said(token_call(client, grant_type="password"))[0] == 400
    assert said(token_call(client, grant_type="refresh_token", client_id="x"))[0] == 400
    url = client.url("/v5/oauth/token")
    in_body = {"grant_type": "refresh_token", "refresh_token": "x"}
    assert said(client.http.post(url, data=in_body))[:2] == (401, 2)
    assert said(client.http.post(url, json=in_body, auth=KEYS))[0] == 400
    assert said(client.http.get(url))[0] == 405


def test_a_renewal_has_its_own_fields(client: Client) -> None:
    granted = client.server.tell("pinterest/grant", person=client.server.accounts[0].did)
    form = {"grant_type": "refresh_token", "refresh_token": str(granted["refresh_token"])}
    answer = token_call(client, continuous_refresh="true", **form).json()
    assert answer["response_type"] == "refresh_token"
    assert answer["refresh_token_expires_in"] == 60 * 86_400
    assert answer["refresh_token"] != granted["refresh_token"]
    assert "pins:write" in answer["scope"].split(",")
    client.server.tell("pinterest/settings", refresh_told=False)
    assert "refresh_token" not in token_call(client, **form).json()
    client.server.tell("pinterest/settings", refresh_told=True)


def test_nobody_signs_in_with_blanks_between_scopes(client: Client) -> None:
    query = {
        "client_id": KEYS[0],
        "redirect_uri": "http://localhost:1/callback",
        "response_type": "code",
        "state": "s",
    }
    url = client.url("/oauth/", WEB)
    page = client.http.get(url, params={**query, "scope": "boards:read,pins:read"})
    assert page.status_code == 200
    wrong = client.http.get(url, params={**query, "scope": "boards:read pins:read"})
    assert "error=invalid_scope" in wrong.headers["Location"]


def test_everything_outlives_the_process(tmp_path: Path) -> None:
    first = start(tmp_path, platforms=["pinterest"])
    person = first.accounts[0].did
    token = str(first.tell("pinterest/grant", person=person)["access_token"])
    boards: Any = first.ask(f"pinterest/boards?owner={person}")["boards"]
    with httpx.Client(trust_env=False, headers={"Authorization": f"Bearer {token}"}) as http:
        body = {"board_id": boards[0]["id"], "media_source": image()}
        made = http.post(f"{first.origins[API]}/v5/pins", json=body).json()
        first.kill()
        again = start(tmp_path, platforms=["pinterest"])
        try:
            assert again.accounts == first.accounts
            assert http.get(f"{again.origins[API]}/v5/pins/{made['id']}").json() == made
        finally:
            again.stop()


def test_sizes_of_pictures() -> None:
    assert size_of(TALL) == (60, 90)
    assert size_of(b"GIF89a") is None
    assert size_of(JPEG) is None
    assert size_of(b"\xff\xd8" + b"\xff\xc0\x00\x11\x08\x00\x05\x00\x07" + bytes(20)) == (7, 5)
