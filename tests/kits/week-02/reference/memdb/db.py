"""MemDB: a hash table for keys, a ring for the order of use, a heap for what is due next."""

from __future__ import annotations

import heapq
import json
import os
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from memdb.recency import Entry, Recency
from memdb.table import HashTable

VERSION = 1


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

    Public methods take the lock; those with an underscore expect it to be held.
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
        if max_items < 1:
            raise ValueError(f"max_items has to be at least 1, not {max_items}")
        self._max_items = max_items
        self._clock = clock
        self._hash_fn = hash_fn
        self._lock = threading.RLock() if lock is None else lock
        self._on_yield = on_yield
        self._hits = self._misses = self._evictions = self._expirations = self._versions = 0
        self._clear()

    def set(self, key: str, value: Any, ttl: float | None = None) -> None:
        """Stores a value; gone `ttl` seconds from now. O(1) expected, O(log n) with a TTL."""
        if ttl is not None and not ttl > 0:
            raise ValueError(f"ttl has to be more than 0 seconds, not {ttl}")
        with self._lock:
            self._set(key, value, None if ttl is None else self._clock() + ttl)

    def get(self, key: str, default: Any = None) -> Any:
        """The value, or `default` where there is none; a hit makes the entry the most recently used."""
        with self._lock:
            entry = self._live(key)
            if entry is None:
                self._misses += 1
                return default
            self._hits += 1
            self._recency.touch(entry)
            return entry.value

    def delete(self, key: str) -> bool:
        """Removes an entry; whether there was a live one."""
        with self._lock:
            entry = self._live(key)
            if entry is not None:
                self._drop(entry)
            return entry is not None

    def exists(self, key: str) -> bool:
        """Whether there is a live entry. It is no use of it, and no hit or miss."""
        with self._lock:
            return self._live(key) is not None

    def ttl(self, key: str) -> float | None:
        """Seconds left; None where there is no entry or no TTL."""
        with self._lock:
            entry = self._live(key)
            return None if entry is None else self._remaining(entry)

    def keys(self, prefix: str = "") -> list[str]:
        """Live keys that begin with `prefix`, sorted. O(n log n)."""
        with self._lock:
            self._sweep()
            return sorted(entry.key for entry in self._table if entry.key.startswith(prefix))

    def incr(self, key: str, by: int = 1) -> int:
        """Adds and returns the new value; a missing key counts from 0, a TTL is kept."""
        with self._lock:
            entry = self._live(key)
            value = 0 if entry is None else entry.value
            if not isinstance(value, int) or isinstance(value, bool):
                raise TypeError(f"{key!r} holds {type(value).__name__}, not a whole number")
            if self._on_yield is not None:
                self._on_yield()
            self._set(key, value + by, None if entry is None else entry.expires_at)
            return value + by

    def sweep(self) -> int:
        """Removes what is due; how many entries that were."""
        with self._lock:
            return self._sweep()

    def snapshot(self, path: str | Path) -> None:
        """Writes all live entries with the time they have left. The lock is not held while the file is written."""
        with self._lock:
            self._sweep()
            items = [{"key": e.key, "value": e.value, "ttl": self._remaining(e)} for e in self._recency]
        text = json.dumps({"version": VERSION, "items": items})
        path = Path(path)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-", suffix=".tmp")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)

    def restore(self, path: str | Path) -> None:
        """Replaces all entries by those of a snapshot. Raises SnapshotError, with the live data untouched."""
        items = read_snapshot(Path(path))
        with self._lock:
            self._clear()
            now = self._clock()
            for key, value, ttl in items:
                self._set(key, value, None if ttl is None else now + ttl)

    def stats(self) -> Stats:
        """Counts since the start, and the size now."""
        with self._lock:
            self._sweep()
            return Stats(
                self._hits,
                self._misses,
                self._evictions,
                self._expirations,
                self._table.live,
                len(self._table.slots),
            )

    def _clear(self) -> None:
        self._table = HashTable(self._hash_fn)
        self._recency = Recency()
        self._heap: list[tuple[float, int, str]] = []

    def _set(self, key: str, value: Any, expires_at: float | None) -> None:
        self._sweep()
        entry = self._table.find(key)
        if entry is None:
            if self._table.live >= self._max_items:
                self._drop(self._recency.least_recent())
                self._evictions += 1
            entry = Entry(key)
            self._table.insert(entry)
            self._recency.add(entry)
        else:
            self._recency.touch(entry)
        self._versions += 1
        entry.value, entry.expires_at, entry.version = value, expires_at, self._versions
        if expires_at is not None:
            heapq.heappush(self._heap, (expires_at, entry.version, key))
            if len(self._heap) > 2 * self._table.live + 8:
                self._heap = [(e.expires_at, e.version, e.key) for e in self._table if e.expires_at is not None]
                heapq.heapify(self._heap)

    def _live(self, key: str) -> Entry | None:
        """The entry, unless it is due; one that is due goes."""
        entry = self._table.find(key)
        if entry is None or not self._is_due(entry.expires_at):
            return entry
        self._drop(entry)
        self._expirations += 1
        return None

    def _sweep(self) -> int:
        swept = 0
        while self._heap and self._is_due(self._heap[0][0]):
            _, version, key = heapq.heappop(self._heap)
            entry = self._table.find(key)
            if entry is not None and entry.version == version:
                self._drop(entry)
                swept += 1
        self._expirations += swept
        return swept

    def _is_due(self, expires_at: float | None) -> bool:
        return expires_at is not None and self._clock() >= expires_at

    def _remaining(self, entry: Entry) -> float | None:
        return None if entry.expires_at is None else entry.expires_at - self._clock()

    def _drop(self, entry: Entry) -> None:
        self._table.remove(entry.key)
        self._recency.remove(entry)


def read_snapshot(path: Path) -> list[tuple[str, Any, float | None]]:
    """All items of a snapshot, checked before any of them is used."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["version"] != VERSION:
            raise SnapshotError(f"{path} has version {data['version']}, this program reads {VERSION}")
        items = [(item["key"], item["value"], item["ttl"]) for item in data["items"]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SnapshotError(f"{path} is no snapshot that can be read: {error!r}") from error
    for key, _, ttl in items:
        if not isinstance(key, str) or not (ttl is None or isinstance(ttl, (int, float)) and ttl > 0):
            raise SnapshotError(f"{path} holds an item that makes no sense: {key!r} with ttl {ttl!r}")
    return items
