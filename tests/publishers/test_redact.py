"""No secret survives in what is shown of an answer."""

from __future__ import annotations

import base64
import json
import re
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandcraft_desktop.publishers.redact import without_secrets

JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJkaWQ6cGxjOngifQ.c2lnbmF0dXJl-_x"


@pytest.mark.parametrize(
    "text",
    [
        f'{{"accessJwt": "{JWT}"}}',
        f"token {JWT} refused",
        f"Authorization: Bearer {JWT}",
        "Bearer abcdef.opaque-secret",
        '{"password": "abcdef.opaque-secret"}',
        '{"refreshToken":"abcdef.opaque-secret", "a": 1}',
        '{"client_secret": "say \\" abcdef.opaque-secret"}',
        "https://a.example/?token=abcdef.opaque-secret&x=1",
        "the password abcd-efgh-2345-wxyz is wrong",
    ],
)
def test_what_looks_like_a_secret_is_hidden(text: str) -> None:
    shown = without_secrets(text)
    assert not any(secret in shown for secret in (JWT, "opaque-secret", "abcd-efgh"))


def test_a_token_cut_off_by_the_limit_is_hidden_too() -> None:
    assert "eyJ" not in without_secrets("x" * 2000 + JWT)


def test_the_rest_stays_readable() -> None:
    text = '{"error":"InvalidRequest","message":"Invalid app.bsky.feed.post record: $.text"}'
    assert without_secrets(text) == text


@given(st.text(max_size=60), st.text(min_size=6, max_size=40), st.text(max_size=60))
def test_a_known_secret_is_hidden_wherever_it_stands(before: str, secret: str, after: str) -> None:
    shown = without_secrets(before + secret + after, [secret])
    assert secret not in shown or secret in "[hidden]"


@given(
    st.text(max_size=20), st.text(min_size=6, max_size=40).map(lambda one: f"+/{one}~"), st.text()
)
def test_a_known_secret_is_hidden_in_every_spelling(before: str, secret: str, after: str) -> None:
    # Nothing but the secret itself may hide it, so every text is looked at without a pattern.
    around = (before + secret + after).encode()
    core = secret.encode()
    for spelt in (
        base64.b64encode(around).decode(),
        base64.urlsafe_b64encode(around).decode(),
        around.hex(),
        quote(before + secret + after, safe=""),
        quote_plus(before + secret + after),
        json.dumps(before + secret + after),
    ):
        shown = without_secrets(spelt, [secret], limit=100_000)
        assert shown != spelt
        assert core.hex() not in shown
        assert quote(secret, safe="") not in shown


@pytest.mark.parametrize("secret", ["s3cret/known+value", "s" * 300])
@pytest.mark.parametrize("back", [1, 5, 17, 200, 3000])
def test_no_cut_leaves_half_a_known_secret(secret: str, back: int) -> None:
    """Whatever stands before shrinks, too, so that the cut comes nearer."""
    for before in ("x", f"{secret} "):
        text = before * ((16_384 - back) // len(before)) + secret + "y" * 50_000
        shown = without_secrets(text, [secret], limit=100_000)
        assert not any(secret[:size] in shown for size in (5, len(secret)))


@pytest.mark.parametrize(
    "text",
    [
        r'{"body": "{\"access_token\": \"opaque-secret\", \"a\": 1}"}',
        r'"{\\\"access_token\\\":\\\"opaque-secret\\\"}"',
        r'{"body": "{\"client_secret\": \"say \\\" opaque-secret\"}"}',
        r'{"body": "{\"access_token\": \"opaque-secret',
        "{'access_token': 'opaque-secret', 'a': 1}",
        "{&quot;access_token&quot;: &quot;opaque-secret&quot;}",
        "<r><access_token>opaque-secret</access_token></r>",
        '<o:AccessToken kind="a"> opaque-secret </o:AccessToken>',
        "<token> <![CDATA[<opaque-secret>]]></token>",
        '<r access_token="opaque-secret" a="1"/>',
        "access_token: opaque-secret",
        "access_token: opaque_secret",
        "the token: opaque-secret-and-more of it",
        "Authorization: OAuth opaque-secret",
        "Set-Cookie: session=opaque-secret; Path=/",
    ],
)
def test_unknown_tokens_are_hidden_in_every_notation(text: str) -> None:
    assert re.search("opaque.secret", text)
    shown = without_secrets(text)
    assert not re.search("opaque.secret", shown)
    assert "[hidden]" in shown


@pytest.mark.parametrize("text", ["access_token: 90210", '{"access_token": 90210}', "token: 90210"])
def test_numbers_are_tokens_too(text: str) -> None:
    assert "90210" not in without_secrets(text)


def test_prose_about_tokens_stays_readable() -> None:
    text = "Error validating access token: Session has expired. Invalid signature: again."
    assert without_secrets(text) == text
