"""Population stability index of two histograms with the same bins."""

from math import log


# #region psi
def psi(expected, actual, floor=1e-4):
    """Sum of (actual − expected) × ln(actual ÷ expected) over the shares of each bin."""
    shares = [
        (max(was / sum(expected), floor), max(now / sum(actual), floor))
        for was, now in zip(expected, actual, strict=True)
    ]
    return sum((now - was) * log(now / was) for was, now in shares)
# #endregion psi


if __name__ == "__main__":
    print(round(psi([25, 25, 25, 25], [40, 30, 20, 10]), 3))
    print(round(psi([25, 25, 25, 25], [28, 26, 24, 22]), 3))
    print(round(psi([250, 250, 250, 250], [400, 300, 200, 100]), 3))
    print(round(psi([25, 25, 25, 25], [25, 25, 50, 0]), 2))
