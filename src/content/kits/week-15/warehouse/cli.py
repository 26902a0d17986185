"""Commands of the project: python3 -m warehouse COMMAND …  Each prints one JSON object."""

import argparse
import sys
from datetime import date, datetime
from pathlib import Path


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="warehouse")
    commands = top.add_subparsers(dest="command", required=True)
    commands.add_parser("init")
    commands.add_parser("check")
    commands.add_parser("run-day").add_argument("--date", nargs="+", type=date.fromisoformat, required=True)
    commands.add_parser("stream").add_argument("--pause-ms", type=int, default=0)
    commands.add_parser("reconcile").add_argument("--date", type=date.fromisoformat, required=True)
    commands.add_parser("contract").add_argument("file", type=Path)
    erase = commands.add_parser("erase")
    erase.add_argument("--customer", type=int, required=True)
    erase.add_argument("--request", required=True)
    commands.add_parser("freshness").add_argument("--now", type=datetime.fromisoformat, required=True)
    dashboard = commands.add_parser("dashboard")
    dashboard.add_argument("--now", type=datetime.fromisoformat, required=True)
    dashboard.add_argument("--out", type=Path, required=True)
    return top


def main() -> None:
    options = parser().parse_args()
    sys.exit(f"warehouse {options.command}: not written yet")
