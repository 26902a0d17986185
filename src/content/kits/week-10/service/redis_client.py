"""A small Redis client: one connection for each thread, 50 ms for each command, and a second of rest where Redis is away."""

import socket
import threading
import time
from urllib.parse import urlparse


class Redis:
    """GET, SET with a lifetime, DEL. Where Redis is away `get` gives None and the others do nothing."""

    def __init__(self, url: str, timeout: float = 0.05) -> None:
        address = urlparse(url)
        self._address = (address.hostname or "127.0.0.1", address.port or 6379)
        self._timeout, self._down_until, self._local = timeout, 0.0, threading.local()

    def get(self, key: str) -> bytes | None:
        found = self._ask(b"GET", key.encode())
        return found if isinstance(found, bytes) else None

    def set(self, key: str, value: bytes, seconds: float) -> None:
        self._ask(b"SET", key.encode(), value, b"PX", str(max(1, int(seconds * 1000))).encode())

    def delete(self, key: str) -> None:
        self._ask(b"DEL", key.encode())

    def _ask(self, *words: bytes) -> bytes | int | None:
        if time.monotonic() < self._down_until:
            return None
        try:
            file = getattr(self._local, "file", None)
            if file is None:
                line = socket.create_connection(self._address, self._timeout)
                file = self._local.file = line.makefile("rwb")
            file.write(b"*%d\r\n" % len(words) + b"".join(b"$%d\r\n%s\r\n" % (len(word), word) for word in words))
            file.flush()
            kind, rest = file.read(1), file.readline()
            if not rest.endswith(b"\n"):
                raise ConnectionError("closed")
            if kind != b"$" or rest == b"-1\r\n":
                return None
            return file.read(int(rest) + 2)[:-2]
        except (OSError, ValueError):
            self._local.file = None
            self._down_until = time.monotonic() + 1
            return None
