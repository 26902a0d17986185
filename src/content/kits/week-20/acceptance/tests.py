"""Acceptance tests of week 20, numbered as on its page (test 1 needs people). They run `shopctl` and look at what it left."""

import functools
import json
import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from harness import Box, Failed, Result, at, check, equal, eventually, http
from servers import execute, postgres, sql

KIT = Path(__file__).resolve().parent.parent
COMMAND = json.loads((KIT / "serve.json").read_text())["command"]
MONDAY = "2026-12-07T09:00:00Z"


def shopctl(box: Box, *arguments: str, now: str | None = None, **env: str) -> Result:
    variables = {"PLATFORM_HOME": str(box.path / "platform"), "ADMIN_URL": database().url, **env}
    if now:
        variables["SHOPCTL_NOW"] = now
    return box.run([*COMMAND, *arguments], env=variables, timeout=25)


def ok(box: Box, *arguments: str, now: str | None = None, **env: str) -> str:
    result = shopctl(box, *arguments, now=now, **env)
    equal(result.code, 0, f"exit code of shopctl {' '.join(arguments)} ({(result.err or result.out).strip()[-200:]})")
    return result.out.strip()


@functools.cache
def database() -> Any:
    return postgres()


def home(box: Box) -> Path:
    return box.path / "platform"


def new(box: Box, name: str, owner: str = "team-payments") -> Path:
    ok(box, "new", "service", name, "--lang", "node", "--tier", "2", "--owner", owner)
    repo = home(box) / "repos" / name
    check((repo / "manifest.json").exists(), f"there is no manifest.json in {repo.relative_to(box.path)}")
    return repo


