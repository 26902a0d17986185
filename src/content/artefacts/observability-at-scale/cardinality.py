"""Series per metric on a /metrics page, and the label that causes most of them.

Usage: curl -s localhost:9464/metrics | python3 cardinality.py 2500
Exits with 1 if a metric has more series than the limit, so that a build can fail on it.
"""
import re
import sys
from collections import defaultdict

SAMPLE = re.compile(r"^([a-zA-Z_:][\w:]*)(?:\{(.*)\})?\s+\S+(?:\s+-?\d+)?$")
LABEL = re.compile(r'(\w+)="((?:[^"\\]|\\.)*)"')
PART = re.compile(r"_(bucket|sum|count)$")  # parts of one histogram belong to one metric


def worst_label(series):
    """Returns (label, series left without it) for the label whose removal merges most series."""
    names = sorted({name for labels in series for name, _ in labels} - {"__name__", "le"})
    left = {name: len({tuple(p for p in labels if p[0] != name) for labels in series}) for name in names}
    return min(left.items(), key=lambda item: item[1], default=("-", len(series)))


def report(text):
    """Returns (metric, series, worst label, series without it), the largest metric first."""
    metrics = defaultdict(set)
    for match in filter(None, map(SAMPLE.match, text.splitlines())):
        name, labels = match.groups()
        metrics[PART.sub("", name)].add((("__name__", name), *sorted(LABEL.findall(labels or ""))))
    return sorted(((m, len(s), *worst_label(s)) for m, s in metrics.items()), key=lambda row: -row[1])


if __name__ == "__main__":
    limit = int(sys.argv[1]) if len(sys.argv) > 1 else 2500
    rows = report(sys.stdin.read())
    for metric, count, label, left in rows[:10]:
        print(f"{count:>8} {metric}, without {label}: {left}")
    sys.exit(any(count > limit for _, count, _, _ in rows))
