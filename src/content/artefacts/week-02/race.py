import contextlib
import threading
import time


# #region counter
class Counter:
    """`between` runs after the read and before the write: a place to wait for the other thread."""

    def __init__(self, lock, between):
        self.value, self.lock, self.between = 0, lock, between

    def increment(self):
        with self.lock:
            seen = self.value
            self.between()
            self.value = seen + 1
# #endregion counter


def total(counter, threads=2):
    workers = [threading.Thread(target=counter.increment) for _ in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return counter.value


if __name__ == "__main__":
    # Without a lock both threads have read before either writes: the barrier waits for both.
    print(total(Counter(contextlib.nullcontext(), threading.Barrier(2).wait)))
    print(total(Counter(threading.Lock(), lambda: time.sleep(0.01))))
