"""Acceptance tests of week 23, numbered as on its page: rules under promtool and live, the three programs, the records."""

import csv
import json
import re
import shutil
import subprocess
import time
from datetime import date, datetime
from pathlib import Path

from harness import Box, Result, at, check, equal, eventually, free_port, http
from servers import alertmanager, find, prometheus

RULES = "rules/slo.rules.yaml"
SCALE = 300
"""Live, every window is divided by this: an hour is 12 s, five minutes are 1 s."""
SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
BLAME = r"human error|careless|negligen\w+|should have|to blame|fault of|was warned|root cause: \w+ did"


def rules(box: Box) -> str:
    text = (box.kit / RULES).read_text(encoding="utf-8")
    check("not written yet" not in text, f"not written yet: {RULES}")
    return text


def fires(box: Box, name: str, series: dict[str, str], step: str, expected: dict[str, dict[str, bool]]) -> None:
    """Runs the rules over made-up series and asks at which time which alert fires: {alert: {time: whether}}."""
    rules(box)
    tests = [
        {
            "expr": f'clamp_max(count(ALERTS{{alertname="{alert}", alertstate="firing"}}), 1)',
            "eval_time": moment,
            "exp_samples": [{"labels": "{}", "value": 1}] if whether else [],
        }
        for alert, moments in expected.items()
        for moment, whether in moments.items()
    ]
    given = [{"series": key, "values": value} for key, value in series.items()]
    path = box.path / f"{name}.test.yaml"
    content = {"rule_files": [str(box.kit / RULES)], "evaluation_interval": step, "tests": [{"interval": step, "input_series": given, "promql_expr_test": tests}]}
    path.write_text(json.dumps(content), encoding="utf-8")
    result = box.run([find("Prometheus", "promtool"), "test", "rules", str(path)], timeout=60)
    if result.code != 0:
        said = result.out + result.err
        found = re.search(r'alertname=\\?"(\w+)\\?".*?time: (\w+)', said, flags=re.S)
        wrong = f"{found[1]} at {found[2]} after the start ({'expected to fire' if expected.get(found[1], {}).get(found[2]) else 'expected to be silent'})" if found else said[-200:]
        check(False, f"{name}: {wrong}")


def series(journey: str, errors: str, requests: str) -> dict[str, str]:
    return {f'edge_requests_total{{journey="{journey}"}}': requests, f'edge_errors_total{{journey="{journey}"}}': errors}


def command(box: Box, name: str) -> list[str]:
    return json.loads((box.kit / "serve.json").read_text(encoding="utf-8"))[name]


def start(box: Box, name: str, env: dict[str, str]) -> str:
    """Starts pager or switch and returns its address."""
    port = free_port()
    box.start(command(box, name), env={f"{name.upper()}_PORT": str(port), **env}, ready=f"http://127.0.0.1:{port}/pages")
    return f"http://127.0.0.1:{port}"


@at(1, "12% errors page after 7 to 9 minutes and are silent 6 minutes after the fix; live they reach the pager", timeout=90)
def _(box: Box) -> None:
    browse = series("browse", "0x720 360+360x23 8640x96", "0+3000x840")
    fires(box, "12% for 12 minutes", browse, "30s", {"BrowseBurnPage": {"366m": False, "369m": True, "372m": True, "378m": False}})
    checkout = series("checkout", "0x720 360+360x89 32400x30", "0+3000x840")
    fires(box, "12% at checkout", checkout, "30s", {"CheckoutBurnPage": {"395m": False, "398m": True}})
    live(box)


