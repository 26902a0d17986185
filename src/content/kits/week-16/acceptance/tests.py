"""Acceptance tests of week 16, numbered as on its page. They read the tables that the learner filled in."""

import math

from documents import day, filled, number, parts, sealed, table
from harness import Box, Failed, at, check, equal

SEVERITIES = ("S1", "S2", "S3", "S4")


def findings(box: Box) -> list[dict[str, str]]:
    rows = table(box.kit / "findings.csv", "id", "severity", "section", "topic", "evidence", "risk", "recommendation", "owner", "due")
    for row in rows:
        check(row["severity"] in SEVERITIES, f"finding {row['id']}: severity is {row['severity']!r}, expected S1 to S4")
        filled(row, "evidence", f"finding {row['id']}")
    check(len(rows) <= 12, f"findings.csv: at most 12 findings, found {len(rows)}; send the S4 to the author as a list")
    return rows


def seconds(text: str, where: str) -> int:
    minutes, _, rest = text.partition(":")
    if not (minutes.isdigit() and rest.isdigit() and len(rest) == 2 and int(rest) < 60):
        raise Failed(f"{where}: {text!r} is no time, expected minutes and seconds such as 4:30")
    return int(minutes) * 60 + int(rest)


def minutes(total: float) -> str:
    return f"{int(total) // 60}:{int(total) % 60:02d}"


@at(2, "the meeting ends within 60 minutes; each S1 and S2 has an owner and a date")
def _(box: Box) -> None:
    ended = 0
    for row in table(box.kit / "timing.csv", "part", "start", "end"):
        start, end = (seconds(row[key], f"timing.csv, {row['part']}") for key in ("start", "end"))
        check(ended <= start < end, f"timing.csv, {row['part']}: runs from {row['start']} to {row['end']}, after a part that ended at {minutes(ended)}")
        ended = end
    check(ended <= 3600, f"the meeting ended at {minutes(ended)}, expected at most 60:00")
    for row in findings(box):
        if row["severity"] in ("S1", "S2"):
            filled(row, "owner", f"finding {row['id']} ({row['severity']})")
            day(row, "due", f"finding {row['id']} ({row['severity']})")


@at(3, "at least 4 of 6 planted problems found, at most 2 false alarms rated S1")
def _(box: Box) -> None:
    planted = sealed(box.kit / "sealed" / "key.b64")["planted"]
    found, alarms = set(), []
    for row in findings(box):
        hits = {p["id"] for p in planted if parts(row["section"]) & set(p["sections"]) and parts(row["topic"]) & set(p["topics"])}
        found |= hits
        if not hits and row["severity"] == "S1":
            alarms.append(row["id"])
    check(len(found) >= 4, f"planted problems found: expected at least 4 of {len(planted)}, found {len(found)}")
    check(len(alarms) <= 2, f"findings rated S1 that are no planted problem: expected at most 2, found {', '.join(alarms)}")


@at(4, "the facilitator speaks at most 35%, and everybody speaks")
def _(box: Box) -> None:
    rows = table(box.kit / "speaking.csv", "name", "role", "seconds")
    spoken = {row["name"]: number(row, "seconds", f"speaking.csv, {row['name']}") for row in rows}
    facilitators = [row["name"] for row in rows if row["role"] == "facilitator"]
    equal(len(facilitators), 1, "people with the role facilitator")
    check(len(spoken) >= 3, f"speaking.csv: expected at least 3 people, found {len(spoken)}")
    silent = [name for name, value in spoken.items() if value <= 0]
    check(not silent, f"did not speak: {', '.join(silent)}")
    share = spoken[facilitators[0]] / sum(spoken.values())
    check(share <= 0.35, f"the facilitator spoke {share:.1%} of the time, expected at most 35%")


def scaled(weights: dict[str, float], criterion: str, weight: float) -> dict[str, float]:
    rest = 1 - weights[criterion]
    return {name: weight if name == criterion else old * (1 - weight) / rest for name, old in weights.items()}


