import random


# #region quick
def quicksort(items, pick):
    """Sorts in place and returns the number of comparisons; pick(low, high) chooses the pivot."""
    comparisons, ranges = 0, [(0, len(items) - 1)]
    while ranges:
        low, high = ranges.pop()
        if low >= high:
            continue
        chosen = pick(low, high)
        items[low], items[chosen] = items[chosen], items[low]
        last_small = low  # items[low+1..last_small] < pivot <= items[last_small+1..at-1]
        for at in range(low + 1, high + 1):
            comparisons += 1
            if items[at] < items[low]:
                last_small += 1
                items[last_small], items[at] = items[at], items[last_small]
        items[low], items[last_small] = items[last_small], items[low]
        ranges += [(low, last_small - 1), (last_small + 1, high)]
    return comparisons
# #endregion quick


def first(low, high):
    return low


# #region heap
def heapsort(items):
    """Sorts in place: a heap of the whole list, then the largest goes behind the heap, n times."""

    def sink(at, size):
        while (child := 2 * at + 1) < size:
            if child + 1 < size and items[child] < items[child + 1]:
                child += 1
            if items[at] >= items[child]:
                return
            items[at], items[child] = items[child], items[at]
            at = child

    for at in reversed(range(len(items) // 2)):
        sink(at, len(items))
    for end in range(len(items) - 1, 0, -1):
        items[0], items[end] = items[end], items[0]
        sink(0, end)
# #endregion heap


if __name__ == "__main__":
    random.seed(3)
    numbers = list(range(1_000))
    print(quicksort(numbers[:], first), end=" ")
    runs = [quicksort(numbers[:], random.randint) for _ in range(20)]
    expected = 2 * 1_001 * sum(1 / n for n in range(1, 1_001)) - 4 * 1_000
    print(round(sum(runs) / len(runs), -2), round(expected))
    shuffled = random.sample(numbers, 1_000)
    quick, heap = shuffled[:], shuffled[:]
    quicksort(quick, random.randint)
    heapsort(heap)
    print(quick == numbers, heap == numbers)
