"""Operations per second of your store in one thread: python3 bench.py"""

import random
import time

from memdb import MemDB

OPERATIONS = 100_000


def main() -> None:
    random.seed(1)
    db = MemDB(max_items=5_000)
    keys = [f"key-{random.randrange(8_000)}" for _ in range(OPERATIONS)]
    begun = time.perf_counter()
    for number, key in enumerate(keys):
        if number % 4 == 0:
            db.set(key, number, ttl=60 if number % 8 == 0 else None)
        else:
            db.get(key)
    seconds = time.perf_counter() - begun
    print(f"{OPERATIONS / seconds:,.0f} operations a second (one set for three gets)")
    print(db.stats())


main()