@at(6, "each weight varied by half: the winner, and where it changes")
def _(box: Box) -> None:
    rows = table(box.kit / "matrix.csv", "criterion", "weight")
    options = [name for name in rows[0] if name not in ("criterion", "weight")]
    check(len(options) >= 2 and len(rows) >= 3, "matrix.csv: expected at least 2 options and 3 criteria")
    weights = {row["criterion"]: number(row, "weight", f"matrix.csv, {row['criterion']}") for row in rows}
    scores = {o: {row["criterion"]: number(row, o, f"matrix.csv, {row['criterion']}") for row in rows} for o in options}
    check(math.isclose(sum(weights.values()), 1, abs_tol=1e-6), f"matrix.csv: weights add up to {sum(weights.values()):.2f}, expected 1.00")

    def score(option: str, with_weights: dict[str, float]) -> float:
        return sum(with_weights[name] * scores[option][name] for name in weights)

    def best(with_weights: dict[str, float]) -> str:
        return max(options, key=lambda option: score(option, with_weights))

    first = best(weights)
    report = {row["criterion"]: row for row in table(box.kit / "sensitivity.csv", "criterion", "at_minus_half", "at_plus_half", "flips_at", "flips_to")}
    for name, weight in weights.items():
        check(name in report, f"sensitivity.csv: no row for the criterion {name!r}")
        row = report[name]
        equal(row["at_minus_half"], best(scaled(weights, name, weight * 0.5)), f"sensitivity.csv, {name}: winner at half the weight")
        equal(row["at_plus_half"], best(scaled(weights, name, min(1.0, weight * 1.5))), f"sensitivity.csv, {name}: winner at one and a half")
        at_none, at_all = scaled(weights, name, 0.0), scaled(weights, name, 1.0)
        ties = []
        for other in options:
            low, high = (score(first, w) - score(other, w) for w in (at_none, at_all))
            if other != first and low != high and 1e-9 < low / (low - high) < 1 - 1e-9:
                ties.append((abs(low / (low - high) - weight), low / (low - high), other))
        if not ties:
            equal(row["flips_at"], "never", f"sensitivity.csv, {name}: flips_at")
            continue
        _, tie, other = min(ties)
        check(row["flips_at"] != "never", f"sensitivity.csv, {name}: says never, but {other} takes the lead at {tie:.3f}")
        check(abs(number(row, "flips_at", f"sensitivity.csv, {name}") - tie) < 0.0011, f"sensitivity.csv, {name}: flips_at is {row['flips_at']}, expected {tie:.3f}")
        equal(row["flips_to"], other, f"sensitivity.csv, {name}: flips_to")


@at(7, "planned work fits the capacity; each bet has metric, baseline, target and a date to stop")
def _(box: Box) -> None:
    capacity_row = table(box.kit / "capacity.csv", "engineers", "weeks", "share")[0]
    capacity = math.prod(number(capacity_row, key, "capacity.csv") for key in ("engineers", "weeks", "share"))
    rows = table(box.kit / "roadmap.csv", "kind", "what", "weeks", "metric", "baseline", "target", "kill_if", "kill_date")
    planned = 0.0
    for row in rows:
        where = f"roadmap.csv, {row['what']}"
        check(row["kind"] in ("bet", "other", "not"), f"{where}: kind is {row['kind']!r}, expected bet, other or not")
        if row["kind"] != "not":
            planned += number(row, "weeks", where)
        if row["kind"] == "bet":
            filled(row, "metric", where)
            filled(row, "kill_if", where)
            day(row, "kill_date", where)
            check(number(row, "baseline", where) != number(row, "target", where), f"{where}: baseline and target are the same")
    check(sum(row["kind"] == "bet" for row in rows) >= 3, "roadmap.csv: expected three bets")
    check(any(row["kind"] == "not" for row in rows), "roadmap.csv: no row of kind not; say what you don't do")
    check(planned <= capacity + 1e-9, f"planned work is {planned:g} engineer-weeks, the capacity is {capacity:.1f}")
