import heapq


# #region recency
class Node:
    __slots__ = ("key", "value", "version", "expires_at", "newer", "older")

    def __init__(self, key=None):
        self.key, self.value, self.version, self.expires_at = key, None, 0, None
        self.newer = self.older = self


class Recency:
    """A ring with one marker: marker.older is the most recent, marker.newer the least recent."""

    def __init__(self):
        self.marker = Node()

    def remove(self, node):
        node.newer.older, node.older.newer = node.older, node.newer

    def to_front(self, node):
        node.newer, node.older = self.marker, self.marker.older
        node.older.newer = node
        self.marker.older = node

    def least_recent(self):
        return self.marker.newer
# #endregion recency

    def keys(self):
        node, found = self.marker.older, []
        while node is not self.marker:
            found.append(node.key)
            node = node.older
        return found


class Store:
    """A model for the trace on the page: a dict stands in for the hash table that you write."""

    def __init__(self, max_items, clock):
        self.max_items, self.clock = max_items, clock
        self.nodes, self.recency, self.heap, self.versions = {}, Recency(), [], 0

    def set(self, key, value, ttl=None):
        node = self.nodes.get(key)
        if node is None:
            if len(self.nodes) == self.max_items:
                self.drop(self.recency.least_recent())
            node = self.nodes[key] = Node(key)
        else:
            self.recency.remove(node)
        self.recency.to_front(node)
        self.versions += 1
        node.value, node.version, node.expires_at = value, self.versions, None
        if ttl is not None:
            node.expires_at = self.clock() + ttl
            heapq.heappush(self.heap, (node.expires_at, node.version, key))

    def get(self, key):
        node = self.nodes.get(key)
        if node is None or self.is_due(node):
            return None
        self.recency.remove(node)
        self.recency.to_front(node)
        return node.value

    def is_due(self, node):
        return node.expires_at is not None and self.clock() >= node.expires_at

    # #region sweep
    def sweep(self):
        """Removes what is due: O(log n) for each entry of the heap, without a look at the rest."""
        while self.heap and self.heap[0][0] <= self.clock():
            _, version, key = heapq.heappop(self.heap)
            node = self.nodes.get(key)
            if node is not None and node.version == version:  # else it was overwritten since
                self.drop(node)
    # #endregion sweep

    def drop(self, node):
        self.recency.remove(node)
        del self.nodes[node.key]


if __name__ == "__main__":
    now = 0
    store = Store(3, lambda: now)

    def show(step):
        heap = " ".join(f"({at}, {version}, {key})" for at, version, key in store.heap) or "empty"
        print(f"| {now} | {step} | {' '.join(store.recency.keys())} | {heap} |")

    for step, key in (("set a", "a"), ("set b", "b"), ("set c", "c")):
        store.set(key, 1)
        show(step)
    store.get("a")
    show("get a")
    store.set("d", 1)
    show("set d")
    store = Store(3, lambda: now)
    store.set("a", 1, ttl=5)
    show("set a 1, ttl 5")
    now = 2
    store.set("a", 2)
    show("set a 2")
    now = 5
    store.sweep()
    show("sweep")
    print(store.get("a"))