def live(box: Box) -> None:
    """The learner's rules with short windows, on real servers, until the page has come and gone."""
    pager = start(box, "pager", {"TIMELINE_FILE": str(box.path / "pages.jsonl"), "ACK_SECONDS": "600"})
    shop_port = free_port()
    shop = f"http://127.0.0.1:{shop_port}"
    box.start(["node", "gameday/shop.mjs"], env={"SHOP_PORT": str(shop_port)}, ready=f"{shop}/metrics")
    folders = [box.path / name for name in ("prometheus", "alertmanager")]
    for folder in folders:
        folder.mkdir()
    routes = (box.kit / "alertmanager.yml").read_text(encoding="utf-8").replace("http://127.0.0.1:9911", pager)
    routes = re.sub(r"group_wait: \w+", "group_wait: 0s", re.sub(r"group_interval: \w+", "group_interval: 1s", routes))
    manager = alertmanager(routes, folders[1], free_port())
    short = re.sub(r"\[(\d+)([smhd])\]", lambda found: f"[{int(found[1]) * SECONDS[found[2]] * 1000 // SCALE}ms]", rules(box))
    (folders[0] / "rules.yaml").write_text(re.sub(r"\bfor: \w+", "for: 1s", short), encoding="utf-8")
    config = f"""
global: {{ scrape_interval: 100ms, scrape_timeout: 100ms, evaluation_interval: 200ms }}
rule_files: ["{{folder}}/rules.yaml"]
alerting: {{ alertmanagers: [{{ static_configs: [{{ targets: ["127.0.0.1:{manager.port}"] }}] }}] }}
scrape_configs: [{{ job_name: edge, static_configs: [{{ targets: ["127.0.0.1:{shop_port}"] }}] }}]
"""
    server = prometheus(config, folders[0], free_port())
    query = f"{server.url}/api/v1/query?query=count_over_time(edge_requests_total%7Bjourney%3D%22browse%22%7D%5B10s%5D)"
    eventually(lambda: [row for row in http("GET", query).json()["data"]["result"] if float(row["value"][1]) > 15], "Prometheus scraped too little of the shop", 20)

    def pages(status: str) -> list[dict]:
        found = http("GET", f"{pager}/pages").json()
        return [page for page in found if page["alertname"] == "BrowseBurnPage" and page["status"] == status]

    equal(pages("firing"), [], "pages before any error")
    http("POST", f"{shop}/inject", {"id": "live", "journey": "browse", "errors": 0.12})
    eventually(lambda: pages("firing"), "12% errors live: BrowseBurnPage did not reach the pager", 15)
    http("POST", f"{shop}/inject", {"id": "live", "journey": "browse", "errors": 0})
    eventually(lambda: pages("resolved"), "the errors have ended: the pager did not hear that BrowseBurnPage is resolved", 20)


@at(2, "0.12% errors do not page and open a ticket after 60 hours", timeout=60)
def _(box: Box) -> None:
    slow = series("browse", "0x864 36+36x863", "0+30000x1728")
    fires(box, "0.12% for 72 hours", slow, "5m", {
        "BrowseBurnTicket": {"100h": False, "131h": False, "133h": True},
        "BrowseBurnPage": {"80h": False, "100h": False, "133h": False, "143h": False},
    })


@at(3, "a minute without a good answer pages, ends within 10 minutes, and costs 1 of 43.2 minutes", timeout=60)
def _(box: Box) -> None:
    outage = series("browse", "0x1440 1500+1500x3 6000x60", "0+1500x1500")
    fires(box, "100% for 60 seconds", outage, "15s", {"BrowseBurnPage": {"359m": False, "362m": True, "371m": False}})
    said = incident(box, "budget", "--target", "0.999", "--days", "30", "--minutes", "1", "--ratio", "1").json()
    for name, expected in (("budgetMin", 43.2), ("spentMin", 1), ("spentPercent", 2.31)):
        check(abs(float(said.get(name, 0)) - expected) < 0.05, f"{name}: expected {expected}, found {said.get(name)}")


def webhook(status: str, name: str = "BrowseBurnPage", fingerprint: str = "f1") -> dict:
    labels = {"alertname": name, "journey": "browse", "severity": "page"}
    return {"version": "4", "status": status, "alerts": [{"status": status, "labels": labels, "annotations": {}, "fingerprint": fingerprint}]}


