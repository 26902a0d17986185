"""Acceptance tests of week 22, numbered as on its page. They run the comparator and read the files below `rfc/`.

Tests 1, 4 and 12 are for readers and are not here.
"""

import csv
import json
import re
import sys
from datetime import date

from harness import Box, at, check, equal

CLASSES = ("rounding", "stale", "bug")
OUTCOMES = ("accepted", "accepted with conditions", "rejected", "deferred")


def text(box: Box, name: str = "RFC-3.md") -> str:
    path = box.kit / "rfc" / name
    check(path.exists(), f"rfc/{name} is missing")
    return path.read_text(encoding="utf-8")


def section(rfc: str, heading: str) -> str:
    """The text below a heading of the second level."""
    for part in re.split(r"^## ", rfc, flags=re.M)[1:]:
        if part.split("\n", 1)[0].strip() == heading:
            body = part.split("\n", 1)[1] if "\n" in part else ""
            check("TODO" not in body, f"not written yet: section “{heading}” still has a TODO")
            return body
    check(False, f"the RFC has no section “## {heading}”")
    return ""


def table(rfc: str, heading: str, *columns: str) -> list[dict[str, str]]:
    """Rows of the first table of a section, by lower-case column name."""
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in section(rfc, heading).splitlines() if line.startswith("|")]
    check(len(rows) > 2, f"section “{heading}” has no table with a row")
    names = [name.lower() for name in rows[0]]
    for column in columns:
        check(column in names, f"the table of “{heading}” has no column “{column}”; it has {', '.join(names)}")
    for row in rows[2:]:
        check(len(row) == len(names), f"“{heading}”: a row has {len(row)} cells, {len(names)} are expected: {row[0]}")
    return [dict(zip(names, row, strict=True)) for row in rows[2:]]


def words(markdown: str) -> int:
    return sum(1 for word in markdown.split() if re.search(r"\w", word))


def main_body(rfc: str) -> str:
    return re.split(r"^## Appendix", rfc, flags=re.M)[0]


def is_date(cell: str) -> bool:
    try:
        date.fromisoformat(cell)
    except ValueError:
        return False
    return True


def ids(markdown: str) -> set[str]:
    return set(re.findall(r"\bR-\d+\b", markdown))


def field(rfc: str, name: str) -> str:
    found = re.search(rf"^{name}: *(.+)$", rfc, flags=re.M)
    check(found is not None, f"the head of the RFC has no line “{name}: …”")
    check("TODO" not in found[1], f"not written yet: “{name}” in the head of the RFC")
    return found[1].strip()


@at(2, "each goal has metric, baseline, target and date; at least three non-goals")
def _(box: Box) -> None:
    rfc = text(box)
    for row in table(rfc, "Goals", "goal", "metric", "baseline", "target", "date"):
        for column in ("metric", "baseline", "target"):
            check(row[column].strip("–- "), f"goal {row['goal']} has no {column}")
        check(re.search(r"\d", row["target"]), f"goal {row['goal']}: the target {row['target']!r} has no number")
        check(is_date(row["date"]), f"goal {row['goal']}: the date is {row['date']!r}, expected such as 2027-06-30")
    count = len(re.findall(r"^- \S", section(rfc, "Non-goals"), flags=re.M))
    check(count >= 3, f"non-goals: at least 3 expected, found {count}")


@at(3, "each MUST has an id and a test that exists, and none is in lower case")
def _(box: Box) -> None:
    rfc = text(box)
    rows = table(rfc, "Requirements", "id", "requirement", "test")
    check(len(rows) >= 5, f"requirements: at least 5 expected, found {len(rows)}")
    tests = {row["test"] for row in table(rfc, "Test plan", "test", "what it shows")}
    for row in rows:
        check(re.fullmatch(r"R-\d+", row["id"]), f"a requirement has the id {row['id']!r}, expected such as R-04")
        for word in re.findall(r"\b(?:must|shall)\b", row["requirement"]):
            check(False, f"{row['id']} says “{word}” in lower case, which is not normative: write {word.upper()}, or another verb")
        if re.search(r"\b(?:MUST|SHALL|REQUIRED)\b", row["requirement"]):
            check(row["test"], f"{row['id']} has a MUST and no test")
            for test in re.split(r"[, ]+", row["test"]):
                check(test in tests, f"{row['id']} names the test {test}, which the test plan does not have")
    equal(len({row["id"] for row in rows}), len(rows), "different ids of requirements")
    rest = re.sub(r"```.*?```", "", rfc.replace(section(rfc, "Requirements"), ""), flags=re.S)
    for line in rest.splitlines():
        if re.search(r"\b(?:MUST|SHALL)\b", line):
            check(ids(line), f"a MUST stands outside the requirements without an id: {line.strip()[:60]}")


