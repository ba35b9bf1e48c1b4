"""The real servers do what the other tests rely on."""

from __future__ import annotations

import subprocess
import sys

import httpx
import pytest
import sqlalchemy

from tests.real.bluesky_server import Pds
from tests.real.bluesky_store import decode

STORE = "import keyring; keyring.set_password('brandcraft', 'key', 'value of ours')"
READ = """
import keyring
print(type(keyring.get_keyring()).__module__, keyring.get_password('brandcraft', 'key'))
"""


def create_post(pds: Pds, text: str) -> tuple[str, str]:
    """Posts as a new account by plain HTTP; its DID and the address of the record."""
    account = pds.new_account()
    with httpx.Client(base_url=f"{pds.url}/xrpc/") as client:
        login = {"identifier": account.handle, "password": account.app_password}
        session = client.post("com.atproto.server.createSession", json=login).raise_for_status()
        record = {
            "$type": "app.bsky.feed.post",
            "text": text,
            "createdAt": "2026-01-02T03:04:05.678Z",
            "langs": ["en"],
        }
        answer = client.post(
            "com.atproto.repo.createRecord",
            json={"repo": account.did, "collection": "app.bsky.feed.post", "record": record},
            headers={"Authorization": f"Bearer {session.json()['accessJwt']}"},
        ).raise_for_status()
    return account.did, str(answer.json()["uri"])


def test_a_record_is_found_in_the_servers_own_store(pds: Pds) -> None:
    did, uri = create_post(pds, "Grüße 🎉")
    [(rkey, record)] = pds.records(did)
    assert uri == f"at://{did}/app.bsky.feed.post/{rkey}"
    assert record == {
        "$type": "app.bsky.feed.post",
        "text": "Grüße 🎉",
        "createdAt": "2026-01-02T03:04:05.678Z",
        "langs": ["en"],
    }


def test_accounts_are_apart_and_in_the_directory(pds: Pds) -> None:
    did, _ = create_post(pds, "of one account")
    other = pds.new_account()
    assert pds.records(other.did) == []
    assert len(pds.records(did)) == 1
    document = httpx.get(f"{pds.plc}/{other.did}").raise_for_status().json()
    assert f"at://{other.handle}" in document["alsoKnownAs"]


@pytest.mark.parametrize(
    ("block", "value"),
    [
        ("a2616101616220", {"a": 1, "b": -1}),
        ("83f5f4f6", [True, False, None]),
        ("1903e8", 1000),
        ("fb3ff8000000000000", 1.5),
        ("4101", {"$bytes": "AQ=="}),
        (
            "d82a58250001551220" + "00" * 32,
            {"$link": "bafkreiaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"},
        ),
    ],
)
def test_blocks_of_the_store_are_decoded(block: str, value: object) -> None:
    assert decode(bytes.fromhex(block)) == value


def test_postgres_gives_each_test_an_empty_database(postgres_url: str) -> None:
    engine = sqlalchemy.create_engine(postgres_url)
    with engine.begin() as connection:
        connection.execute(sqlalchemy.text("create table kept (number integer)"))
        connection.execute(sqlalchemy.text("insert into kept values (1)"))
        assert connection.scalar(sqlalchemy.text("select count(*) from kept")) == 1
    engine.dispose()


def test_postgres_keeps_nothing_for_the_next_test(postgres_url: str) -> None:
    engine = sqlalchemy.create_engine(postgres_url)
    assert sqlalchemy.inspect(engine).get_table_names() == []
    engine.dispose()


def run(code: str, environment: dict[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_the_secret_service_keeps_a_secret_between_processes(
    secret_service: dict[str, str],
) -> None:
    run(STORE, secret_service)
    assert run(READ, secret_service) == "keyring.backends.SecretService value of ours"


def test_each_secret_service_starts_empty(secret_service: dict[str, str]) -> None:
    assert run(READ, secret_service) == "keyring.backends.SecretService None"