def git(repo: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=team", "-c", "user.email=team@localhost"]
    done = subprocess.run(["git", *identity, *arguments], cwd=repo, capture_output=True, text=True)
    if done.returncode != 0:
        raise Failed(f"git {' '.join(arguments)}: {(done.stderr or done.stdout).strip()[-200:]}")
    return done.stdout.strip()


class Deployed:
    """A service that `shopctl deploy` started; it is stopped at the end of the block."""

    def __init__(self, box: Box, name: str) -> None:
        printed = ok(box, "deploy", name)
        try:
            self.state = json.loads(printed.splitlines()[-1])
        except (ValueError, IndexError):
            raise Failed(f"deploy prints no JSON with url, pid and links: {printed[-160:]!r}") from None
        self.url = self.state["url"]

    def __enter__(self) -> "Deployed":
        return self

    def __exit__(self, *_: Any) -> None:
        try:
            os.kill(self.state["pid"], signal.SIGTERM)
        except ProcessLookupError:
            pass


def databases(pattern: str) -> list[str]:
    return [row["datname"] for row in sql(database(), f"SELECT datname FROM pg_database WHERE datname LIKE '{pattern}' ORDER BY 1")]


@at(2, "every link of a new service answers at once")
def _(box: Box) -> None:
    new(box, "refunds")
    with Deployed(box, "refunds") as service:
        equal(sorted(service.state["links"]), ["dashboard", "logs", "owner", "runbook", "trace"], "links")
        for name, link in service.state["links"].items():
            answer = http("GET", link)
            equal(answer.status, 200, f"status of the link {name}")
        check("team-payments" in http("GET", service.state["links"]["owner"]).text, "the link owner does not name the team")


@at(3, "a manifest that runs as root fails with fix text and link, and passes when it is mended")
def _(box: Box) -> None:
    repo = new(box, "refunds")
    ok(box, "check", "refunds")
    manifest = json.loads((repo / "manifest.json").read_text())
    (repo / "manifest.json").write_text(json.dumps({**manifest, "runAsUser": 0}))
    result = shopctl(box, "check", "refunds")
    equal(result.code, 1, "exit code of check for a manifest that runs as root")
    said = result.out + result.err
    for part in ("non-root", "Why:", "Fix:", "docs/policies/non-root#waiver"):
        check(part in said, f"the message of the policy does not contain {part!r}: {said.strip()[:160]}")
    check(shopctl(box, "deploy", "refunds").code == 1, "a service that runs as root was deployed")
    (repo / "manifest.json").write_text(json.dumps(manifest))
    ok(box, "check", "refunds")


@at(4, "a waiver passes with a warning until its last day")
def _(box: Box) -> None:
    repo = new(box, "refunds")
    manifest = json.loads((repo / "manifest.json").read_text())
    (repo / "manifest.json").write_text(json.dumps({**manifest, "runAsUser": 0}))
    waiver = {"policy": "non-root", "service": "refunds", "approvedBy": "dana", "expires": "2026-12-31"}
    (home(box) / "waivers.json").write_text(json.dumps([waiver]))
    last = shopctl(box, "check", "refunds", now="2026-12-31T12:00:00Z")
    equal(last.code, 0, "exit code on the last day of the waiver")
    check("warning" in last.out + last.err, "a waived policy gives no warning")
    equal(shopctl(box, "check", "refunds", now="2027-01-01T12:00:00Z").code, 1, "exit code on the day after")
    (home(box) / "waivers.json").write_text(json.dumps([{**waiver, "approvedBy": ""}]))
    equal(shopctl(box, "check", "refunds", now=MONDAY).code, 1, "exit code with a waiver that has no approver")


@at(5, "a database's address stands in the secret store alone; backup and cost label are there")
def _(box: Box) -> None:
    new(box, "billing")
    printed = ok(box, "db", "create", "billing", "--size", "s")
    check("secret://billing/database-url" in printed, f"db create prints no reference: {printed!r}")
    secret = home(box) / "secrets/billing/database-url"
    check(secret.exists(), "there is no secret secrets/billing/database-url")
    equal(oct(secret.stat().st_mode & 0o777), "0o600", "mode of the secret")
    address = secret.read_text().strip()
    password = address.split("@")[0].rsplit(":", 1)[-1]
    check(len(password) >= 12, "the address in the secret has no password of 12 characters or more")
    check(password not in printed, "db create prints the password")
    others = [path for path in home(box).rglob("*") if path.is_file() and path != secret and password.encode() in path.read_bytes()]
    check(not others, f"the password also stands in {[path.name for path in others]}")
    execute(database(), "CREATE TABLE proof (x int)", "svc_billing", "svc_billing")
    dumps = [path for path in (home(box) / "backups").glob("*") if path.stat().st_size > 0]
    check(dumps, "there is no backup in backups/")
    label = sql(database(), "SELECT shobj_description(oid, 'pg_database') AS label FROM pg_database WHERE datname = 'svc_billing'")
    for part in ("owner=team-payments", "service=billing", "size=s"):
        check(part in (label[0]["label"] or ""), f"the label of the database lacks {part}: {label[0]['label']!r}")


@at(6, "a preview is announced, removed after 48 hours, and orphans are listed")
def _(box: Box) -> None:
    new(box, "refunds", "team-ttl")
    name = ok(box, "env", "create", "refunds", "--ttl", "48h", now=MONDAY)
    check(f"env_{name}" in databases("env\\_%"), f"env create printed {name!r}, and there is no database env_{name}")
    ok(box, "env", "clean", now="2026-12-07T15:00:00Z")
    notices = home(box) / "notices.jsonl"
    check(not notices.exists(), "the owner was told in the first half of the life")
    ok(box, "env", "clean", now="2026-12-09T05:00:00Z")
    check(notices.exists(), "the owner was not told 44 hours after the start")
    notice = json.loads(notices.read_text().splitlines()[0])
    equal((notice.get("owner"), notice.get("env")), ("team-ttl", name), "owner and env of the notice")
    check(f"env_{name}" in databases("env\\_%"), "the environment was removed before 48 hours had passed")
    execute(database(), "CREATE DATABASE env_stray")
    try:
        said = ok(box, "env", "clean", now="2026-12-09T09:00:00Z")
        check(f"env_{name}" not in databases("env\\_%"), "the environment still exists after 48 hours")
        check("orphan: env_stray" in said and "orphans: 1" in said, f"the scan does not list env_stray: {said!r}")
        check("env_stray" in databases("env\\_%"), "the scan removed a database that has no record")
    finally:
        execute(database(), "DROP DATABASE IF EXISTS env_stray")
    check("orphans: 0" in ok(box, "env", "clean", now="2026-12-09T10:00:00Z"), "the last scan does not say orphans: 0")


@at(7, "the fourth environment of a team is refused clearly, also when five ask at once")
def _(box: Box) -> None:
    new(box, "refunds", "team-quota")
    made = [ok(box, "env", "create", "refunds", "--ttl", "48h") for _ in range(3)]
    try:
        fourth = shopctl(box, "env", "create", "refunds", "--ttl", "48h")
        equal(fourth.code, 1, "exit code for the fourth environment of a quota of 3")
        said = fourth.out + fourth.err
        check("3 of 3" in said and made[0] in said, f"the refusal does not say what is used: {said.strip()[:160]}")
        check("env delete" in said and "more" in said, f"the refusal does not say how to get a place or more: {said.strip()[:160]}")
        while made:
            ok(box, "env", "delete", made.pop())
        with ThreadPoolExecutor(5) as threads:
            results = list(threads.map(lambda _: shopctl(box, "env", "create", "refunds", "--ttl", "48h"), range(5)))
        made = [result.out.strip() for result in results if result.code == 0]
        equal(len(made), 3, "environments made when five are requested at once")
    finally:
        for name in made:
            shopctl(box, "env", "delete", name)


@at(8, "a new template opens a branch in each older service and keeps its owner's changes")
def _(box: Box) -> None:
    repo, other = new(box, "refunds"), new(box, "emails")
    server = repo / "server.mjs"
    server.write_text(server.read_text() + "// a line of the team's own\n")
    git(repo, "commit", "-qam", "Our own line")
    check("template: 1.0" in ok(box, "scorecard", "refunds"), "the scorecard does not say template: 1.0")
    ok(box, "template", "release", "1.1")
    for each in (repo, other):
        check("upgrade/1.1" in git(each, "branch", "--list", "upgrade/1.1"), f"{each.name} has no branch upgrade/1.1")
        check("template: 1.0" in git(each, "show", "main:service.yaml"), f"main of {each.name} was changed without its owner")
    git(repo, "merge", "-q", "upgrade/1.1")
    check("a line of the team's own" in server.read_text(), "the upgrade removed a change of the owner")
    equal(json.loads((repo / "manifest.json").read_text())["timeoutMs"], 1000, "timeoutMs after the merge")
    check("template: 1.1" in ok(box, "scorecard", "refunds"), "the scorecard does not say template: 1.1 after the merge")
    check("template: 1.0" in ok(box, "scorecard", "emails"), "a service that did not merge shows the new version")


@at(9, "the five metrics of the deploy log")
def _(box: Box) -> None:
    found = json.loads(ok(box, "metrics", "--file", str(KIT / "data/deploys.csv"), "--days", "10"))
    expected = {"deploysPerDay": 1.2, "leadTimeHours": 5.5, "changeFailRate": 0.1667, "recoveryMinutes": 58.5, "reworkRate": 0.1667}
    for name, value in expected.items():
        number = found.get(name)
        check(isinstance(number, (int, float)) and abs(number - value) < 0.001, f"{name}: expected {value}, found {number}")


@at(10, "services answer while the platform is gone")
def _(box: Box) -> None:
    new(box, "refunds")
    with Deployed(box, "refunds") as service:
        equal(http("GET", f"{service.url}/").status, 200, "status before")
        away = box.path / "away"
        home(box).rename(away)
        try:
            for path in ("/", "/healthz", "/_platform/runbook"):
                equal(http("GET", f"{service.url}{path}").status, 200, f"status of {path} while PLATFORM_HOME is gone")
        finally:
            away.rename(home(box))


@at(11, "a survey is reported with n and every answer, without averages")
def _(box: Box) -> None:
    file = box.path / "answers.csv"
    file.write_text("q1,q2,q3,q4,q5\n5,4,2,4,5\n3,4,1,5,4\n4,2,3,4,2\n")
    said = ok(box, "survey", "--file", str(file))
    check("n = 3" in said, f"the report does not say n = 3: {said[:80]!r}")
    check("the message told me what to do" in said, "the report does not show the wording of the questions")
    check("2 1 3" in said, "the answers to the third question, 2 1 3, are not shown one by one")
    check(not any(part in said for part in ("3.0", "3.33", "average", "mean")), "the report has an average")
    file.write_text("q1,q2,q3,q4,q5\n5,4,2,4,5\n")
    check("too few" in ok(box, "survey", "--file", str(file)), "with n = 1 the report does not say that it is too few")


@at(12, "a service without a template is adopted, deployed and told what it lacks")
def _(box: Box) -> None:
    refused = shopctl(box, "new", "service", "fast", "--lang", "go", "--tier", "3", "--owner", "team-go")
    check(refused.code == 1 and "adopt" in refused.err, "new service --lang go does not point to adopt")
    folder = box.path / "fast"
    folder.mkdir()
    (folder / "app.py").write_text(
        "import os\nfrom http.server import BaseHTTPRequestHandler, HTTPServer\n"
        "class H(BaseHTTPRequestHandler):\n    def do_GET(self):\n        self.send_response(200)\n        self.end_headers()\n"
        "    def log_message(self, *a):\n        pass\n"
        "HTTPServer(('127.0.0.1', int(os.environ['PORT'])), H).serve_forever()\n"
    )
    command = f"{sys.executable} app.py"
    ok(box, "adopt", "fast", "--owner", "team-go", "--tier", "3", "--command", command, "--folder", str(folder))
    with Deployed(box, "fast") as service:
        eventually(lambda: http("GET", f"{service.url}/healthz").status == 200, "the adopted service does not answer")
    card = ok(box, "scorecard", "fast")
    check("without:" in card and "upgrades" in card, f"the scorecard does not name what it does without: {card!r}")
