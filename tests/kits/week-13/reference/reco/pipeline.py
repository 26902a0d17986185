"""ingest → validate → split → train → evaluate → gate → register"""

import csv
import hashlib
import time
from pathlib import Path

import numpy as np

from reco import drift, registry
from reco.model import Model, train
from reco.ranking import measures

COLUMNS = ("ts", "user_id", "item_id", "type", "category", "price", "device")


def read_events(folder: Path) -> tuple[list[dict], str]:
    """The events in order of time, and the hash of their file. @raises SystemExit where a column is missing"""
    content = (folder / "events.csv").read_bytes()
    events = list(csv.DictReader(content.decode("utf-8").splitlines()))
    missing = [name for name in COLUMNS if not events or name not in events[0]]
    if missing:
        raise SystemExit(f"events.csv has no column {missing[0]}")
    key = lambda event: (event["ts"], int(event["user_id"]), int(event["item_id"]))  # noqa: E731
    return sorted(events, key=key), hashlib.sha256(content).hexdigest()


def split(events: list[dict], share: float = 0.8) -> tuple[list[dict], list[dict]]:
    cut = events[int(len(events) * share)]["ts"]
    before = [event for event in events if event["ts"] < cut]
    after = [event for event in events if event["ts"] >= cut]
    seen = {(event["user_id"], event["item_id"]) for event in before}
    return before, [event for event in after if (event["user_id"], event["item_id"]) not in seen]


def evaluate(model: Model, test: list[dict], k: int = 10) -> dict[str, float]:
    """Means over all test users whom the model knows, and the share of the catalogue that is shown to one of them."""
    relevant: dict[int, set[int]] = {}
    for event in test:
        relevant.setdefault(int(event["user_id"]), set()).add(int(event["item_id"]))
    shown: set[int] = set()
    results = []
    for user in sorted(relevant.keys() & model.row.keys()):
        recommended = [item for item, _ in model.recommend(user, k)]
        shown.update(recommended)
        results.append(measures(recommended, relevant[user], k))
    means = {name: float(np.mean([one[name] for one in results])) for name in results[0]}
    return {**means, "coverage": len(shown) / len(model.items)}


def p95_milliseconds(model: Model) -> float:
    times = []
    for user in model.users[:200]:
        begun = time.perf_counter()
        model.recommend(int(user), 10)
        times.append(1000 * (time.perf_counter() - begun))
    return float(np.quantile(times, 0.95))


def run(data: Path, folder: Path, seed: int) -> dict:
    folder.mkdir(parents=True, exist_ok=True)
    events, data_hash = read_events(data)
    before, after = split(events)
    models = train(before, seed)
    found = {name: evaluate(model, after) for name, model in models.items()}
    candidate = max(("itemknn", "svd"), key=lambda name: found[name]["ndcg"])
    content = registry.read(folder)
    version = 1 + max((model["version"] for model in content["models"]), default=0)
    checks = gate(found, candidate, models[candidate], champion_ndcg(folder, content, after))
    promoted = all(one["passed"] for one in checks)

    parts = {name: folder / "runs" / str(version) / f"{name}.csv" for name in ("train", "test")}
    for path, rows in zip(parts.values(), (before, after), strict=True):
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, COLUMNS)
            writer.writeheader()
            writer.writerows(rows)
    models[candidate].save(registry.model_path(folder, version))
    content["models"].append({
        "version": version, "algorithm": candidate, "data_hash": data_hash, "seed": seed, "measures": found[candidate],
        "checks": checks, "reference": drift.reference(before),
    })
    if promoted:
        content["aliases"]["champion"] = version
    registry.write(folder, content)
    return {
        "data_hash": data_hash, "seed": seed, "measures": found, "candidate": candidate, "version": version,
        "promoted": promoted, "split": {name: str(path) for name, path in parts.items()},
        "gate": {"passed": promoted, "checks": checks},
    }


def champion_ndcg(folder: Path, content: dict, test: list[dict]) -> float | None:
    """The champion on the same test part: its old number was measured on other days."""
    version = content["aliases"].get("champion")
    return None if version is None else evaluate(Model.load(registry.model_path(folder, version)), test)["ndcg"]


def gate(found: dict, candidate: str, model: Model, champion: float | None) -> list[dict]:
    mine = found[candidate]
    inference = p95_milliseconds(model)
    lower = [
        ("ndcg against popularity", mine["ndcg"], 1.10 * found["popularity"]["ndcg"]),
        ("coverage", mine["coverage"], 0.20),
    ]
    if champion is not None:
        lower.append(("ndcg against champion", mine["ndcg"], champion - 0.005))
    checks = [{"name": name, "value": value, "limit": limit, "passed": value >= limit} for name, value, limit in lower]
    return [*checks, {"name": "p95 inference in ms", "value": inference, "limit": 20, "passed": inference <= 20}]


def monitor(data: Path, folder: Path, seed: int) -> dict:
    """Compares new events with those of the champion; an alert starts a run, whose gate decides."""
    content = registry.read(folder)
    champion = next(model for model in content["models"] if model["version"] == content["aliases"]["champion"])
    features = drift.compare(champion["reference"], read_events(data)[0])
    alert = any(one["psi"] > 0.25 or one["missing"] > 0.05 for one in features.values())
    report = run(data, folder, seed) if alert else None
    retrained = None if report is None else {"version": report["version"], "promoted": report["promoted"]}
    return {"features": features, "alert": alert, "retrained": retrained}
