"""Tasks and what can be done with them. No files, no printing, no clock: the time comes in as an argument."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Priority = Literal["low", "medium", "high"]
Status = Literal["open", "done"]


@dataclass
class Task:
    id: int
    title: str
    status: Status
    priority: Priority
    due: datetime | None
    created_at: datetime
    updated_at: datetime


@dataclass
class TaskList:
    """All tasks, and the id that the next one gets. An id is never given twice."""

    tasks: list[Task]
    next_id: int = 1


def add(tasks: TaskList, title: str, priority: Priority, due: datetime | None, now: datetime) -> Task:
    """Adds a task and returns it."""
    raise NotImplementedError("add is not written yet (tasks/core.py)")


def is_overdue(task: Task, now: datetime) -> bool:
    """Whether an open task was due before `now`."""
    raise NotImplementedError("is_overdue is not written yet (tasks/core.py)")
