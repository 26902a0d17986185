"""Measures of a ranked list."""

from math import log2


def measures(recommended: list, relevant: set, k: int) -> dict[str, float]:
    shown = recommended[:k]
    found, ap, gain = 0, 0.0, 0.0
    for place, item in enumerate(shown, start=1):
        if item in relevant:
            found += 1
            ap += found / place
            gain += 1 / log2(place + 1)
    best = min(len(relevant), k)
    ideal = sum(1 / log2(place + 1) for place in range(1, best + 1))
    return {"precision": found / k, "recall": found / len(relevant), "ap": ap / best, "ndcg": gain / ideal}
