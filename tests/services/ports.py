"""Ports of this computer, for tests that need one of their own."""

from __future__ import annotations

import socket


def free_port() -> int:
    """One that nobody uses now, on either loopback address."""
    for _ in range(50):
        with socket.socket() as first:
            first.bind(("127.0.0.1", 0))
            port = int(first.getsockname()[1])
            if not socket.has_ipv6:
                return port
            with socket.socket(socket.AF_INET6) as second:
                try:
                    second.bind(("::1", port))
                except OSError:
                    continue
                return port
    raise AssertionError("no port is free")
