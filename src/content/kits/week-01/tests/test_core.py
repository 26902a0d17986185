from datetime import UTC, datetime

from tasks.core import TaskList, add

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def test_ids_count_up() -> None:
    tasks = TaskList([])
    assert add(tasks, "Pay rent", "high", None, NOW).id == 1
    assert add(tasks, "Call Ada", "medium", None, NOW).id == 2
