"""Writes the events of a shop whose customers' tastes are known: python3 gen_events.py FOLDER [--users 5000] …

    --users, --items, --days   the size; the same arguments and seed give the same bytes
    --shift                    prices of all events are 60% higher
    --scramble                 items are dealt to users at random: their frequencies stay, all taste is gone

events.csv has ts, user_id, item_id, type, category, price, device. truth.json holds the taste of each user: it is for
looking at results, never for training.
"""

import argparse
import csv
import json
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

CATEGORIES = ["books", "games", "garden", "kitchen", "music", "office", "sport", "travel"]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--users", type=int, default=5_000)
    parser.add_argument("--items", type=int, default=500)
    parser.add_argument("--days", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--shift", action="store_true")
    parser.add_argument("--scramble", action="store_true")
    options = parser.parse_args()
    draw = random.Random(options.seed)

    # The catalogue is the same for every seed; only customers and days differ.
    catalogue = random.Random(0)
    price = {item: round(catalogue.lognormvariate(3, 0.6), 2) for item in range(1, options.items + 1)}
    groups: dict[str, list[int]] = {category: [] for category in CATEGORIES}
    for item in price:
        groups[CATEGORIES[item % len(CATEGORIES)]].append(item)
    weights = {category: [1 / (place + 3) for place in range(len(items))] for category, items in groups.items()}
    category_of = {item: category for category, items in groups.items() for item in items}

    start = datetime(2026, 9, 1, tzinfo=UTC)
    tastes: dict[int, list[str]] = {}
    events: list[list] = []
    for user in range(1, options.users + 1):
        tastes[user] = draw.sample(CATEGORIES, 2)
        for _ in range(draw.randint(25, 60)):
            liked = tastes[user] if draw.random() < 0.85 else CATEGORIES
            category = draw.choice(liked)
            item = draw.choices(groups[category], weights[category])[0]
            at = start + timedelta(seconds=draw.randrange(options.days * 86_400))
            kind = draw.choices(["view", "click", "purchase"], [80, 15, 5])[0]
            device = draw.choices(["phone", "desktop", "tablet"], [60, 30, 10])[0]
            events.append([at.isoformat(), user, item, kind, device])
    if options.scramble:
        dealt = [event[2] for event in events]
        draw.shuffle(dealt)
        for event, item in zip(events, dealt, strict=True):
            event[2] = item
    events.sort()

    options.folder.mkdir(parents=True, exist_ok=True)
    with (options.folder / "events.csv").open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["ts", "user_id", "item_id", "type", "category", "price", "device"])
        for at, user, item, kind, device in events:
            asked = price[item] * (1.6 if options.shift else 1)
            rows.writerow([at, user, item, kind, category_of[item], f"{asked:.2f}", device])
    (options.folder / "truth.json").write_text(json.dumps(tastes), encoding="utf-8")
    print(f"{len(events)} events of {options.users} users in {options.folder}/events.csv")


if __name__ == "__main__":
    main()
