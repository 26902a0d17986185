"""What acceptance tests are written with: programs run from outside, with limits on time and output.

    from harness import at, equal, check

    @at(1, "an empty store lists nothing")
    def _(box):
        result = box.run(["python3", "-m", "tasks", "list"])
        equal(result.code, 0, "exit code")
"""

import json
import os
import signal
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

MOST_OUTPUT = 8_000_000
"""Bytes that a program may print before it is stopped."""


class Failed(Exception):
    """The program does not do what the specification says."""


class Skipped(Exception):
    """The test cannot run here; the message says what is missing and how to get it."""


@dataclass(frozen=True)
class Test:
    id: str
    title: str
    timeout: float
    body: Callable[["Box"], None]


registered: list[Test] = []
_shared: list[Callable[[], None]] = []


def at(number: int, title: str, timeout: float = 30) -> Callable[[Callable[["Box"], None]], None]:
    """Registers a test as acceptance test `number`; after `timeout` seconds it is stopped and fails."""

    def register(body: Callable[["Box"], None]) -> None:
        registered.append(Test(f"at-{number}", title, timeout, body))

    return register


def check(holds: Any, message: str) -> None:
    """Fails with `message` unless `holds` is true."""
    if not holds:
        raise Failed(message)


def equal(found: Any, expected: Any, what: str) -> None:
    """Fails unless the two are equal; says what, both values and which is which."""
    if found != expected:
        raise Failed(f"{what}: expected {short(expected)}, found {short(found)}")


def short(value: Any) -> str:
    text = value if isinstance(value, str) and value.startswith("<") else repr(value)
    return text if len(text) <= 120 else text[:119] + "…"


def skip(reason: str) -> None:
    """Leaves the test out, loudly."""
    raise Skipped(reason)


def at_end(close: Callable[[], None]) -> None:
    """Runs `close` after the last test: for servers that several tests share."""
    _shared.append(close)


def close_shared() -> None:
    for close in reversed(_shared):
        close()


def eventually(holds: Callable[[], Any], message: str, timeout: float = 10, step: float = 0.05) -> Any:
    """Waits until `holds()` is true and returns what it gave; fails with `message` after `timeout` seconds."""
    end = time.monotonic() + timeout
    while True:
        found = holds()
        if found:
            return found
        if time.monotonic() > end:
            raise Failed(f"{message} (waited {timeout:g} s)")
        time.sleep(step)


def free_port() -> int:
    """A port of the loopback interface that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class Result:
    """What a program did: exit code, standard output and error as text, seconds it took."""

    code: int
    out: str
    err: str
    seconds: float

    def json(self) -> Any:
        """The standard output read as JSON; fails where it is none."""
        try:
            return json.loads(self.out)
        except ValueError:
            raise Failed(f"standard output is not JSON: {short(self.out)}") from None


@dataclass(frozen=True)
class Answer:
    """An HTTP answer."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    def json(self) -> Any:
        """The body read as JSON; fails where it is none."""
        try:
            return json.loads(self.body)
        except ValueError:
            raise Failed(f"the answer {self.status} is not JSON: {short(self.text)}") from None


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


_opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirect)


def http(
    method: str, url: str, body: Any = None, headers: Mapping[str, str] | None = None, timeout: float = 5
) -> Answer:
    """Sends a request on loopback; a body that is not bytes is sent as JSON. Redirects are not followed."""
    data = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
    sent = {"content-type": "application/json"} if data is not None and not isinstance(body, bytes) else {}
    request = urllib.request.Request(url, data=data, method=method, headers={**sent, **(headers or {})})
    try:
        with _opener.open(request, timeout=timeout) as answer:
            return Answer(answer.status, {k.lower(): v for k, v in answer.headers.items()}, answer.read(MOST_OUTPUT))
    except urllib.error.HTTPError as error:
        with error:
            return Answer(error.code, {k.lower(): v for k, v in error.headers.items()}, error.read(MOST_OUTPUT))
    except (OSError, urllib.error.URLError) as error:
        reason = getattr(error, "reason", error)
        raise Failed(f"{method} {url}: no answer ({reason})") from None


@dataclass
class Running:
    """A program that was started and goes on. Of long output the first and the last 50 KB at least are kept."""

    process: subprocess.Popen
    name: str
    output: bytearray = field(default_factory=bytearray)

    @property
    def text(self) -> str:
        return self.output.decode("utf-8", "replace")

    def stop(self, with_signal: int = signal.SIGTERM, timeout: float = 10) -> int:
        """Sends a signal and waits; kills it after `timeout` seconds. Returns the exit code."""
        if self.process.poll() is None:
            self.process.send_signal(with_signal)
        try:
            return self.process.wait(timeout)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait()

    def kill(self) -> None:
        """Kills it as a power cut would."""
        self.process.kill()
        self.process.wait()


