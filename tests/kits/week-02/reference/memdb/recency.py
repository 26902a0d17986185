"""The order of use as a doubly linked ring with one marker."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


class Entry:
    """A value with its expiry, and its neighbours in the order of use."""

    __slots__ = ("key", "value", "expires_at", "version", "newer", "older")

    def __init__(self, key: str) -> None:
        self.key = key
        self.value: Any = None
        self.expires_at: float | None = None
        self.version = 0
        self.newer = self.older = self


class Recency:
    """marker.older is the most recently used entry, marker.newer the least recently used one."""

    def __init__(self) -> None:
        self.marker = Entry("")

    def add(self, entry: Entry) -> None:
        entry.newer, entry.older = self.marker, self.marker.older
        entry.older.newer = entry
        self.marker.older = entry

    def remove(self, entry: Entry) -> None:
        entry.newer.older, entry.older.newer = entry.older, entry.newer

    def touch(self, entry: Entry) -> None:
        self.remove(entry)
        self.add(entry)

    def least_recent(self) -> Entry:
        return self.marker.newer

    def __iter__(self) -> Iterator[Entry]:
        """From the least to the most recently used."""
        entry = self.marker.newer
        while entry is not self.marker:
            yield entry
            entry = entry.newer
