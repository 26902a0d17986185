"""Runs the tests of acceptance/tests.py one after the other; a line of JSON for each. Started by supervise.py."""

import json
import os
import sys
import tempfile
import traceback
from pathlib import Path

import harness

ROOT = Path(__file__).resolve().parent.parent
IGNORED = {".git", ".venv", "node_modules", "__pycache__", ".pytest_cache", ".mypy_cache", ".ruff_cache", "dist"}


def main(command: str, wanted: list[str]) -> None:
    import tests  # noqa: F401  registers the tests

    if command == "list":
        for test in harness.registered:
            print(json.dumps({"id": test.id, "title": test.title, "timeout": test.timeout}))
        return
    out = os.fdopen(os.dup(1), "w")
    # What a test prints must not mix with the lines for supervise.py.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    for test in harness.registered:
        if test.id in wanted:
            out.write(json.dumps(run(test)) + "\n")
            out.flush()
    harness.close_shared()


def run(test: harness.Test) -> dict[str, str]:
    """Runs one test in a folder of its own."""
    before = files()
    scratch = Path(os.environ.get("KIT_SCRATCH", tempfile.gettempdir()))
    with tempfile.TemporaryDirectory(dir=scratch, prefix=f"{test.id}-", ignore_cleanup_errors=True) as folder:
        box = harness.Box(ROOT, Path(folder))
        try:
            test.body(box)
        except harness.Skipped as error:
            return {"result": "SKIP", "reason": str(error)}
        except harness.Failed as error:
            return {"result": "FAIL", "reason": one_line(str(error))}
        except Exception as error:  # noqa: BLE001  whatever the learner's program makes the test raise
            place = traceback.extract_tb(error.__traceback__)[-1]
            where = f"acceptance/{Path(place.filename).name}:{place.lineno}"
            return {"result": "FAIL", "reason": one_line(f"{explain(error)} ({where})")}
        finally:
            box.close()
    written = sorted(path for path, state in files().items() if before.get(path) != state)
    if written:
        return {"result": "FAIL", "reason": f"wrote {written[0]} into the kit's own folder; write only where it was told to"}
    return {"result": "PASS"}


def explain(error: Exception) -> str:
    """What it means that a test met this error: mostly that an answer has another shape than the specification says."""
    if isinstance(error, KeyError):
        return f"the answer has no field {error}"
    if isinstance(error, IndexError):
        return "the answer has fewer entries than it should have"
    if isinstance(error, TypeError | AttributeError):
        return f"the answer has another shape than it should have: {error}"
    return f"{type(error).__name__}: {error}"


def files() -> dict[str, tuple[int, int]]:
    """The files of the kit with size and time, so that what a program writes beside its data is noticed."""
    found = {}
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in IGNORED]
        for name in names:
            path = Path(folder) / name
            try:
                state = path.stat()
            except OSError:
                continue
            found[str(path.relative_to(ROOT))] = (state.st_size, state.st_mtime_ns)
    return found


def one_line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 400 else line[:399] + "…"


main(sys.argv[1], sys.argv[2:])
