"""Series per metric in a /metrics page, and the label that causes most of them.

Usage: curl -s localhost:9464/metrics | python3 cardinality.py 1000
Exits with 1 if a metric has more series than the limit, so that a build can fail on it.
"""
import re
import sys
from collections import defaultdict

SAMPLE = re.compile(r"^([a-zA-Z_:][\w:]*)(?:\{(.*?)\})?\s+\S+(?:\s+-?\d+)?$")
LABEL = re.compile(r'(\w+)="((?:[^"\\]|\\.)*)"')
PART = re.compile(r"_(bucket|sum|count)$")


def worst_label(sets):
    """Returns (label, sets left without it) for the label whose removal merges most label sets."""
    names = sorted({name for labels in sets for name, _ in labels if name != "le"})
    left = {name: len({tuple(pair for pair in labels if pair[0] != name) for labels in sets}) for name in names}
    return min(left.items(), key=lambda item: item[1], default=("-", len(sets)))


def report(text):
    """Yields (metric, series, worst label, series without it), most series first."""
    series = defaultdict(set)
    for line in text.splitlines():
        if match := SAMPLE.match(line):
            name, labels = match.groups()
            kind = PART.search(name)
            pairs = tuple(sorted(LABEL.findall(labels or "")))
            series[PART.sub("", name)].add((("part", kind[1] if kind else ""), *pairs))
    for metric, sets in sorted(series.items(), key=lambda item: -len(item[1])):
        label, left = worst_label([tuple(p for p in s if p[0] != "part") + (s[0],) for s in sets])
        yield metric, len(sets), label, left


if __name__ == "__main__":
    limit = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    rows = list(report(sys.stdin.read()))
    for metric, count, label, left in rows[:10]:
        print(f"{count:>8} {metric}  without {label}: {left}")
    sys.exit(any(count > limit for _, count, _, _ in rows))
