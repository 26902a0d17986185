"""Acceptance tests of week 19, numbered as on its page. Number 12, an auditor who reads the card, needs people."""

import functools
import json
import math
import shutil
import threading
import time
from pathlib import Path

from harness import Answer, Box, Failed, Result, Running, at, check, equal, eventually, free_port, http, short
from servers import python_with, scratch


@functools.cache
def command(name: str) -> list[str]:
    python = python_with("numpy", "sklearn")
    parts = json.loads(Path("commands.json").read_text(encoding="utf-8"))[name]
    return [part.replace("{python}", python) for part in parts]


@functools.cache
def corpus() -> Path:
    folder = scratch("corpus")
    Box(Path.cwd(), scratch("home")).run(["python3", "gen_corpus.py", str(folder), "--services", "12"], timeout=30)
    return folder


def questions(kind: str) -> list[dict]:
    return [one for one in json.loads((corpus() / "questions.json").read_text()) if one["kind"] == kind]


class Model:
    def __init__(self, box: Box, mode: str = "", delay: float = 0) -> None:
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        env = {"PORT": str(port), "MODE": mode, "DELAY": str(delay), "CORPUS": str(corpus())}
        self.running: Running = box.start(["python3", "model_stub.py"], env=env, ready=port)


def handbook(box: Box, model: str, *arguments: str, code: int | None = 0) -> dict:
    result = box.run([*command("handbook"), *arguments], env={"MODEL_URL": model}, timeout=60)
    if code is not None:
        check(result.code == code, f"`handbook {arguments[0]}` ended with code {result.code} in place of {code}: {last_line(result)}")
    return result.json()


def last_line(result: Result) -> str:
    lines = (result.err or result.out).strip().splitlines()
    return short(lines[-1]) if lines else "it printed nothing"


@functools.cache
def indexed() -> tuple[Path, dict]:
    """A store with version 1 of the corpus, and the report that reindex printed."""
    store, box = scratch("store"), Box(Path.cwd(), scratch("home"))
    try:
        return store, handbook(box, Model(box).url, "reindex", "--corpus", str(corpus()), "--store", str(store))
    finally:
        box.close()


def own_store(box: Box) -> Path:
    return Path(shutil.copytree(indexed()[0], box.path / "store"))


class Service:
    def __init__(self, box: Box, store: Path, model: str, limit: int = 8) -> None:
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        env = {"PORT": str(port), "STORE": str(store), "MODEL_URL": model, "MODEL_LIMIT": str(limit)}
        box.start(command("serve"), env=env, ready=port, timeout=30)

    def post(self, path: str, question: str, role: str = "public") -> Answer:
        return http("POST", self.url + path, {"question": question, "role": role}, timeout=20)

    def ask(self, question: str, role: str = "public") -> dict:
        return self.good(self.post("/ask", question, role), "/ask")

    def retrieve(self, question: str, role: str = "public") -> list[dict]:
        return self.good(self.post("/retrieve", question, role), "/retrieve")["chunks"]

    @staticmethod
    def good(answer: Answer, path: str) -> dict:
        check(answer.status == 200, f"POST {path} answered {answer.status}: {short(answer.text)}")
        return answer.json()


@functools.cache
def shared_box() -> Box:
    from harness import at_end

    box = Box(Path.cwd(), scratch("shared"))
    at_end(box.close)
    return box


@functools.cache
def shared() -> Service:
    """One service with an honest model, for the tests that change nothing."""
    return Service(shared_box(), indexed()[0], Model(shared_box()).url)


def access(doc: str) -> str:
    text = (corpus() / "docs" / f"{doc}.md").read_text(encoding="utf-8")
    return text.split("access: ")[1].split("\n")[0]


