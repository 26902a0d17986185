# #region binary
def binary_search(items, wanted):
    """Index of `wanted` in a sorted list, or None; and the number of items looked at."""
    low, high, probes = 0, len(items) - 1, 0
    while low <= high:  # if it is anywhere, it is in items[low..high]
        middle = (low + high) // 2
        probes += 1
        if items[middle] == wanted:
            return middle, probes
        if items[middle] < wanted:
            low = middle + 1  # middle itself is ruled out: without + 1 this may never end
        else:
            high = middle - 1
    return None, probes
# #endregion binary


# #region pairs
def pairs_compared(count):
    """Comparisons of two nested loops over all pairs."""
    return sum(1 for first in range(count) for second in range(first + 1, count))


def two_sum(numbers, target):
    """Positions of two numbers that add up to the target; one look-up for each number."""
    seen = {}
    for position, number in enumerate(numbers):
        if target - number in seen:
            return seen[target - number], position
        seen[number] = position
    return None
# #endregion pairs


if __name__ == "__main__":
    print(pairs_compared(1_000), two_sum([2, 7, 11, 15], 9))
    print(max(binary_search(range(1_000_000), wanted)[1] for wanted in range(0, 1_000_000, 997)))
    print(binary_search(range(1_000_000), -1)[1], binary_search(range(1_000_000), 999_999)[1])
