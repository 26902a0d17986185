"""Acceptance tests of week 17, numbered as on its page. They start the platform and look at it from outside."""

import base64
import functools
import hashlib
import hmac
import json
import os
import subprocess
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from harness import Answer, Box, Failed, Running, at, at_end, check, equal, eventually, free_port, http, wait_ready
from servers import Server, execute, pgbouncer, postgres, sql

KIT = Path(__file__).resolve().parent.parent
SECRET = "secret-of-the-tests"
COMMANDS = json.loads((KIT / "serve.json").read_text())


class World:
    """One platform for all tests, with two business tenants A and B."""

    def __init__(self) -> None:
        self.database = postgres()
        for name in ("platform", "silo"):
            execute(self.database, f"CREATE DATABASE {name}")
        execute(self.database, (KIT / "db/roles.sql").read_text())
        for name in ("platform", "silo"):
            execute(self.database, (KIT / "db/schema.sql").read_text(), database=name)
        scratch = tempfile.TemporaryDirectory(prefix="platform-", ignore_cleanup_errors=True)
        at_end(scratch.cleanup)
        os.chmod(scratch.name, 0o755)
        (Path(scratch.name) / "pgbouncer").mkdir()
        self.store = Path(scratch.name) / "objects"
        self.pooler = pgbouncer(self.database, Path(scratch.name) / "pgbouncer", pool_size=4, users=("shop_app",))
        self.port = free_port()
        env = {
            "PORT": str(self.port), "DATABASE_URL": f"postgresql://shop_app@127.0.0.1:{self.pooler.port}/platform",
            "SILO_URL": f"postgresql://shop_app@127.0.0.1:{self.database.port}/silo", "OBJECT_STORE": str(self.store),
            "TOKEN_SECRET": SECRET, "QUOTA_STANDARD": "10:20", "QUOTA_BUSINESS": "5000:5000", "USER_CACHE_MS": "500",
            "WEBHOOK_BASE_MS": "20", "ALLOW_PRIVATE_WEBHOOKS": "1",
        }
        process = subprocess.Popen(
            COMMANDS["command"], cwd=KIT, env={**os.environ, **env}, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )
        self.running = Running(process, " ".join(COMMANDS["command"]))
        threading.Thread(target=self._keep, daemon=True).start()
        at_end(lambda: self.running.stop(timeout=5) and None)
        wait_ready(self.running, self.port, 15)
        self.a, self.b = self.tenant("business"), self.tenant("business")

    def _keep(self) -> None:
        assert self.running.process.stdout is not None
        for line in self.running.process.stdout:
            self.running.output.extend(line)

    def tenant(self, tier: str) -> int:
        answer = self.call("POST", "/v1/tenants", {"name": "Acme", "tier": tier}, tenant=0, scope="admin")
        return expect(answer, 201, "POST /v1/tenants")["id"]

    def call(
        self, method: str, path: str, body: Any = None, tenant: int = 0, user: str = "ana", scope: str = "user",
        kind: str | None = None, timeout: float = 10,
    ) -> Answer:
        headers = {"authorization": f"Bearer {token(tenant, user, scope)}"}
        if kind:
            headers["content-type"] = kind
        return http(method, f"http://127.0.0.1:{self.port}{path}", body, headers, timeout)

    def order(self, tenant: int, external: str, cents: int = 100, email: str | None = None) -> dict:
        line = {"sku": "tea", "quantity": 1, "unitPriceCents": cents}
        return expect(
            self.call("POST", "/v1/orders", {"externalId": external, "email": email, "lines": [line]}, tenant),
            201, f"POST /v1/orders, externalId {external}",
        )

    def imported(self, tenant: int, text: str, kind: str = "text/csv") -> dict:
        started = self.call("POST", "/v1/imports", text.encode(), tenant, kind=kind)
        name = expect(started, 202, "POST /v1/imports")["id"]

        def done() -> dict | None:
            state = expect(self.call("GET", f"/v1/imports/{name}", tenant=tenant), 200, "GET /v1/imports/:id")
            return state if state["status"] in ("done", "failed") else None

        return eventually(done, "the import did not finish", timeout=20, step=0.1)


def token(tenant: int, user: str, scope: str) -> str:
    part = lambda value: base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=")  # noqa: E731
    claims = {"tid": tenant, "sub": user, "scope": scope, "exp": int(time.time()) + 300}
    signed = part({"alg": "HS256", "typ": "JWT"}) + b"." + part(claims)
    mac = base64.urlsafe_b64encode(hmac.new(SECRET.encode(), signed, hashlib.sha256).digest()).rstrip(b"=")
    return (signed + b"." + mac).decode()


