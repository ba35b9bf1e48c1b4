"""What people see: profile, feed, permalink, pictures and the page of the practice world."""

from __future__ import annotations

import pytest

from brandcraft_desktop.practice.platforms.bluesky.timeline import rich_text
from brandcraft_desktop.practice.process import PracticeServer
from brandcraft_desktop.practice.values import Object
from tests.practice.conftest import Client, record
from tests.practice.pictures import PNG

APPVIEW = "https://public.api.bsky.app"
RKEY = "3k4duaz5vfs2b"


def page(client: Client) -> str:
    return client.http.get(client.server.page).text


def test_profile(client: Client) -> None:
    client.put(RKEY, record())
    profile = client.get(
        "app.bsky.actor.getProfile", origin=APPVIEW, actor=client.account.handle
    ).json()
    assert (profile["did"], profile["postsCount"]) == (client.account.did, 1)
    path = profile["avatar"].removeprefix("https://cdn.bsky.app")
    picture = client.http.get(client.url("https://cdn.bsky.app", path))
    assert picture.content.startswith(b"\x89PNG")
    own = client.get("app.bsky.actor.getProfile", actor=client.account.did, token=client.access)
    assert own.json() == profile
    without = client.get("app.bsky.actor.getProfile", actor=client.account.did)
    assert without.status_code == 401
    nobody = client.get("app.bsky.actor.getProfile", origin=APPVIEW, actor="nobody.bsky.social")
    assert nobody.json()["message"] == "Profile not found"


def test_feed_and_posts(client: Client) -> None:
    blob = client.upload(PNG, "image/png").json()["blob"]
    embed = {
        "$type": "app.bsky.embed.images",
        "images": [{"image": blob, "alt": "dot", "aspectRatio": {"width": 1, "height": 1}}],
    }
    first = client.put(RKEY, record(embed=embed)).json()
    root = {"uri": first["uri"], "cid": first["cid"]}
    client.put("3k4duaz5vfs2c", record(text="re", reply={"root": root, "parent": root}))
    feed = client.get(
        "app.bsky.feed.getAuthorFeed", origin=APPVIEW, actor=client.account.did, limit=10
    ).json()["feed"]
    assert [one["post"]["record"]["text"] for one in feed] == ["re", "hello"]
    (post,) = client.get("app.bsky.feed.getPosts", origin=APPVIEW, uris=first["uri"]).json()[
        "posts"
    ]
    assert post["replyCount"] == 1
    picture = post["embed"]["images"][0]
    path = picture["fullsize"].removeprefix("https://cdn.bsky.app")
    assert client.http.get(client.url("https://cdn.bsky.app", path)).content == PNG


def test_permalink_and_page(client: Client) -> None:
    assert "Nothing has arrived yet" in page(client)
    client.put(RKEY, record(text="<b>bold</b> & more"))
    assert "&lt;b&gt;bold&lt;/b&gt; &amp; more" in page(client)
    for who in (client.account.handle, client.account.did):
        path = f"/profile/{who}/post/{RKEY}"
        answer = client.http.get(client.url("https://bsky.app", path))
        assert answer.is_success
        assert "&lt;b&gt;bold" in answer.text
    missing = client.http.get(client.url("https://bsky.app", "/profile/x.test/post/abc"))
    assert missing.status_code == 404


def test_page_loads_nothing_from_outside(client: Client) -> None:
    answer = client.http.get(client.server.page)
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "<script src" not in answer.text


@pytest.mark.parametrize("uri", ["javascript:alert(1)", "data:text/html,x"])
def test_links_lead_nowhere_but_the_web(uri: str) -> None:
    post: Object = {
        "text": "né click",
        "facets": [
            {
                "index": {"byteStart": 4, "byteEnd": 9},
                "features": [{"$type": "app.bsky.richtext.facet#link", "uri": uri}],
            }
        ],
    }
    assert rich_text(post) == 'né <a href="#" rel="noopener noreferrer">click</a>'


def test_site_for_link_cards(practice: PracticeServer, client: Client) -> None:
    site = practice.origins["https://practice-site.example"]
    article = client.http.get(site + "/article").text
    assert 'property="og:title" content="How to plan a week of posts"' in article
    assert client.http.get(site + "/card.png").content.startswith(b"\x89PNG")
    assert len(client.http.get(site + "/big.png").content) > 1_000_000
    assert client.http.get(site + "/moved").headers["Location"] == "/article"
    assert client.http.get(site + "/nowhere").status_code == 404
    assert "Frühstück" in client.http.get(site + "/latin-1").text
