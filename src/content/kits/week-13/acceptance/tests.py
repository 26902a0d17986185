"""Acceptance tests of week 13, numbered as on its page. They run the commands of commands.json and look at what they do."""

import csv
import functools
import json
import math
import random
import shutil
import sqlite3
from pathlib import Path

from harness import Box, Result, Running, at, check, equal, eventually, free_port, http, short
from servers import python_with, scratch

TARGET = 39_473
"""Users for each arm: base 4%, +10% relative, power 80%, 5% significance."""


@functools.cache
def command(name: str) -> list[str]:
    python = python_with("numpy", "sklearn", "fastapi", "uvicorn")
    parts = json.loads(Path("commands.json").read_text(encoding="utf-8"))[name]
    return [part.replace("{python}", python) for part in parts]


def reco(box: Box, *arguments: str, stdin: str = "", timeout: float = 60):
    result = box.run([*command("reco"), *arguments], stdin=stdin, timeout=timeout)
    check(result.code == 0, f"`reco {arguments[0]}` ended with code {result.code}: {last_line(result)}")
    return result.json()


def last_line(result: Result) -> str:
    lines = (result.err or result.out).strip().splitlines()
    return lines[-1] if lines else "it printed nothing"


@functools.cache
def data(*options: str) -> Path:
    """A folder with events.csv, made once for these options."""
    folder = scratch("events")
    Box(Path.cwd(), scratch("home")).run(
        ["python3", "gen_events.py", str(folder), "--users", "700", "--items", "240", *options], timeout=60
    )
    return folder


def pipeline(box: Box, events: Path, registry: Path) -> dict:
    return reco(box, "pipeline", "--data", str(events), "--registry", str(registry), "--seed", "7")


@functools.cache
def trained() -> tuple[Path, dict, dict]:
    """A registry in which the pipeline ran twice on the same events, and the two reports."""
    registry = scratch("registry")
    box = Box(Path.cwd(), scratch("home"))
    return registry, pipeline(box, data(), registry), pipeline(box, data(), registry)


def copy_of_registry(box: Box) -> Path:
    return Path(shutil.copytree(trained()[0], box.path / "registry"))


def registry_file(registry: Path) -> dict:
    path = registry / "registry.json"
    check(path.exists(), "there is no registry.json in the registry's folder")
    return json.loads(path.read_text(encoding="utf-8"))


class Service:
    def __init__(self, box: Box, registry: Path, cache: str = "cache") -> None:
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        self.database = box.path / "reco.db"
        env = {
            "PORT": str(port), "REGISTRY": str(registry), "CACHE_DIR": str(box.path / cache), "DATABASE": str(self.database),
            "RELOAD_SECONDS": "0.2", "SALT": "ranker-2026-11",
        }
        self.running: Running = box.start(command("serve"), env=env, ready=port, timeout=30)

    def get(self, path: str) -> dict:
        answer = http("GET", self.url + path)
        check(answer.status == 200, f"GET {path} answered {answer.status}: {short(answer.text)}")
        return answer.json()

    def recommend(self, user: int, k: int = 10) -> dict:
        found = self.get(f"/recommendations?user_id={user}&k={k}")
        for key in ("items", "model_version", "variant", "fallback"):
            check(key in found, f"the answer for user {user} has no {key!r}: {short(str(found))}")
        return found


def ids(answer: dict) -> list[int]:
    return [item["id"] for item in answer["items"]]


def rows(path: str) -> list[dict]:
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@at(1, "two runs on the same data and seed give the same measures", timeout=90)
def _(box: Box) -> None:
    _, first, second = trained()
    equal(second["data_hash"], first["data_hash"], "data hash of the second run")
    for model in ("popularity", "itemknn", "svd"):
        check(model in first["measures"], f"the report has no measures of {model}")
        for name, value in first["measures"][model].items():
            again = second["measures"][model].get(name, math.inf)
            check(abs(again - value) <= 1e-6, f"{model} {name}: {value} in the first run and {again} in the second")


@at(2, "training lies before testing, and knows none of its pairs", timeout=90)
def _(box: Box) -> None:
    _, report, _ = trained()
    train, test = rows(report["split"]["train"]), rows(report["split"]["test"])
    total = len(rows(str(data() / "events.csv")))
    check(0.6 * total <= len(train) <= 0.9 * total, f"{len(train)} of {total} events train; expected 60 to 90%")
    check(len(test) >= 0.02 * total, f"only {len(test)} of {total} events test")
    latest, earliest = max(row["ts"] for row in train), min(row["ts"] for row in test)
    check(latest < earliest, f"a training event of {latest} is not before the earliest test event of {earliest}")
    known = {(row["user_id"], row["item_id"]) for row in train}
    both = sum((row["user_id"], row["item_id"]) in known for row in test)
    equal(both, 0, "test events whose user and item stand in the training part")