def compare(box: Box, seed: int, count: int, planted: bool = True) -> tuple[dict, dict[str, str], dict[str, dict[str, str]]]:
    """What the comparator counts, the planted truth, and its details by quote."""
    sys.path.insert(0, str(box.kit))
    from gen_quotes import record

    folder, details = box.path / f"seed-{seed}", box.path / f"details-{seed}.csv"
    truth = record(seed, count, folder, planted)
    command = json.loads((box.kit / "compare.json").read_text(encoding="utf-8"))["command"]
    result = box.run([*command, str(folder / "quotes.csv"), str(folder / "promotions.csv"), "--details", str(details)], timeout=30)
    last = (result.err.strip().splitlines() or ["it said nothing"])[-1]
    equal(result.code, 0, f"exit code of the comparator ({last})")
    check(result.seconds < 20, f"{count} quotes took {result.seconds:.1f} s")
    check(details.exists(), "--details wrote no file")
    with details.open(newline="", encoding="utf-8") as file:
        return result.json(), truth, {row["quote_id"]: row for row in csv.DictReader(file)}


@at(5, "the comparator counts every mismatch, to the cent, by its class", timeout=60)
def _(box: Box) -> None:
    for seed, count in ((22, 100_000), (7, 8_000)):
        said, truth, details = compare(box, seed, count)
        unanswered = sum(kind == "unanswered" for kind in truth.values())
        equal(said.get("recorded"), count, "recorded")
        equal(said.get("unanswered"), unanswered, "unanswered: quotes without an answer of the new service")
        equal(said.get("compared"), count - unanswered, "compared: unanswered quotes are no comparisons")
        mismatched = {name: kind for name, kind in truth.items() if kind != "unanswered"}
        for name, kind in mismatched.items():
            row = details.get(name)
            check(row is not None, f"{name} differs ({kind}) and is not among the details: compare whole cents, without a tolerance")
            equal(row["class"], kind, f"class of {name} (old {row['old_cents']}, new {row['new_cents']} cents)")
        equal(sorted(set(details) - set(mismatched)), [], "quotes among the details that do not differ")
        for kind in CLASSES:
            equal(said.get(kind), sum(found == kind for found in mismatched.values()), f"count of {kind}")
        equal(said.get("match"), count - len(truth), "match")
        largest = max(abs(int(row["new_cents"]) - int(row["old_cents"])) for row in details.values() if row["class"] == "bug")
        equal(said.get("maxBugCents"), largest, "maxBugCents")
        equal(said["gate"]["passes"], False, "whether the gate opens")
        equal(len(said["gate"]["lacking"]), 3, f"reasons that keep the gate closed, of {said['gate']['lacking']}")
    said, _, _ = compare(box, 3, 2_000, planted=False)
    equal([said["rounding"], said["stale"], said["bug"], said["maxBugCents"]], [0, 0, 0, 0], "mismatches of a clean recording")
    equal(len(said["gate"]["lacking"]), 1, "reasons after a clean recording: 2,000 comparisons are too few, and that is all")


@at(6, "each stage 1 to 5 says steps, time and effect of a rollback, stage 6 why there is none")
def _(box: Box) -> None:
    rows = table(text(box), "Migration", "stage", "gate", "rollback steps", "rollback time", "effect on data")
    stages = {row["stage"].split()[0]: row for row in rows if row["stage"]}
    equal(sorted(stages), list("0123456"), "stages")
    for number in "12345":
        row = stages[number]
        check(re.search(r"\d", row["gate"]), f"stage {number}: the gate has no number")
        for column in ("rollback steps", "effect on data"):
            check(row[column].strip("–- "), f"stage {number}: {column} is empty")
        found = re.search(r"(\d+(?:\.\d+)?)\s*(s|min|h)\b", row["rollback time"])
        check(found, f"stage {number}: the rollback time is {row['rollback time']!r}, expected such as “8 min”")
        minutes = float(found[1]) * {"s": 1 / 60, "min": 1, "h": 60}[found[2]]
        check(number == "5" or minutes <= 10, f"stage {number}: the rollback takes {minutes:g} min, at most 10 are allowed")
    check(words(stages["6"]["rollback steps"]) >= 5, "stage 6: say why there is no way back")


