"""Which services change together. Reads changes from standard input, prints one line for each pair.

One repository, one pull request a commit on main (squashed or merged):

    git log --first-parent -m --since=90.days --name-only --pretty=format:@%H | co_change.py --root services/

One repository for each service: a pull request never touches two, so group by the ticket in the subject line,
and put the repository's name before each path:

    for r in */; do git -C $r log --first-parent -m --since=90.days --name-only --pretty=format:@%s |
      sed "/^@/! s|^..*|$r&|"; done | co_change.py --ticket '[A-Z]+-[0-9]+'
"""

import argparse
import collections
import itertools
import re
import sys


# region measure
def read(lines, root="", ticket=None):
    """Return the set of services each change touched. Changes with the same ticket count as one."""
    changes, key = collections.defaultdict(set), None
    for number, line in enumerate(lines):
        line = line.strip()
        if line.startswith("@"):
            found = re.search(ticket, line) if ticket else None
            key = found.group() if found else (number, line)
        elif line.startswith(root) and "/" in line[len(root) :]:
            changes[key].add(line[len(root) :].split("/")[0])
    return [services for services in changes.values() if services]


def pairs(changes, widest=8):
    """Yield (a, b, touched a, touched b, both, conf a→b, conf b→a, Jaccard, lift), highest Jaccard first."""
    changes = [services for services in changes if len(services) <= widest]
    touched = collections.Counter(service for services in changes for service in services)
    both = collections.Counter(pair for services in changes for pair in itertools.combinations(sorted(services), 2))
    rows = []
    for (a, b), co in both.items():
        of_a, of_b = touched[a], touched[b]
        rows.append((a, b, of_a, of_b, co, co / of_a, co / of_b, co / (of_a + of_b - co), co * len(changes) / (of_a * of_b)))
    return sorted(rows, key=lambda row: -row[7])
# endregion measure


def shop(moved=0):
    """The 185 changes of the page as a log, after moving `moved` of the shared ones into pricing, plus one sweep."""
    counts = {
        ("orders", "pricing"): 36 - moved,
        ("orders", "shipping"): 9,
        ("catalog", "pricing"): 5,
        ("orders",): 35,
        ("pricing",): 9 + moved,
        ("shipping",): 36,
        ("catalog",): 55,
    }
    change = itertools.count()
    for services, count in counts.items():
        for _ in range(count):
            yield f"@{next(change)}"
            yield from (f"services/{service}/main.py" for service in services)
    yield "@formatter"
    yield from (f"services/{name}/main.py" for name in ("orders", "pricing", "shipping", "catalog", *"abcde"))


def show(rows):
    """Print the table."""
    print(f"{'pair':<18}{'a':>4}{'b':>4}{'both':>5}{'a→b':>7}{'b→a':>7}{'Jaccard':>9}{'lift':>6}")
    for a, b, of_a, of_b, co, ab, ba, jaccard, lift in rows:
        print(f"{a + '–' + b:<18}{of_a:>4}{of_b:>4}{co:>5}{ab:>7.1%}{ba:>7.1%}{jaccard:>9.3f}{lift:>6.2f}")


if __name__ == "__main__":
    cli = argparse.ArgumentParser()
    cli.add_argument("--root", default="")
    cli.add_argument("--ticket")
    cli.add_argument("--widest", type=int, default=8)
    cli.add_argument("--demo", type=int, nargs="?", const=0, metavar="MOVED")
    args = cli.parse_args()
    if args.demo is None:
        show(pairs(read(sys.stdin, args.root, args.ticket), args.widest))
    else:
        show(pairs(read(shop(args.demo), "services/"), args.widest))
