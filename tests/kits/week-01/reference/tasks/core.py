"""Tasks and what can be done with them. No files, no printing, no clock: the time comes in as an argument."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Priority = Literal["low", "medium", "high"]
Status = Literal["open", "done"]
RANK: dict[Priority, int] = {"high": 0, "medium": 1, "low": 2}


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


class NotFound(Exception):
    """There is no task with this id."""


def add(tasks: TaskList, title: str, priority: Priority, due: datetime | None, now: datetime) -> Task:
    """Adds a task and returns it."""
    task = Task(tasks.next_id, title, "open", priority, due, now, now)
    tasks.tasks.append(task)
    tasks.next_id += 1
    return task


def find(tasks: TaskList, number: int) -> Task:
    for task in tasks.tasks:
        if task.id == number:
            return task
    raise NotFound(f"there is no task {number}")


def is_overdue(task: Task, now: datetime) -> bool:
    """Whether an open task was due before `now`."""
    return task.status == "open" and task.due is not None and task.due < now


def sort(tasks: list[Task], by: str) -> list[Task]:
    """In the order of a key; ties keep the order of creation, because sorting is stable."""
    if by == "priority":
        return sorted(tasks, key=lambda task: RANK[task.priority])
    if by == "due":
        return sorted(tasks, key=lambda task: (task.due is None, task.due or task.created_at))
    return sorted(tasks, key=lambda task: task.created_at)