@at(3, "the four measures of the worked example, and of two more lists")
def _(box: Box) -> None:
    def measured(recommended: list[str], relevant: list[str], k: int) -> dict:
        return reco(box, "metrics", stdin=json.dumps({"recommended": recommended, "relevant": relevant, "k": k}))

    expected = {"precision": 0.4, "recall": 0.6667, "ap": 0.2444, "ndcg": 0.4162}
    found = measured(["m1", "m7", "m3", "m9", "m4"], ["m3", "m4", "m8"], 5)
    equal({name: round(found[name], 4) for name in expected}, expected, "measures of the worked example")
    equal(round(measured(["a", "b", "c", "d", "e"], ["a", "b"], 5)["ndcg"], 4), 1.0, "NDCG of a perfect list")
    equal(round(measured(["a", "x"], ["a", "b", "c", "d"], 2)["ndcg"], 4), 0.6131, "NDCG@2 with four relevant items")


@at(4, "a user without history gets popular items and fallback: true", timeout=90)
def _(box: Box) -> None:
    registry, report, _ = trained()
    answer = Service(box, registry).recommend(999_999)
    equal(answer["fallback"], True, "fallback")
    counts: dict[int, int] = {}
    for row in rows(report["split"]["train"]):
        counts[int(row["item_id"])] = counts.get(int(row["item_id"]), 0) + 1
    tenth = sorted(counts.values(), reverse=True)[9]
    equal(len(ids(answer)), 10, "items")
    rare = [item for item in ids(answer) if counts.get(item, 0) < tenth]
    equal(rare, [], "items that are not among the ten most frequent of the training part")


@at(5, "without its registry the service uses its copy, then the bestsellers", timeout=90)
def _(box: Box) -> None:
    first = Service(box, trained()[0])
    before = first.recommend(5)
    equal(first.get("/healthz")["status"], "ok", "status with a registry")
    equal(before["fallback"], False, "fallback for user 5 with a registry")
    first.running.stop()
    second = Service(box, box.path / "gone")
    equal(ids(second.recommend(5)), ids(before), "items for user 5 from the cached model")
    equal(second.get("/healthz")["status"], "degraded", "status without a registry")
    second.running.stop()
    third = Service(box, box.path / "gone", cache="empty")
    answer = third.recommend(5)
    equal(answer["fallback"], True, "fallback with neither registry nor copy")
    equal(ids(answer), json.loads(Path("bestsellers.json").read_text())[:10], "items with neither registry nor copy")
    equal(third.get("/healthz")["status"], "degraded", "status with neither registry nor copy")


@at(6, "a candidate below the gate is logged and not promoted", timeout=90)
def _(box: Box) -> None:
    registry = copy_of_registry(box)
    champion = registry_file(registry)["aliases"]["champion"]
    report = pipeline(box, data("--scramble", "--seed", "3"), registry)
    equal(report["promoted"], False, "promoted, for a candidate trained on scrambled events")
    failed = [one["name"] for one in report["gate"]["checks"] if not one["passed"]]
    check(failed, "the report names no check that failed")
    after = registry_file(registry)
    equal(after["aliases"]["champion"], champion, "champion after the run")
    check(report["version"] in [model["version"] for model in after["models"]], "the version is not logged in registry.json")


@at(7, "assignment is stable, even, and new for each experiment", timeout=60)
def _(box: Box) -> None:
    first = Service(box, box.path / "gone")
    variants = {first.recommend(42)["variant"] for _ in range(100)}
    others = {user: first.recommend(user)["variant"] for user in range(1, 41)}
    equal(len(variants), 1, "variants that user 42 saw in 100 calls")
    with sqlite3.connect(f"file:{first.database}?mode=ro", uri=True) as database:
        logged = database.execute("SELECT count(*) FROM exposures WHERE user_id = 42").fetchone()[0]
    check(logged >= 100, f"exposures of user 42: expected 100 or more, found {logged}")
    first.running.stop()
    second = Service(box, box.path / "gone")
    equal(second.recommend(42)["variant"], variants.pop(), "variant of user 42 after a restart")
    moved = [user for user, variant in others.items() if second.recommend(user)["variant"] != variant]
    equal(moved, [], "users whose variant changed with the restart")
    users = "\n".join(str(user) for user in range(10_000))
    one, two = (reco(box, "assign", "--salt", salt, stdin=users) for salt in ("ranker", "button"))
    equal(len(one), 10_000, "users assigned")
    treated = sum(variant == "treatment" for variant in one.values())
    check(abs(treated - 5_000) <= 150, f"treated users of 10,000: expected 5,000 ± 150, found {treated}")
    agree = sum(one[user] == two[user] for user in one)
    check(abs(agree - 5_000) <= 150, f"users for whom two experiments agree: expected 5,000 ± 150, found {agree}")


def clicks(draw: random.Random, users: int, rate: float) -> int:
    return round(draw.gauss(users * rate, math.sqrt(users * rate * (1 - rate))))