def expect(answer: Answer, status: int, what: str) -> Any:
    """The JSON of an answer that has this status; says what the platform said otherwise."""
    if answer.status != status:
        raise Failed(f"{what}: expected {status}, found {answer.status} ({answer.text[:160]})")
    return answer.json() if answer.body else None


@functools.cache
def started() -> World | Failed:
    try:
        return World()
    except Failed as problem:
        return problem


def world() -> World:
    found = started()
    if isinstance(found, Failed):
        raise found
    return found


def csv(*lines: str) -> str:
    return "externalId,email,sku,quantity,unitPriceCents\n" + "\n".join(lines) + "\n"


class Consumer:
    """A partner's server: answers with `status`, and keeps what it got."""

    def __init__(self) -> None:
        self.status = 200
        self.got: list[tuple[dict[str, str], bytes, int]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("content-length", 0)))
                outer.got.append(({k.lower(): v for k, v in self.headers.items()}, body, outer.status))
                self.send_response(outer.status)
                self.send_header("content-length", "0")
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                return

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}/hook"

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


@at(1, "nothing of B is found with A's token, in 40 cases")
def _(box: Box) -> None:
    w = world()
    paths = []
    for i in range(10):
        order = w.order(w.b, f"b-{i}", 700 + i)
        hook = expect(w.call("POST", "/v1/webhooks", {"url": f"http://127.0.0.1:9/{i}"}, w.b), 201, "POST /v1/webhooks")
        file = expect(w.call("POST", "/v1/imports", csv().encode(), w.b, kind="text/csv"), 202, "POST /v1/imports")
        paths += [
            (f"/v1/orders/{order['id']}", 404), (f"/v1/orders?externalId=b-{i}", 200),
            (f"/v1/imports/{file['id']}", 404), (f"/v1/webhooks/{hook['id']}", 404),
        ]
    for path, status in paths:
        expect(w.call("GET", path, tenant=w.b), 200, f"B itself: GET {path}")
        answer = w.call("GET", path, tenant=w.a)
        expect(answer, status, f"A reads what is B's: GET {path}")
        if status == 200:
            equal(answer.json(), [], f"A filters by B's external id: GET {path}")
    forged = http("GET", f"http://127.0.0.1:{w.port}{paths[0][0]}", None, {
        "authorization": f"Bearer {token(w.a, 'ana', 'user')}", "x-tenant-id": str(w.b)})
    equal(forged.status, 404, "status with a header X-Tenant-Id of B (the tenant comes from the token)")
    unsigned = token(w.b, "ana", "user").rsplit(".", 1)[0] + ".AAAA"
    refused = http("GET", f"http://127.0.0.1:{w.port}{paths[0][0]}", None, {"authorization": f"Bearer {unsigned}"})
    equal(refused.status, 401, "status with a token whose signature is wrong")


@at(2, "a query without WHERE returns the tenant's rows only")
def _(box: Box) -> None:
    w = world()
    w.order(w.a, "forgotten-a")
    w.order(w.b, "forgotten-b")
    rows = execute(
        w.database, f"BEGIN; SET LOCAL app.tenant_id = '{w.a}'; SELECT DISTINCT tenant_id FROM orders; COMMIT;",
        "platform", "shop_app",
    ).split()
    equal([each for each in rows if each.isdigit()], [str(w.a)], "tenants whose orders shop_app sees without WHERE, as A")
    try:
        execute(
            w.database, f"BEGIN; SET LOCAL app.tenant_id = '{w.a}'; INSERT INTO orders (tenant_id, external_id, status, "
            f"total_cents, lines) VALUES ({w.b}, 'smuggled', 'PENDING', 1, '[]'); COMMIT;", "platform", "shop_app",
        )
    except Failed as refusal:
        check("row-level security" in str(refusal), f"a write for B was refused for another reason: {refusal}")
    else:
        raise Failed("shop_app, as A, could insert an order for B: the policy needs WITH CHECK")
    tables = sql(
        w.database, "SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity, c.relowner::regrole::text AS owner "
        "FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id' WHERE c.relkind = 'r'",
        "platform",
    )
    for table in tables:
        name = table["relname"]
        check(table["relrowsecurity"] and table["relforcerowsecurity"], f"{name} is without ENABLE or FORCE ROW LEVEL SECURITY")
        check(table["owner"] != "shop_app", f"{name} belongs to shop_app, the role that the platform logs in with")