@at(4, "an unacknowledged page goes to the secondary, an acknowledged one does not")
def _(box: Box) -> None:
    weeks = json.loads((box.kit / "rota.json").read_text(encoding="utf-8"))["weeks"]
    people = {week[role] for week in weeks for role in ("primary", "secondary")}
    check(len(people) >= 4, f"the rota has {len(people)} people, at least 4 are expected")
    file = box.path / "pages.jsonl"
    pager = start(box, "pager", {"ACK_SECONDS": "1", "TIMELINE_FILE": str(file)})

    def page(alert: str) -> dict:
        return next((found for found in http("GET", f"{pager}/pages").json() if found["alertname"] == alert), {"notified": []})

    http("POST", f"{pager}/alerts", webhook("firing"))
    equal(len(page("BrowseBurnPage")["notified"]), 1, "people notified at once")
    http("POST", f"{pager}/alerts", webhook("firing", "CheckoutBurnPage", "f2"))
    http("POST", f"{pager}/ack", {"id": page("CheckoutBurnPage")["id"], "who": "Ana"})
    found = eventually(lambda: page("BrowseBurnPage")["notified"][1:], "no second person was notified after ACK_SECONDS", 5)
    first = page("BrowseBurnPage")["notified"][0]
    check(found[0]["who"] != first["who"], f"primary and secondary are both {first['who']}")
    took = (moment(found[0]["at"]) - moment(first["at"])).total_seconds()
    check(took >= 0.9, f"the secondary was notified after {took:.1f} s, ACK_SECONDS is 1")
    time.sleep(0.3)
    equal(len(page("CheckoutBurnPage")["notified"]), 1, "people notified of a page that was acknowledged")
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    told = [line["who"] for line in lines if line["kind"] == "page" and "BrowseBurnPage" in line["text"]]
    equal(told, [first["who"], found[0]["who"]], "notifications of BrowseBurnPage in TIMELINE_FILE")


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def incident(box: Box, *arguments: str, now: str = "2026-12-02T14:11:00Z", code: int = 0) -> Result:
    result = box.run([*command(box, "incident"), *arguments], env={"INCIDENTS_DIR": str(box.path / "incidents"), "INCIDENT_NOW": now})
    last = (result.err.strip().splitlines() or ["it said nothing"])[-1]
    equal(result.code, code, f"exit code of incident {' '.join(arguments[:2])} ({last})")
    return result


def timeline(box: Box, name: str) -> list[dict]:
    path = box.kit / "incidents" / name / "timeline.jsonl"
    check(path.exists(), f"not written yet: incidents/{name}/timeline.jsonl, which your incident tool writes in the game day")
    entries = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    for entry in entries:
        check(entry.get("at") and entry.get("who") and entry.get("kind"), f"an entry lacks at, who or kind: {entry}")
    return sorted(entries, key=lambda entry: moment(entry["at"]))


def first(entries: list[dict], kind: str, name: str) -> datetime:
    found = next((entry for entry in entries if entry["kind"] == kind), None)
    check(found, f"{name} has no entry “{kind}”")
    return moment(found["at"])


@at(5, "game day 1: declared within 5 minutes, first update within 10, mitigated before the cause is known")
def _(box: Box) -> None:
    incident(box, "declare", "x1", "--sev", "2", "--title", "browse", "--ic", "Ana")
    for kind, now in (("start", "2026-12-02T14:00:00Z"), ("page", "2026-12-02T14:08:00Z")):
        incident(box, "note", "x1", "--kind", kind, "--who", "play", "--text", "x", now=now)
    incident(box, "update", "x1", "--to", "users", "--text", "we are on it", "--who", "Cleo", now="2026-12-02T14:17:00Z")
    incident(box, "resolve", "x1", "--who", "Ana", code=2)
    incident(box, "note", "x1", "--kind", "mitigate", "--who", "Ben", "--text", "rollback", now="2026-12-02T14:25:00Z")
    incident(box, "resolve", "x1", "--who", "Ana", now="2026-12-02T14:55:00Z")
    equal(incident(box, "show", "x1").json(), {"detectMin": 8, "declareMin": 3, "firstUpdateMin": 6, "mitigateMin": 14}, "what show prints")
    check((box.path / "incidents" / "x1" / "postmortem.md").exists(), "declare made no postmortem.md")
    entries = timeline(box, "gd1")
    declared = first(entries, "declare", "gd1")
    late = (declared - first(entries, "page", "gd1")).total_seconds() / 60
    check(late <= 5, f"gd1 was declared {late:g} minutes after the page, at most 5 are expected")
    check(any(entry["kind"] == "role" and "command" in entry["text"].lower() for entry in entries), "gd1 names no commander")
    waited = (first(entries, "update", "gd1") - declared).total_seconds() / 60
    check(waited <= 10, f"gd1: the first update came after {waited:g} minutes, at most 10 are expected")
    causes = [moment(entry["at"]) for entry in entries if entry["kind"] == "cause"]
    check(not causes or first(entries, "mitigate", "gd1") < causes[0], "gd1: the cause stands before the mitigation")


