"""Acceptance tests of week 15, numbered as on its page. They run the commands of commands.json and read the warehouse."""

import csv
import functools
import json
import signal
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from harness import Box, Result, at, check, equal, eventually
from servers import execute, postgres, python_with, scratch, sql

START = datetime(2026, 1, 1, tzinfo=UTC)


@functools.cache
def command() -> list[str]:
    python = python_with("psycopg2")
    parts = json.loads(Path("commands.json").read_text(encoding="utf-8"))["warehouse"]
    return [part.replace("{python}", python) for part in parts]


class Warehouse:
    """A database of its own for a test, with its tables made."""

    def __init__(self, box: Box, data: Path, name: str = "one") -> None:
        self.box, self.data = box, data
        self.server = postgres()
        self.name = f"{box.path.name.replace('-', '_')}_{name}".lower()
        execute(self.server, f'CREATE DATABASE "{self.name}"')
        self.env = {"DATABASE_URL": self.server.url.rsplit("/", 1)[0] + "/" + self.name, "DATA_DIR": str(data)}
        self.run("init")

    def result(self, *arguments: str) -> Result:
        return self.box.run([*command(), *arguments], env=self.env, timeout=60)

    def run(self, *arguments: str) -> dict:
        result = self.result(*arguments)
        check(result.code == 0, f"`warehouse {arguments[0]}` ended with code {result.code}: {last_line(result)}")
        return result.json()

    def run_days(self, *days: date) -> list[dict]:
        return self.run("run-day", "--date", *(str(day) for day in days))["days"]

    def rows(self, query: str) -> list[dict]:
        return sql(self.server, query, self.name)

    def state(self) -> dict[str, list[dict]]:
        """Everything that a reader of the warehouse can see, in a fixed order."""
        return {
            "raw_events": self.rows("SELECT event_id, count(*) AS n FROM raw_events GROUP BY event_id ORDER BY event_id"),
            "dim_customer": self.rows(
                "SELECT customer_id, segment, region, valid_from, valid_to, is_current FROM dim_customer ORDER BY 1, 4"
            ),
            "fact_order_line": self.rows(
                "SELECT order_id, sku, f.customer_id, segment, quantity, net_cents, discount_cents FROM fact_order_line f"
                " LEFT JOIN dim_customer d USING (customer_key) ORDER BY 1, 2, 4"
            ),
        }

    def totals(self) -> dict[str, int]:
        return self.rows(
            "SELECT (SELECT count(*) FROM raw_events) AS raw, (SELECT count(*) FROM fact_order_line) AS lines,"
            " (SELECT coalesce(sum(net_cents), 0) FROM fact_order_line) AS cents,"
            " (SELECT count(*) FROM dim_customer) AS customers"
        )[0]


def last_line(result: Result) -> str:
    lines = (result.err or result.out).strip().splitlines()
    return lines[-1] if lines else "it printed nothing"


@functools.cache
def generated(*options: str) -> Path:
    folder = scratch("data")
    Box(Path.cwd(), scratch("home")).run(["python3", "gen_log.py", str(folder), *options], timeout=60)
    return folder


def day(number: int) -> date:
    return (START + timedelta(days=number)).date()


def captured(number: int, at_: float, order: int = 0, cents: int = 1_000) -> dict:
    return {
        "eventId": f"event-{number}", "type": "PaymentCaptured", "version": 2,
        "occurredAt": (START + timedelta(seconds=at_)).isoformat(),
        "data": {"orderId": order or number, "amountCents": cents, "region": "EU"},
    }


def placed(number: int, at_: datetime, customer: int, cents: int) -> dict:
    line = {"sku": "SKU-1", "quantity": 1, "unitPriceCents": cents, "discountCents": 0}
    return {
        "eventId": f"placed-{number}", "type": "OrderPlaced", "version": 2, "occurredAt": at_.isoformat(),
        "data": {"orderId": number, "customerId": customer, "region": "EU", "lines": [line], "totalCents": cents},
    }


def write_log(box: Box, records: list[tuple[float, dict]]) -> Path:
    """Records are (seconds of arrival since the start, event)."""
    folder = box.path / "data"
    (folder / "log").mkdir(parents=True, exist_ok=True)
    (folder / "snapshots").mkdir(exist_ok=True)
    lines = [
        json.dumps({"appendedAt": (START + timedelta(seconds=arrival)).isoformat(), "event": event}) + "\n"
        for arrival, event in records
    ]
    (folder / "log" / "partition-0.ndjson").write_text("".join(lines), encoding="utf-8")
    return folder


def snapshot(folder: Path, on: str, customers: dict[int, str]) -> None:
    with (folder / "snapshots" / f"customers-{on}.csv").open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["customer_id", "segment", "region", "email"])
        rows.writerows([number, segment, "EU", f"person{number}@example.org"] for number, segment in customers.items())