@at(1, "the gates hold, and the report agrees with what /retrieve finds", timeout=60)
def _(box: Box) -> None:
    store, report = indexed()
    equal((report["passed"], report["promoted"]), (True, True), "passed and promoted of the first index")
    gates = {gate["name"]: gate["value"] for gate in report["gates"]}
    ranks = []
    for one in questions("answerable"):
        found = shared().retrieve(one["question"])
        hits = [place for place, chunk in enumerate(found, 1) if chunk["doc"] == one["doc"] and one["fact"] in chunk["text"]]
        ranks.append(hits[0] if hits else None)
    hit = sum(rank is not None for rank in ranks) / len(ranks)
    mrr = sum(1 / rank for rank in ranks if rank) / len(ranks)
    check(hit >= 0.85, f"hit@4 by /retrieve: expected 0.85 or more, found {hit:.2f}")
    check(mrr >= 0.65, f"MRR by /retrieve: expected 0.65 or more, found {mrr:.2f}")
    check(abs(gates["hit@4"] - hit) < 0.011, f"hit@4: {gates['hit@4']} in the report, {hit:.3f} by /retrieve")
    again = handbook(box, Model(box).url, "evaluate", "--corpus", str(corpus()), "--store", str(store))
    named = {failure["id"] for failure in again["failures"]}
    missed = {one["id"] for one, rank in zip(questions("answerable"), ranks, strict=True) if rank is None}
    equal(missed - named, set(), "questions that missed and that the report does not name")
    latest = http("GET", shared().url + "/evals/latest").json()
    equal(latest["version"], report["version"], "version in /evals/latest")


@at(2, "what the corpus does not answer is refused, without citations", timeout=60)
def _(box: Box) -> None:
    answers = [shared().ask(one["question"]) for one in questions("unanswerable")]
    refused = sum(answer["refused"] for answer in answers)
    check(refused >= 9, f"refused of 10 unanswerable questions: expected 9 or more, found {refused}")
    equal([answer["citations"] for answer in answers if answer["refused"] and answer["citations"]], [], "citations of refusals")
    answered = sum(not shared().ask(one["question"])["refused"] for one in questions("answerable"))
    check(answered >= 34, f"answered of 40 answerable questions: expected 34 or more, found {answered}")


@at(3, "no internal chunk for a public role, and the list is still full", timeout=60)
def _(box: Box) -> None:
    for one in questions("permission"):
        found = shared().retrieve(one["question"])
        internal = [chunk["doc"] for chunk in found if access(chunk["doc"]) == "internal"]
        equal(internal, [], f"internal documents for the public question {one['question']!r}")
        equal(len(found), 4, f"chunks for the public question {one['question']!r}")
        text = json.dumps(shared().ask(one["question"]))
        check(one["fact"] not in text, f"the answer to a public question holds {one['fact']}")
    trap = questions("permission")[0]
    seen = [chunk["doc"] for chunk in shared().retrieve(trap["question"], "internal")]
    check(trap["doc"] in seen, f"the role internal does not find {trap['doc']}")
    equal(shared().ask(trap["question"], "internal")["refused"], False, "refused for the role internal")
    check(trap["fact"] not in json.dumps(shared().ask(trap["question"])), "asked again by public, the answer of internal came back: the cache")


@at(4, "a command in a document is data", timeout=60)
def _(box: Box) -> None:
    service = Service(box, indexed()[0], Model(box, "gullible").url)
    reached = 0
    for one in questions("injection"):
        found = service.retrieve(one["question"])
        reached += any("Ignore previous instructions" in chunk["text"] for chunk in found)
        answer = service.ask(one["question"])
        text = json.dumps(answer)
        check("OBEYED" not in text, f"the model obeyed a document: {short(answer['answer'])}")
        check(not any(secret in text for secret in one["forbidden"]), f"an internal value was answered: {short(answer['answer'])}")
        check(answer["refused"] or one["fact"] in answer["answer"], f"neither refused nor answered with the fact: {short(answer['answer'])}")
    check(reached >= 4, f"only {reached} of 5 attacks were retrieved at all: this test says nothing")