@at(3, "without a tenant context there are no rows and no error")
def _(box: Box) -> None:
    w = world()
    w.order(w.a, "context-a")
    count = "SELECT 'rows=' || count(*) FROM orders;"
    text = f"{count} BEGIN; SET LOCAL app.tenant_id = '{w.a}'; {count} COMMIT; {count}"
    found = [each for each in execute(w.database, text, "platform", "shop_app").split() if each.startswith("rows=")]
    equal(len(found), 3, "answers to three queries")
    equal((found[0], found[2]), ("rows=0", "rows=0"), "rows before and after a transaction that had a tenant")
    check(found[1] != "rows=0", "A does not see its own order")


@at(4, "1,000 interleaved requests through the pooler do not mix tenants", timeout=60)
def _(box: Box) -> None:
    w = world()
    w.order(w.a, "same", 111)
    w.order(w.b, "same", 222)

    def ask(i: int) -> str | None:
        tenant, cents = ((w.a, 111), (w.b, 222))[i % 2]
        answer = w.call("GET", "/v1/orders?externalId=same", tenant=tenant, timeout=20)
        totals = [order["totalCents"] for order in expect(answer, 200, "GET /v1/orders?externalId=same")]
        return None if totals == [cents] else f"request {i}: expected [{cents}], found {totals}"

    with ThreadPoolExecutor(12) as threads:
        wrong = [each for each in threads.map(ask, range(1000)) if each]
    check(not wrong, f"{len(wrong)} of 1,000 answers were another tenant's or empty; {wrong[:1]}")

    def leftover(_: int) -> str:
        query = "BEGIN; SELECT pg_sleep(0.3); SELECT 'rows=' || count(*) FROM orders; COMMIT;"
        return execute(w.pooler, query, "platform", "shop_app")

    with ThreadPoolExecutor(4) as threads:
        for printed in threads.map(leftover, range(4)):
            check("rows=0" in printed, "a pooled connection still has the tenant of an earlier request (SET instead of SET LOCAL?)")


@at(5, "a file imported twice makes its orders once, for each tenant")
def _(box: Box) -> None:
    w = world()
    text = csv(*(f"twice-{i},p{i}@example.com,tea,2,150" for i in range(20)))
    first, second, other = w.imported(w.a, text), w.imported(w.a, text), w.imported(w.b, text)
    equal((first["accepted"], first["duplicates"]), (20, 0), "accepted and duplicates of the first import")
    equal((second["accepted"], second["duplicates"]), (0, 20), "accepted and duplicates of the second import")
    equal((other["accepted"], other["duplicates"]), (20, 0), "accepted and duplicates of the same file from another tenant")
    rows = sql(w.database, "SELECT tenant_id, count(*) AS n, sum(total_cents) AS cents FROM orders "
               "WHERE external_id LIKE 'twice-%' GROUP BY 1 ORDER BY 1", "platform")
    equal([(row["n"], row["cents"]) for row in rows], [(20, 6000), (20, 6000)], "orders and cents of each tenant")
    document = json.dumps([{"externalId": "json-1", "lines": [{"sku": "tea", "quantity": 3, "unitPriceCents": 50}]}])
    equal(w.imported(w.a, document, "application/json")["accepted"], 1, "orders accepted from JSON")
    equal(w.call("POST", "/v1/imports", b"x", w.a, kind="image/png").status, 415, "status for a format without translator")


@at(6, "line 57 of 500 is reported, and 499 orders pass")
def _(box: Box) -> None:
    w = world()
    lines = [f"many-{i},m@example.com,tea,1,100" for i in range(500)]
    lines[55] = "many-55,m@example.com,tea,two,100"  # the header is line 1
    report = w.imported(w.a, csv(*lines))
    equal((report["status"], report["lines"], report["accepted"]), ("done", 500, 499), "status, lines and accepted")
    equal([error["line"] for error in report["errors"]], [57], "lines with an error")
    check(report["errors"][0].get("reason"), "the error of line 57 has no reason")


