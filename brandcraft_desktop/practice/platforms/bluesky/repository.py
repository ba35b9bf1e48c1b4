"""Reading and writing records: com.atproto.repo."""

from __future__ import annotations

from brandcraft_desktop.practice.platforms.bluesky.lexicon import (
    Anything,
    Flag,
    Items,
    Rule,
    Shape,
    Text,
    Union,
    Whole,
)
from brandcraft_desktop.practice.platforms.bluesky.limits import WRITES
from brandcraft_desktop.practice.platforms.bluesky.state import State
from brandcraft_desktop.practice.platforms.bluesky.store import Account
from brandcraft_desktop.practice.platforms.bluesky.writing import (
    KeyTaken,
    Target,
    create,
    delete,
    put,
)
from brandcraft_desktop.practice.platforms.bluesky.xrpc import Asked, Method, Refusal, invalid
from brandcraft_desktop.practice.values import Json, Object


def put_record(state: State, asked: Asked) -> Json:
    """Write under a key of the caller."""
    account = _own_repository(state, asked, points=2)
    target = Target(account, asked.text("collection"), asked.text("rkey"))
    swap = asked.input.get("swapRecord", False)
    return put(state, target, _record(asked), swap)


def create_record(state: State, asked: Asked) -> Json:
    """Write a new record, under a key of the caller or of the server."""
    account = _own_repository(state, asked, points=3)
    rkey = asked.text("rkey") or state.tids.next(state.clock.seconds())
    try:
        return create(state, Target(account, asked.text("collection"), rkey), _record(asked))
    except KeyTaken:
        raise _unmapped() from None


def delete_record(state: State, asked: Asked) -> Json:
    """Take a record away, there or not."""
    account = _own_repository(state, asked, points=1)
    target = Target(account, asked.text("collection"), asked.text("rkey"))
    return delete(state, target, asked.text("swapRecord"))


def apply_writes(state: State, asked: Asked) -> Json:
    """Several writes or none."""
    writes = asked.input.get("writes")
    items = [item for item in writes if isinstance(item, dict)] if isinstance(writes, list) else []
    points = sum({"create": 3, "update": 2, "delete": 1}[_action(item)] for item in items)
    account = _own_repository(state, asked, points=points)
    results: list[Json] = []
    commit: Json = None
    with state.store.database.change():
        for item in items:
            result = _apply(state, account, item)
            commit = result.pop("commit", commit)
            results.append(
                {**result, "$type": f"com.atproto.repo.applyWrites#{_action(item)}Result"}
            )
    return {"results": results} if commit is None else {"commit": commit, "results": results}


def _apply(state: State, account: Account, item: Object) -> Object:
    rkey = str(item.get("rkey", "")) or state.tids.next(state.clock.seconds())
    target = Target(account, str(item.get("collection")), rkey)
    value = item.get("value")
    record = value if isinstance(value, dict) else {}
    if _action(item) == "delete":
        return delete(state, target)
    try:
        if _action(item) == "create":
            return create(state, target, record)
    except KeyTaken:
        raise _unmapped() from None
    if state.store.record(target.uri) is None:
        raise _unmapped()
    return put(state, target, record)


def _action(item: Object) -> str:
    return str(item.get("$type", "")).partition("#")[2]


def get_record(state: State, asked: Asked) -> Json:
    """One record of anybody."""
    account = state.store.account(asked.text("repo"))
    if account is None:
        raise invalid("Could not locate record")
    uri = f"at://{account.did}/{asked.text('collection')}/{asked.text('rkey')}"
    found, cid = state.store.record(uri), asked.text("cid")
    if found is None or (cid and found.cid != cid):
        raise Refusal(400, "RecordNotFound", f"Could not locate record: {uri}")
    return found.to_json()


def list_records(state: State, asked: Asked) -> Json:
    """The records of a collection, newest key first."""
    account = state.store.account(asked.text("repo"))
    if account is None:
        raise invalid(f"Could not find repo: {asked.text('repo')}")
    limit = asked.parameters.get("limit", 50)
    reverse, cursor = asked.parameters.get("reverse") is True, asked.text("cursor")
    found = state.store.records(account.did, asked.text("collection"))
    found.sort(key=lambda record: record.rkey, reverse=not reverse)
    if cursor:
        found = [one for one in found if (one.rkey > cursor if reverse else one.rkey < cursor)]
    page = found[: limit if isinstance(limit, int) else 50]
    answer: Object = {"records": [record.to_json() for record in page]}
    if page:
        answer["cursor"] = page[-1].rkey
    return answer