def analyse(box: Box, experiments: list[dict]) -> list[dict]:
    found = reco(box, "analyse", stdin=json.dumps(experiments))
    equal(len(found), len(experiments), "analyses")
    return found


@at(8, "200 experiments without effect: 2 to 9% are significant")
def _(box: Box) -> None:
    draw = random.Random(8)
    arm = lambda: [clicks(draw, TARGET, 0.04), TARGET]  # noqa: E731
    found = analyse(box, [{"control": arm(), "treatment": arm(), "target": TARGET} for _ in range(200)])
    significant = sum(one["p"] < 0.05 for one in found)
    check(4 <= significant <= 18, f"significant of 200: expected 4 to 18, found {significant}")
    check(all(one["decision"] in ("ship", "keep") for one in found), "at the planned size each decision is ship or keep")
    short_arm = analyse(box, [{"control": [1_600, 40_000], "treatment": [1_560, 39_000], "target": 39_000}])
    equal(short_arm[0]["decision"], "invalid", "decision for arms of 40,000 and 39,000 users")


@at(9, "the power formula holds: 70 of 100 experiments find a lift of 10%")
def _(box: Box) -> None:
    size = reco(box, "power", "--base", "0.04", "--lift", "0.10")["users_per_arm"]
    check(abs(size - TARGET) <= 5, f"users for each arm: expected {TARGET} ± 5, found {size}")
    half = reco(box, "power", "--base", "0.04", "--lift", "0.05")["users_per_arm"]
    check(abs(half - 154_302) <= 20, f"users for each arm at +5%: expected 154,302 ± 20, found {half}")
    draw = random.Random(9)
    found = analyse(box, [
        {"control": [clicks(draw, size, 0.04), size], "treatment": [clicks(draw, size, 0.044), size], "target": size}
        for _ in range(100)
    ])
    shipped = sum(one["decision"] == "ship" for one in found)
    check(shipped >= 70, f"experiments that ship: expected 70 or more of 100, found {shipped}")
    covered = sum(one["interval"][0] <= 0.004 <= one["interval"][1] for one in found)
    check(covered >= 88, f"intervals that hold the true difference of 0.004: expected 88 or more of 100, found {covered}")


@at(10, "peeking on 14 days is fooled; the analysis says wait until the planned size")
def _(box: Box) -> None:
    draw = random.Random(10)
    looks: list[dict] = []
    for _ in range(200):
        control, treatment, users = 0, 0, 0
        for day in range(1, 15):
            more = TARGET * day // 14 - users
            users += more
            control += clicks(draw, more, 0.04)
            treatment += clicks(draw, more, 0.04)
            looks.append({"control": [control, users], "treatment": [treatment, users], "target": TARGET})
    found = analyse(box, looks)
    runs = [found[start : start + 14] for start in range(0, len(found), 14)]
    fooled = sum(any(one["p"] < 0.05 for one in run) for run in runs)
    check(fooled > 20, f"experiments with p < 0.05 at some look: expected more than 20 of 200, found {fooled}")
    early = sorted({one["decision"] for run in runs for one in run[:-1]})
    equal(early, ["wait"], "decisions before the planned size")


@at(11, "a shift raises the alert and retrains; only the gate promotes", timeout=90)
def _(box: Box) -> None:
    registry = copy_of_registry(box)
    before = registry_file(registry)

    def monitored(events: Path) -> dict:
        return reco(box, "monitor", "--data", str(events), "--registry", str(registry), "--seed", "7")

    calm = monitored(data("--seed", "2"))
    check(calm["features"]["price"]["psi"] < 0.1, f"PSI of price without a shift: {calm['features']['price']['psi']:.3f}")
    equal((calm["alert"], calm["retrained"]), (False, None), "alert and retraining without a shift")
    equal(registry_file(registry), before, "the registry after a calm day")
    found = monitored(data("--shift", "--scramble", "--seed", "4"))
    check(found["features"]["price"]["psi"] > 0.25, f"PSI of shifted prices: {found['features']['price']['psi']:.3f}")
    equal(found["alert"], True, "alert for shifted prices")
    check(found["retrained"], "the alert started no retraining")
    equal(found["retrained"]["promoted"], False, "promoted, although the shifted events are scrambled too")
    after = registry_file(registry)
    equal(len(after["models"]), len(before["models"]) + 1, "versions in the registry after the retraining")
    equal(after["aliases"]["champion"], before["aliases"]["champion"], "champion after the retraining")


@at(12, "a rollback by alias reaches every answer", timeout=60)
def _(box: Box) -> None:
    registry = copy_of_registry(box)
    reco(box, "alias", "champion", "2", "--registry", str(registry))
    service = Service(box, registry)
    versions = lambda: {service.recommend(user)["model_version"] for user in range(1, 51)}  # noqa: E731
    equal(versions(), {2}, "versions in the answers before the rollback")
    reco(box, "alias", "champion", "1", "--registry", str(registry))
    eventually(lambda: versions() == {1}, "not all answers show version 1 after the rollback", timeout=20)
