"""Two shells that give `brandcraft post` the same idempotency keys at the same moments."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import func, select

from brandcraft_desktop.models import tables
from brandcraft_desktop.services.workspace import Workspace
from tests.media.files import photo

ROOT = Path(__file__).parents[2]
KEYS = 6
POSTING = """
import sys
from pathlib import Path
from brandcraft_desktop.cli import Faces, run
from brandcraft_desktop.services import posts, workspace

nobody = lambda *_: 1
for number in range(int(sys.argv[2])):
    print("ready", file=sys.stderr, flush=True)
    sys.stdin.readline()
    words = ["post", f"Once {number}", "--draft", "--json", "--media", sys.argv[1]]
    code = run([*words, "--idempotency-key", f"key-{number}"], Faces(*[nobody] * 4))
    print("code", code, file=sys.stderr, flush=True)
"""


def post_at_once(workspace: Workspace, folder: Path, environment: Mapping[str, str]) -> None:
    """Both shells get the same document for every key, and there is one post for each."""
    picture = photo(folder / "picture.jpg")
    shells = [
        subprocess.Popen(
            [sys.executable, "-W", "error", "-c", POSTING, str(picture), str(KEYS)],
            cwd=ROOT,
            env={**os.environ, **environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    for _ in range(KEYS):
        for shell in shells:
            assert shell.stderr is not None
            assert shell.stderr.readline() == "ready\n"
        for shell in shells:
            assert shell.stdin is not None
            shell.stdin.write("go\n")
            shell.stdin.flush()
        for shell in shells:
            assert shell.stderr is not None
            assert shell.stderr.readline() == "code 0\n"
    answers = [
        [json.loads(line) for line in shell.communicate(timeout=60)[0].splitlines()]
        for shell in shells
    ]
    assert answers[0] == answers[1]
    assert len({answer["id"] for answer in answers[0]}) == KEYS
    counted = workspace.database.read(
        lambda connection: [
            connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (tables.posts, tables.post_media, tables.media)
        ]
    )
    assert counted == [KEYS, KEYS, 1]
