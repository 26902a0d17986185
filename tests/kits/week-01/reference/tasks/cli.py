"""Arguments, messages and exit codes: 0 fine, 1 failure, 2 wrong usage, 3 no such task."""

from __future__ import annotations

import argparse
import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from tasks import core, store


def due_time(text: str) -> datetime:
    """A time as ISO 8601; without an offset it is UTC."""
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no date; write 2026-03-01 or 2026-03-01T17:00:00Z") from None
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="tasks")
    commands = top.add_subparsers(dest="command", required=True)
    priorities = list(core.RANK)
    add = commands.add_parser("add")
    add.add_argument("title")
    add.add_argument("--priority", choices=priorities, default="medium")
    add.add_argument("--due", type=due_time)
    listing = commands.add_parser("list")
    listing.add_argument("--status", choices=["open", "done", "all"], default="open")
    listing.add_argument("--priority", choices=priorities)
    listing.add_argument("--overdue", action="store_true")
    listing.add_argument("--sort", choices=["due", "priority", "created"], default="created")
    listing.add_argument("--json", action="store_true")
    for name in ("show", "done", "delete", "update"):
        command = commands.add_parser(name)
        command.add_argument("id", type=int)
        if name == "delete":
            command.add_argument("--yes", action="store_true")
        if name == "update":
            command.add_argument("--title")
            command.add_argument("--priority", choices=priorities)
            command.add_argument("--due", type=due_time)
    return top


def main(arguments: list[str]) -> int:
    """Runs one command and returns its exit code."""
    try:
        options = parser().parse_args(arguments)
    except SystemExit as error:
        return int(error.code or 0)
    path = Path(os.environ.get("TASKS_FILE") or Path.home() / ".tasks" / "tasks.json")
    try:
        return run(options, path, datetime.now(UTC))
    except core.NotFound as error:
        print(f"tasks: {error}", file=sys.stderr)
        return 3
    except (store.StoreError, OSError) as error:
        print(f"tasks: {error}", file=sys.stderr)
        return 1


def run(options: argparse.Namespace, path: Path, now: datetime) -> int:
    tasks = store.load(path)
    if options.command == "list":
        show_list(options, tasks, now)
        return 0
    if options.command == "add":
        task = core.add(tasks, options.title, options.priority, options.due, now)
        store.save(path, tasks)
        print(task.id)
        return 0
    task = core.find(tasks, options.id)
    if options.command == "show":
        print(json.dumps(store.to_json(task), indent=1))
        return 0
    if options.command == "delete":
        if not options.yes and input(f"Delete “{task.title}”? [y/N] ").lower() != "y":
            return 0
        tasks.tasks.remove(task)
    elif options.command == "done":
        task.status = "done"
        task.updated_at = now
    else:
        task.title = options.title or task.title
        task.priority = options.priority or task.priority
        task.due = options.due or task.due
        task.updated_at = now
    store.save(path, tasks)
    return 0


def show_list(options: argparse.Namespace, tasks: core.TaskList, now: datetime) -> None:
    chosen = [
        task
        for task in tasks.tasks
        if options.status in ("all", task.status)
        and options.priority in (None, task.priority)
        and (not options.overdue or core.is_overdue(task, now))
    ]
    chosen = core.sort(chosen, options.sort)
    if options.json:
        print(json.dumps([store.to_json(task) for task in chosen]))
        return
    for task in chosen:
        due = task.due.astimezone().strftime("%Y-%m-%d %H:%M") if task.due else "-"
        print(f"{task.id:>4}  {task.priority:<6}  {due:<16}  {task.title}")


def entry() -> None:
    sys.exit(main(sys.argv[1:]))
