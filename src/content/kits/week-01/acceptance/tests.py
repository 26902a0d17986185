"""Acceptance tests of week 1, numbered as on its page. They run `python3 -m tasks` and look at what it does."""

import json
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from harness import Box, Result, at, check, equal


def tasks(box: Box, *arguments: str, **env: str) -> Result:
    return box.run([sys.executable, "-m", "tasks", *arguments], env={"TASKS_FILE": str(file(box)), **env})


def file(box: Box) -> Path:
    return box.path / "tasks.json"


def stored(box: Box) -> dict:
    check(file(box).exists(), f"there is no task file; expected {file(box).name} where TASKS_FILE says")
    return json.loads(file(box).read_text(encoding="utf-8"))


def added(box: Box, *arguments: str) -> None:
    result = tasks(box, "add", *arguments)
    equal(result.code, 0, f"exit code of add {' '.join(arguments)} ({last_line(result)})")


def listed(box: Box, *arguments: str) -> list[dict]:
    result = tasks(box, "list", "--json", *arguments)
    equal(result.code, 0, f"exit code of list {' '.join(arguments)} ({last_line(result)})")
    return result.json()


def last_line(result: Result) -> str:
    lines = (result.err or result.out).strip().splitlines()
    return lines[-1] if lines else "it printed nothing"


def no_traceback(result: Result) -> None:
    check("Traceback" not in result.err, f"a traceback reached the user: {last_line(result)}")


@at(1, "without a file, list is empty and creates nothing")
def _(box: Box) -> None:
    result = tasks(box, "list")
    equal(result.code, 0, f"exit code ({last_line(result)})")
    equal(listed(box), [], "tasks")
    check(not file(box).exists(), "list created the task file")


@at(2, "add prints the id and keeps the instant with its offset")
def _(box: Box) -> None:
    result = tasks(box, "add", "Pay rent", "--priority", "high", "--due", "2026-03-01T17:00:00Z")
    equal(result.code, 0, f"exit code ({last_line(result)})")
    equal(result.out.strip(), "1", "what add prints")
    due = datetime.fromisoformat(stored(box)["tasks"][0]["due"])
    check(due.tzinfo is not None, f"the stored due time has no offset: {due.isoformat()}")
    equal(due, datetime(2026, 3, 1, 17, tzinfo=UTC), "due")


@at(3, "update changes the field named and updated_at, nothing else")
def _(box: Box) -> None:
    added(box, "Pay rent", "--priority", "high", "--due", "2026-03-01T17:00:00Z")
    before = stored(box)["tasks"][0]
    time.sleep(0.02)
    result = tasks(box, "update", "1", "--priority", "low")
    equal(result.code, 0, f"exit code ({last_line(result)})")
    after = stored(box)["tasks"][0]
    changed = sorted(key for key in before if before[key] != after[key])
    equal(changed, ["priority", "updated_at"], "fields that changed")


@at(4, "overdue is open and due before now")
def _(box: Box) -> None:
    now = datetime.now(UTC)
    for title, days in (("late", -1), ("later", 1), ("late but done", -1)):
        added(box, title, "--due", (now + timedelta(days=days)).isoformat())
    added(box, "no date")
    tasks(box, "done", "3")
    equal([task["title"] for task in listed(box, "--overdue", "--status", "all")], ["late"], "overdue tasks")


@at(5, "sorting by priority is high, medium, low, and stable")
def _(box: Box) -> None:
    for title, priority in (("a", "low"), ("b", "high"), ("c", "medium"), ("d", "high"), ("e", "low")):
        added(box, title, "--priority", priority)
    order = "".join(task["title"] for task in listed(box, "--sort", "priority"))
    equal(order, "bdcae", "order")


@at(6, "a damaged file stops every command and stays as it is")
def _(box: Box) -> None:
    file(box).write_text('{"version": 1, "tasks": [', encoding="utf-8")
    damaged = file(box).read_bytes()
    for arguments in (["list"], ["add", "x"], ["done", "1"]):
        result = tasks(box, *arguments)
        no_traceback(result)
        equal(result.code, 1, f"exit code of {arguments[0]} ({last_line(result)})")
        check(file(box).name in result.err, f"{arguments[0]} does not name the file: {last_line(result)}")
        equal(len(result.err.strip().splitlines()), 1, f"lines of the message of {arguments[0]}")
        equal(file(box).read_bytes(), damaged, f"the file after {arguments[0]}")


@at(7, "a crash between writing and replacing loses nothing")
def _(box: Box) -> None:
    added(box, "kept")
    before = file(box).read_bytes()
    result = tasks(box, "add", "lost", TASKS_CRASH="before_replace")
    check(result.code != 0, "with TASKS_CRASH=before_replace the program has to die before it replaces the file")
    equal(file(box).read_bytes(), before, "the file after the crash")
    leftovers = [path for path in box.path.iterdir() if path.is_file() and path != file(box)]
    check(leftovers, "no temporary file beside the task file: the new content has to be written before the old one goes")
    equal([task["title"] for task in listed(box)], ["kept"], "tasks after the crash")
    added(box, "next")
    equal([task["title"] for task in listed(box)], ["kept", "next"], "tasks after the next add")


@at(8, "an unknown id is exit code 3; an id is never used twice")
def _(box: Box) -> None:
    added(box, "one")
    added(box, "two")
    before = file(box).read_bytes()
    result = tasks(box, "done", "99")
    equal(result.code, 3, f"exit code of done 99 ({last_line(result)})")
    equal(file(box).read_bytes(), before, "the file after done 99")
    equal(tasks(box, "delete", "2", "--yes").code, 0, "exit code of delete 2 --yes")
    equal(tasks(box, "add", "three").out.strip(), "3", "id after 2 was deleted")


@at(9, "a due date that does not exist is wrong usage")
def _(box: Box) -> None:
    result = tasks(box, "add", "x", "--due", "2026-13-40")
    no_traceback(result)
    equal(result.code, 2, f"exit code ({last_line(result)})")
    check("2026-03-01" in result.err or "YYYY-MM-DD" in result.err, "the message does not show the format expected")
    check(not file(box).exists(), "a task was stored all the same")


@at(10, "10,000 tasks are listed as JSON within a second")
def _(box: Box) -> None:
    made = box.run([sys.executable, "gen_tasks.py", "10000"])
    file(box).write_text(made.out, encoding="utf-8")
    fastest = 99.0
    for _attempt in range(3):
        result = tasks(box, "list", "--json")
        equal(result.code, 0, f"exit code ({last_line(result)})")
        fastest = min(fastest, result.seconds)
    equal(len(result.json()), 10_000 - 10_000 // 7, "open tasks")
    check(fastest < 1.0, f"list took {fastest:.2f} s at its best of three")