def two_customers(box: Box) -> Path:
    """The worked example of the page: four orders of two customers, whose segments change."""
    records = []
    for number, (on, customer, cents) in enumerate(
        [("2026-01-10", 101, 12_000), ("2026-02-20", 101, 30_000), ("2026-02-25", 102, 8_000), ("2026-03-03", 101, 15_000)], start=1
    ):
        at_ = datetime.fromisoformat(f"{on}T10:00:00+00:00")
        seconds = (at_ - START).total_seconds()
        records += [(seconds + 1, placed(number, at_, customer, cents)), (seconds + 6, captured(number, seconds + 5, cents=cents))]
    folder = write_log(box, records)
    snapshot(folder, "2026-01-10", {101: "retail", 102: "retail"})
    snapshot(folder, "2026-02-01", {101: "smb", 102: "retail"})
    snapshot(folder, "2026-03-01", {101: "smb", 102: "smb"})
    return folder


EXAMPLE_DAYS = [date.fromisoformat(f"2026-{on}") for on in ("01-10", "02-01", "02-20", "02-25", "03-01", "03-03")]


@at(1, "a day that runs three times is loaded once")
def _(box: Box) -> None:
    warehouse = Warehouse(box, generated("--days", "2", "--orders", "60", "--duplicates", "0.1"))
    warehouse.run_days(day(0))
    first = warehouse.totals()
    check(first["lines"] > 60, f"only {first['lines']} order lines after the first run")
    for run in ("second", "third"):
        warehouse.run_days(day(0))
        equal(warehouse.totals(), first, f"counts and sums after the {run} run")
    twice = warehouse.rows("SELECT order_id, sku FROM fact_order_line GROUP BY 1, 2 HAVING count(*) > 1")
    equal(twice, [], "order lines that stand twice")


@at(2, "30 days in any order give what the sequence gives", timeout=120)
def _(box: Box) -> None:
    data = generated("--days", "30", "--orders", "8", "--customers", "24", "--duplicates", "0.2", "--late", "0.1")
    days = [day(number) for number in range(31)]
    in_order, mixed = (Warehouse(box, data, name) for name in ("a", "b"))
    in_order.run_days(*days)
    expected = in_order.state()
    lines = len(expected["fact_order_line"])
    check(lines > 300, f"only {lines} order lines after 30 days")
    mixed.run_days(*reversed(days[1::2]), *days[::2])
    for table, rows in mixed.state().items():
        equal(len(rows), len(expected[table]), f"rows of {table}, loaded in another order")
        different = [found for found, wanted in zip(rows, expected[table], strict=True) if found != wanted]
        equal(different[:1], [], f"first row of {table} that differs, loaded in another order")


@at(3, "as-was and as-is give the two answers of the worked example")
def _(box: Box) -> None:
    warehouse = Warehouse(box, two_customers(box))
    warehouse.run_days(*EXAMPLE_DAYS)

    def revenue(view: str, month: str = "%") -> dict[str, int]:
        rows = warehouse.rows(f"SELECT segment, sum(net_cents)::bigint AS cents FROM {view} WHERE month LIKE '{month}' GROUP BY 1")
        return {row["segment"]: row["cents"] for row in rows}

    equal(revenue("revenue_as_was", "2026-01"), {"retail": 12_000}, "January as it was")
    equal(revenue("revenue_as_is", "2026-01"), {"smb": 12_000}, "January as it is")
    equal(revenue("revenue_as_was"), {"retail": 20_000, "smb": 45_000}, "all months as it was")
    equal(revenue("revenue_as_is"), {"smb": 65_000}, "all months as it is")


@at(4, "two versions that overlap fail the tests")
def _(box: Box) -> None:
    warehouse = Warehouse(box, two_customers(box))
    warehouse.run_days(*EXAMPLE_DAYS)
    equal(warehouse.result("check").code, 0, "exit code of check on a sound warehouse")
    execute(
        warehouse.server, "UPDATE dim_customer SET valid_to = valid_to + interval '3 days' WHERE customer_id = 101 AND NOT is_current",
        warehouse.name,
    )
    result = warehouse.result("check")
    equal(result.code, 1, "exit code of check with an overlap")
    said = " ".join(result.json()["failures"])
    check("dim_customer" in said and "101" in said, f"the failure names neither dim_customer nor 101: {said}")


