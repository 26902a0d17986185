"""Acceptance tests of week 14, numbered as on its page. They run the instruments of commands.json from outside."""

import json
import threading
import time
from pathlib import Path

from harness import Box, Result, at, check, equal, eventually, free_port, http


def commands(box: Box) -> dict[str, list[str]]:
    return json.loads((box.kit / "commands.json").read_text())


def tell(box: Box, name: str, *arguments: str, timeout: float = 25):
    """What an instrument prints, read as JSON."""
    result = box.run([*commands(box)[name], *arguments], timeout=timeout)
    equal(result.code, 0, f"exit code of {name} ({last_line(result)})")
    return result.json()


def last_line(result: Result) -> str:
    said = [line for line in (result.err or result.out).strip().splitlines() if "Error:" in line]
    return said[0].strip() if said else (result.err or result.out).strip()[-120:]


def run_file(box: Box, name: str, histogram: dict[str, int]) -> str:
    path = box.path / f"{name}.json"
    path.write_text(json.dumps({"sent": sum(histogram.values()), "errors": 0, "refused": 0, "histogram": histogram}))
    return str(path)


def above(run: dict, ms: int) -> int:
    return sum(count for limit, count in run["histogram"].items() if float(limit) > ms)


def stalled(box: Box, model: str) -> dict:
    """Six seconds at 100 requests a second on a target that freezes for half a second in the middle."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    target = box.start(["node", "tools/target.mjs"], env={"PORT": str(port)}, ready=port)
    freeze = threading.Timer(3, lambda: http("POST", f"{url}/stall?ms=500"))
    freeze.start()
    try:
        return tell(box, "load", "--url", f"{url}/", "--rate", "100", "--seconds", "6", "--model", model)
    finally:
        freeze.join()
        target.stop()


@at(2, "a stall is seen by the open model and hidden by the closed one; percentiles come from merged histograms", timeout=60)
def _(box: Box) -> None:
    open_run, closed_run = stalled(box, "open"), stalled(box, "closed")
    answered = sum(open_run["histogram"].values())
    check(590 <= open_run["sent"] <= 601, f"an open run of 6 s at 100/s sends 600 requests, found {open_run['sent']}")
    equal((open_run["errors"], answered), (0, open_run["sent"]), "errors and answered requests of the open run")
    slow = above(open_run, 100)
    check(25 <= slow, f"the open run shows {slow} requests above 100 ms: about 40 of those due during the stall waited as long")
    slow_closed = above(closed_run, 100)
    check(slow_closed <= 15, f"the closed run shows {slow_closed} slow requests; with one client that waits it is about one")
    check(closed_run["sent"] < open_run["sent"] - 20, "the closed run sent as much as the open one: did its client wait?")
    quiet = [run_file(box, f"quiet-{minute}", {"50": 1000}) for minute in range(9)]
    bad = run_file(box, "bad", {"50": 500, "2000": 500})
    whole = tell(box, "report", "--p99", "300", *quiet, bad)
    equal(whole["p99"], 2000, "p99 over nine quiet windows and a bad one with 5% of all requests")


@at(3, "the profile names the hot function")
def _(box: Box) -> None:
    result = box.run(["node", "--cpu-prof", f"--cpu-prof-dir={box.path}", "tools/busy.mjs"])
    equal(result.code, 0, "exit code of the profiled program")
    profile = next(Path(box.path).glob("*.cpuprofile"))
    found = tell(box, "hot", str(profile))
    check("roundPrices" in found[0]["name"], f"the hottest function is roundPrices, found {found[0]['name']}")
    check("sortLines" in found[1]["name"], f"the second is sortLines, found {found[1]['name']}")
    check(0.5 < found[0]["share"] < 0.95, f"roundPrices has about three quarters of the samples, found {found[0]['share']:.2f}")


@at(5, "the verdict comes from all three runs, and the gain is compared with noise")
def _(box: Box) -> None:
    runs = [
        run_file(box, "one", {"100": 9_950, "300": 50}),
        run_file(box, "two", {"100": 9_950, "300": 50}),
        run_file(box, "three", {"100": 9_780, "300": 220}),
    ]
    verdict = tell(box, "report", "--p99", "150", *runs)
    equal((verdict["p50"], verdict["p99"], verdict["holds"]), (100, 300, False), "p50, p99 and verdict over three runs with 1.07% above 100 ms")
    equal(tell(box, "report", "--p99", "150", *runs[:2])["holds"], True, "verdict over the first two runs")
    for before, after, expected in (("421,418,433", "262,255,259", 1 / 20), ("5,6,7,8", "1,2,3,4", 1 / 70), ("150,142,171", "139,148,135", 0.1)):
        found = tell(box, "compare", before, after)["byChance"]
        check(abs(found - expected) < 1e-6, f"chance that noise looks as good for {before} and {after}: expected {expected:.4f}, found {found:.4f}")


@at(7, "keep-alive saves as much time as it saves round trips", timeout=60)
def _(box: Box) -> None:
    port, slow = free_port(), free_port()
    box.start(["node", "tools/target.mjs"], env={"PORT": str(port)}, ready=port)
    box.start(["node", "tools/delay.mjs"], env={"PORT": str(slow), "TO_PORT": str(port), "RTT_MS": "40"}, ready=slow)
    found = {}
    for keep, trips in (("no", 12), ("yes", 7)):
        pages = [tell(box, "page", "--url", f"http://127.0.0.1:{slow}/", "--requests", "6", "--keep-alive", keep, "--rtt", "40") for _ in range(3)]
        equal(pages[0]["predicted"], trips * 40, f"predicted milliseconds, keep-alive {keep}")
        found[keep] = min(page["measured"] for page in pages)
    saved = found["no"] - found["yes"]
    check(saved > 0, f"keep-alive saves nothing: {found['no']:.0f} ms without, {found['yes']:.0f} ms with")
    check(160 <= saved <= 240, f"keep-alive saves five round trips, 200 ms ± 20%; found {saved:.0f} ms")


@at(8, "the fit predicts a point that it has not seen")
def _(box: Box) -> None:
    found = tell(box, "usl", "data/throughput.json", "--at", "64")
    real = 100 * 64 / (1 + 0.05 * 63 + 0.001 * 64 * 63)
    check(abs(found["predicted"] / real - 1) < 0.15, f"throughput of 64 workers: within 15% of {real:.0f}, found {found['predicted']:.0f}")
    check(25 < found["peak"] < 38, f"the peak lies near 31 workers, found {found['peak']:.1f}")
    points = [[n, 50 * n / (1 + 0.02 * (n - 1) + 0.0005 * n * (n - 1))] for n in (1, 3, 6, 12, 20, 40)]
    exact = box.path / "exact.json"
    exact.write_text(json.dumps(points))
    scaling = tell(box, "usl", str(exact), "--at", "1")
    for name, value in (("gamma", 50), ("sigma", 0.02), ("kappa", 0.0005)):
        check(abs(scaling[name] / value - 1) < 0.01, f"{name} of exact points: expected {value}, found {scaling[name]}")


@at(9, "beyond the knee the shop sheds, and recovers", timeout=60)
def _(box: Box) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}/products"
    box.start(commands(box)["shop"], env={"PORT": str(port)}, ready=port)
    storm = tell(box, "load", "--url", url, "--rate", "300", "--seconds", "4", "--model", "open")
    check(storm["refused"] >= 100, f"at 300/s on four workers of 20 ms at least 100 requests are refused, found {storm['refused']} (errors: {storm['errors']})")
    answered = sum(storm["histogram"].values())
    check(answered >= 300, f"the workers go on during the storm: at least 300 requests answered, found {answered}")
    late = above(storm, 500)
    check(late <= answered * 0.02, f"{late} of {answered} admitted requests took more than 500 ms: the queue is too long")
    equal(storm["errors"], 0, "errors that are neither 429 nor 503")

    def well() -> bool:
        calm = tell(box, "load", "--url", url, "--rate", "60", "--seconds", "1", "--model", "open")
        return calm["refused"] == 0 and calm["errors"] == 0 and above(calm, 300) == 0

    eventually(well, "the shop does not come back to its target after the storm", timeout=20)


@at(11, "the shop still does what it did")
def _(box: Box) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    box.start(commands(box)["shop"], env={"PORT": str(port), "ORDER_MS": "1"}, ready=port)
    listed = http("GET", f"{url}/products")
    equal((listed.status, len(listed.json()) if listed.status == 200 else listed.text), (200, 20), "status and number of products")
    equal(http("GET", f"{url}/products/7").json()["sku"], "SKU-7", "sku of product 7")
    equal(http("GET", f"{url}/products/999").status, 404, "status of a product that does not exist")
    order = {"customerId": 1, "lines": [{"sku": "SKU-7", "quantity": 2}]}
    placed = http("POST", f"{url}/orders", order)
    equal(placed.status, 202, "status of an order")
    kept = http("GET", f"{url}{placed.headers['location']}").json()
    equal((kept["status"], kept["totalCents"]), ("CONFIRMED", 1120), "status and total of the order")
    equal(http("GET", f"{url}/stock/SKU-7").json()["onHand"], 3, "stock after the order")
    again = http("POST", f"{url}/orders", {"customerId": 1, "lines": [{"sku": "SKU-7", "quantity": 4}]})
    equal(http("GET", f"{url}{again.headers['location']}").json()["status"], "REJECTED", "status of an order beyond the stock")
    answers: list[int] = []
    senders = [threading.Thread(target=lambda: answers.append(http("GET", f"{url}/products").status)) for _ in range(8)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    time.sleep(0.05)
    equal(sorted(set(answers)), [200], "statuses of eight requests at once: four run and the others may wait")
