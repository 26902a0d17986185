"""Acceptance tests of week 21, numbered as on its page. They read tables and recompute them."""

import re

from documents import day, filled, number, parts, sealed, table
from harness import Box, at, check, equal

DESIGNS = ("a", "b", "c")
TYPES = ("risk", "sensitivity", "tradeoff", "non-risk")
MOST, MOST_S1, MOST_DAYS = 12, 3, 10


def findings(box: Box) -> list[dict[str, str]]:
    rows = table(
        box.kit / "findings.csv", "design", "id", "severity", "type", "section", "topic", "evidence", "scenario",
        "recommendation", "effort_days", "owner", "due", "confidence",
    )
    for row in rows:
        where = f"finding {row['id']}"
        row["design"] = row["design"].lower()
        check(row["design"] in DESIGNS, f"{where}: design is {row['design']!r}, expected a, b or c")
        check(row["type"] in TYPES, f"{where}: type is {row['type']!r}, expected one of {', '.join(TYPES)}")
        check(row["severity"] in ("S1", "S2", "S3", "S4"), f"{where}: severity is {row['severity']!r}, expected S1 to S4")
    return rows


def of_design(box: Box, design: str) -> list[dict[str, str]]:
    rows = [row for row in findings(box) if row["design"] == design]
    check(rows, f"findings.csv: not written yet, no finding on design {design}")
    return rows


def key(box: Box, design: str) -> dict:
    return sealed(box.kit / "sealed" / f"key-{design}.b64")


def hits(row: dict[str, str], planted: list[dict]) -> set[str]:
    if row["type"] == "non-risk":
        return set()
    sections, topics = parts(row["section"]), parts(row["topic"])
    return {fault["id"] for fault in planted if sections & set(fault["sections"]) and topics & set(fault["topics"])}


def found(box: Box, design: str) -> set[str]:
    planted = key(box, design)["planted"]
    return {fault for row in of_design(box, design) for fault in hits(row, planted)}


def alarms(box: Box, design: str) -> set[str]:
    opened = key(box, design)
    loud = [row for row in of_design(box, design) if row["severity"] in ("S1", "S2") and row["type"] != "non-risk" and not hits(row, opened["planted"])]
    return {decoy["id"] for decoy in opened["decoys"] for row in loud if parts(row["section"]) & set(decoy["sections"])}


def score(box: Box, design: str) -> dict[str, str]:
    """The row of scores.csv for a design, after its arithmetic was checked."""
    rows = {row["design"].lower(): row for row in table(box.kit / "scores.csv", "design", "hits", "hit_rate", "false_alarms", "reason")}
    check(design in rows, f"scores.csv: no row for design {design}")
    where = f"scores.csv, {design}"
    expected = len(found(box, design))
    equal(number(rows[design], "hits", where), expected, f"{where}: hits (a decoy is no hit, a fault counts once)")
    equal(number(rows[design], "hit_rate", where), round(expected / 8, 3), f"{where}: hit_rate")
    equal(number(rows[design], "false_alarms", where), len(alarms(box, design)), f"{where}: false_alarms")
    return rows[design]


@at(2, "design A: 5 of 8 faults, every planted S1, at most one decoy rated S1 or S2")
def _(box: Box) -> None:
    planted = key(box, "a")["planted"]
    mine = found(box, "a")
    check(len(mine) >= 5, f"planted faults found in A: expected at least 5 of 8, found {len(mine)}")
    missed = [fault for fault in planted if fault["severity"] == "S1" and fault["id"] not in mine]
    check(not missed, f"planted S1 faults of A that were not found: {len(missed)}")
    check(len(alarms(box, "a")) <= 1, f"decoys of A rated S1 or S2: expected at most 1, found {len(alarms(box, 'a'))}")
    score(box, "a")


@at(3, "B and C: a hit rate at least that of A, or a reason")
def _(box: Box) -> None:
    base = number(score(box, "a"), "hit_rate", "scores.csv, a")
    for design in ("b", "c"):
        row = score(box, design)
        if number(row, "hit_rate", f"scores.csv, {design}") < base:
            check(len(row["reason"].split()) >= 6, f"scores.csv, {design}: hit rate {row['hit_rate']} is below that of A ({base}); analyse the reason")


@at(4, "evidence for each finding; at most 12 and 3 S1 a review; an S1 is fixed or tried within ten days")
def _(box: Box) -> None:
    rows = findings(box)
    for row in rows:
        where = f"finding {row['id']}"
        evidence = filled(row, "evidence", where)
        check("best practice" not in evidence.lower(), f"{where}: best practice is no evidence; name a section, number, log line or test")
        check(re.search(r"\d", evidence), f"{where}: evidence {evidence!r} names no section, number, log line or test")
        if row["type"] == "non-risk":
            continue
        filled(row, "recommendation", where)
        if row["severity"] in ("S1", "S2"):
            filled(row, "owner", where)
            filled(row, "scenario", where)
            day(row, "due", where)
        if row["severity"] == "S1":
            days = number(row, "effort_days", where)
            check(days <= MOST_DAYS, f"{where}: {days:g} days for an S1; name a fix or an experiment of at most {MOST_DAYS}")
    for design in DESIGNS:
        mine = of_design(box, design)
        risks = [row for row in mine if row["type"] != "non-risk"]
        loudest = [row for row in risks if row["severity"] == "S1"]
        check(len(risks) <= MOST, f"design {design}: {len(risks)} findings, expected at most {MOST}")
        check(len(loudest) <= MOST_S1, f"design {design}: {len(loudest)} S1, expected at most {MOST_S1}")
        check(len(mine) > len(risks), f"design {design}: no non-risk; name at least one good decision with its reason")


