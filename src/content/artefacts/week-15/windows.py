"""One-minute windows by event time, with a watermark and a late policy: python3 windows.py prints the worked example."""

# #region windows
WINDOW, BEHIND, LATENESS = 60, 10, 300


class Minutes:
    """Counts events in windows [start, start + 60). Times are seconds; events come in the order of their arrival."""

    def __init__(self):
        self.counts, self.closed, self.too_late = {}, set(), []
        self.watermark = float("-inf")

    def add(self, at):
        start = at // WINDOW * WINDOW
        if self.watermark >= start + WINDOW + LATENESS:
            self.too_late.append(at)
            return "too late"
        self.counts[start] = self.counts.get(start, 0) + 1
        late = self.watermark >= start + WINDOW
        self.watermark = max(self.watermark, at - BEHIND)
        self.closed.update(one for one in self.counts if self.watermark >= one + WINDOW)
        return "correction" if late else "counted"

    def is_final(self, start):
        return self.watermark >= start + WINDOW + LATENESS
# #endregion windows


if __name__ == "__main__":
    minutes = Minutes()
    for name, at, arrival in (
        ("a", 12, 13), ("b", 48, 49), ("c", 61, 62), ("d", 55, 64), ("e", 72, 73), ("f", 58, 75), ("g", 125, 126),
    ):
        how = minutes.add(at)
        print(name, at, arrival, how, minutes.watermark, minutes.counts[0], sorted(minutes.closed))
    print(minutes.counts, minutes.is_final(0))
    minutes.add(371)
    print(minutes.is_final(0), minutes.add(59))
    print(minutes.add(185))  # the first event of its window, and its window has ended
