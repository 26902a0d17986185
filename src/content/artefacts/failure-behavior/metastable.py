"""One server, a fixed number of first requests a second, clients that time out and send again.

Capacity falls to 400 a second from t = 60 s to t = 90 s. What is goodput long afterwards?
    python3 metastable.py          table of policies
    python3 metastable.py --json   goodput of every second, for the plot
"""

import json
import math
import sys
from collections import defaultdict, deque
from dataclasses import dataclass

TICK = 10  # ticks in a second
TIMEOUT, WAIT = 10, 5  # ticks: a client gives up after 1 s and sends again 0.5 s later


# region simulate
@dataclass(frozen=True)
class Policy:
    attempts: int = 3
    budget: float | None = None  # retries earned by one first attempt; None: no limit
    bank: float = 10  # retries that can be saved up
    queue_cap: float = math.inf
    drop_expired: bool = False  # the server does no work for clients that have gone
    flush_at: float | None = None  # s: the queue is thrown away, as by a restart
    cut: tuple = ()  # (from s, to s, share of first requests let in)
    offered: int = 700  # first requests a second
    dip: tuple = (60, 90, 400)  # from s, to s, capacity then
    capacity: int = 1000


def simulate(policy, seconds=400):
    """For each second: (first requests let in, all arrivals, goodput)."""
    queue, due = deque(), defaultdict(list)  # [arrived, attempt, count]; tick -> (attempt, count)
    queued, tokens, rows = 0, policy.bank, []

    def resend(now, attempt, count):
        nonlocal tokens
        if attempt < policy.attempts:
            if policy.budget is not None:
                count = min(count, int(tokens))
                tokens -= count
            due[now + WAIT].append((attempt + 1, count))

    for tick in range(seconds * TICK):
        now = tick / TICK
        share = policy.cut[2] if policy.cut and policy.cut[0] <= now < policy.cut[1] else 1
        first = round(policy.offered / TICK * share)
        tokens = min(policy.bank, tokens + first * (policy.budget or 0))
        if now == policy.flush_at:  # clients learn of it only by their timeout
            for arrived, attempt, count in queue:
                if tick - arrived < TIMEOUT and attempt < policy.attempts:
                    due[arrived + TIMEOUT + WAIT].append((attempt + 1, count))
            queue.clear()
            queued = 0
        arrivals = [(1, first), *due.pop(tick, [])]
        for attempt, count in arrivals:
            admitted = int(min(count, policy.queue_cap - queued))
            queue.append([tick, attempt, admitted])
            queued += admitted
            resend(tick, attempt, count - admitted)

        dip_from, dip_to, low = policy.dip
        work, good = (low if dip_from <= now < dip_to else policy.capacity) // TICK, 0
        while queue:
            expired = tick - queue[0][0] > TIMEOUT
            free = expired and policy.drop_expired
            done = queue[0][2] if free else min(work, queue[0][2])
            work -= 0 if free else done
            good += 0 if expired else done
            queued -= done
            queue[0][2] -= done
            if queue[0][2]:
                break  # no capacity left in this tick
            queue.popleft()
        for arrived, attempt, count in queue:
            if arrived > tick - TIMEOUT:
                break
            if arrived == tick - TIMEOUT:
                resend(tick, attempt, count)
        rows.append((first, sum(count for _, count in arrivals), good))
    return [tuple(map(sum, zip(*rows[s : s + TICK]))) for s in range(0, len(rows), TICK)]
# endregion simulate


def recovered(rows, since=60):
    """First second after `since` from which goodput never again falls under the first requests let in; None: never."""
    bad = [second for second, (first, _, good) in enumerate(rows) if second >= since and good < first]
    last = bad[-1] if bad else since - 1
    return None if last == len(rows) - 1 else last + 1


POLICIES = {
    "1 attempt": Policy(attempts=1),
    "3 attempts": Policy(),
    "3 attempts, 10% budget": Policy(budget=0.1),
    "3 attempts, queue of 500": Policy(queue_cap=500),
    "3 attempts, queue of 390": Policy(queue_cap=390),
    "3 attempts, expired work dropped": Policy(drop_expired=True),
}
CUTS = {
    "let in 50%": Policy(cut=(150, 400, 0.5)),
    "empty the queue": Policy(flush_at=150),
    "let in 50%, empty the queue": Policy(cut=(150, 160, 0.5), flush_at=150),
    "let in 10%": Policy(cut=(150, 400, 0.1)),
}

if __name__ == "__main__":
    if "--json" in sys.argv:
        print(json.dumps({name: [good for _, _, good in simulate(policy, 180)] for name, policy in POLICIES.items()}))
    else:
        print("policy: goodput during the dip, arrivals and goodput at t = 399 s, recovered at")
        for name, policy in (POLICIES | CUTS).items():
            rows = simulate(policy)
            print(f"{name}: {rows[85][2]}, {rows[399][1]}, {rows[399][2]}, {recovered(rows)}")
