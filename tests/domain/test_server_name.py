"""A server's name in all its spellings: one reader, whoever asks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandcraft_desktop.domain.app_keys import host_of
from brandcraft_desktop.domain.server_name import read
from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.publishers.mastodon import answers


@pytest.mark.parametrize(
    ("typed", "host", "user"),
    [
        ("mastodon.social", "mastodon.social", ""),
        ("@ann@Mastodon.Social", "mastodon.social", "ann"),
        ("acct:ann@mastodon.social", "mastodon.social", "ann"),
        ("https://evil.example/@ann", "evil.example", "ann"),
        ("https://evil.example/@ann@mastodon.social", "evil.example", "ann"),
        ("evil.example/@ann", "evil.example", "ann"),
        ("https://mastodon.social/users/ann", "mastodon.social", "ann"),
        ("https://mastodon.social:443/", "mastodon.social", ""),
        ("mastodon.social:443", "mastodon.social", ""),
        ("mastodon.social.", "mastodon.social", ""),
        ("mastodon.social:8443", "mastodon.social:8443", ""),
        ("https://Bücher.example", "xn--bcher-kva.example", ""),
        ("@ann@bücher.example.", "xn--bcher-kva.example", "ann"),
        ("https://mastodon.social?x=@evil.example", "mastodon.social", ""),
    ],
)
def test_every_spelling_means_one_host(typed: str, host: str, user: str) -> None:
    found = read(typed)
    assert (found.host, found.user) == (host, user)
    assert host_of(typed) == host
    named = answers.read({"server": typed})
    assert (named.host, named.user) == (host, user)


@pytest.mark.parametrize(
    "typed",
    [
        "https://[::1",
        "https://[x]/",
        "https://ann@evil.example",
        "https://evil.example\\@mastodon.social",
        "mastodon.social\nevil.example",
        "https://masto\tdon.social",
        "mastodon\x00.social",
        "mastodon\x7f.social",
        "https://mastodon.social:0",
        "https://mastodon.social:x",
        "ftp://mastodon.social",
        "https://",
        "ann@",
        "a..b",
        "a" * 64 + ".example",
        ".".join(["a" * 60] * 5),
        "https://mastodon.social\u2100evil.example",
    ],
)
def test_what_names_no_server(typed: str) -> None:
    with pytest.raises(BadInput) as caught:
        host_of(typed)
    assert caught.value.field == "server"
    assert all(one.isprintable() for one in caught.value.title)
    with pytest.raises(BadInput):
        answers.read({"server": typed})


def test_nothing_is_nothing() -> None:
    assert host_of(" ") == ""


@given(st.text(st.sampled_from("ab.@/:[]\\?#%4ü \n"), max_size=24), st.booleans())
def test_keys_never_belong_to_another_server_than_is_asked(tail: str, address: bool) -> None:
    typed = f"https://{tail}" if address else tail
    try:
        asked = answers.read({"server": typed})
    except BadInput:
        return
    assert host_of(typed) == asked.host
    assert host_of(asked.origin) == asked.host