@at(6, "game day 2: each decision has a reason, and one hand-over has its five lines")
def _(box: Box) -> None:
    incident(box, "declare", "x2", "--sev", "1", "--title", "t", "--ic", "Ben")
    incident(box, "note", "x2", "--kind", "decision", "--who", "Ben", "--text", "keep the shop open", code=2)
    entries = timeline(box, "gd2")
    decisions = [entry for entry in entries if entry["kind"] == "decision"]
    check(decisions, "gd2 has no decision")
    for entry in decisions:
        check(entry.get("reason"), f"gd2: the decision “{entry['text']}” has no reason")
    handovers = [entry["text"].lower() for entry in entries if entry["kind"] == "handover"]
    check(handovers, "gd2 has no hand-over")
    for line in ("condition", "actions", "pending", "next update", "people"):
        check(any(f"{line}:" in text for text in handovers), f"gd2: no hand-over has the line “{line}: …”")


def rows(text: str, heading: str) -> list[list[str]]:
    part = next((part for part in re.split(r"^## ", text, flags=re.M) if part.startswith(heading)), "")
    lines = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in part.splitlines() if line.startswith("|")]
    check(len(lines) > 2, f"section “{heading}” has no table with a row")
    return lines[2:]


def document(box: Box, name: str) -> str:
    text = (box.kit / name).read_text(encoding="utf-8")
    check("TODO" not in text, f"not written yet: {name} still has a TODO")
    return text


def is_date(cell: str) -> bool:
    try:
        date.fromisoformat(cell)
    except ValueError:
        return False
    return True


def actions(box: Box, name: str) -> list[list[str]]:
    return rows(document(box, f"incidents/{name}/postmortem.md"), "Actions")


@at(7, "both postmortems: no blame, three contributing factors, at most five actions, one of them detects")
def _(box: Box) -> None:
    for name in ("gd1", "gd2"):
        text = document(box, f"incidents/{name}/postmortem.md")
        found = re.search(BLAME, text, flags=re.I)
        check(not found, f"{name}: “{found and found[0]}” judges a person or a world that did not happen")
        part = next((part for part in re.split(r"^## ", text, flags=re.M) if part.startswith("Contributing factors")), "")
        count = len(re.findall(r"^- \S", part, flags=re.M))
        check(count >= 3, f"{name}: at least 3 contributing factors expected, found {count}")
        found_actions = actions(box, name)
        check(len(found_actions) <= 5, f"{name}: at most 5 actions, found {len(found_actions)}")
        for identity, _, kind, owner, due in found_actions:
            check(kind in {"prevent", "detect", "mitigate"}, f"{name} {identity}: type {kind!r}, expected prevent, detect or mitigate")
            check(owner and is_date(due), f"{name} {identity}: owner {owner!r} and due {due!r}, expected a name and a date")
        check(any(row[2] == "detect" for row in found_actions), f"{name}: no action has the type detect")


@at(8, "the same fault again is detected or mitigated sooner after two actions")
def _(box: Box) -> None:
    document(box, "incidents/reinject.csv")
    table = list(csv.DictReader((box.kit / "incidents" / "reinject.csv").open(newline="", encoding="utf-8")))
    check(len(table) >= 2, f"reinject.csv: two actions expected, found {len(table)}")
    spans = {"detect": ("start", "page"), "mitigate": ("declare", "mitigate")}
    for row in table:
        known = {action[0] for action in actions(box, row["incident"])}
        check(row["action"] in known, f"reinject.csv: {row['incident']} has no action {row['action']}")
        check(row["measure"] in spans, f"reinject.csv: measure {row['measure']!r}, expected detect or mitigate")
        entries = timeline(box, row["incident"])
        begin, end = (first(entries, kind, row["incident"]) for kind in spans[row["measure"]])
        took = (end - begin).total_seconds() / 60
        check(abs(float(row["before_min"]) - took) <= 1, f"{row['action']}: before_min is {row['before_min']}, the timeline says {took:g}")
        check(0 < float(row["after_min"]) < float(row["before_min"]), f"{row['action']}: {row['after_min']} min is not less than {row['before_min']}")


