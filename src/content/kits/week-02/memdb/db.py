"""MemDB: the interface is fixed, what stands behind it is yours."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any


class SnapshotError(Exception):
    """A snapshot cannot be read; the message names the file."""


@dataclass(frozen=True)
class Stats:
    hits: int
    misses: int
    evictions: int
    expirations: int
    size: int  # live entries
    capacity: int  # slots of the hash table


class MemDB:
    """A key-value store with expiry and eviction of the least recently used entry.

    The last three arguments are for tests: a hash that collides, a lock that does not lock, and a function that
    `incr` calls between its read and its write.
    """

    def __init__(
        self,
        max_items: int = 10_000,
        clock: Callable[[], float] = time.monotonic,
        hash_fn: Callable[[str], int] = hash,
        lock: AbstractContextManager[Any] | None = None,
        on_yield: Callable[[], None] | None = None,
    ) -> None:
        """Raises ValueError unless max_items is at least 1."""
        raise NotImplementedError("MemDB is not written yet (memdb/db.py)")

    def set(self, key: str, value: Any, ttl: float | None = None) -> None:
        """Stores a value; gone `ttl` seconds from now. Raises ValueError where ttl is 0 or less."""
        raise NotImplementedError("set is not written yet (memdb/db.py)")

    def get(self, key: str, default: Any = None) -> Any:
        """The value, or `default` where there is none; a hit makes the entry the most recently used."""
        raise NotImplementedError("get is not written yet (memdb/db.py)")

    def delete(self, key: str) -> bool:
        """Removes an entry; whether there was a live one."""
        raise NotImplementedError("delete is not written yet (memdb/db.py)")

    def exists(self, key: str) -> bool:
        """Whether there is a live entry. It is no use of it, and no hit or miss."""
        raise NotImplementedError("exists is not written yet (memdb/db.py)")

    def ttl(self, key: str) -> float | None:
        """Seconds left; None where there is no entry or no TTL."""
        raise NotImplementedError("ttl is not written yet (memdb/db.py)")

    def keys(self, prefix: str = "") -> list[str]:
        """Live keys that begin with `prefix`, sorted."""
        raise NotImplementedError("keys is not written yet (memdb/db.py)")

    def incr(self, key: str, by: int = 1) -> int:
        """Adds and returns the new value; a missing key counts from 0, a TTL is kept. Raises TypeError for no int."""
        raise NotImplementedError("incr is not written yet (memdb/db.py)")

    def sweep(self) -> int:
        """Removes what is due; how many entries that were."""
        raise NotImplementedError("sweep is not written yet (memdb/db.py)")

    def snapshot(self, path: str | Path) -> None:
        """Writes `{"version": 1, "items": [{"key", "value", "ttl"}]}`, least recently used first, in one step."""
        raise NotImplementedError("snapshot is not written yet (memdb/db.py)")

    def restore(self, path: str | Path) -> None:
        """Replaces all entries by those of a snapshot. Raises SnapshotError, with the live data untouched."""
        raise NotImplementedError("restore is not written yet (memdb/db.py)")

    def stats(self) -> Stats:
        """Counts since the start, and the size now."""
        raise NotImplementedError("stats is not written yet (memdb/db.py)")
