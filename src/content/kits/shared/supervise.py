"""Runs the tests in a process of their own, stops those that hang, and leaves nothing running."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import uuid
from pathlib import Path

GRACE = 5
"""Seconds beyond a test's own limit before its process is killed."""


def main(root: str, kit: dict, wanted: list[str]) -> int:
    """Runs all tests, or those named; 0 when all pass, 1 when one fails, 2 when they cannot run, 3 when one was left out."""
    problems = missing(kit, Path(root))
    if problems:
        print("\n".join(problems), file=sys.stderr)
        return 2
    listed = subprocess.run(
        [sys.executable, "-B", f"{root}/acceptance/worker.py", "list"], capture_output=True, text=True, cwd=root
    )
    if listed.returncode != 0:
        print(listed.stderr.strip().splitlines()[-1] if listed.stderr.strip() else "acceptance/tests.py does not load")
        return 2
    tests = [json.loads(line) for line in listed.stdout.splitlines()]
    unknown = [name for name in wanted if name not in {test["id"] for test in tests}]
    if unknown:
        print(f"There is no test {unknown[0]}; there are {', '.join(test['id'] for test in tests)}.", file=sys.stderr)
        return 2
    chosen = [test for test in tests if not wanted or test["id"] in wanted]
    results: dict[str, str] = {}
    with tempfile.TemporaryDirectory(prefix=f"{kit['id']}-") as scratch:
        rest = chosen
        while rest:
            rest = run_some(root, rest, scratch, results)
    passed = sum(result == "PASS" for result in results.values())
    left_out = sum(result == "SKIP" for result in results.values())
    print(f"\n{passed} of {len(chosen)} acceptance tests pass" + (f", {left_out} left out" if left_out else "") + ".")
    if "FAIL" in results.values():
        return 1
    return 3 if left_out else 0


def missing(kit: dict, root: Path) -> list[str]:
    """What the kit needs and does not find, each with how to get it."""
    problems = []
    for command, how in kit.get("commands", {}).items():
        if shutil.which(command) is None:
            problems.append(f"This kit needs {command}, which is not on your path. {how}")
    node = kit.get("node")
    if node is None:
        return problems
    if shutil.which("node") is None:
        return [*problems, f"This kit needs Node.js {node} or newer, which is not on your path: https://nodejs.org"]
    if (root / "package-lock.json").exists() and not (root / "node_modules").exists():
        problems.append("The packages of this kit are not installed yet: run npm ci in its folder.")
    found = subprocess.run(["node", "--version"], capture_output=True, text=True).stdout.strip().lstrip("v")
    if numbers(found) < numbers(node):
        problems.append(f"This kit needs Node.js {node} or newer; `node` is {found}. Install a newer one: https://nodejs.org")
    return problems


def numbers(version: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", version)[:3]]


def run_some(root: str, tests: list[dict], scratch: str, results: dict[str, str]) -> list[dict]:
    """Runs tests in one worker until all are done or one hangs; returns those still to be run."""
    token = uuid.uuid4().hex
    env = {**os.environ, "KIT_RUN": token, "KIT_SCRATCH": scratch, "PYTHONDONTWRITEBYTECODE": "1"}
    worker = subprocess.Popen(
        [sys.executable, "-B", f"{root}/acceptance/worker.py", "run", *[test["id"] for test in tests]],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=root, env=env, start_new_session=True,
    )
    assert worker.stdout is not None
    waiting = list(tests)
    try:
        while waiting:
            test = waiting[0]
            late = threading.Timer(test["timeout"] + GRACE, kill_all, [worker, token])
            late.start()
            line = worker.stdout.readline()
            hung = not late.is_alive()
            late.cancel()
            waiting.pop(0)
            if line:
                told = json.loads(line)
            elif hung:
                told = {"result": "FAIL", "reason": f"still running after {test['timeout']} s; it was stopped"}
            else:
                told = {"result": "FAIL", "reason": "the test itself crashed; run it alone to see more"}
            results[test["id"]] = told["result"]
            reason = f": {told['reason']}" if told.get("reason") else ""
            print(f"{told['result']} {test['id']} {test['title']}{reason}", flush=True)
            if not line:
                break
    finally:
        worker.stdout.close()
        try:
            worker.wait(GRACE)
        except subprocess.TimeoutExpired:
            pass
        kill_all(worker, token)
        worker.wait()
    return waiting


def kill_all(worker: subprocess.Popen, token: str) -> None:
    """Kills the worker, its group, and on Linux whatever else carries the run's token in its environment."""
    mark = f"KIT_RUN={token}".encode()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (folder / "environ").read_bytes():
                os.kill(int(folder.name), signal.SIGKILL)
        except (OSError, ValueError):
            continue
    try:
        if hasattr(os, "killpg"):
            os.killpg(worker.pid, signal.SIGKILL)
        else:
            worker.kill()
    except (OSError, PermissionError):
        pass
