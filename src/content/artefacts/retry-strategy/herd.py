"""A thousand clients fail at the same moment and retry: how many arrive in the same 10 ms?"""

import json
import sys
from collections import Counter
from random import Random

BASE_MS, CAP_MS, RETRIES, CLIENTS = 100, 10_000, 4, 1_000


# region strategies
def none(attempt, previous, rng):
    return min(CAP_MS, BASE_MS * 2**attempt)


def full(attempt, previous, rng):
    return rng.uniform(0, none(attempt, previous, rng))


def equal(attempt, previous, rng):
    half = none(attempt, previous, rng) / 2
    return half + rng.uniform(0, half)


def decorrelated(attempt, previous, rng):
    return min(CAP_MS, rng.uniform(BASE_MS, 3 * previous))
# endregion strategies


def arrivals(strategy, seed=1, retries=RETRIES):
    """Arrivals of retries by 10 ms bin; every retry fails at once."""
    rng = Random(seed)
    bins = Counter()
    for _ in range(CLIENTS):
        now, previous = 0.0, BASE_MS
        for attempt in range(retries):
            previous = strategy(attempt, previous, rng)
            now += previous
            bins[int(now // 10)] += 1
    return bins


def peak(strategy, seed=1, retries=RETRIES):
    """The fullest bin."""
    return max(arrivals(strategy, seed, retries).values())


if __name__ == "__main__":
    if "--json" in sys.argv:  # arrivals of the first 1,600 ms, for the plot
        series = {s.__name__: [arrivals(s)[bin] for bin in range(160)] for s in (none, full)}
        print(json.dumps(series))
    else:
        for strategy in (none, equal, full, decorrelated):
            print(f"{strategy.__name__} {peak(strategy)}")
