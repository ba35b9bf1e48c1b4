"""The judge of recorded calls is strict enough to be trusted, and fair to what is right."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.contracts.openapi import OpenApi
from tests.contracts.recorded import Exchange

SMALL: dict[str, Any] = {
    "openapi": "3.0.3",
    "servers": [{"url": "https://api.example/v5"}],
    "security": [{"token": []}],
    "paths": {
        "/pins/{pin_id}": {
            "parameters": [
                {"name": "pin_id", "in": "path", "required": True, "schema": {"pattern": "^\\d+$"}}
            ],
            "get": {
                "parameters": [
                    {
                        "name": "fields",
                        "in": "query",
                        "schema": {"type": "array", "items": {"enum": ["a", "b"]}},
                    },
                    {"name": "limit", "in": "query", "schema": {"type": "integer", "maximum": 5}},
                    {
                        "name": "Version",
                        "in": "header",
                        "required": True,
                        "schema": {"type": "string"},
                    },
                ],
                "responses": {
                    "200": {
                        "content": {
                            "application/json": {"schema": {"$ref": "#/components/schemas/Pin"}}
                        }
                    }
                },
            },
        },
        "/token": {
            "post": {
                "security": [],
                "requestBody": {
                    "content": {
                        "application/x-www-form-urlencoded": {
                            "schema": {"$ref": "#/components/schemas/Grant"}
                        }
                    }
                },
                "responses": {"200": {"description": "granted"}},
            }
        },
        "/pins": {
            "post": {
                "requestBody": {
                    "required": True,
                    "content": {
                        "application/json": {"schema": {"$ref": "#/components/schemas/Pin"}},
                        "multipart/form-data": {
                            "schema": {
                                "type": "object",
                                "required": ["file"],
                                "properties": {
                                    "file": {"type": "string", "format": "binary"},
                                    "parts": {"type": "array", "items": {"type": "integer"}},
                                },
                            }
                        },
                    },
                },
                "responses": {"201": {"description": "made"}},
            }
        },
    },
    "components": {
        "schemas": {
            "Grant": {
                "type": "object",
                "properties": {"grant_type": {"enum": ["code", "refresh"]}},
                "discriminator": {
                    "propertyName": "grant_type",
                    "mapping": {"refresh": "#/components/schemas/Refresh"},
                },
            },
            "Refresh": {
                "allOf": [
                    {"$ref": "#/components/schemas/Grant"},
                    {"properties": {"token": {"type": "string"}}, "required": ["token"]},
                ]
            },
            "Pin": {
                "type": "object",
                "required": ["id", "title"],
                "properties": {
                    "id": {"type": "string", "readOnly": True},
                    "title": {"type": "string", "nullable": True, "maxLength": 3},
                },
            },
        }
    },
}
ASKED = Exchange(
    "https://api.example",
    "GET",
    "/v5/pins/7",
    "fields=a,b&limit=5",
    {"authorization": "Bearer x", "version": "1"},
    status=200,
    answer_headers={"content-type": "application/json"},
    answer=b'{"id": "7", "title": null}',
)
MADE = Exchange(
    "https://api.example",
    "POST",
    "/v5/pins",
    headers={"authorization": "Bearer x", "content-type": "application/json"},
    body=b'{"title": "abc"}',
    status=201,
)


def test_what_is_right_passes() -> None:
    api = OpenApi(SMALL)
    assert api.operation(ASKED) == "GET /pins/{pin_id}"
    assert api.wrong(ASKED) == []
    assert api.wrong(MADE) == []


@pytest.mark.parametrize(
    ("exchange", "said"),
    [
        (replace(ASKED, query="limit=6"), "maximum"),
        (replace(ASKED, query="fields=c"), "is not one of"),
        (replace(ASKED, query="more=1"), "unknown query parameter more"),
        (replace(ASKED, path="/v5/pins/x"), "does not match"),
        (replace(ASKED, headers={"authorization": "Bearer x"}), "Version is missing"),
        (replace(ASKED, headers={"version": "1"}), "no sign-in"),
        (replace(ASKED, answer=b'{"title": "a"}'), "'id' is a required property"),
        (replace(ASKED, answer=b"{"), "the answer is no JSON"),
        (replace(ASKED, status=302), "302 is no documented answer"),
        (replace(MADE, body=b""), "the body is missing"),
        (replace(MADE, body=b"{"), "the body is no JSON"),
        (replace(MADE, body=b'{"title": "abcd"}'), "is too long"),
        (replace(MADE, body=b'{"title": "a", "b": 1}'), "unknown field b"),
        (replace(MADE, headers={"authorization": "x", "content-type": "text/plain"}), "text/plain"),
    ],
)
def test_what_is_wrong_is_said(exchange: Exchange, said: str) -> None:
    # Every problem is about what was broken: nothing else is found.
    problems = OpenApi(SMALL).wrong(exchange)
    assert problems
    assert any(said in problem for problem in problems), problems


def test_forms_with_files_are_read() -> None:
    body = (
        b'--b\r\nContent-Disposition: form-data; name="parts"\r\n\r\n1\r\n'
        b'--b\r\nContent-Disposition: form-data; name="parts"\r\n\r\n2\r\n'
        b'--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n'
        b"Content-Type: image/png\r\n\r\n\x89PNG\r\n\x00\r\n--b--\r\n"
    )
    headers = {"authorization": "Bearer x", "content-type": "multipart/form-data; boundary=b"}
    sent = replace(MADE, headers=headers, body=body)
    assert OpenApi(SMALL).wrong(sent) == []
    (problem,) = OpenApi(SMALL).wrong(replace(sent, body=body.replace(b'"file"', b'"fil"', 1)))[:1]
    assert "unknown field fil" in problem
    assert OpenApi(SMALL).wrong(replace(sent, body=body.replace(b"\r\n2\r\n", b"\r\nx\r\n")))


def test_a_field_that_names_its_schema_is_followed() -> None:
    headers = {"content-type": "application/x-www-form-urlencoded"}
    asked = Exchange("https://api.example", "POST", "/v5/token", headers=headers, status=200)
    api = OpenApi(SMALL)
    assert api.wrong(replace(asked, body=b"grant_type=refresh&token=a")) == []
    for body in (b"grant_type=refresh", b"grant_type=code&token=a", b"grant_type=refresh&tokn=a"):
        assert api.wrong(replace(asked, body=body)), body
