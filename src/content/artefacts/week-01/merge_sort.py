# #region sort
def merge_sort(items):
    """A sorted copy, and the number of comparisons it took."""
    if len(items) < 2:
        return list(items), 0
    middle = len(items) // 2
    left, left_steps = merge_sort(items[:middle])
    right, right_steps = merge_sort(items[middle:])
    merged, steps = [], left_steps + right_steps
    while left and right:
        steps += 1
        merged.append(left.pop(0) if left[0] <= right[0] else right.pop(0))
    return merged + left + right, steps
# #endregion sort


if __name__ == "__main__":
    import random

    random.seed(1)
    for count in (1_000, 2_000, 4_000):
        numbers = random.sample(range(count * 10), count)
        ordered, steps = merge_sort(numbers)
        assert ordered == sorted(numbers)
        print(count, steps)