def _own_repository(state: State, asked: Asked, *, points: int) -> Account:
    """The caller's account, its repository meant, its points paid. Raises Refusal."""
    if asked.me.state != "active":
        raise Refusal(401, "AccountDeactivated", "Account is deactivated")
    named = state.store.account(asked.text("repo"))
    if named is None or named.did != asked.me.did:
        raise Refusal(403, "AccountNotFound", "Account not found")
    if asked.input.get("validate") is False:
        raise invalid("Practice: writing without validation is not wanted")
    if (commit := asked.text("swapCommit")) and commit != asked.me.head:
        raise Refusal(400, "InvalidSwap", f"Commit was at {asked.me.head}")
    if state.settings.rate_limits:
        standing = state.limits.spend(WRITES, asked.me.did, points, state.clock.seconds())
        if standing.exceeded:
            raise Refusal(429, "RateLimitExceeded", "Rate Limit Exceeded", standing.headers())
    return asked.me


def _record(asked: Asked) -> Object:
    value = asked.input.get("record")
    return value if isinstance(value, dict) else {}


def _unmapped() -> Refusal:
    """What the official server says about a key in use: nothing helpful."""
    return Refusal(500, "InternalServerError", "Internal Server Error")


_where: dict[str, Rule] = {
    "repo": Text("AT identifier"),
    "collection": Text("NSID"),
    "rkey": Text("record key", bytes=512),
}
_write: dict[str, Rule] = {**_where, "swapCommit": Text("CID")}
_content: dict[str, Rule] = {**_write, "validate": Flag(), "record": Anything()}
_WRITES = Union(
    tuple(
        Shape(fields, required, name=f"com.atproto.repo.applyWrites#{name}")
        for name, fields, required in (
            (
                "create",
                {"collection": Text("NSID"), "rkey": _where["rkey"], "value": Anything()},
                ("collection", "value"),
            ),
            (
                "update",
                {"collection": Text("NSID"), "rkey": _where["rkey"], "value": Anything()},
                ("collection", "rkey", "value"),
            ),
            (
                "delete",
                {"collection": Text("NSID"), "rkey": _where["rkey"]},
                ("collection", "rkey"),
            ),
        )
    )
)

_ns = "com.atproto.repo"
REPOSITORY_METHODS = (
    Method(
        f"{_ns}.putRecord",
        put_record,
        "POST",
        body="json",
        input=Shape(
            {**_content, "swapRecord": Text("CID")},
            ("repo", "collection", "rkey", "record"),
            ("swapRecord",),
        ),
        needs="access",
    ),
    Method(
        f"{_ns}.createRecord",
        create_record,
        "POST",
        body="json",
        input=Shape(_content, ("repo", "collection", "record")),
        needs="access",
    ),
    Method(
        f"{_ns}.deleteRecord",
        delete_record,
        "POST",
        body="json",
        input=Shape({**_write, "swapRecord": Text("CID")}, ("repo", "collection", "rkey")),
        needs="access",
    ),
    Method(
        f"{_ns}.applyWrites",
        apply_writes,
        "POST",
        body="json",
        input=Shape(
            {
                "repo": Text("AT identifier"),
                "validate": Flag(),
                "writes": Items(_WRITES, 200),
                "swapCommit": Text("CID"),
            },
            ("repo", "writes"),
        ),
        needs="access",
    ),
    Method(
        f"{_ns}.getRecord",
        get_record,
        parameters=Shape({**_where, "cid": Text("CID")}, ("repo", "collection", "rkey")),
    ),
    Method(
        f"{_ns}.listRecords",
        list_records,
        parameters=Shape(
            {
                "repo": Text("AT identifier"),
                "collection": Text("NSID"),
                "limit": Whole(1, 100),
                "cursor": Text(),
                "reverse": Flag(),
            },
            ("repo", "collection"),
        ),
    ),
)
