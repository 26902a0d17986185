"""Commands of the project: python3 -m handbook COMMAND …  Each prints one JSON object."""

import argparse
import json
import os
import sys
from pathlib import Path

from handbook import store
from handbook.answer import ask
from handbook.evaluate import evaluate
from handbook.index import Index, build


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="handbook")
    commands = top.add_subparsers(dest="command", required=True)
    for name in ("reindex", "evaluate"):
        command = commands.add_parser(name)
        command.add_argument("--corpus", type=Path, required=True)
        command.add_argument("--store", type=Path, required=True)
    ask = commands.add_parser("ask")
    ask.add_argument("--store", type=Path, required=True)
    ask.add_argument("--role", choices=["public", "internal"], default="public")
    ask.add_argument("question")
    commands.add_parser("rollback").add_argument("--store", type=Path, required=True)
    return top


def main() -> None:
    options = parser().parse_args()
    answer, code = run(options)
    print(json.dumps(answer))
    sys.exit(code)


def run(options: argparse.Namespace) -> tuple[dict, int]:
    """What a command prints, and its exit code."""
    model_url = os.environ.get("MODEL_URL", "")
    match options.command:
        case "reindex":
            report = reindex(options.corpus, options.store, model_url)
            return report, 0 if report["promoted"] else 1
        case "evaluate":
            report = evaluate(current(options.store), options.corpus, model_url)
            return report, 0 if report["passed"] else 1
        case "ask":
            return ask(current(options.store), model_url, options.question, options.role), 0
        case _:
            pointed = store.alias(options.store)
            if pointed["previous"] is None:
                raise SystemExit("there is no version before this one")
            store.point(options.store, pointed["previous"], pointed["current"])
            return {"version": pointed["previous"]}, 0


def reindex(corpus: Path, folder: Path, model_url: str) -> dict:
    """Builds the next version beside the others, and moves the alias only if all gates hold."""
    version = store.next_version(folder)
    own = store.folder(folder, version)
    build(corpus, own, version)
    report = evaluate(Index.load(own), corpus, model_url)
    report["promoted"] = report["passed"]
    (own / "report.json").write_text(json.dumps(report), encoding="utf-8")
    if report["promoted"]:
        store.point(folder, version, store.alias(folder)["current"])
    return report


def current(folder: Path) -> Index:
    version = store.alias(folder)["current"]
    if version is None:
        raise SystemExit(f"there is no index in {folder}: run reindex first")
    return Index.load(store.folder(folder, version))
