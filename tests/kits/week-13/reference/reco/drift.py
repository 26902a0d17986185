"""How far the features of new events have moved from those that the champion was trained on."""

from math import log

import numpy as np

CATEGORICAL = ("type", "category", "device")


def reference(events: list[dict]) -> dict:
    """Histograms of the training events: shares of each category, and of ten equal bins of price."""
    prices = [float(event["price"]) for event in events if event["price"]]
    edges = [float(edge) for edge in np.quantile(prices, np.linspace(0, 1, 11)[1:-1])]
    return {
        "price": {"edges": edges, "counts": binned(prices, edges)},
        **{name: {"counts": counted(events, name)} for name in CATEGORICAL},
    }


def compare(expected: dict, events: list[dict]) -> dict:
    """PSI and missing rate of each feature."""
    found = {}
    for name, was in expected.items():
        present = [event for event in events if event[name]]
        if "edges" in was:
            now = binned([float(event[name]) for event in present], was["edges"])
            pairs = list(zip(was["counts"], now, strict=True))
        else:
            now = counted(present, name)
            pairs = [(was["counts"].get(key, 0), now.get(key, 0)) for key in sorted(was["counts"] | now)]
        found[name] = {"psi": psi(pairs), "missing": 1 - len(present) / len(events)}
    return found


def psi(pairs: list[tuple[int, int]], floor: float = 1e-4) -> float:
    before, after = (max(1, sum(side)) for side in zip(*pairs, strict=True))
    shares = [(max(was / before, floor), max(now / after, floor)) for was, now in pairs]
    return sum((now - was) * log(now / was) for was, now in shares)


def binned(values: list[float], edges: list[float]) -> list[int]:
    return [int(count) for count in np.bincount(np.searchsorted(edges, values), minlength=len(edges) + 1)]


def counted(events: list[dict], name: str) -> dict[str, int]:
    counts: dict[str, int] = {}
    for event in events:
        counts[event[name]] = counts.get(event[name], 0) + 1
    return counts
