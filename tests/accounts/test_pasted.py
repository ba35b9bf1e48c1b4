"""What a person may paste, and what is refused in words that repeat nothing of it."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandcraft_desktop.accounts.callback import CallbackAnswer
from brandcraft_desktop.accounts.pasted import read_pasted
from brandcraft_desktop.errors import BadInput

HERE = "http://127.0.0.1:47824/callback"
RELAY = "https://ann.example/brandcraft/"


@pytest.mark.parametrize(
    ("text", "redirect", "code", "state"),
    [
        (f"{HERE}?code=abc&state=s1", HERE, "abc", "s1"),
        (f"  {HERE}?state=s1&code=abc\n", HERE, "abc", "s1"),
        ("http://localhost:47824/callback?code=abc&state=s1", HERE, "abc", "s1"),
        ("127.0.0.1:47824/callback?code=abc&state=s1", HERE, "abc", "s1"),
        ("?code=abc&state=s1", HERE, "abc", "s1"),
        ("code=abc&state=s1", HERE, "abc", "s1"),
        ("state=s1&code=a%2Fb%3D", HERE, "a/b=", "s1"),
        (f"{HERE}?code=abc&state=s1#_", HERE, "abc", "s1"),  # as Meta's platforms do
        (f"{RELAY}?code=abc&state=s1", RELAY, "abc", "s1"),
        (f"{RELAY.rstrip('/')}?code=abc&state=s1", RELAY, "abc", "s1"),
        (f"{HERE}?code=abc&state=s1", RELAY, "abc", "s1"),  # to where the relay page leads on
        ("AQR-x_7.y~z==", HERE, "AQR-x_7.y~z==", ""),
        ("4/0AbCd:e", HERE, "4/0AbCd:e", ""),
        ("4/0AbC.d-e_f", HERE, "4/0AbC.d-e_f", ""),
        ("abc#_", HERE, "abc", ""),
    ],
)
def test_what_is_taken(text: str, redirect: str, code: str, state: str) -> None:
    found = read_pasted(text, (redirect, HERE), "Harbour")
    assert (found.code, found.state, found.error) == (code, state, "")


def test_a_refusal_may_be_pasted_too() -> None:
    found = read_pasted(f"{HERE}?error=access_denied&state=s1", (HERE,), "Harbour")
    assert (found.error, found.state) == ("access_denied", "s1")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "Nothing was pasted"),
        (" \n\t", "Nothing was pasted"),
        ("SECRET" * 2000, "too long"),
        ("SECRET\x00code", "no answer"),
        ("SECRET code", "no answer"),
        (f"{HERE}?code=SECRET\n&state=s1", "no answer"),
        ("SECRÉT", "no answer"),
        ("https://harbour.example/oauth/authorize?state=SECRET", "another page"),
        ("https://evil.example/callback?code=SECRET&state=s", "another page"),
        ("evil.example/callback?code=SECRET", "another page"),
        ("evil.example:8080/SECRET", "another page"),
        ("localhost:47825/callback?code=SECRET", "another page"),
        ("SECRET&scope=a", "another page"),
        ("http://127.0.0.1:47825/callback?code=SECRET&state=s", "another page"),
        ("http://127.0.0.1:47824/other?code=SECRET&state=s", "another page"),
        ("https://127.0.0.1:47824/callback?code=SECRET", "another page"),
        ("http://127.0.0.1:99999999/callback?code=SECRET", "another page"),
        ("http://[?code=SECRET", "another page"),
        ("javascript://127.0.0.1:47824/callback?code=SECRET", "another page"),
        (f"{HERE}?state=SECRET", "holds no answer"),
        (HERE, "holds no answer"),
        ("code=SECRET&code=SECRET2&state=s", "holds no answer"),
        ("code=", "holds no answer"),
    ],
)
def test_what_is_refused(text: str, says: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_pasted(text, (HERE,), "Harbour")
    assert says in caught.value.title
    assert caught.value.field == "paste"
    assert "SECRET" not in caught.value.message
    assert "address bar" in caught.value.action


@given(st.text(max_size=100) | st.text(alphabet="code=&state?%#:/.127 abc", max_size=80))
def test_whatever_is_pasted_is_an_answer_or_words(text: str) -> None:
    found: CallbackAnswer | None = None
    with suppress(BadInput):  # in words; anything else would be a fault of ours
        found = read_pasted(text, (HERE,), "Harbour")
    if found is not None:
        assert bool(found.code) != bool(found.error)
        assert found.code.isascii()
        assert found.error.isascii()
        assert found.words.isprintable()
