"""Acceptance tests of week 2, numbered as on its page. Each runs a short program that imports `memdb`."""

import json
import sys
import textwrap
from typing import Any

from harness import Box, Failed, at, check, equal

BEGIN = """
import contextlib, json, threading, time
from fake_clock import FakeClock
from memdb import MemDB, SnapshotError

def outcome(call):
    try:
        call()
    except Exception as error:
        return type(error).__name__
    return "no error"

def count(db, threads, times):
    def work():
        for _ in range(times):
            db.incr("n")
    workers = [threading.Thread(target=work) for _ in range(threads)]
    [worker.start() for worker in workers]
    [worker.join() for worker in workers]
    return db.get("n")
"""


def inside(box: Box, program: str, timeout: float = 15) -> Any:
    """Runs a program in the kit's folder and returns what it assigns to `told`, through JSON."""
    script = BEGIN + textwrap.dedent(program) + "\nprint('told ' + json.dumps(told))\n"
    result = box.run([sys.executable, "-B", "-c", script], timeout=timeout)
    if result.code != 0:
        lines = result.err.strip().splitlines()
        raise Failed(lines[-1] if lines else f"exit code {result.code}, and it printed nothing")
    return json.loads(result.out.rsplit("told ", 1)[-1])


@at(1, "an entry is there until its time, and gone at it")
def _(box: Box) -> None:
    before, at_time, stats, left = inside(
        box,
        """
        clock = FakeClock(0.0)
        db = MemDB(clock=clock)
        db.set("a", 1, ttl=5)
        clock.now = 4.999
        before, left = db.get("a"), db.ttl("a")
        clock.now = 5.0
        at_time = db.get("a", "miss")
        stats = db.stats()
        told = [before, at_time, [stats.hits, stats.misses, stats.expirations, stats.size], left]
        """,
    )
    equal(before, 1, "get at 4.999")
    check(abs(left - 0.001) < 1e-6, f"ttl at 4.999: expected 0.001, found {left}")
    equal(at_time, "miss", "get at 5.0")
    equal(stats, [1, 1, 1, 0], "hits, misses, expirations and size")


@at(2, "the least recently used entry makes room")
def _(box: Box) -> None:
    keys, evictions, refreshed = inside(
        box,
        """
        db = MemDB(max_items=3)
        for key in "abc":
            db.set(key, key)
        db.get("a")
        db.set("d", "d")
        keys, evictions = db.keys(), db.stats().evictions
        db.set("c", "again")
        db.set("e", "e")
        told = [keys, evictions, db.keys()]
        """,
    )
    equal(keys, ["a", "c", "d"], "keys after d was set: b was the least recently used")
    equal(evictions, 1, "evictions")
    equal(refreshed, ["c", "d", "e"], "keys after c was set again and e was set: setting is a use")


@at(3, "an overwritten entry outlives its old expiry")
def _(box: Box) -> None:
    told = inside(
        box,
        """
        clock = FakeClock(0.0)
        db = MemDB(max_items=2, clock=clock)
        db.set("a", 1, ttl=5)
        db.set("b", 1, ttl=5)
        db.delete("b")
        clock.now = 2.0
        db.set("a", 2)
        db.set("b", 2, ttl=10)
        clock.now = 6.0
        db.sweep()
        told = [db.get("a"), db.ttl("a"), db.get("b"), db.ttl("b"), db.stats().expirations]
        clock.now = 12.0
        db.set("c", 3)
        told += [db.keys(), db.stats().evictions]
        """,
    )
    equal(told[:4], [2, None, 2, 6.0], "a and b after the old expiry, each with its ttl")
    equal(told[4], 0, "expirations: nothing live was due")
    equal(told[5:], [["a", "c"], 0], "keys and evictions once b is due and c is set: what is due makes room first")


@at(4, "eight threads count to 80,000")
def _(box: Box) -> None:
    plain, forced = inside(
        box,
        """
        told = [count(MemDB(), 8, 10_000), count(MemDB(on_yield=lambda: time.sleep(0)), 8, 250)]
        """,
        timeout=25,
    )
    equal(plain, 80_000, "8 threads with 10,000 increments each")
    equal(forced, 2_000, "8 threads with 250 each, made to yield between read and write")


@at(5, "without the lock the same count loses increments")
def _(box: Box) -> None:
    yields, total = inside(
        box,
        """
        yields = []
        def wait():
            yields.append(1)
            time.sleep(0.001)
        total = count(MemDB(lock=contextlib.nullcontext(), on_yield=wait), 8, 50)
        told = [len(yields), total]
        """,
    )
    equal(yields, 400, "calls of on_yield by incr, between its read and its write")
    check(total < 400, f"400 increments without a lock gave {total}: is the lock that was passed the one that is used?")


