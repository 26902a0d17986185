"""A key-value store in memory."""

from memdb.db import MemDB, SnapshotError, Stats

__all__ = ["MemDB", "SnapshotError", "Stats"]