def register(box: Box) -> list[dict[str, float | str]]:
    """The rows with exposure, reduction and leverage recomputed and compared."""
    cells = ("p_low", "p", "p_high", "impact_low", "impact", "impact_high", "exposure", "cost", "p_after", "reduction", "leverage")
    out: list[dict[str, float | str]] = []
    for row in table(box.kit / "register.csv", "risk", *cells, "mitigation", "rank_exposure", "rank_leverage", "chosen", "trigger", "owner"):
        where = f"register.csv, {row['risk']}"
        n = {cell: number(row, cell, where) for cell in cells}
        check(n["p_low"] <= n["p"] <= n["p_high"] <= 1, f"{where}: expected p_low ≤ p ≤ p_high ≤ 1")
        check(n["impact_low"] <= n["impact"] <= n["impact_high"], f"{where}: expected impact_low ≤ impact ≤ impact_high")
        check(n["p_low"] < n["p_high"], f"{where}: the probability is a single number, expected a range")
        same(n["exposure"], n["p"] * n["impact"], f"{where}: exposure is p × impact")
        same(n["reduction"], (n["p"] - n["p_after"]) * n["impact"], f"{where}: reduction is (p − p_after) × impact")
        check(n["cost"] > 0, f"{where}: cost is {n['cost']:g}, expected more than 0")
        same(n["leverage"], n["reduction"] / n["cost"], f"{where}: leverage is reduction ÷ cost")
        check(row["chosen"] in ("yes", "no"), f"{where}: chosen is {row['chosen']!r}, expected yes or no")
        for cell in ("mitigation", "trigger", "owner"):
            filled(row, cell, where)
        out.append({**row, **n})
    return out


def same(value: float, expected: float, what: str) -> None:
    check(abs(value - expected) <= 0.06, f"{what}: expected {expected:.1f}, found {value:g}")


@at(5, "the register: arithmetic, both orders, and a reason for the choice")
def _(box: Box) -> None:
    rows = register(box)
    check(len(rows) >= 4, f"register.csv: expected at least 4 risks over the three reviews, found {len(rows)}")
    for rank, true in (("rank_exposure", lambda r: r["p"] * r["impact"]), ("rank_leverage", lambda r: (r["p"] - r["p_after"]) * r["impact"] / r["cost"])):
        order = [row["risk"] for row in sorted(rows, key=true, reverse=True)]
        mine = [row["risk"] for row in sorted(rows, key=lambda r: number(r, rank, f"register.csv, {r['risk']}"))]
        equal(mine, order, f"register.csv: order by {rank}")
    reason = table(box.kit / "choice.csv", "budget", "spent", "residual", "reason")[0]["reason"]
    check(len(reason.split()) >= 8, "choice.csv: explain in a sentence why these were chosen and what stays")


@at(6, "the choice fits the budget of 100, and the residual exposure is stated")
def _(box: Box) -> None:
    rows = register(box)
    choice = table(box.kit / "choice.csv", "budget", "spent", "residual", "reason")[0]
    chosen = [row for row in rows if row["chosen"] == "yes"]
    check(chosen, "register.csv: nothing is chosen")
    spent = sum(row["cost"] for row in chosen)
    names = " + ".join(str(row["risk"]) for row in chosen)
    equal(number(choice, "budget", "choice.csv"), 100.0, "choice.csv: budget in thousand euros")
    check(spent <= 100, f"{names} cost {spent:g}, the budget is 100")
    same(number(choice, "spent", "choice.csv"), spent, f"choice.csv: spent on {names}")
    residual = sum(row["p"] * row["impact"] for row in rows) - sum((row["p"] - row["p_after"]) * row["impact"] for row in chosen)
    same(number(choice, "residual", "choice.csv"), residual, "choice.csv: residual is all exposure minus what the chosen remove")


@at(11, "confidence compared with the outcome")
def _(box: Box) -> None:
    opened = {design: key(box, design)["planted"] for design in DESIGNS}
    tally: dict[int, list[bool]] = {}
    for row in findings(box):
        if row["type"] == "non-risk":
            continue
        confidence = int(number(row, "confidence", f"finding {row['id']}"))
        check(confidence in (50, 70, 90), f"finding {row['id']}: confidence is {confidence}, expected 50, 70 or 90")
        tally.setdefault(confidence, []).append(bool(hits(row, opened[row["design"]])))
    rows = {int(number(row, "confidence", "calibration.csv")): row for row in table(box.kit / "calibration.csv", "confidence", "findings", "right", "rate")}
    for confidence, outcomes in sorted(tally.items()):
        check(confidence in rows, f"calibration.csv: no row for {confidence}")
        where = f"calibration.csv, {confidence}"
        equal(number(rows[confidence], "findings", where), len(outcomes), f"{where}: findings")
        equal(number(rows[confidence], "right", where), sum(outcomes), f"{where}: right")
        rate = sum(outcomes) / len(outcomes)
        check(abs(number(rows[confidence], "rate", where) - rate) < 0.0051, f"{where}: rate is {rows[confidence]['rate']}, expected {rate:.2f}")
