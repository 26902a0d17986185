# #region grow
def copies(count, grow):
    """Items copied while `count` items are appended; grow(capacity) is the next capacity."""
    capacity, copied = grow(0), 0
    for length in range(count):
        if length == capacity:
            copied += length  # every item moves into the new block
            capacity = grow(capacity)
    return copied


def double(capacity):
    return capacity * 2 or 1


def add_1000(capacity):
    return capacity + 1_000
# #endregion grow


if __name__ == "__main__":
    doubled, added = copies(1_000_000, double), copies(1_000_000, add_1000)
    print(doubled, added, round(added / doubled))
