"""A throw-away S3 server: Ceph's monitor, one object store in memory and its RADOS Gateway.

Signatures, expiry, permissions, multipart and lifecycle are really enforced.
"""

from __future__ import annotations

import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import boto3
import httpx
from botocore.client import BaseClient
from botocore.config import Config

from tests.real.availability import program, tied
from tests.real.postgres_server import free_port

START_MAY_TAKE = 60
USER, ACCESS, SECRET = "test", "AKTEST", "SKTEST12345678"
DAY = 2  # seconds that a day of a lifecycle rule lasts here
CONF = """
[global]
fsid = {fsid}
mon host = [v2:127.0.0.1:{v2},v1:127.0.0.1:{v1}]
public network = 127.0.0.0/8
cluster network = 127.0.0.0/8
auth cluster required = none
auth service required = none
auth client required = none
run dir = {folder}/run
admin socket = {folder}/run/$name.asok
log file = {folder}/log/$name.log
pid file = {folder}/log/$name.pid
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 4
osd pool default pg autoscale mode = off
mon allow pool size one = true
mon max pg per osd = 1000
osd crush chooseleaf type = 0
mon warn on insecure global id reclaim allowed = false
setuser match path = {folder}/none
[mon.a]
mon data = {folder}/mon
mon cluster log file = {folder}/log/cluster.log
[osd.0]
osd data = {folder}/osd
osd objectstore = memstore
memstore device bytes = 1073741824
osd class load list = *
osd class default list = *
[client.rgw]
ms mon client mode = crc
rgw frontends = beast endpoint=127.0.0.1:{port}
rgw data = {folder}
rgw dns name = localhost
rgw enable ops log = false
debug rgw = 1
rgw lc debug interval = {day}
"""


@dataclass(frozen=True)
class S3:
    """The server; `client` is the test's own eye on it, apart from ours."""

    endpoint: str
    port: int
    log: Path
    client: BaseClient

    def bucket(self) -> str:
        """A new, empty bucket."""
        name = f"media-{uuid.uuid4().hex[:12]}"
        self.client.create_bucket(Bucket=name)
        return name

    def keys(self, bucket: str) -> list[str]:
        """What lies in a bucket."""
        found = self.client.list_objects_v2(Bucket=bucket).get("Contents", [])
        return [str(one["Key"]) for one in found]

    def uploads(self, bucket: str) -> list[str]:
        """The uploads in parts that were begun and not finished."""
        found = self.client.list_multipart_uploads(Bucket=bucket).get("Uploads", [])
        return [str(one["UploadId"]) for one in found]

    def requests(self, *words: str) -> list[str]:
        """The requests the server has logged that hold all of these words."""
        lines = self.log.read_text("utf-8", "replace").splitlines()
        return [
            line
            for line in lines
            if "beast:" in line and "HTTP/1.1" in line and all(word in line for word in words)
        ]


def _ceph(conf: Path, *words: str) -> None:
    done = subprocess.run(
        [program("ceph", package="ceph-common"), "-c", str(conf), *words],
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()


def _listens(port: int, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_MAY_TAKE
    while True:
        try:
            httpx.get(f"http://127.0.0.1:{port}/", trust_env=False)
        except httpx.TransportError:
            assert server.poll() is None, "the gateway ended"
            assert time.monotonic() < deadline, "the gateway does not listen"
            time.sleep(0.1)  # a condition of another process: nothing to wait on but asking
        else:
            return


@contextmanager
def running() -> Iterator[S3]:
    """A server with one user, until the block ends."""
    for name, package in (("ceph-osd", "ceph-osd"), ("radosgw", "radosgw")):
        program(name, package=package)
    monitor = program("ceph-mon", package="ceph-mon")
    servers: list[subprocess.Popen[bytes]] = []
    with tempfile.TemporaryDirectory(prefix="brandcraft-s3-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        for inner in ("mon", "osd", "run", "log"):
            (folder / inner).mkdir()
        conf, port, v1, v2 = folder / "ceph.conf", free_port(), free_port(), free_port()
        fsid, osd = str(uuid.uuid4()), str(uuid.uuid4())
        conf.write_text(
            CONF.format(fsid=fsid, v1=v1, v2=v2, folder=folder, port=port, day=DAY), "utf-8"
        )

        def start(*words: str) -> None:
            with (folder / "log" / f"{len(servers)}.out").open("wb") as said:
                servers.append(subprocess.Popen(tied([*words]), stdout=said, stderr=said))

        def run(*words: str) -> None:
            subprocess.run(words, check=True, capture_output=True)

        try:
            addresses = f"[v2:127.0.0.1:{v2},v1:127.0.0.1:{v1}]"
            monmap = str(folder / "monmap")
            run(
                *("monmaptool", "--create", "--clobber", "--addv", "a", addresses),
                *("--fsid", fsid, monmap),
            )
            run(monitor, "-c", str(conf), "--mkfs", "-i", "a", "--monmap", monmap)
            start(monitor, "-c", str(conf), "-i", "a", "-f")
            _ceph(conf, "osd", "new", osd)
            run("ceph-osd", "-c", str(conf), "-i", "0", "--mkfs", "--osd-uuid", osd)
            _ceph(conf, *("osd", "crush", "add", "osd.0", "1.0", "host=localhost", "root=default"))
            start("ceph-osd", "-c", str(conf), "-i", "0", "-f")
            start("radosgw", "-c", str(conf), "-n", "client.rgw", "-f")
            run(
                *("radosgw-admin", "-c", str(conf), "-n", "client.rgw", "user", "create"),
                *(f"--uid={USER}", "--display-name=test"),
                *(f"--access-key={ACCESS}", f"--secret-key={SECRET}"),
            )
            _listens(port, servers[-1])
            endpoint = f"http://127.0.0.1:{port}"
            client = boto3.client(
                "s3",
                endpoint_url=endpoint,
                region_name="us-east-1",
                aws_access_key_id=ACCESS,
                aws_secret_access_key=SECRET,
                config=Config(s3={"addressing_style": "path"}),
            )
            yield S3(endpoint, port, folder / "log" / "client.rgw.log", client)
            client.close()
        finally:
            for server in reversed(servers):
                server.kill()  # a gentle end hangs once the monitor is gone
                server.wait()
