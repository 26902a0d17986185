"""Prints a task file with N tasks, the same ones every time: python3 gen_tasks.py 10000 > many.json"""

import json
import sys
from datetime import UTC, datetime, timedelta

START = datetime(2026, 1, 1, tzinfo=UTC)
PRIORITIES = ("low", "medium", "high")


def task(number: int) -> dict[str, object]:
    created = START + timedelta(minutes=number)
    due = created + timedelta(days=number % 30) if number % 3 else None
    return {
        "id": number,
        "title": f"Task {number}",
        "status": "done" if number % 7 == 0 else "open",
        "priority": PRIORITIES[number % 3],
        "due": due and due.isoformat(),
        "created_at": created.isoformat(),
        "updated_at": created.isoformat(),
    }


def main(count: int) -> None:
    json.dump({"version": 1, "next_id": count + 1, "tasks": [task(n) for n in range(1, count + 1)]}, sys.stdout)


main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