@at(9, "each alert has user impact, runbook and owner, and one was deleted with a reason")
def _(box: Box) -> None:
    document(box, "docs/alerts.csv")
    table = list(csv.DictReader((box.kit / "docs" / "alerts.csv").open(newline="", encoding="utf-8")))
    named = set(re.findall(r"alert: (\w+)", rules(box)))
    for row in table:
        for column in ("user_impact", "runbook", "owner"):
            check(row[column].strip(), f"{row['alert']}: {column} is empty")
    kept = {row["alert"] for row in table if row["verdict"] != "deleted"}
    equal(sorted(named - kept), [], f"alerts of {RULES} that the list lacks")
    deleted = [row for row in table if row["verdict"] == "deleted"]
    check(deleted, "no alert has the verdict “deleted”")
    for row in deleted:
        check(row["reason"].strip(), f"{row['alert']}: deleted without a reason")
        check(row["alert"] not in named, f"{row['alert']} is deleted in the list and still stands in the rules")


def head(text: str, name: str) -> str:
    found = re.search(rf"^{name}: *(.+)$", text, flags=re.M)
    check(found, f"there is no line “{name}: …”")
    return found[1].strip()


@at(10, "the readiness review of inventory fails, with conditions and dates")
def _(box: Box) -> None:
    text = document(box, "docs/prr-inventory.md")
    equal(head(text, "Verdict"), "failed", "verdict")
    check(is_date(head(text, "Date")), "the review has no date such as 2026-12-03")
    items = re.findall(r"^\| *rollback *\|([^|]+)\|([^|]+)\|", text, flags=re.M)
    check(items and items[0][1].strip() == "missing", "expected a row “rollback” with its evidence and the result “missing”")
    for condition, owner, due in rows(text, "Conditions"):
        check(condition and owner and is_date(due), f"condition “{condition}”: owner {owner!r}, due {due!r}")


@at(11, "a spent budget leads to a freeze or a signed exception with an end")
def _(box: Box) -> None:
    text = document(box, "docs/budget-decision.md")
    spent = float(head(text, "Spent").rstrip("% "))
    check(spent >= 100, f"spent: at least 100% expected, found {spent:g}%")
    check(head(text, "Decision") in {"freeze", "exception"}, f"decision {head(text, 'Decision')!r}, expected freeze or exception")
    begin, end = head(text, "Date"), head(text, "Until")
    check(is_date(begin) and is_date(end) and begin < end, f"date {begin!r} and until {end!r}: expected two days, the second later")
    head(text, "Signed")


@at(12, "silence of the monitoring arrives on another path; without series Watchdog and NoData fire", timeout=60)
def _(box: Box) -> None:
    gone = {**series("browse", "0x20 stale", "0+1500x20 stale"), **series("checkout", "0x20 stale", "0+1500x20 stale")}
    fires(box, "series vanish", gone, "30s", {"NoData": {"8m": False, "25m": True}, "Watchdog": {"5m": True, "25m": True}, "BrowseBurnPage": {"25m": False}})
    if shutil.which("amtool"):
        reached = {severity: subprocess.run(["amtool", "config", "routes", "test", f"--config.file={box.kit / 'alertmanager.yml'}", f"severity={severity}"], capture_output=True, text=True, check=False).stdout.strip() for severity in ("page", "ticket", "heartbeat")}
        equal(reached, {"page": "pager", "ticket": "tickets", "heartbeat": "heartbeat"}, "receivers by severity")
    switch = start(box, "deadman", {"HEARTBEAT_SECONDS": "1"})

    def sent() -> list[dict]:
        return http("GET", f"{switch}/pages").json()

    end = time.monotonic() + 2
    while time.monotonic() < end:
        http("POST", f"{switch}/heartbeat", {})
        time.sleep(0.1)
    equal(sent(), [], "notifications while the heart beats")
    found = eventually(sent, "silence for longer than HEARTBEAT_SECONDS: no notification", 6)
    check(found[0].get("who"), "the notification names no person")
