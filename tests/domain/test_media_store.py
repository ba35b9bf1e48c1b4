"""The settings of a bucket: what is mended by itself and what is refused, with the field named."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brandcraft_desktop.domain.media_store import (
    USUAL_REGION,
    Addressing,
    BucketSettings,
    is_secure,
    tidied,
)
from brandcraft_desktop.errors import BadInput

PLAIN = BucketSettings("https://s3.example.com", "my-media", "AK1")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ({"endpoint": " https://S3.Example.com/ "}, {"endpoint": "https://s3.example.com"}),
        ({"endpoint": "s3.example.com"}, {"endpoint": "https://s3.example.com"}),
        ({"endpoint": "https://my-media.s3.example.com"}, {"endpoint": "https://s3.example.com"}),
        ({"endpoint": "http://127.0.0.1:9000"}, {"endpoint": "http://127.0.0.1:9000"}),
        (
            {"endpoint": "https://s3.eu-central-1.amazonaws.com"},
            {"region": "eu-central-1"},
        ),
        ({"endpoint": "https://my-media.s3.eu-west-3.amazonaws.com"}, {"region": "eu-west-3"}),
        ({"endpoint": "http://[::1]:9000"}, {"endpoint": "http://[::1]:9000"}),
        ({"region": " auto "}, {"region": "auto"}),
        ({"prefix": "/social/posts/"}, {"prefix": "social/posts"}),
        ({"prefix": "  "}, {"prefix": "brandcraft"}),
        ({"media_domain": "media.example.com"}, {"media_domain": "https://media.example.com"}),
        (
            {"media_domain": "https://media.example.com/"},
            {"media_domain": "https://media.example.com"},
        ),
        ({"access_key": " AK2\n"}, {"access_key": "AK2"}),
    ],
)
def test_what_is_typed_is_tidied(typed: dict[str, str], kept: dict[str, str]) -> None:
    made = tidied(replace(PLAIN, **typed))  # type: ignore[arg-type]
    assert {name: getattr(made, name) for name in kept} == kept


def test_a_region_that_nobody_names_is_the_usual_one() -> None:
    assert tidied(PLAIN).region == USUAL_REGION
    assert tidied(tidied(PLAIN)) == tidied(PLAIN)
    assert tidied(PLAIN).place == "https://s3.example.com/my-media"


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"endpoint": ""}, "endpoint"),
        ({"endpoint": "ftp://s3.example.com"}, "endpoint"),
        ({"endpoint": "https://s3.example.com/my-media"}, "endpoint"),
        ({"endpoint": "https://key:secret@s3.example.com"}, "endpoint"),
        ({"endpoint": "https://s3.example.com:99999"}, "endpoint"),
        ({"endpoint": "https://[::1"}, "endpoint"),
        ({"endpoint": "nothing at all"}, "endpoint"),
        ({"endpoint": "https://-s3.example.com"}, "endpoint"),
        ({"bucket": ""}, "bucket"),
        ({"bucket": "My Media"}, "bucket"),
        ({"bucket": "a..b"}, "bucket"),
        ({"bucket": "my.media"}, "addressing"),
        ({"access_key": ""}, "access_key"),
        ({"access_key": "two words"}, "access_key"),
        ({"region": "a region"}, "region"),
        ({"prefix": "üben"}, "prefix"),
        ({"prefix": "a/../b"}, "prefix"),
        ({"media_domain": "https://media.example.com/folder"}, "media_domain"),
    ],
)
def test_what_makes_no_sense_is_refused(typed: dict[str, str], field: str) -> None:
    with pytest.raises(BadInput) as caught:
        tidied(replace(PLAIN, **typed))  # type: ignore[arg-type]
    assert caught.value.field == field
    assert caught.value.action
    assert "secret" not in caught.value.message


def test_a_dot_in_the_name_is_fine_in_the_path() -> None:
    dotted = replace(PLAIN, bucket="my.media", addressing=Addressing.PATH)
    assert tidied(dotted).bucket == "my.media"


ODD = st.text(alphabet="aA.-:/@?#[]%0é \n", max_size=16)


@settings(max_examples=80)
@given(ODD, ODD, ODD)
def test_whatever_is_typed_is_tidied_once_or_refused(host: str, bucket: str, domain: str) -> None:
    typed = replace(PLAIN, endpoint=f"https://{host}", bucket=bucket, media_domain=domain)
    try:
        made = tidied(typed)
    except BadInput as error:
        made, field = None, error.field
    if made is None:
        assert field in ("endpoint", "bucket", "media_domain", "addressing")
    else:
        assert tidied(made) == made


@pytest.mark.parametrize(
    ("address", "secure"),
    [
        ("https://a.example/x", True),
        ("http://a.example/x", False),
        ("http://127.0.0.1:9000/x", True),
        ("http://localhost/x", True),
    ],
)
def test_platforms_are_given_https_alone(address: str, secure: bool) -> None:
    assert is_secure(address) is secure
