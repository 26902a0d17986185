"""A server of 500 requests/s meets 60 s of 600 requests/s. Which way of queueing keeps it useful?

Deterministic, in ticks of 10 ms. An answer is useful if the request waited for less than 2 s; a late
answer costs as much as a useful one. Turning away is free here, which it is not in life.
"""

import json
import sys
from collections import deque
from dataclasses import dataclass
from math import inf

TICKS, DEADLINE = 100, 200  # ticks in a second, ticks until nobody waits any more


# region policy
@dataclass(frozen=True)
class Policy:
    cap: float = inf  # reject at the door when so many requests wait
    max_wait: float = inf  # drop when a request's turn comes after more ticks than this
    newest_above: float = inf  # serve the newest first while more than this wait
    codel: bool = False  # patience 5 ms once the queue has not been empty for 100 ms, else 100 ms


POLICIES = {
    "unbounded, oldest first": Policy(),
    "cap 1,000": Policy(cap=1000),
    "cap 100": Policy(cap=100),
    "drop after 500 ms": Policy(max_wait=50),
    "newest first above 250": Policy(newest_above=250),
    "controlled delay": Policy(codel=True),
}
# endregion policy


def arrivals(tick):
    return 6 if 10 * TICKS <= tick < 70 * TICKS else 4


# region run
def run(policy, rate=500, seconds=160):
    """Counts for each second, and the waits in ticks of the useful answers from t = 30 to 70 s."""
    queue, last_empty, credit, waits = deque(), 0, 0, []
    counts = [{"useful": 0, "late": 0, "turned away": 0} for _ in range(seconds)]
    for tick in range(seconds * TICKS):
        now = counts[tick // TICKS]
        if not queue:
            last_empty = tick
        patience = policy.max_wait
        if policy.codel:
            patience = 0.5 if tick - last_empty > 10 else 10
        for _ in range(arrivals(tick)):
            if len(queue) < policy.cap:
                queue.append((tick, patience))
            else:
                now["turned away"] += 1
        credit = credit % 1 + rate / TICKS  # answers that fit into this tick
        while queue and credit >= 1:
            arrived, patience = queue.pop() if len(queue) > policy.newest_above else queue.popleft()
            waited = tick - arrived
            if waited > patience:
                now["turned away"] += 1
                continue
            credit -= 1
            now["useful" if waited < DEADLINE else "late"] += 1
            if waited < DEADLINE and 30 * TICKS <= tick < 70 * TICKS:
                waits.append(waited)
    return counts, waits
# endregion run


def summary(policy, rate=500):
    """Useful share of all 76,000 arrivals, what became of the rest, seconds without a useful answer, longest useful wait in ms."""
    counts, waits = run(policy, rate)
    offered = sum(arrivals(tick) for tick in range(len(counts) * TICKS))
    total = {key: sum(second[key] for second in counts) for key in counts[0]}
    dead = [t for t, second in enumerate(counts) if second["useful"] == 0]
    return {
        "useful": total["useful"] / offered,
        "late": total["late"],
        "turned away": total["turned away"],
        "dead": len(dead),
        "from": dead[0] if dead else None,
        "to": dead[-1] + 1 if dead else None,
        "wait": max(waits) * 10 if waits else None,
    }


if __name__ == "__main__":
    if "--json" in sys.argv:
        both = {name: {rate: summary(policy, rate) for rate in (500, 450)} for name, policy in POLICIES.items()}
        shown = {name: [s["useful"] for s in run(POLICIES[name])[0]] for name in ("unbounded, oldest first", "cap 100")}
        print(json.dumps({"summary": both, "useful": shown}))
    else:
        for rate in (500, 450):
            print(f"{rate} requests/s")
            for name, policy in POLICIES.items():
                s = summary(policy, rate)
                wait = "none" if s["wait"] is None else f"{s['wait']:,} ms"
                print(f"  {name:<23} useful {s['useful']:5.1%}  late {s['late']:>6,}  turned away {s['turned away']:>6,}  dead {s['dead']:>3} s  longest {wait}")
