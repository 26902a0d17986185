"""A hash table. No dict stands in it: that is the exercise."""

from __future__ import annotations

from collections.abc import Callable


class HashTable:
    """Keys and what belongs to them; O(1) expected, O(n) where all keys hash alike."""

    def __init__(self, hash_fn: Callable[[str], int] = hash) -> None:
        raise NotImplementedError("HashTable is not written yet (memdb/table.py)")
