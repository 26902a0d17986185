"""Recorded quotes of the old module and the new service, with differences planted among them.

    python3 gen_quotes.py [--seed 22] [--count 100000] [--out data]
"""

import argparse
import csv
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

PROMOTIONS = {
    ("SPRING", 1): (1250, 5000), ("SPRING", 2): (1000, 5000), ("SPRING", 3): (1250, 8000),
    ("PARTNER", 1): (750, 0), ("PARTNER", 2): (875, 0),
    ("BULK", 1): (1500, 12000), ("BULK", 2): (1750, 12000),
}
LATEST = {"SPRING": 3, "PARTNER": 2, "BULK": 2}
Line = tuple[str, int, int]


def half_up(cents: int, rate: int) -> int:
    return (cents * rate + 5000) // 10000


def half_even(cents: int, rate: int) -> int:
    down, rest = divmod(cents * rate, 10000)
    return down + (rest > 5000 or (rest == 5000 and down % 2 == 1))


def total(lines: list[Line], promotion: str, version: int, rounding=half_up) -> int:
    """Cents to pay for the lines under a version of a promotion; '' is none."""
    subtotal = sum(quantity * cents for _, quantity, cents in lines)
    if not promotion:
        return subtotal
    rate, least = PROMOTIONS[promotion, version]
    if subtotal < least:
        return subtotal
    return subtotal - sum(rounding(q * cents, rate) for sku, q, cents in lines if not sku.startswith("gift-"))


def basket(rng: random.Random) -> list[Line]:
    lines = [(f"sku-{rng.randrange(1000, 9999)}", rng.randint(1, 3), rng.randint(199, 19999)) for _ in range(rng.randint(1, 4))]
    return lines + ([("gift-50", 1, 5000)] if rng.random() < 0.05 else [])


def quote(rng: random.Random, kind: str) -> tuple[list[Line], str, int, int, int, int]:
    """Lines, promotion, versions and totals (old, new) of one quote that differs as `kind` says, or not at all."""
    while True:
        lines, promotion = basket(rng), rng.choice([*LATEST, "", ""] if kind == "match" else [*LATEST])
        version = LATEST.get(promotion, 0)
        if kind == "boundary":
            promotion, version = "BULK", 2
            lines = [(f"sku-{rng.randrange(1000, 9999)}", 1, 12000)]
        if kind == "gift":
            lines = [*lines, ("gift-50", 1, 5000)]
        used = version - 1 if kind in {"stale", "stale-bug"} else version
        old, right = total(lines, promotion, version), total(lines, promotion, used, half_even)
        subtotal = sum(quantity * cents for _, quantity, cents in lines)
        new = right
        if kind == "boundary":
            new = subtotal
        elif kind == "gift":
            new = total([(sku.replace("gift", "sku"), q, c) for sku, q, c in lines], promotion, version, half_even)
        elif kind == "unit" and old != subtotal:
            rate = PROMOTIONS[promotion, version][0]
            new = subtotal - sum(q * half_up(c, rate) for sku, q, c in lines if not sku.startswith("gift-"))
        elif kind == "stale-bug":
            new = right + 300
        fits = {
            "match": new == old,
            "rounding": new != old,
            "stale": new != old,
            "unit": abs(new - old) == 1 and new != right,
        }.get(kind, new not in (old, right))
        if fits and new >= 0:
            return lines, promotion, version, used, old, new


def record(seed: int, count: int, out: Path, planted: bool = True) -> dict[str, str]:
    """Writes both files and returns the class of each quote that does not match: rounding, stale, bug or unanswered."""
    rng = random.Random(seed)
    counts = {"rounding": 0, "stale": 0, "unit": 0, "gift": 0, "boundary": 0, "stale-bug": 0, "unanswered": 0}
    if planted:
        least = {"rounding": 40, "stale": 20, "unit": 6, "gift": 3, "boundary": 2, "stale-bug": 1, "unanswered": 15}
        counts = {kind: number + rng.randrange(number) for kind, number in least.items()}
    kinds = [kind for kind, number in counts.items() for _ in range(number)]
    places = dict(zip(rng.sample(range(count), len(kinds)), kinds, strict=True))
    out.mkdir(parents=True, exist_ok=True)
    with (out / "promotions.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["promotion", "version", "rate_bp", "min_subtotal_cents"])
        writer.writerows([name, version, rate, least] for (name, version), (rate, least) in PROMOTIONS.items())
    truth, begin = {}, datetime(2026, 11, 2, tzinfo=UTC)
    with (out / "quotes.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["quote_id", "at", "tenant", "lines", "promotion", "old_version", "new_version", "old_total_cents", "new_total"])
        for index in range(count):
            kind = places.get(index, "match")
            lines, promotion, version, used, old, new = quote(rng, "match" if kind == "unanswered" else kind)
            name = f"q{index:06}"
            if kind != "match":
                truth[name] = kind if kind in {"rounding", "stale", "unanswered"} else "bug"
            at = begin + timedelta(seconds=index * 86400 / count)
            text = ";".join(f"{sku}*{quantity}@{cents}" for sku, quantity, cents in lines)
            answered = kind != "unanswered"
            writer.writerow([
                name, at.isoformat(timespec="seconds"), f"t{rng.randint(1, 12):02}", text, promotion,
                version or "", (used or "") if answered else "", old, f"{new // 100}.{new % 100:02}" if answered else "",
            ])
    return truth


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=22)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--out", type=Path, default=Path("data"))
    wanted = parser.parse_args()
    record(wanted.seed, wanted.count, wanted.out)
    print(f"{wanted.count} quotes in {wanted.out / 'quotes.csv'}")