@at(5, "broken events stand in quarantine with a reason; the others flow")
def _(box: Box) -> None:
    data = generated("--days", "1", "--orders", "200", "--malformed", "0.05", "--seed", "5")
    events = [json.loads(line)["event"] for path in sorted((data / "log").glob("*.ndjson")) for line in path.open()]
    broken = sum(event["type"] == "PaymentCaptured" and "amountCents" not in event["data"] for event in events)
    warehouse = Warehouse(box, data)
    report = warehouse.run_days(day(0))[0]
    appended_later = sum(1 for event in events if event["occurredAt"][:10] != str(day(0)))
    equal(report["quarantined"], broken, "events in quarantine by the report")
    rows = warehouse.rows("SELECT reason FROM quarantine")
    equal(len(rows), broken, "rows of quarantine")
    check(all("amountCents" in row["reason"] for row in rows), f"a reason does not name the field: {rows[0]['reason']}")
    raw = warehouse.totals()["raw"]
    check(raw >= len(events) - broken - appended_later - 3, f"valid events in raw_events: expected about {len(events) - broken}, found {raw}")
    check(report["alerts"], f"no alert with {broken} of {len(events)} events in quarantine (limit 0.5%)")
    calm = Warehouse(box, generated("--days", "1", "--orders", "60"), "calm")
    equal(calm.run_days(day(0))[0]["alerts"], [], "alerts of a day without broken events")


SEVEN = [(13, 12), (49, 48), (62, 61), (64, 55), (73, 72), (75, 58), (126, 125)]


def seven_events() -> list[tuple[float, dict]]:
    return [(arrival, captured(number, at_)) for number, (arrival, at_) in enumerate(SEVEN, start=1)]


def minutes(warehouse: Warehouse) -> list[dict]:
    return warehouse.rows(
        "SELECT extract(epoch FROM window_start)::bigint AS start, orders, revenue_cents AS cents, is_final AS final"
        " FROM rt_revenue_minute ORDER BY 1, region"
    )


def emissions(warehouse: Warehouse) -> list[list]:
    rows = warehouse.rows(
        "SELECT extract(epoch FROM window_start)::bigint AS start, orders, reason FROM rt_emissions ORDER BY id"
    )
    return [[row["start"] - int(START.timestamp()), row["orders"], row["reason"]] for row in rows]


@at(6, "the seven events close the first window with 3 and correct it to 4")
def _(box: Box) -> None:
    warehouse = Warehouse(box, write_log(box, seven_events()))
    warehouse.run("stream")
    equal(emissions(warehouse), [[0, 3, "closed"], [0, 4, "correction"]], "publications [window, orders, reason]")
    start = int(START.timestamp())
    found = [[row["start"] - start, row["orders"], row["final"]] for row in minutes(warehouse)]
    equal(found, [[0, 4, False], [60, 2, False], [120, 1, False]], "windows [start, orders, final]")


@at(7, "a window is final five minutes on, and what comes later is a late event")
def _(box: Box) -> None:
    more = [(360, captured(8, 359)), (361, captured(9, 59)), (372, captured(10, 371)), (373, captured(11, 57))]
    warehouse = Warehouse(box, write_log(box, [*seven_events(), *more[:2]]))
    warehouse.run("stream")
    equal((minutes(warehouse)[0]["orders"], minutes(warehouse)[0]["final"]), (5, False), "first window at watermark 349")
    write_log(box, [*seven_events(), *more])
    warehouse.run("stream")
    equal((minutes(warehouse)[0]["orders"], minutes(warehouse)[0]["final"]), (5, True), "first window at watermark 361")
    equal([row["event_id"] for row in warehouse.rows("SELECT event_id FROM late_events")], ["event-11"], "late events")


@at(8, "a consumer that is killed and restarted ends with the same totals", timeout=90)
def _(box: Box) -> None:
    data = generated("--days", "1", "--orders", "180", "--late", "0.05", "--duplicates", "0.2", "--seed", "8")
    whole, killed = Warehouse(box, data, "whole"), Warehouse(box, data, "killed")
    whole.run("stream")
    for _attempt in range(3):
        before = len(minutes(killed))
        running = box.start([*command(), "stream", "--pause-ms", "60"], env=killed.env)
        eventually(
            lambda: len(minutes(killed)) > before or running.process.poll() is not None,
            "the stream writes no window", timeout=20, step=0.02,
        )
        check(running.process.poll() is None, f"the stream ended before it was killed: {running.text.strip()[-200:] or 'no output'}")
        running.stop(signal.SIGKILL)
    killed.run("stream")
    check(len(minutes(whole)) > 100, f"only {len(minutes(whole))} windows in the run without a kill")
    equal(sum(row["orders"] for row in minutes(killed)), sum(row["orders"] for row in minutes(whole)), "orders after three kills")
    equal(minutes(killed), minutes(whole), "windows after three kills")
    late = "SELECT event_id FROM late_events ORDER BY 1"
    equal(killed.rows(late), whole.rows(late), "late events after three kills")