@at(6, "keys that all hash alike are found after half of them are deleted")
def _(box: Box) -> None:
    deleted, wrong, size, again = inside(
        box,
        """
        db = MemDB(hash_fn=lambda key: 7)
        keys = [f"k{number}" for number in range(1_000)]
        for number, key in enumerate(keys):
            db.set(key, number)
        deleted = sum(db.delete(key) for key in keys[::2])
        wrong = [key for number, key in enumerate(keys) if db.get(key) != (number if number % 2 else None)]
        size = db.stats().size
        for key in keys[1:200:2]:
            db.set(key, "new")
        told = [deleted, wrong[:3], size, db.stats().size]
        """,
        timeout=25,
    )
    equal(deleted, 500, "deletions that found their key")
    equal(wrong, [], "keys with a wrong answer")
    equal(size, 500, "size after the deletions")
    equal(again, 500, "size after 100 of the remaining keys were set again: no key may be there twice")


@at(7, "the table doubles past a load factor of 0.75 and keeps all keys")
def _(box: Box) -> None:
    steps, missing = inside(
        box,
        """
        db = MemDB()
        steps = []
        for number in range(1_000):
            before = db.stats().capacity
            db.set(f"k{number}", number)
            stats = db.stats()
            if stats.capacity != before or number == 999:
                steps.append([stats.size, before, stats.capacity])
        told = [steps, [f"k{n}" for n in range(1_000) if db.get(f"k{n}") != n][:3]]
        """,
    )
    equal(steps[0][:2], [7, 8], "size and old capacity at the first growth: 6 of 8 slots is 0.75")
    for size, before, after in steps[:-1]:
        equal(after, 2 * before, f"capacity after {size} entries")
        equal(size - 1, before * 3 // 4, f"entries in {before} slots when they grew")
    equal(steps[-1][2], 2_048, "capacity for 1,000 entries")
    equal(missing, [], "keys that were lost")


@at(8, "a restored entry has the time that it had left")
def _(box: Box) -> None:
    path = str(box.path / "snapshot.json")
    inside(
        box,
        f"""
        clock = FakeClock(1_000.0)
        db = MemDB(clock=clock)
        db.set("a", [1, "x"], ttl=15)
        db.set("b", None)
        db.set("gone", 1, ttl=4)
        db.get("a")
        clock.advance(5)
        db.snapshot({path!r})
        told = None
        """,
    )
    for start in (3.0, 9_000_000.0):
        found = inside(
            box,
            f"""
            clock = FakeClock({start})
            db = MemDB(max_items=2, clock=clock)
            db.set("old", 1)
            db.restore({path!r})
            told = [db.keys(), db.ttl("a"), db.ttl("b"), db.get("a")]
            clock.advance(10)
            told.append(db.exists("a"))
            """,
        )
        equal(found[0], ["a", "b"], "keys after restore: those of the snapshot that were live, and no others")
        equal(found[1:4], [10.0, None, [1, "x"]], f"ttl of a, ttl of b and value of a, on a clock at {start:g}")
        equal(found[4], False, "a exists 10 s after restore")


@at(9, "a snapshot cut short is refused and nothing changes")
def _(box: Box) -> None:
    path = str(box.path / "snapshot.json")
    cut, other, shape, kept, ttl = inside(
        box,
        f"""
        clock = FakeClock(0.0)
        db = MemDB(clock=clock)
        db.set("live", 1, ttl=30)
        db.snapshot({path!r})
        text = open({path!r}, encoding="utf-8").read()
        def refused(content):
            with open({path!r}, "w", encoding="utf-8") as file:
                file.write(content)
            return outcome(lambda: db.restore({path!r}))
        cut = refused(text[: len(text) // 2])
        other = refused('{{"version": 99, "items": []}}')
        shape = refused('{{"version": 1, "items": [{{"key": "new", "value": 1, "ttl": null}}, {{"key": "b"}}]}}')
        told = [cut, other, shape, db.keys(), db.ttl("live")]
        """,
    )
    equal(cut, "SnapshotError", "restoring half a file")
    equal(other, "SnapshotError", "restoring version 99")
    equal(shape, "SnapshotError", "restoring a file whose second item has no value")
    equal([kept, ttl], [["live"], 30.0], "live keys and ttl after the three attempts")


@at(10, "a limit or a TTL that makes no sense is refused")
def _(box: Box) -> None:
    found = inside(
        box,
        """
        db = MemDB(max_items=1)
        told = [
            outcome(lambda: MemDB(max_items=0)),
            outcome(lambda: MemDB(max_items=-1)),
            outcome(lambda: db.set("a", 1, ttl=0)),
            outcome(lambda: db.set("a", 1, ttl=-0.5)),
            db.keys(),
        ]
        """,
    )
    equal(found[:4], ["ValueError"] * 4, "max_items 0 and -1, ttl 0 and -0.5")
    equal(found[4], [], "keys: what was refused is not stored")
