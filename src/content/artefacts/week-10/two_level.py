"""A cache in the process over one that all processes share: bounded, with one refill at a time for each key."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, Protocol


class Shared(Protocol):
    def get(self, key: str) -> Any | None: ...
    def set(self, key: str, value: Any, seconds: float) -> None: ...
    def delete(self, key: str) -> None: ...


# #region cache
class TwoLevel:
    """Reads from the process, then from the shared cache, then from the origin."""

    def __init__(self, shared: Shared, most: int = 1000, local_seconds: float = 2) -> None:
        self.shared, self.most, self.local_seconds = shared, most, local_seconds
        self._local: OrderedDict[str, tuple[float, Any]] = OrderedDict()
        self._filling: dict[str, threading.Lock] = {}
        self._guard = threading.Lock()

    def read(self, key: str, seconds: float, load: Callable[[], Any]) -> Any:
        """The value of a key; `load` asks the origin and runs once at a time in this process."""
        found = self._get(key)
        if found is not None:
            return found
        with self._guard:
            lock = self._filling.setdefault(key, threading.Lock())
        try:
            with lock:
                found = self._get(key)  # another thread may have filled it meanwhile
                if found is None:
                    found = load()
                    self.shared.set(key, found, seconds)
                    self._keep(key, found)
            return found
        finally:  # also where `load` raises: a lock kept for each bad key would be a leak
            with self._guard:
                self._filling.pop(key, None)

    def forget(self, key: str) -> None:
        """To be called after a write has committed. Other processes go on for `local_seconds`."""
        self.shared.delete(key)
        with self._guard:
            self._local.pop(key, None)

    def _get(self, key: str) -> Any | None:
        with self._guard:
            until, value = self._local.get(key, (0.0, None))
        if until > time.monotonic():
            return value
        value = self.shared.get(key)
        if value is not None:
            self._keep(key, value)
        return value

    def _keep(self, key: str, value: Any) -> None:
        with self._guard:
            self._local[key] = (time.monotonic() + self.local_seconds, value)
            self._local.move_to_end(key)
            while len(self._local) > self.most:
                self._local.popitem(last=False)  # the bound
# #endregion cache


class Memory:
    """A shared cache for trying it out."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}

    def get(self, key: str) -> Any | None:
        return self.values.get(key)

    def set(self, key: str, value: Any, seconds: float) -> None:
        self.values[key] = value

    def delete(self, key: str) -> None:
        self.values.pop(key, None)


if __name__ == "__main__":
    loads = 0

    def load() -> str:
        global loads
        loads += 1
        time.sleep(0.05)
        return f"version {loads}"

    cache = TwoLevel(Memory(), most=10)
    threads = [threading.Thread(target=cache.read, args=("hot", 60, load)) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(loads, cache.read("hot", 60, load))
    cache.forget("hot")
    print(cache.read("hot", 60, load), loads)
    for i in range(100):
        cache.read(f"key {i}", 60, lambda: "value")
    print(len(cache._local))

    def fail() -> str:
        raise LookupError("no such product")

    for i in range(100):
        try:
            cache.read(f"missing {i}", 60, fail)
        except LookupError:
            pass
    print(len(cache._filling))