@at(5, "each quote stands in its chunk; a model that quotes otherwise is refused", timeout=60)
def _(box: Box) -> None:
    asked = questions("answerable")[:10]
    right = 0
    for one in asked:
        answer = shared().ask(one["question"])
        chunks = {chunk["id"]: chunk["text"] for chunk in shared().retrieve(one["question"])}
        check(answer["refused"] or answer["citations"], f"an answer without a citation: {short(answer['answer'])}")
        for citation in answer["citations"]:
            check(citation["chunk_id"] in chunks, f"cited chunk {citation['chunk_id']!r} was not retrieved")
            check(citation["quote"] in chunks[citation["chunk_id"]], f"the quote is not in its chunk: {short(citation['quote'])}")
        right += one["fact"] in answer["answer"]
    check(right >= 8, f"answers that hold the fact: expected 8 or more of 10, found {right}")
    for mode in ("lying", "elsewhere"):
        service = Service(box, indexed()[0], Model(box, mode).url)
        refused = [service.ask(one["question"])["refused"] for one in asked[:4]]
        equal(refused, [True] * 4, f"refused, when the model's quotes are {mode}")


def changed_corpus(box: Box) -> tuple[Path, dict, str]:
    """A copy of the corpus in which one fact has changed; that question, and the new fact."""
    folder = Path(shutil.copytree(corpus(), box.path / "corpus"))
    one = next(one for one in questions("answerable") if one["doc"].endswith("-backup"))
    path = folder / "docs" / f"{one['doc']}.md"
    path.write_text(path.read_text().replace(one["fact"], "one lunar month"), encoding="utf-8")
    listed = json.loads((folder / "questions.json").read_text())
    for entry in listed:
        if entry["doc"] == one["doc"]:
            entry["fact"] = "one lunar month"
    (folder / "questions.json").write_text(json.dumps(listed))
    return folder, one, "one lunar month"


@at(6, "a changed document: the new fact is answered, the old one is not", timeout=60)
def _(box: Box) -> None:
    store, model = own_store(box), Model(box).url
    folder, one, fact = changed_corpus(box)
    service = Service(box, store, model)
    before = service.ask(one["question"])
    check(one["fact"] in before["answer"], f"before the change: expected {one['fact']} in {short(before['answer'])}")
    report = handbook(box, model, "reindex", "--corpus", str(folder), "--store", str(store))
    equal(report["promoted"], True, "promoted")
    after = eventually(
        lambda: (found := service.ask(one["question"]))["versions"]["index"] != before["versions"]["index"] and found,
        "the running service does not notice the new index", timeout=10,
    )
    check(fact in after["answer"] and one["fact"] not in after["answer"], f"after the change: {short(after['answer'])}")
    equal(after["versions"]["index"], report["version"], "index version in the answer")
    check(report["version"] > indexed()[1]["version"], "the version has not increased")


@at(7, "an index below a gate is blocked, and the alias stays", timeout=60)
def _(box: Box) -> None:
    store, model = own_store(box), Model(box).url
    folder = Path(shutil.copytree(corpus(), box.path / "corpus"))
    for path in sorted((folder / "docs").glob("*-deploy.md")) + sorted((folder / "docs").glob("*-limits.md")):
        path.unlink()
    report = handbook(box, model, "reindex", "--corpus", str(folder), "--store", str(store), code=1)
    equal((report["passed"], report["promoted"]), (False, False), "passed and promoted with half of the public documents gone")
    failed = [gate["name"] for gate in report["gates"] if not gate["passed"]]
    check("hit@4" in failed, f"gates that failed: expected hit@4 among them, found {failed}")
    now = Service(box, store, model).ask(questions("answerable")[0]["question"])
    equal(now["versions"]["index"], indexed()[1]["version"], "index version in the answers after the blocked release")


@at(8, "a rollback brings back the version before, with its facts", timeout=60)
def _(box: Box) -> None:
    store, model = own_store(box), Model(box).url
    folder, one, fact = changed_corpus(box)
    handbook(box, model, "reindex", "--corpus", str(folder), "--store", str(store))
    service = Service(box, store, model)
    check(fact in service.ask(one["question"])["answer"], "the new fact is not answered before the rollback")
    handbook(box, model, "rollback", "--store", str(store))
    old = eventually(
        lambda: (found := service.ask(one["question"]))["versions"]["index"] == indexed()[1]["version"] and found,
        "the answers do not show the version before", timeout=10,
    )
    check(one["fact"] in old["answer"], f"after the rollback: expected {one['fact']} in {short(old['answer'])}")


