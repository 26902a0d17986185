"""Measures of retrieval: python3 evaluate.py prints those of the worked example."""


# #region measures
def hit(ranks, k):
    """Share of questions whose first relevant chunk stands among the first k. None: it was not found at all."""
    return sum(rank is not None and rank <= k for rank in ranks) / len(ranks)


def mean_reciprocal_rank(ranks):
    return sum(0 if rank is None else 1 / rank for rank in ranks) / len(ranks)
# #endregion measures


if __name__ == "__main__":
    ranks = [1, 3, None, 2, 1]
    print(hit(ranks, 1), hit(ranks, 3), round(mean_reciprocal_rank(ranks), 3))