class Box:
    """One test's own world: a folder, a home, and the programs it starts. `kit` is the folder of the kit."""

    def __init__(self, kit: Path, path: Path) -> None:
        self.kit = kit
        self.path = path
        self.home = path / "home"
        self.home.mkdir()
        self._running: list[Running] = []

    def env(self, extra: Mapping[str, str] | None = None) -> dict[str, str]:
        kept = {key: value for key, value in os.environ.items() if key not in {"PYTHONPATH", "NODE_OPTIONS"}}
        return {**kept, "HOME": str(self.home), "USERPROFILE": str(self.home), "TMPDIR": str(self.path), **(extra or {})}

    def run(
        self,
        command: list[str],
        env: Mapping[str, str] | None = None,
        stdin: str = "",
        cwd: Path | None = None,
        timeout: float = 10,
    ) -> Result:
        """Runs a program to its end in the kit's folder; fails where it hangs or prints more than `MOST_OUTPUT`."""
        begun = time.monotonic()
        process = self._open(command, env, cwd, stdin=subprocess.PIPE, stderr=subprocess.PIPE)
        parts: dict[str, bytearray] = {"out": bytearray(), "err": bytearray()}
        readers = [
            threading.Thread(target=_drain, args=(stream, parts[name], process), daemon=True)
            for name, stream in (("out", process.stdout), ("err", process.stderr))
        ]
        for reader in readers:
            reader.start()
        try:
            assert process.stdin is not None
            process.stdin.write(stdin.encode())
            process.stdin.close()
        except OSError:
            pass
        try:
            code = process.wait(timeout)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise Failed(f"`{' '.join(command)}` was still running after {timeout:g} s") from None
        for reader in readers:
            reader.join(2)
        if any(len(part) > MOST_OUTPUT for part in parts.values()):
            raise Failed(f"`{' '.join(command)}` printed more than {MOST_OUTPUT // 1_000_000} MB")
        out, err = (part.decode("utf-8", "replace") for part in parts.values())
        return Result(code, out, err, time.monotonic() - begun)

    def start(
        self,
        command: list[str],
        env: Mapping[str, str] | None = None,
        ready: str | int | None = None,
        cwd: Path | None = None,
        timeout: float = 15,
    ) -> Running:
        """Starts a program that goes on. `ready` is a port or an address that has to answer; fails if it ends before."""
        process = self._open(command, env, cwd, stdin=subprocess.DEVNULL, stderr=subprocess.STDOUT)
        running = Running(process, " ".join(command))
        threading.Thread(target=_keep, args=(process.stdout, running.output), daemon=True).start()
        self._running.append(running)
        if ready is not None:
            wait_ready(running, ready, timeout)
        return running

    def close(self) -> None:
        for running in reversed(self._running):
            running.stop(timeout=5)

    def _open(
        self, command: list[str], env: Mapping[str, str] | None, cwd: Path | None, *, stdin: int, stderr: int
    ) -> subprocess.Popen:
        try:
            return subprocess.Popen(
                command, cwd=cwd or self.kit, env=self.env(env), stdin=stdin, stdout=subprocess.PIPE, stderr=stderr
            )
        except FileNotFoundError:
            raise Failed(f"there is no program {command[0]!r} here") from None


def wait_ready(running: Running, ready: str | int, timeout: float) -> None:
    """Waits until a port accepts or an address answers; fails where the program ends before, with its last line."""
    end = time.monotonic() + timeout
    while time.monotonic() < end:
        code = running.process.poll()
        if code is not None:
            time.sleep(0.1)
            said = running.text.strip().splitlines()
            raise Failed(f"`{running.name}` ended with code {code}: {said[-1] if said else 'it printed nothing'}")
        try:
            if isinstance(ready, int):
                with socket.create_connection(("127.0.0.1", ready), timeout=1):
                    return
            elif http("GET", ready, timeout=1).status < 500:
                return
        except (OSError, Failed):
            pass
        time.sleep(0.05)
    raise Failed(f"`{running.name}` did not answer at {ready} within {timeout:g} s")


def _drain(stream: Any, into: bytearray, process: subprocess.Popen) -> None:
    for chunk in iter(lambda: stream.read1(65536), b""):
        if len(into) > MOST_OUTPUT:
            process.kill()
            return
        into.extend(chunk)


def _keep(stream: Any, into: bytearray) -> None:
    for chunk in iter(lambda: stream.read1(65536), b""):
        into.extend(chunk)
        if len(into) > 200_000:
            del into[50_000:150_000]
