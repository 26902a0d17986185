"""Acceptance tests of week 8, numbered as on its page. They run the three commands of commands.json and look at HAProxy."""

import json
import shutil
import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from harness import Box, Failed, Result, at, check, equal, eventually, free_port, http
from servers import find


class World:
    """Two environments on free ports, with releases and states in a folder of their own."""

    def __init__(self, box: Box) -> None:
        find("HAProxy", "haproxy", "/usr/sbin")
        self.box = box
        self.home = box.path / "ship"
        self.envs = box.path / "envs"
        self.envs.mkdir()
        self.commands = json.loads((box.kit / "commands.json").read_text())
        self.ports: dict[str, dict] = {}
        for name in ("staging", "prod"):
            port, admin, blue, green = (free_port() for _ in range(4))
            slots = {"blue": {"port": blue, "weight": 1}, "green": {"port": green, "weight": 1}}
            self.ports[name] = {"port": port, "adminPort": admin, "maxconn": 200, "slots": slots}
            (self.envs / f"{name}.json").write_text(json.dumps(self.ports[name]))

    def env(self, **extra: str) -> dict[str, str]:
        return {"SHIP_HOME": str(self.home), "SHIP_ENVS": str(self.envs), "SHIP_READY_MS": "4000", **extra}

    def run(self, *arguments: str, timeout: float = 25, **extra: str) -> Result:
        return self.box.run([*self.commands[arguments[0]], *arguments[1:]], env=self.env(**extra), timeout=timeout)

    def done(self, *arguments: str) -> Result:
        result = self.run(*arguments)
        equal(result.code, 0, f"exit code of `{' '.join(arguments)}` ({last_line(result)})")
        return result

    def service(self, name: str, **config: object) -> Path:
        """A copy of the kit's service with another configuration."""
        folder = self.box.path / name
        shutil.copytree(self.box.kit / "service", folder)
        path = folder / "config.json"
        path.write_text(json.dumps({**json.loads(path.read_text()), "version": name, **config}))
        return folder

    def build(self, name: str, **config: object) -> str:
        digest = self.done("ship", "build", str(self.service(name, **config))).out.strip().splitlines()[-1]
        check(digest.startswith("sha256:") and len(digest) == 71, f"ship build prints sha256: and 64 digits, found {digest!r}")
        return digest

    def status(self, env: str) -> dict:
        return self.done("ship", "status", env).json()

    def get(self, env: str = "staging", path: str = "/products"):
        return http("GET", f"http://127.0.0.1:{self.ports[env]['port']}{path}", headers={"connection": "close"})

    def serves(self, env: str, digest: str) -> None:
        answer = eventually(lambda: self.get(env, "/products/1"), f"{env} does not answer")
        equal(answer.status, 200, f"status of GET /products/1 on {env}")
        equal(answer.headers.get("x-release"), digest, f"release that serves on {env}")

    def admin(self, env: str, command: str) -> str:
        with socket.create_connection(("127.0.0.1", self.ports[env]["adminPort"]), timeout=5) as connection:
            connection.sendall(f"{command}\n".encode())
            return b"".join(iter(lambda: connection.recv(65536), b"")).decode()


@contextmanager
def world(box: Box, *envs: str) -> Iterator[World]:
    """A world with these environments applied; everything is stopped afterwards."""
    made = World(box)
    try:
        for env in envs:
            made.done("infra", "apply", env)
        yield made
    finally:
        for env in envs:
            made.run("infra", "destroy", env)


class Load:
    """Twenty requests a second on the balancer, each on a connection of its own, until it is stopped."""

    def __init__(self, made: World, env: str = "staging") -> None:
        self.seen: Counter[str] = Counter()
        self._stop = threading.Event()
        self._senders: list[threading.Thread] = []
        self._made, self._env = made, env

    def _send(self) -> None:
        try:
            self.seen[str(self._made.get(self._env).status)] += 1
        except Failed as error:
            self.seen[str(error)[-60:]] += 1

    def _pace(self) -> None:
        while not self._stop.wait(0.05):
            sender = threading.Thread(target=self._send)
            sender.start()
            self._senders.append(sender)

    def __enter__(self) -> "Load":
        self._thread = threading.Thread(target=self._pace)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()
        for sender in self._senders:
            sender.join()

    def all_answered(self, most: str) -> None:
        failed = {what: count for what, count in self.seen.items() if what != "200"}
        check(not failed, f"{sum(failed.values())} of {sum(self.seen.values())} requests failed {most}: {failed}")
        check(self.seen["200"] >= 20, f"only {self.seen['200']} requests were sent {most}")


def last_line(result: Result) -> str:
    lines = (result.err or result.out).strip().splitlines()
    return lines[-1] if lines else "it printed nothing"


def stored(made: World) -> list[str]:
    return sorted(path.name for path in (made.home / "releases").glob("*")) if (made.home / "releases").exists() else []


