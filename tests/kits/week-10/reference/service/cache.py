"""Two levels, bounded, one refill at a time for each key."""

import json
import random
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from .redis_client import Redis


class Cache:
    def __init__(self, shared: Redis, most: int = 300, local_seconds: float = 1) -> None:
        self.shared, self.most, self.local_seconds = shared, most, local_seconds
        self._local: OrderedDict[str, tuple[float, Any]] = OrderedDict()
        self._filling: dict[str, threading.Lock] = {}
        self._guard = threading.Lock()

    def read(self, key: str, seconds: float, load: Callable[[], Any]) -> Any:
        found = self._get(key)
        if found is not None:
            return found
        with self._guard:
            lock = self._filling.setdefault(key, threading.Lock())
        try:
            with lock:
                found = self._get(key)
                if found is None:
                    found = load()
                    self.shared.set(key, json.dumps(found).encode(), seconds * (0.9 + 0.1 * random.random()))
                    self._keep(key, found)
            return found
        finally:
            with self._guard:
                self._filling.pop(key, None)

    def forget(self, key: str) -> None:
        self.shared.delete(key)
        with self._guard:
            self._local.pop(key, None)

    def _get(self, key: str) -> Any | None:
        with self._guard:
            until, value = self._local.get(key, (0.0, None))
        if until > time.monotonic():
            return value
        text = self.shared.get(key)
        if text is None:
            return None
        value = json.loads(text)
        self._keep(key, value)
        return value

    def _keep(self, key: str, value: Any) -> None:
        with self._guard:
            self._local[key] = (time.monotonic() + self.local_seconds, value)
            self._local.move_to_end(key)
            while len(self._local) > self.most:
                self._local.popitem(last=False)
