"""Measures of a ranked list: python3 ranking.py prints those of the worked example."""

from math import log2


# #region measures
def precision(recommended, relevant, k):
    return sum(item in relevant for item in recommended[:k]) / k


def recall(recommended, relevant, k):
    return sum(item in relevant for item in recommended[:k]) / len(relevant)


def average_precision(recommended, relevant, k):
    """Mean, over all relevant items, of the precision at the place where each one stands; 0 for one that is missing."""
    found, total = 0, 0.0
    for place, item in enumerate(recommended[:k], start=1):
        if item in relevant:
            found += 1
            total += found / place
    return total / min(len(relevant), k)


def ndcg(recommended, relevant, k):
    """Gain discounted by place, as a share of what the best possible order would have."""
    gain = sum(1 / log2(place + 1) for place, item in enumerate(recommended[:k], start=1) if item in relevant)
    ideal = sum(1 / log2(place + 1) for place in range(1, min(len(relevant), k) + 1))
    return gain / ideal
# #endregion measures


if __name__ == "__main__":
    recommended, relevant = ["m1", "m7", "m3", "m9", "m4"], {"m3", "m4", "m8"}
    for measure in (precision, recall, average_precision, ndcg):
        print(measure.__name__, round(measure(recommended, relevant, 5), 4))
