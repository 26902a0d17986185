"""The JSON file: `{"version": 1, "next_id": 7, "tasks": [...]}`, times as ISO 8601 in UTC with an offset."""

from __future__ import annotations

import json
import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tasks.core import Task, TaskList

VERSION = 1


class StoreError(Exception):
    """The file cannot be read; the message names it and says what to do."""


def load(path: Path) -> TaskList:
    """Reads the file; an empty list where there is none. Raises StoreError where it is no task file."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return TaskList([])
    except (OSError, ValueError) as error:
        raise StoreError(f"{path} cannot be read ({error}): repair it, or move it away") from error
    try:
        if data["version"] != VERSION:
            raise StoreError(f"{path} has version {data['version']}, this program reads {VERSION}")
        return TaskList([from_json(each) for each in data["tasks"]], data["next_id"])
    except (KeyError, TypeError, ValueError) as error:
        raise StoreError(f"{path} is no task file ({error!r}): repair it, or move it away") from error


def save(path: Path, tasks: TaskList) -> None:
    """Writes the file so that a crash at any moment leaves the old one or the new one, whole."""
    text = json.dumps(
        {"version": VERSION, "next_id": tasks.next_id, "tasks": [to_json(task) for task in tasks.tasks]}, indent=1
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    # In the same folder: a rename is atomic only within one file system.
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-", suffix=".tmp")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    if os.environ.get("TASKS_CRASH") == "before_replace":
        os._exit(70)
    os.replace(name, path)


def to_json(task: Task) -> dict[str, Any]:
    return {
        "id": task.id,
        "title": task.title,
        "status": task.status,
        "priority": task.priority,
        "due": task.due and text_of(task.due),
        "created_at": text_of(task.created_at),
        "updated_at": text_of(task.updated_at),
    }


def from_json(data: dict[str, Any]) -> Task:
    return Task(
        data["id"],
        data["title"],
        data["status"],
        data["priority"],
        data["due"] and datetime.fromisoformat(data["due"]),
        datetime.fromisoformat(data["created_at"]),
        datetime.fromisoformat(data["updated_at"]),
    )


def text_of(time: datetime) -> str:
    return time.astimezone(UTC).isoformat()
