# #region table
EMPTY, TOMBSTONE = None, "deleted"


class Probing:
    """A set of keys in an array of slots: a key stands at its hash, or in the next free slot."""

    def __init__(self, slots, hash_fn=hash):
        self.slots = [EMPTY] * slots
        self.hash_fn = hash_fn

    def path(self, key):
        """The slots that a look-up of `key` visits, in order."""
        start = self.hash_fn(key) % len(self.slots)
        for step in range(len(self.slots)):
            yield (start + step) % len(self.slots)

    def find(self, key):
        """The slot of `key`, or None, and the number of slots that were looked at."""
        for probes, slot in enumerate(self.path(key), 1):
            if self.slots[slot] is EMPTY:
                return None, probes  # only a slot that was never used ends the search
            if self.slots[slot] == key:
                return slot, probes
        return None, len(self.slots)

    def add(self, key):
        if self.find(key)[0] is None:
            free = next(slot for slot in self.path(key) if self.slots[slot] in (EMPTY, TOMBSTONE))
            self.slots[free] = key

    def delete(self, key, leave=TOMBSTONE):
        slot, _ = self.find(key)
        if slot is not None:
            self.slots[slot] = leave
# #endregion table


def expected_miss(load):
    """Slots looked at for a key that is not there, by Knuth's formula."""
    return (1 + 1 / (1 - load) ** 2) / 2


def measured_miss(load, slots=1 << 16, searches=4_000):
    import random

    random.seed(2)
    spread = [int(random.random() * slots) for _ in range(slots + searches)]
    table = Probing(slots, lambda key: spread[key])
    for key in range(int(load * slots)):
        table.add(key)
    return sum(table.find(slots + miss)[1] for miss in range(searches)) / searches


if __name__ == "__main__":
    for leave in (TOMBSTONE, EMPTY):
        table = Probing(8, {"ada": 2, "bob": 2, "cyd": 2}.get)
        for key in ("ada", "bob", "cyd"):
            table.add(key)
        table.delete("bob", leave)
        print(table.find("cyd"))
    for load in (0.5, 0.75, 0.9):
        print(load, expected_miss(load), round(measured_miss(load), 1))
