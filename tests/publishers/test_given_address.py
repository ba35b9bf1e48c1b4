"""Where a file may go: nowhere but to the platform, whatever its answer says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandcraft_desktop.errors import NotSent
from brandcraft_desktop.publishers.given_address import checked, fits

HOME = "harbour.example"


@pytest.mark.parametrize("url", [f"https://{HOME}/a?b=c", f"https://up.{HOME}:443/a"])
def test_what_is_taken(url: str) -> None:
    assert checked(url, "Harbour", HOME) == url
    assert checked(url, "Harbour") == url


@pytest.mark.parametrize(
    "url",
    [
        "http://harbour.example/a",
        "https://[x",
        "https://[x]/",
        "https://user@harbour.example/a",
        "https://harbour.example:99999/a",
        "https://harbour.example:8443/a",
        "https://harbour.example\\@evil.example/a",
        "https://127.0.0.1/a",
        "https://10.0.0.1/a",
        "https://[::1]/a",
        "https://169.254.169.254/latest",
        "https://2130706433/",
        "https://localhost/a",
        "https://printer.local/a",
        "https://har\nbour.example/a",
        "file:///etc/passwd",
        "",
    ],
)
def test_what_leads_astray(url: str) -> None:
    with pytest.raises(NotSent, match="strange address"):
        checked(url, "Harbour", HOME)
    with pytest.raises(NotSent, match="strange address"):
        checked(url, "Harbour")


@pytest.mark.parametrize("host", ["evilharbour.example", "harbour.example.evil.example"])
def test_another_host_is_not_at_home(host: str) -> None:
    assert not fits(f"https://{host}/", HOME)
    assert fits(f"https://{host}/")


@given(st.text(max_size=30))
def test_nothing_else_is_ever_raised(tail: str) -> None:
    fits(tail, HOME)
    fits(f"https://{tail}", HOME)
