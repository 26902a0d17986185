# #region sort
def merge_sort(items):
    """A sorted copy, and the number of comparisons it took."""
    if len(items) < 2:
        return list(items), 0
    middle = len(items) // 2
    left, left_steps = merge_sort(items[:middle])
    right, right_steps = merge_sort(items[middle:])
    merged, steps = [], left_steps + right_steps
    at_left = at_right = 0
    while at_left < len(left) and at_right < len(right):
        steps += 1
        if left[at_left] <= right[at_right]:
            merged.append(left[at_left])
            at_left += 1
        else:
            merged.append(right[at_right])
            at_right += 1
    return merged + left[at_left:] + right[at_right:], steps
# #endregion sort


if __name__ == "__main__":
    import random

    random.seed(1)
    for count in (1_000, 2_000, 4_000):
        numbers = random.sample(range(count * 10), count)
        ordered, steps = merge_sort(numbers)
        assert ordered == sorted(numbers)
        print(count, steps)