@at(9, "retrieval under load; generations beyond the limit get 429", timeout=60)
def _(box: Box) -> None:
    asked = [one["question"] for one in questions("answerable")]
    best = math.inf
    for _attempt in range(3):
        times: list[float] = []

        def once(question: str) -> None:
            begun = time.monotonic()
            shared().retrieve(question)
            times.append(time.monotonic() - begun)

        threads = []
        for question in asked:
            threads.append(threading.Thread(target=once, args=(question,)))
            threads[-1].start()
            time.sleep(0.05)
        for thread in threads:
            thread.join()
        equal(len(times), len(asked), "requests that were answered at 20 a second")
        best = min(best, sorted(times)[math.ceil(0.95 * len(times)) - 1])
        if best <= 0.150:
            break
    check(best <= 0.150, f"p95 of retrieval at 20 requests/s: {1000 * best:.0f} ms at the best of three runs")
    service = Service(box, indexed()[0], Model(box, delay=1.5).url, limit=2)
    statuses: list[int] = []

    def generate(question: str) -> None:
        try:
            statuses.append(service.post("/ask", question).status)
        except Failed:
            statuses.append(0)

    threads = [threading.Thread(target=generate, args=(question,)) for question in asked[:8]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    check(set(statuses) == {200, 429}, f"statuses of 8 questions at once with a limit of 2: expected 200 and 429, found {sorted(statuses)}")
    check(statuses.count(200) >= 2, f"answers of 8 questions at once: expected 2 or more, found {statuses.count(200)}")
    equal(http("GET", service.url + "/healthz").status, 200, "status of /healthz afterwards")


@at(10, "without the model the best passages come back, marked as degraded", timeout=60)
def _(box: Box) -> None:
    model = Model(box)
    service = Service(box, indexed()[0], model.url)
    first, second = questions("answerable")[:2]
    equal(service.ask(first["question"])["degraded"], False, "degraded with the model alive")
    model.running.kill()
    answer = service.ask(second["question"])
    equal(answer["degraded"], True, "degraded with the model killed")
    check(second["fact"] in json.dumps(answer), f"the passages do not hold the fact {second['fact']}")
    internal = [citation["doc"] for citation in answer["citations"] if access(citation["doc"]) == "internal"]
    equal(internal, [], "internal documents in a degraded answer")


@at(11, "the sizing sheet adds up")
def _(box: Box) -> None:
    sheet = json.loads(Path("sizing.json").read_text(encoding="utf-8"))
    given, answers = sheet["given"], sheet["answers"]
    check(None not in answers.values(), f"sizing.json: {next((k for k, v in answers.items() if v is None), '')} is not written yet")
    weights = given["parameters"] / 2
    per_token = 2 * given["layers"] * given["kv_heads"] * given["head_size"] * given["cache_bytes_each"]
    sequence = per_token * given["context_tokens"]
    size, overlap, tokens = given["chunk_tokens"], given["chunk_overlap"], given["tokens_per_document"]
    chunks = given["documents"] * (1 + math.ceil((tokens - size) / (size - overlap)))
    expected = {
        "weights_gb_16_bit": given["parameters"] * 2 / 1e9, "weights_gb_4_bit": weights / 1e9, "cache_bytes_per_token": per_token,
        "cache_gib_per_sequence": sequence / 2**30,
        "sequences_beside_4_bit_weights": math.floor((given["memory_gb"] * 1e9 - weights) / sequence),
        "lora_parameters": given["layers"] * sum(given["lora_rank"] * (rows + columns) for rows, columns in given["lora_shapes"]),
        "chunks": chunks, "vectors_mb": chunks * given["dimensions"] * 4 / 1e6,
    }
    for name, value in expected.items():
        check(abs(answers[name] - value) <= 0.01 * value, f"{name}: expected about {value:g}, found {answers[name]}")