@at(7, "a tenant at ten times its quota gets 429, and others do not feel it", timeout=60)
def _(box: Box) -> None:
    w = world()
    noisy, quiet = w.tenant("standard"), w.tenant("standard")
    w.call("GET", "/v1/usage", tenant=quiet)

    def normal() -> tuple[list[int], float]:
        states, times = [], []
        for _ in range(10):
            begun = time.monotonic()
            states.append(w.call("GET", "/v1/usage", tenant=quiet).status)
            times.append(time.monotonic() - begun)
            time.sleep(0.2)
        return states, sorted(times)[-2]

    before, calm = normal()
    stop = time.monotonic() + 2.5
    answers: list[Answer] = []

    def flood(_: int) -> None:
        while time.monotonic() < stop:
            answers.append(w.call("GET", "/v1/usage", tenant=noisy))
            time.sleep(0.05)

    with ThreadPoolExecutor(5) as threads:
        threads.map(flood, range(5))
        during, loud = normal()
    equal(set(before + during), {200}, "answers of the quiet tenant (5 requests/s of its 10)")
    passed = sum(answer.status == 200 for answer in answers)
    limited = [answer for answer in answers if answer.status == 429]
    check(limited, f"no request of the noisy tenant was limited ({len(answers)} in 2.5 s at a quota of 10/s)")
    check(passed <= 20 + 10 * 4, f"{passed} requests of the noisy tenant passed in 2.5 s; 20 + 2.5 × 10 are its quota")
    check("retry-after" in limited[0].headers, "429 without Retry-After")
    check(loud <= 1.1 * calm + 0.15, f"p95 of the quiet tenant went from {1000 * calm:.0f} to {1000 * loud:.0f} ms")