@at(1, "from an empty folder to a release that passes its smoke test", timeout=60)
def _(box: Box) -> None:
    with world(box) as made:
        made.done("infra", "apply", "staging")
        try:
            made.done("ship", "pipeline", str(made.service("one")), "staging")
            digest = made.status("staging")["digest"]
            made.serves("staging", digest)
            equal(stored(made), [f"{digest.removeprefix('sha256:')}.tar"], "stored releases")
        finally:
            made.run("infra", "destroy", "staging")


@at(2, "a second plan finds no changes", timeout=60)
def _(box: Box) -> None:
    with world(box) as made:
        first = made.run("infra", "plan", "staging")
        equal(first.code, 2, f"exit code of a plan on nothing ({last_line(first)})")
        for name in ("frontend", "server.blue", "server.green"):
            check(name in first.out, f"the first plan does not name {name}: {last_line(first)}")
        made.done("infra", "apply", "staging")
        try:
            again = made.run("infra", "plan", "staging")
            equal((again.code, again.out.strip()), (0, "No changes."), "exit code and words of the second plan")
        finally:
            made.run("infra", "destroy", "staging")


@at(3, "of two applies at once the second waits or is refused by the lock", timeout=60)
def _(box: Box) -> None:
    with world(box, "staging") as made:
        lock = made.home / "state" / "staging.lock"
        changed = {**made.ports["staging"], "maxconn": 150}
        (made.envs / "staging.json").write_text(json.dumps(changed))
        first = box.start([*made.commands["infra"], "apply", "staging"], env=made.env(APPLY_PAUSE_MS="2500"))
        eventually(lock.exists, f"apply does not take the lock {lock.name}")
        second = made.run("infra", "apply", "staging")
        ended = first.process.poll() is not None
        if second.code == 0:
            check(ended, "the second apply went through while the first still held the lock")
        else:
            check("lock" in second.err.lower(), f"the second apply fails and does not name the lock: {last_line(second)}")
        equal(first.process.wait(10), 0, f"exit code of the first apply ({first.text.strip()[-80:]})")
        check(not lock.exists(), "the lock is still there after the apply has ended")
        lock.write_text(json.dumps({"pid": 1}))
        left = made.run("infra", "apply", "staging")
        equal(left.code, 1, f"exit code of apply under a lock that a dead run left ({last_line(left)})")
        made.done("infra", "unlock", "staging")
        made.done("infra", "apply", "staging")


@at(4, "a change by hand is found by the drift job, which names the resource", timeout=60)
def _(box: Box) -> None:
    with world(box, "staging") as made:
        equal(made.run("infra", "drift", "staging").code, 0, "exit code of drift when nothing has changed")
        made.admin("staging", "set server shop/blue weight 50")
        found = made.run("infra", "drift", "staging")
        equal(found.code, 2, f"exit code of drift after a change by hand ({last_line(found)})")
        check("server.blue" in found.out, f"drift does not name server.blue: {last_line(found)}")
        check("server.green" not in found.out, f"drift names server.green, which did not change: {found.out.strip()}")
        (made.envs / "staging.json").write_text(json.dumps({**made.ports["staging"], "maxconn": 123}))
        made.admin("staging", "set server shop/blue weight 1")
        still = made.run("infra", "drift", "staging")
        equal(still.code, 0, f"exit code of drift when only the code has moved ({last_line(still)})")
        made.done("infra", "apply", "staging")
        equal(made.run("infra", "plan", "staging").code, 0, "exit code of plan after apply")


@at(5, "a broken test stores nothing and deploys nothing", timeout=60)
def _(box: Box) -> None:
    with world(box, "staging") as made:
        good = made.build("good")
        made.done("ship", "deploy", "staging", good)
        before = stored(made)
        broken = made.service("broken")
        source = broken / "catalog.mjs"
        source.write_text(source.read_text().replace("priceCents: 690", "priceCents: 6.9"))
        result = made.run("ship", "pipeline", str(broken), "staging")
        equal(result.code, 1, f"exit code of the pipeline with a broken test ({last_line(result)})")
        equal(stored(made), before, "stored releases")
        made.serves("staging", good)


@at(6, "a rollout under 20 requests a second drops none", timeout=90)
def _(box: Box) -> None:
    with world(box, "staging") as made:
        old, new = made.build("old", delayMs=150), made.build("new", delayMs=150)
        made.done("ship", "deploy", "staging", old)
        made.serves("staging", old)
        with Load(made) as load:
            time.sleep(0.5)
            made.done("ship", "deploy", "staging", new)
            made.serves("staging", new)
            made.done("ship", "deploy", "staging", old)
            time.sleep(0.5)
        load.all_answered("during two rollouts")
        made.serves("staging", old)


