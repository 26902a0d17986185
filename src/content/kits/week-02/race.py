"""Counts with eight threads: python3 race.py. With the lock nothing is lost; without it nearly everything."""

import contextlib
import threading
import time

from memdb import MemDB

THREADS, TIMES = 8, 200


def count(db: MemDB) -> int:
    def work() -> None:
        for _ in range(TIMES):
            db.incr("n")

    workers = [threading.Thread(target=work) for _ in range(THREADS)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return int(db.get("n"))


def yield_now() -> None:
    """Lets another thread run between the read and the write."""
    time.sleep(0)


print(f"{THREADS} threads, {TIMES} increments each: {THREADS * TIMES} expected")
print("with the lock   ", count(MemDB(on_yield=yield_now)))
print("without the lock", count(MemDB(lock=contextlib.nullcontext(), on_yield=yield_now)))
