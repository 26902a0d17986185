"""The order of use as a doubly linked ring with one marker."""

from __future__ import annotations


class Recency:
    """Moves an entry to the front, takes one out and names the last, each in O(1)."""

    def __init__(self) -> None:
        raise NotImplementedError("Recency is not written yet (memdb/recency.py)")
