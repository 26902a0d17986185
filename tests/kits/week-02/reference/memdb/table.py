"""A hash table with linear probing and tombstones. No dict stands in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from memdb.recency import Entry


class Tombstone:
    """A slot that was used: a look-up goes on past it."""


TOMBSTONE = Tombstone()
FIRST_CAPACITY = 8


class HashTable:
    """Entries by key; O(1) expected, O(n) where all keys hash alike.

    Invariant: from a key's own slot to where it stands there is no empty slot, and live entries with tombstones
    fill at most three quarters, so that every search meets an empty slot.
    """

    def __init__(self, hash_fn: Callable[[str], int] = hash) -> None:
        self.hash_fn = hash_fn
        self.slots: list[Entry | Tombstone | None] = [None] * FIRST_CAPACITY
        self.live = 0
        self.used = 0  # live entries and tombstones

    def find(self, key: str) -> Entry | None:
        slot = self._slot_of(key)
        entry = self.slots[slot]
        return entry if isinstance(entry, Entry) else None

    def insert(self, entry: Entry) -> None:
        """Adds an entry whose key is not in the table."""
        if (self.live + 1) * 4 > len(self.slots) * 3:
            self._rebuild(len(self.slots) * 2)
        elif (self.used + 1) * 4 > len(self.slots) * 3:
            self._rebuild(len(self.slots))  # full of tombstones: the same size, swept
        slot = self._slot_of(entry.key)
        self.slots[slot] = entry
        self.live += 1
        self.used += 1

    def remove(self, key: str) -> None:
        slot = self._slot_of(key)
        if isinstance(self.slots[slot], Entry):
            self.slots[slot] = TOMBSTONE
            self.live -= 1

    def __iter__(self) -> Iterator[Entry]:
        return (entry for entry in self.slots if isinstance(entry, Entry))

    def _slot_of(self, key: str) -> int:
        """Where the key stands, or the empty slot at which the search for it ends."""
        slots = self.slots
        slot = self.hash_fn(key) % len(slots)
        while True:
            entry = slots[slot]
            if entry is None or (entry is not TOMBSTONE and entry.key == key):
                return slot
            slot = (slot + 1) % len(slots)

    def _rebuild(self, capacity: int) -> None:
        entries = list(self)
        self.slots = [None] * capacity
        for entry in entries:
            self.slots[self._slot_of(entry.key)] = entry
        self.used = self.live