@at(9, "stream and batch agree, or late events explain the difference")
def _(box: Box) -> None:
    warehouse = Warehouse(box, generated("--days", "2", "--orders", "200", "--late", "0.04", "--duplicates", "0.1", "--seed", "9"))
    warehouse.run("stream")
    warehouse.run_days(day(0), day(1), day(2))
    report = warehouse.run("reconcile", "--date", str(day(0)))
    sums = warehouse.rows(
        "SELECT (SELECT sum(net_cents)::bigint FROM fact_order_line WHERE (paid_at AT TIME ZONE 'UTC')::date = '2026-01-01') AS batch,"
        " (SELECT sum(revenue_cents)::bigint FROM rt_revenue_minute WHERE (window_start AT TIME ZONE 'UTC')::date = '2026-01-01') AS stream"
    )[0]
    equal((report["batch_cents"], report["stream_cents"]), (sums["batch"], sums["stream"]), "batch and stream in the report")
    check(report["late_cents"] > 0, "no late event was set aside, although the log has some")
    equal(report["difference_cents"], sums["batch"] - sums["stream"], "difference")
    equal(report["difference_cents"], report["late_cents"], "difference and the sum of the late events")
    equal(report["explained"], True, "explained")


@at(10, "a renamed field fails the contract")
def _(box: Box) -> None:
    warehouse = Warehouse(box, write_log(box, []))
    good, renamed = placed(1, START, 7, 100), placed(2, START, 7, 100)
    line = renamed["data"]["lines"][0]
    line["priceCents"] = line.pop("unitPriceCents")
    sample = box.path / "sample.ndjson"
    sample.write_text(json.dumps(good) + "\n" + json.dumps(captured(3, 5)) + "\n")
    equal(warehouse.result("contract", str(sample)).code, 0, "exit code for events that keep the contract")
    sample.write_text(json.dumps(good) + "\n" + json.dumps(renamed) + "\n")
    result = warehouse.result("contract", str(sample))
    equal(result.code, 1, "exit code after unitPriceCents was renamed")
    check("unitPriceCents" in " ".join(result.json()["violations"]), "no violation names unitPriceCents")
    text = placed(4, START, 7, 100)
    text["data"]["totalCents"] = "1.00"
    sample.write_text(json.dumps(text) + "\n")
    equal(warehouse.result("contract", str(sample)).code, 1, "exit code for an amount that has become a text")


@at(11, "an erasure reaches every table, and a later load does not undo it")
def _(box: Box) -> None:
    warehouse = Warehouse(box, two_customers(box))
    warehouse.run_days(*EXAMPLE_DAYS)

    def holding() -> list[str]:
        tables = warehouse.rows(
            "SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables"
            " WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1"
        )
        return [
            table["name"] for table in tables
            if warehouse.rows(f"SELECT count(*) AS n FROM {table['name']} AS row WHERE row::text LIKE '%person101@%'")[0]["n"]
        ]

    revenue = "SELECT * FROM revenue_as_was ORDER BY 1, 2"
    check(holding(), "no table holds the address of customer 101 before the erasure: load the column email")
    before = warehouse.rows(revenue)
    warehouse.run("erase", "--customer", "101", "--request", "R-1")
    equal(holding(), [], "tables that hold the address after the erasure")
    warehouse.run_days(*EXAMPLE_DAYS[:2])
    equal(holding(), [], "tables that hold the address after the old days were loaded again")
    equal(warehouse.rows(revenue), before, "revenue after the erasure")
    equal(warehouse.rows("SELECT request_id, customer_id FROM erasure_log"), [{"request_id": "R-1", "customer_id": 101}], "erasure_log")
    kept = warehouse.rows("SELECT count(*) AS n FROM dim_customer WHERE email LIKE 'person102@%'")[0]["n"]
    check(kept > 0, "the address of customer 102 is gone too")


@at(12, "after two hours without data the alert fires and the dashboard says since when")
def _(box: Box) -> None:
    warehouse = Warehouse(box, write_log(box, seven_events()))
    warehouse.run("stream")
    warehouse.run_days(day(0))
    fresh = warehouse.result("freshness", "--now", (START + timedelta(hours=1)).isoformat())
    equal((fresh.code, fresh.json()["stale"]), (0, False), "exit code and stale after one hour")
    now = (START + timedelta(hours=3)).isoformat()
    stale = warehouse.result("freshness", "--now", now)
    equal((stale.code, stale.json()["stale"]), (1, True), "exit code and stale after three hours")
    since = datetime.fromisoformat(stale.json()["stale_since"])
    equal(since, START + timedelta(seconds=126), "stale_since")
    page = box.path / "dashboard.html"
    warehouse.run("dashboard", "--now", now, "--out", str(page))
    text = page.read_text(encoding="utf-8").lower()
    check("stale since" in text and "2026-01-01" in text, "the dashboard does not say “stale since” and the day")
