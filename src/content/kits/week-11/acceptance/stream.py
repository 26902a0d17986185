"""As much of NATS JetStream as the tests need: its protocol is lines of text."""

import base64
import json
import socket
import uuid
from typing import Any


class Stream:
    """One connection, used by one thread: sends a request and waits for the answer."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=5)
        self.lines = self.socket.makefile("rb")
        self.lines.readline()
        self.inbox = f"_INBOX.{uuid.uuid4().hex}"
        self.socket.sendall(f'CONNECT {{"verbose":false}}\r\nSUB {self.inbox} 1\r\n'.encode())

    def close(self) -> None:
        self.lines.close()
        self.socket.close()

    def request(self, subject: str, body: bytes = b"") -> dict[str, Any]:
        self.socket.sendall(f"PUB {subject} {self.inbox} {len(body)}\r\n".encode() + body + b"\r\n")
        while True:
            line = self.lines.readline()
            if line.startswith(b"PING"):
                self.socket.sendall(b"PONG\r\n")
            elif line.startswith(b"MSG"):
                length = int(line.split()[-1])
                return json.loads(self.lines.read(length + 2))
            elif not line.startswith((b"PONG", b"INFO", b"+OK")):
                raise OSError(f"NATS says {line!r}")

    def api(self, call: str, **body: Any) -> dict[str, Any]:
        return self.request(f"$JS.API.{call}", json.dumps(body).encode() if body else b"")

    def remove(self, stream: str) -> None:
        self.api(f"STREAM.DELETE.{stream}")

    def publish(self, subject: str, body: bytes) -> None:
        self.request(subject, body)

    def messages(self, stream: str) -> list[tuple[str, bytes, str]]:
        """Subject, body and headers of all messages, in their order."""
        found = []
        last = self.api(f"STREAM.INFO.{stream}").get("state", {}).get("last_seq", 0)
        for number in range(1, last + 1):
            message = self.api(f"STREAM.MSG.GET.{stream}", seq=number).get("message")
            if message:
                headers = base64.b64decode(message.get("hdrs", "")).decode()
                found.append((message["subject"], base64.b64decode(message.get("data", "")), headers))
        return found

    def waiting(self, stream: str) -> int:
        """Messages that some consumer of a stream has not acknowledged."""
        found = self.api(f"CONSUMER.LIST.{stream}").get("consumers") or []
        return sum(each["num_pending"] + each["num_ack_pending"] for each in found)