@at(7, "a release that never becomes ready leaves the old one serving", timeout=90)
def _(box: Box) -> None:
    with world(box, "staging") as made:
        good, sick = made.build("good", delayMs=60), made.build("sick", ready=False)
        made.done("ship", "deploy", "staging", good)
        with Load(made) as load:
            result = made.run("ship", "deploy", "staging", sick, SHIP_READY_MS="2000")
            time.sleep(0.3)
        equal(result.code, 1, f"exit code of deploying a release that is never ready ({last_line(result)})")
        load.all_answered("while it was tried")
        made.serves("staging", good)
        equal(made.status("staging")["digest"], good, "digest that status tells")
        slots = made.ports["staging"]["slots"].values()
        running = [slot["port"] for slot in slots if answers(slot["port"])]
        equal(len(running), 1, "slots with a process: the new one has to be ended")


def answers(port: int) -> bool:
    try:
        return http("GET", f"http://127.0.0.1:{port}/healthz", timeout=1).status == 200
    except Failed:
        return False


@at(8, "rollback brings the previous digest back", timeout=90)
def _(box: Box) -> None:
    with world(box, "staging") as made:
        good, bad = made.build("good"), made.build("bad", errorEvery=2)
        made.done("ship", "deploy", "staging", good)
        made.done("ship", "deploy", "staging", bad)
        made.serves("staging", bad)
        check(any(made.get().status == 500 for _ in range(4)), "the bad release answers everything; the test needs its errors")
        result = made.done("ship", "rollback", "staging")
        check(result.seconds < 300, f"rollback took {result.seconds:.0f} s")
        made.serves("staging", good)
        equal({made.get().status for _ in range(4)}, {200}, "statuses after the rollback")
        equal(made.status("staging")["previous"], bad, "previous digest that status tells")


@at(10, "production runs the very digest of staging", timeout=90)
def _(box: Box) -> None:
    with world(box, "staging", "prod") as made:
        digest = made.build("candidate")
        made.done("ship", "deploy", "staging", digest)
        before = stored(made)
        made.done("ship", "promote", "staging", "prod")
        equal(stored(made), before, "stored releases after the promotion: nothing may be built")
        equal(made.status("prod")["digest"], digest, "digest on prod")
        made.serves("prod", digest)
        artefact = made.home / "releases" / f"{digest.removeprefix('sha256:')}.tar"
        artefact.write_bytes(artefact.read_bytes() + b"tampered")
        result = made.run("ship", "deploy", "prod", digest)
        equal(result.code, 1, f"exit code of deploying an artefact whose content is not its digest ({last_line(result)})")
        made.serves("prod", digest)


@at(11, "5% of errors fire alert 1, which resolves after the fix", timeout=90)
def _(box: Box) -> None:
    with world(box, "staging") as made:
        log = box.path / "requests.log"
        lines = [
            {"t": second + part / 20, "status": 500 if 1200 <= second < 2400 and part == 0 else 200, "ms": 30}
            for second in range(3600) for part in range(20)
        ]
        log.write_text("\n".join(json.dumps(line) for line in lines))

        def firing(now: float, smoke: float | None = None, path: Path = log) -> list[str]:
            smoke = now if smoke is None else smoke
            return made.done("alerts", str(path), "--at", str(now), "--smoke", str(smoke)).json()

        equal(firing(1_150), [], "alerts before the errors begin")
        equal(firing(1_800), ["sli-below-99"], "alerts after 10 minutes of 5% errors")
        equal(firing(2_700), ["sli-below-99"], "alerts 5 minutes after the fix, with five bad minutes in the window")
        equal(firing(2_910), [], "alerts 8.5 minutes after the fix")
        equal(firing(1_000, 1_000 - 901), ["no-smoke-test"], "alerts when no smoke test succeeded for 901 s")
        slow = box.path / "slow.log"
        slow.write_text("\n".join(json.dumps({"t": index, "status": 200, "ms": 700 if index % 20 == 0 else 30}) for index in range(600)))
        equal(firing(599, path=slow), ["sli-below-99"], "alerts when 5% take 700 ms")
        few = box.path / "few.log"
        few.write_text(json.dumps({"t": 10, "status": 500, "ms": 30}))
        equal(firing(11, path=few), [], "alerts over one request: too few to judge")

        made.done("ship", "deploy", "staging", made.build("flaky", errorEvery=20, delayMs=0))
        for _ in range(240):
            made.get()
        real = made.home / "envs" / "staging" / "requests.log"
        eventually(lambda: real.exists() and real.read_text().count('"status":500') >= 10, "HAProxy's log does not tell the errors")
        equal(firing(time.time(), path=real), ["sli-below-99"], "alerts over HAProxy's own log")


@at(12, "destroy leaves nothing but the state and the logs", timeout=60)
def _(box: Box) -> None:
    with world(box, "staging") as made:
        made.done("ship", "pipeline", str(made.service("one")), "staging")
        made.done("infra", "destroy", "staging")
        ports = made.ports["staging"]
        for port in (ports["port"], ports["adminPort"], *(slot["port"] for slot in ports["slots"].values())):
            eventually(lambda port=port: not listens(port), f"port {port} is still open after destroy")
        state = json.loads((made.home / "state" / "staging.json").read_text())
        equal(state.get("resources"), {}, "resources in the state")


def listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=0.5).close()
        return True
    except OSError:
        return False
