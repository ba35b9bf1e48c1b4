"""The practice map and the rules for addresses from outside."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from brandcraft_desktop.errors import BadInput, ContentRefused, OwnerNeeded
from brandcraft_desktop.publishers.origins import (
    Origins,
    check_outside_address,
    check_outside_hosts,
    is_loopback,
    origin_of,
    read_origins,
)

MAP = Origins(
    {"https://bsky.social": "http://127.0.0.1:8123", "https://a.example:444": "http://[::1]:9"}
)


def test_a_mapped_origin_keeps_its_path_and_query() -> None:
    assert MAP.map("https://bsky.social/xrpc/a?b=c%2Fd&e=//f#g") == (
        "http://127.0.0.1:8123/xrpc/a?b=c%2Fd&e=//f#g"
    )
    assert MAP.map("https://BSKY.social:443/x") == "http://127.0.0.1:8123/x"
    assert MAP.map("https://a.example:444") == "http://[::1]:9"


@pytest.mark.parametrize(
    "url",
    [
        "https://plc.directory/x",
        "http://bsky.social/",
        "https://bsky.social:444/",
        "https://a.example/",
        "https://evil.localhost/",
        "https://localhost./",
        "https://localhost.evil.example/",
    ],
)
def test_what_is_not_in_the_map_is_refused(url: str) -> None:
    with pytest.raises(OwnerNeeded):
        MAP.map(url)


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:1/a", "http://localhost:2583/b", "http://[::1]/c"]
)
def test_this_machine_is_always_reachable(url: str) -> None:
    assert MAP.map(url) == url


@pytest.mark.parametrize(
    ("official", "target"),
    [
        ("https://a.example", "https://b.example"),
        ("https://a.example", "http://192.168.0.1"),
        ("https://a.example", "http://localhost.evil.example"),
        ("https://a.example", "http://evil.localhost"),
        ("https://a.example", "127.0.0.1:80"),
        ("https://a.example/path", "http://127.0.0.1"),
        ("https://a.example", "http://127.0.0.1/path"),
        ("https://user@a.example", "http://127.0.0.1"),
        ("a.example", "http://127.0.0.1"),
        ("ftp://a.example", "http://127.0.0.1"),
        ("https://a.example:99999", "http://127.0.0.1"),
    ],
)
def test_a_map_takes_origins_and_loopback_targets_only(official: str, target: str) -> None:
    with pytest.raises(BadInput):
        Origins({official: target})


def test_the_map_is_read_from_the_file_the_environment_names(tmp_path: Path) -> None:
    assert read_origins({}) is None
    file = tmp_path / "origins.json"
    file.write_text('{"https://bsky.social": "http://127.0.0.1:8123"}')
    found = read_origins({"BRANDCRAFT_ORIGINS": str(file)})
    assert found is not None
    assert found.map("https://bsky.social/a") == "http://127.0.0.1:8123/a"


@pytest.mark.parametrize("content", ["", "[]", '{"https://a.example": 3}', "{", '{"a": "b"}'])
def test_a_bad_file_is_told(tmp_path: Path, content: str) -> None:
    file = tmp_path / "origins.json"
    file.write_text(content)
    with pytest.raises(BadInput) as caught:
        read_origins({"BRANDCRAFT_ORIGINS": str(file)})
    assert caught.value.field == "BRANDCRAFT_ORIGINS"


def test_what_is_no_file_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "large").write_bytes(b" " * 2_000_000)
    for odd in ("/dev/full", "/dev/zero", tmp_path / "pipe", tmp_path, tmp_path / "large"):
        with pytest.raises(BadInput) as caught:
            read_origins({"BRANDCRAFT_ORIGINS": str(odd)})
        assert str(odd) in caught.value.title


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        read_origins({"BRANDCRAFT_ORIGINS": str(tmp_path / "none.json")})


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("HTTPS://A.Example:443/b?c", "https://a.example"),
        ("http://a.example:80", "http://a.example"),
        ("http://a.example:8080/", "http://a.example:8080"),
        ("http://[2001:DB8::1]:80/x", "http://[2001:db8::1]"),
    ],
)
def test_an_origin_has_one_spelling(url: str, origin: str) -> None:
    assert origin_of(url) == origin


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://127.8.9.1:8080/",
        "https://localhost/",
        "https://x.localhost/",
        "https://router.local/",
        "https://intranet/",
        "http://10.1.2.3/",
        "http://172.16.0.9/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://100.64.0.1/",
        "http://0.0.0.0/",
        "http://224.0.0.1/",
        "http://[::1]/",
        "http://[fe80::1]/",
        "http://[fd00::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://[64:ff9b::10.0.0.1]/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://0177.0.0.1/",
        "http://127.1/",
        "http://user:secret@a.example/",
        "http://a.example\\@127.0.0.1/",
        "http://a.example /",
        "file:///etc/passwd",
        "gopher://a.example/",
        "//a.example/",
        "",
    ],
)
def test_addresses_from_outside_may_not_lead_inside(url: str) -> None:
    with pytest.raises(ContentRefused):
        check_outside_address(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://a.example/x?y",
        "http://93.184.215.14/",
        "http://[2606:2800:21f::1]:8080/",
        "https://1e100.net",
    ],
)
def test_addresses_on_the_open_internet_are_fine(url: str) -> None:
    check_outside_address(url)


def test_a_name_with_one_private_address_is_refused() -> None:
    check_outside_hosts("a.example", ["93.184.215.14", "2606:2800:21f::1"])
    with pytest.raises(ContentRefused):
        check_outside_hosts("a.example", ["93.184.215.14", "10.0.0.1"])
    with pytest.raises(ContentRefused):
        check_outside_hosts("a.example", ["fe80::1%eth0"])


def test_the_loopback_has_many_names() -> None:
    assert all(map(is_loopback, ["localhost", "127.0.0.1", "127.1.2.3", "::1", "::ffff:127.0.0.1"]))
    assert not any(map(is_loopback, ["localhost.example", "a.localhost", "128.0.0.1", ""]))