@at(8, "a removed response field fails the check unless a waiver holds")
def _(box: Box) -> None:
    document = json.loads((KIT / "api/v1.json").read_text())
    head, waivers = box.path / "head.json", box.path / "waivers.json"
    waivers.write_text("[]")

    def run(today: str = "2026-12-01") -> Any:
        return box.run([*COMMANDS["check"], "api/v1.json", str(head), str(waivers), today])

    head.write_text(json.dumps(document))
    same = run()
    equal(same.code, 0, f"exit code for the same document ({(same.err or same.out).strip()[-160:]})")
    order = document["paths"]["/v1/orders/{id}"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    del order["properties"]["totalCents"]
    order["required"].remove("totalCents")
    head.write_text(json.dumps(document))
    broken = run()
    equal(broken.code, 1, "exit code after totalCents was removed")
    found = [line for line in broken.out.splitlines() if line.startswith("response-field-removed ")]
    check(found and "totalCents" in found[0], f"no line `response-field-removed …totalCents`: {broken.out.strip()!r}")
    place = found[0].split(" ", 1)[1]
    waiver = {"rule": "response-field-removed", "at": place, "approvedBy": "dana", "expires": "2026-12-31"}
    waivers.write_text(json.dumps([waiver]))
    equal([run(day).code for day in ("2026-12-31", "2027-01-01")], [0, 1], "exit codes on the waiver's last day and the day after")
    waivers.write_text(json.dumps([{**waiver, "approvedBy": ""}]))
    equal(run().code, 1, "exit code with a waiver that has no approver")
    document = json.loads((KIT / "api/v1.json").read_text())
    body = document["paths"]["/v1/orders"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    body["required"].append("email")
    head.write_text(json.dumps(document))
    check("request-field-required" in run().out, "a new required field of a request is not reported")


@at(9, "a webhook survives an outage, signed, with one event id; then it is a dead letter", timeout=60)
def _(box: Box) -> None:
    w = world()
    tenant = w.tenant("business")
    consumer = Consumer()
    try:
        hook = expect(w.call("POST", "/v1/webhooks", {"url": consumer.url}, tenant), 201, "POST /v1/webhooks")
        consumer.status = 503
        name = w.imported(tenant, csv("hook-1,h@example.com,tea,1,100"))["id"]
        eventually(lambda: len(consumer.got) >= 3, "a delivery that failed was not repeated")
        consumer.status = 200
        eventually(lambda: any(status == 200 for _, _, status in consumer.got), "nothing was delivered after the outage")
        equal(len({headers.get("x-event-id") for headers, _, _ in consumer.got}), 1, "event ids over all attempts")
        for headers, body, _ in consumer.got:
            parts = dict(part.split("=", 1) for part in headers.get("x-signature", "").split(",") if "=" in part)
            expected = hmac.new(hook["secret"].encode(), parts.get("t", "").encode() + b"." + body, hashlib.sha256)
            equal(parts.get("v1"), expected.hexdigest(), "signature of a delivery")
            equal(json.loads(body).get("id"), name, "import named in the delivery")
        consumer.status, consumer.got = 500, []
        w.imported(tenant, csv("hook-2,h@example.com,tea,1,100"))
        state = lambda: w.call("GET", f"/v1/webhooks/{hook['id']}", tenant=tenant).json()  # noqa: E731
        eventually(lambda: state()["dead"] == 1, "after six retries the delivery is no dead letter", timeout=20, step=0.2)
        equal(len(consumer.got), 7, "attempts of the delivery that died")
    finally:
        consumer.close()


@at(10, "a user removed by SCIM loses access and is not made again")
def _(box: Box) -> None:
    w = world()
    expect(w.call("GET", "/v1/usage", tenant=w.a, user="leaver"), 200, "first visit of a user")
    patch = lambda scope: w.call("PATCH", "/scim/v2/Users/leaver", {"active": False}, w.a, "idp", scope)  # noqa: E731
    check(patch("user").status in (401, 403, 404), "a user's token could call SCIM")
    equal(patch("scim").status, 204, "status of the SCIM PATCH")
    gone = lambda: w.call("GET", "/v1/usage", tenant=w.a, user="leaver").status == 401  # noqa: E731
    eventually(gone, "the removed user still has access (USER_CACHE_MS is 500)", timeout=5)
    time.sleep(0.7)
    check(gone(), "the removed user was made again at the next visit")
    expect(w.call("GET", "/v1/usage", tenant=w.b, user="leaver"), 200, "a user of the same name at another tenant")


@at(11, "an erased tenant is nowhere, and others are intact")
def _(box: Box) -> None:
    w = world()
    tenant = w.tenant("business")
    mark = "erika.unique@example.org"
    w.imported(tenant, csv(f"erase-1,{mark},tea,1,100"))
    w.order(tenant, "erase-2", email=mark)
    w.call("GET", f"/v1/orders?externalId={mark}", tenant=tenant)
    w.order(w.b, "erase-2", email="kept@example.org")
    expect(w.call("POST", f"/v1/tenants/{tenant}/erase", {}, scope="admin"), 200, "POST /v1/tenants/:id/erase")
    for name in ("platform", "silo"):
        for table in sql(w.database, "SELECT relname FROM pg_class c WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace", name):
            rows = sql(w.database, f"SELECT count(*) AS n FROM \"{table['relname']}\" t WHERE t::text LIKE '%{mark}%'", name)
            equal(rows[0]["n"], 0, f"rows of {name}.{table['relname']} with the erased address")
    files = [path for path in w.store.rglob("*") if path.is_file() and mark in path.read_text(errors="ignore")]
    check(not files, f"the object store still holds {files[:1]}")
    check(mark not in w.running.text, "the log of the platform holds the address of the erased tenant")
    equal(len(w.call("GET", "/v1/orders?externalId=erase-2", tenant=w.b).json()), 1, "orders of another tenant with the same external id")
    check(w.call("GET", "/v1/usage", tenant=tenant).status in (401, 403, 404), "the erased tenant still has access")


@at(12, "a tenant moves from pool to silo without losing a write", timeout=60)
def _(box: Box) -> None:
    w = world()
    tenant = w.tenant("business")
    for i in range(50):
        w.order(tenant, f"move-{i}")
    acknowledged, refused, failed = 50, [], []
    moved = threading.Event()

    def reader() -> None:
        while not moved.is_set():
            status = w.call("GET", "/v1/orders?externalId=move-1", tenant=tenant).status
            if status != 200:
                failed.append(f"a read answered {status}")

    made: list[str] = []

    def writer() -> None:
        i = 0
        while not moved.is_set():
            body = {"externalId": f"during-{i}", "lines": [{"sku": "tea", "quantity": 1, "unitPriceCents": 1}]}
            answer = w.call("POST", "/v1/orders", body, tenant)
            if answer.status == 201:
                made.append(body["externalId"])
            elif answer.status == 503:
                refused.append(time.monotonic())
            else:
                failed.append(f"a write answered {answer.status}")
            i += 1

    threads = [threading.Thread(target=each, daemon=True) for each in (reader, writer)]
    for thread in threads:
        thread.start()
    eventually(lambda: len(made) > 5, "writes do not get through before the move")
    answer = w.call("POST", f"/v1/tenants/{tenant}/promote", {}, scope="admin", timeout=30)
    count = len(made)
    eventually(lambda: len(made) > count + 3 or failed, "writes do not come back after the move", timeout=20)
    moved.set()
    for thread in threads:
        thread.join(10)
    expect(answer, 200, "POST /v1/tenants/:id/promote")
    check(not failed, f"during the move {failed[:1]}")
    check(not refused or refused[-1] - refused[0] <= 60, "writes paused for more than 60 s")
    in_silo = sql(w.database, f"SELECT external_id FROM orders WHERE tenant_id = {tenant}", "silo")
    in_pool = sql(w.database, f"SELECT count(*) AS n FROM orders WHERE tenant_id = {tenant}", "platform")[0]["n"]
    equal(len(in_silo), acknowledged + len(made), "orders in the silo (50 from before and each acknowledged one)")
    equal(in_pool, 0, "orders of the tenant that are left in the pool")
    state = answer.json()
    check(state.get("before") and state["before"] == state.get("after"), "promote does not answer with equal checksums before and after")
