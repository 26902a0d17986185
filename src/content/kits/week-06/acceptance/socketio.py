"""A small Socket.IO client over a raw WebSocket: enough to look at a server from outside, and to drop the line at will."""

import base64
import json
import os
import socket
import struct
import threading
from typing import Any

from harness import Failed, eventually


class Refused(Exception):
    """The server did not let the socket in; the message is its reason."""


class Socket:
    """One connection. `events` is what arrived, as [name, payload]; `closed` is set when the server ends it."""

    def __init__(self, port: int, cookie: str | None, origin: str | None) -> None:
        self.events: list[list[Any]] = []
        self.closed = threading.Event()
        self._answers: dict[int, Any] = {}
        self._next = 0
        self._line = socket.create_connection(("127.0.0.1", port), timeout=5)
        self._rest = b""
        lines = [
            "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1", f"Host: 127.0.0.1:{port}", "Upgrade: websocket",
            "Connection: Upgrade", f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}", "Sec-WebSocket-Version: 13",
            *([f"Cookie: {cookie}"] if cookie else []), *([f"Origin: {origin}"] if origin else []), "", "",
        ]
        self._line.sendall("\r\n".join(lines).encode())
        head = self._head()
        if " 101 " not in head:
            raise Refused(head)
        self._packet("0")
        self._send("40")
        answer = self._packet("4")
        if not answer.startswith("40"):
            raise Refused(str(json.loads(answer[2:]).get("message")) if answer.startswith("44") else "closed")
        self._line.settimeout(None)
        threading.Thread(target=self._read, daemon=True).start()

    def emit(self, event: str, payload: Any) -> int:
        """Sends an event and does not wait; returns the number of its acknowledgement."""
        self._next += 1
        self._send(f"42{self._next}{json.dumps([event, payload])}")
        return self._next

    def call(self, event: str, payload: Any) -> Any:
        """Sends an event and waits for its acknowledgement."""
        number = self.emit(event, payload)
        eventually(lambda: number in self._answers or self.closed.is_set(), f"no acknowledgement of {event}", timeout=5, step=0.005)
        if number not in self._answers:
            raise Failed(f"the server closed the socket instead of acknowledging {event}")
        return self._answers[number]

    def got(self, event: str) -> list[Any]:
        return [payload for name, *rest in self.events if name == event for payload in rest]

    def drop(self) -> None:
        """Ends the connection as a lost network does: without a word."""
        try:
            self._line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self._line.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        self._line.close()

    def _head(self) -> str:
        while b"\r\n\r\n" not in self._rest:
            chunk = self._line.recv(4096)
            if not chunk:
                break
            self._rest += chunk
        head, _, self._rest = self._rest.partition(b"\r\n\r\n")
        first = head.split(b"\r\n")[0].decode("latin-1")
        return first or "the server closed the connection"

    def _exactly(self, count: int) -> bytes:
        while len(self._rest) < count:
            chunk = self._line.recv(65536)
            if not chunk:
                raise ConnectionError("closed")
            self._rest += chunk
        taken, self._rest = self._rest[:count], self._rest[count:]
        return taken

    def _frame(self) -> tuple[int, bytes]:
        first, second = self._exactly(2)
        length = second & 127
        if length == 126:
            (length,) = struct.unpack(">H", self._exactly(2))
        elif length == 127:
            (length,) = struct.unpack(">Q", self._exactly(8))
        return first & 15, self._exactly(length)

    def _packet(self, kind: str) -> str:
        """The next packet of a kind, before the reading thread runs."""
        try:
            while True:
                opcode, data = self._frame()
                if opcode == 8:
                    raise Refused("closed")
                text = data.decode()
                if text.startswith(kind):
                    return text
        except (ConnectionError, TimeoutError):
            raise Refused("the server closed the connection") from None

    def _send(self, text: str) -> None:
        data, mask = text.encode(), os.urandom(4)
        size = len(data)
        length = bytes([128 | size]) if size < 126 else bytes([128 | 126]) + struct.pack(">H", size)
        masked = bytes(byte ^ mask[i % 4] for i, byte in enumerate(data))
        try:
            self._line.sendall(b"\x81" + length + mask + masked)
        except OSError:
            self.closed.set()

    def _read(self) -> None:
        try:
            while True:
                opcode, data = self._frame()
                if opcode == 8 or data == b"41" or data == b"1":
                    break
                text = data.decode()
                if text == "2":
                    self._send("3")
                elif text.startswith("42"):
                    self.events.append(json.loads(text[2:]))
                elif text.startswith("43"):
                    digits = text[2 : text.index("[")]
                    self._answers[int(digits)] = (json.loads(text[2 + len(digits) :]) or [None])[0]
        except (OSError, ConnectionError, ValueError):
            pass
        self.closed.set()