@at(7, "the estimate is a range that follows from three points a package, with assumptions")
def _(box: Box) -> None:
    rfc = text(box)
    rows = table(rfc, "Estimate", "package", "shortest", "likely", "longest", "mean")
    check(len(rows) >= 3, f"packages: at least 3 expected, found {len(rows)}")
    mean = variance = 0.0
    for row in rows:
        low, likely, high, said = (float(row[name]) for name in ("shortest", "likely", "longest", "mean"))
        check(low < likely < high, f"{row['package']}: shortest, likely and longest have to rise")
        expected = (low + 4 * likely + high) / 6
        check(abs(said - expected) <= 0.01, f"{row['package']}: mean expected {expected:.2f}, found {said:g}")
        mean, variance = mean + expected, variance + ((high - low) / 6) ** 2
    body = section(rfc, "Estimate")
    ends = re.search(r"([\d.]+) weeks expected, ([\d.]+) weeks with 85% confidence", body)
    check(ends, "expected a line “… weeks expected, … weeks with 85% confidence”")
    at85 = mean + 1.036 * variance**0.5
    check(abs(float(ends[1]) - mean) <= 0.5, f"expected value: the means add up to {mean:.1f} weeks, found {ends[1]}")
    check(abs(float(ends[2]) - at85) <= 0.5, f"85% value: {at85:.1f} weeks follow from the table, found {ends[2]}")
    parts = body.split("### Assumptions")
    check(len(parts) == 2, "the section has no “### Assumptions”")
    count = len(re.findall(r"^- \S", parts[1], flags=re.M))
    check(count >= 3, f"assumptions: at least 3 expected, found {count}")


@at(8, "at least four of eight stakeholders were spoken to, and their objections stand in the text")
def _(box: Box) -> None:
    with (box.kit / "rfc" / "stakeholders.csv").open(newline="", encoding="utf-8") as file:
        people = list(csv.DictReader(file))
    check(all(row["name"] != "TODO" for row in people), "not written yet: rfc/stakeholders.csv")
    check(len(people) >= 8, f"stakeholders: at least 8 expected, found {len(people)}")
    for row in people:
        check((row["loses"] or "").strip(), f"{row['name']}: say what they lose, or “nothing” with a reason")
    rfc = text(box)
    meeting = table(rfc, "Decision log", "date")[0]["date"]
    spoken = [row for row in people if is_date(row["spoken_to_on"]) and row["spoken_to_on"] < meeting]
    check(len(spoken) >= 4, f"spoken to before {meeting}: at least 4 expected, found {len(spoken)}")
    objections = section(rfc, "Objections")
    for row in spoken:
        check(row["objection"].strip(), f"{row['name']}: the main objection is missing")
        check(row["name"] in objections, f"the objection of {row['name']} does not stand in the section “Objections”")


@at(9, "the decision log has outcome, date, decider and dissent")
def _(box: Box) -> None:
    rfc = text(box)
    for row in table(rfc, "Decision log", "date", "outcome", "decider", "conditions", "dissent"):
        check(is_date(row["date"]), f"decision log: the date is {row['date']!r}, expected such as 2026-12-04")
        check(row["outcome"] in OUTCOMES, f"outcome {row['outcome']!r}: expected one of {', '.join(OUTCOMES)}")
        equal(row["decider"], field(rfc, "Decider"), "decider in the log, against the head of the RFC")
        check(row["dissent"], "dissent is empty: write who disagreed and why, or “none”")
        if row["outcome"] == "accepted with conditions":
            check(words(row["conditions"]) >= 3, "accepted with conditions, and none is written down")
        status = row["outcome"]
    equal(field(rfc, "Status"), status, "status in the head, against the last outcome of the log")


@at(10, "30% fewer words than the draft, no requirement lost, links that lead somewhere")
def _(box: Box) -> None:
    draft, rfc = text(box, "RFC-3-draft.md"), text(box)
    check("TODO" not in draft, "not written yet: rfc/RFC-3-draft.md")
    before, after = words(main_body(draft)), words(main_body(rfc))
    check(after <= 0.7 * before, f"main body: {before} words in the draft allow {int(0.7 * before)}, found {after}")
    lost = sorted(ids(draft) - ids(rfc))
    equal(lost, [], "requirements of the draft that the final text lost")
    check(words(section(rfc, "Summary")) <= 150, f"summary: at most 150 words, found {words(section(rfc, 'Summary'))}")
    anchors = {re.sub(r"[^\w -]", "", heading.lower()).strip().replace(" ", "-") for heading in re.findall(r"^#+ (.+)$", rfc, flags=re.M)}
    for target in re.findall(r"\]\(([^)\s]+)\)", rfc):
        if target.startswith("#"):
            check(target[1:] in anchors, f"the link {target} leads to no heading")
        elif "://" not in target:
            check((box.kit / "rfc" / target.split("#")[0]).exists(), f"the link {target} leads to no file")


@at(11, "stage 5 requires both finance feeds to agree to the cent for 7 days")
def _(box: Box) -> None:
    rfc = text(box)
    gate = next((row["gate"] for row in table(rfc, "Migration", "stage", "gate") if row["stage"].startswith("5")), "")
    check(re.search(r"\b7 (?:days|nights)\b", gate) and "cent" in gate, f"gate of stage 5: expected “to the cent” and “7 days”, found {gate!r}")
    rows = [row for row in table(rfc, "Requirements", "id", "requirement") if re.search(r"\b7 (?:days|nights)\b", row["requirement"])]
    check(any("cent" in row["requirement"] and "MUST" in row["requirement"] for row in rows), "no requirement says that the feeds MUST agree to the cent for 7 days")
